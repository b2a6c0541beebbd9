"""The store gives back what was saved, whole, whatever happens to the process or the file."""

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from builders import a_category, a_person, a_post, a_thread, on_day
from conversation_wall.errors import StoreError
from conversation_wall.records import (
    LabelRecord,
    MergedPull,
    PollOptionRecord,
    PollRecord,
    PostRecord,
    ReactionRecord,
    Release,
    Thing,
    ThreadRecord,
    ThreadType,
    TombstoneRecord,
    Trace,
)
from conversation_wall.store import Store
from conversation_wall.store.schema import STEPS, VERSION
from conversation_wall.store.store import Progress, Reading

ROOT = Path(__file__).parents[1]
FOLDERS = ("plugins", "tests")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Give the place of a store that is not there yet."""
    return tmp_path / "wall" / "store.sqlite3"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    """Give an empty store."""
    with Store.open(path, create=True) as store:
        yield store


def a_full_thread(number: int = 1, source: str = "hollin/coffee") -> ThreadRecord:
    """Build a thread with something in every field that a store keeps."""
    replies = [a_post("Yes.", by="ada", replies=()), a_post("No.", by=None, deleted_on=9)]
    comments = [
        a_post("First", replies=replies, marked=True, upvotes=4, thumbs_up=2, edited_on=3),
        a_post("Second", by=a_person("bot", typename="Bot", database_id=7), minimized="spam"),
    ]
    thread = a_thread(
        number=number,
        source=source,
        comments=comments,
        labels=["b", "a"],
        category="q-a",
        closed_on=5.5,
        reason="RESOLVED",
        answer_id=comments[0].id,
        locked=True,
    )
    reactions = (ReactionRecord("HEART", 3), ReactionRecord("THUMBS_UP", 1))
    return replace(
        thread,
        opening=replace(thread.opening, reactions=reactions, body_html="<p>Cold.</p>"),
        labels=(*thread.labels, LabelRecord("c", "000000", "with words")),
        lock_reason="TOO_HEATED",
        is_pinned=True,
        milestone="Spring",
        is_answered=True,
        answer_chosen_at=on_day(4) + timedelta(microseconds=250),
        answer_chosen_by=a_person("cara"),
        poll=PollRecord("Which?", 12, (PollOptionRecord("Warm", 10), PollOptionRecord("Cold", 2))),
        traces=(
            Trace("LabeledEvent", on_day(1), a_person("ada"), label="planned"),
            Trace("ClosedEvent", on_day(5), reason="COMPLETED", thing=A_PULL),
            Trace("CrossReferencedEvent", on_day(4), a_person("dora"), closes=True, thing=A_PULL),
            Trace("PullRequest", None, thing=A_PULL),
        ),
    )


A_PULL = Thing(
    typename="PullRequest",
    url="https://github.com/hollin/coffee/pull/9",
    number=9,
    title="Warm the cups",
    state="MERGED",
    merged_at=on_day(5),
    merge_commit="a" * 40,
)


def seen(thread: ThreadRecord) -> ThreadRecord:
    """Give a thread as a store does: each post with its first association."""

    def seen_post(post: PostRecord) -> PostRecord:
        first = post.first_association or post.association
        replies = tuple(map(seen_post, post.replies))
        return replace(post, first_association=first, replies=replies)

    comments = tuple(map(seen_post, thread.comments))
    return replace(thread, opening=seen_post(thread.opening), comments=comments)


def saved(store: Store, *threads: ThreadRecord) -> None:
    """Save threads in one transaction."""
    with store.transaction():
        for thread in threads:
            store.save_thread(thread)


def count(store: Store, table: str) -> int:
    """Count the rows of a table."""
    with sqlite3.connect(store.path) as connection:
        (number,) = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
    connection.close()
    return int(number)


# Saving and loading


@pytest.mark.parametrize("thread_type", list(ThreadType))
def test_thread_comes_back_as_it_was(store: Store, thread_type: ThreadType) -> None:
    """Every field of a thread is kept."""
    thread = replace(a_full_thread(), type=thread_type)
    saved(store, thread)

    assert seen(thread) == store.load_thread("hollin/coffee", 1)


def test_what_is_unknown_stays_unknown(store: Store) -> None:
    """A field that GitHub did not give is None, not no and not nothing."""
    thread = replace(a_thread(by=None), is_pinned=None, is_answered=None, state=None)
    saved(store, thread)

    assert seen(thread) == store.load_thread("hollin/coffee", 1)


def test_one_thread_is_loaded_as_among_all(store: Store) -> None:
    """A thread is the same, alone and in the row of all threads."""
    saved(store, *(a_full_thread(number) for number in (3, 1, 2)), a_thread(number=4))

    threads = tuple(store.load_threads())

    assert tuple(store.load_thread("hollin/coffee", n) for n in (1, 2, 3, 4)) == threads


def test_works_come_by_repository_as_they_were(store: Store) -> None:
    """Releases come by day and merged pull requests by number; saved again they are replaced."""
    early = Release("b/b", "v1", "One", "https://github.com/b/b/releases/tag/v1", on_day(1), "…")
    late = replace(early, tag="v0.9", published_at=on_day(2), is_prerelease=True)
    pull = MergedPull("b/b", 9, "Warm", "https://github.com/b/b/pull/9", on_day(1), "a" * 40, "#1")
    other = MergedPull("b/b", 4, "Cold", "https://github.com/b/b/pull/4", on_day(2))
    with store.transaction():
        for release in (late, replace(early, name="?"), early):
            store.save_release(release)
        for each in (pull, replace(other, title="?"), other):
            store.save_pull(each)

    assert [early, late] == list(store.load_releases())
    assert [other, pull] == list(store.load_pulls())


def test_threads_come_by_repository_and_number(store: Store) -> None:
    """The order of threads is that of repositories and numbers, not of saving."""
    saved(
        store,
        a_thread(number=10, source="b/b"),
        a_thread(number=2, source="b/b"),
        a_thread(number=5, source="A/z"),
    )

    expected = [("A/z", 5), ("b/b", 2), ("b/b", 10)]
    assert expected == [(thread.source, thread.number) for thread in store.load_threads()]
    assert ("A/z", "b/b") == store.repositories()
    assert 3 == store.count_threads()


def test_saved_twice_is_saved_once(store: Store) -> None:
    """Saving the same thread again changes no table."""
    tables = (
        *("threads", "posts", "reactions", "labels", "poll_options", "people", "categories"),
        "traces",
    )
    saved(store, a_full_thread())
    before = [count(store, table) for table in tables]
    thread = store.load_thread("hollin/coffee", 1)
    saved(store, thread)

    assert thread == store.load_thread("hollin/coffee", 1)
    assert before == [count(store, table) for table in tables]


def test_vanished_posts_go_with_all_that_hung_on_them(store: Store) -> None:
    """A comment that GitHub no longer gives is gone, with its replies and reactions."""
    thread = a_full_thread()
    saved(store, thread)
    opening = replace(thread.opening, reactions=())
    less = replace(thread, opening=opening, comments=(), labels=(), poll=None)
    saved(store, less)

    assert seen(less) == store.load_thread("hollin/coffee", 1)
    assert [1, 0, 0, 0] == [
        count(store, table) for table in ("posts", "reactions", "labels", "poll_options")
    ]


def test_text_of_a_removed_post_leaves_the_file(store: Store) -> None:
    """What was deleted on GitHub cannot be found in the bytes of the store."""
    thread = a_thread(comments=[a_post("an address I regret" * 9)])
    saved(store, thread)
    assert b"an address I regret" in store.path.read_bytes()
    saved(store, replace(thread, comments=()))

    assert b"an address I regret" not in store.path.read_bytes()


def test_first_association_is_kept(store: Store) -> None:
    """Who was a member when they wrote is one for ever, though GitHub says otherwise later."""
    post = a_post(association="MEMBER")
    thread = a_thread(comments=[post])
    saved(store, thread)
    saved(store, replace(thread, comments=(replace(post, association="NONE"),)))

    (comment,) = store.load_thread("hollin/coffee", 1).comments
    assert ("NONE", "MEMBER") == (comment.association, comment.first_association)


def test_new_number_keeps_the_thread(store: Store) -> None:
    """A thread is known by its id: with a new number and repository it is the same thread."""
    thread = a_thread(number=1)
    saved(store, thread)
    saved(store, replace(thread, number=9, source="hollin/tea"))

    assert [("hollin/tea", 9)] == [(each.source, each.number) for each in store.load_threads()]


def test_unknown_thread_is_told(store: Store) -> None:
    """Asking for a thread that is not there says which, and what to do."""
    with pytest.raises(StoreError, match=r"no thread hollin/coffee#7 .* Run `wall sync`"):
        store.load_thread("hollin/coffee", 7)


def test_removed_thread_takes_its_posts_along(store: Store) -> None:
    """Of a thread that is gone from GitHub no word stays."""
    thread = a_full_thread()
    saved(store, thread)
    with store.transaction():
        store.remove_threads([thread.id, "unknown"], on_day(9))

    assert [0] * 5 == [
        count(store, table) for table in ("threads", "posts", "reactions", "labels", "poll_options")
    ]


def test_removed_thread_leaves_a_tombstone_until_it_is_back(store: Store) -> None:
    """Its number, its kind and two dates are kept; a thread of that number ends that."""
    thread = a_thread(number=7, day=2)
    saved(store, thread)
    with store.transaction():
        store.remove_threads([thread.id, "unknown"], on_day(9))
    left = store.load_tombstones()
    saved(store, thread)

    assert (
        TombstoneRecord("hollin/coffee", 7, ThreadType.DISCUSSION, on_day(2), on_day(9)),
    ) == left
    assert () == store.load_tombstones()


# Refusals


def test_second_thread_of_a_number_is_refused(store: Store) -> None:
    """Two threads with one number are told, and nothing that was there is lost."""
    first = a_thread(number=1)
    saved(store, first)
    second = replace(first, opening=replace(first.opening, id="T_other"), title="Other")

    with pytest.raises(StoreError, match=r"Two threads of hollin/coffee have the number 1"):
        saved(store, a_thread(number=2), second)
    assert [seen(first)] == list(store.load_threads())


def test_post_that_stands_twice_is_refused(store: Store) -> None:
    """One post in two places is told, and the thread stays as it was."""
    thread = a_thread()
    saved(store, thread)
    post = a_post()

    with pytest.raises(StoreError, match="stands twice in one thread"):
        saved(store, replace(thread, comments=(post, post)))
    assert [seen(thread)] == list(store.load_threads())


def test_store_that_is_not_there_is_told(path: Path) -> None:
    """Without a store a command says how one is made, and makes none."""
    with pytest.raises(
        StoreError, match=r"There is no store yet .* Run `wall sync` first"
    ) as raised:
        Store.open(path)

    assert 4 == raised.value.exitcode
    assert not path.exists()


def test_newer_store_is_refused(path: Path) -> None:
    """A store that a newer wall wrote is left alone."""
    Store.open(path, create=True).__exit__(None, None, None)
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    connection.close()
    before = path.read_bytes()

    with pytest.raises(StoreError, match=f"of version {VERSION + 1}.*Update the wall"):
        Store.open(path)
    assert before == path.read_bytes()


def test_older_store_comes_up_to_date(path: Path) -> None:
    """A store that an older wall wrote takes the steps that came since, and keeps its threads."""
    path.parent.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(path)
    connection.executescript(f"{STEPS[0]} PRAGMA user_version = 1;")
    connection.close()

    with Store.open(path) as store:
        saved(store, a_thread())
        assert (1, ()) == (store.count_threads(), store.load_tombstones())


def test_file_of_something_else_is_refused(path: Path) -> None:
    """A file that is no store is named as damaged, and not touched."""
    path.parent.mkdir()
    path.write_bytes(b"no database at all, but long enough to look like one" * 99)

    with pytest.raises(StoreError, match=r"The store is damaged: .* Move the file away"):
        Store.open(path, create=True)
    assert path.read_bytes().startswith(b"no database")


def test_damage_inside_is_told(path: Path) -> None:
    """Damage in the middle of the file is told when it is met."""
    with Store.open(path, create=True) as store:
        saved(store, *(a_thread("word " * 500, number=number) for number in range(1, 40)))
    content = bytearray(path.read_bytes())
    content[4096:-4096] = b"\xa5" * (len(content) - 8192)
    path.write_bytes(content)

    with pytest.raises(StoreError, match="The store is damaged"), Store.open(path) as store:
        list(store.load_threads())


@pytest.mark.parametrize("create", [True, False])
def test_folder_in_its_place_is_refused(path: Path, create: bool) -> None:
    """A folder where the store should be is told as a store error."""
    path.mkdir(parents=True)

    with pytest.raises(StoreError, match=str(path)):
        Store.open(path, create=create)


def test_file_in_the_place_of_its_folder_is_refused(tmp_path: Path) -> None:
    """A store cannot lie below a file."""
    (tmp_path / "file").write_text("x")

    with pytest.raises(StoreError, match="cannot be opened"):
        Store.open(tmp_path / "file" / "store.sqlite3", create=True)


def test_folder_that_is_read_only_is_told(path: Path) -> None:
    """Without the permission to write, the message is about permissions."""
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        pytest.skip("root may write everywhere, so no folder is read-only")
    path.parent.mkdir(mode=0o500)

    with pytest.raises(StoreError, match="permissions"):
        Store.open(path, create=True)


# The file


def test_tables_are_strict(store: Store) -> None:
    """Every table refuses values of a wrong type."""
    connection = sqlite3.connect(store.path)
    tables = connection.execute("SELECT name, strict FROM pragma_table_list WHERE schema = 'main'")
    loose = [name for name, strict in tables if not strict and not name.startswith("sqlite_")]
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    connection.close()

    assert [] == loose
    assert VERSION == version


def test_failed_transaction_leaves_nothing(store: Store) -> None:
    """All that is saved in a transaction is kept, or none of it."""
    saved(store, a_thread(number=1))

    with pytest.raises(KeyboardInterrupt), store.transaction():
        store.save_thread(a_thread(number=2))
        store.save_progress("hollin/coffee", ThreadType.ISSUE, Progress(round=9))
        store.save_seen_at(on_day(9))
        raise KeyboardInterrupt

    assert 1 == store.count_threads()
    assert Progress() == store.load_progress("hollin/coffee", ThreadType.ISSUE)
    assert store.seen_at() is None


KILLED = """
import sys, time
from pathlib import Path
from builders import a_post, a_thread
from conversation_wall.store import Store

with Store.open(Path(sys.argv[1])) as store, store.transaction():
    for number in range(1, 400):
        # More than SQLite keeps in memory, so that the file itself is half written.
        store.save_thread(a_thread("anew " * 2000, number=number, comments=[a_post("x" * 9000)]))
    print("half", flush=True)
    time.sleep(60)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system cannot kill a process")
def test_killed_process_leaves_the_store_as_it_was(path: Path) -> None:
    """A process killed in the middle of writing changes nothing."""
    with Store.open(path, create=True) as store:
        saved(store, *(a_thread(number=number) for number in range(1, 50)))
        before = list(store.load_threads())
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(str(ROOT / n) for n in FOLDERS)}
    command = (sys.executable, "-c", KILLED, str(path))
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment) as process:
        assert process.stdout
        told = process.stdout.readline()
        process.kill()
    is_half_written = path.with_name(f"{path.name}-journal").exists()

    assert (b"half\n", True) == (told, is_half_written)
    with Store.open(path) as store:
        assert before == list(store.load_threads())


# How far a sync has come


def test_progress_of_each_part_is_its_own(store: Store) -> None:
    """How far a sync has come is kept for each part of each repository."""
    progress = Progress(on_day(1), on_day(2), "cursor", round=3, is_full=False)
    with store.transaction():
        store.save_progress("Hollin/Coffee", ThreadType.ISSUE, progress)

    assert progress == store.load_progress("hollin/coffee", ThreadType.ISSUE)
    assert Progress() == store.load_progress("hollin/coffee", ThreadType.DISCUSSION)
    assert Progress() == store.load_progress("hollin/tea", ThreadType.ISSUE)


def test_threads_of_an_earlier_round_are_unseen(store: Store) -> None:
    """A full round knows which threads of its part it did not meet."""
    issue = a_thread(number=3, type=ThreadType.ISSUE)
    with store.transaction():
        store.save_thread(a_thread(number=1), Reading(1))
        store.save_thread(a_thread(number=2), Reading(2))
        store.save_thread(issue, Reading(1))

    unseen = store.upkeep.unseen("hollin/coffee", ThreadType.DISCUSSION, 2)
    assert ("T_hollin/coffee_1",) == unseen


def test_last_sight_of_github_goes_forward_only(store: Store) -> None:
    """When GitHub was last seen is the latest moment noted."""
    with store.transaction():
        for day in (3, 5, 4):
            store.save_seen_at(on_day(day))

    assert on_day(5) == store.seen_at()


def test_category_keeps_its_name(store: Store) -> None:
    """Threads of a renamed category show the name they were read with."""
    renamed = replace(a_thread(number=2), category=a_category("ideas", "Wishes"))
    saved(store, a_thread(number=1, category="ideas"), renamed)

    names = [thread.category and thread.category.name for thread in store.load_threads()]
    assert ["Ideas", "Wishes"] == names
