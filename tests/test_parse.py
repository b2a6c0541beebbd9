"""GitHub's JSON becomes records in one way only, and records become the same JSON again."""

from datetime import UTC, datetime
from typing import Any

import pytest

from conversation_wall.github.nodes import thread_node
from conversation_wall.github.parse import parse_thread
from conversation_wall.github.values import NotAThread
from conversation_wall.records import GHOST, PersonRecord, ThreadType

SOURCE = "ada/lamps"
WHEN = "2026-01-02T03:04:05Z"


def a_node(**fields: Any) -> dict[str, Any]:
    """Build the least that is a thread."""
    return {
        "__typename": "Discussion",
        "id": "D_1",
        "number": 1,
        "url": "https://github.com/ada/lamps/discussions/1",
        "title": "The lamp hums",
        "createdAt": WHEN,
    } | fields


def a_comment(name: str = "C_1", **fields: Any) -> dict[str, Any]:
    """Build the least that is a comment."""
    return {"id": name, "url": f"https://github.com/x#{name}", "createdAt": WHEN} | fields


# Records


def test_least_thread_has_defaults() -> None:
    """What GitHub may leave out is filled with what it means."""
    thread = parse_thread(a_node(), SOURCE)

    assert ThreadType.DISCUSSION is thread.type
    assert GHOST is thread.opening.author
    assert "NONE" == thread.opening.association
    assert "" == thread.opening.body
    assert thread.opening.created_at == thread.opening.updated_at
    assert (None, None, None) == (thread.is_pinned, thread.is_answered, thread.category)
    assert ((), (), None) == (thread.comments, thread.labels, thread.poll)


@pytest.mark.parametrize(
    "given",
    [WHEN, "2026-01-02T05:04:05+02:00", "2026-01-02T03:04:05", "2026-01-02T03:04:05.000Z"],
)
def test_time_is_read_as_utc(given: str) -> None:
    """Any zone becomes UTC, and a time without one is taken as UTC."""
    thread = parse_thread(a_node(createdAt=given), SOURCE)

    assert datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC) == thread.opening.created_at


def test_unknown_words_are_kept() -> None:
    """A reason, association or reaction that GitHub makes up tomorrow goes through."""
    reactions = [{"content": "ROLLING_EYES", "totalCount": 2}]
    node = a_node(
        authorAssociation="PATRON", activeLockReason="FULL_MOON", reactionGroups=reactions
    )

    again = thread_node(parse_thread(node, SOURCE))
    assert node == {key: again[key] for key in node}


def test_deleted_account_is_a_ghost() -> None:
    """An author that is null stays null in every place."""
    node = a_node(author=None, answerChosenBy=None, comments=[a_comment(author=None)])
    thread = parse_thread(node, SOURCE)

    assert GHOST is thread.opening.author is thread.comments[0].author
    assert thread.answer_chosen_by is None
    assert thread_node(thread)["comments"][0]["author"] is None


def test_account_keeps_its_number_where_known() -> None:
    """An author's number is written where GitHub gave it, and left out where not."""
    known = {"__typename": "Bot", "login": "b", "avatarUrl": "a", "url": "u", "databaseId": 7}
    unknown = {key: value for key, value in known.items() if key != "databaseId"}
    nodes = [thread_node(parse_thread(a_node(author=each), SOURCE)) for each in (known, unknown)]

    assert [known, unknown] == [node["author"] for node in nodes]
    assert (
        PersonRecord("Bot", "b", "a", "u", 7)
        == parse_thread(a_node(author=known), SOURCE).opening.author
    )


def test_replies_have_no_replies() -> None:
    """Discussions are one level deep: what stands below a reply belongs to nobody."""
    reply = a_comment("C_3", replies=[])
    node = a_node(comments=[a_comment(replies=[reply])])
    (comment,) = parse_thread(node, SOURCE).comments

    assert ["C_3"] == [reply.id for reply in comment.replies]


def test_passing_key_of_an_attachment_is_dropped() -> None:
    """The key that is new at each reading is no part of the text, which so stays the same."""
    address = "https://private-user-images.githubusercontent.com/1/2-a.png"
    html = f'<a href="{address}?jwt=ey.x.y"><img src="{address}?jwt=ey.x.y&amp;a=1" alt="?"></a>'
    thread = parse_thread(a_node(bodyHTML=html), SOURCE)

    assert f'<a href="{address}"><img src="{address}" alt="?"></a>' == thread.opening.body_html


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"title": 7}, "its 'title' is not a text"),
        ({"locked": "no"}, "its 'locked' is neither true nor false"),
        ({"closedAt": 7}, "its 'closedAt' is not a time"),
        ({"author": "ada"}, "an author is not a JSON object"),
        ({"author": {"url": "x"}}, "an author has no 'login'"),
        ({"labels": [{}]}, "a label has no 'name'"),
        ({"reactionGroups": [{"content": "HEART"}]}, "a reaction has no 'totalCount'"),
        ({"category": {"name": "Ideas"}}, "a category has no 'slug'"),
        ({"category": []}, "a category is not a JSON object"),
        ({"poll": {}}, "a poll has no 'question'"),
        ({"poll": {"question": "?", "options": [{}]}}, "a poll's option has no 'option'"),
        ({"comments": {}}, "its 'comments' is not a list"),
        ({"answer": {"id": "C_1"}}, "its 'answer' is not a text"),
    ],
)
def test_wrong_part_is_named(fields: dict[str, Any], reason: str) -> None:
    """What is wrong in a thread is told by the name that GitHub gives it."""
    with pytest.raises(NotAThread) as raised:
        parse_thread(a_node(**fields), SOURCE)

    assert str(raised.value).startswith(reason)
