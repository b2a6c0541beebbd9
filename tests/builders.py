"""
Builders of records and settings: valid by default, so that a test names only what matters.

Times are days after the start of 2025. Cara is a customer, Ada is on the team of `a_config`.
"""

import itertools
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from conversation_wall.config import Config, load_config
from conversation_wall.records import (
    GHOST,
    CategoryRecord,
    LabelRecord,
    PersonRecord,
    PostRecord,
    ReactionRecord,
    ThreadRecord,
    ThreadType,
    Trace,
)

_numbers = itertools.count(1001)


def on_day(day: float) -> datetime:
    """Give the time that is so many days after 1 January 2025."""
    return datetime(2025, 1, 1, tzinfo=UTC) + timedelta(days=day)


def a_person(
    login: str = "cara", *, typename: str = "User", database_id: int | None = None
) -> PersonRecord:
    """Build an account."""
    return PersonRecord(
        typename=typename,
        login=login,
        avatar_url=f"https://avatars.example/{login}",
        url=f"https://github.com/{login}",
        database_id=database_id,
    )


def a_post(
    body: str = "The coffee was cold.",
    *,
    by: str | PersonRecord | None = "cara",
    day: float = 1,
    id: str | None = None,
    url: str | None = None,
    edited_on: float | None = None,
    association: str = "NONE",
    first_association: str | None = None,
    minimized: str | None = None,
    deleted_on: float | None = None,
    marked: bool = False,
    upvotes: int = 1,
    thumbs_up: int = 0,
    replies: Sequence[PostRecord] = (),
) -> PostRecord:
    """Build a comment, a reply or an opening post; `by=None` is a deleted account."""
    number = next(_numbers)
    author = a_person(by) if isinstance(by, str) else by or GHOST
    edited_at = None if edited_on is None else on_day(edited_on)
    return PostRecord(
        id=id or f"C_{number}",
        database_id=number,
        full_database_id=str(number),
        url=url or f"https://github.com/hollin/coffee/discussions/1#discussioncomment-{number}",
        created_at=on_day(day),
        updated_at=edited_at or on_day(day),
        last_edited_at=edited_at,
        author=author,
        association=association,
        first_association=first_association,
        body=body,
        is_minimized=minimized is not None,
        minimized_reason=minimized,
        reactions=(ReactionRecord("THUMBS_UP", thumbs_up),) if thumbs_up else (),
        is_answer=marked,
        upvote_count=upvotes,
        deleted_at=None if deleted_on is None else on_day(deleted_on),
        replies=tuple(replies),
    )


def a_thread(
    body: str = "The coffee was cold.",
    *,
    by: str | PersonRecord | None = "cara",
    day: float = 0,
    number: int = 1,
    source: str = "hollin/coffee",
    title: str = "Cold coffee",
    type: ThreadType = ThreadType.DISCUSSION,
    opening: PostRecord | None = None,
    comments: Sequence[PostRecord] = (),
    labels: Sequence[str] = (),
    category: str | None = None,
    closed_on: float | None = None,
    reason: str | None = None,
    answer_id: str | None = None,
    settled_by: str | None = None,
    locked: bool = False,
    traces: Sequence[Trace] = (),
) -> ThreadRecord:
    """
    Build a thread; `category` is a slug, `closed_on` closes it for the `reason`.

    `settled_by` marked an answer on GitHub, on the tenth day.
    """
    part = "discussions" if type is ThreadType.DISCUSSION else "issues"
    url = f"https://github.com/{source}/{part}/{number}"
    post = opening or a_post(body, by=by, day=day)
    return ThreadRecord(
        source=source,
        type=type,
        number=number,
        title=title,
        opening=replace(post, id=f"T_{source}_{number}", url=url),
        comments=tuple(comments),
        labels=tuple(LabelRecord(name, "ededed", None) for name in labels),
        is_locked=locked,
        is_closed=closed_on is not None,
        closed_at=None if closed_on is None else on_day(closed_on),
        state="OPEN" if closed_on is None else "CLOSED",
        state_reason=reason,
        category=a_category(category) if category else None,
        answer_id=answer_id,
        answer_chosen_at=on_day(10) if settled_by else None,
        answer_chosen_by=a_person(settled_by) if settled_by else None,
        traces=tuple(traces),
    )


def a_category(slug: str, name: str | None = None) -> CategoryRecord:
    """Build a category of Discussions."""
    return CategoryRecord(
        id=f"DIC_{slug}",
        name=name or slug.replace("-", " ").capitalize(),
        slug=slug,
        emoji=":speech_balloon:",
        emoji_html=None,
        is_answerable=slug == "q-a",
    )


def a_config(**settings: object) -> Config:
    """Build the checked settings; `team=["ada"]` is `WALL_TEAM`, and Ada is the team by default."""
    given = {"sources": ["hollin/coffee"], "team": ["ada"], **settings}
    return load_config(
        {f"WALL_{name.rstrip('_').upper()}": value for name, value in given.items()},
        Path("pelicanconf.py"),
    )
