"""A sync knows what happened to threads and what came of them, and pays little for it."""

from collections.abc import Iterator
from datetime import UTC, datetime
from math import ceil
from pathlib import Path
from typing import Any

import pytest

from conversation_wall.config import Source
from conversation_wall.github.sync import Options, State, Summary, sync
from conversation_wall.github.transport import GitHubTransport
from conversation_wall.records import MergedPull, Release, ThreadRecord
from conversation_wall.store import Store
from github_emulator import Emulator, Fault
from histories import TOKEN

NOW = "2026-11-03T10:00:00Z"
LAMPS = "ada/lamps"
# What 10,000 Issues may take more when what happened to them is read.
MOST_MORE = 110
FORBIDDEN = {"type": "FORBIDDEN", "message": "Resource not accessible by personal access token"}


@pytest.fixture
def github() -> Iterator[Emulator]:
    """Emulate GitHub with one repository."""
    with Emulator(now=NOW) as github:
        github.changes.add_repository(LAMPS)
        yield github


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Give an empty store."""
    with Store.open(tmp_path / "store.sqlite3", create=True) as store:
        yield store


def sync_now(
    store: Store, github: Emulator, source: str | Source = LAMPS, **options: Any
) -> Summary:
    """Sync a repository."""
    source = Source(source) if isinstance(source, str) else source
    transport = GitHubTransport(TOKEN, github.url, sleep=lambda _: None)
    return sync(store, (source,), transport, Options(**options))


def an_issue(github: Emulator) -> str:
    """Open an Issue."""
    return str(github.changes.add_thread(LAMPS, "Issue", title="It hums", body="All night.")["id"])


def a_discussion(github: Emulator) -> str:
    """Open a Discussion."""
    return str(github.changes.add_thread(LAMPS, "Discussion", title="Why?", body="Why?")["id"])


def only_thread(store: Store) -> ThreadRecord:
    """Give the one thread of a store."""
    (thread,) = store.load_threads()
    return thread


def told(thread: ThreadRecord) -> list[str]:
    """Draw what happened to a thread."""
    return [
        " ".join(
            filter(None, (trace.kind, trace.actor.login, trace.label, trace.reason, _thing(trace)))
        )
        for trace in thread.traces
    ]


def _thing(trace: Any) -> str:
    thing = trace.thing
    if thing is None:
        return ""
    merged = f" as {thing.merge_commit[:4]}" if thing.merge_commit else ""
    return f"→ {thing.typename} {thing.number or thing.title}{merged}"


# Traces


def test_issue_tells_what_happened_to_it(store: Store, github: Emulator) -> None:
    """Labels, mentions, merges, closing and opening again, by whom and by what."""
    issue, other = an_issue(github), an_issue(github)
    changes, workshop = github.changes, github.workshop
    changes.label(issue, "planned", by="lin")
    pull = workshop.open_pull(LAMPS, "Quiet it", "Fixes #1", by="lin")
    changes.label(issue)
    workshop.merge(pull, by="ada")
    changes.reopen(issue, by="ada")
    changes.mark_duplicate(issue, other, by="lin")
    changes.close(issue, "NOT_PLANNED", by="lin")
    changes.delete_thread(other)
    sync_now(store, github)

    commit = pull["mergeCommit"]["oid"][:4]
    assert [
        "LabeledEvent lin planned",
        f"CrossReferencedEvent lin → PullRequest 3 as {commit}",
        "UnlabeledEvent ada planned",
        f"ClosedEvent ada COMPLETED → PullRequest 3 as {commit}",
        "ReopenedEvent ada REOPENED",
        "MarkedAsDuplicateEvent lin",
        "ClosedEvent lin NOT_PLANNED",
    ] == told(only_thread(store))


def test_pull_request_linked_by_hand_is_known(store: Store, github: Emulator) -> None:
    """It leaves no mention, and is found all the same, once."""
    issue = an_issue(github)
    github.workshop.link(github.workshop.open_pull(LAMPS, "Quiet it"), issue)
    github.workshop.open_pull(LAMPS, "Louder", "Closes #1")
    sync_now(store, github)

    assert ["CrossReferencedEvent ada → PullRequest 3", "PullRequest → PullRequest 2"] == told(
        only_thread(store)
    )


def test_moved_issue_tells_where_it_was(store: Store, github: Emulator) -> None:
    """Its former repository stands in its past."""
    github.changes.add_repository("ada/attic")
    thread = github.changes.add_thread("ada/attic", "Issue", title="It hums", body="…")
    github.changes.transfer(thread["id"], LAMPS)
    sync_now(store, github)

    assert ["TransferredEvent → Repository ada/attic"] == told(only_thread(store))


def test_long_past_is_read_to_its_end(store: Store, github: Emulator) -> None:
    """A thread whose labels came and went a hundred times tells all of it."""
    issue = an_issue(github)
    for number in range(130):
        github.changes.label(issue, f"try {number}")
    sync_now(store, github)

    assert 259 == len(told(only_thread(store)))


def test_traces_cost_little(tmp_path: Path, github: Emulator) -> None:
    """With some events each, 10,000 Issues take 110 points more at most; fewer take their share."""
    threads = 300
    for number in range(1, threads + 1):
        issue = an_issue(github)
        github.changes.label(issue, "planned")
        pull = github.workshop.open_pull(LAMPS, "Quiet it", f"Fixes #{2 * number - 1}")
        if number % 2:
            github.workshop.merge(pull)
    points = []
    for traces in (False, True):
        with Store.open(tmp_path / f"{traces}.sqlite3", create=True) as store:
            points.append(sync_now(store, github, traces=traces).points)

    assert ceil(MOST_MORE * threads / 10_000) >= points[1] - points[0] > 0


def test_traces_follow_their_setting(store: Store, github: Emulator) -> None:
    """Switched off they go, and switched on they come back, without anything new on GitHub."""
    github.changes.close(an_issue(github))
    github.workshop.release(LAMPS, "v1")
    a_discussion(github)
    github.workshop.merge(github.workshop.open_pull(LAMPS, "Quiet it"))
    seen = []
    for traces in (False, True, False):
        github.clock.move(hours=3)
        sync_now(store, github, traces=traces)
        past = [trace.kind for thread in store.load_threads() for trace in thread.traces]
        seen.append((past, len([*store.load_releases()]), len([*store.load_pulls()])))

    assert [([], 0, 0), (["ClosedEvent"], 1, 1), ([], 0, 0)] == seen


# Works


def test_releases_and_merged_pull_requests_are_known(store: Store, github: Emulator) -> None:
    """Drafts and what was not merged are none of the wall's business."""
    a_discussion(github)
    workshop = github.workshop
    workshop.merge(workshop.open_pull(LAMPS, "Quiet it", "For #1"))
    workshop.open_pull(LAMPS, "Louder")
    workshop.release(LAMPS, "v1", "Quiet (#2)", isPrerelease=True)
    workshop.release(LAMPS, "v2", isDraft=True, publishedAt=None)
    sync_now(store, github)

    assert [("v1", "Quiet (#2)", True)] == [
        (release.tag, release.body, release.is_prerelease) for release in store.load_releases()
    ]
    assert [(2, "Quiet it", "For #1")] == [
        (pull.number, pull.title, pull.body) for pull in store.load_pulls()
    ]


def test_issues_alone_need_no_pull_requests(store: Store, github: Emulator) -> None:
    """An Issue names its pull requests itself; with the first Discussion they are read."""
    github.workshop.merge(github.workshop.open_pull(LAMPS, "Quiet it"))
    counts = []
    for happen in (an_issue, a_discussion, lambda _: None):
        happen(github)
        source = Source(LAMPS, discussions=happen in (an_issue, a_discussion))
        sync_now(store, github, source)
        counts.append(len([*store.load_pulls()]))

    assert [0, 1, 0] == counts


def test_nothing_new_among_works_costs_nothing(store: Store, github: Emulator) -> None:
    """The first question tells it."""
    a_discussion(github)
    github.workshop.merge(github.workshop.open_pull(LAMPS, "Quiet it"))
    github.workshop.release(LAMPS, "v1")
    sync_now(store, github)
    # What had changed just before it was read is read once more.
    github.clock.move(minutes=30)
    sync_now(store, github)
    summary = sync_now(store, github)

    assert (1, 1) == (summary.requests, summary.points)


def test_changed_works_are_read_again(store: Store, github: Emulator) -> None:
    """A new release, an edited one, one that was taken back, and a pull request edited after."""
    a_discussion(github)
    workshop = github.workshop
    pulls = [workshop.merge(workshop.open_pull(LAMPS, f"No. {n}")) for n in range(100)]
    one, two = workshop.release(LAMPS, "v1"), workshop.release(LAMPS, "v2")
    github.clock.move(hours=1)
    pulls += [workshop.merge(workshop.open_pull(LAMPS, f"No. {n}")) for n in range(30)]
    sync_now(store, github)
    github.clock.move(hours=1)
    workshop.edit_release(one, description="Quiet")
    workshop.delete_release(two)
    workshop.release(LAMPS, "v3")
    workshop.edit_pull(pulls[0], body="For #1")
    asked = len(github.requests)
    sync_now(store, github, news_only=True)

    assert [("v1", "Quiet"), ("v3", "")] == [
        (release.tag, release.body) for release in store.load_releases()
    ]
    assert (130, "For #1") == (len([*store.load_pulls()]), next(store.load_pulls()).body)
    # Of pull requests the first page reaches what is known.
    assert 1 == sum("body" in each.query for each in [*github.requests][asked:])


def test_old_release_that_was_edited_is_found(store: Store, github: Emulator) -> None:
    """The first question tells of the newest only; the others are read again each day."""
    workshop = github.workshop
    old = workshop.release(LAMPS, "v0")
    for number in range(12):
        github.clock.move(hours=1)
        workshop.release(LAMPS, f"v1.{number}")
    sync_now(store, github)
    workshop.edit_release(old, description="Quiet")
    sync_now(store, github)
    before = next(store.load_releases()).body
    github.clock.move(days=1)
    sync_now(store, github)

    assert ("", "Quiet") == (before, next(store.load_releases()).body)


def test_list_of_pull_requests_goes_on_where_it_stopped(store: Store, github: Emulator) -> None:
    """A run without points left leaves the rest to the next, and nothing is read twice."""
    a_discussion(github)
    for number in range(350):
        github.workshop.merge(github.workshop.open_pull(LAMPS, f"No. {number}"))
    runs = 1
    while sync_now(store, github, max_points=3, news_only=True).state is not State.COMPLETE:
        runs += 1

    assert runs > 2
    assert 4 == sum("after: $cursor, states: MERGED" in each.query for each in github.requests)
    assert 350 == len([*store.load_pulls()])


# Faults


def test_work_that_the_token_may_not_see_is_told(store: Store, github: Emulator) -> None:
    """The threads are read without it, and the owner hears what to do."""
    an_issue(github)
    a_discussion(github)
    github.workshop.merge(github.workshop.open_pull(LAMPS, "Quiet it"))
    error = FORBIDDEN | {"path": ["repository", "pullRequests"]}
    github.faults.queue(Fault(blanks=[("data", "repository")], errors=[error]))
    summary = sync_now(store, github)

    assert 2 == summary.threads
    assert [] == summary.unread
    (note,) = summary.notes
    assert "Let it read Pull requests" in note
    assert [] == list(store.load_pulls())


def test_closer_that_the_token_may_not_see_is_left_out(store: Store, github: Emulator) -> None:
    """The event stays, without what it leads to; a mention goes with its source."""
    an_issue(github)
    github.workshop.merge(github.workshop.open_pull(LAMPS, "Quiet it", "Fixes #1"))
    place = ("repository", "threads", "nodes", 0, "timelineItems", "nodes")
    github.faults.queue(
        Fault(
            asks="threads: issues",
            blanks=[("data", *place, 0), ("data", *place, 1, "closer")],
            errors=[
                FORBIDDEN | {"path": [*place, 0, "source"]},
                FORBIDDEN | {"path": [*place, 1, "closer"]},
            ],
        )
    )
    summary = sync_now(store, github)

    assert ["ClosedEvent ada COMPLETED"] == told(only_thread(store))
    assert ([], 1) == (summary.unread, len(summary.notes))


@pytest.mark.parametrize("asks", ["pullRequests(", "releases("])
def test_page_that_is_too_much_is_asked_for_in_parts(
    asks: str, store: Store, github: Emulator
) -> None:
    """Where GitHub gives up on a hundred, fifty may pass."""
    a_discussion(github)
    github.workshop.merge(github.workshop.open_pull(LAMPS, "Quiet it"))
    github.workshop.release(LAMPS, "v1")
    error = {"type": "RESOURCE_LIMITS_EXCEEDED", "message": "Resource limits exceeded."}
    github.faults.queue(Fault(asks=f"{asks}\\n      first: $size", errors=[error]))
    sync_now(store, github)

    assert () == github.faults.waiting
    assert (1, 1) == (len([*store.load_pulls()]), len([*store.load_releases()]))


def test_work_that_does_not_come_is_named_and_asked_for_again(
    store: Store, github: Emulator
) -> None:
    """The next sync has it, though nothing changed."""
    a_discussion(github)
    github.workshop.merge(github.workshop.open_pull(LAMPS, "Quiet it"))
    github.workshop.release(LAMPS, "v1")
    for name in ("pullRequests", "releases"):
        place = ("repository", name, "nodes", 0)
        error = {"message": "Something went wrong.", "path": list(place)}
        asks = f"{name}(\\n      first: $size"
        github.faults.queue(Fault(asks=asks, blanks=[("data", *place)], errors=[error]))
    unread = sync_now(store, github).unread
    again = sync_now(store, github)

    assert [
        "releases of ada/lamps: GitHub did not give one of them",
        "merged pull requests of ada/lamps: GitHub did not give one of them",
    ] == unread
    assert [] == again.unread
    assert (1, 1) == (len([*store.load_pulls()]), len([*store.load_releases()]))


def test_lost_place_begins_the_list_anew(store: Store, github: Emulator) -> None:
    """A cursor that GitHub does not know any more costs a page, and nothing else."""
    a_discussion(github)
    for number in range(250):
        github.workshop.merge(github.workshop.open_pull(LAMPS, f"No. {number}"))
    sync_now(store, github, max_points=4, news_only=True)
    before = len([*store.load_pulls()])
    error = {
        "type": "INVALID_CURSOR_ARGUMENTS",
        "path": ["repository", "pullRequests"],
        "message": "`Y3Vyc29y` does not appear to be a valid cursor.",
    }
    github.faults.queue(
        Fault(
            asks="pullRequests(\\n      first: $size",
            blanks=[("data", "repository")],
            errors=[error],
        )
    )
    sync_now(store, github)

    assert (100, ()) == (before, github.faults.waiting)
    assert 250 == len([*store.load_pulls()])


def test_imported_works_give_way(store: Store, github: Emulator) -> None:
    """What a file has brought of a repository, and GitHub has not, is gone after a sync."""
    a_discussion(github)
    github.workshop.merge(github.workshop.open_pull(LAMPS, "Quiet it"))
    moment = datetime(2026, 1, 1, tzinfo=UTC)
    with store.transaction():
        store.save_pull(MergedPull(LAMPS, 99, "Never", "https://github.com/x/pull/99", moment))
        store.save_release(Release(LAMPS, "v9", "Never", "https://github.com/x", moment))
    sync_now(store, github)

    assert [2] == [pull.number for pull in store.load_pulls()]
    assert [] == list(store.load_releases())
