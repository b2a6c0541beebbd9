"""
What a sync asks of GitHub, and of the machine.

Requests and points are exact: the emulated GitHub reckons them by GitHub's documented
formula. CPU is that of `wall sync` alone, from its start to its end; GitHub runs in
another process.
"""

import json
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median
from typing import Any

from .making import Plan, make, write
from .running import Ran, a_wall, github_with, machine, run
from .tables import table

_HEADS = (
    *("Wall", "posts", "requests", "points", "most", "if nothing changed"),
    *("CPU a post", "least–most", "peak", "seconds"),
)
_MOST_CPU, _MOST_MEMORY, _MOST_IDLE_POINTS = 1.0, 150, 2


@dataclass(frozen=True, slots=True)
class Case:
    """A wall to be read for the first time, and how many points that may take."""

    plan: Plan
    most_points: int
    traces: bool = True

    def __str__(self) -> str:
        """Name it."""
        comments = "" if self.plan.comments > 1 else ", 1 comment each"
        traces = "" if self.traces else ", no traces"
        return f"{self.plan.threads:,} {self.plan.type}s{comments}{traces}"

    def small(self, threads: int = 150) -> "Case":
        """Give the same with fewer threads, and as many points to a thread."""
        points = -(-self.most_points * threads // self.plan.threads)
        return replace(self, plan=replace(self.plan, threads=threads), most_points=points)


CASES = (
    Case(Plan(10_000), 215, traces=False),
    Case(Plan(10_000), 215 + 110),
    Case(Plan(10_000, "Discussion"), 440),
    # The memory depends on the number of threads; this many of usual length take an hour.
    Case(Plan(100_000, comments=1), 2150 + 1100),
)


@dataclass(frozen=True, slots=True)
class Synced:
    """One first sync, and a second one after which nothing had changed."""

    first: Ran
    again: Ran

    @property
    def told(self) -> dict[str, Any]:
        """Give the first summary."""
        summary: dict[str, Any] = json.loads(self.first.out)
        return summary

    @property
    def told_again(self) -> dict[str, Any]:
        """Give the second summary."""
        summary: dict[str, Any] = json.loads(self.again.out)
        return summary

    @property
    def cpu_a_post(self) -> float:
        """Give the milliseconds of CPU that a post took."""
        return 1000 * self.first.cpu / max(1, int(self.told["posts"]))


def measure(case: Case, runs: int) -> list[Synced]:
    """Read a wall for the first time, several times."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write(folder / "threads.ndjson", make(case.plan))
        with github_with(folder / "threads.ndjson", case.plan.repository) as address:
            return [sync_twice(folder / str(number), case, address) for number in range(runs)]


def sync_twice(folder: Path, case: Case, address: str) -> Synced:
    """Read a wall into a new folder, and once more."""
    a_wall(folder, case.plan.repository, SITEURL="", WALL_TRACES=case.traces)
    first, again = (run(folder, "sync", "--json", WALL_GITHUB_URL=address) for _ in range(2))
    return Synced(first, again)


def report(found: Sequence[tuple[Case, list[Synced]]]) -> str:
    """Write a table of what was measured, what misses its aim, and on which machine."""
    rows = [_row(case, syncs) for case, syncs in found]
    missed = [line for case, syncs in found for line in misses(case, syncs)]
    return "\n\n".join([table(_HEADS, rows), *missed, machine()])


def misses(case: Case, syncs: list[Synced]) -> list[str]:
    """Say which aims a case misses."""
    told, again = syncs[0].told, syncs[0].told_again
    cpu = median(sync.cpu_a_post for sync in syncs)
    peak = max(sync.first.peak for sync in syncs)
    found = {
        f"{told['points']} points of {case.most_points}": told["points"] > case.most_points,
        f"{cpu:.2f} ms of CPU a post": cpu > _MOST_CPU,
        f"{peak:.0f} MB of memory": peak > _MOST_MEMORY,
        f"{again['requests']} requests where nothing changed": again["requests"] > 1,
        f"{again['points']} points where nothing changed": again["points"] > _MOST_IDLE_POINTS,
    }
    return [f"{case}: {what}, which is too much." for what, is_missed in found.items() if is_missed]


def _row(case: Case, syncs: list[Synced]) -> tuple[str, ...]:
    told, again = syncs[0].told, syncs[0].told_again
    costs = sorted(sync.cpu_a_post for sync in syncs)
    return (
        str(case),
        f"{told['posts']:,}",
        str(told["requests"]),
        str(told["points"]),
        str(case.most_points),
        f"{again['requests']} request, {again['points']} point",
        f"{median(costs):.2f} ms",
        f"{costs[0]:.2f}–{costs[-1]:.2f}",
        f"{max(sync.first.peak for sync in syncs):.0f} MB",
        f"{median(sync.first.seconds for sync in syncs):.0f}",
    )
