"""The shelf gives threads as they were put there, keeps rendered text, and nothing that went."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from builders import a_post, a_thread
from conversation_wall.site.shelf import Shelf
from conversation_wall.wall.model import Thread, ThreadKey
from scenes import a_stage

KEY = ThreadKey("hollin/coffee", 1)
WORDS = "The **lid** drips."


def a_published(folder: Path, body: str = WORDS, comment: str = "New lid.") -> Thread:
    """Judge a thread with an answer."""
    folder.mkdir(exist_ok=True)
    record = a_thread(body, number=1, comments=[a_post(comment, by="ada", day=1)])
    return a_stage(folder, [record]).threads[1]


def put(shelf: Shelf, *threads: Thread) -> None:
    """Put threads on a shelf, and nothing more."""
    for thread in threads:
        shelf.put(shelf.row_of(thread))
    shelf.finish()


def keep(shelf: Shelf, *threads: Thread) -> None:
    """Put threads on a shelf for the next build."""
    put(shelf, *threads)
    shelf.keep()


def test_thread_comes_back_as_it_was(tmp_path: Path) -> None:
    """What pages are made of is what was judged."""
    thread = a_published(tmp_path / "wall")
    shelf = Shelf.beside(tmp_path / "store")
    shelf.put(shelf.row_of(thread))
    shelf.finish()

    assert thread == shelf.load(KEY)
    assert [thread] == list(shelf.load_all())


def test_shelf_that_passes_gives_the_same(tmp_path: Path) -> None:
    """A command that only looks leaves no file."""
    thread = a_published(tmp_path / "wall")
    shelf = Shelf.passing()
    shelf.put(shelf.row_of(thread))
    shelf.finish()

    assert thread == shelf.load(KEY)
    assert "<strong>lid</strong>" in shelf.text(WORDS).html


def test_text_is_not_rendered_anew(tmp_path: Path) -> None:
    """Of a thread that changed, only what is new is rendered; the rest is as it was kept."""
    path = tmp_path / "store"
    keep(Shelf.beside(path), a_published(tmp_path / "one"))
    # What was kept is told from what would be rendered.
    with closing(sqlite3.connect(tmp_path / "store-shelf")) as connection, connection:
        ((texts,),) = connection.execute("SELECT texts FROM threads").fetchall()
        connection.execute("UPDATE threads SET texts = ?", (texts.replace(b"drips", b"leaks"),))

    again = Shelf.beside(path)
    put(again, a_published(tmp_path / "two", comment="Another lid."))
    again.load(KEY)

    assert "leaks" in again.text(WORDS).html
    assert "Another lid." in again.text("Another lid.").html


def test_cleared_shelf_renders_all(tmp_path: Path) -> None:
    """`--full` takes nothing that was kept."""
    path = tmp_path / "store"
    keep(Shelf.beside(path), a_published(tmp_path / "one"))
    with closing(sqlite3.connect(tmp_path / "store-shelf")) as connection, connection:
        ((texts,),) = connection.execute("SELECT texts FROM threads").fetchall()
        connection.execute("UPDATE threads SET texts = ?", (texts.replace(b"drips", b"leaks"),))

    again = Shelf.beside(path, is_cleared=True)
    put(again, a_published(tmp_path / "two"))
    again.load(KEY)

    assert "drips" in again.text(WORDS).html


def test_thread_that_is_gone_leaves_nothing(tmp_path: Path) -> None:
    """What was hidden or deleted is not kept, not even in a corner of a file."""
    path = tmp_path / "store"
    keep(Shelf.beside(path), a_published(tmp_path / "one", "Confidential."))
    keep(Shelf.beside(path))

    files = [file for file in tmp_path.iterdir() if file.name.startswith("store")]
    assert ["store-shelf"] == [file.name for file in files]
    assert b"Confidential" not in files[0].read_bytes()


@pytest.mark.parametrize("name", ["store-shelf", "store-shelf.part"])
def test_damaged_shelf_is_made_anew(name: str, tmp_path: Path) -> None:
    """Nothing is lost with a shelf, nor with what a killed build has left of one."""
    (tmp_path / name).write_bytes(b"no database at all, but many other bytes" * 99)
    thread = a_published(tmp_path / "wall")
    shelf = Shelf.beside(tmp_path / "store")
    put(shelf, thread)

    assert thread == shelf.load(KEY)


def test_two_builds_do_not_share_a_shelf(tmp_path: Path) -> None:
    """While one build uses the shelf, another has one of its own."""
    one, other = Shelf.beside(tmp_path / "store"), Shelf.beside(tmp_path / "store")

    assert (True, False) == (one.is_kept, other.is_kept)
