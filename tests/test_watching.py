"""A sync shows that it is at work: by a bar on a terminal, and by few lines elsewhere."""

import io
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.console import Console

from bench.making import NOW, REPOSITORY, Plan, make
from conversation_wall.cli.watching import watching
from conversation_wall.github.desk import Stage
from conversation_wall.github.reading import Part
from conversation_wall.github.sync import Summary
from conversation_wall.records import ThreadType
from github_emulator import Emulator
from sites import Ended, a_wall, run_wall, succeed

ESCAPE = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


@pytest.fixture
def github() -> Iterator[Emulator]:
    """Emulate GitHub with a few issues, and no Discussion."""
    with Emulator(now=NOW) as github:
        github.changes.add_repository(REPOSITORY)
        for node in make(Plan(12)):
            github.changes.put_thread(REPOSITORY, node)
        yield github


def a_stage(task: str, done: int, total: int) -> Stage:
    """Say what a sync is at."""
    return Stage(Part(REPOSITORY, "R_1", ThreadType.ISSUE, is_traced=True), task, done, total)


def watched(width: int, *, is_terminal: bool) -> list[str]:
    """Give the lines that a sync of two stages shows."""
    screen = io.StringIO()
    console = Console(file=screen, force_terminal=is_terminal, width=width, _environ={})
    with watching(console) as watch:
        watch(a_stage("reading what is new", 0, 0), Summary())
        watch(a_stage("finishing long threads", 0, 7), Summary())
        for done in range(0, 101, 20):
            summary = Summary(threads=1000 * done, posts=7000 * done, points_left=4321)
            watch(a_stage("reading everything", 1000 * done, 100_000), summary)
    return ESCAPE.sub("", screen.getvalue().replace("\r", "\n")).splitlines()


def sync(folder: Path, github: Emulator, *options: str, **environment: str) -> Ended:
    """Sync a wall."""
    address = {"GITHUB_TOKEN": "t" * 40, "WALL_GITHUB_URL": github.url}
    return run_wall(folder, "sync", *options, **address, **environment)


def test_few_lines_in_a_log() -> None:
    """Without a terminal each thing is said once, with how much is to do, if there is any."""
    assert [
        "Issues of northwind/kettles: finishing long threads (7 threads)",
        "Issues of northwind/kettles: reading everything (100,000 threads)",
    ] == watched(80, is_terminal=False)


@pytest.mark.parametrize("width", [80, 120])
def test_bar_on_a_terminal_tells_all(width: int) -> None:
    """The bar, threads, posts, points left and the time fit on a narrow screen too."""
    lines = watched(width, is_terminal=True)
    bar = [line for line in lines if "posts" in line][-1]

    told = r"^━{8,} 100% 100,000 threads, 700,000 posts, 4,321 points left 0:00:0\d"
    assert (True, True) == (bool(re.match(told, bar)), len(bar.rstrip()) <= width)
    assert watched(width, is_terminal=False) == [
        line for line in lines if line.startswith("Issues")
    ]


def test_summary_for_programs_has_all_figures(github: Emulator, tmp_path: Path) -> None:
    """`--json` prints one object, and nothing else goes to standard output."""
    folder = a_wall(tmp_path, WALL_SOURCES=[REPOSITORY])

    told = json.loads(succeed(sync(folder, github, "--json")).out)

    assert ("complete", 12, 12) == (told["state"], told["threads"], told["total"])
    assert {"posts", "removed", "requests", "points", "points_left", "unread", "left"} < told.keys()
    assert github.points == told["points"]


@pytest.mark.parametrize("options", [(), ("--json",)])
def test_page_of_the_run_shows_the_summary(
    github: Emulator, tmp_path: Path, options: tuple[str, ...]
) -> None:
    """GitHub's page of a workflow's run says what was read, how it ended, and what is stale."""
    folder, page = a_wall(tmp_path, WALL_SOURCES=[REPOSITORY]), tmp_path / "summary.md"

    succeed(sync(folder, github, *options, GITHUB_STEP_SUMMARY=str(page)))

    text = page.read_text("utf-8")
    assert "Read 12 threads with " in text
    assert "leaves the wall within 26 hours" in text


def test_page_of_the_run_says_what_is_left(github: Emulator, tmp_path: Path) -> None:
    """A run that stops says why, what is left, and when to go on, there too."""
    folder, page = a_wall(tmp_path, WALL_SOURCES=[REPOSITORY]), tmp_path / "summary.md"

    succeed(sync(folder, github, "--max-points", "2", GITHUB_STEP_SUMMARY=str(page)))
    succeed(sync(folder, github, "--full", "--max-points", "2", GITHUB_STEP_SUMMARY=str(page)))

    assert "it resumes where it stopped" in page.read_text("utf-8")
