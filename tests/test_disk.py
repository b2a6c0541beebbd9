"""A disk that is full or read-only is told in plain words, and costs neither the store nor the site."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from bench.making import NOW, REPOSITORY, Plan, make
from github_emulator import Emulator
from sites import a_wall, build, files_of, run_wall, succeed

CRAMPED = Path(__file__).with_name("cramped.py")
WALL = Path(__file__).resolve().parent.parent / "scripts" / "wall.py"
TOKEN = "t" * 40


def github_with(threads: int) -> Emulator:
    """Emulate GitHub with made-up threads."""
    github = Emulator(now=NOW)
    github.changes.add_repository(REPOSITORY)
    for node in make(Plan(threads, comments=4)):
        github.changes.put_thread(REPOSITORY, node)
    return github


@pytest.fixture(scope="module")
def cramped(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Run a wall on a small disk, where this machine lets a test mount one."""
    unshare = shutil.which("unshare")
    private = (str(unshare), "-rm", "sh", "-c", "mount -t tmpfs none /tmp")
    if not unshare or subprocess.run(private, capture_output=True, check=False).returncode:
        pytest.skip("this machine lets nobody mount a small disk (unshare -rm)")
    folder = tmp_path_factory.mktemp("cramped")
    (folder / "disk").mkdir()
    wall = a_wall(folder / "wall", WALL_SOURCES=[REPOSITORY])
    with github_with(60) as github:
        arguments = (sys.executable, CRAMPED, wall, folder / "disk", github.url)
        ended = subprocess.run(
            (unshare, "-rm", *arguments), capture_output=True, encoding="utf-8", check=False
        )
    assert (0, "") == (ended.returncode, ended.stderr)
    found: dict[str, Any] = json.loads(ended.stdout)
    return found


@pytest.mark.parametrize(
    ("when", "code", "words"),
    [
        ("sync on a full disk", 4, ("disk is full", "Make room", "store.sqlite3")),
        (
            "build on a full disk",
            1,
            ("full", "last good site is still there", "Make room"),
        ),
        ("sync on a read-only disk", 4, ("cannot be", "permissions", "store.sqlite3")),
        ("build on a read-only disk", 1, ("Read-only", "last good site is still there")),
    ],
)
def test_bad_disk_is_told(
    cramped: dict[str, Any], when: str, code: int, words: tuple[str, ...]
) -> None:
    """What is wrong, where, and what to do, without a traceback."""
    ended, said = cramped["told"][when]

    assert (code, False) == (ended, "Traceback" in said)
    assert [] == [word for word in words if word not in said]


def test_room_is_all_that_was_missing(cramped: dict[str, Any]) -> None:
    """With room again the same commands go on; the site was whole all the time; no litter stays."""
    codes = [
        cramped["told"][when][0] for when in ("sync with room", "build with room", "build again")
    ]

    assert [0, 0, 0] == codes
    assert {"same": [True, True, True], "left": [".wall"]} == {
        "same": cramped["same"],
        "left": cramped["left"],
    }


@pytest.mark.skipif(shutil.which("sh") is None, reason="this system has no limits for files")
@pytest.mark.parametrize(
    ("command", "blocks", "code", "words"),
    [("sync", 200, 4, "store.sqlite3"), ("build", 8, 1, "last good site is still there")],
)
def test_limit_of_a_files_size_is_told(
    tmp_path: Path, command: str, blocks: int, code: int, words: str
) -> None:
    """Where the system lets no file grow further, nothing that was there is lost."""
    with github_with(40) as github:
        wall = a_wall(tmp_path, WALL_SOURCES=[REPOSITORY])
        environment = {"WALL_GITHUB_URL": github.url, "GITHUB_TOKEN": TOKEN, "NO_PROXY": "*"}
        if command == "build":
            succeed(run_wall(wall, "sync", **environment))
            build(wall)
        before = files_of(wall / "output")
        limited = f'ulimit -f {blocks}; exec "$0" "$@"'
        ended = subprocess.run(
            ("sh", "-c", limited, sys.executable, WALL, command),
            cwd=wall,
            env={**os.environ, **environment},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        after = files_of(wall / "output")
        succeed(run_wall(wall, "sync", **environment))
        again = files_of(build(wall))

    assert (code, True, False) == (
        ended.returncode,
        words in ended.stderr,
        "Traceback" in ended.stderr,
    )
    assert before == after
    assert before in ({}, again)
