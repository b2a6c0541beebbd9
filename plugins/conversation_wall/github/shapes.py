"""
From GitHub's connections to the interchange form that `parse` reads.

A list that goes on beyond its first page, or was only counted, is named as an
`OpenList`, to be completed before the thread is saved.
"""

from dataclasses import dataclass
from typing import Any

from .parse import Node


@dataclass(frozen=True, slots=True)
class OpenList:
    """A list with more to come: whose it is, what it holds, and where the items go."""

    owner_id: str
    owner_type: str
    name: str
    item: str
    cursor: str | None
    items: list[Any]


def flatten_thread(node: Node) -> tuple[Node, list[OpenList]]:
    """Give a thread in the interchange form, and what is still to be read of it."""
    thread = dict(node)
    type_, id_ = str(thread["__typename"]), str(thread["id"])
    open_lists: list[OpenList] = []
    for name, item in (("labels", "label"), ("comments", _comment_item(type_))):
        thread[name], more = _open(thread.get(name), id_, type_, name, item)
        open_lists += more
    for comment in list(thread["comments"]):
        open_lists += flatten_item(comment, "discussionComment")
    thread["reactionGroups"] = _reactions(thread)
    if thread.get("answer"):
        thread["answer"] = thread["answer"]["id"]
    if thread.get("milestone"):
        thread["milestone"] = thread["milestone"]["title"]
    if poll := thread.get("poll"):
        options, more = _open(
            poll.get("options"), str(poll["id"]), "DiscussionPoll", "options", "option"
        )
        thread["poll"] = poll | {"options": options}
        open_lists += more
    return thread, open_lists


def flatten_item(item: Node, kind: str) -> list[OpenList]:
    """Bring an item of a list into the interchange form, in place; give what is open in it."""
    if "reactionGroups" in item:
        item["reactionGroups"] = _reactions(item)
    if kind != "discussionComment" or "replies" not in item:
        return []
    item["replies"], more = _open(
        item["replies"], str(item["id"]), "DiscussionComment", "replies", "reply"
    )
    return more


def _open(
    connection: Node | None, owner_id: str, owner_type: str, name: str, item: str
) -> tuple[list[Any], list[OpenList]]:
    if not connection:
        return [], []
    items = [node for node in connection.get("nodes") or () if node]
    page = connection.get("pageInfo")
    goes_on = page["hasNextPage"] if page else connection.get("totalCount", 0) > 0
    if not goes_on:
        return items, []
    cursor = page["endCursor"] if page else None
    return items, [OpenList(owner_id, owner_type, name, item, cursor, items)]


def _comment_item(type_: str) -> str:
    return "issueComment" if type_ == "Issue" else "discussionComment"


def _reactions(node: Node) -> list[Node]:
    groups = node.get("reactionGroups") or ()
    counted = ((group["content"], group["reactors"]["totalCount"]) for group in groups)
    return [{"content": content, "totalCount": count} for content, count in counted if count]
