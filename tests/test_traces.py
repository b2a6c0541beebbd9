"""What happened to a thread, and what came of it, is read from GitHub's JSON and written as it was."""

from pathlib import Path
from typing import Any

import pytest

from builders import a_thread, on_day
from conversation_wall.github.interchange import Work, read_threads, write_threads
from conversation_wall.github.traces import (
    parse_pull,
    parse_release,
    parse_traces,
    pull_node,
    release_node,
    trace_lists,
)
from conversation_wall.github.values import NotAThread
from conversation_wall.records import GHOST, MergedPull, Release, Thing, Trace

WHEN = "2026-01-02T03:04:05Z"
ADA = {
    "__typename": "User",
    "login": "ada",
    "avatarUrl": "https://github.com/ada.png",
    "url": "https://github.com/ada",
}
PULL = {
    "__typename": "PullRequest",
    "url": "https://github.com/ada/lamps/pull/9",
    "number": 9,
    "title": "Quiet the lamp",
    "state": "MERGED",
    "mergedAt": WHEN,
    "mergeCommit": {"oid": "a" * 40},
}
COMMIT = {
    "__typename": "Commit",
    "url": f"https://github.com/ada/lamps/commit/{'b' * 40}",
    "oid": "b" * 40,
    "messageHeadline": "Quiet the lamp",
}
ISSUE = {
    "__typename": "Issue",
    "url": "https://github.com/ada/lamps/issues/3",
    "number": 3,
    "title": "It hums",
}
REPOSITORY = {
    "__typename": "Repository",
    "url": "https://github.com/ada/attic",
    "nameWithOwner": "ada/attic",
}
DISCUSSION = ISSUE | {"__typename": "Discussion"}


def an_event(kind: str, **fields: Any) -> dict[str, Any]:
    """Build the JSON of an event."""
    return {"__typename": kind, "createdAt": WHEN, "actor": ADA, **fields}


EVENTS = (
    an_event("LabeledEvent", label={"name": "planned"}),
    an_event("UnlabeledEvent", label={"name": "planned"}),
    an_event("ClosedEvent", stateReason="COMPLETED", closer=PULL),
    an_event("ClosedEvent", stateReason="COMPLETED", closer=COMMIT),
    an_event("ClosedEvent", stateReason="NOT_PLANNED", closer=None),
    an_event("ReopenedEvent", stateReason="REOPENED"),
    an_event("CrossReferencedEvent", willCloseTarget=True, source=PULL),
    an_event("CrossReferencedEvent", willCloseTarget=False, source=ISSUE),
    an_event("MarkedAsDuplicateEvent", canonical=ISSUE),
    an_event("TransferredEvent", fromRepository=REPOSITORY),
    an_event("ConvertedToDiscussionEvent", discussion=DISCUSSION),
    an_event("LockedEvent"),
)


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event["__typename"])
def test_event_is_written_as_it_was_read(event: dict[str, Any]) -> None:
    """Nothing that it tells is lost, whoever or whatever is in it."""
    for actor in (ADA, None):
        lists = {"timelineItems": [event | {"actor": actor}]}

        assert lists == trace_lists(parse_traces(lists))


def test_pull_request_linked_by_hand_is_a_trace_without_a_time() -> None:
    """GitHub does not say when it was linked; behind the events it is written as it was."""
    lists = {"timelineItems": [EVENTS[0]], "closedByPullRequestsReferences": [PULL]}
    traces = parse_traces(lists)

    assert [("LabeledEvent", "planned"), ("PullRequest", None)] == [
        (trace.kind, trace.label) for trace in traces
    ]
    assert None is traces[1].at
    assert lists == trace_lists(traces)


def test_closing_pull_request_tells_its_merge() -> None:
    """Who, when, why, by which pull request, and which commit it became."""
    (trace,) = parse_traces({"timelineItems": [EVENTS[2]]})

    assert ("ClosedEvent", "ada", "COMPLETED") == (trace.kind, trace.actor.login, trace.reason)
    assert trace.thing
    assert (9, "MERGED", "a" * 40) == (
        trace.thing.number,
        trace.thing.state,
        trace.thing.merge_commit,
    )


def test_thread_without_a_past_says_nothing_of_it() -> None:
    """An older file, which knows no such lists, is written as it was."""
    assert ((), {}) == (parse_traces({}), trace_lists(()))


@pytest.mark.parametrize(
    ("lists", "told"),
    [
        ({"timelineItems": [{"createdAt": WHEN}]}, "an event has no '__typename'"),
        ({"timelineItems": [{"__typename": "ClosedEvent"}]}, "an event has no 'createdAt'"),
        ({"timelineItems": [7]}, "an event is not a JSON object"),
        ({"timelineItems": 7}, "its 'timelineItems' is not a list"),
        (
            {"timelineItems": [an_event("ClosedEvent", closer=7)]},
            "what an event names is not a JSON object",
        ),
        ({"closedByPullRequestsReferences": [7]}, "what an event names is not a JSON object"),
    ],
)
def test_wrong_event_is_told(lists: dict[str, Any], told: str) -> None:
    """The message names what is missing."""
    with pytest.raises(NotAThread) as raised:
        parse_traces(lists)

    assert told == str(raised.value)


A_RELEASE = Release(
    "ada/lamps", "v1", "One", "https://github.com/ada/lamps/releases/tag/v1", on_day(2), "#1", True
)
A_PULL = MergedPull(
    "ada/lamps", 9, "Quiet", "https://github.com/ada/lamps/pull/9", on_day(1), "a" * 40, "Fixes #1"
)


def test_works_are_written_as_they_were_read() -> None:
    """A release and a merged pull request keep every field."""
    assert A_RELEASE == parse_release(release_node(A_RELEASE), "ada/lamps")
    assert A_PULL == parse_pull(pull_node(A_PULL), "ada/lamps")


def test_file_holds_works_behind_its_threads(tmp_path: Path) -> None:
    """They are read back apart from the threads, of the repository that their addresses name."""
    path = tmp_path / "threads.ndjson"
    trace = Trace("ClosedEvent", on_day(3), GHOST, thing=Thing("ProjectV2", ""))
    count = write_threads(path, [a_thread(traces=[trace])], [A_PULL, A_RELEASE])
    works: list[Work] = []
    threads = list(read_threads(path, works=works))

    assert 1 == count
    assert [(trace,)] == [thread.traces for thread in threads]
    assert [A_PULL, A_RELEASE] == works
    assert 1 == len(list(read_threads(path)))


def test_release_that_is_none_is_told(tmp_path: Path) -> None:
    """Its line is named like a thread's."""
    path = tmp_path / "threads.ndjson"
    path.write_text('{"__typename": "Release", "url": "https://github.com/a/b/releases/tag/1"}\n')
    faults: list[Any] = []
    list(read_threads(path, None, faults))

    assert ["the release has no 'tagName'"] == [fault.reason for fault in faults]
