"""
What takes long of a thread, gleaned from it alone: several processes can do it at once.

    ThreadRecord ─→ facts, veiled thread, summary, rendered text ─→ Gleaned

What depends on other threads is left to `gather`, which judges each once more: that is quick.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from ..records import ThreadRecord
from ..store import Store
from ..wall.metrics.facts import Facts
from ..wall.metrics.notebook import Notebook
from ..wall.model import Role, Thread, Topic
from ..wall.privacy.screening import screened
from ..wall.privacy.veiling import veiled
from .images import Album
from .published import Rules, shown_as
from .sharing import share
from .shelf import Row, Shelf
from .summaries import Summary
from .text import clean_name, clean_title

T = TypeVar("T")

# So many threads are handed to a process at once.
_AT_ONCE = 10


@dataclass(frozen=True, slots=True)
class Gleaned:
    """
    A published thread: its row on the shelf, its summary, and its facts if it has any.

    `masked` counts what is masked in it, `images` are the files that it shows.
    """

    row: Row
    summary: Summary
    facts: Facts | None
    masked: Counter[str]
    images: frozenset[str]


class Gleaner:
    """What threads are gleaned with."""

    def __init__(
        self, store: Store, rules: Rules, shelf: Shelf, album: Album, notebook: Notebook
    ) -> None:
        """Take the store, and all that decides what is published and how."""
        self._store = store
        self._rules = rules
        self._shelf = shelf
        self._album = album
        self._notebook = notebook

    def all(self, jobs: int) -> Iterator[tuple[ThreadRecord, Gleaned | None]]:
        """Give every thread of the store with what is gleaned of it, if it is published."""
        parts = [*_parts(self._store.load_keys())]

        def act(number: int) -> list[Gleaned | None]:
            return [self._glean(record) for record in self._store.load_between(*parts[number])]

        gleaned = share(len(parts), act, self._reopen, jobs if self._shelf.is_kept else 1)
        for part, found in zip(parts, gleaned, strict=True):
            yield from zip(self._store.load_between(*part), found, strict=True)

    def _reopen(self) -> None:
        self._store = Store.open(self._store.path)
        self._shelf.reopen()

    def _glean(self, record: ThreadRecord) -> Gleaned | None:
        shown = screened(record, self._rules.screen)
        judged = shown_as(shown, self._rules)
        if judged is None:
            return None
        masked: Counter[str] = Counter()
        thread = veiled(judged, shown, self._rules.veil, masked)
        return Gleaned(
            row=self._shelf.row_of(thread),
            summary=_summary(thread),
            # Figures stand by topic, as the pages name it.
            facts=self._notebook.read(replace(judged, topics=thread.topics), shown),
            masked=masked,
            images=self._album.shown_in(thread),
        )


def _parts(keys: Sequence[tuple[str, int]]) -> Iterator[tuple[str, int, int]]:
    """Cut threads into runs of one repository: its name, the first number and the last."""
    start = 0
    while start < len(keys):
        end = start
        repository, first = keys[start]
        while end < len(keys) and end - start < _AT_ONCE and keys[end][0] == repository:
            end += 1
        yield repository, first, keys[end - 1][1]
        start = end


def _summary(thread: Thread) -> Summary:
    return Summary(
        key=thread.key,
        title=clean_title(thread.title),
        kind=thread.kind,
        status=thread.status,
        opened_at=thread.opened_at,
        changed_at=thread.changed_at,
        updated_at=thread.updated_at,
        topics=tuple(Topic(clean_name(topic.name), topic.slug) for topic in thread.topics),
        opener=thread.opening.speaker,
        told=thread.told,
        first_answer_at=thread.first_answer_at,
        answerer=thread.answer.post.speaker if thread.answer else None,
        agree_count=thread.agree_count,
        is_clocked=thread.is_clocked,
        is_one_sided=not any(post.speaker.role is Role.CUSTOMER for post in thread.posts),
        hidden_count=sum(hidden.count for hidden in thread.hidden),
    )
