"""`scripts/bench build` builds in every way and says which aims it misses; no time is judged here."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from bench.building import Measured
from bench.building_report import misses
from bench.commands import main
from bench.making import Plan, make
from bench.rivals import hugo_command, make_hugo_site
from bench.running import BenchError, Ran

FAST, SLOW = (Ran(0, "", "", seconds, cpu=0.1, peak=10) for seconds in (1.0, 100.0))


def test_small_bench_runs() -> None:
    """A few threads are built in every way, and a table tells what each took."""
    try:
        hugo_command()
    except BenchError as error:
        pytest.skip(str(error))
    ended = CliRunner().invoke(main, ["build", "--small"], catch_exceptions=False)

    assert 0 == ended.exit_code
    rows = [line for line in ended.output.splitlines() if line.startswith("| ")]
    assert 8 + 10 <= len(rows)


def test_missed_aims_are_named() -> None:
    """A build that takes too long beside Hugo's is told, and one that is quick is not."""
    found = Measured(10, {"full": [SLOW], "Hugo": [FAST]})
    for what in ("other theme", "one change", "one change, plain pelican", "nothing"):
        found.note(what, Ran(0, "", "", seconds=0.01, cpu=0.01, peak=1))
    found.touched = {"nothing": [0]}

    assert ["Full build ÷ Hugo", "Peak memory ÷ Hugo"] == misses(found, None)


def test_hugo_has_every_thread(tmp_path: Path) -> None:
    """Each thread is a file of the rival's, with all its comments."""
    folder = make_hugo_site(tmp_path / "site", make(Plan(7)))

    assert 7 == len([*(folder / "content" / "said").glob("*.md")])
