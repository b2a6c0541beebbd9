"""
Reactions: GitHub's eight groups in its fixed order, with whoever reacted.

Files tell only how many there were. Where a reaction was made in the emulator, its
person and time are known; the others are given made-up persons, "reader-1" and on.
"""

from typing import Any

from .pages import Info, Node, cut_listed, read_bounds
from .state import HOST

CONTENTS = (
    "THUMBS_UP",
    "THUMBS_DOWN",
    "LAUGH",
    "HOORAY",
    "CONFUSED",
    "HEART",
    "ROCKET",
    "EYES",
)


def resolve_groups(source: Node, info: Info) -> list[Node]:
    """Give all eight groups, the empty ones too, as GitHub does."""
    counted = {group["content"]: group for group in source["reactionGroups"]}
    return [
        {
            "content": content,
            "createdAt": source["createdAt"] if content in counted else None,
            "subject": source,
            "_group": counted.get(content),
        }
        for content in CONTENTS
    ]


def resolve_reactors(source: Node, info: Info, **arguments: Any) -> Node:
    """Give who reacted in one group; its count needs no paging."""
    bounds = read_bounds(info, arguments)
    group = source["_group"]
    if bounds is None:
        return {"totalCount": group["totalCount"] if group else 0}
    return cut_listed(_reactions_of(source["subject"], group), bounds, _name, _edge)


def resolve_reacting_users(source: Node, info: Info, **arguments: Any) -> Node:
    """Give the users of one group, by the field that `reactors` has replaced."""
    return resolve_reactors(source, info, **arguments)


def resolve_reactions(
    source: Node, info: Info, content: str | None = None, **arguments: Any
) -> Node:
    """Give single reactions, of one content or of all."""
    reactions = [
        reaction
        for group in source["reactionGroups"]
        if content in (None, group["content"])
        for reaction in _reactions_of(source, group)
    ]
    return cut_listed(reactions, read_bounds(info, arguments), _name)


def _reactions_of(post: Node, group: Node | None) -> list[Node]:
    if group is None:
        return []
    known = group.get("_reactions", [])
    made_up = [
        {"user": _reader(number), "createdAt": post["createdAt"]}
        for number in range(1, group["totalCount"] - len(known) + 1)
    ]
    return [
        {
            "__typename": "Reaction",
            "id": f"REA_{post['id']}-{group['content']}-{reaction['user']['login']}",
            "content": group["content"],
            "reactable": post,
            **reaction,
        }
        for reaction in (*made_up, *known)
    ]


def _reader(number: int) -> Node:
    login = f"reader-{number}"
    url = f"{HOST}/{login}"
    return {"__typename": "User", "login": login, "url": url, "avatarUrl": f"{url}.png"}


def _name(reaction: Node) -> str:
    return str(reaction["id"])


def _edge(reaction: Node) -> Node:
    return {"node": reaction["user"], "reactedAt": reaction["createdAt"]}
