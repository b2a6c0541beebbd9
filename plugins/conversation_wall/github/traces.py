"""
What happened to a thread, and what came of it, in GitHub's JSON, read and written.

    timelineItems                     events, each with its time, and the thing it names
    closedByPullRequestsReferences    pull requests that somebody linked by hand
    Release, PullRequest              lines of their own in a file
"""

from collections.abc import Callable
from datetime import datetime

from ..records import MergedPull, Release, Thing, Trace, utc_text
from .persons import parse_person, person_node
from .values import (
    Node,
    a_moment,
    a_number,
    a_text,
    an_object,
    flag,
    list_of,
    maybe,
    required,
)

LINKED_BY_HAND = "PullRequest"

# Under which key an event names the thing that it leads to.
_THING_OF = {
    "ClosedEvent": "closer",
    "CrossReferencedEvent": "source",
    "MarkedAsDuplicateEvent": "canonical",
    "TransferredEvent": "fromRepository",
    "ConvertedToDiscussionEvent": "discussion",
}
_LABELLING = frozenset(("LabeledEvent", "UnlabeledEvent"))
_REASONED = frozenset(("ClosedEvent", "ReopenedEvent"))
_MENTION = "CrossReferencedEvent"


def parse_traces(node: Node) -> tuple[Trace, ...]:
    """Make records of what a thread's node tells of its past. Raises `NotAThread`."""
    return (
        *list_of(node, "timelineItems", _parse_event),
        *list_of(node, "closedByPullRequestsReferences", _parse_linked),
    )


def trace_lists(traces: tuple[Trace, ...]) -> Node:
    """Write traces as the two lists of a thread's node; an empty one is left out."""
    events = [_event_node(trace) for trace in traces if trace.kind != LINKED_BY_HAND]
    linked = [
        _thing_node(trace.thing) for trace in traces if trace.kind == LINKED_BY_HAND and trace.thing
    ]
    lists: Node = {"timelineItems": events} if events else {}
    return lists | {"closedByPullRequestsReferences": linked} if linked else lists


def parse_release(node: Node, source: str) -> Release:
    """Make a record of what `source` published. Raises `NotAThread`."""
    what = "the release"
    return Release(
        source=source,
        tag=required(node, "tagName", a_text, what),
        name=maybe(node, "name", a_text) or "",
        url=required(node, "url", a_text, what),
        published_at=required(node, "publishedAt", a_moment, what),
        body=maybe(node, "description", a_text) or "",
        is_prerelease=flag(node, "isPrerelease"),
    )


def release_node(release: Release) -> Node:
    """Write a release as GitHub's node."""
    return {
        "__typename": "Release",
        "tagName": release.tag,
        "name": release.name,
        "url": release.url,
        "publishedAt": utc_text(release.published_at),
        "isPrerelease": release.is_prerelease,
        "description": release.body,
    }


def parse_pull(node: Node, source: str) -> MergedPull:
    """Make a record of what was merged into `source`. Raises `NotAThread`."""
    what = "the pull request"
    return MergedPull(
        source=source,
        number=required(node, "number", a_number, what),
        title=maybe(node, "title", a_text) or "",
        url=required(node, "url", a_text, what),
        merged_at=required(node, "mergedAt", a_moment, what),
        merge_commit=maybe(node, "mergeCommit", _parse_commit),
        body=maybe(node, "body", a_text) or "",
    )


def pull_node(pull: MergedPull) -> Node:
    """Write a merged pull request as GitHub's node."""
    return {
        "__typename": "PullRequest",
        "number": pull.number,
        "title": pull.title,
        "url": pull.url,
        "state": "MERGED",
        "mergedAt": utc_text(pull.merged_at),
        "mergeCommit": pull.merge_commit and {"oid": pull.merge_commit},
        "body": pull.body,
    }


def _parse_event(value: object) -> Trace:
    node = an_object(value, "an event")
    kind = required(node, "__typename", a_text, "an event")
    return Trace(
        kind=kind,
        at=required(node, "createdAt", a_moment, "an event"),
        actor=parse_person(node.get("actor")),
        label=maybe(node, "label", _parse_label_name),
        reason=maybe(node, "stateReason", a_text),
        closes=flag(node, "willCloseTarget"),
        thing=maybe(node, _THING_OF.get(kind, ""), _parse_thing),
    )


def _parse_linked(value: object) -> Trace:
    return Trace(LINKED_BY_HAND, None, thing=_parse_thing(value))


def _parse_label_name(value: object) -> str:
    return required(an_object(value, "a label"), "name", a_text, "a label")


def _parse_thing(value: object) -> Thing:
    node = an_object(value, "what an event names")
    title_of = next(
        (key for key in ("title", "messageHeadline", "nameWithOwner") if node.get(key)), "title"
    )
    return Thing(
        typename=maybe(node, "__typename", a_text) or LINKED_BY_HAND,
        url=maybe(node, "url", a_text) or "",
        number=maybe(node, "number", a_number),
        title=maybe(node, title_of, a_text) or "",
        state=maybe(node, "state", a_text),
        merged_at=maybe(node, "mergedAt", a_moment),
        merge_commit=maybe(node, "oid", a_text) or maybe(node, "mergeCommit", _parse_commit),
    )


def _parse_commit(value: object) -> str:
    return required(an_object(value, "a commit"), "oid", a_text, "a commit")


def _event_node(trace: Trace) -> Node:
    node: Node = {
        "__typename": trace.kind,
        "createdAt": _maybe_time(trace.at),
        "actor": person_node(trace.actor),
    }
    if trace.kind in _LABELLING:
        node["label"] = trace.label and {"name": trace.label}
    if trace.kind in _REASONED:
        node["stateReason"] = trace.reason
    if trace.kind == _MENTION:
        node["willCloseTarget"] = trace.closes
    if name := _THING_OF.get(trace.kind):
        node[name] = _thing_node(trace.thing) if trace.thing else None
    return node


def _thing_node(thing: Thing) -> Node:
    write = _WRITERS.get(thing.typename, _numbered_node)
    return {"__typename": thing.typename, "url": thing.url} | write(thing)


def _commit_node(thing: Thing) -> Node:
    return {"oid": thing.merge_commit, "messageHeadline": thing.title}


def _repository_node(thing: Thing) -> Node:
    return {"nameWithOwner": thing.title}


def _pull_node(thing: Thing) -> Node:
    return {
        "number": thing.number,
        "title": thing.title,
        "state": thing.state,
        "mergedAt": _maybe_time(thing.merged_at),
        "mergeCommit": thing.merge_commit and {"oid": thing.merge_commit},
    }


def _numbered_node(thing: Thing) -> Node:
    return {"number": thing.number, "title": thing.title}


_WRITERS: dict[str, Callable[[Thing], Node]] = {
    "Commit": _commit_node,
    "Repository": _repository_node,
    "PullRequest": _pull_node,
}


def _maybe_time(moment: datetime | None) -> str | None:
    return None if moment is None else utc_text(moment)
