"""Whatever goes wrong on GitHub's side has the right outcome, and the next sync makes all good."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from conversation_wall.config import Source
from conversation_wall.errors import GitHubError
from conversation_wall.github.sync import Options, State, Summary, sync
from conversation_wall.github.transport import GitHubTransport
from conversation_wall.store import Store
from github_emulator import Emulator, Fault
from github_emulator.faults import SECONDARY_LIMIT
from histories import exported

NOW = "2026-11-03T10:00:00Z"
TOKEN = "ghp_0123456789abcdefghijklmnopqrstuvwxyz"
LAMPS = "ada/lamps"
PAGE = "threads: "
NODES = ("data", "repository", "threads", "nodes")
ISSUES, DISCUSSIONS, LISTS = "threads: issues", "threads: discussions", "$i0"

Happening = Callable[[Emulator], object]


@pytest.fixture
def github() -> Iterator[Emulator]:
    """Give a GitHub with twelve Issues and twelve Discussions, one of each with a long talk."""
    with Emulator(now=NOW, token=TOKEN) as github:
        github.changes.add_repository(LAMPS)
        for number in range(24):
            kind = "Issue" if number % 2 else "Discussion"
            thread = github.changes.add_thread(LAMPS, kind, title="It hums", body="All night.")
            for _ in range(60 if number < 2 else 2):
                comment = github.changes.add_comment(thread["id"], "Here, too.")
            if kind == "Discussion":
                github.changes.add_reply(comment["id"], "Where?")
        github.clock.move(days=1)
        yield github


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Give an empty store."""
    with Store.open(tmp_path / "store.sqlite3", create=True) as store:
        yield store


def sync_now(store: Store, github: Emulator, **options: Any) -> Summary:
    """Sync, and wait for nothing."""
    transport = GitHubTransport(TOKEN, github.url, sleep=lambda _: None)
    return sync(store, (Source(LAMPS),), transport, Options(**options))


def fresh(github: Emulator, folder: Path) -> bytes:
    """Give the export of a first sync without faults."""
    with Store.open(folder / "fresh.sqlite3", create=True) as store:
        sync_now(store, github)
        return exported(store)


def id_of(github: Emulator, number: int) -> str:
    """Give the id of a thread."""
    threads = github.state.repository_of(LAMPS).threads
    return next(str(node["id"]) for (_, each), node in threads.items() if each == number)


# Outcomes: read all the same; stopped to go on; ended with a message; one thread named.
WHOLE, INCOMPLETE, FAILED, PARTIAL = "whole", "incomplete", "failed", "partial"


@dataclass(frozen=True, slots=True)
class Case:
    """What goes wrong with requests, and how the run ends."""

    name: str
    outcome: str
    faults: tuple[Fault, ...]
    says: str = ""


def error(kind: str | None, message: str, path: list[object] | None = None) -> dict[str, Any]:
    """Build one of GraphQL's errors."""
    fault: dict[str, Any] = {"message": message}
    return fault | ({"type": kind} if kind else {}) | ({"path": path} if path else {})


def place(*path: str | int) -> tuple[str | int, ...]:
    """Build a place in the page of threads."""
    return (*NODES, *path)


LIMITED = error("RATE_LIMITED", "API rate limit exceeded for user ID 1.")
TOO_MUCH = error("RESOURCE_LIMITS_EXCEEDED", "Resource limits for this query exceeded.")
UNKNOWN = error("NOT_FOUND", "Could not resolve to a node with the global id of 'IC_1'")
CASES = (
    *(
        Case(str(n), WHOLE, (Fault(asks=PAGE, status=n, body="<html>"),))
        for n in (500, 502, 503, 504)
    ),
    *(
        Case(f"{n} for long", FAILED, (Fault(status=n),) * 99, "again")
        for n in (500, 502, 503, 504)
    ),
    Case("reset", WHOLE, (Fault(asks=PAGE, reset=True),)),
    Case("resets", FAILED, (Fault(reset=True),) * 9, "cannot be reached"),
    Case("truncated", WHOLE, (Fault(asks=PAGE, cut_at=300),)),
    Case("truncated for long", FAILED, (Fault(cut_at=300),) * 9, "try again"),
    Case("time-out in a 200", WHOLE, (Fault(asks=PAGE, errors=[error(None, "A timeout.")]),)),
    Case("time-out of lists", WHOLE, (Fault(asks=LISTS, errors=[error(None, "A timeout.")]),)),
    Case("401", FAILED, (Fault(asks=PAGE, status=401),), "GITHUB_TOKEN"),
    Case("403", FAILED, (Fault(asks=PAGE, status=403, body={"message": "No."}),), "refused: No."),
    Case("slow down", WHOLE, (Fault(status=403, body=SECONDARY_LIMIT),) * 3),
    Case(
        "slow down, told how long",
        WHOLE,
        (Fault(status=429, body=SECONDARY_LIMIT, headers={"Retry-After": "30"}),) * 3,
    ),
    Case("slow down for long", INCOMPLETE, (Fault(status=429),) * 9, "slow down"),
    Case(
        "slow down until tomorrow",
        INCOMPLETE,
        (Fault(asks=PAGE, status=429, headers={"Retry-After": "86400"}),),
        "slow down",
    ),
    Case("limit in a 200", INCOMPLETE, (Fault(asks=PAGE, errors=[LIMITED]),), "this hour"),
    Case("limit at the lists", INCOMPLETE, (Fault(asks=LISTS, errors=[LIMITED]),), "this hour"),
    Case("limit at the first", INCOMPLETE, (Fault(errors=[LIMITED]),), "this hour"),
    Case(
        "too much, in part",
        WHOLE,
        (Fault(asks=PAGE, blanks=[place(0), place(1)], errors=[TOO_MUCH | {"path": ["x"]}]),),
    ),
    Case(
        "a thread in pieces",
        PARTIAL,
        (
            Fault(
                asks=PAGE,
                blanks=[place(0, "comments", "nodes", 0)],
                errors=[error(None, "Oh.", [*NODES[1:], 0, "comments", "nodes", 0])],
            ),
        ),
        "Oh.",
    ),
    Case("null for a thread", PARTIAL, (Fault(asks=PAGE, blanks=[place(3)]),), "did not give it"),
    Case(
        "null for a comment",
        PARTIAL,
        (Fault(asks=PAGE, blanks=[place(0, "comments", "nodes", 0)]),),
    ),
    Case("null for comments", PARTIAL, (Fault(asks=PAGE, blanks=[place(0, "comments")]),)),
    Case("null for a title", PARTIAL, (Fault(asks=PAGE, blanks=[place(0, "title")]),), "title"),
    Case("null for a page", FAILED, (Fault(asks=PAGE, blanks=[NODES]),), "came without"),
    Case("null for all", FAILED, (Fault(blanks=[("data", "repository")]),), "came without"),
    Case(
        "no mark for hidden",
        PARTIAL,
        (Fault(asks=PAGE, drops=[place(0, "comments", "nodes", 0, "isMinimized")]),),
        "isMinimized",
    ),
    Case("a lost comment", PARTIAL, (Fault(asks=LISTS, blanks=[("data", "n0", "list")]),)),
    Case(
        "an unknown word",
        WHOLE,
        (Fault(asks=PAGE, values=[(place(0, "authorAssociation"), "SPONSOR")]),),
    ),
    Case(
        "a field that went",
        FAILED,
        (
            Fault(
                asks=PAGE,
                errors=[error(None, "Field 'x' doesn't exist on type 'Issue'")],
                blanks=[("data",)],
            ),
        ),
        "Update the wall",
    ),
    Case(
        "a wrong count",
        WHOLE,
        (Fault(asks=PAGE, values=[(place(0, "comments", "totalCount"), 99)]),),
    ),
    Case("the same count", WHOLE, (Fault(asks=PAGE, values=[((*NODES[:-1], "totalCount"), 99)]),)),
)


@pytest.mark.parametrize("is_first", [True, False], ids=["first", "later"])
@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_fault_has_its_outcome(
    store: Store, github: Emulator, tmp_path: Path, case: Case, is_first: bool
) -> None:
    """Nothing is lost, nothing is made up, and a sync without faults ends as if none had been."""
    if not is_first:
        sync_now(store, github)
    before = exported(store)
    seen_before = store.seen_at()
    github.clock.move(minutes=20)
    github.faults.queue(*case.faults)

    outcome, said = WHOLE, ""
    try:
        summary = sync_now(store, github, full=True)
    except GitHubError as failure:
        outcome, said = FAILED, str(failure)
    else:
        said = summary.reason + "".join(summary.unread)
        outcome = PARTIAL if summary.unread else outcome
        outcome = INCOMPLETE if summary.state is State.INCOMPLETE else outcome
    assert (case.outcome, True) == (outcome, case.says.lower() in said.lower())
    # Only a run that came to its end dates the wall, and what there was is still there.
    is_dated = outcome in (WHOLE, PARTIAL)
    assert is_dated == (store.seen_at() != seen_before)
    assert is_first or before.count(b"\n") == exported(store).count(b"\n")

    github.faults.clear()
    github.clock.move(days=2)
    summary = sync_now(store, github)
    assert (State.COMPLETE, []) == (summary.state, summary.unread)
    assert fresh(github, tmp_path) == exported(store)


@pytest.mark.parametrize("day", ["Wed, 04", "Mon, 02"])
def test_clock_that_is_wrong_hides_nothing(
    store: Store, github: Emulator, tmp_path: Path, day: str
) -> None:
    """What is new is found whatever the time of GitHub's answers; an old one reads more again."""
    github.faults.queue(*[Fault(headers={"Date": f"{day} Nov 2026 23:00:00 GMT"})] * 9)
    sync_now(store, github)
    github.faults.clear()
    github.changes.add_comment(id_of(github, 20), "Still here.")

    assert 1 <= sync_now(store, github, news_only=True).threads
    assert fresh(github, tmp_path) == exported(store)


@pytest.mark.parametrize("asks", [ISSUES, DISCUSSIONS])
@pytest.mark.parametrize(("is_new", "points"), [(True, 5), (False, 3)], ids=["full", "sweep"])
def test_lost_place_is_found_again(
    store: Store, github: Emulator, tmp_path: Path, asks: str, is_new: bool, points: int
) -> None:
    """A cursor that GitHub forgot between two runs costs a new beginning, and no more."""
    for _ in range(250):
        github.changes.add_thread(LAMPS, "Issue" if asks == ISSUES else "Discussion")
    if not is_new:
        sync_now(store, github)
        github.clock.move(days=1)
    assert State.INCOMPLETE is sync_now(store, github, max_points=points).state
    github.faults.stale_cursor(asks)
    summary = sync_now(store, github)

    assert () == github.faults.waiting
    assert (State.COMPLETE, []) == (summary.state, summary.unread)
    assert fresh(github, tmp_path) == exported(store)


def test_lost_place_in_a_long_thread_is_found_again(
    store: Store, github: Emulator, tmp_path: Path
) -> None:
    """The comments of one thread are read from their beginning, too."""
    stale = error("INVALID_CURSOR_ARGUMENTS", "No valid cursor.", ["n0", "list"])
    github.faults.queue(Fault(asks=LISTS, blanks=[("data", "n0", "list")], errors=[stale]))
    summary = sync_now(store, github)

    assert [] == summary.unread
    assert fresh(github, tmp_path) == exported(store)


@pytest.mark.parametrize("number", range(1, 8))
@pytest.mark.parametrize(
    "happen",
    [
        lambda github: github.changes.delete_thread(id_of(github, 1)),
        lambda github: github.changes.delete_thread(id_of(github, 2)),
        lambda github: github.changes.add_comment(id_of(github, 11), "Up I go."),
        lambda github: github.changes.add_thread(LAMPS, "Discussion", title="New", body="New."),
        lambda github: github.changes.convert(id_of(github, 4)),
        lambda github: github.changes.purge_author("visitor"),
    ],
    ids=["delete a discussion", "delete an issue", "bump", "open", "convert", "purge"],
)
def test_lists_that_shift_lose_nothing(
    store: Store, github: Emulator, tmp_path: Path, number: int, happen: Happening
) -> None:
    """What happens between two questions of a run is seen by it, or by the next."""
    transport = Interrupted(github, number, happen)
    sync(store, (Source(LAMPS),), transport)
    github.clock.move(days=1)
    sync_now(store, github)

    assert fresh(github, tmp_path) == exported(store)


class Interrupted:
    """A transport that lets something happen on GitHub before its nth question."""

    def __init__(self, github: Emulator, number: int, happen: Happening) -> None:
        """Count the questions from 1."""
        self._transport = GitHubTransport(TOKEN, github.url, sleep=lambda _: None)
        self._github = github
        self._number = number
        self._happen = happen

    def fetch(self, query: str, variables: Any) -> Any:
        """Ask GitHub."""
        self._number -= 1
        if self._number == 0:
            self._happen(self._github)
        return self._transport.fetch(query, variables)


# What becomes of a repository


def test_renamed_repository_is_read_on(store: Store, github: Emulator, tmp_path: Path) -> None:
    """A new name is told; nothing is lost, and the addresses become those of the new name."""
    sync_now(store, github)
    github.changes.rename_repository(LAMPS, "ada/lights")
    github.clock.move(minutes=1)
    summary = sync_now(store, github)

    (note,) = summary.notes
    assert "ada/lamps is now called ada/lights on GitHub. Write the new name" in note
    assert 0 == summary.removed
    assert fresh(github, tmp_path) == exported(store)
    assert b"github.com/ada/lights" in exported(store)


def test_new_name_in_the_settings_keeps_what_there_is(store: Store, github: Emulator) -> None:
    """With the new name in WALL_SOURCES the threads stay, and are not read all over again."""
    sync_now(store, github)
    github.changes.rename_repository(LAMPS, "ada/lights")
    github.clock.move(minutes=1)
    sync_now(store, github)
    transport = GitHubTransport(TOKEN, github.url, sleep=lambda _: None)
    summary = sync(store, (Source("ada/lights"),), transport)

    assert (("ada/lights",), 24) == (store.repositories(), store.count_threads())
    assert (0, 0, []) == (summary.threads, summary.removed, summary.notes)


@pytest.mark.parametrize("accepts", [False, True])
def test_new_repository_of_an_old_name_is_refused(
    store: Store, github: Emulator, accepts: bool
) -> None:
    """A name that was given to another repository brings no strangers onto the wall."""
    sync_now(store, github)
    github.changes.rename_repository(LAMPS, "ada/lights")
    github.changes.add_repository(LAMPS, id="R_another")
    github.changes.add_thread(LAMPS, "Issue", title="Stranger", body="Stranger.")
    if accepts:
        sync_now(store, github, accept_shrink=True)

        assert 1 == store.count_threads()
        return
    with pytest.raises(GitHubError, match=r"is another repository than before.*--accept-shrink"):
        sync_now(store, github)
    assert 24 == store.count_threads()


@pytest.mark.parametrize(
    ("happen", "message"),
    [
        (lambda github: github.changes.make_private(LAMPS), "WALL_ALLOW_PRIVATE"),
        (lambda github: github.changes.make_private(LAMPS, hides=True), "deleted or made private"),
        (lambda github: github.faults.saml(), "Configure SSO"),
    ],
    ids=["private", "hidden", "saml"],
)
def test_closed_repository_is_told(
    store: Store, github: Emulator, happen: Happening, message: str
) -> None:
    """Each way in which a repository is closed has a message of its own, and changes nothing."""
    sync_now(store, github)
    before, seen_at = exported(store), store.seen_at()
    happen(github)

    with pytest.raises(GitHubError, match=message):
        sync_now(store, github)
    assert (before, seen_at) == (exported(store), store.seen_at())


def test_archived_repository_is_told(store: Store, github: Emulator) -> None:
    """An archive is read like any other, and that it is one is told."""
    github.changes.add_repository(LAMPS, isArchived=True)
    summary = sync_now(store, github)

    assert ["ada/lamps is archived on GitHub: nobody can write there any more."] == summary.notes
    assert 24 == summary.threads


@pytest.mark.parametrize("kind", ["Issue", "Discussion"])
def test_part_switched_off_stays(store: Store, github: Emulator, kind: str) -> None:
    """Issues, or Discussions, that are switched off stay on the wall, and it is told how to act."""
    sync_now(store, github)
    github.changes.switch_off(LAMPS, kind)
    github.clock.move(days=1)
    summary = sync_now(store, github)

    (note,) = summary.notes
    assert note.startswith(f"{kind}s are switched off in ada/lamps")
    assert (0, 24) == (summary.removed, store.count_threads())


# What shrinks


@pytest.mark.parametrize("left", [0, 11])
def test_wall_that_shrinks_is_kept(store: Store, github: Emulator, left: int) -> None:
    """Where most conversations are gone at once, the wall stays until its owner agrees."""
    sync_now(store, github)
    before, seen_at = exported(store), store.seen_at()
    for number in range(1, 25 - left):
        github.changes.delete_thread(id_of(github, number))
    github.clock.move(days=1)

    with pytest.raises(GitHubError, match=r"had 24 conversations.*--accept-shrink"):
        sync_now(store, github)
    assert (before, seen_at) == (exported(store), store.seen_at())
    assert 24 - left == sync_now(store, github, accept_shrink=True).removed
    assert left == store.count_threads()


def test_half_of_a_wall_may_go(store: Store, github: Emulator) -> None:
    """An owner who clears up is not asked for every step."""
    sync_now(store, github)
    for number in range(1, 13):
        github.changes.delete_thread(id_of(github, number))

    assert 12 == sync_now(store, github).removed


def test_source_that_is_refused_keeps_no_other(store: Store, github: Emulator) -> None:
    """A second repository is read although the first one cannot be; the wall is not dated anew."""
    sync_now(store, github)
    seen_at = store.seen_at()
    github.clock.move(days=1)
    github.changes.make_private(LAMPS)
    github.changes.add_repository("ada/chairs")
    github.changes.add_thread("ada/chairs", "Issue", title="It creaks", body="Loudly.")
    transport = GitHubTransport(TOKEN, github.url, sleep=lambda _: None)

    with pytest.raises(GitHubError, match="private"):
        sync(store, (Source(LAMPS), Source("ada/chairs")), transport)
    assert (25, seen_at) == (store.count_threads(), store.seen_at())
