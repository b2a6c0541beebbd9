"""
What is not shown, and why: counts and dates, never a word and never a name.

    Observation… ─┐
    ThreadRecord… ┴─→ Ledger ─→ entries: Entry (reason, count, since when: the first, the last)

A reason is GitHub's (`hidden:spam`), one of the wall's own (`wall:blocked`), or one of those
below. A message counts once. The dates are those on which the wall noticed, where its
history tells; else those of the messages.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from ..config import Config
from ..records import Observation, PostRecord, Sight, ThreadRecord
from .privacy.screening import HELD, OWN_REASON
from .publishing import is_held, is_published

# GitHub's reasons follow.
HIDDEN = "hidden:"
GONE_THREAD, GONE_POST, LEFT = "gone:thread", "gone:post", "left"
# By WALL_ONLY or WALL_EXCEPT.
EXCLUDED = "excluded"
LOCKED = "locked"
# What of the history it takes. A thread that is there is noted.
SIGHTS = (Sight.GONE, Sight.LEFT, Sight.HIDDEN, Sight.SHOWN, Sight.LOCK)
_OTHER = "other"


@dataclass(frozen=True, slots=True)
class Entry:
    """How much is not shown for one reason, and since when; what is locked is counted too."""

    reason: str
    count: int
    first: datetime
    last: datetime


class Ledger:
    """Notes what is not shown, thread by thread."""

    def __init__(self, observations: Iterable[Observation]) -> None:
        """Take the `SIGHTS` of the wall's history."""
        self._noticed: dict[str, datetime] = {}
        self._gone: dict[str, datetime] = {}
        self._absent: dict[str, tuple[Sight, datetime]] = {}
        self._locked: dict[str, datetime] = {}
        self._dates: dict[str, list[datetime]] = {}
        for observation in observations:
            self._take(observation)

    def note(self, record: ThreadRecord, shown: ThreadRecord, config: Config) -> None:
        """Note a thread as GitHub gave it, and as the wall's screen has left it."""
        self._absent.pop(record.id, None)
        if shown.opening.minimized_reason == HELD or is_held(shown, config):
            whole: str | None = HELD
        elif shown.opening.is_minimized:
            whole = _reason(shown.opening)
        else:
            whole = None if is_published(shown, config) else EXCLUDED
        for post in shown.posts:
            if post.deleted_at:
                self._gone.setdefault(post.id, post.deleted_at)
            elif post.is_minimized:
                self._add(_reason(post), self._noticed.get(post.id, post.created_at))
            elif whole:
                self._add(whole, post.created_at)
        if record.is_locked and not whole:
            self._add(LOCKED, self._locked.get(record.id, record.opening.updated_at))

    def entries(self) -> Iterator[Entry]:
        """Give what was noted, by reason."""
        dates = {reason: list(times) for reason, times in self._dates.items()}
        for sight, at in self._absent.values():
            dates.setdefault(GONE_THREAD if sight is Sight.GONE else LEFT, []).append(at)
        dates.setdefault(GONE_POST, []).extend(self._gone.values())
        for reason, times in sorted(dates.items()):
            if times:
                yield Entry(reason, len(times), min(times), max(times))

    def _add(self, reason: str, at: datetime) -> None:
        self._dates.setdefault(reason, []).append(at)

    def _take(self, observation: Observation) -> None:
        sight, at = observation.sight, observation.at
        if not observation.posts:
            if sight in (Sight.GONE, Sight.LEFT):
                self._absent[observation.thread] = (sight, at)
            elif sight is Sight.LOCK and observation.value:
                self._locked[observation.thread] = at
            return
        for post in observation.posts:
            if sight is Sight.GONE:
                self._gone[post] = at
            elif sight is Sight.HIDDEN:
                self._noticed[post] = at
            if sight in (Sight.HIDDEN, Sight.SHOWN):
                self._gone.pop(post, None)


def _reason(post: PostRecord) -> str:
    """Give the wall's own reason, or GitHub's in small letters."""
    reason = post.minimized_reason or _OTHER
    if reason.startswith(OWN_REASON):
        return reason
    return HIDDEN + reason.casefold().replace("_", "-")
