"""What is counted in the store itself, so that no thread has to be read for it."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from ..records import PersonRecord
from .rows import to_moment


@dataclass(frozen=True, slots=True)
class AuthorCount:
    """How many posts an account wrote under one association, as first seen."""

    person: PersonRecord
    association: str
    posts: int


def count_authors(connection: sqlite3.Connection) -> Iterator[AuthorCount]:
    """Count the posts of each account, by login; deleted accounts are left out."""
    rows = connection.execute(
        "SELECT typename, login, max(avatar_url), max(people.url), people.database_id, "
        "first_association, count(*) FROM posts JOIN people ON person = author "
        "WHERE login <> '' GROUP BY login, typename, people.database_id, first_association "
        "ORDER BY login COLLATE NOCASE"
    )
    for *columns, association, posts in rows:
        yield AuthorCount(PersonRecord(*columns), association, posts)


def opening_times(connection: sqlite3.Connection) -> Iterator[datetime]:
    """Give when each thread was opened, the oldest first."""
    rows = connection.execute(
        "SELECT created_at FROM threads JOIN posts USING (thread) "
        "WHERE posts.id = threads.id ORDER BY created_at"
    )
    for (text,) in rows:
        yield to_moment(text)
