"""Save one thread, in place of what was known of it."""

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from ..errors import StoreError
from ..records import GHOST, PersonRecord, PostRecord, ThreadRecord, utc_text
from .history import load_last_seen, news_of, save_observations
from .rows import POST_COLUMNS, THREAD_COLUMNS, TRACE_COLUMNS, post_row, thread_row, trace_row

_THREAD_NAMES = f"source, round, comment_total, checked_at, {THREAD_COLUMNS}"


@dataclass(frozen=True, slots=True)
class Reading:
    """
    How a sync came by a thread: in which round, and when GitHub gave it.

    `comment_total` is how many comments GitHub said there are, which now and then is not
    how many it gives.
    """

    sync_round: int = 0
    comment_total: int | None = None
    checked_at: datetime | None = None


IMPORTED = Reading()


def save_thread(connection: sqlite3.Connection, thread: ThreadRecord, reading: Reading) -> None:
    """
    Write a thread and all its posts.

    Raises `StoreError` where another thread has its number, or a post stands in it twice.
    """
    last = load_last_seen(connection, thread.id)
    # A store that was lost has its history back, and no posts.
    first_associations = _forget_posts(connection, thread.id) | last.wrote
    number = _save_head(connection, thread, reading)
    _save_lists(connection, number, thread)
    if reading.checked_at:
        firsts = {post.id: _first(post, first_associations) for post in thread.posts}
        save_observations(connection, news_of(thread, reading.checked_at, firsts, last))
    position = 0
    for comment in (thread.opening, *thread.comments):
        saved = _save_post(connection, (number, position, None), comment, first_associations)
        position += 1
        for reply in comment.replies:
            _save_post(connection, (number, position, saved), reply, first_associations)
            position += 1


def source_number(connection: sqlite3.Connection, repository: str) -> int:
    """Give the row of a repository, new where it has none yet."""
    connection.execute("INSERT OR IGNORE INTO sources (repository) VALUES (?)", (repository,))
    (number,) = connection.execute(
        "SELECT source FROM sources WHERE repository = ?", (repository,)
    ).fetchone()
    return int(number)


def _forget_posts(connection: sqlite3.Connection, thread_id: str) -> dict[str, str]:
    """Remove what was known of a thread's posts; give their first associations by id."""
    rows = connection.execute(
        "SELECT posts.id, first_association FROM posts JOIN threads USING (thread) "
        "WHERE threads.id = ?",
        (thread_id,),
    ).fetchall()
    if rows:
        for table in ("posts", "labels", "poll_options", "traces"):
            connection.execute(
                f"DELETE FROM {table} WHERE thread = (SELECT thread FROM threads WHERE id = ?)",
                (thread_id,),
            )
    return dict(rows)


def _save_head(connection: sqlite3.Connection, thread: ThreadRecord, reading: Reading) -> int:
    columns = (
        source_number(connection, thread.source),
        reading.sync_round,
        reading.comment_total,
        reading.checked_at and utc_text(reading.checked_at),
        *thread_row(
            thread, _category(connection, thread), _person(connection, thread.answer_chosen_by)
        ),
    )
    updates = ", ".join(f"{name} = excluded.{name}" for name in _THREAD_NAMES.split(", "))
    try:
        (number,) = connection.execute(
            f"INSERT INTO threads ({_THREAD_NAMES}) VALUES ({_marks(columns)}) "
            f"ON CONFLICT (id) DO UPDATE SET {updates} RETURNING thread",
            columns,
        ).fetchone()
    except sqlite3.IntegrityError as error:
        raise StoreError(
            f"Two threads of {thread.source} have the number {thread.number}; the second is "
            f"{thread.url}. A repository gives each number once: "
            "look whether files of two repositories were mixed."
        ) from error
    return int(number)


def _save_lists(connection: sqlite3.Connection, number: int, thread: ThreadRecord) -> None:
    connection.executemany(
        "INSERT INTO labels VALUES (?, ?, ?, ?, ?)",
        (
            (number, position, label.name, label.color, label.description)
            for position, label in enumerate(thread.labels)
        ),
    )
    connection.executemany(
        "INSERT INTO poll_options VALUES (?, ?, ?, ?)",
        (
            (number, position, option.option, option.total_vote_count)
            for position, option in enumerate(thread.poll.options if thread.poll else ())
        ),
    )
    rows = [
        (number, position, *trace_row(trace, _person(connection, trace.actor)))
        for position, trace in enumerate(thread.traces)
    ]
    if rows:
        connection.executemany(
            f"INSERT INTO traces (thread, position, {TRACE_COLUMNS}) VALUES ({_marks(rows[0])})",
            rows,
        )


def _save_post(
    connection: sqlite3.Connection,
    place: tuple[int, int, int | None],
    post: PostRecord,
    first_associations: dict[str, str],
) -> int:
    first = _first(post, first_associations)
    columns = (*place, *post_row(post, _person(connection, post.author), first))
    try:
        (number,) = connection.execute(
            f"INSERT INTO posts (thread, position, reply_to, {POST_COLUMNS}) "
            f"VALUES ({_marks(columns)}) RETURNING post",
            columns,
        ).fetchone()
    except sqlite3.IntegrityError as error:
        raise StoreError(
            f"The post {post.url} stands twice in one thread. "
            "What was read of this thread is damaged: take it from its source again."
        ) from error
    connection.executemany(
        "INSERT INTO reactions VALUES (?, ?, ?, ?)",
        (
            (number, position, reaction.content, reaction.total_count)
            for position, reaction in enumerate(post.reactions)
        ),
    )
    return int(number)


def _first(post: PostRecord, first_associations: Mapping[str, str]) -> str:
    return first_associations.get(post.id, post.first_association or post.association)


def _person(connection: sqlite3.Connection, person: PersonRecord | None) -> int | None:
    if person is None or person is GHOST:
        return None
    return _number_of(
        connection,
        "people",
        {
            "typename": person.typename,
            "login": person.login,
            "avatar_url": person.avatar_url,
            "url": person.url,
            "database_id": person.database_id,
        },
    )


def _category(connection: sqlite3.Connection, thread: ThreadRecord) -> int | None:
    category = thread.category
    if category is None:
        return None
    return _number_of(
        connection,
        "categories",
        {
            "id": category.id,
            "name": category.name,
            "slug": category.slug,
            "emoji": category.emoji,
            "emoji_html": category.emoji_html,
            "is_answerable": category.is_answerable,
        },
    )


def _number_of(connection: sqlite3.Connection, table: str, row: dict[str, object]) -> int:
    """Give the row that holds exactly these values, new where there is none."""
    same = " AND ".join(f"{column} IS :{column}" for column in row)
    found = connection.execute(f"SELECT rowid FROM {table} WHERE {same}", row).fetchone()
    if found is None:
        names, marks = ", ".join(row), ", ".join(f":{column}" for column in row)
        found = connection.execute(
            f"INSERT INTO {table} ({names}) VALUES ({marks}) RETURNING rowid", row
        ).fetchone()
    return int(found[0])


def _marks(columns: tuple[object, ...]) -> str:
    return ", ".join("?" * len(columns))
