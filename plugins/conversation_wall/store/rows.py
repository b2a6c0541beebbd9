"""Between records and rows: how a value lies in a column, and how it comes back."""

from datetime import UTC, datetime

from ..records import (
    GHOST,
    CategoryRecord,
    LabelRecord,
    PersonRecord,
    PollOptionRecord,
    PollRecord,
    PostRecord,
    ReactionRecord,
    Thing,
    ThreadRecord,
    ThreadType,
    Trace,
    utc_text,
)

Row = tuple[object, ...]

THREAD_COLUMNS = (
    "number, type, id, title, is_locked, lock_reason, is_closed, closed_at, state, state_reason, "
    "is_pinned, milestone, category, is_answered, answer_id, answer_chosen_at, answer_chosen_by, "
    "poll_question, poll_total, updated_at"
)
POST_COLUMNS = (
    "id, database_id, full_database_id, url, created_at, updated_at, last_edited_at, author, "
    "association, first_association, is_minimized, minimized_reason, is_answer, upvote_count, "
    "deleted_at, body, body_html"
)
TRACE_COLUMNS = (
    "kind, at, actor, label, reason, closes, thing, url, number, title, state, merged_at, "
    "merge_commit"
)


def to_moment(text: str) -> datetime:
    """Read a time as GitHub writes it."""
    return datetime.fromisoformat(text).astimezone(UTC)


def thread_row(thread: ThreadRecord, category: int | None, chosen_by: int | None) -> Row:
    """Give the values of `THREAD_COLUMNS`."""
    poll = thread.poll
    return (
        thread.number,
        thread.type.value,
        thread.id,
        thread.title,
        thread.is_locked,
        thread.lock_reason,
        thread.is_closed,
        _maybe_text(thread.closed_at),
        thread.state,
        thread.state_reason,
        thread.is_pinned,
        thread.milestone,
        category,
        thread.is_answered,
        thread.answer_id,
        _maybe_text(thread.answer_chosen_at),
        chosen_by,
        poll.question if poll else None,
        poll.total_vote_count if poll else None,
        utc_text(thread.opening.updated_at),
    )


def post_row(post: PostRecord, author: int | None, first_association: str) -> Row:
    """Give the values of `POST_COLUMNS`."""
    return (
        post.id,
        post.database_id,
        post.full_database_id,
        post.url,
        utc_text(post.created_at),
        utc_text(post.updated_at),
        _maybe_text(post.last_edited_at),
        author,
        post.association,
        first_association,
        post.is_minimized,
        post.minimized_reason,
        post.is_answer,
        post.upvote_count,
        _maybe_text(post.deleted_at),
        post.body,
        post.body_html,
    )


def trace_row(trace: Trace, actor: int | None) -> Row:
    """Give the values of `TRACE_COLUMNS`."""
    head = (trace.kind, _maybe_text(trace.at), actor, trace.label, trace.reason, trace.closes)
    thing = trace.thing
    if thing is None:
        return (*head, *[None] * 7)
    return (
        *head,
        thing.typename,
        thing.url,
        thing.number,
        thing.title,
        thing.state,
        _maybe_text(thing.merged_at),
        thing.merge_commit,
    )


def to_trace(
    columns: tuple,  # type: ignore[type-arg]  # a row of SQLite has no types
    people: dict[int, PersonRecord],
) -> Trace:
    """Make the trace of a row of `TRACE_COLUMNS`."""
    kind, at, actor, label, reason, closes, typename, *thing = columns
    url, number, title, state, merged_at, merge_commit = thing
    return Trace(
        kind=kind,
        at=_maybe_moment(at),
        actor=GHOST if actor is None else people[actor],
        label=label,
        reason=reason,
        closes=bool(closes),
        thing=typename
        and Thing(typename, url, number, title, state, _maybe_moment(merged_at), merge_commit),
    )


def to_post(
    columns: tuple,  # type: ignore[type-arg]  # a row of SQLite has no types
    people: dict[int, PersonRecord],
    reactions: tuple[ReactionRecord, ...],
    replies: tuple[PostRecord, ...],
) -> PostRecord:
    """Make the post of a row of `POST_COLUMNS`."""
    return PostRecord(
        id=columns[0],
        database_id=columns[1],
        full_database_id=columns[2],
        url=columns[3],
        created_at=to_moment(columns[4]),
        updated_at=to_moment(columns[5]),
        last_edited_at=_maybe_moment(columns[6]),
        author=GHOST if columns[7] is None else people[columns[7]],
        association=columns[8],
        first_association=columns[9],
        is_minimized=bool(columns[10]),
        minimized_reason=columns[11],
        is_answer=bool(columns[12]),
        upvote_count=columns[13],
        deleted_at=_maybe_moment(columns[14]),
        body=columns[15],
        body_html=columns[16],
        reactions=reactions,
        replies=replies,
    )


def to_thread(  # noqa: PLR0913 - a thread is put together from the rows of seven tables
    columns: tuple,  # type: ignore[type-arg]  # a row of SQLite has no types
    repository: str,
    people: dict[int, PersonRecord],
    categories: dict[int, CategoryRecord],
    labels: tuple[LabelRecord, ...],
    options: tuple[PollOptionRecord, ...],
    posts: tuple[PostRecord, ...],
    traces: tuple[Trace, ...],
) -> ThreadRecord:
    """Make the thread of a row of `THREAD_COLUMNS`; the first of `posts` is its opening post."""
    return ThreadRecord(
        source=repository,
        number=columns[0],
        type=ThreadType(columns[1]),
        title=columns[3],
        is_locked=bool(columns[4]),
        lock_reason=columns[5],
        is_closed=bool(columns[6]),
        closed_at=_maybe_moment(columns[7]),
        state=columns[8],
        state_reason=columns[9],
        is_pinned=_maybe_bool(columns[10]),
        milestone=columns[11],
        category=None if columns[12] is None else categories[columns[12]],
        is_answered=_maybe_bool(columns[13]),
        answer_id=columns[14],
        answer_chosen_at=_maybe_moment(columns[15]),
        answer_chosen_by=None if columns[16] is None else people[columns[16]],
        poll=None if columns[17] is None else PollRecord(columns[17], columns[18], options),
        labels=labels,
        opening=posts[0],
        comments=posts[1:],
        traces=traces,
    )


def _maybe_text(moment: datetime | None) -> str | None:
    return None if moment is None else utc_text(moment)


def _maybe_moment(text: str | None) -> datetime | None:
    return None if text is None else to_moment(text)


def _maybe_bool(number: int | None) -> bool | None:
    return None if number is None else bool(number)
