"""After a sync the store holds what GitHub holds, whatever happened on the way."""

import itertools
import socket
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from conversation_wall.config import Source
from conversation_wall.errors import GitHubError
from conversation_wall.github.interchange import read_threads, write_threads
from conversation_wall.github.sync import Options, Summary, sync
from conversation_wall.github.transport import Answer, GitHubTransport
from conversation_wall.store import Store
from github_emulator import Emulator, Fault

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "scripts" / "sample" / "threads.ndjson"
REAL_CONVERSATIONS = ROOT.parent / "shared" / "data"
NOW = "2026-11-03T10:00:00Z"
TOKEN = "ghp_0123456789abcdefghijklmnopqrstuvwxyz"
SHOP = "northwind-kettles/feedback"
LAMPS = "ada/lamps"


@pytest.fixture
def github() -> Iterator[Emulator]:
    """Give an emulated GitHub with the emulator's own made-up conversations, at a stopped clock."""
    with Emulator(now=NOW, token=TOKEN) as github:
        github.load_sample()
        yield github


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Give an empty store."""
    with Store.open(tmp_path / "store.sqlite3", create=True) as store:
        yield store


def no_sleep(seconds: float) -> None:
    """Wait for nothing."""


def a_transport(github: Emulator) -> GitHubTransport:
    """Build a transport that waits for nothing."""
    return GitHubTransport(TOKEN, github.url, sleep=no_sleep)


class Scene:
    """A transport that lets something happen on GitHub just before its nth question."""

    def __init__(self, github: Emulator, number: int, happen: Callable[[], object]) -> None:
        """Count the questions from 1."""
        self._transport = a_transport(github)
        self._happen = happen
        self._number = number
        self.asked = 0

    def fetch(self, query: str, variables: Mapping[str, object]) -> Answer:
        """Ask GitHub."""
        self.asked += 1
        if self.asked == self._number:
            self._happen()
        return self._transport.fetch(query, variables)


def sync_now(store: Store, github: Emulator, *sources: str, **options: Any) -> Summary:
    """Sync repositories, the shop's if none is named."""
    named = tuple(Source(source) for source in sources or (SHOP,))
    return sync(store, named, a_transport(github), Options(**options))


def exported(store: Store) -> list[str]:
    """Give the lines of an export of the store."""
    path = store.path.with_suffix(".exported.ndjson")
    write_threads(path, store.load_threads())
    return path.read_text(encoding="utf-8").split("\n")


def held_by(github: Emulator, folder: Path, *repositories: str) -> list[str]:
    """Give the lines of an export of what GitHub holds, taken in without the sync."""
    path = folder / "held.ndjson"
    with Store.open(folder / "held.sqlite3", create=True) as store:
        for repository in sorted(repositories or (SHOP,)):
            path.write_text("\n".join(github.dump(repository)), encoding="utf-8")
            with store.transaction():
                for thread in read_threads(path, repository):
                    store.save_thread(thread)
        lines = exported(store)
    (folder / "held.sqlite3").unlink()
    return lines


def imported(path: Path, folder: Path) -> list[str]:
    """Give the lines of an export of the import of a file."""
    with Store.open(folder / "imported.sqlite3", create=True) as store:
        with store.transaction():
            for thread in read_threads(path):
                store.save_thread(thread)
        return exported(store)


def some_threads(github: Emulator, count: int, kind: str, repository: str = LAMPS) -> list[str]:
    """Open threads a minute apart, and give their ids, the oldest first."""
    github.changes.add_repository(repository)
    ids = []
    for _ in range(count):
        github.clock.move(minutes=1)
        thread = github.changes.add_thread(
            repository, kind, title="It hums", body="All night.", comments=[]
        )
        ids.append(thread["id"])
    return ids


# Everything


def test_sample_is_synced_as_it_is_imported(store: Store, tmp_path: Path) -> None:
    """The made-up conversations come from GitHub as they come from their file."""
    with Emulator(token=TOKEN) as github:
        repository = github.load(SAMPLE).full_name
        summary = sync_now(store, github, repository)

    assert imported(SAMPLE, tmp_path) == exported(store)
    assert (57, 6) == (summary.threads, summary.points)


def test_everything_odd_is_synced(store: Store, github: Emulator, tmp_path: Path) -> None:
    """Hidden comments, tombstones, ghosts, bots, polls, pins and locks come through."""
    summary = sync_now(store, github)

    assert held_by(github, tmp_path) == exported(store)
    assert 4 == summary.threads
    assert [] == summary.unread
    assert NOW == f"{store.seen_at():%Y-%m-%dT%H:%M:%SZ}"


def test_long_lists_are_completed(store: Store, github: Emulator, tmp_path: Path) -> None:
    """Comments, replies, labels and options come to their last, however many there are."""
    labels = [f"label {number}" for number in range(130)]
    poll = {
        "question": "Which?",
        "totalVoteCount": 105,
        "options": [{"option": f"No. {n}", "totalVoteCount": 1} for n in range(105)],
    }
    (issue,) = some_threads(github, 1, "Issue")
    (discussion,) = some_threads(github, 1, "Discussion")
    github.changes.add_thread(LAMPS, "Discussion", title="Vote", body="", poll=poll)
    for number in range(331):
        github.changes.add_comment(issue, f"Comment {number}", databaseId=number)
    for number in range(131):
        comment = github.changes.add_comment(discussion, f"Comment {number}")
        for reply in range({0: 205, 100: 3, 130: 101}.get(number, number % 2)):
            github.changes.add_reply(comment["id"], f"Reply {reply}")
    github.changes.label(issue, *labels)
    github.changes.label(discussion, *labels)

    sync_now(store, github, LAMPS)

    assert held_by(github, tmp_path, LAMPS) == exported(store)
    lengths = [len(thread.comments) for thread in store.load_threads()]
    assert [331, 131, 0] == lengths


def test_several_sources_stand_side_by_side(store: Store, github: Emulator, tmp_path: Path) -> None:
    """Each repository is read by itself, and the same numbers do not clash."""
    some_threads(github, 3, "Issue")
    summary = sync_now(store, github, SHOP, LAMPS)

    assert (LAMPS, SHOP) == store.repositories()
    assert 7 == summary.threads
    assert held_by(github, tmp_path, LAMPS, SHOP) == exported(store)


@pytest.mark.parametrize(
    ("source", "numbers"),
    [
        (Source(SHOP, issues=False), [1, 2]),
        (Source(SHOP, discussions=False), [3, 4]),
    ],
)
def test_only_the_named_part_is_read(
    store: Store, github: Emulator, source: Source, numbers: list[int]
) -> None:
    """A source of Discussions alone, or Issues alone, reads nothing else."""
    sync(store, (source,), a_transport(github))

    assert numbers == [thread.number for thread in store.load_threads()]


def test_part_that_is_switched_off_is_told(store: Store, github: Emulator) -> None:
    """A repository without Discussions is read all the same, and it is told."""
    github.changes.switch_off(SHOP, "Discussion")
    summary = sync_now(store, github)

    (note,) = summary.notes
    assert note.startswith(f"Discussions are switched off in {SHOP}")
    assert 2 == summary.threads


def test_imported_threads_are_gone_over(store: Store, github: Emulator, tmp_path: Path) -> None:
    """What was imported before is brought up to date, and what GitHub has not is removed."""
    path = tmp_path / "old.ndjson"
    path.write_text("\n".join(github.dump(SHOP)), encoding="utf-8")
    with store.transaction():
        for thread in read_threads(path):
            store.save_thread(thread)
    github.changes.delete_thread("D_sample_lid")
    summary = sync_now(store, github)

    assert 1 == summary.removed
    assert held_by(github, tmp_path) == exported(store)


# What changed


def test_nothing_new_costs_one_point(store: Store, github: Emulator) -> None:
    """Without news a sync of both parts is one question, for one point."""
    ids = some_threads(github, 120, "Issue") + some_threads(github, 120, "Discussion")
    github.changes.add_comment(ids[0], "The last word.")
    sync_now(store, github, LAMPS)
    before = exported(store)
    # What had changed just before it was read is read once more.
    github.clock.move(minutes=30)
    sync_now(store, github, LAMPS)
    summary = sync_now(store, github, LAMPS)

    assert (1, 1, 0) == (summary.points, summary.requests, summary.removed)
    assert before == exported(store)


def test_only_what_changed_is_read(store: Store, github: Emulator, tmp_path: Path) -> None:
    """New comments, replies, edits, deletions, labels, locks and threads are noticed."""
    issues, discussions = some_threads(github, 60, "Issue"), some_threads(github, 60, "Discussion")
    changes = github.changes
    comments = [changes.add_comment(id_, "First")["id"] for id_ in issues[:4] + discussions[:4]]
    sync_now(store, github, LAMPS)
    github.clock.move(hours=1)

    changes.edit_comment(comments[0], "Edited")
    changes.delete_comment(comments[1])
    changes.add_comment(issues[2], "Second")
    changes.label(issues[9], "bug")
    changes.lock(issues[10], "SPAM")
    changes.edit_comment(comments[4], "Edited")
    changes.delete_comment(comments[5])
    changes.add_reply(comments[6], "Reply")
    changes.mark_answer(comments[7])
    changes.edit_thread(discussions[20], title="It hums and buzzes")
    changes.close(discussions[21])
    changes.add_thread(LAMPS, "Issue", title="New", body="New")
    summary = sync_now(store, github, LAMPS)

    assert held_by(github, tmp_path, LAMPS) == exported(store)
    # Twelve, and of each part the last one that was read before.
    assert 12 <= summary.threads <= 12 + 22


def test_news_are_read_once(store: Store, github: Emulator) -> None:
    """What changed long enough before the last sync is not read again."""
    ids = some_threads(github, 30, "Discussion")
    sync_now(store, github, LAMPS)
    for id_ in ids[:2]:
        github.clock.move(hours=1)
        github.changes.add_comment(id_, "News")
        sync_now(store, github, LAMPS, news_only=True)
    github.clock.move(hours=1)

    # The last change could have gone on in the second in which it was read.
    assert 1 == sync_now(store, github, LAMPS, news_only=True).threads
    assert 0 == sync_now(store, github, LAMPS, news_only=True).threads


@pytest.mark.parametrize("options", [{}, {"full": True}])
def test_comments_that_vanish_unseen_go_within_a_day(
    store: Store, github: Emulator, tmp_path: Path, options: dict[str, bool]
) -> None:
    """A purged account changes no time on GitHub: threads are read again all the same."""
    sync_now(store, github)
    github.changes.purge_author("grump")
    github.clock.move(days=1)
    sync_now(store, github, **options)

    assert held_by(github, tmp_path) == exported(store)


def test_run_for_an_event_reads_only_what_is_new(store: Store, github: Emulator) -> None:
    """With `news_only` old threads wait for another run, however long they waited."""
    ids = some_threads(github, 30, "Issue")
    github.clock.move(hours=1)
    sync_now(store, github, LAMPS)
    github.clock.move(days=30)
    github.changes.add_comment(ids[3], "Any news?")

    news = sync_now(store, github, LAMPS, news_only=True)
    whole = sync_now(store, github, LAMPS)

    assert (1, 2) == (news.threads, news.requests)
    # The change was read in the second in which it was made, so it is read once more.
    assert 30 == whole.threads


# What is gone


@pytest.mark.parametrize("options", [{}, {"news_only": True}, {"full": True}])
def test_next_sync_removes_what_is_gone(
    store: Store, github: Emulator, tmp_path: Path, options: dict[str, bool]
) -> None:
    """Deleted and transferred threads leave the store at once: GitHub counts fewer."""
    issues, discussions = some_threads(github, 8, "Issue"), some_threads(github, 8, "Discussion")
    github.changes.add_repository("ada/elsewhere")
    sync_now(store, github, LAMPS)
    github.changes.delete_thread(issues[0])
    github.changes.delete_thread(discussions[0])
    github.changes.transfer(issues[1], "ada/elsewhere")
    github.changes.transfer(discussions[1], "ada/elsewhere")
    summary = sync_now(store, github, LAMPS, **options)

    assert 4 == summary.removed
    assert held_by(github, tmp_path, LAMPS) == exported(store)


def test_transferred_thread_is_found_in_its_new_home(
    store: Store, github: Emulator, tmp_path: Path
) -> None:
    """A thread that moved between two sources of the wall is in the new one, once."""
    ids = some_threads(github, 3, "Issue")
    sync_now(store, github, LAMPS, SHOP)
    github.clock.move(days=1)
    github.changes.transfer(ids[0], SHOP)
    sync_now(store, github, LAMPS, SHOP)

    assert held_by(github, tmp_path, LAMPS, SHOP) == exported(store)


@pytest.mark.parametrize("kind", ["Issue", "Discussion"])
def test_thread_that_only_moved_in_the_list_stays(
    store: Store, github: Emulator, kind: str
) -> None:
    """A thread that slips past the pages of a full sync is asked for, and kept."""
    ids = some_threads(github, 230, kind)
    sync_now(store, github, LAMPS)
    github.clock.move(days=1)
    moves = Scene(github, 3, lambda: github.changes.add_comment(ids[100], "Up I go"))
    summary = sync(store, (Source(LAMPS),), moves, Options(full=True))
    assert (0, 230) == (summary.removed, store.count_threads())
    sync_now(store, github, LAMPS)

    assert 1 == len(store.load_thread(LAMPS, 101).comments)


# What goes wrong


def test_run_that_was_cut_goes_on(github: Emulator, tmp_path: Path) -> None:
    """A run that stops at any question goes on there, and ends as if nothing had been."""
    issues, discussions = some_threads(github, 60, "Issue"), some_threads(github, 120, "Discussion")
    for id_ in (issues[30], discussions[30]):
        for _ in range(120):
            github.changes.add_comment(id_, "More")
    expected = held_by(github, tmp_path, LAMPS)
    for number in itertools.count(1):
        with Store.open(tmp_path / f"{number}.sqlite3", create=True) as store:
            forbidden = Fault(status=403, body={"message": "No."})
            cut = Scene(github, number, partial(github.faults.queue, forbidden))
            try:
                sync(store, (Source(LAMPS),), cut)
            except GitHubError:
                threads = store.count_threads()
                summary = sync_now(store, github, LAMPS)
                # Of a part that was finished, the last minutes are read again.
                assert 180 <= summary.threads + threads <= 180 + 12
            else:
                break
            assert expected == exported(store)

    assert number > 6


def test_full_run_that_was_cut_still_removes(
    store: Store, github: Emulator, tmp_path: Path
) -> None:
    """A full sync that was cut is finished as a full one by the next run."""
    ids = some_threads(github, 230, "Discussion")
    sync_now(store, github, LAMPS)
    for id_ in ids[::50]:
        github.changes.delete_thread(id_)
    cut = Scene(github, 3, lambda: github.faults.queue(Fault(status=403, body={"message": "No."})))
    with pytest.raises(GitHubError):
        sync(store, (Source(LAMPS),), cut, Options(full=True))
    summary = sync_now(store, github, LAMPS)

    assert 5 == summary.removed
    assert held_by(github, tmp_path, LAMPS) == exported(store)


def test_thread_that_goes_in_the_middle_is_no_failure(store: Store, github: Emulator) -> None:
    """A thread deleted between its page and the rest of its comments does not end the run."""
    ids = some_threads(github, 3, "Issue")
    for _ in range(60):
        github.changes.add_comment(ids[1], "More")
    going = Scene(github, 4, lambda: github.changes.delete_thread(ids[1]))
    sync(store, (Source(LAMPS),), going)

    assert 4 == going.asked
    assert [1, 3] == [thread.number for thread in store.load_threads()]


def test_thread_that_github_will_not_give_is_named(store: Store, github: Emulator) -> None:
    """One thread that fails on GitHub's side is named at the end; all others are read."""
    ids = some_threads(github, 3, "Issue")
    github.changes.break_node(ids[1])
    summary = sync_now(store, github, LAMPS)

    assert 1 == len(summary.unread)
    assert [1, 3] == [thread.number for thread in store.load_threads()]


def test_repository_taken_out_of_the_settings_leaves_the_store(
    store: Store, github: Emulator
) -> None:
    """What WALL_SOURCES no longer names is removed by the next sync; an import stays."""
    some_threads(github, 2, "Issue")
    sync_now(store, github, LAMPS)
    github.changes.add_repository("o/other")
    sync_now(store, github, "o/other")

    assert () == store.repositories()


@pytest.mark.parametrize("kind", ["Issue", "Discussion"])
def test_pages_get_smaller_where_github_gives_up(
    store: Store, github: Emulator, tmp_path: Path, kind: str
) -> None:
    """A page that takes GitHub too long is asked for in smaller pieces."""
    some_threads(github, 60, kind)
    github.answerer.times_out_above = 1000
    sync_now(store, github, LAMPS)
    asked = f"threads: {kind.lower()}s("
    sizes = [r.variables["size"] for r in github.requests if asked in r.query]

    first, second, *_ = dict.fromkeys(sizes)
    assert first > second > 0
    assert held_by(github, tmp_path, LAMPS) == exported(store)


def test_lists_are_halved_where_github_gives_up(
    store: Store, github: Emulator, tmp_path: Path
) -> None:
    """Many lists at once that take GitHub too long are asked for in smaller pieces."""
    for id_ in some_threads(github, 20, "Discussion"):
        github.changes.add_reply(github.changes.add_comment(id_, "Comment")["id"], "Reply")
    github.answerer.times_out_above = 520
    summary = sync_now(store, github, LAMPS)

    assert [] == summary.unread
    assert held_by(github, tmp_path, LAMPS) == exported(store)


def test_page_that_never_comes_is_told(store: Store, github: Emulator) -> None:
    """Where even the smallest page is too much, the run ends and says so."""
    github.answerer.times_out_above = 3

    with pytest.raises(GitHubError, match=r"gave up on a question .* Try again in a few minutes"):
        sync_now(store, github)


def test_private_repository_is_refused(store: Store, github: Emulator) -> None:
    """A private repository is not published by accident: nothing of it is read."""
    github.changes.make_private(SHOP)

    with pytest.raises(GitHubError, match=r"is a private repository.*WALL_ALLOW_PRIVATE = True"):
        sync_now(store, github)
    assert 0 == store.count_threads()
    assert 1 == len(github.requests)
    assert 4 == sync_now(store, github, allow_private=True).threads


@pytest.mark.parametrize(
    ("faults", "message"),
    [
        ([Fault(status=401, body={"message": "Bad credentials"})], "Look at GITHUB_TOKEN"),
        ([Fault(status=502, body="<html>502</html>")] * 60, "gave up on a question"),
        ([Fault(status=200, body="<html>Sign in</html>")] * 9, "Look whether a proxy"),
        ([Fault(cut_at=200)] * 9, "try again"),
        ([Fault(reset=True)] * 9, "cannot be reached"),
        ([Fault(status=503, body="")] * 9, "githubstatus.com"),
    ],
    ids=["token", "502", "html", "cut", "reset", "503"],
)
@pytest.mark.parametrize("number", [1, 2, 3])
def test_failure_is_told_and_the_store_stays(
    store: Store,
    github: Emulator,
    faults: list[Fault],
    message: str,
    number: int,
    capfd: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Any failure is one `GitHubError`; the store stays, and the token is told nowhere."""
    sync_now(store, github)
    before = exported(store)
    fails = Scene(github, number, lambda: github.faults.queue(*faults))

    with caplog.at_level(0), pytest.raises(GitHubError) as raised:
        sync(store, (Source(SHOP),), fails, Options(full=True))

    assert message.lower() in str(raised.value).lower()
    assert 3 == raised.value.exitcode
    assert before == exported(store)
    assert (
        TOKEN
        not in f"{raised.value!r} {raised.value.__cause__!r} {caplog.text} {capfd.readouterr()}"
    )
    assert TOKEN.encode() not in store.path.read_bytes()


@pytest.mark.parametrize(
    ("source", "message"),
    [(f"{SHOP}s", "Could not resolve to a Repository"), ("nobody/feedback", "Look at the repos")],
)
def test_unknown_repository_is_told(
    store: Store, github: Emulator, source: str, message: str
) -> None:
    """A repository that GitHub does not know ends the run; those before it are read."""
    with pytest.raises(GitHubError, match=message):
        sync_now(store, github, SHOP, source)
    assert 4 == store.count_threads()


def test_without_network_the_store_stays(store: Store, github: Emulator) -> None:
    """Where nobody answers, the address is told and the store is as before."""
    sync_now(store, github)
    before = exported(store)
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{unused.getsockname()[1]}"

    with pytest.raises(GitHubError, match=f"cannot be reached at {url}"):
        sync(store, (Source(SHOP),), GitHubTransport(TOKEN, url, sleep=no_sleep))
    assert before == exported(store)


# Real conversations


@pytest.mark.parametrize(
    ("folder", "repository"),
    [
        ("payload-discussions", "payloadcms/payload"),
        ("bitcoin-core-gui", "bitcoin-core/gui"),
        ("rust-issues", "rust-lang/rust"),
    ],
)
def test_real_conversations_are_synced_as_they_are_imported(
    store: Store, tmp_path: Path, folder: str, repository: str
) -> None:
    """Thousands of real threads come from GitHub as they come from their file."""
    path = REAL_CONVERSATIONS / folder / "threads.ndjson.zst"
    if not path.is_file():
        pytest.skip(f"no real conversations: {path} is absent")
    with Emulator(token=TOKEN) as github:
        github.load(path, *repository.split("/"))
        sync_now(store, github, repository)

    expected, actual = imported(path, tmp_path), exported(store)
    assert [] == [a[:80] for e, a in zip(expected, actual, strict=True) if e != a]
