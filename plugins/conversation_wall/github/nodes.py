"""From records to the interchange form: every key, in GitHub's order, as `parse` reads it."""

from datetime import datetime

from ..records import (
    PostRecord,
    ReactionRecord,
    ThreadRecord,
    ThreadType,
    utc_text,
)
from .persons import person_node
from .traces import trace_lists
from .values import Node


def thread_node(thread: ThreadRecord) -> Node:
    """
    Write a thread as GitHub's node.

    `poll`, an author's `databaseId` and what happened to the thread stand only where they
    are known: older files do not have them.
    """
    is_issue = thread.type is ThreadType.ISSUE
    opening = thread.opening
    node: Node = {"__typename": thread.type.value} | _ids(opening, is_issue=is_issue)
    node |= {
        "number": thread.number,
        "url": opening.url,
        "title": thread.title,
        "body": opening.body,
        "bodyHTML": opening.body_html,
        **_times(opening),
        **_author(opening),
        "locked": thread.is_locked,
        "activeLockReason": thread.lock_reason,
        "closed": thread.is_closed,
        "closedAt": _maybe_time(thread.closed_at),
    }
    node |= _issue_part(thread) if is_issue else _discussion_part(thread)
    return node | {
        "labels": [
            {"name": label.name, "color": label.color, "description": label.description}
            for label in thread.labels
        ],
        "reactionGroups": _reactions(opening.reactions),
        **trace_lists(thread.traces),
        "comments": [_comment(comment, is_issue=is_issue) for comment in thread.comments],
    }


def _issue_part(thread: ThreadRecord) -> Node:
    return {
        "state": thread.state,
        "stateReason": thread.state_reason,
        "isPinned": thread.is_pinned,
        "milestone": thread.milestone,
    }


def _discussion_part(thread: ThreadRecord) -> Node:
    category, poll = thread.category, thread.poll
    node: Node = {
        "stateReason": thread.state_reason,
        "category": category
        and {
            "id": category.id,
            "name": category.name,
            "slug": category.slug,
            "emoji": category.emoji,
            "emojiHTML": category.emoji_html,
            "isAnswerable": category.is_answerable,
        },
        "isAnswered": thread.is_answered,
        "answer": thread.answer_id,
        "answerChosenAt": _maybe_time(thread.answer_chosen_at),
        "answerChosenBy": person_node(thread.answer_chosen_by),
        "upvoteCount": thread.opening.upvote_count,
    }
    if poll:
        node["poll"] = {
            "question": poll.question,
            "totalVoteCount": poll.total_vote_count,
            "options": [
                {"option": option.option, "totalVoteCount": option.total_vote_count}
                for option in poll.options
            ],
        }
    return node


def _comment(post: PostRecord, *, is_issue: bool) -> Node:
    node = _ids(post, is_issue=is_issue) | {
        "url": post.url,
        **_times(post),
        **_author(post),
        "body": post.body,
        "bodyHTML": post.body_html,
        "isMinimized": post.is_minimized,
        "minimizedReason": post.minimized_reason,
        "reactionGroups": _reactions(post.reactions),
    }
    if not is_issue:
        node |= {
            "isAnswer": post.is_answer,
            "upvoteCount": post.upvote_count,
            "deletedAt": _maybe_time(post.deleted_at),
            "replies": [_comment(reply, is_issue=False) for reply in post.replies],
        }
    return node


def _ids(post: PostRecord, *, is_issue: bool) -> Node:
    node: Node = {"id": post.id, "databaseId": post.database_id}
    return node | {"fullDatabaseId": post.full_database_id} if is_issue else node


def _times(post: PostRecord) -> Node:
    return {
        "createdAt": utc_text(post.created_at),
        "updatedAt": utc_text(post.updated_at),
        "lastEditedAt": _maybe_time(post.last_edited_at),
    }


def _author(post: PostRecord) -> Node:
    return {"author": person_node(post.author), "authorAssociation": post.association}


def _reactions(reactions: tuple[ReactionRecord, ...]) -> list[Node]:
    return [
        {"content": reaction.content, "totalCount": reaction.total_count} for reaction in reactions
    ]


def _maybe_time(moment: datetime | None) -> str | None:
    return None if moment is None else utc_text(moment)
