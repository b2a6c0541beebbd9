"""
Read threads, one at a time.

Six queries run side by side, each in the order of the threads, so that a store of any
size is read with the memory of one thread.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any

from ..records import (
    CategoryRecord,
    LabelRecord,
    PersonRecord,
    PollOptionRecord,
    PostRecord,
    ReactionRecord,
    ThreadRecord,
)
from .rows import POST_COLUMNS, THREAD_COLUMNS, TRACE_COLUMNS, to_post, to_thread, to_trace

# The rows of a table of ours: SQLite gives them without types.
_Rows = Iterable[tuple[Any, ...]]


class People(dict[int, PersonRecord]):
    """Authors by row, each read when it is first asked for: a row never changes."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Read from this connection."""
        super().__init__()
        self._connection = connection

    def __missing__(self, person: int) -> PersonRecord:
        """Read an author."""
        columns = self._connection.execute(
            "SELECT typename, login, avatar_url, url, database_id FROM people WHERE person = ?",
            (person,),
        ).fetchone()
        self[person] = PersonRecord(*columns)
        return self[person]


def load_threads(
    connection: sqlite3.Connection,
    people: People,
    repository: str,
    between: tuple[int, int] | None = None,
) -> Iterator[ThreadRecord]:
    """Read the threads of a repository, by number; maybe only those from one number to another."""
    condition = "" if between is None else " AND threads.number BETWEEN :first AND :last"
    first, last = between or (None, None)
    # The source by its number, so that SQLite walks the index and sorts nothing.
    where = f"WHERE source = (SELECT source FROM sources WHERE repository = :repository){condition}"
    values = {"repository": repository, "first": first, "last": last}

    def rows(columns: str, joins: str = "", order: str = "") -> _Rows:
        return connection.execute(
            f"SELECT thread, {columns} FROM threads {joins} {where} ORDER BY threads.number{order}",
            values,
        )

    categories = _categories(connection)
    posts = _by_thread(
        rows(
            f"post, reply_to, {_of('posts', POST_COLUMNS)}",
            joins="CROSS JOIN posts USING (thread)",
            order=", posts.position",
        )
    )
    reactions = _by_thread(
        rows(
            "post, reactions.content, reactions.total_count",
            joins="CROSS JOIN posts USING (thread) CROSS JOIN reactions USING (post)",
            order=", posts.position, reactions.position",
        )
    )
    labels = _by_thread(
        rows(
            "name, color, description",
            joins="CROSS JOIN labels USING (thread)",
            order=", labels.position",
        )
    )
    options = _by_thread(
        rows(
            "option, total_vote_count",
            joins="CROSS JOIN poll_options USING (thread)",
            order=", poll_options.position",
        )
    )
    traces = _by_thread(
        rows(
            _of("traces", TRACE_COLUMNS),
            joins="CROSS JOIN traces USING (thread)",
            order=", traces.position",
        )
    )
    for thread, *columns in rows(THREAD_COLUMNS):
        yield to_thread(
            tuple(columns),
            repository,
            people,
            categories,
            tuple(LabelRecord(*label) for label in labels(thread)),
            tuple(PollOptionRecord(*option) for option in options(thread)),
            _nested(posts(thread), people, reactions(thread)),
            tuple(to_trace(trace, people) for trace in traces(thread)),
        )


class _by_thread:  # noqa: N801 - reads as the function that it is
    """Rows that come in the order of the threads, handed out thread by thread."""

    def __init__(self, rows: _Rows) -> None:
        self._groups = groupby(rows, key=itemgetter(0))
        self._next = next(self._groups, None)

    def __call__(self, thread: int) -> list[tuple[Any, ...]]:
        if self._next is None or self._next[0] != thread:
            return []
        rows = [row[1:] for row in self._next[1]]
        self._next = next(self._groups, None)
        return rows


def _nested(rows: _Rows, people: People, reactions: _Rows) -> tuple[PostRecord, ...]:
    """Put replies under their comments, and reactions to their posts."""
    reactions_of: dict[int, list[ReactionRecord]] = {}
    for post, content, total_count in reactions:
        reactions_of.setdefault(post, []).append(ReactionRecord(content, total_count))
    replies_of: dict[int, list[PostRecord]] = {}
    comments: list[PostRecord] = []
    # A reply stands after its comment: read from the end, its comment is still to come.
    for post, reply_to, *columns in reversed(list(rows)):
        record = to_post(
            tuple(columns),
            people,
            tuple(reactions_of.get(post, ())),
            tuple(reversed(replies_of.pop(post, []))),
        )
        siblings = comments if reply_to is None else replies_of.setdefault(reply_to, [])
        siblings.append(record)
    return tuple(reversed(comments))


def _categories(connection: sqlite3.Connection) -> dict[int, CategoryRecord]:
    rows = connection.execute(
        "SELECT category, id, name, slug, emoji, emoji_html, is_answerable FROM categories"
    )
    return {
        number: CategoryRecord(id_, name, slug, emoji, emoji_html, bool(is_answerable))
        for number, id_, name, slug, emoji, emoji_html, is_answerable in rows
    }


def _of(table: str, columns: str) -> str:
    return ", ".join(f"{table}.{column}" for column in columns.split(", "))
