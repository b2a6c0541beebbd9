"""What came after: whether it helped, and whether those who were heard came back."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from ..verdicts import Helped
from .facts import DAY, Facts
from .shares import Share, share_of

# Answered within so many days of the first critique; back within so many.
SOON = 14 * DAY
RETURN = 90 * DAY


@dataclass(frozen=True, slots=True)
class Verdicts:
    """What openers said of what was done. Whoever said nothing is counted, too."""

    count: int
    confirmed: int
    not_solved: int
    replied: int
    silent: int


@dataclass(frozen=True, slots=True)
class Returned:
    """Of first-time critics, who wrote again: those who were answered, and those who were not."""

    answered: Share | None
    unanswered: Share | None


def verdicts_of(threads: Iterable[Facts]) -> Verdicts:
    """Count the verdicts of all that was done."""
    counts = Counter(facts.helped for facts in threads if facts.done_at is not None)
    return Verdicts(
        count=counts.total(),
        confirmed=counts[Helped.CONFIRMED],
        not_solved=counts[Helped.NOT_SOLVED],
        replied=counts[Helped.REPLIED],
        silent=counts[Helped.SILENT] + counts[None],
    )


def returned_of(threads: Iterable[Facts], now: int) -> Returned:
    """
    Compare who came back; those count who were here for the first time 90 days ago or more.

    Answered is who had an answer within 14 days: an answer that comes after they came back
    has not brought them.
    """
    backs: dict[bool, list[bool]] = {True: [], False: []}
    for facts in threads:
        if facts.has_returned is not None and now - facts.opened_at >= RETURN:
            answered_at = facts.answered_at
            is_soon = answered_at is not None and answered_at - facts.opened_at <= SOON
            backs[is_soon].append(facts.has_returned)
    return Returned(
        *(share_of(sum(backs[is_soon]), len(backs[is_soon])) for is_soon in (True, False))
    )
