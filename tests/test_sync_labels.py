"""Of a repository's Issues only those are read that have one of the labels of the settings."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from conversation_wall.config import Source
from conversation_wall.github.sync import Options, Summary, sync
from conversation_wall.github.transport import GitHubTransport
from conversation_wall.records import Sight
from conversation_wall.store import Store
from github_emulator import Emulator

NOW = "2026-11-03T10:00:00Z"
LAMPS = "ada/lamps"
FEEDBACK = ("feedback", "Praise")


@pytest.fixture
def github() -> Iterator[Emulator]:
    """Give an emulated GitHub: Issues with and without labels, and a Discussion."""
    with Emulator(now=NOW) as github:
        github.changes.add_repository(LAMPS)
        for labels in (("feedback",), ("bug",), ("bug", "Praise"), ()):
            github.clock.move(minutes=1)
            issue = github.changes.add_thread(LAMPS, "Issue", title="It hums", body="!")
            github.changes.label(issue["id"], *labels)
        github.changes.add_thread(LAMPS, "Discussion", title="Why?", body="!")
        yield github


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Give an empty store."""
    with Store.open(tmp_path / "store.sqlite3", create=True) as store:
        yield store


def issue(github: Emulator, number: int) -> str:
    """Give the id of an Issue."""
    return str(github.state.repository_of(LAMPS).threads["Issue", number]["id"])


def sync_by(store: Store, github: Emulator, *labels: str, news: bool = False) -> Summary:
    """Sync a day later, with these labels."""
    github.clock.move(days=1)
    transport = GitHubTransport("t", github.url, sleep=lambda _: None)
    return sync(store, (Source(LAMPS, labels=labels),), transport, Options(news_only=news))


def numbers(store: Store) -> list[int]:
    """Give the numbers of the threads in a store."""
    return [thread.number for thread in store.load_threads()]


def test_issues_with_one_of_the_labels_are_read(store: Store, github: Emulator) -> None:
    """Any of the labels lets an Issue in; Discussions come all."""
    summary = sync_by(store, github, *FEEDBACK)

    assert [1, 3, 5] == numbers(store)
    assert 3 == summary.threads


@pytest.mark.parametrize("news", [False, True])
def test_issue_that_loses_its_label_leaves_and_comes_back(
    store: Store, github: Emulator, news: bool
) -> None:
    """The next sync sees it, also one that reads only the news; nothing says that it was deleted."""
    sync_by(store, github, *FEEDBACK)
    github.changes.label(issue(github, 1), "bug")
    summary = sync_by(store, github, *FEEDBACK, news=news)
    without = numbers(store)
    github.changes.label(issue(github, 1), "feedback")
    sync_by(store, github, *FEEDBACK, news=news)
    presence = [
        each.sight.value
        for each in store.load_observations()
        if each.thread == issue(github, 1) and each.sight in (Sight.SEEN, Sight.LEFT, Sight.GONE)
    ]

    assert ([3, 5], 1) == (without, summary.removed)
    assert [1, 3, 5] == numbers(store)
    assert (["seen", "left", "seen"], ()) == (presence, store.load_tombstones())


def test_one_comes_as_another_goes(store: Store, github: Emulator) -> None:
    """Where as many Issues get the label as lose it, both are noticed."""
    sync_by(store, github, *FEEDBACK)
    github.changes.label(issue(github, 1), "bug")
    github.changes.label(issue(github, 2), "feedback")
    sync_by(store, github, *FEEDBACK, news=True)

    assert [2, 3, 5] == numbers(store)


def test_other_labels_in_the_settings_take_effect_at_once(store: Store, github: Emulator) -> None:
    """An owner who takes other Issues, all, or few, is not told that conversations were lost."""
    came = []
    for labels in ((), ("feedback",), ("bug",), ()):
        sync_by(store, github, *labels, news=True)
        came.append(numbers(store))

    assert [[1, 2, 3, 4, 5], [1, 5], [2, 3, 5], [1, 2, 3, 4, 5]] == came


def test_nothing_new_costs_one_question(store: Store, github: Emulator) -> None:
    """A label asks nothing more of GitHub."""
    sync_by(store, github, *FEEDBACK)
    sync_by(store, github, *FEEDBACK)
    transport = GitHubTransport("t", github.url, sleep=lambda _: None)
    again = sync(store, (Source(LAMPS, labels=FEEDBACK),), transport)

    assert (1, 1) == (again.requests, again.points)


def test_pull_requests_never_come_in(store: Store, github: Emulator) -> None:
    """GitHub numbers pull requests among the Issues; they are none, and stay out."""
    github.workshop.open_pull(LAMPS, "Mend the hum", "Closes #1")
    summary = sync_by(store, github)

    assert [1, 2, 3, 4, 5] == numbers(store)
    assert [] == summary.unread
