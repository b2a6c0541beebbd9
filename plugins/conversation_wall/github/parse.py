"""
From GitHub's JSON to records, and back.

The JSON is a GraphQL node of `Discussion` or `Issue` whose connections are plain lists
and whose `answer` and `milestone` are an id and a title: the interchange form. `sync`
brings GitHub's answers into it before they come here, so there is one parser.

Whatever GitHub may leave out has a default; what no thread can be without is asked for
by name, and its absence is told.
"""

import re

from ..records import (
    CategoryRecord,
    LabelRecord,
    PollOptionRecord,
    PollRecord,
    PostRecord,
    ReactionRecord,
    ThreadRecord,
    ThreadType,
)
from .persons import parse_person
from .traces import parse_traces
from .values import (
    Node,
    NotAThread,
    a_bool,
    a_moment,
    a_number,
    a_text,
    an_object,
    flag,
    list_of,
    maybe,
    required,
)

# The addresses of attachments in `bodyHTML` carry a key that is new at each reading and
# ends after 300 seconds (exp - nbf of its token): without it the text is stable.
_PASSING_KEY = re.compile(
    r"(https://private-user-images\.githubusercontent\.com/[^\s\"'<>?]+)\?[^\s\"'<>]*"
)


def parse_thread(node: object, source: str) -> ThreadRecord:
    """Make a record of a thread of `source`. Raises `NotAThread`."""
    node = an_object(node, "the thread")
    type_ = _thread_type(node)
    chosen_by = node.get("answerChosenBy")
    return ThreadRecord(
        source=source,
        type=type_,
        number=required(node, "number", a_number),
        title=required(node, "title", a_text),
        opening=_parse_post(node, "the thread"),
        comments=list_of(node, "comments", _parse_comment),
        labels=list_of(node, "labels", _parse_label),
        is_locked=flag(node, "locked"),
        lock_reason=maybe(node, "activeLockReason", a_text),
        is_closed=flag(node, "closed"),
        closed_at=maybe(node, "closedAt", a_moment),
        state=maybe(node, "state", a_text),
        state_reason=maybe(node, "stateReason", a_text),
        is_pinned=maybe(node, "isPinned", a_bool),
        milestone=maybe(node, "milestone", a_text),
        category=maybe(node, "category", _parse_category),
        is_answered=maybe(node, "isAnswered", a_bool),
        answer_id=maybe(node, "answer", a_text),
        answer_chosen_at=maybe(node, "answerChosenAt", a_moment),
        answer_chosen_by=parse_person(chosen_by) if chosen_by else None,
        poll=maybe(node, "poll", _parse_poll),
        traces=parse_traces(node),
    )


def _thread_type(node: Node) -> ThreadType:
    try:
        return ThreadType(node.get("__typename"))
    except ValueError as error:
        raise NotAThread(
            f"its '__typename' is {node.get('__typename')!r}, not 'Discussion' or 'Issue'"
        ) from error


def _parse_comment(node: object) -> PostRecord:
    return _parse_post(an_object(node, "a comment"), "a comment")


def _parse_post(node: Node, what: str) -> PostRecord:
    created_at = required(node, "createdAt", a_moment, what)
    html = maybe(node, "bodyHTML", a_text)
    return PostRecord(
        id=required(node, "id", a_text, what),
        database_id=maybe(node, "databaseId", a_number),
        full_database_id=maybe(node, "fullDatabaseId", a_text),
        url=required(node, "url", a_text, what),
        created_at=created_at,
        updated_at=maybe(node, "updatedAt", a_moment) or created_at,
        last_edited_at=maybe(node, "lastEditedAt", a_moment),
        author=parse_person(node.get("author")),
        association=maybe(node, "authorAssociation", a_text) or "NONE",
        body=maybe(node, "body", a_text) or "",
        body_html=_PASSING_KEY.sub(r"\1", html) if html else None,
        is_minimized=flag(node, "isMinimized"),
        minimized_reason=maybe(node, "minimizedReason", a_text),
        reactions=list_of(node, "reactionGroups", _parse_reaction),
        is_answer=flag(node, "isAnswer"),
        upvote_count=maybe(node, "upvoteCount", a_number) or 0,
        deleted_at=maybe(node, "deletedAt", a_moment),
        replies=list_of(node, "replies", _parse_comment) if what == "a comment" else (),
    )


def _parse_label(value: object) -> LabelRecord:
    node = an_object(value, "a label")
    return LabelRecord(
        name=required(node, "name", a_text, "a label"),
        color=maybe(node, "color", a_text) or "",
        description=maybe(node, "description", a_text),
    )


def _parse_reaction(value: object) -> ReactionRecord:
    node = an_object(value, "a reaction")
    return ReactionRecord(
        content=required(node, "content", a_text, "a reaction"),
        total_count=required(node, "totalCount", a_number, "a reaction"),
    )


def _parse_category(value: object) -> CategoryRecord:
    node = an_object(value, "a category")
    return CategoryRecord(
        id=maybe(node, "id", a_text) or "",
        name=required(node, "name", a_text, "a category"),
        slug=required(node, "slug", a_text, "a category"),
        emoji=maybe(node, "emoji", a_text) or "",
        emoji_html=maybe(node, "emojiHTML", a_text) or None,
        is_answerable=flag(node, "isAnswerable"),
    )


def _parse_poll(value: object) -> PollRecord:
    node = an_object(value, "a poll")
    return PollRecord(
        question=required(node, "question", a_text, "a poll"),
        total_vote_count=maybe(node, "totalVoteCount", a_number) or 0,
        options=list_of(node, "options", _parse_poll_option),
    )


def _parse_poll_option(value: object) -> PollOptionRecord:
    node = an_object(value, "a poll's option")
    return PollOptionRecord(
        option=required(node, "option", a_text, "a poll's option"),
        total_vote_count=maybe(node, "totalVoteCount", a_number) or 0,
    )
