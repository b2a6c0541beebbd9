"""The store is there, sound, of this wall, and not old; else its owner hears what to do."""

import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from builders import a_thread, on_day
from checks import told
from conversation_wall.github.interchange import write_threads
from conversation_wall.records import ThreadType
from conversation_wall.store import Store
from conversation_wall.store.store import Progress
from sites import a_wall, run_wall, succeed


def a_synced_wall(folder: Path, age: timedelta, **progress: object) -> Path:
    """Make a wall whose store says that GitHub was read so long ago."""
    a_wall(folder, [a_thread()])
    with Store.open(folder / ".wall" / "store.sqlite3") as store, store.transaction():
        store.save_seen_at(datetime.now(UTC) - age)
        done = {"watermark": on_day(1), "is_full": False, **progress}
        store.save_progress("hollin/coffee", ThreadType.ISSUE, Progress(**done))  # type: ignore[arg-type]
    return folder


def test_fresh_store_is_told_with_its_day(tmp_path: Path) -> None:
    """How much there is, and of when."""
    a_synced_wall(tmp_path, timedelta(hours=3))
    ((level, words),) = told(tmp_path, "store", lowest="ok")

    assert "ok" == level
    assert "1 conversation, read from GitHub on" in words


def test_import_never_grows_old(tmp_path: Path) -> None:
    """Who reads from files has no sync that could fail."""
    a_wall(tmp_path, [a_thread(day=1)])

    assert [
        ("ok", ".wall/store.sqlite3: 1 conversation, from files, the newest word on 2 January 2025. → ")
    ] == told(tmp_path, "store", lowest="ok")  # fmt: skip


def test_old_store_is_told(tmp_path: Path) -> None:
    """After two days without a sync somebody should look why."""
    a_synced_wall(tmp_path, timedelta(days=9))
    ((level, words),) = told(tmp_path, "store", lowest="ok")

    assert "warning" == level
    assert "last read 9 days ago" in words
    assert "Actions tab" in words


def test_sync_that_stopped_is_told(tmp_path: Path) -> None:
    """Half a round is half a wall."""
    a_synced_wall(tmp_path, timedelta(hours=1), cursor="Y3Vyc29y")
    ((level, words),) = told(tmp_path, "store", lowest="ok")

    assert ("warning", True) == (level, "stopped before its end" in words)


def test_missing_store_is_told(tmp_path: Path) -> None:
    """Before the first sync there is none, and that is no error."""
    a_wall(tmp_path)
    ((level, words),) = told(tmp_path, "store", lowest="ok")

    assert ("warning", True) == (level, "wall sync" in words)
    assert not (tmp_path / ".wall").exists()


def test_store_that_was_never_filled_is_told(tmp_path: Path) -> None:
    """A sync that has not come to its end leaves a store without a day."""
    a_wall(tmp_path)
    with Store.open(tmp_path / ".wall" / "store.sqlite3", create=True):
        pass
    ((level, words),) = told(tmp_path, "store", lowest="ok")

    assert ("warning", True) == (level, "never been filled" in words)


def test_newer_store_is_told(tmp_path: Path) -> None:
    """A store of a newer wall is left alone."""
    a_wall(tmp_path, [a_thread()])
    with sqlite3.connect(tmp_path / ".wall" / "store.sqlite3") as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    ((level, words),) = told(tmp_path, "store", lowest="ok")

    assert ("error", True) == (level, "Update the wall" in words)


@pytest.mark.parametrize("place", [0, 20_000])
def test_damaged_store_is_told(place: int, tmp_path: Path) -> None:
    """Damage at the head, or deep inside, where a build might not have met it."""
    threads = [a_thread("word " * 200, number=number) for number in range(1, 60)]
    a_wall(tmp_path, threads)
    path = tmp_path / ".wall" / "store.sqlite3"
    content = bytearray(path.read_bytes())
    content[place : place + 8_000] = b"\xff" * 8_000
    path.write_bytes(content)
    ((level, words),) = told(tmp_path, "store", lowest="ok")

    assert ("error", True) == (level, "damaged" in words)
    assert 4 == run_wall(tmp_path, "check").code


def test_strangers_in_the_store_are_told(tmp_path: Path) -> None:
    """A repository that the settings no longer name is still on the wall."""
    a_wall(tmp_path, [a_thread()])
    write_threads(tmp_path / "more.ndjson", [a_thread(number=5)])
    succeed(run_wall(tmp_path, "import", "--source", "old/shop", "more.ndjson"))
    a_wall(tmp_path, WALL_SOURCES=["Hollin/Coffee", "hollin/tea"])
    first, second = told(tmp_path, "store", lowest="note")

    assert ("warning", True) == (first[0], "holds old/shop, which" in first[1])
    assert ("note", True) == (second[0], "nothing yet of hollin/tea" in second[1])
