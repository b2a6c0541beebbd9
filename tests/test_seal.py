"""A build of which nothing has changed does nothing; whatever it reads or made is looked at."""

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from builders import a_post, a_thread
from sites import a_wall, files_of, run_wall, succeed

NOTHING = "Nothing has changed"
OVERRIDES: dict[str, Any] = {"THEME_TEMPLATES_OVERRIDES": ["mine"]}


def a_built_wall(folder: Path) -> Path:
    """Make a wall with all that a build reads, and build it."""
    a_wall(folder, [a_thread(number=1)], **OVERRIDES)
    (folder / "mine").mkdir()
    (folder / "mine" / "note.txt").write_text("1", "utf-8")
    said(folder)
    return folder


def said(folder: Path, *options: str, **environment: str) -> str:
    """Build, a moment after the last change, and give what was said."""
    time.sleep(0.03)
    return succeed(run_wall(folder, "build", *options, **environment)).out


def test_second_build_touches_nothing(tmp_path: Path) -> None:
    """Nothing changed: no file is written, and the owner is told the same as before."""
    wall = a_built_wall(tmp_path)
    before = {path: path.stat().st_ctime_ns for path in (wall / "output").rglob("*")}

    told = said(wall)

    assert NOTHING in told
    assert "One person is waiting" in told
    assert before == {path: path.stat().st_ctime_ns for path in (wall / "output").rglob("*")}


def write(path: Path, text: str) -> None:
    """Write a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


CHANGES: dict[str, Callable[[Path], object]] = {
    "a thread": lambda wall: a_wall(
        wall, [a_thread(number=1, comments=[a_post("Me too.")])], **OVERRIDES
    ),
    "a setting": lambda wall: a_wall(wall, WALL_LEAD="Say it.", **OVERRIDES),
    "a file that the settings read": lambda wall: write(wall / "mine.py", "A = 1\n"),
    "a page of the owner": lambda wall: write(wall / "content" / "pages" / "x.md", "Title: X\n\nx"),
    "a template": lambda wall: write(wall / "mine" / "note.txt", "2"),
    "a page of the site": lambda wall: write(wall / "output" / "index.html", "mine"),
    "a file less on the site": lambda wall: (wall / "output" / "robots.txt").unlink(),
    "the date of a file": lambda wall: os.utime(wall / "output" / "index.html"),
    "the store's own record": lambda wall: write(
        wall / ".wall" / "store.sqlite3-seals", "no seal at all"
    ),
}


def test_whatever_changes_is_built(tmp_path: Path) -> None:
    """What a build reads, and what it made, is found changed; the site is as if built anew."""
    wall = a_built_wall(tmp_path)
    unnoticed = []
    for name, change in CHANGES.items():
        change(wall)
        if "Built" not in said(wall):
            unnoticed.append(name)
    succeed(run_wall(wall, "build", "--output", "other"))

    assert [] == unnoticed
    assert files_of(wall / "other") == files_of(wall / "output")


def test_options_and_environment_are_read_too(tmp_path: Path) -> None:
    """Another day, or another address from the environment, is another site."""
    wall = a_built_wall(tmp_path)

    assert "Built" in said(wall, "--stale")
    assert "Built" in said(wall, "--as-of", "2025-02-03T09:00:00Z")
    assert "Built" in said(wall, WALL_SITEURL="https://hollin.example")


def test_owner_may_ask_for_all(tmp_path: Path) -> None:
    """`--full` builds whatever was kept, and makes the same."""
    wall = a_built_wall(tmp_path)
    before = files_of(wall / "output")

    assert "Built" in said(wall, "--full")
    assert before == files_of(wall / "output")


def test_other_plugins_are_always_asked(tmp_path: Path) -> None:
    """Nobody knows what another plugin reads: with one there is no short way."""
    wall = a_built_wall(tmp_path)
    (wall / "clock.py").write_text("def register():\n    pass\n", "utf-8")
    plugins = Path(__file__).parent.parent / "plugins"
    a_wall(wall, PLUGINS=["conversation_wall", "clock"], PLUGIN_PATHS=[str(plugins), "."])
    said(wall)

    assert "Built" in said(wall)


def test_each_output_has_its_own_seal(tmp_path: Path) -> None:
    """Two folders that are built in turn are both left alone."""
    wall = a_built_wall(tmp_path)
    said(wall, "--output", "other")

    assert NOTHING in said(wall)
    assert NOTHING in said(wall, "--output", "other")
