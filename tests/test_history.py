"""The store keeps, dated and for good, what GitHub will not tell again, and no word or name."""

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from builders import a_post, a_thread, on_day
from conversation_wall.config import Source
from conversation_wall.github.sync import Options, sync
from conversation_wall.github.transport import GitHubTransport
from conversation_wall.records import Observation, Sight, label_mark, utc_text
from conversation_wall.store import Store
from conversation_wall.store.store import Reading
from github_emulator import Emulator
from histories import Life, sync_all, sync_to_the_end

NOW = "2026-11-03T10:00:00Z"
TOKEN = "ghp_0123456789abcdefghijklmnopqrstuvwxyz"
LAMPS = "ada/lamps"


@pytest.fixture
def github() -> Iterator[Emulator]:
    """Give an emulated GitHub with one empty repository, at a stopped clock."""
    with Emulator(now=NOW, token=TOKEN) as github:
        github.changes.add_repository(LAMPS)
        yield github


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Give an empty store."""
    with Store.open(tmp_path / "store.sqlite3", create=True) as store:
        yield store


def a_discussion(github: Emulator) -> str:
    """Open a Discussion with one comment, and give its id."""
    thread = github.changes.add_thread(LAMPS, "Discussion", title="It hums", body="All night.")
    github.changes.add_comment(thread["id"], "We will look.", "ada", authorAssociation="OWNER")
    return str(thread["id"])


def comment_of(github: Emulator, thread: str) -> str:
    """Give the id of a thread's first comment."""
    return str(github.state.nodes[thread]["comments"][0]["id"])


def sync_on(store: Store, github: Emulator, day: int = 0) -> None:
    """Sync everything so many days later."""
    github.clock.move(days=day)
    transport = GitHubTransport(TOKEN, github.url, sleep=lambda _: None)
    sync(store, (Source(LAMPS),), transport, Options(accept_shrink=True))


def told(store: Store, *sights: Sight) -> list[str]:
    """Give the day, what was seen, and its value, of observations that are of these sights."""
    return [
        f"{each.at:%d} {each.sight.value} {each.value}".strip()
        for each in store.load_observations()
        if not sights or each.sight in sights
    ]


# What is seen of a thread


def test_first_sight_and_changes_of_state_are_dated(store: Store, github: Emulator) -> None:
    """Each state of a thread has the day on which a sync first saw it."""
    thread = a_discussion(github)
    sync_on(store, github)
    github.changes.label(thread, "Planned", "lamp")
    sync_on(store, github, 1)
    github.changes.label(thread, "Done")
    github.changes.close(thread, "RESOLVED")
    sync_on(store, github, 1)

    expected = [
        "03 state open",
        f"04 labels {' '.join(sorted((label_mark('planned'), label_mark('lamp'))))}",
        "05 state closed RESOLVED",
        f"05 labels {label_mark('done')}",
    ]
    assert expected == told(store, Sight.STATE, Sight.LABELS)


def test_answer_and_lock_are_dated(store: Store, github: Emulator) -> None:
    """Which post was marked as the answer is kept, and when nobody could write any more."""
    thread = a_discussion(github)
    comment = comment_of(github, thread)
    github.changes.mark_answer(comment)
    sync_on(store, github)
    github.changes.unmark_answer(thread)
    github.changes.lock(thread, "TOO_HEATED")
    sync_on(store, github, 1)

    expected = [f"03 answer {comment}", "04 answer", "04 lock TOO_HEATED"]
    assert expected == told(store, Sight.ANSWER, Sight.LOCK)


def test_thread_that_goes_and_comes_back_is_dated(store: Store, github: Emulator) -> None:
    """Gone is an observation, and so is seeing a thread again, at its number of then."""
    github.changes.add_repository("ada/attic")
    thread = a_discussion(github)
    sync_on(store, github)
    github.changes.transfer(thread, "ada/attic")
    sync_on(store, github, 1)
    gone = [each.number for each in store.load_tombstones()]
    github.changes.transfer(thread, LAMPS)
    sync_on(store, github, 1)

    opened = "Discussion 1 2026-11-03T10:00:00Z"
    expected = [f"03 seen {opened}", "04 gone", f"05 seen {opened.replace(' 1 ', ' 2 ')}"]
    assert expected == told(store, Sight.SEEN, Sight.GONE)
    assert ([1], ()) == (gone, store.load_tombstones())


# What is seen of posts


def test_hidden_and_shown_again_are_dated(store: Store, github: Emulator) -> None:
    """A post that GitHub hides is noted with the reason, and when it is shown again."""
    comment = comment_of(github, a_discussion(github))
    sync_on(store, github)
    github.changes.hide(comment, "spam")
    sync_on(store, github, 1)
    github.changes.unhide(comment)
    sync_on(store, github, 1)

    assert ["04 hidden spam", "05 shown"] == told(store, Sight.HIDDEN, Sight.SHOWN)


def test_every_edit_that_is_seen_is_kept(store: Store, github: Emulator) -> None:
    """GitHub tells the last edit of a post only; the history keeps those before it."""
    comment = comment_of(github, a_discussion(github))
    for _ in range(2):
        github.changes.edit_comment(comment, "We will look on Friday.")
        sync_on(store, github)
        github.clock.move(days=1)

    expected = ["03 edited 2026-11-03T10:00:00Z", "04 edited 2026-11-04T10:00:00Z"]
    assert expected == told(store, Sight.EDITED)


def test_deleted_comment_is_gone(store: Store, github: Emulator) -> None:
    """A comment that was there and is not is noted once."""
    thread = a_discussion(github)
    comment = comment_of(github, thread)
    sync_on(store, github)
    github.changes.delete_comment(comment)
    sync_on(store, github, 1)
    sync_on(store, github, 1)
    gone = [each for each in store.load_observations() if each.sight is Sight.GONE]

    assert [(thread, (comment,))] == [(each.thread, each.posts) for each in gone]
    assert ["04 gone"] == told(store, Sight.GONE)


def test_association_is_the_one_first_seen(store: Store, github: Emulator) -> None:
    """Who leaves the team keeps the association that they had, also where a thread was away."""
    thread = a_discussion(github)
    sync_on(store, github)
    github.state.nodes[comment_of(github, thread)]["authorAssociation"] = "NONE"
    with store.transaction():
        store.remove_threads([thread], github.clock.now())
    sync_on(store, github, 1)
    (record,) = store.load_threads()

    post = record.comments[0]
    assert ("NONE", "OWNER") == (post.association, post.first_association)
    assert ["03 wrote NONE", "03 wrote OWNER"] == told(store, Sight.WROTE)


# What it is worth


def test_sync_done_again_adds_nothing(store: Store, github: Emulator) -> None:
    """Where nothing changed, everything may be read as often as one likes."""
    a_discussion(github)
    sync_on(store, github)
    before = told(store)
    sync_on(store, github, 1)
    transport = GitHubTransport(TOKEN, github.url)
    sync(store, (Source(LAMPS),), transport, Options(full=True))

    assert before == told(store)


@pytest.mark.parametrize("seed", range(2))
def test_history_is_the_same_in_small_portions(tmp_path: Path, seed: int) -> None:
    """A sync that is stopped again and again, at one moment, sees what a whole one sees."""
    random = Random(seed)
    with Emulator(now=NOW) as github:
        life = Life(github, random)
        with (
            Store.open(tmp_path / "whole.sqlite3", create=True) as whole,
            Store.open(tmp_path / "portions.sqlite3", create=True) as portions,
        ):
            for _ in range(3):
                life.live(12)
                github.clock.move(days=1)
                sync_all(whole, github)
                sync_to_the_end(portions, github, max_points=3)

            assert list(whole.load_observations()) == list(portions.load_observations())


def test_time_of_a_thread_never_goes_back(store: Store) -> None:
    """A clock that was wrong for a day leaves the order of what was seen."""
    thread = a_thread()
    with store.transaction():
        store.save_thread(thread, Reading(checked_at=on_day(9)))
        store.save_thread(a_thread(labels=["done"]), Reading(checked_at=on_day(8)))

    assert [Sight.SEEN, Sight.STATE, Sight.WROTE, Sight.LABELS] == [
        each.sight for each in store.load_observations()
    ]
    assert {utc_text(on_day(9))} == {utc_text(each.at) for each in store.load_observations()}


def test_import_observes_nothing(store: Store) -> None:
    """A file tells what was, and nobody saw it."""
    with store.transaction():
        store.save_thread(a_thread(comments=[a_post(minimized="spam")]))

    assert [] == list[Observation](store.load_observations())


def test_no_word_and_no_name_is_kept(store: Store) -> None:
    """Whatever people or GitHub write where a word of GitHub's is expected, none of it is kept."""
    canary = "CANARY of Cara: I was fired <b>"
    thread = a_thread(
        canary,
        by="canary-login",
        title=canary,
        labels=[canary],
        category="canary-category",
        closed_on=2,
        reason=canary,
        answer_id=canary,
        settled_by="canary-chooser",
        locked=True,
        comments=[
            a_post(canary, by="canary-other", association=canary, minimized=canary, edited_on=3),
            a_post(canary, id=canary, replies=[a_post(canary, by="canary-third")]),
        ],
    )
    with store.transaction():
        store.save_thread(thread, Reading(checked_at=on_day(9)))
        store.remove_threads([thread.id], on_day(10))
    kept = repr(list(store.load_observations())).lower()

    assert "canary" not in kept
    assert "cara" not in kept
