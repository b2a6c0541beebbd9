"""
How long something hidden or deleted on GitHub can stay on the wall.

GitHub does not tell of everything: a hidden comment moves no time. So all threads are
read again, the longest unread first, as many in a run as its points allow. From how many
there are, how often a run comes, and what it may spend, follows the longest time that
any of them waits: that time is printed, and kept to.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from math import ceil

from ..records import ThreadType
from ..store.upkeep import Size
from . import queries

# What was read within it counts as fresh, so that runs that follow close upon one another
# do not read everything each; and a run may be so much late.
LEEWAY = timedelta(hours=2)
_REQUESTS_A_POINT = 100
# Of the hour's points; the other half is for what is new.
_SHARE = 2


@dataclass(frozen=True, slots=True)
class Plan:
    """
    What a run reads again: of all threads `1 / runs`, and so many pages of their list.

    `hours` is how long it takes at most until what was hidden or deleted is noticed.
    """

    runs: int
    sweep_pages: int
    hours: int

    def share(self, threads: int) -> int:
        """Give how many of so many threads a run reads again."""
        return ceil(threads / self.runs)


def make_plan(
    sizes: Iterable[tuple[ThreadType, Size]],
    hours_between: int,
    points_a_run: int | None,
    *,
    traced: bool,
) -> Plan:
    """
    Plan for parts of these sizes, for a run each so many hours, and its points.

    Without a number of points everything is read again in each run.
    """
    measured = list(sizes)
    sweep = sum(ceil(size.threads / queries.SIGNS_AT_ONCE) for _, size in measured)
    scrub = sum(_points(part, size, traced) for part, size in measured)
    if points_a_run is None:
        return Plan(1, max(1, sweep), _hours(1, hours_between))
    points = max(1, points_a_run // _SHARE)
    for_sweep = max(1, min(sweep, points // 2))
    for_scrub = max(1, points - for_sweep)
    runs = max(1, ceil(scrub / for_scrub))
    slowest = max(runs, ceil(sweep / for_sweep))
    return Plan(runs, for_sweep, _hours(slowest, hours_between))


def _points(part: ThreadType, size: Size, traced: bool) -> float:
    pages = size.threads / queries.page_size(part, traced=traced)
    return pages + size.further_pages / _REQUESTS_A_POINT


def _hours(runs: int, hours_between: int) -> int:
    return runs * hours_between + ceil(LEEWAY / timedelta(hours=1))
