"""What is hidden, deleted, edited away, forgotten, or of an account that is gone leaves no trace."""

import gzip
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from builders import a_category, a_person, a_post, a_thread
from conversation_wall.github.interchange import write_threads
from conversation_wall.records import PollOptionRecord, PollRecord, ThreadRecord
from github_emulator import Emulator
from image_makers import a_drawing, encoded
from sites import a_wall, build, faults_of, files_of, run_wall, succeed

TOKEN = "ghp_0123456789abcdefghijklmnopqrstuvwxyz"
UPLOADS = "https://github.com/user-attachments/assets/"
HIDDEN, DELETED, EDITED = "canary-hidden", "canary-deleted", "canary-edited"
TAKEN, LEFT, FORGOTTEN = "canary-thread", "canary-left", "canary-forgotten"
PICTURES = "images/"
# What each canary writes, and where it is to be found while it sings.
WORDS = f"word of {{0}}, [a link](https://{{0}}.example/) `{{0}}` ![{{0}}]({UPLOADS}{{0}})"
# Pages, feeds, data for people, machines and spreadsheets, older pages of lists, widget, sitemap.
SINGS_IN = {
    HIDDEN: {"said/2/index.html", "data/threads.ndjson"},
    DELETED: {"said/2/index.html", "data/threads.ndjson", "answers.xml"},
    EDITED: {"said/2/index.html", "data/threads.ndjson", "feed.xml", "index.html"},
    TAKEN: {
        "said/12/index.html",
        "data/threads.ndjson",
        "data/wall.json",
        "data/wall.csv",
        "feed.xml",
        "index.html",
        "waiting/page/2/index.html",
        "embed/index.html",
        "topic/canary-thread/index.html",
        "sitemap.xml",
        "how-were-doing/index.html",
    },
    LEFT: {"said/2/index.html", "people/canary-left/index.html", "people/index.html"},
    FORGOTTEN: {"said/2/index.html", "people/canary-forgotten/index.html"},
}


def sung(canary: str) -> str:
    """Write the words of a canary."""
    return WORDS.format(canary)


def some_threads() -> Iterator[ThreadRecord]:
    """Give a thread that stays, with everything in it that goes, and threads that go."""
    left = a_person(LEFT, database_id=71)
    forgotten = a_person(FORGOTTEN, database_id=72)
    comments = [
        a_post(sung(HIDDEN), by="dora", day=2, id="C_hidden"),
        a_post(sung(DELETED), by="ada", day=3, id="C_deleted"),
        a_post(f"> word of {FORGOTTEN}, a link\n\nThanks @{FORGOTTEN}!", by="ada", day=6, id="C_q"),
        a_post("I am leaving.", by=left, day=4, id="C_left"),
        a_post(sung(FORGOTTEN), by=forgotten, day=5, id="C_forgotten"),
    ]
    yield a_thread(
        sung(EDITED),
        number=2,
        day=25,
        by="dora",
        category="general",
        comments=comments,
        settled_by=FORGOTTEN,
    )
    yield a_thread("My lid leaks.", number=3, by=left, day=1, category="general")
    yield a_thread(sung(FORGOTTEN), number=4, by=forgotten, day=1, category="general")
    for number in range(10, 24):
        thread = a_thread(
            sung(TAKEN), number=number, day=number, title=f"The title of {TAKEN}", labels=[TAKEN]
        )
        yield replace(
            thread,
            category=a_category(f"c{number}", TAKEN),
            poll=PollRecord(TAKEN, 1, (PollOptionRecord(TAKEN, 1),)),
        )


def places_of(canary: str, output: Path) -> set[str]:
    """Name the files of a site that hold a word, or are called after it; packed ones are read."""
    return {
        name
        for name, content in files_of(output).items()
        if canary in name.lower() or canary.encode() in unpacked(name, content).lower()
    }


def unpacked(name: str, content: bytes) -> bytes:
    """Give what is in a file."""
    return gzip.decompress(content) if name.endswith(".gz") else content


def picture(canary: str) -> bytes:
    """Draw a picture that no other canary has."""
    return encoded(a_drawing(size_of(canary)))


def size_of(canary: str) -> tuple[int, int]:
    """Give a size that no other canary's picture has."""
    return 40 + [*SINGS_IN].index(canary), 30


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, set[str]], Path, Path]:
    """Sync and build; let all canaries go, in each way; sync and build in the same place again."""
    folder = tmp_path_factory.mktemp("no-trace")
    a_wall(folder, SITEURL="https://wall.example")
    with Emulator(now="2026-11-03T10:00:00Z", token=TOKEN) as github:
        file = folder / "threads.ndjson"
        write_threads(file, some_threads())
        github.load(file, "hollin", "coffee")
        for canary in (HIDDEN, DELETED, EDITED, TAKEN, FORGOTTEN):
            github.attachments.add(f"{canary}.png", picture(canary))
        environment = {"GITHUB_TOKEN": TOKEN, "WALL_GITHUB_URL": github.url}
        succeed(run_wall(folder, "sync", "--new-history", **environment))
        before = build(folder)
        sang = {canary: places_of(canary, before) for canary in SINGS_IN}
        sang[PICTURES] = {name for name in files_of(before) if name.startswith(PICTURES)}

        github.changes.hide("C_hidden", "abuse")
        github.changes.delete_comment("C_deleted")
        github.changes.edit_thread("T_hollin/coffee_2", body="I took it back.")
        for number in range(10, 24):
            github.changes.delete_thread(f"T_hollin/coffee_{number}")
        github.changes.remove_author(LEFT)
        succeed(run_wall(folder, "forget", FORGOTTEN))
        shrinking = ("--full", "--accept-shrink")
        succeed(run_wall(folder, "sync", *shrinking, **environment))
    file.unlink()
    return sang, build(folder), folder


@pytest.mark.parametrize("canary", SINGS_IN)
def test_canary_sang_in_every_kind_of_file(
    canary: str, built: tuple[dict[str, set[str]], Path, Path]
) -> None:
    """Before: else its silence would say nothing."""
    assert SINGS_IN[canary] - built[0][canary] == set()
    assert 5 == len(built[0][PICTURES])


@pytest.mark.parametrize("canary", SINGS_IN)
def test_no_file_holds_what_is_gone(
    canary: str, built: tuple[dict[str, set[str]], Path, Path]
) -> None:
    """No page, feed, list, datum, picture, or name of a file: not even in the same folder."""
    assert set() == places_of(canary, built[1])


def test_pictures_and_older_pages_go_with_their_posts(
    built: tuple[dict[str, set[str]], Path, Path],
) -> None:
    """What only they needed is no longer there, and what is left holds together."""
    files = {*files_of(built[1])}

    assert set() == {name for name in files if name.startswith(PICTURES)}
    assert set() == {name for name in files if "/page/" in name or name.startswith("topic/")}
    assert [] == faults_of(built[1])


def test_history_tells_no_word_and_no_name(
    built: tuple[dict[str, set[str]], Path, Path],
) -> None:
    """What was observed stays; of what is gone only that it is."""
    lines = (built[1] / "data" / "history.ndjson").read_text("utf-8").splitlines()
    said = [json.loads(line) for line in lines]

    assert len(said) > 14
    assert [] == [line for line in lines if "canary" in line or "dora" in line]


def test_owner_s_copy_holds_nothing_that_github_deleted(
    built: tuple[dict[str, set[str]], Path, Path],
) -> None:
    """What is hidden or forgotten is the owner's to know; what is deleted is nobody's."""
    folder = built[2]
    succeed(run_wall(folder, "export", "all.ndjson"))
    kept = (folder / "all.ndjson").read_text("utf-8")

    assert {HIDDEN, FORGOTTEN} == {canary for canary in SINGS_IN if canary in kept}


def test_files_beside_the_store_hold_no_deleted_picture(
    built: tuple[dict[str, set[str]], Path, Path],
) -> None:
    """Copies of pictures are kept for what is shown, and for nothing else."""
    folder = built[2] / ".wall"
    pictures = [path for path in folder.rglob("*") if path.suffix in (".webp", ".png", ".gif")]

    sizes = {Image.open(io.BytesIO(path.read_bytes())).size for path in pictures}
    assert set() == sizes & {size_of(canary) for canary in (HIDDEN, DELETED, EDITED, TAKEN)}
