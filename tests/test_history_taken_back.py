"""A store that was lost takes its history back from the published site, whole or not at all."""

import json
import shutil
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest

from builders import a_config, a_thread
from conversation_wall.cli.history import begin_history
from conversation_wall.config import Config
from conversation_wall.errors import GitHubError
from conversation_wall.records import Sight
from conversation_wall.store import Store
from conversation_wall.store.history_file import HistoryError, read_history, write_history
from conversation_wall.wall.privacy.forgetting import entries_of
from dev import QuietHandler
from github_emulator import Emulator
from github_emulator.state import a_person
from serving import served, served_by
from sites import Ended, a_wall, build, run_wall, succeed

NOW = "2026-11-03T10:00:00Z"
TOKEN = "ghp_0123456789abcdefghijklmnopqrstuvwxyz"
LAMPS = "ada/lamps"
FILE = "data/history.ndjson"


@pytest.fixture
def github() -> Iterator[Emulator]:
    """Give an emulated GitHub with three conversations, at a stopped clock."""
    with Emulator(now=NOW, token=TOKEN) as github:
        github.changes.add_repository(LAMPS)
        for number in range(3):
            thread = github.changes.add_thread(LAMPS, "Discussion", title="It hums", body="!")
            github.changes.add_comment(thread["id"], f"{number}", "ada", authorAssociation="OWNER")
        yield github


@pytest.fixture
def site(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """Publish a folder: give its address, and where it lies."""
    folder = tmp_path / "published"
    folder.mkdir()
    with served(folder) as url:
        yield url, folder


def answering(status: int, body: bytes = b"") -> type[BaseHTTPRequestHandler]:
    """Make a site that answers so, whatever it is asked for; a body is cut off in the middle."""

    class Handler(QuietHandler):
        def do_GET(self) -> None:  # noqa: N802 - the name is Python's
            self.send_response(status)
            self.send_header("Content-Length", str(2 * len(body)))
            self.end_headers()
            self.wfile.write(body)

    return Handler


def a_lamp_wall(folder: Path, url: str = "") -> Path:
    """Make the folder of a wall that is published at an address."""
    return a_wall(folder, WALL_SOURCES=[LAMPS], WALL_TEAM=[], SITEURL=url)


def sync(folder: Path, github: Emulator, *options: str) -> Ended:
    """Sync a wall."""
    address: Any = {"GITHUB_TOKEN": TOKEN, "WALL_GITHUB_URL": github.url}
    return run_wall(folder, "sync", "--accept-shrink", *options, **address)


def publish(folder: Path, site: Path) -> bytes:
    """Build a wall and publish it; give its history."""
    shutil.copytree(build(folder), site, dirs_exist_ok=True)
    return (site / FILE).read_bytes()


def lose_store(folder: Path) -> None:
    """Let the cache that held the store be evicted."""
    shutil.rmtree(folder / ".wall")


def live_on(github: Emulator) -> None:
    """Let days pass in which conversations change, leave, and are hidden or deleted."""
    first, second, third = list(github.state.repository_of(LAMPS).threads.values())
    github.clock.move(days=1)
    github.changes.label(first["id"], "planned")
    github.changes.hide(first["comments"][0]["id"], "spam")
    github.changes.delete_comment(second["comments"][0]["id"])
    github.changes.add_comment(second["id"], "Which lamp?", "dora")
    github.state.nodes[third["comments"][0]["id"]]["authorAssociation"] = "NONE"
    github.changes.add_comment(third["id"], "Me too.", "cara")


# Taken back


def test_lost_store_ends_with_the_history_of_one_never_lost(
    github: Emulator, site: tuple[str, Path], tmp_path: Path
) -> None:
    """What happened before the loss, and between the loss and the next sync, is told alike."""
    url, published = site
    kept, lost = (a_lamp_wall(tmp_path / name, url) for name in ("kept", "lost"))
    for wall in (kept, lost):
        succeed(sync(wall, github))
    publish(lost, published)
    live_on(github)
    for wall in (kept, lost):
        succeed(sync(wall, github))
    publish(lost, published)
    first = next(iter(github.state.repository_of(LAMPS).threads))
    lose_store(lost)
    live_on(github)
    github.changes.delete_thread(github.state.repository_of(LAMPS).threads[first]["id"])
    for wall in (kept, lost):
        ended = succeed(sync(wall, github, "--full"))
    told = [json.loads(line).get("sight") for line in publish(kept, tmp_path / "k").splitlines()]

    assert (tmp_path / "k" / FILE).read_bytes() == publish(lost, published)
    assert {"gone", "hidden", "labels", "wrote"} < set(told)
    assert "was taken back from http://127.0.0.1:" in ended.out
    with (
        Store.open(kept / ".wall/store.sqlite3") as one,
        Store.open(lost / ".wall/store.sqlite3") as two,
    ):
        assert one.load_tombstones() == two.load_tombstones() != ()
        assert list(one.load_threads()) == list(two.load_threads())


def test_damaged_store_takes_its_history_back(
    github: Emulator, site: tuple[str, Path], tmp_path: Path
) -> None:
    """A store that is set aside is a lost one."""
    url, published = site
    wall = a_lamp_wall(tmp_path / "wall", url)
    succeed(sync(wall, github))
    before = publish(wall, published)
    (wall / ".wall" / "store.sqlite3").write_bytes(b"SQLite format 3\0" + b"nothing" * 4096)
    github.clock.move(days=1)
    succeed(sync(wall, github))

    assert before == publish(wall, published)


def test_store_that_is_there_asks_nobody(github: Emulator, tmp_path: Path) -> None:
    """The site is asked once, for a store that is new."""
    wall = a_lamp_wall(tmp_path / "wall")
    succeed(sync(wall, github))
    a_lamp_wall(wall, "http://127.0.0.1:9")

    succeed(sync(wall, github))


def test_first_run_begins_a_history(
    github: Emulator, site: tuple[str, Path], tmp_path: Path
) -> None:
    """Where nothing was published yet, "not found" is an answer."""
    wall = a_lamp_wall(tmp_path / "wall", site[0])
    ended = succeed(sync(wall, github))

    assert "taken back" not in ended.out
    assert b'{"history":1,"sources":{"ada/lamps":"R_' == publish(wall, site[1])[:39]


# Refused


@pytest.fixture
def history(github: Emulator, tmp_path: Path) -> list[bytes]:
    """Give the lines of a published history."""
    wall = a_lamp_wall(tmp_path / "first")
    succeed(sync(wall, github))
    with Store.open(wall / ".wall" / "store.sqlite3") as store:
        return [*write_history(store.history_sources(), {}, store.load_observations())]


DAMAGES: dict[str, tuple[Callable[[list[bytes]], list[bytes]], str]] = {
    "cut": (lambda lines: lines[:-1], "its end is missing"),
    "half a line": (lambda lines: [*lines[:-1], lines[-1][:20]], "is not JSON"),
    "a line less": (lambda lines: [*lines[:2], *lines[3:]], "changed after it was written"),
    "a day changed": (
        lambda lines: [line.replace(b"2026-11-03", b"2026-11-01") for line in lines],
        "changed after it was written",
    ),
    "more behind it": (lambda lines: [*lines, lines[1]], "something stands behind its end"),
    "words": (
        lambda lines: [lines[0], lines[1].replace(b"Discussion", b"<b>"), *lines[2:]],
        "line 2 is no observation",
    ),
    "a page": (lambda _: [b"<!doctype html>\n", b"<p>Welcome\n"], "line 1 is not JSON"),
    "other data": (lambda _: [b'{"threads": []}\n'], "does not begin as a history does"),
    "nothing": (lambda _: [], "line 1 is not JSON"),
    "of tomorrow": (
        lambda lines: [lines[0].replace(b":1,", b":2,", 1), *lines[1:]],
        "a newer version of the wall",
    ),
    "foreign": (
        lambda lines: [line.replace(b"ada/lamps", b"bob/chairs") for line in lines],
        "of bob/chairs, which WALL_SOURCES does not name",
    ),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_damaged_or_foreign_history_is_refused(
    github: Emulator, site: tuple[str, Path], history: list[bytes], tmp_path: Path, damage: str
) -> None:
    """Nothing of it is taken, nothing is read from GitHub, and the owner is told what to do."""
    change, reason = DAMAGES[damage]
    url, published = site
    (published / "data").mkdir()
    (published / FILE).write_bytes(b"".join(change(history)))
    wall = a_lamp_wall(tmp_path / "wall", url)
    asked = len(github.requests)
    ended = sync(wall, github)
    with Store.open(wall / ".wall" / "store.sqlite3") as store:
        kept = (list(store.load_observations()), store.repositories(), store.has_history())

    assert (4, asked) == (ended.code, len(github.requests))
    assert reason in ended.error
    assert "wall sync --new-history" in ended.error
    assert ([], (), False) == kept
    succeed(sync(wall, github, "--new-history"))


@pytest.mark.parametrize(
    "handler", [answering(503), answering(200, b'{"history":1'), answering(401)]
)
def test_site_that_does_not_answer_is_asked_another_time(
    tmp_path: Path, handler: type[BaseHTTPRequestHandler]
) -> None:
    """A site that cannot be read, or not to its end, may have a history: nothing goes on."""
    waits: list[float] = []
    with served_by(handler) as url, Store.open(tmp_path / "s.sqlite3", create=True) as store:
        with pytest.raises(GitHubError, match="Try again later"):
            begin_history(store, a_lamp_config(), url, waits.append)

        assert not store.has_history()
    assert [4, 16] == waits


def test_nobody_there_is_told(tmp_path: Path) -> None:
    """Where nobody listens at the address, that is no "not found"."""
    with (
        Store.open(tmp_path / "s.sqlite3", create=True) as store,
        pytest.raises(GitHubError, match="could not be read"),
    ):
        begin_history(store, a_lamp_config(), "http://127.0.0.1:9", lambda _: None)


def test_endless_line_is_refused(tmp_path: Path) -> None:
    """A site that sends no end of a line fills no memory."""
    with (
        served_by(answering(200, b"x" * (2 * 1024 * 1024))) as url,
        Store.open(tmp_path / "s.sqlite3", create=True) as store,
        pytest.raises(HistoryError, match="too large"),
    ):
        begin_history(store, a_lamp_config(), url, lambda _: None)


def a_lamp_config() -> Config:
    """Build the settings of the wall."""
    return a_config(sources=[LAMPS])


# What is published


def test_labels_of_the_settings_are_found_by_their_marks(
    github: Emulator, site: tuple[str, Path], tmp_path: Path
) -> None:
    """The first line says which marks stand for what the settings name, and for no other label."""
    wall = a_lamp_wall(tmp_path / "wall", site[0])
    thread = next(iter(github.state.repository_of(LAMPS).threads.values()))
    github.changes.label(thread["id"], "planned", "canary")
    succeed(sync(wall, github))
    lines = publish(wall, site[1]).splitlines(keepends=True)
    labels = json.loads(lines[0])["labels"]
    history = read_history(iter(lines))
    (seen,) = [each.value for each in history.observations if each.sight is Sight.LABELS]

    assert labels["planned"] in seen.split()
    assert 2 == len(seen.split())
    assert "canary" not in labels


def test_published_history_has_no_word_and_no_name(
    github: Emulator, site: tuple[str, Path], tmp_path: Path
) -> None:
    """Neither of what is shown, nor of what is hidden, forgotten or deleted."""
    hostile = 'CANARY", "sight": "<script>'
    thread = github.changes.add_thread(
        LAMPS, "Issue", title=hostile, body=hostile, author=a_person("canary-opener")
    )
    github.changes.label(thread["id"], hostile)
    for by in ("canary-forgotten", "canary-blocked", "canary-spammer", "canary-away"):
        comment = github.changes.add_comment(thread["id"], hostile, by)
        github.changes.edit_comment(comment["id"], f"{hostile} again")
    github.changes.hide(comment["id"], hostile)
    forgotten = list(entries_of("canary-forgotten", None, "0123456789abcdef"))
    wall = a_wall(
        tmp_path / "wall",
        WALL_SOURCES=[LAMPS],
        SITEURL=site[0],
        WALL_FORGET=forgotten,
        WALL_BLOCK=["canary-blocked"],
    )
    succeed(sync(wall, github))
    github.clock.move(days=1)
    github.changes.delete_comment(comment["id"])
    succeed(sync(wall, github, "--full"))
    published = publish(wall, site[1]).decode()

    assert thread["id"] in published
    assert "canary" not in published.lower()
    assert "script" not in published


def test_import_alone_has_no_history(tmp_path: Path) -> None:
    """What came from a file was seen by nobody, so nothing is published of it."""
    output = build(a_wall(tmp_path, [a_thread()]))

    assert not (output / FILE).exists()
