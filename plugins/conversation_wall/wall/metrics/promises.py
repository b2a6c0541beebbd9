"""
Kept: what became of the promises that are old enough to judge.

A promise runs from when a thread was first seen planned or under way, whatever its labels
did since. It is kept when the thing is done, or when the team has turned it down with a
reason; a reason for the delay keeps it open once, for as long again. All else is broken, and
so is what was called done without a word.
"""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from ..model import Status
from .facts import Facts
from .shares import Share, share_of

_YEAR = 12


@dataclass(frozen=True, slots=True)
class Kept:
    """(done + amended with a reason)/all promises that are old enough."""

    done: int
    amended: int
    share: Share


def kept_of(threads: Iterable[Facts], now: int, months: int) -> Kept | None:
    """Judge the promises older than so many months; where there are none, nothing."""
    due = months_before(now, months)
    done = amended = count = 0
    for facts in threads:
        if facts.promised_at is None or facts.promised_at > due:
            continue
        count += 1
        if facts.done_at is not None and not facts.is_wordless:
            done += 1
        elif _is_amended(facts, due):
            amended += 1
    share = share_of(done + amended, count)
    return Kept(done, amended, share) if share else None


def _is_amended(facts: Facts, due: int) -> bool:
    if facts.amended_at is None:
        return False
    return facts.status is Status.DECLINED or facts.amended_at > due


def months_before(moment: int, months: int) -> int:
    """Give the time so many calendar months before, at the end of a month that is shorter."""
    at = datetime.fromtimestamp(moment, UTC)
    year, month = divmod(at.year * _YEAR + at.month - 1 - months, _YEAR)
    day = min(at.day, monthrange(year, month + 1)[1])
    return int(at.replace(year=year, month=month + 1, day=day).timestamp())
