"""The connections of threads and posts: filters and orders of Issues, Discussions, comments."""

from collections.abc import Callable, Sequence
from typing import Any

from graphql import GraphQLError

from .cursors import Key
from .pages import Info, Node, Ordering, cut_sorted, read_bounds
from .state import DISCUSSION, ISSUE, Repository

DEFAULT_ORDERS: dict[str, Node] = {
    ISSUE: {"field": "CREATED_AT", "direction": "ASC"},
    DISCUSSION: {"field": "UPDATED_AT", "direction": "DESC"},
}

KEYS: dict[str, Callable[[Node], Key]] = {
    "CREATED_AT": lambda thread: (thread["createdAt"], thread["number"]),
    "UPDATED_AT": lambda thread: (thread["updatedAt"], thread["number"]),
    "COMMENTS": lambda thread: (len(thread["comments"]), thread["number"]),
}


def resolve_issues(source: Node, info: Info, **arguments: Any) -> Node:
    """Give a repository's Issues; the oldest first, unless asked otherwise."""
    filters: Node = dict(arguments.get("filterBy") or {})
    for name in ("labels", "states"):
        if arguments.get(name):
            filters[name] = arguments[name]
    return _resolve_threads(source, info, ISSUE, filters, arguments)


def resolve_labelled_issues(source: Node, info: Info, **arguments: Any) -> Node:
    """Give the Issues with a label."""
    labelled = arguments | {"labels": [source["name"]]}
    return resolve_issues(source, info, **labelled)


def resolve_milestone_issues(source: Node, info: Info, **arguments: Any) -> Node:
    """Give the Issues of a milestone."""
    filters: Node = dict(arguments.get("filterBy") or {})
    filters["milestoneNumber"] = str(source["number"])
    return resolve_issues(source, info, **(arguments | {"filterBy": filters}))


def resolve_discussions(source: Node, info: Info, **arguments: Any) -> Node:
    """Give a repository's Discussions; the last changed first, unless asked otherwise."""
    wanted = ("states", "categoryId", "answered")
    filters = {name: arguments[name] for name in wanted if arguments.get(name) is not None}
    return _resolve_threads(source, info, DISCUSSION, filters, arguments)


def resolve_comments(source: Node, info: Info, **arguments: Any) -> Node:
    """Give a thread's comments, the oldest first; Issues may ask by change."""
    comments: Sequence[Node] = source["comments"]
    order = arguments.get("orderBy")
    if order is None:
        return _cut_posts(comments, info, arguments)
    items = sorted(comments, key=_update_key)
    keys = [_update_key(comment) for comment in items]
    is_descending = order["direction"] == "DESC"
    ordering = Ordering(items[::-1] if is_descending else items, keys, is_descending)
    return cut_sorted(ordering, _update_key, read_bounds(info, arguments))


def resolve_replies(source: Node, info: Info, **arguments: Any) -> Node:
    """Give the replies to a comment, the oldest first."""
    return _cut_posts(source["replies"], info, arguments)


def _resolve_threads(
    source: Node,
    info: Info,
    kind: str,
    filters: Node,
    arguments: Node,
) -> Node:
    repository: Repository = source["_repository"]
    order = arguments.get("orderBy") or DEFAULT_ORDERS[kind]
    key = KEYS[order["field"]]
    bounds = read_bounds(info, arguments)
    if not repository.has_kind(kind):
        return cut_sorted(Ordering([], []), key, bounds)
    name = (kind, order["field"], order["direction"], repr(sorted(filters.items())))
    ordering = repository.order_threads(
        kind, key, _make_filter(repository, filters), order["direction"] == "DESC", name
    )
    return cut_sorted(ordering, key, bounds)


def _make_filter(repository: Repository, filters: Node) -> Callable[[Node], bool]:
    """Make one test out of the filters of Issues and Discussions alike."""
    tests: list[Callable[[Node], bool]] = []
    for name, value in filters.items():
        if value in (None, [], False) and name != "answered":
            continue
        if name not in FILTERS:
            raise GraphQLError(f"The emulator cannot filter Issues by {name}.")
        tests.append(FILTERS[name](repository, value))
    return lambda thread: all(test(thread) for test in tests)


def _of_states(repository: Repository, states: list[str]) -> Callable[[Node], bool]:
    return lambda thread: _state(thread) in states


def _of_labels(repository: Repository, labels: list[str]) -> Callable[[Node], bool]:
    return lambda thread: any(label["name"] in labels for label in thread["labels"])


def _since(repository: Repository, since: str) -> Callable[[Node], bool]:
    return lambda thread: str(thread["updatedAt"]) >= since


def _by_author(repository: Repository, login: str) -> Callable[[Node], bool]:
    return lambda thread: bool(thread["author"]) and thread["author"]["login"] == login


def _of_milestone(repository: Repository, number: str) -> Callable[[Node], bool]:
    if number == "*":
        return lambda thread: thread.get("milestone") is not None
    numbers = {title: str(each["number"]) for title, each in repository.milestones.items()}
    return lambda thread: numbers.get(thread.get("milestone") or "") == number


def _of_category(repository: Repository, category_id: str) -> Callable[[Node], bool]:
    return lambda thread: thread["category"]["id"] == category_id


def _is_answered(repository: Repository, wanted: bool) -> Callable[[Node], bool]:
    return lambda thread: thread["isAnswered"] is wanted


FILTERS: dict[str, Callable[[Repository, Any], Callable[[Node], bool]]] = {
    "states": _of_states,
    "labels": _of_labels,
    "since": _since,
    "createdBy": _by_author,
    "milestone": _of_milestone,
    "milestoneNumber": _of_milestone,
    "categoryId": _of_category,
    "answered": _is_answered,
}


def _state(thread: Node) -> str:
    return str(thread.get("state") or ("CLOSED" if thread["closed"] else "OPEN"))


def _cut_posts(posts: Sequence[Node], info: Info, arguments: Node) -> Node:
    bounds = read_bounds(info, arguments)
    has_cursor = bounds is not None and (bounds.after or bounds.before)
    keys = [_serial_key(post) for post in posts] if has_cursor else []
    return cut_sorted(Ordering(posts, keys), _serial_key, bounds)


def _serial_key(post: Node) -> Key:
    return (post["_serial"],)


def _update_key(post: Node) -> Key:
    return (post["updatedAt"], post["_serial"])
