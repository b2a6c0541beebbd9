"""Nothing is published before the first complete run, and nothing that is half or undated after it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from github_emulator import Emulator
from serving import served
from sites import Ended, a_wall, build, files_of, run_pelican, run_wall, succeed

TOKEN = "ghp_0123456789abcdefghijklmnopqrstuvwxyz"
LAMPS = "ada/lamps"
# More than a page of GitHub's list: one question to look, two to read.
COUNT = 120
ONE_PAGE = ("--max-points", "2")


@pytest.fixture
def github() -> Iterator[Emulator]:
    """Give an emulated GitHub with more conversations than come at once, at a stopped clock."""
    with Emulator(now="2026-11-03T10:00:00Z", token=TOKEN) as github:
        github.changes.add_repository(LAMPS)
        for _ in range(COUNT):
            github.changes.add_thread(LAMPS, "Discussion", title="It hums", body="All night.")
        yield github


@pytest.fixture
def wall(tmp_path: Path) -> Path:
    """Make the folder of a wall whose output is cleared before each build of Pelican's."""
    return a_wall(tmp_path / "wall", WALL_SOURCES=[LAMPS], DELETE_OUTPUT_DIRECTORY=True)


def sync(wall: Path, github: Emulator, *options: str) -> Ended:
    """Sync a wall."""
    address: Any = {"GITHUB_TOKEN": TOKEN, "WALL_GITHUB_URL": github.url}
    return run_wall(wall, "sync", *options, **address)


def test_nothing_is_built_before_the_first_complete_run(wall: Path, github: Emulator) -> None:
    """Half a wall is none: the command says so, and makes no site."""
    ended = succeed(sync(wall, github, *ONE_PAGE))
    built = run_wall(wall, "build")

    assert "it resumes where it stopped" in ended.out
    assert (4, False) == (built.code, (wall / "output").exists())
    assert "not yet read to its end" in built.error
    succeed(sync(wall, github))
    assert f"of {COUNT} threads" in succeed(run_wall(wall, "build")).out


def test_last_good_site_stays_where_the_store_was_lost(wall: Path, github: Emulator) -> None:
    """While everything is read anew the site is as it was, whichever command would build it."""
    succeed(sync(wall, github))
    before = files_of(build(wall))
    (wall / ".wall" / "store.sqlite3").unlink()
    with served(wall / "output") as url:
        a_wall(wall, WALL_SOURCES=[LAMPS], SITEURL=url, DELETE_OUTPUT_DIRECTORY=True)
        succeed(sync(wall, github, *ONE_PAGE))
    ours = run_wall(wall, "build")
    plain = run_pelican(wall, "content", "-s", "pelicanconf.py", "--fatal", "errors")

    assert (4, 4) == (ours.code, plain.code)
    assert "not yet read to its end" in plain.out + plain.error
    assert before == files_of(wall / "output")


def test_incomplete_run_is_dated_by_the_last_complete_one(wall: Path, github: Emulator) -> None:
    """What came whole since then is shown; the wall does not claim to have seen everything."""
    succeed(sync(wall, github))
    build(wall)
    github.clock.move(days=3)
    for _ in range(COUNT):
        github.changes.add_thread(LAMPS, "Discussion", title="It glows", body="All day.")
    told = succeed(sync(wall, github, "--max-points", "4")).out
    output = build(wall)
    data = (output / "data" / "wall.json").read_text("utf-8")

    assert "it resumes where it stopped" in told
    assert "2026-11-03T10:00:00Z" in data[:500]
    assert "It glows" in (output / "feed.xml").read_text("utf-8")


def test_failed_run_changes_nothing(wall: Path, github: Emulator) -> None:
    """A run that GitHub refuses leaves the store, so the same site comes of it."""
    succeed(sync(wall, github))
    before = files_of(build(wall))
    github.clock.move(days=1)
    github.faults.saml()
    ended = sync(wall, github)

    assert 3 == ended.code
    assert before == files_of(build(wall))
