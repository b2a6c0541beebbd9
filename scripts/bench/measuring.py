"""
Measuring a large wall: seconds, and memory at its highest.

    make(100_000) ─→ Facts… ─→ measure ─→ a table, and whether 5 s and 160 MB were kept

It runs in a process of its own, so that nothing else is counted.
"""

import json
import os
import resource
import subprocess
import sys
import time
from array import array
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

from conversation_wall.wall.metrics.facts import DAY, Facts
from conversation_wall.wall.metrics.measuring import Terms, measure
from conversation_wall.wall.model import Kind, Status, ThreadKey

from .tables import table

_SCRIPTS = Path(__file__).resolve().parent.parent

MOST_SECONDS, MOST_MEGABYTES = 5.0, 160.0

NOW = 1_780_000_000
# Five years of a wall; the figures look at two of them, promises and who waits at all.
_SPAN = 5 * 365 * DAY
_TOPICS = tuple(f"topic-{number}" for number in range(40))
_KINDS = (Kind.PROBLEM, Kind.IDEA, Kind.QUESTION, Kind.ANNOUNCEMENT)
_PROMISED, _DONE = 0.1, 0.6
_SIDES = ("c", "ct", "ctc", "ctctc", "cctctcct", "cs", "csct", "cctc")


@dataclass(frozen=True, slots=True)
class Run:
    """What measuring took, the facts in memory included."""

    threads: int
    seconds: float
    megabytes: float

    @property
    def is_kept(self) -> bool:
        """Whether both aims were met."""
        return self.seconds <= MOST_SECONDS and self.megabytes <= MOST_MEGABYTES


def make(count: int, seed: int = 8) -> Iterator[Facts]:
    """Make up facts, the same for a seed."""
    drawn = Random(seed)
    for number in range(count):
        sides = drawn.choice(_SIDES)
        kind = drawn.choices(_KINDS, (50, 25, 20, 5))[0]
        opened_at = NOW - _SPAN + number * _SPAN // count
        gaps = [0, *(round(drawn.expovariate(1 / (2 * DAY))) for _ in sides[1:])]
        at = array("q", [sum(gaps[: place + 1]) for place in range(len(gaps))])
        promised = drawn.random() < _PROMISED
        yield Facts(
            key=ThreadKey("northwind/kettles", number + 1),
            kind=kind,
            status=Status.ANSWERED if "t" in sides else Status.WAITING,
            opened_at=opened_at,
            asked_at=opened_at,
            at=at,
            sides=sides,
            words=array("I", [drawn.randrange(5, 200) for _ in sides]),
            # Forty shingles a post, as real ones have on the average.
            shingles=tuple(drawn.randbytes(120) for side in sides if side in "ts"),
            topics=(drawn.choice(_TOPICS),),
            is_clocked=kind.is_critique,
            promised_at=opened_at + DAY if promised else None,
            done_at=opened_at + 90 * DAY if promised and drawn.random() < _DONE else None,
            opener=drawn.randrange(1, count),
            has_returned=drawn.choice((None, True, False)),
        )


def run_alone(count: int) -> Run:
    """Measure so many threads in a process that has loaded nothing else."""
    code = f"import bench.measuring as it; it.tell({count})"
    paths = os.pathsep.join((str(_SCRIPTS), str(_SCRIPTS.parent / "plugins")))
    ended = subprocess.run(
        (sys.executable, "-c", code),
        env={**os.environ, "PYTHONPATH": paths},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return Run(**json.loads(ended.stdout))


def tell(count: int) -> None:
    """Measure in this process, and print what it took."""
    print(json.dumps(asdict(run(count))))


def run(count: int) -> Run:
    """Measure so many threads, and look at the clock and the memory of this process."""
    threads = [*make(count)]
    start = time.perf_counter()
    measure(threads, Terms(NOW, ZoneInfo("Europe/London"), aim=3, promise_months=6))
    seconds = time.perf_counter() - start
    # Linux counts in kilobytes, macOS in bytes.
    unit = 1 if sys.platform == "darwin" else 1024
    highest = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
    return Run(count, seconds, highest / 1_000_000)


def report(runs: list[Run]) -> str:
    """Write a table of runs, and what was missed."""
    rows = [
        (f"{each.threads:,}", f"{each.seconds:.2f} s", f"{each.megabytes:.0f} MB") for each in runs
    ]
    aims = f"Aims: {MOST_SECONDS:.0f} s and {MOST_MEGABYTES:.0f} MB."
    missed = [f"Missed with {each.threads:,} threads." for each in runs if not each.is_kept]
    return "\n\n".join([table(("Threads", "Seconds", "Memory"), rows), aims, *missed])
