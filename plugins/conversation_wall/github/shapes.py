"""
From GitHub's connections to the interchange form that `parse` reads.

    flatten_thread ─→ Draft ─┬─ node      the thread, as far as it was read
                             └─ lists     `OpenList`: what is still to come, and where it goes

Whatever was asked for must be there: a comment without `isMinimized` is no comment that
was shown, and a list that is null is no empty list. `NotAThread` says what is missing.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from ..records import utc_text
from .values import Node, NotAThread

_OF_A_POST = frozenset(
    ("id", "url", "createdAt", "updatedAt", "author", "authorAssociation", "body", "reactionGroups")
)
_OF_A_THREAD = _OF_A_POST | {"number", "title", "locked", "closed", "stateReason"}
_OF_A_COMMENT = _OF_A_POST | {"isMinimized", "minimizedReason"}
_OF_AN_ITEM = {
    "issueComment": _OF_A_COMMENT,
    "discussionComment": _OF_A_COMMENT | {"isAnswer", "deletedAt", "replies"},
    "reply": _OF_A_COMMENT | {"deletedAt"},
    "label": frozenset(("name",)),
    "option": frozenset(("option", "totalVoteCount")),
    "event": frozenset(("createdAt",)),
    "linked": frozenset(("url",)),
}


@dataclass(slots=True, eq=False)
class OpenList:
    """A list with more to come: whose it is, what it holds, and where the items go."""

    owner_id: str
    owner_type: str
    name: str
    item: str
    cursor: str | None
    items: list[Any]
    is_restarted: bool = False


@dataclass(slots=True, eq=False)
class Draft:
    """A thread that is being read: when its reading began, and what is still open."""

    node: Node
    comment_total: int
    read_at: datetime
    lists: list[OpenList] = field(default_factory=list)

    @property
    def id(self) -> str:
        """GitHub's node id."""
        return str(self.node["id"])

    def to_text(self) -> str:
        """Write it down, to be finished another time."""
        lists = [
            [one.owner_id, one.owner_type, one.name, one.item, one.cursor] for one in self.lists
        ]
        return json.dumps([self.node, self.comment_total, utc_text(self.read_at), lists])


def draft_from_text(text: str) -> Draft:
    """Read what `Draft.to_text` wrote."""
    node, comment_total, read_at, lists = json.loads(text)
    draft = Draft(node, comment_total, datetime.fromisoformat(read_at))
    for owner_id, owner_type, name, item, cursor in lists:
        items = _items_of(node, owner_id, name)
        draft.lists.append(OpenList(owner_id, owner_type, name, item, cursor, items))
    return draft


def flatten_thread(node: Node, read_at: datetime) -> Draft:
    """Give a thread in the interchange form, and what is still to be read of it."""
    _look(node, _OF_A_THREAD, "the thread")
    thread = dict(node)
    type_, id_ = str(thread["__typename"]), str(thread["id"])
    comments = _connection(thread, "comments", "the thread")
    draft = Draft(thread, int(comments.get("totalCount") or 0), read_at)
    item = "issueComment" if type_ == "Issue" else "discussionComment"
    lists = [("labels", "label"), ("comments", item)]
    if "timelineItems" in thread:
        lists += [("timelineItems", "event"), ("closedByPullRequestsReferences", "linked")]
    for name, kind in lists:
        thread[name], more = _open(thread, id_, type_, name, kind)
        draft.lists += more
    for comment in thread["comments"]:
        draft.lists += flatten_item(comment, item)
    thread["reactionGroups"] = _reactions(thread)
    if thread.get("answer"):
        thread["answer"] = thread["answer"]["id"]
    if thread.get("milestone"):
        thread["milestone"] = thread["milestone"]["title"]
    if poll := thread.get("poll"):
        options, more = _open(poll, str(poll["id"]), "DiscussionPoll", "options", "option")
        thread["poll"] = poll | {"options": options}
        draft.lists += more
    return draft


def flatten_item(item: Node | None, kind: str) -> list[OpenList]:
    """Bring an item of a list into the interchange form, in place; give what is open in it."""
    _look(item, _OF_AN_ITEM[kind], f"a {kind}")
    assert item is not None
    if "reactionGroups" in item:
        item["reactionGroups"] = _reactions(item)
    if kind != "discussionComment":
        return []
    item["replies"], more = _open(item, str(item["id"]), "DiscussionComment", "replies", "reply")
    return more


def list_page(connection: Node | None, item: str) -> tuple[list[Any], str | None]:
    """
    Give the items of a page of a list, and the cursor to go on from, if it goes on.

    An event that leads where the token may not look is left out.
    """
    page = (connection or {}).get("pageInfo")
    if not connection or page is None or connection.get("nodes") is None:
        raise NotAThread("a list in it was not given")
    items = connection["nodes"]
    if item == "event":
        items = [each for each in items if each is not None]
    return items, next_cursor(connection)


def next_cursor(connection: Mapping[str, Any]) -> str | None:
    """Give where the next page of a list begins; None where there is none."""
    page = connection["pageInfo"]
    return str(page["endCursor"]) if page["hasNextPage"] else None


def _open(
    node: Node, owner_id: str, owner_type: str, name: str, item: str
) -> tuple[list[Any], list[OpenList]]:
    connection = _connection(node, name, f"the {owner_type}")
    if "pageInfo" not in connection:
        # It was only counted.
        is_empty = not connection.get("totalCount")
        items: list[Any] = []
        return items, [] if is_empty else [OpenList(owner_id, owner_type, name, item, None, items)]
    items, cursor = list_page(connection, item)
    for each in items:
        _look(each, _OF_AN_ITEM[item], f"a {item}")
    if cursor is None:
        return items, []
    return items, [OpenList(owner_id, owner_type, name, item, cursor, items)]


def _connection(node: Node, name: str, what: str) -> Node:
    connection = node.get(name)
    if not isinstance(connection, dict):
        raise NotAThread(f"{what} came without its '{name}'")
    return connection


def _look(node: Node | None, keys: frozenset[str], what: str) -> None:
    if node is None or not keys <= node.keys():
        missing = min(keys - node.keys()) if node else "words"
        raise NotAThread(f"{what} came without its '{missing}'")


def _items_of(node: Node, owner_id: str, name: str) -> list[Any]:
    """Find the list of an owner in a thread that was written down."""
    if name == "options":
        options: list[Any] = node["poll"]["options"]
        return options
    owners = (node, *node["comments"])
    items: list[Any] = next(owner for owner in owners if owner["id"] == owner_id)[name]
    return items


def _reactions(node: Node) -> list[Node]:
    groups = node.get("reactionGroups") or ()
    counted = ((group["content"], group["reactors"]["totalCount"]) for group in groups)
    return [{"content": content, "totalCount": count} for content, count in counted if count]
