"""
From GitHub's JSON to records, and back.

The JSON is a GraphQL node of `Discussion` or `Issue` whose connections are plain lists
and whose `answer` and `milestone` are an id and a title: the interchange form. `sync`
brings GitHub's answers into it before they come here, so there is one parser.

Whatever GitHub may leave out has a default; what no thread can be without is asked for
by name, and its absence is told.
"""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, TypeVar

from ..records import (
    GHOST,
    CategoryRecord,
    LabelRecord,
    PersonRecord,
    PollOptionRecord,
    PollRecord,
    PostRecord,
    ReactionRecord,
    ThreadRecord,
    ThreadType,
)

T = TypeVar("T")
# JSON as the standard library gives it.
Node = dict[str, Any]

# SQLite's largest whole number.
_LARGEST = 2**63 - 1
# The addresses of attachments in `bodyHTML` carry a key that is new at each reading and
# ends after 300 seconds (exp - nbf of its token): without it the text is stable.
_PASSING_KEY = re.compile(
    r"(https://private-user-images\.githubusercontent\.com/[^\s\"'<>?]+)\?[^\s\"'<>]*"
)


class NotAThread(ValueError):  # noqa: N818 - says what the line is, as the message goes on to do
    """The JSON is not a thread; the text says what is missing or wrong in it."""


def parse_thread(node: object, source: str) -> ThreadRecord:
    """Make a record of a thread of `source`. Raises `NotAThread`."""
    node = _object(node, "the thread")
    type_ = _thread_type(node)
    chosen_by = node.get("answerChosenBy")
    return ThreadRecord(
        source=source,
        type=type_,
        number=_required(node, "number", _number),
        title=_required(node, "title", _text),
        opening=_parse_post(node, "the thread"),
        comments=_list(node, "comments", _parse_comment),
        labels=_list(node, "labels", _parse_label),
        is_locked=_flag(node, "locked"),
        lock_reason=_maybe(node, "activeLockReason", _text),
        is_closed=_flag(node, "closed"),
        closed_at=_maybe(node, "closedAt", _moment),
        state=_maybe(node, "state", _text),
        state_reason=_maybe(node, "stateReason", _text),
        is_pinned=_maybe(node, "isPinned", _bool),
        milestone=_maybe(node, "milestone", _text),
        category=_maybe(node, "category", _parse_category),
        is_answered=_maybe(node, "isAnswered", _bool),
        answer_id=_maybe(node, "answer", _text),
        answer_chosen_at=_maybe(node, "answerChosenAt", _moment),
        answer_chosen_by=_parse_person(chosen_by) if chosen_by else None,
        poll=_maybe(node, "poll", _parse_poll),
    )


def _thread_type(node: Node) -> ThreadType:
    try:
        return ThreadType(node.get("__typename"))
    except ValueError as error:
        raise NotAThread(
            f"its '__typename' is {node.get('__typename')!r}, not 'Discussion' or 'Issue'"
        ) from error


def _parse_comment(node: object) -> PostRecord:
    return _parse_post(_object(node, "a comment"), "a comment")


def _parse_post(node: Node, what: str) -> PostRecord:
    author = node.get("author")
    created_at = _required(node, "createdAt", _moment, what)
    html = _maybe(node, "bodyHTML", _text)
    return PostRecord(
        id=_required(node, "id", _text, what),
        database_id=_maybe(node, "databaseId", _number),
        full_database_id=_maybe(node, "fullDatabaseId", _text),
        url=_required(node, "url", _text, what),
        created_at=created_at,
        updated_at=_maybe(node, "updatedAt", _moment) or created_at,
        last_edited_at=_maybe(node, "lastEditedAt", _moment),
        author=_parse_person(author) if author else GHOST,
        association=_maybe(node, "authorAssociation", _text) or "NONE",
        body=_maybe(node, "body", _text) or "",
        body_html=_PASSING_KEY.sub(r"\1", html) if html else None,
        is_minimized=_flag(node, "isMinimized"),
        minimized_reason=_maybe(node, "minimizedReason", _text),
        reactions=_list(node, "reactionGroups", _parse_reaction),
        is_answer=_flag(node, "isAnswer"),
        upvote_count=_maybe(node, "upvoteCount", _number) or 0,
        deleted_at=_maybe(node, "deletedAt", _moment),
        replies=_list(node, "replies", _parse_comment) if what == "a comment" else (),
    )


def _parse_person(value: object) -> PersonRecord:
    node = _object(value, "an author")
    return PersonRecord(
        typename=_maybe(node, "__typename", _text) or "User",
        login=_required(node, "login", _text, "an author"),
        avatar_url=_maybe(node, "avatarUrl", _text) or "",
        url=_maybe(node, "url", _text) or "",
        database_id=_maybe(node, "databaseId", _number),
    )


def _parse_label(value: object) -> LabelRecord:
    node = _object(value, "a label")
    return LabelRecord(
        name=_required(node, "name", _text, "a label"),
        color=_maybe(node, "color", _text) or "",
        description=_maybe(node, "description", _text),
    )


def _parse_reaction(value: object) -> ReactionRecord:
    node = _object(value, "a reaction")
    return ReactionRecord(
        content=_required(node, "content", _text, "a reaction"),
        total_count=_required(node, "totalCount", _number, "a reaction"),
    )


def _parse_category(value: object) -> CategoryRecord:
    node = _object(value, "a category")
    return CategoryRecord(
        id=_maybe(node, "id", _text) or "",
        name=_required(node, "name", _text, "a category"),
        slug=_required(node, "slug", _text, "a category"),
        emoji=_maybe(node, "emoji", _text) or "",
        emoji_html=_maybe(node, "emojiHTML", _text) or None,
        is_answerable=_flag(node, "isAnswerable"),
    )


def _parse_poll(value: object) -> PollRecord:
    node = _object(value, "a poll")
    return PollRecord(
        question=_required(node, "question", _text, "a poll"),
        total_vote_count=_maybe(node, "totalVoteCount", _number) or 0,
        options=_list(node, "options", _parse_poll_option),
    )


def _parse_poll_option(value: object) -> PollOptionRecord:
    node = _object(value, "a poll's option")
    return PollOptionRecord(
        option=_required(node, "option", _text, "a poll's option"),
        total_vote_count=_maybe(node, "totalVoteCount", _number) or 0,
    )


def _required(node: Node, key: str, read: Callable[[object], T], what: str = "the thread") -> T:
    value = _maybe(node, key, read)
    if value is None:
        raise NotAThread(f"{what} has no '{key}'")
    return value


def _maybe(node: Node, key: str, read: Callable[[object], T]) -> T | None:
    value = node.get(key)
    if value is None:
        return None
    try:
        return read(value)
    except NotAThread:
        raise
    except ValueError as error:
        raise NotAThread(f"its '{key}' {error}") from error


def _list(node: Node, key: str, read: Callable[[object], T]) -> tuple[T, ...]:
    values = node.get(key)
    if values is None:
        return ()
    if not isinstance(values, list):
        raise NotAThread(f"its '{key}' is not a list")
    return tuple(read(value) for value in values)


def _flag(node: Node, key: str) -> bool:
    return _maybe(node, key, _bool) or False


def _object(value: object, what: str) -> Node:
    if not isinstance(value, dict):
        raise NotAThread(f"{what} is not a JSON object")
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("is not a text")
    if not value.isascii():
        # Half a pair of UTF-16 can be written in JSON, but in no other encoding.
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return value


def _number(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= _LARGEST:
        raise ValueError("is not a whole number")
    return value


def _bool(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError("is neither true nor false")
    return value


def _moment(value: object) -> datetime:
    try:
        moment = datetime.fromisoformat(str(value))
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError) as error:
        raise ValueError("is not a time like 2026-11-23T09:40:00Z") from error
