"""
Read whole threads: by a page of the list, or by their ids.

    page, ids ─→ drafts ─ rest of every list ─→ Batch: threads, unfinished, gone

Drafts whose lists do not fill a question wait for those of the next pages, since a
question for one list costs as much as one for all that make a point.
Where GitHub gives up on a question, less is asked for, and more again when all is well.
A thread that does not come whole is named and left as it was; what a stop leaves half
read is handed on, to be kept.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from ..errors import GitHubError
from ..records import ThreadRecord, ThreadType
from ..store.store import END
from . import queries
from .asking import Asking
from .completing import Completion
from .parse import parse_thread
from .shapes import Draft, draft_from_text, flatten_thread, next_cursor
from .transport import Answer, TooMuchAskedError
from .values import Node, NotAThread

# Threads, below which a page is not cut further: what fails then is not its size.
_SMALLEST_PAGE = 5
# After so many good answers in a row, more is asked for again.
_GOOD_ANSWERS = 5


@dataclass(frozen=True, slots=True)
class Part:
    """
    The Issues, or the Discussions, of one repository, as the sync found them.

    Of one that `is_traced`, what happened to its threads is read, too. With `labels` it has
    only the threads that have one of them.
    """

    repository: str
    repository_id: str
    type: ThreadType
    is_traced: bool
    labels: tuple[str, ...] = ()

    @property
    def place(self) -> dict[str, object]:
        """The variables of a question for a list of its threads."""
        owner, name = self.repository.split("/")
        labels = {"labels": list(self.labels)} if self.labels else {}
        return {"owner": owner, "name": name, **labels}

    def takes(self, thread: ThreadRecord) -> bool:
        """Tell whether a thread belongs to it, by its labels."""
        wanted = {label.casefold() for label in self.labels}
        return not wanted or any(label.name.casefold() in wanted for label in thread.labels)

    def __str__(self) -> str:
        """Name it."""
        return f"{self.type.value}s of {self.repository}"


@dataclass(frozen=True, slots=True)
class ReadThread:
    """A thread that was read whole, what GitHub counted in it, and when."""

    record: ThreadRecord
    comment_total: int
    read_at: datetime


@dataclass(frozen=True, slots=True)
class Batch:
    """
    What one question and its follow-ups brought.

    `settled` are the ids of which nothing is to come, and `gone` those of them that are not
    there any more. `unfinished` are to be kept as they are now; `stopped_by` is what kept
    them from being read to their ends, if anything did.
    """

    threads: tuple[ReadThread, ...] = ()
    unfinished: tuple[Draft, ...] = ()
    gone: tuple[str, ...] = ()
    settled: tuple[str, ...] = ()
    stopped_by: GitHubError | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the list of all threads, and where the next one begins: `END` after the last."""

    batch: Batch
    total: int
    cursor: str


class Reader:
    """Reads the threads of one part, and remembers how much GitHub can give at once."""

    def __init__(self, asking: Asking, part: Part) -> None:
        """Ask for the threads of this part."""
        self._asking = asking
        self._part = part
        self._size = _Size(queries.page_size(part.type, traced=part.is_traced))
        self._completion = Completion(asking)
        self._open: list[Draft] = []

    def read_page(self, cursor: str | None) -> Page:
        """Read the threads of a page; where GitHub gives up, of half of it, and so on."""
        variables = self._part.place | {"cursor": cursor}
        while True:
            try:
                answer = self._asking.fetch(
                    queries.page_query(self._part.type, traced=self._part.is_traced),
                    variables | {"size": self._size.now},
                )
                break
            except TooMuchAskedError:
                if not self._size.shrink(_SMALLEST_PAGE):
                    raise
        self._size.grow()
        connection = answer.threads()
        nodes = connection["nodes"]
        places = [("repository", "threads", "nodes", index) for index in range(len(nodes))]
        return Page(
            batch=self._batch(answer, list(zip(places, nodes, strict=True)), ()),
            total=int(connection.get("totalCount") or 0),
            cursor=next_cursor(connection) or END,
        )

    def read_ids(self, ids: Sequence[str]) -> Iterator[Batch]:
        """Read threads by their ids, some at a time; those that are gone are named."""
        rest = list(ids)
        while rest:
            some = rest[: self._size.now]
            try:
                answer = self._asking.fetch(
                    queries.threads_query(self._part.type, traced=self._part.is_traced),
                    {"ids": list(some)},
                )
            except TooMuchAskedError as error:
                if not self._size.shrink(1):
                    self._tell(some[0], self._asking.give_up(error))
                    del rest[:1]
                continue
            del rest[: len(some)]
            self._size.grow()
            yield self._batch_of_ids(answer, some)
        if self._open:
            yield self.finish()

    def finish(self, texts: Sequence[str] = ()) -> Batch:
        """Read the threads that are open to their ends, and those an earlier run has left so."""
        return self._complete([draft_from_text(text) for text in texts], (), to_end=True)

    def _batch_of_ids(self, answer: Answer, ids: Sequence[str]) -> Batch:
        here: list[tuple[tuple[str | int, ...], Node | None]] = []
        gone = []
        for index, (id_, node) in enumerate(zip(ids, answer.nodes(len(ids)), strict=True)):
            hole = answer.hole("nodes", index)
            is_elsewhere = node is not None and (
                (node.get("repository") or {}).get("id") != self._part.repository_id
            )
            if is_elsewhere or (hole and hole.is_gone and node is None):
                gone.append(id_)
            else:
                here.append((("nodes", index), node))
        return replace(self._batch(answer, here, ids), gone=tuple(gone))

    def _batch(
        self,
        answer: Answer,
        nodes: list[tuple[tuple[str | int, ...], Node | None]],
        ids: Sequence[str],
    ) -> Batch:
        drafts = []
        for place, node in nodes:
            hole = answer.hole(*place)
            name = (node or {}).get("url") or (ids[int(place[-1])] if ids else "a thread")
            if hole or node is None:
                self._tell(name, hole.reason if hole else "GitHub did not give it")
                continue
            try:
                drafts.append(flatten_thread(node, answer.answered_at))
            except NotAThread as error:
                self._tell(name, str(error))
        return self._complete(drafts, ids)

    def _complete(self, new: Sequence[Draft], ids: Sequence[str], *, to_end: bool = False) -> Batch:
        """Read on in all drafts, and make records of those that are whole then."""
        kept = {draft.id: tuple(draft.lists) for draft in self._open}
        # A thread that the list shows twice is taken as it came last.
        drafts = list({draft.id: draft for draft in (*self._open, *new)}.values())
        asked = dict.fromkeys((*ids, *(draft.id for draft in drafts)))
        stopped_by = self._completion.complete(drafts, self._tell, to_end=to_end)
        self._open = [draft for draft in drafts if draft.lists]
        waiting = {draft.id for draft in self._open}
        return Batch(
            threads=tuple(self._records([draft for draft in drafts if not draft.lists])),
            unfinished=tuple(
                draft for draft in self._open if kept.get(draft.id) != tuple(draft.lists)
            ),
            settled=tuple(id_ for id_ in asked if id_ not in waiting),
            stopped_by=stopped_by,
        )

    def _records(self, drafts: list[Draft]) -> Iterator[ReadThread]:
        for draft in drafts:
            try:
                record = parse_thread(draft.node, self._part.repository)
                yield ReadThread(record, draft.comment_total, draft.read_at)
            except NotAThread as error:
                self._tell(str(draft.node.get("url")), str(error))

    def _tell(self, name: str, reason: str) -> None:
        where = name if name.startswith("http") else f"{name} of the {self._part}"
        self._asking.summary.unread.append(f"{where}: {reason}")


class _Size:
    """How many threads are asked for at once: fewer where GitHub gives up, more where not."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._good = 0
        self.now = most

    def shrink(self, least: int) -> bool:
        """Ask for half as many; false where it is the least already."""
        if self.now <= least:
            return False
        self._good, self.now = 0, max(least, self.now // 2)
        return True

    def grow(self) -> None:
        """Note that all went well."""
        self._good += 1
        if self._good >= _GOOD_ANSWERS:
            self._good, self.now = 0, min(self._most, self.now * 2)
