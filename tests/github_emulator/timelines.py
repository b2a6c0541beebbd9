"""The connections of what became of threads: events, linked pull requests, pulls, releases."""

import re
from typing import Any

from .cursors import Key
from .pages import Info, Node, Ordering, cut_sorted, read_bounds
from .state import Repository
from .works import EVENTS, LINKED, THING_OF

_CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])")


def resolve_timeline(source: Node, info: Info, **arguments: Any) -> Node:
    """Give an Issue's events, the oldest first, of some types."""
    wanted = arguments.get("itemTypes")
    since = arguments.get("since") or ""
    events = [
        event
        for event in source.get(EVENTS) or ()
        if (wanted is None or _item_type(event) in wanted) and event["createdAt"] >= since
    ]
    keys = [_serial_key(event) for event in events]
    page = cut_sorted(Ordering(events, keys), _serial_key, read_bounds(info, arguments))
    return page | {"filteredCount": len(events), "pageCount": len(page.get("nodes", ()))}


def resolve_closing_pulls(source: Node, info: Info, **arguments: Any) -> Node:
    """Give the pull requests that close an Issue: linked by hand, or by what they say."""
    pulls = list(source.get(LINKED) or ())
    if not arguments.get("userLinkedOnly"):
        said = (
            event["source"]
            for event in source.get(EVENTS) or ()
            if event["__typename"] == "CrossReferencedEvent" and event["willCloseTarget"]
        )
        pulls += [pull for pull in said if pull not in pulls]
    if not arguments.get("includeClosedPrs"):
        pulls = [pull for pull in pulls if pull["state"] != "CLOSED"]
    return _cut(pulls, _number_key, info, arguments)


def resolve_pulls(source: Node, info: Info, **arguments: Any) -> Node:
    """Give a repository's pull requests; the oldest first, unless asked otherwise."""
    repository: Repository = source["_repository"]
    states = arguments.get("states")
    pulls = [
        pull for pull in repository.pulls.values() if states is None or pull["state"] in states
    ]
    order = arguments.get("orderBy") or {"field": "CREATED_AT", "direction": "ASC"}
    return _cut(pulls, _PULL_KEYS[order["field"]], info, arguments, order["direction"])


def resolve_releases(source: Node, info: Info, **arguments: Any) -> Node:
    """Give a repository's releases; the newest first, unless asked otherwise."""
    releases = list(source["_repository"].releases.values())
    order = arguments.get("orderBy") or {"field": "CREATED_AT", "direction": "DESC"}
    return _cut(releases, _RELEASE_KEYS[order["field"]], info, arguments, order["direction"])


def resolve_thing(source: Node, info: Info, **_: Any) -> Node | None:
    """Give what an event names; a thread that was deleted is named no more."""
    thing: Node | None = source.get(THING_OF[source["__typename"]])
    is_live = thing is not None and "_repository" in thing and "comments" in thing
    if is_live and thing and thing["id"] not in info.context.state.nodes:
        return None
    return thing


def resolve_pull(source: Node, info: Info, number: int) -> Node | None:
    """Give a pull request by its number."""
    pull: Node | None = source["_repository"].pulls.get(number)
    return pull


def _cut(items: list[Node], key: Any, info: Info, arguments: Node, direction: str = "ASC") -> Node:
    items = sorted(items, key=key)
    keys = [key(item) for item in items]
    is_descending = direction == "DESC"
    ordering = Ordering(items[::-1] if is_descending else items, keys, is_descending)
    return cut_sorted(ordering, key, read_bounds(info, arguments))


def _item_type(event: Node) -> str:
    return _CAPITAL.sub("_", event["__typename"]).upper()


def _serial_key(event: Node) -> Key:
    return (event["_serial"],)


def _number_key(pull: Node) -> Key:
    return (pull["url"],)


_PULL_KEYS = {
    "CREATED_AT": lambda pull: (pull["createdAt"], pull["number"]),
    "UPDATED_AT": lambda pull: (pull["updatedAt"], pull["number"]),
    "COMMENTS": lambda pull: (pull["number"],),
}
_RELEASE_KEYS = {
    "CREATED_AT": lambda release: (release["createdAt"], release["tagName"]),
    "NAME": lambda release: (release["name"], release["tagName"]),
}
