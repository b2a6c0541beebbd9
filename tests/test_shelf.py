"""The shelf gives threads as they were put there, keeps rendered text, and nothing that went."""

import sqlite3
from pathlib import Path

import pytest

from builders import a_post, a_thread
from conversation_wall.site.shelf import Shelf
from conversation_wall.wall.model import Thread, ThreadKey
from scenes import a_stage

KEY = ThreadKey("hollin/coffee", 1)
WORDS = "The **lid** drips."


def a_published(folder: Path, body: str = WORDS) -> Thread:
    """Judge a thread with an answer."""
    folder.mkdir(exist_ok=True)
    record = a_thread(body, number=1, comments=[a_post("New lid.", by="ada", day=1)])
    return a_stage(folder, [record]).threads[1]


def test_thread_comes_back_as_it_was(tmp_path: Path) -> None:
    """What pages are made of is what was judged."""
    thread = a_published(tmp_path / "wall")
    shelf = Shelf.beside(tmp_path / "store")
    shelf.put(thread)
    shelf.finish()

    assert thread == shelf.load(KEY)
    assert [thread] == list(shelf.load_all())


def test_shelf_that_passes_gives_the_same(tmp_path: Path) -> None:
    """A command that only looks leaves no file."""
    thread = a_published(tmp_path / "wall")
    shelf = Shelf.passing()
    shelf.put(thread)
    shelf.finish()

    assert thread == shelf.load(KEY)
    assert "<strong>lid</strong>" in shelf.text(WORDS).html


def test_text_is_not_rendered_anew(tmp_path: Path) -> None:
    """Of a thread that changed, only what is new is rendered; the rest is as it was kept."""
    path = tmp_path / "store"
    first = Shelf.beside(path)
    first.put(a_published(tmp_path / "one"))
    first.finish()
    del first
    with sqlite3.connect(tmp_path / "store-shelf") as connection:
        # What was kept is told from what would be rendered.
        ((texts,),) = connection.execute("SELECT texts FROM threads")
        connection.execute(
            "UPDATE threads SET thread = x'', texts = ?", (texts.replace(b"drips", b"leaks"),)
        )
    connection.close()

    again = Shelf.beside(path)
    again.put(a_published(tmp_path / "two"))
    again.finish()
    again.load(KEY)

    assert "leaks" in again.text(WORDS).html


def test_thread_that_is_gone_leaves_nothing(tmp_path: Path) -> None:
    """What was hidden or deleted is not kept, not even in a corner of the file."""
    path = tmp_path / "store"
    first = Shelf.beside(path)
    first.put(a_published(tmp_path / "one", "Confidential."))
    first.finish()
    del first

    second = Shelf.beside(path)
    second.finish()
    with pytest.raises(LookupError):
        second.load(KEY)
    del second

    assert b"Confidential" not in (tmp_path / "store-shelf").read_bytes()


def test_damaged_shelf_is_made_anew(tmp_path: Path) -> None:
    """Nothing is lost with a shelf."""
    (tmp_path / "store-shelf").write_bytes(b"no database at all, but many other bytes" * 99)
    thread = a_published(tmp_path / "wall")
    shelf = Shelf.beside(tmp_path / "store")
    shelf.put(thread)
    shelf.finish()

    assert thread == shelf.load(KEY)


def test_two_builds_do_not_share_a_shelf(tmp_path: Path) -> None:
    """While one build uses the shelf, another has one of its own."""
    one, other = Shelf.beside(tmp_path / "store"), Shelf.beside(tmp_path / "store")

    assert (True, False) == (one.is_kept, other.is_kept)
