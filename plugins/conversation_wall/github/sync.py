"""
Bring the store up to date with GitHub.

Each part (the Issues or the Discussions of one source) is read in rounds. A first round,
or a full one, reads everything; later ones read what changed since the watermark. A page
of threads is completed (long lists, replies) and then saved in one transaction together
with how far the round has come, so that a run that stops anywhere goes on there.

    Issues        oldest change first; GitHub filters by time
    Discussions   newest change first, until the watermark: GitHub has no such filter
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import islice
from typing import Any, TypeVar

from ..config import Source
from ..errors import GitHubError
from ..records import ThreadRecord, ThreadType
from ..store import Store
from ..store.store import Progress, Reading
from . import queries
from .parse import Node, NotAThread, parse_thread
from .shapes import OpenList, flatten_item, flatten_thread
from .transport import Answer, TooMuchAskedError, Transport

# A thread can become visible later than another with a later time: read a little again.
_OVERLAP = timedelta(minutes=10)
_SMALLEST_PAGE = 5

T = TypeVar("T")


@dataclass(slots=True)
class Summary:
    """What a run did; `unread` names the threads that could not be read, with the reason."""

    threads: int = 0
    posts: int = 0
    removed: int = 0
    requests: int = 0
    points: int = 0
    seen_at: datetime | None = None
    unread: list[str] = field(default_factory=list)
    switched_off: list[str] = field(default_factory=list)


def sync(  # noqa: PLR0913 - the options of a command, by name
    store: Store,
    sources: tuple[Source, ...],
    transport: Transport,
    *,
    full: bool = False,
    allow_private: bool = False,
    report: Callable[[str], None] = lambda _: None,
) -> Summary:
    """
    Read what changed on GitHub since the last time, or everything where `full` is set.

    Raises `GitHubError` where GitHub refuses or cannot be reached, and `StoreError`;
    what was saved until then stays.
    """
    summary = Summary()
    asked = _Counted(transport, summary)
    # A repository taken out of the settings leaves the wall; an import stays.
    with store.transaction():
        store.remove_synced_sources(except_for=[source.repository for source in sources])
    for source in sources:
        for part in _parts(source, asked, summary, allow_private=allow_private):
            _Round(store, source.repository, part, asked, report).run(full=full)
    if summary.seen_at:
        with store.transaction():
            store.save_seen_at(summary.seen_at)
    return summary


def _parts(
    source: Source, transport: "_Counted", summary: Summary, *, allow_private: bool
) -> Iterator[ThreadType]:
    owner, name = source.repository.split("/")
    answer = transport.fetch(queries.REPOSITORY, {"owner": owner, "name": name})
    repository = answer.data["repository"]
    if repository["isPrivate"] and not allow_private:
        raise GitHubError(
            f"{source.repository} is a private repository, and a wall is public. "
            "Nothing was read. If its conversations may be published, "
            "set WALL_ALLOW_PRIVATE = True."
        )
    for part, is_wanted, is_enabled in (
        (ThreadType.DISCUSSION, source.discussions, repository["hasDiscussionsEnabled"]),
        (ThreadType.ISSUE, source.issues, repository["hasIssuesEnabled"]),
    ):
        if is_wanted and is_enabled:
            yield part
        elif is_wanted:
            summary.switched_off.append(f"{part.value}s of {source.repository}")


class _Counted:
    """A transport that counts requests and points, and keeps the first answer's time."""

    def __init__(self, transport: Transport, summary: Summary) -> None:
        self._transport = transport
        self.summary = summary

    def fetch(self, query: str, variables: Mapping[str, object]) -> Answer:
        answer = self._transport.fetch(query, variables)
        self.summary.requests += 1
        self.summary.points += answer.cost
        self.summary.seen_at = self.summary.seen_at or answer.answered_at
        return answer


class _Round:
    """One round over one part of a source."""

    def __init__(
        self,
        store: Store,
        repository: str,
        part: ThreadType,
        transport: _Counted,
        report: Callable[[str], None],
    ) -> None:
        self._store = store
        self._repository = repository
        self._part = part
        self._transport = transport
        self._summary = transport.summary
        self._report = report
        self._size = queries.PAGE_SIZES[part]
        # The threads that were deleted between their page and the rest of their lists.
        self._lost: set[str] = set()

    def run(self, *, full: bool) -> None:
        progress = self._start(full=full)
        is_over = False
        while not is_over:
            page = self._fetch_page(progress)
            nodes = [node for node in page["nodes"] or () if node]
            wanted = [node for node in nodes if self._is_news(node, progress)]
            threads = self._complete(wanted)
            is_over = len(wanted) < len(nodes) or not page["pageInfo"]["hasNextPage"]
            progress = _advance(progress, nodes, page["pageInfo"]["endCursor"])
            gone = self._gone(progress, threads) if is_over and progress.is_full else ()
            with self._store.transaction():
                for thread in threads:
                    self._store.save_thread(thread, Reading(progress.round))
                if gone and self._summary.seen_at:
                    self._store.remove_threads(gone, self._summary.seen_at)
                if is_over:
                    progress = _finish(progress)
                self._store.save_progress(self._repository, self._part, progress)
            self._count(threads, gone)

    def _start(self, *, full: bool) -> Progress:
        progress = self._store.load_progress(self._repository, self._part)
        is_under_way = progress.cursor is not None
        if is_under_way and (progress.is_full or not full):
            return progress
        if full:
            return Progress(round=progress.round + 1)
        return replace(progress, cursor=None, is_full=progress.watermark is None)

    def _fetch_page(self, progress: Progress) -> dict[str, Any]:
        """Ask for a page; where GitHub gives up, for half of it, and so on."""
        owner, name = self._repository.split("/")
        variables: dict[str, object] = {"owner": owner, "name": name, "cursor": progress.cursor}
        if self._part is ThreadType.ISSUE:
            since = self._since(progress)
            variables["since"] = since.isoformat() if since else None
        while True:
            try:
                answer = self._transport.fetch(
                    queries.THREADS[self._part], variables | {"size": self._size}
                )
                self._summary.unread += [
                    f"a thread of {self._repository}: {hole}" for hole in answer.holes
                ]
                return dict(answer.data["repository"]["threads"])
            except TooMuchAskedError:
                if self._size <= _SMALLEST_PAGE:
                    raise
                self._size = max(_SMALLEST_PAGE, self._size // 2)

    def _since(self, progress: Progress) -> datetime | None:
        if progress.is_full or progress.watermark is None:
            return None
        return progress.watermark - _OVERLAP

    def _is_news(self, node: Node, progress: Progress) -> bool:
        since = self._since(progress)
        return since is None or datetime.fromisoformat(node["updatedAt"]) >= since

    def _complete(self, nodes: list[Node]) -> list[ThreadRecord]:
        """Read the rest of every list of these threads, and make records of them."""
        threads, open_lists = [], []
        for node in nodes:
            thread, more = flatten_thread(node)
            threads.append(thread)
            open_lists += more
        while open_lists:
            further = []
            for some in _batched(open_lists, queries.LISTS_AT_ONCE):
                further += self._fetch_lists(some)
            open_lists = further
        return list(self._parsed([node for node in threads if node["id"] not in self._lost]))

    def _fetch_lists(self, lists: tuple[OpenList, ...]) -> list[OpenList]:
        """
        Add the next page of some lists to their items; give what is still open.

        Where GitHub gives up, half of the lists are asked for, and so on.
        """
        query = queries.lists_query(
            tuple((open_list.owner_type, open_list.name, open_list.item) for open_list in lists)
        )
        variables: dict[str, object] = {}
        for place, open_list in enumerate(lists):
            variables |= {f"i{place}": open_list.owner_id, f"c{place}": open_list.cursor}
        try:
            data = self._transport.fetch(query, variables).data
        except TooMuchAskedError:
            if len(lists) == 1:
                raise
            half = len(lists) // 2
            return self._fetch_lists(lists[:half]) + self._fetch_lists(lists[half:])
        further = []
        for place, open_list in enumerate(lists):
            owner = data[f"n{place}"]
            if owner is None:
                self._lost.add(open_list.owner_id)
            connection = (owner or {}).get("list") or {"nodes": ()}
            for item in connection["nodes"]:
                further += flatten_item(item, open_list.item)
                open_list.items.append(item)
            page = connection.get("pageInfo")
            if page and page["hasNextPage"]:
                further.append(replace(open_list, cursor=page["endCursor"]))
        return further

    def _parsed(self, nodes: list[Node]) -> Iterator[ThreadRecord]:
        for node in nodes:
            try:
                yield parse_thread(node, self._repository)
            except NotAThread as error:
                self._summary.unread.append(f"{node.get('url') or self._repository}: {error}")

    def _gone(self, progress: Progress, threads: list[ThreadRecord]) -> tuple[str, ...]:
        """
        Find the threads that GitHub no longer has.

        Not being on a list proves nothing, since lists shift while they are read: each is
        asked for by its id.
        """
        read = {thread.id for thread in threads}
        unseen = self._store.upkeep.unseen(self._repository, self._part, progress.round)
        gone: list[str] = []
        for ids in _batched([id_ for id_ in unseen if id_ not in read], queries.IDS_AT_ONCE):
            nodes = self._transport.fetch(queries.WHEREABOUTS, {"ids": list(ids)}).data["nodes"]
            gone += [
                id_
                for id_, node in zip(ids, nodes, strict=True)
                if not node or not self._is_here(node["repository"]["nameWithOwner"])
            ]
        return tuple(gone)

    def _is_here(self, repository: str) -> bool:
        return repository.lower() == self._repository.lower()

    def _count(self, threads: list[ThreadRecord], gone: tuple[str, ...]) -> None:
        self._summary.threads += len(threads)
        self._summary.removed += len(gone)
        for thread in threads:
            self._summary.posts += 1 + sum(1 + len(post.replies) for post in thread.comments)
        self._report(
            f"{self._repository} {self._part.value}s: {self._summary.threads} threads, "
            f"{self._summary.posts} posts, {self._summary.points} points"
        )


def _advance(progress: Progress, nodes: list[Node], cursor: str | None) -> Progress:
    times = [datetime.fromisoformat(node["updatedAt"]) for node in nodes]
    known = [progress.next_watermark] if progress.next_watermark else []
    return replace(progress, next_watermark=max(times + known, default=None), cursor=cursor)


def _finish(progress: Progress) -> Progress:
    return replace(
        progress,
        watermark=progress.next_watermark or progress.watermark,
        next_watermark=None,
        cursor=None,
        is_full=False,
    )


def _batched(items: list[T], size: int) -> Iterator[tuple[T, ...]]:
    """Cut a list into tuples of at most `size` (in the standard library since 3.12)."""
    rest = iter(items)
    while some := tuple(islice(rest, size)):
        yield some
