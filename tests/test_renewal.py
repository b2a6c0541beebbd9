"""One sync at a time writes to a store, and a store that is damaged is set aside and made anew."""

import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bench.making import NOW, REPOSITORY, Plan, make
from conversation_wall.errors import StoreError
from conversation_wall.store.renewal import alone, open_sound
from github_emulator import Emulator
from sites import Ended, a_wall, build, files_of, run_wall, succeed

ROOT = Path(__file__).resolve().parent.parent
HOLDS = f"""
import sys, time
sys.path.insert(0, {str(ROOT / "plugins")!r})
from pathlib import Path
from conversation_wall.store.renewal import alone

with alone(Path(sys.argv[1])):
    print("alone", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def github() -> Iterator[Emulator]:
    """Emulate GitHub with a few conversations."""
    with Emulator(now=NOW) as github:
        github.changes.add_repository(REPOSITORY)
        for node in make(Plan(30)):
            github.changes.put_thread(REPOSITORY, node)
        yield github


@pytest.fixture
def wall(github: Emulator, tmp_path: Path) -> Path:
    """Make a wall that was synced once."""
    folder = a_wall(tmp_path, WALL_SOURCES=[REPOSITORY])
    succeed(sync(folder, github))
    return folder


def sync(folder: Path, github: Emulator) -> Ended:
    """Sync a wall."""
    return run_wall(folder, "sync", GITHUB_TOKEN="t" * 40, WALL_GITHUB_URL=github.url)


def store_of(folder: Path) -> Path:
    """Give where a wall's store lies."""
    return folder / ".wall" / "store.sqlite3"


def exported(folder: Path) -> bytes:
    """Give the bytes of an export."""
    succeed(run_wall(folder, "export", "all.ndjson"))
    return (folder / "all.ndjson").read_bytes()


# One at a time


def test_second_sync_says_that_another_is_at_work(github: Emulator, wall: Path) -> None:
    """It does nothing, asks GitHub nothing, and says to wait; afterwards all is as before."""
    before, asked = exported(wall), len(github.requests)

    with alone(store_of(wall)):
        ended = sync(wall, github)

    assert (4, True) == (ended.code, "Another `wall sync` is at work" in ended.error)
    assert (before, asked) == (exported(wall), len(github.requests))
    succeed(sync(wall, github))


def test_build_goes_on_beside_a_sync(wall: Path) -> None:
    """Only syncs wait for one another: the site can be built from what there is."""
    with alone(store_of(wall)):
        build(wall)


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system cannot kill a process")
def test_killed_sync_keeps_nobody_out(tmp_path: Path) -> None:
    """The lock ends with the process that holds it, and is not a file that somebody must remove."""
    path = tmp_path / "store.sqlite3"
    command = (sys.executable, "-c", HOLDS, str(path))
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout
        said = process.stdout.readline()
        with pytest.raises(StoreError, match="is at work on this store"), alone(path):
            pass
        process.kill()

    assert b"alone" == said.strip()
    with alone(path):
        pass


# Damage


def cut(content: bytes) -> bytes:
    """Lose the end."""
    return content[: len(content) // 2]


def overwrite(content: bytes) -> bytes:
    """Write something else over the middle."""
    third = len(content) // 3
    return content[:third] + b"\0lost+found\n" * (third // 12) + content[third // 12 * 12 + third :]


def garble(content: bytes) -> bytes:
    """Flip a bit in a word, in a way that leaves no text."""
    place = content.index(b" kettle ")
    return content[: place + 1] + bytes([content[place + 1] | 0x80]) + content[place + 2 :]


def replace(_: bytes) -> bytes:
    """Keep nothing."""
    return b"This was a store once. " * 999


@pytest.mark.parametrize("harm", [cut, overwrite, garble, replace])
def test_damaged_store_is_set_aside_and_made_anew(
    github: Emulator, wall: Path, harm: Callable[[bytes], bytes]
) -> None:
    """The next sync tells of it, keeps the damaged file, and reads everything again."""
    before, path = exported(wall), store_of(wall)
    damaged = harm(path.read_bytes())
    path.write_bytes(damaged)

    ended = succeed(sync(wall, github))

    aside = path.with_name("store.sqlite3.damaged")
    assert (True, True) == ("was damaged" in ended.error, str(aside.name) in ended.out)
    assert (damaged, before) == (aside.read_bytes(), exported(wall))


def test_leftovers_of_a_damaged_store_go_with_it(tmp_path: Path) -> None:
    """What SQLite had not finished is not played into the new file."""
    path = tmp_path / "store.sqlite3"
    path.write_bytes(replace(b""))
    path.with_name("store.sqlite3-journal").write_bytes(b"old")

    store, aside = open_sound(path)
    store.close()

    assert path.with_name("store.sqlite3.damaged") == aside
    assert ["store.sqlite3", "store.sqlite3.damaged"] == sorted(files_of(tmp_path))


def test_newer_store_is_not_taken_for_damaged(github: Emulator, wall: Path) -> None:
    """A store of a later version stays as it is: the wall is to be updated."""
    path = store_of(wall)
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 999")
    connection.close()
    before = files_of(path.parent)["store.sqlite3"]

    ended = sync(wall, github)

    assert (4, True) == (ended.code, "version 999" in ended.error)
    assert before == path.read_bytes()
    assert not path.with_name("store.sqlite3.damaged").exists()
