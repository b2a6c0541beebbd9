"""A sync takes no more of GitHub's points than were promised; points are exact, so they are asserted."""

from collections.abc import Iterator
from math import ceil
from pathlib import Path

import pytest

from bench.making import NOW, REPOSITORY, Plan, make
from conversation_wall.config import Source
from conversation_wall.github.sync import Options, Summary, sync
from conversation_wall.github.transport import GitHubTransport
from conversation_wall.store import Store
from github_emulator import Emulator
from histories import TOKEN

THREADS = 300
# The points that 10,000 threads may take, with six comments each.
MOST_POINTS = {"Issue": 215, "Discussion": 440}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Give an empty store."""
    with Store.open(tmp_path / "store.sqlite3", create=True) as store:
        yield store


@pytest.fixture
def github() -> Iterator[Emulator]:
    """Emulate GitHub at the time that made-up conversations end with."""
    with Emulator(now=NOW) as github:
        github.changes.add_repository(REPOSITORY)
        yield github


def fill(github: Emulator, kind: str, threads: int = THREADS, first: int = 1) -> None:
    """Put made-up threads onto GitHub."""
    for node in make(Plan(threads, kind, first=first)):
        github.changes.put_thread(REPOSITORY, node)


def sync_from(github: Emulator, store: Store, max_points: int | None = None) -> Summary:
    """Sync what the emulator has, but for traces: what these cost stands beside their tests."""
    transport = GitHubTransport(TOKEN, github.url)
    options = Options(max_points=max_points, traces=False)
    return sync(store, (Source(REPOSITORY),), transport, options)


@pytest.mark.parametrize("kind", MOST_POINTS)
def test_first_sync_is_cheap(kind: str, github: Emulator, store: Store) -> None:
    """10,000 Issues take 215 points at most and 10,000 Discussions 440; fewer take their share."""
    fill(github, kind)

    summary = sync_from(github, store)

    # And one for looking at the source.
    assert ceil(MOST_POINTS[kind] * THREADS / 10_000) + 1 >= summary.points
    assert (THREADS, github.points) == (store.count_threads(), summary.points)


def test_nothing_new_costs_a_point(github: Emulator, store: Store) -> None:
    """Where nothing changed, Issues and Discussions together take one request and one point."""
    fill(github, "Issue", 40)
    fill(github, "Discussion", 40, first=41)
    sync_from(github, store)

    summary = sync_from(github, store)

    assert (1, 1) == (summary.requests, summary.points)


def test_rest_of_long_threads_is_asked_for_at_once(github: Emulator, store: Store) -> None:
    """One question reads on in long threads of several pages."""
    fill(github, "Issue", 200)
    for number in range(1, 200, 20):
        thread = github.state.repository_of(REPOSITORY).threads["Issue", number]
        for _ in range(60):
            github.changes.add_comment(thread["id"], "More")

    summary = sync_from(github, store)

    pages = ceil(200 / 70)
    assert 1 + pages + 2 >= summary.requests
    assert sum(len(thread.posts) for thread in store.load_threads()) == summary.posts


def test_stop_among_waiting_lists_loses_nothing(github: Emulator, store: Store) -> None:
    """What waits to be asked for with others is kept when the points end, and read next time."""
    fill(github, "Discussion", 220)
    posts = 0
    for _ in range(40):
        summary = sync_from(github, store, max_points=3)
        posts += summary.posts
        if not summary.left:
            break

    assert "" == summary.left
    assert posts == sum(len(thread.posts) for thread in store.load_threads())
    assert 220 == store.count_threads()
