"""`scripts/bench sync` measures first syncs, and says which aims they miss; nothing is judged by time here."""

from dataclasses import replace

from click.testing import CliRunner

from bench.commands import main
from bench.making import Plan
from bench.running import Ran
from bench.syncing import CASES, Case, Synced, misses

QUICK = Ran(0, '{"posts": 100, "requests": 2, "points": 2}', "", seconds=1.0, cpu=0.05, peak=90)
AGAIN = Ran(0, '{"posts": 0, "requests": 1, "points": 1}', "", seconds=1.0, cpu=0.05, peak=50)


def test_small_bench_runs() -> None:
    """A few threads are read from an emulated GitHub, and a table tells what it took."""
    ended = CliRunner().invoke(main, ["sync", "--small", "--runs", "1"], catch_exceptions=False)
    rows = [line for line in ended.output.splitlines() if line.startswith("| 150 ")]

    assert (0, len(CASES)) == (ended.exit_code, len(rows))
    assert all(row.count("1 request, 1 point") == 1 for row in rows)


def test_aims_that_are_missed_are_told() -> None:
    """A sync that takes too many points, CPU or memory is named with what it took."""
    case = Case(Plan(100), 3)
    slow = replace(QUICK, cpu=0.5, peak=200, out=QUICK.out.replace('"points": 2', '"points": 4'))

    assert [] == misses(case, [Synced(QUICK, AGAIN)])
    assert [
        "100 Issues: 4 points of 3, which is too much.",
        "100 Issues: 5.00 ms of CPU a post, which is too much.",
        "100 Issues: 200 MB of memory, which is too much.",
    ] == misses(case, [Synced(slow, AGAIN)])
