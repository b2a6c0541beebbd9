"""
Where charts cut what was counted, and nothing of how they look.

    wait_spans   same day · 1 to 3 days ─ the aim ─ 4 to 7 · 8 to 14 · over 14
    tenths_of    47 of 50 are nine in ten
    weakest_of   the month in which most went without an answer
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from .metrics.measuring import FEW

_WEEK = 7
# Where people draw the line between long and very long.
_MARKS = (3, 7, 14, 30, 60, 90, 180, 365)


@dataclass(frozen=True, slots=True)
class Span:
    """Days from `first` to `last`, both included; no `last` is no end."""

    first: int
    last: int | None

    def __contains__(self, days: int) -> bool:
        """Tell whether so many days lie in it."""
        return self.first <= days and (self.last is None or days <= self.last)


def tenths_of(part: int, whole: int) -> int | None:
    """
    Say a share in tenths, never more than is true: 47 of 50 are nine.

    None where the numbers themselves say it better: of a few threads, or less than one
    tenth.
    """
    tenths = part * 10 // whole if whole >= FEW else 0
    return tenths or None


def wait_spans(aim: int) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Cut waits into spans that meet the aim, and spans that do not."""
    edges = [0, _WEEK, aim] if aim > _WEEK else [0, aim]
    further = [mark for mark in _MARKS if mark >= 2 * aim][:2]
    if len(further) < 2:  # noqa: PLR2004 - two spans, then all that is longer
        further = [2 * aim, 4 * aim]
    beyond = [aim, *further]
    within = (Span(0, 0), *_spans_between(edges))
    return within, (*_spans_between(beyond), Span(further[-1] + 1, None))


def count_spans(days: Iterable[int], spans: Sequence[Span]) -> tuple[int, ...]:
    """Count the waits in each span."""
    counts = Counter(days)
    return tuple(sum(count for length, count in counts.items() if length in span) for span in spans)


def weakest_of(raised: Sequence[int], given: Sequence[int]) -> int | None:
    """
    Find the month with the fewest answers for what was raised, by its place.

    Only a month in which less than half as many were given as were raised is weak; of
    equals it is the one in which most were raised. The last month is not over.
    """
    weak = [
        (answers / critiques, -critiques, place)
        for place, (critiques, answers) in enumerate(zip(raised[:-1], given[:-1], strict=True))
        if answers * 2 < critiques
    ]
    return min(weak)[-1] if weak else None


def _spans_between(edges: Sequence[int]) -> tuple[Span, ...]:
    return tuple(Span(before + 1, last) for before, last in pairwise(edges))
