"""
Real conversations, which are no part of this repository: imported, synced, built, checked.

Skipped where the folder of them is absent. Nothing of their text stands here.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from conversation_wall.records import PostRecord
from conversation_wall.store import Store
from github_emulator import Emulator
from sites import a_wall, build, faults_of, files_of, read_site, run_wall, succeed

REPOSITORY = "payloadcms/payload"


@pytest.fixture(scope="module")
def threads(shared: Path) -> Path:
    """Give the file of some hundred real Discussions."""
    return shared / "data" / "payload-discussions" / "threads.ndjson.zst"


@pytest.fixture(scope="module")
def imported(threads: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Import them and build a wall, once."""
    folder = a_wall(tmp_path_factory.mktemp("imported"), WALL_SOURCES=[REPOSITORY], WALL_TEAM=[])
    succeed(run_wall(folder, "import", threads))
    build(folder)
    return folder


def test_site_of_real_conversations_holds_together(imported: Path) -> None:
    """Links and anchors resolve, ids are unique, nothing loads from elsewhere, each page has its policy."""
    assert [] == faults_of(imported / "output")


def test_every_real_post_is_on_a_page(imported: Path) -> None:
    """Each post that is not hidden stands at its anchor, on one of its thread's pages."""
    output = imported / "output"
    ids: dict[str, set[str]] = {}
    for name, page in read_site(output).items():
        if name.startswith("said/"):
            ids.setdefault(name.split("/")[1], set()).update(page.ids)
    with Store.open(imported / ".wall" / "store.sqlite3") as store:
        posts = [
            (str(thread.number), post.url.partition("#")[2])
            for thread in store.load_threads()
            for post in comments_of(thread.comments)
            if not post.is_minimized and post.deleted_at is None
        ]

    assert posts
    assert [] == [(number, anchor) for number, anchor in posts if anchor not in ids[number]]


def test_real_site_is_built_twice_alike(imported: Path) -> None:
    """The same store gives the same bytes."""
    before = files_of(imported / "output")

    assert before == files_of(build(imported))


def test_sync_and_import_are_the_same(threads: Path, imported: Path, tmp_path: Path) -> None:
    """Whether threads came from a file or over HTTP, the export and the site are equal."""
    synced = a_wall(tmp_path, WALL_SOURCES=[REPOSITORY], WALL_TEAM=[])
    with Store.open(imported / ".wall" / "store.sqlite3") as store:
        seen_at = store.seen_at()
    with Emulator(now=seen_at) as github:
        github.load(threads)
        ended = run_wall(synced, "sync", GITHUB_TOKEN="any", WALL_GITHUB_URL=github.url)
    succeed(ended)
    for folder in (imported, synced):
        succeed(run_wall(folder, "export", "all.ndjson"))

    assert (imported / "all.ndjson").read_bytes() == (synced / "all.ndjson").read_bytes()
    site, other = files_of(imported / "output"), files_of(build(synced))
    # Only a sync has seen anything for itself.
    del other["data/history.ndjson"]
    assert set(site) == set(other)
    assert [] == [name for name in site if site[name] != other[name]]


def comments_of(comments: tuple[PostRecord, ...]) -> Iterator[PostRecord]:
    """Give comments and their replies."""
    for comment in comments:
        yield comment
        yield from comment.replies
