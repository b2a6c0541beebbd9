"""
What the figures need of a thread: numbers and letters, no words and no names.

Times are whole seconds since 1970, so that a hundred thousand threads are small and fast.
"""

from array import array
from bisect import bisect_right
from dataclasses import dataclass, replace

from ..model import Kind, Status, ThreadKey
from ..verdicts import Helped

DAY = 86_400
WINDOW = 365 * DAY

# Who wrote a post. A saved reply is no answer and no turn, but its words count; a post of
# the team without a word, or in a thread that its author opened as a customer, is nothing.
CUSTOMER, TEAM, SAVED, MUTE = "c", "t", "s", "m"


@dataclass(frozen=True, slots=True)
class Facts:
    """
    A thread in numbers.

    `asked_at` is when it was first asked, in this thread or in a duplicate. `at` has the
    seconds after `opened_at` of each post by time, `sides` a letter for each, `words` how
    many its author says. `shingles` are of the posts of the team that say something.
    `is_held`: it waits for approval, and is not shown. `withdrawn_at` is when its opener
    closed it. `promised_at` is when it was first seen planned or under way; `amended_at`
    when the team first gave a reason for the delay, `done_at` when it was done.
    `opener` is a number for whoever opened it, 0 where nobody knows.
    `has_returned`: its opener, here for the first time, wrote again on another day within
    90 days; None for those who had been here.
    """

    key: ThreadKey
    kind: Kind
    status: Status
    opened_at: int
    asked_at: int
    at: "array[int]"
    sides: str
    words: "array[int]"
    shingles: tuple[bytes, ...] = ()
    topics: tuple[str, ...] = ()
    is_clocked: bool = True
    is_held: bool = False
    is_wordless: bool = False
    withdrawn_at: int | None = None
    promised_at: int | None = None
    amended_at: int | None = None
    done_at: int | None = None
    helped: Helped | None = None
    opener: int = 0
    has_returned: bool | None = None

    @property
    def answered_at(self) -> int | None:
        """When the team first said something to a critique."""
        place = self.sides.find(TEAM)
        return self.opened_at + self.at[place] if place >= 0 else None


def seen_at(facts: Facts, moment: int) -> Facts:
    """Give what was known of a thread at a moment: later posts and changes are left out."""
    count = bisect_right(facts.at, moment - facts.opened_at)
    if count == len(facts.at) and not _is_later(facts, moment):
        return facts
    shingles = sum(side in (TEAM, SAVED) for side in facts.sides[:count])
    return replace(
        facts,
        at=facts.at[:count],
        sides=facts.sides[:count],
        words=facts.words[:count],
        shingles=facts.shingles[:shingles],
        withdrawn_at=_known(facts.withdrawn_at, moment),
        promised_at=_known(facts.promised_at, moment),
        amended_at=_known(facts.amended_at, moment),
        done_at=_known(facts.done_at, moment),
    )


def _is_later(facts: Facts, moment: int) -> bool:
    times = (facts.withdrawn_at, facts.promised_at, facts.amended_at, facts.done_at)
    return any(at is not None and at > moment for at in times)


def _known(at: int | None, moment: int) -> int | None:
    return at if at is not None and at <= moment else None
