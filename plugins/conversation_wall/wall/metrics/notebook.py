"""
Facts of all threads, noted one by one, and what only all of them together tell.

    note(thread) … ─→ facts(originals): duplicates lend their clock to what they repeat,
                                        and those who came back are known
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from ...config import Config
from ...records import ThreadRecord
from ..model import Role, Status, Thread, ThreadKey
from .after import RETURN
from .facts import Facts
from .reading import Known, facts_of

_SOON = timedelta(seconds=RETURN)


@dataclass(slots=True)
class _Person:
    """A customer's first post, the critique it opens if it does, and the next day's first."""

    number: int
    first_at: datetime
    critique: ThreadKey | None
    next_at: datetime | None = None


class Notebook:
    """Notes what the figures need of each thread."""

    def __init__(self, config: Config, promises: Mapping[str, datetime] | None = None) -> None:
        """Take the settings by which threads were judged, and when promises were first seen."""
        self._config = config
        self._promises = promises or {}
        self._facts: list[Facts] = []
        self._people: dict[str, _Person] = {}

    def note(
        self,
        thread: Thread,
        record: ThreadRecord,
        read: Facts | None = None,
        *,
        is_held: bool = False,
    ) -> None:
        """
        Note a thread as it was before anything was masked, and the record it was made of.

        Its facts are `read`, where another process has done so.
        """
        for post in thread.posts:
            login = post.speaker.login.casefold()
            if login and post.speaker.role is Role.CUSTOMER:
                is_critique = post.id == thread.opening.id and thread.kind.is_critique
                self._meet(login, post.created_at, thread.key if is_critique else None)
        facts = read or self.read(thread, record, is_held=is_held)
        if facts:
            opener = self._people.get(thread.opening.speaker.login.casefold())
            self._facts.append(replace(facts, opener=opener.number if opener else 0))

    def read(self, thread: Thread, record: ThreadRecord, *, is_held: bool = False) -> Facts | None:
        """Give the facts of a thread by itself, if it counts: who opened it is not known."""
        if not (thread.kind.is_critique or thread.opening.speaker.is_team):
            return None
        known = Known(0, self._promises.get(thread.id), is_held)
        return facts_of(thread, record, self._config, known)

    def facts(self, originals: Mapping[ThreadKey, ThreadKey]) -> tuple[Facts, ...]:
        """
        Give the facts of all threads but duplicates, the oldest first.

        `originals` are what duplicates repeat.
        """
        asked: dict[ThreadKey, int] = {}
        for facts in self._facts:
            original = originals.get(facts.key)
            if original and facts.kind.is_critique and facts.is_clocked:
                asked[original] = min(facts.opened_at, asked.get(original, facts.opened_at))
        returned = dict(self._returned())
        return tuple(
            replace(
                facts,
                status=_status_of(facts),
                asked_at=min(facts.opened_at, asked.get(facts.key, facts.opened_at)),
                has_returned=returned.get(facts.key),
            )
            for facts in sorted(self._facts, key=_place)
            if facts.key not in originals
        )

    def _meet(self, login: str, at: datetime, critique: ThreadKey | None) -> None:
        person = self._people.get(login)
        if person is None:
            self._people[login] = _Person(len(self._people) + 1, at, critique)
        elif at < person.first_at:
            if self._day(at) != self._day(person.first_at):
                person.next_at = person.first_at
            person.first_at, person.critique = at, critique
        elif self._day(at) != self._day(person.first_at) and (
            person.next_at is None or at < person.next_at
        ):
            person.next_at = at

    def _returned(self) -> Iterator[tuple[ThreadKey, bool]]:
        for person in self._people.values():
            if person.critique:
                is_back = person.next_at is not None and person.next_at <= person.first_at + _SOON
                yield person.critique, is_back

    def _day(self, at: datetime) -> date:
        zone: ZoneInfo = self._config.timezone
        return at.astimezone(zone).date()


def _place(facts: Facts) -> tuple[int, str, int]:
    return facts.opened_at, facts.key.source, facts.key.number


def _status_of(facts: Facts) -> Status:
    """Give the status; what repeats a thread that is not on the wall stands on its own."""
    if facts.status is not Status.DUPLICATE:
        return facts.status
    return Status.WAITING if facts.answered_at is None else Status.ANSWERED
