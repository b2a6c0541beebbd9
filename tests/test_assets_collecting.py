"""After a sync the folder beside the store holds what posts show, and nothing else."""

import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from builders import a_person, a_post, a_thread, on_day
from conversation_wall.assets import collecting
from conversation_wall.assets.collecting import Collection, Wishes, collect
from conversation_wall.assets.doors import NotFetchedError
from conversation_wall.errors import StoreError
from conversation_wall.records import ThreadRecord
from conversation_wall.store import Store
from image_hosts import Host, Said
from image_makers import a_drawing, a_png_head, encoded, moving

CUP = encoded(a_drawing())
ROOT = Path(__file__).parents[1]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Give an empty store."""
    with Store.open(tmp_path / "store.sqlite3", create=True) as store:
        yield store


def save(store: Store, *threads: ThreadRecord) -> None:
    """Save threads."""
    with store.transaction():
        for thread in threads:
            store.save_thread(thread)


def remove(store: Store, thread: str) -> None:
    """Remove a thread that is gone from GitHub."""
    with store.transaction():
        store.remove_threads([thread], on_day(5))


def showing(*names: str, **fields: object) -> ThreadRecord:
    """Build a thread whose opening post shows images by their names."""
    return a_thread(" ".join(map(address_of, names)), **fields)  # type: ignore[arg-type]


def address_of(name: str) -> str:
    """Write an image in Markdown."""
    return f"![]({name})"


def found_in(body: str) -> Iterable[str]:
    """Find them again."""
    return re.findall(r"!\[\]\(([^)]*)\)", body)


class Web:
    """What the web has by address, and what was asked of it."""

    def __init__(self, **files: bytes) -> None:
        """Hold these files."""
        self.files: Mapping[str, bytes] = files
        self.asked: list[str] = []

    def fetch(self, address: str) -> bytes:
        """Give a file."""
        self.asked.append(address)
        if address not in self.files:
            raise NotFetchedError("the answer is 404")
        return self.files[address]


def collect_now(
    store: Store,
    web: Web,
    is_taken: Callable[[str], bool] = lambda _: True,
    is_shown: Callable[[str, int | None], bool] = lambda *_: True,
) -> Collection:
    """Collect; all that is found is taken, and shown, unless a test says otherwise."""
    return collect(store, Wishes(found_in, is_taken=is_taken, is_shown=is_shown), web.fetch)


def files_of(store: Store) -> list[str]:
    """List the folder of images."""
    folder = store.images.folder
    return sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []


def test_images_are_kept_by_what_is_in_them(store: Store) -> None:
    """Two addresses of one picture share a file; its size is noted; it is asked for once."""
    web = Web(a=CUP, b=CUP, c=moving())
    save(store, showing("a", "b", "c", "a"))

    first, again = collect_now(store, web), collect_now(store, web)
    kept = store.images.load_kept()

    assert (3, 3, {}) == (first.fetched, first.kept, first.failed)
    assert (0, 3) == (again.fetched, again.kept)
    assert kept["a"] == kept["b"]
    assert (40, 30) == (kept["a"].width, kept["a"].height)
    assert {kept["a"].file, kept["c"].file} == set(files_of(store))
    assert ["a", "b", "c"] == sorted(web.asked)


def test_failed_images_are_tried_again_less_and_less(store: Store) -> None:
    """It fails no sync; it is tried at the next, the second after, the fourth, the eighth."""
    web = Web()
    save(store, showing("gone"))

    tried = []
    for number in range(1, 18):
        collection = collect_now(store, web)
        if collection.failed:
            tried.append(number)
        assert 1 == len(collection.failed) + collection.waiting
    web.files = {"gone": CUP}
    back = [collect_now(store, web).fetched for _ in range(16)]

    assert [1, 2, 4, 8, 16] == tried
    assert 1 == sum(back)
    assert {"gone"} == set(store.images.load_kept())


def test_what_is_no_image_is_told(store: Store) -> None:
    """SVG, pages, broken and huge files fail with a reason, each by itself."""
    web = Web(a=b"<svg/>", b=b"<html>", c=CUP[:50], d=a_png_head(50_000, 50_000), e=CUP)
    save(store, showing("a", "b", "c", "d", "e"))

    collection = collect_now(store, web)

    assert 1 == collection.fetched
    assert {
        "a": "it is no PNG, JPEG, GIF, WebP or AVIF file",
        "b": "it is no PNG, JPEG, GIF, WebP or AVIF file",
        "c": "the file is damaged",
        "d": "it is too large: 50000 × 50000 pixels",
    } == collection.failed


@pytest.mark.parametrize(
    "vanish",
    [
        lambda store: save(store, a_thread("I took it down.")),
        lambda store: save(store, a_thread(opening=a_post("![](a)", minimized="spam"))),
        lambda store: save(store, a_thread(opening=a_post("![](a)", deleted_on=4))),
        lambda store: remove(store, "T_hollin/coffee_1"),
    ],
    ids=["edited", "hidden", "post deleted", "thread deleted"],
)
def test_what_no_post_shows_is_removed(store: Store, vanish: Callable[[Store], None]) -> None:
    """An image leaves with the last post that GitHub shows with it: row, file and folder."""
    web = Web(a=CUP)
    save(store, showing("a"))
    collect_now(store, web)
    vanish(store)

    collection = collect_now(store, web)

    assert (1, 0) == (collection.removed, collection.kept)
    assert ([], {}) == (files_of(store), store.images.load_kept())


def test_image_stays_while_another_post_shows_it(store: Store) -> None:
    """Two posts show it, and one of them is deleted."""
    web = Web(a=CUP)
    save(store, showing("a"), showing("a", number=2))
    collect_now(store, web)
    save(store, a_thread("No picture."))

    collection = collect_now(store, web)

    assert (0, 1) == (collection.removed, collection.kept)
    assert ["a"] == web.asked


def test_settings_decide_anew_at_each_sync(store: Store) -> None:
    """What the settings no longer take, or whose author they no longer show, is removed."""
    web = Web(a=CUP, b=moving())
    dora = a_post("![](b)", by=a_person("dora", database_id=7))
    save(store, replace(showing("a"), comments=(dora,)))
    collect_now(store, web)

    def is_shown(login: str, account_id: int | None) -> bool:
        return (login, account_id) != ("dora", 7)

    assert 1 == collect_now(store, web, is_shown=is_shown).removed
    assert {"a"} == set(store.images.load_kept())
    assert 1 == collect_now(store, web, is_taken=lambda _: False).removed
    assert [] == files_of(store)
    assert 2 == collect_now(store, web).fetched


def test_lost_files_are_fetched_again(store: Store) -> None:
    """The store was kept, and the folder was not: images stay links until they are back."""
    web = Web(a=CUP)
    save(store, showing("a"))
    collect_now(store, web)
    before = files_of(store)
    (store.images.folder / before[0]).unlink()

    assert {} == store.images.load_kept()
    assert 1 == collect_now(store, web).fetched
    assert before == files_of(store)


def test_number_of_a_threads_images_is_bounded(store: Store) -> None:
    """A flood of images in one thread leaves those of others alone."""
    names = [f"n{number}" for number in range(collecting.MOST_IN_THREAD + 5)]
    save(store, showing(*names), showing("a", number=2))
    web = Web(a=CUP)

    collection = collect_now(store, web)

    assert collecting.MOST_IN_THREAD == len(collection.failed)
    assert {"a"} == set(store.images.load_kept())


def test_time_of_a_run_is_bounded(store: Store) -> None:
    """When the time is over the rest waits, and the next run goes on."""
    web = Web(**{f"n{number}": CUP for number in range(10)})
    save(store, showing(*web.files))
    times = iter((0.0, 1.0, collecting.MOST_SECONDS + 1.0))
    wishes = Wishes(found_in, lambda _: True, lambda *_: True)

    stopped = collect(store, wishes, web.fetch, clock=lambda: next(times))

    further = collect_now(store, web)

    assert (4, 6) == (stopped.fetched, stopped.waiting)
    assert (6, 10) == (further.fetched, further.kept)


def test_room_is_bounded(store: Store) -> None:
    """When the folder is full no more is kept, and what is there stays."""
    save(store, showing("a", "b"))
    collect_now(store, Web(a=CUP))
    large = replace(store.images.load_kept()["a"], size=collecting.MOST_BYTES_KEPT)
    with store.transaction():
        store.images.save_kept("a", large)

    collection = collect_now(store, Web(b=CUP))

    assert (0, 1, 1) == (collection.fetched, collection.kept, collection.waiting)
    assert collection.is_full


def test_kill_leaves_no_half_file(tmp_path: Path) -> None:
    """Killed while an image comes, the next run finds what it can use and removes the rest."""
    program = (
        "import os, sys, pathlib\n"
        f"sys.path[:0] = {[str(ROOT / 'plugins'), str(ROOT / 'tests')]!r}\n"
        "from test_assets_collecting import *\n"
        "with Store.open(pathlib.Path(sys.argv[1]), create=True) as store:\n"
        "    save(store, showing('a', 'b', 'c', 'd', 'e', 'f'))\n"
        "    class Dying(Web):\n"
        "        def fetch(self, address):\n"
        "            if len(self.asked) == 5: os.kill(os.getpid(), 9)\n"
        "            return super().fetch(address)\n"
        "    collect_now(store, Dying(**WEB))\n"
    )
    path = tmp_path / "killed" / "store.sqlite3"
    command = (sys.executable, "-c", program, str(path))
    killed = subprocess.run(command, capture_output=True, text=True, check=False)
    assert -signal.SIGKILL == killed.returncode, killed.stderr

    with Store.open(path) as store, Store.open(tmp_path / "calm.sqlite3", create=True) as calm:
        before = len(store.images.load_kept())
        (store.images.folder / "0a1b.webp.part").write_bytes(CUP[:9])
        (store.images.folder / "stray.webp").write_bytes(CUP)
        save(calm, showing("a", "b", "c", "d", "e", "f"))
        collect_now(store, Web(**WEB))
        collect_now(calm, Web(**WEB))

        assert 0 < before < 6
        assert calm.images.load_kept() == store.images.load_kept()
        assert contents_of(calm) == contents_of(store)


WEB = {name: encoded(a_drawing((10 + place, 10))) for place, name in enumerate("abcdef")}


def contents_of(store: Store) -> dict[str, bytes]:
    """Give the files of the folder with their bytes."""
    return {name: (store.images.folder / name).read_bytes() for name in files_of(store)}


def test_folder_that_cannot_be_made_is_told(store: Store) -> None:
    """A disk that keeps nothing is the owner's to mend, and is said in words."""
    store.images.folder.write_bytes(b"a file in its place")
    save(store, showing("a"))

    with pytest.raises(StoreError, match="The folder of images cannot be used"):
        collect_now(store, Web(a=CUP))


def test_images_come_over_http(store: Store) -> None:
    """The real fetcher is what `collect` is handed."""
    save(store, showing("http://images.example/cup.png", "http://images.example/none.png"))
    with Host({"/cup.png": Said(pieces=[CUP])}) as host:
        wishes = Wishes(found_in, lambda _: True, lambda *_: True)
        collection = collect(store, wishes, host.fetcher().fetch)

    assert {"http://images.example/none.png": "the answer is 404"} == collection.failed
    assert ["http://images.example/cup.png"] == list(store.images.load_kept())
