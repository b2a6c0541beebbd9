"""What GitHub answers takes the form of the files, and what did not come is never taken for none."""

from datetime import UTC, datetime
from typing import Any

import pytest

from conversation_wall.github.shapes import draft_from_text, flatten_item, flatten_thread
from conversation_wall.github.values import NotAThread

READ_AT = datetime(2026, 11, 3, 10, tzinfo=UTC)
WHEN = "2026-01-02T03:04:05Z"
THUMBS = [
    {"content": "THUMBS_UP", "reactors": {"totalCount": 2}},
    {"content": "HEART", "reactors": {"totalCount": 0}},
]
POST: dict[str, Any] = {
    "createdAt": WHEN,
    "updatedAt": WHEN,
    "author": None,
    "authorAssociation": "NONE",
    "body": "It hums.",
    "reactionGroups": [],
}


def a_node(**fields: Any) -> dict[str, Any]:
    """Build a Discussion as GitHub answers, without comments."""
    return {
        "__typename": "Discussion",
        "id": "D_1",
        "number": 1,
        "url": "https://github.com/ada/lamps/discussions/1",
        "title": "The lamp hums",
        "locked": False,
        "closed": False,
        "stateReason": None,
        "labels": {"totalCount": 0},
        "comments": a_list(),
        **POST,
    } | fields


def a_comment(name: str = "C_1", **fields: Any) -> dict[str, Any]:
    """Build a comment of a Discussion as GitHub answers, without replies."""
    return {
        "id": name,
        "url": f"https://github.com/x#{name}",
        "isMinimized": False,
        "minimizedReason": None,
        "isAnswer": False,
        "deletedAt": None,
        "replies": {"totalCount": 0},
        **POST,
    } | fields


def a_list(*nodes: Any, more: str | None = None) -> dict[str, Any]:
    """Build a page of one of GitHub's lists; `more` is the cursor to go on from."""
    page = {"hasNextPage": more is not None, "endCursor": more}
    return {"totalCount": len(nodes), "pageInfo": page, "nodes": list(nodes)}


def without(node: dict[str, Any], key: str) -> dict[str, Any]:
    """Leave a field out, as a GitHub would that has changed."""
    return {name: value for name, value in node.items() if name != key}


def test_connections_become_lists() -> None:
    """A thread as GitHub answers has the form of the files after flattening."""
    node = a_node(
        comments=a_list(a_comment(reactionGroups=THUMBS)),
        reactionGroups=THUMBS,
        answer={"id": "C_1"},
        milestone={"title": "Spring"},
    )
    draft = flatten_thread(node, READ_AT)

    counted = [{"content": "THUMBS_UP", "totalCount": 2}]
    assert [] == draft.lists
    assert [a_comment(reactionGroups=counted, replies=[])] == draft.node["comments"]
    assert ([], counted) == (draft.node["labels"], draft.node["reactionGroups"])
    assert ("C_1", "Spring") == (draft.node["answer"], draft.node["milestone"])
    assert (1, READ_AT) == (draft.comment_total, draft.read_at)


def a_long_node() -> dict[str, Any]:
    """Build a thread of whose every list there is more."""
    return a_node(
        labels={"totalCount": 3},
        comments=a_list(a_comment(replies={"totalCount": 2}), more="abc"),
        poll={"id": "P_1", "question": "?", "totalVoteCount": 0, "options": {"totalCount": 2}},
    )


def test_longer_lists_are_named() -> None:
    """Every list that goes on, or was only counted, is still to be read."""
    lists = flatten_thread(a_long_node(), READ_AT).lists

    expected = [
        ("D_1", "Discussion", "labels", None),
        ("D_1", "Discussion", "comments", "abc"),
        ("C_1", "DiscussionComment", "replies", None),
        ("P_1", "DiscussionPoll", "options", None),
    ]
    assert expected == [(one.owner_id, one.owner_type, one.name, one.cursor) for one in lists]


def test_draft_is_written_down_and_read_back() -> None:
    """A thread that is half read goes on in another run: its lists are those of its words."""
    draft = flatten_thread(a_long_node(), READ_AT)
    again = draft_from_text(draft.to_text())
    for one in again.lists:
        one.items.append({"id": one.name})

    assert draft.to_text().startswith('[{"__typename": "Discussion"')
    assert (READ_AT, 1) == (again.read_at, again.comment_total)
    assert {"id": "labels"} == again.node["labels"][-1]
    assert ["C_1", "comments"] == [comment["id"] for comment in again.node["comments"]]
    assert [{"id": "replies"}] == again.node["comments"][0]["replies"]
    assert [{"id": "options"}] == again.node["poll"]["options"]


@pytest.mark.parametrize(
    ("node", "missing"),
    [
        (without(a_node(), "body"), "'body'"),
        (a_node(comments=None), "'comments'"),
        (a_node(labels=None), "'labels'"),
        (a_node(comments=a_list() | {"nodes": None}), "a list"),
        (a_node(comments=a_list(None)), "a discussionComment"),
        (a_node(comments=a_list(without(a_comment(), "isMinimized"))), "'isMinimized'"),
        (a_node(comments=a_list(a_comment(replies=None))), "'replies'"),
    ],
)
def test_what_did_not_come_is_missed(node: dict[str, Any], missing: str) -> None:
    """A comment without its mark is not taken for shown, nor a missing list for an empty one."""
    with pytest.raises(NotAThread, match=missing):
        flatten_thread(node, READ_AT)


def test_missing_item_of_a_further_page_is_missed() -> None:
    """On later pages, too, a comment that did not come is not skipped."""
    with pytest.raises(NotAThread, match="a reply"):
        flatten_item(None, "reply")
