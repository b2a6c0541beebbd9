"""
Bad input of every sort: one clear message (what, where, what next), the right exit code,
nothing lost. All of it through the real command.
"""

import json
import socket
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from builders import a_post, a_thread
from conversation_wall.github.interchange import read_threads, write_threads
from conversation_wall.records import ThreadRecord
from conversation_wall.store import Store
from github_emulator import Emulator
from sites import (
    Ended,
    a_wall,
    build,
    faults_of,
    files_of,
    read_site,
    run_pelican,
    run_script,
    run_wall,
    succeed,
)

TOKEN = "a-token-that-nobody-may-see"


def assert_told(ended: Ended, code: int, *words: str) -> None:
    """Check the exit code, that all words are said, and that no traceback is."""
    assert (code, []) == (ended.code, [word for word in words if word not in ended.error])
    assert "Traceback" not in ended.error + ended.out
    assert TOKEN not in ended.error + ended.out
    assert 1 == ended.error.count("\nError: ") + ended.error.startswith("Error: ")


def sync(folder: Path, github: Emulator | str, *, token: str = TOKEN) -> Ended:
    """Sync a wall with an emulated GitHub, or with whatever listens at an address."""
    url = github if isinstance(github, str) else github.url
    return run_wall(folder, "sync", GITHUB_TOKEN=token, WALL_GITHUB_URL=url)


def write_lines(path: Path, *lines: str | ThreadRecord) -> None:
    """Write a file of threads and of what only stands in their place."""
    parts = []
    for line in lines:
        if isinstance(line, ThreadRecord):
            write_threads(path, [line])
            parts.append(path.read_bytes())
        else:
            parts.append(line.encode() + b"\n")
    path.write_bytes(b"".join(parts))


def exported(folder: Path) -> list[ThreadRecord]:
    """Give all that a wall's store holds."""
    succeed(run_wall(folder, "export", "exported.ndjson"))
    return list(read_threads(folder / "exported.ndjson"))


# Settings


def test_all_mistakes_in_settings_are_told_at_once(tmp_path: Path) -> None:
    """Each wrong setting has its line, and nothing is built."""
    a_wall(tmp_path, [a_thread()])
    a_wall(
        tmp_path, WALL_PAGE_SIZE=0, WALL_TEEM=["ada"], WALL_LANG="xx-nowhere", WALL_SOURCES=["x"]
    )

    ended = run_wall(tmp_path, "build")

    assert_told(
        ended, 2, "4 settings are wrong", "pelicanconf.py", "WALL_PAGE_SIZE", "WALL_TEEM",
        "Did you mean WALL_TEAM?", "WALL_LANG", "WALL_SOURCES", "Mend the file",
    )  # fmt: skip
    assert not (tmp_path / "output").exists()


@pytest.mark.parametrize("command", ["build", "sync"])
def test_missing_settings_file_is_named(command: str, tmp_path: Path) -> None:
    """Run in the wrong folder, every command says which file it looked for."""
    ended = run_wall(tmp_path, "--settings", "nowhere.py", command)

    assert_told(ended, 2, "no settings file nowhere.py", "--settings FILE")


@pytest.mark.parametrize(
    ("text", "word"),
    [("SITENAME = ", "line 1"), ("import nothing_of_this_name", "line 1"), ("1 / 0", "line 1")],
)
def test_settings_that_do_not_run_are_told(text: str, word: str, tmp_path: Path) -> None:
    """A settings file is Python: what stops it is said with its line."""
    (tmp_path / "pelicanconf.py").write_text(text, "utf-8")

    assert_told(run_wall(tmp_path, "build"), 2, "pelicanconf.py", word)


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"THEME": "no-such-theme"}, ("no-such-theme", "THEME")),
        ({"PATH": "no-such-folder"}, ("PATH",)),
        ({"PLUGINS": ["no_such_plugin"]}, ("no_such_plugin",)),
        ({"PLUGINS": []}, ("PLUGINS",)),
    ],
)
def test_wrong_settings_of_pelican_are_told(
    settings: dict[str, Any], words: tuple[str, ...], tmp_path: Path
) -> None:
    """A theme, folder or plugin that is not there is a message, and the last site stays."""
    output = build(a_wall(tmp_path, [a_thread()]))
    before = files_of(output)
    a_wall(tmp_path, **settings)

    # In a process of its own: a plugin that was loaded once stays loaded.
    ended = run_script(tmp_path, "build")

    assert_told(ended, 2, *words)
    assert before == files_of(output)


def test_wrong_wall_setting_stops_plain_pelican(tmp_path: Path) -> None:
    """Plain Pelican, too, ends with an error and says what is wrong."""
    a_wall(tmp_path, WALL_PAGE_SIZE=0)

    ended = run_pelican(tmp_path, "content", "-s", "pelicanconf.py", "--fatal", "errors")

    assert 0 != ended.code
    assert "WALL_PAGE_SIZE" in ended.out + ended.error


# GitHub


def test_unknown_repository_is_named(tmp_path: Path) -> None:
    """A repository that GitHub does not know, or not for this token, is named."""
    a_wall(tmp_path)
    with Emulator() as github:
        ended = sync(tmp_path, github)

    assert_told(ended, 3, "hollin/coffee", "WALL_SOURCES")


def test_bad_token_is_told_and_never_shown(tmp_path: Path) -> None:
    """A token that GitHub refuses is a message about the token, without the token."""
    a_wall(tmp_path)
    with Emulator(token="another") as github:
        ended = sync(tmp_path, github)

    assert_told(ended, 3, "does not accept the token", "GITHUB_TOKEN")


@pytest.mark.parametrize("token", ["", " ", "\n"])
def test_no_token_says_how_to_make_one(token: str, tmp_path: Path) -> None:
    """An empty token is none."""
    assert_told(sync(a_wall(tmp_path), "http://127.0.0.1:9", token=token), 2, "GITHUB_TOKEN")


def test_closed_network_is_told_and_the_store_stays(tmp_path: Path) -> None:
    """Where nobody answers, what was there is still there."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    a_wall(tmp_path, [a_thread()])

    ended = sync(tmp_path, f"http://127.0.0.1:{port}")

    assert_told(ended, 3, "cannot be reached", f"127.0.0.1:{port}", "network")
    assert 1 == len(exported(tmp_path))


def test_no_source_says_where_to_write_it(tmp_path: Path) -> None:
    """A sync of nothing is a mistake in the settings."""
    assert_told(sync(a_wall(tmp_path, WALL_SOURCES=[]), "http://127.0.0.1:9"), 2, "WALL_SOURCES")


def test_failed_sync_keeps_the_last_good_site(tmp_path: Path) -> None:
    """A sync that fails changes no conversation, and the next build is the same."""
    output = build(a_wall(tmp_path, [a_thread()]))
    before = files_of(output)
    with Emulator(token="another") as github:
        assert_told(sync(tmp_path, github), 3)

    build(tmp_path)

    assert before == files_of(output)


# The store


@pytest.mark.parametrize("command", [("build",), ("export", "all.ndjson")])
def test_no_store_says_how_to_fill_one(command: tuple[str, ...], tmp_path: Path) -> None:
    """Before the first sync there is a message, and no empty store is left behind."""
    ended = run_wall(a_wall(tmp_path), *command)

    assert_told(ended, 4, "no store yet", "store.sqlite3", "wall sync")
    assert not (tmp_path / ".wall").exists()


def test_store_that_was_never_filled_is_told(tmp_path: Path) -> None:
    """A store in which nothing ever came is no empty wall: nothing is published from it."""
    a_wall(tmp_path, [])

    ended = run_wall(tmp_path, "build")

    assert_told(ended, 4, "never been filled", "store.sqlite3", "wall sync")
    assert not (tmp_path / "output").exists()


@pytest.mark.parametrize("command", [("build",), ("export", "all.ndjson")])
def test_damaged_store_says_how_to_make_it_anew(command: tuple[str, ...], tmp_path: Path) -> None:
    """What is no store is told, is not touched, and the last good site stays."""
    output = build(a_wall(tmp_path, [a_thread()]))
    before = files_of(output)
    store = tmp_path / ".wall" / "store.sqlite3"
    store.write_bytes(b"This was a store once. " * 1000)
    damaged = store.read_bytes()

    ended = run_wall(tmp_path, *command, GITHUB_TOKEN=TOKEN)

    assert_told(ended, 4, "damaged", "store.sqlite3", "wall sync")
    assert (damaged, before) == (store.read_bytes(), files_of(output))


def test_half_written_store_is_told(tmp_path: Path) -> None:
    """A store of which the end is missing is damaged, and the last good site stays."""
    threads = [a_thread("Too cold. " * 200, number=number) for number in range(1, 60)]
    output = build(a_wall(tmp_path, threads))
    before = files_of(output)
    store = tmp_path / ".wall" / "store.sqlite3"
    store.write_bytes(store.read_bytes()[: store.stat().st_size // 2])

    assert_told(run_wall(tmp_path, "build"), 4, "damaged", "store.sqlite3")
    assert before == files_of(output)


def test_newer_store_is_left_alone(tmp_path: Path) -> None:
    """A store of a later version is not read, not changed, and the versions are named."""
    a_wall(tmp_path, [a_thread()])
    store = tmp_path / ".wall" / "store.sqlite3"
    connection = sqlite3.connect(store)
    connection.execute("PRAGMA user_version = 999")
    connection.close()
    before = store.read_bytes()

    assert_told(run_wall(tmp_path, "build"), 4, "999", "store.sqlite3")
    assert before == store.read_bytes()


def test_import_that_is_killed_leaves_the_store_as_it_was(tmp_path: Path) -> None:
    """A transaction that never ended leaves no trace."""
    a_wall(tmp_path, [a_thread(number=1)])
    connection = sqlite3.connect(tmp_path / ".wall" / "store.sqlite3", isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("DELETE FROM threads")
    connection.close()

    assert [1] == [thread.number for thread in exported(tmp_path)]


# Files of threads


NO_THREADS = {
    "half a line": '{"__typename":"Discussion","id":"D_1","num',
    "no object": "[1, 2]",
    "no thread": '{"hello": "world"}',
    "a number in the title": json.dumps({"__typename": "Issue", "id": "I", "title": 5}),
    "nested": "[" * 5000,
    "not a number": "NaN",
}


@pytest.mark.parametrize("line", NO_THREADS.values(), ids=NO_THREADS)
def test_line_that_is_no_thread_is_named_and_the_others_are_kept(line: str, tmp_path: Path) -> None:
    """One bad line costs one line; the mended file is imported without doubling anything."""
    a_wall(tmp_path)
    first, second = a_thread(number=1, title="First"), a_thread(number=2, title="Second")
    write_lines(tmp_path / "threads.ndjson", first, line, second)

    ended = run_wall(tmp_path, "import", "threads.ndjson")

    assert_told(ended, 5, "1 line", "threads.ndjson, line 2", "Mend")
    assert [1, 2] == [thread.number for thread in exported(tmp_path)]

    write_lines(tmp_path / "threads.ndjson", first, a_thread(number=3), second)
    succeed(run_wall(tmp_path, "import", "threads.ndjson"))

    assert [1, 2, 3] == [thread.number for thread in exported(tmp_path)]
    assert [] == faults_of(build(tmp_path))


def test_missing_file_is_named(tmp_path: Path) -> None:
    """A file that is not there is a mistake in the command: nothing is imported yet."""
    a_wall(tmp_path)
    write_threads(tmp_path / "there.ndjson", [a_thread()])

    ended = run_wall(tmp_path, "import", "there.ndjson", "nowhere.ndjson")

    assert_told(ended, 2, "nowhere.ndjson", "does not exist")
    assert not (tmp_path / ".wall").exists()


def test_export_into_a_missing_folder_is_told(tmp_path: Path) -> None:
    """Nothing is made on the way: the folder may be a typing mistake."""
    ended = run_wall(a_wall(tmp_path, [a_thread()]), "export", "no/such/folder/all.ndjson")

    assert_told(ended, 2, "cannot be written", "no/such/folder", "Name another")
    assert not (tmp_path / "no").exists()


# Places to build into


def test_folder_of_something_else_is_not_touched(tmp_path: Path) -> None:
    """A build never clears a folder that is no wall."""
    a_wall(tmp_path, [a_thread()])
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "dear.txt").write_text("Dear Ada", "utf-8")

    ended = run_wall(tmp_path, "build", "--output", "letters")

    assert_told(ended, 2, "letters", "no wall", "--output")
    assert {"dear.txt": b"Dear Ada"} == files_of(tmp_path / "letters")


def test_file_in_place_of_the_folder_is_not_touched(tmp_path: Path) -> None:
    """A file is no folder."""
    a_wall(tmp_path, [a_thread()])
    (tmp_path / "site").write_text("Dear Ada", "utf-8")

    assert_told(run_wall(tmp_path, "build", "--output", "site"), 2, "is a file")
    assert "Dear Ada" == (tmp_path / "site").read_text("utf-8")


# Threads that nobody would think of


def test_empty_repository_gives_a_wall_that_says_so(tmp_path: Path) -> None:
    """GitHub was asked and had nothing: that is a wall, and it invites."""
    a_wall(tmp_path)
    with Emulator(now="2026-11-03T10:00:00Z") as github:
        github.changes.add_repository("hollin/coffee")
        succeed(sync(tmp_path, github))

    output = build(tmp_path)

    assert "Nobody has said anything yet" in read_site(output)["index.html"].text
    assert [] == faults_of(output)


def test_title_of_300_emoji_is_cut(tmp_path: Path) -> None:
    """A title may be anything: its thread's address is made of its number."""
    output = build(a_wall(tmp_path, [a_thread(title="☕" * 300, number=7)]))

    assert "☕" * 255 + "…" in read_site(output)["said/7/index.html"].text
    assert [] == faults_of(output)


def test_two_threads_of_one_title_are_two_pages(tmp_path: Path) -> None:
    """Nothing on a wall is named by a title."""
    threads = [
        a_thread("Mine.", title="Cold", number=1),
        a_thread("Mine too.", title="Cold", number=2),
    ]
    output = build(a_wall(tmp_path, threads))

    site = read_site(output)
    assert "Mine." in site["said/1/index.html"].text
    assert "Mine too." in site["said/2/index.html"].text
    assert [] == faults_of(output)


@pytest.mark.parametrize("title", ["", "   ", "\u200b", "\u202e\n\t", "\x00"])
def test_title_that_shows_nothing_has_a_stand_in(title: str, tmp_path: Path) -> None:
    """A link always has words."""
    output = build(a_wall(tmp_path, [a_thread(title=title)]))

    assert read_site(output)["said/1/index.html"].title.startswith("Untitled")


def test_control_characters_stay_in_the_store_and_not_on_the_page(tmp_path: Path) -> None:
    """The store keeps what GitHub said; a page has what XML allows."""
    every = "".join(map(chr, range(32))) + "\x7f\x85\ufffe\uffff"
    output = build(a_wall(tmp_path, [a_thread(f"cold{every}coffee", comments=[a_post(every)])]))

    # A table's lines end with both signs, as RFC 4180 wants it.
    written = b"".join(files_of(output).values()).decode("utf-8").replace("\r\n", "\n")
    assert [] == [sign for sign in every if sign not in "\n\t" and sign in written]
    assert f"cold{every}coffee" == exported(tmp_path)[0].opening.body
    assert [] == faults_of(output)


def test_hostile_names_are_only_words(tmp_path: Path) -> None:
    """A login, label or category with markup is shown as it is spelled."""
    evil = '"><script>alert(1)</script><img src=x onerror=alert(1)>{{ 7 * 7 }}'
    thread = a_thread(title=evil, by=evil[:60], labels=[evil], category=evil)
    output = build(a_wall(tmp_path, [thread], WALL_BANNER=evil, WALL_QUESTION=evil, SITENAME=evil))

    pages = [text for name, text in files_of(output).items() if not name.startswith("data/")]
    written = b"".join(pages).decode("utf-8")
    assert "<script" not in written
    assert "<img src=x" not in written
    assert "49" not in read_site(output)["said/1/index.html"].title
    assert evil in read_site(output)["said/1/index.html"].text
    assert [] == faults_of(output)


def test_thread_of_nothing_is_a_page(tmp_path: Path) -> None:
    """No words, no author, no comments: still a page, and it says so."""
    output = build(a_wall(tmp_path, [a_thread("", by=None, title="")]))

    assert "(no words)" in read_site(output)["said/1/index.html"].text
    assert [] == faults_of(output)


def test_named_store_goes_before_the_one_in_the_settings(tmp_path: Path) -> None:
    """Two stores for one settings file: `--store` goes first, the other is not touched."""
    a_wall(tmp_path, [a_thread(number=1)])
    write_threads(tmp_path / "other.ndjson", [a_thread(number=2)])
    succeed(run_wall(tmp_path, "--store", "other.sqlite3", "import", "other.ndjson"))

    succeed(run_wall(tmp_path, "--store", "other.sqlite3", "build"))

    with Store.open(tmp_path / ".wall" / "store.sqlite3") as store:
        assert 1 == store.count_threads()
    assert (tmp_path / "output" / "said" / "2" / "index.html").is_file()


@pytest.mark.parametrize(
    ("template", "told"),
    [
        ('{% extends "!theme/thread.html" %}\n{% block more %}', "thread.html, line 2"),
        ('{% extends "!theme/thred.html" %}', "thred.html"),
        ("line one\n{{ view.nothing.here }}", "thread.html, line 2"),
    ],
)
def test_template_with_a_mistake_is_told_and_the_last_site_stays(
    template: str, told: str, tmp_path: Path
) -> None:
    """An owner's template may hold anything: the message says which, and what is left."""
    folder = a_wall(tmp_path, [a_thread()], THEME_TEMPLATES_OVERRIDES=["mine"])
    (folder / "mine").mkdir()
    output = build(folder)
    before = files_of(output)
    (folder / "mine" / "thread.html").write_text(template, "utf-8")

    ended = run_wall(folder, "build")

    assert 1 == ended.code
    assert "A template does not render: " in ended.error
    assert told in ended.error
    assert "The last good site is as it was." in ended.error
    assert before == files_of(output)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("WALL_BANNER = none", "Write None with a capital letter."),
        ("WALL_QUESTION = “What now?”", "Write straight quotes"),
        ("WALL_SOURCES = ['a/b']}", "or in the lines above"),
    ],
)
def test_slip_in_the_settings_is_told_with_the_way_out(
    tmp_path: Path, line: str, told: str
) -> None:
    """What people who do not program most often get wrong is named as they would say it."""
    wall = a_wall(tmp_path / "wall")
    settings = wall / "pelicanconf.py"
    settings.write_text(settings.read_text("utf-8") + f"\n{line}\n", "utf-8")

    assert_told(run_wall(wall, "build"), 2, told, "pelicanconf.py, line")


def test_file_without_a_conversation_is_not_imported(tmp_path: Path) -> None:
    """Nothing is called imported where nothing was."""
    wall = a_wall(tmp_path / "wall")
    (wall / "README.md").write_text("# Not one\n\nconversation.\n", "utf-8")

    assert_told(run_wall(wall, "import", "README.md"), 2, "nothing was imported", "wall export")


def test_page_without_a_title_is_told(tmp_path: Path) -> None:
    """Pelican's words alone do not say what to write."""
    wall = a_wall(tmp_path / "wall")
    write_threads(wall / "threads.ndjson", [a_thread()])
    succeed(run_wall(wall, "import", "threads.ndjson"))
    page = wall / "content" / "pages" / "mine.md"
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text("Nonsense\n", "utf-8")

    assert_told(run_wall(wall, "build"), 1, "Begin that page with a line like `Title: About us`.")


def test_name_that_nobody_has_is_told_when_it_is_forgotten(tmp_path: Path) -> None:
    """Who misspells a name hears of it, and which one is near."""
    wall = a_wall(tmp_path / "wall")
    write_threads(wall / "threads.ndjson", [a_thread(by="priya-n")])
    succeed(run_wall(wall, "import", "threads.ndjson"))

    missed = succeed(run_wall(wall, "forget", "priyan")).out
    found = succeed(run_wall(wall, "forget", "Priya-N")).out

    assert "Nobody called priyan has written in your store. Did you mean priya-n?" in missed
    assert "Forgotten:" in found
