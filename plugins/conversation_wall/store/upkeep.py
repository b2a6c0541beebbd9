"""
What a sync asks of the store, to find what changed, what is gone, and what is due.

    identity     which repository of GitHub's a source is, whatever its name
    known        what the store knows of threads, to compare with GitHub's list
    due          the threads that were not read for the longest time
    unfinished   threads to be read, as far as they were: not at all, or too long for one run
"""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from ..records import ThreadRecord, ThreadType, utc_text
from .history import load_missing
from .mishaps import told
from .rows import to_moment
from .saving import source_number
from .works import WorkProgress, load_work_progress, remove_works, save_work_progress


@dataclass(frozen=True, slots=True)
class Identity:
    """Which repository of GitHub's a source is: its id, and what it was last called."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Known:
    """What the store knows of a thread, as a list of GitHub's tells it too."""

    updated_at: datetime
    comment_total: int | None
    checked_at: datetime | None


@dataclass(frozen=True, slots=True)
class Size:
    """How much there is of a part, and how many lists of it take another page."""

    threads: int
    further_pages: int


class Upkeep:
    """The part of a store that only a sync needs; saving is done inside `Store.transaction`."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        """Take the store's connection."""
        self._connection = connection
        self._path = path

    def load_identity(self, repository: str) -> Identity | None:
        """Give which repository a source was when it was last read."""
        rows = self._rows(
            "SELECT github_id, github_name FROM sources "
            "WHERE repository = ? AND github_id IS NOT NULL",
            repository,
        )
        return Identity(*rows[0]) if rows else None

    def save_identity(self, repository: str, identity: Identity) -> None:
        """
        Note which repository a source is.

        A source that was known under another name takes this one, with all that it has.
        """
        self._connection.execute(
            "UPDATE OR IGNORE sources SET repository = ? WHERE github_id = ?",
            (repository, identity.id),
        )
        self._connection.execute(
            "UPDATE sources SET github_id = ?, github_name = ? WHERE source = ?",
            (identity.id, identity.name, source_number(self._connection, repository)),
        )

    def load_work_progress(self, repository: str) -> WorkProgress:
        """Give how far a source's releases and merged pull requests were read."""
        with told(self._path):
            return load_work_progress(self._connection, repository)

    def save_work_progress(self, repository: str, progress: WorkProgress) -> None:
        """Note how far they were read."""
        save_work_progress(self._connection, repository, progress)

    def remove_works(self, repository: str, *tables: str) -> None:
        """Remove what is known of a source's `releases`, or `pulls`."""
        remove_works(self._connection, repository, tables)

    def forget_checks(self, repository: str) -> None:
        """Let every thread of a source be read again: its addresses changed."""
        self._connection.execute(
            "UPDATE threads SET checked_at = NULL WHERE source = ?",
            (source_number(self._connection, repository),),
        )

    def count(self, repository: str, part: ThreadType) -> int:
        """Count the threads of a part."""
        return self._number(f"SELECT count(*) {_PART}", repository, part.value)

    def size(self, repository: str, part: ThreadType, first_page: int) -> Size:
        """Measure a part whose comments come `first_page` with their thread."""
        further = self._number(
            f"SELECT ifnull(sum((comment_total - ? + 99) / 100), 0) {_PART} AND comment_total > ?",
            first_page,
            repository,
            part.value,
            first_page,
        )
        replied = self._number(
            "SELECT count(DISTINCT reply_to) FROM posts JOIN threads USING (thread) "
            "JOIN sources USING (source) WHERE reply_to IS NOT NULL "
            "AND repository = ? AND type = ?",
            repository,
            part.value,
        )
        return Size(self.count(repository, part), further + replied)

    def known(self, ids: Sequence[str]) -> dict[str, Known]:
        """Give what the store knows of these threads, by id."""
        rows = self._rows(
            "SELECT id, updated_at, comment_total, checked_at FROM threads "
            f"WHERE id IN ({', '.join('?' * len(ids))})",
            *ids,
        )
        return {
            id_: Known(to_moment(updated), total, checked and to_moment(checked))
            for id_, updated, total, checked in rows
        }

    def mark_seen(self, ids: Sequence[str], sync_round: int) -> None:
        """Note that GitHub's list has these threads."""
        self._connection.executemany(
            "UPDATE threads SET round = ? WHERE id = ?", ((sync_round, id_) for id_ in ids)
        )

    def count_seen(self, repository: str, part: ThreadType, sync_round: int) -> int:
        """Count the threads of a part that a round has seen."""
        return self._number(
            f"SELECT count(*) {_PART} AND round = ?", repository, part.value, sync_round
        )

    def unseen(self, repository: str, part: ThreadType, sync_round: int) -> tuple[str, ...]:
        """
        Give the ids of the threads of a part that a round did not see, by number.

        Behind them come those that only a history which was taken back tells of.
        """
        rows = self._rows(
            f"SELECT id {_PART} AND round <> ? ORDER BY number", repository, part.value, sync_round
        )
        return (*(id_ for (id_,) in rows), *self.missing(repository, part))

    def missing(self, repository: str, part: ThreadType) -> tuple[str, ...]:
        """Give the ids of threads that only a history which was taken back tells of."""
        with told(self._path):
            return load_missing(self._connection, repository, part)

    def load_labels(self, repository: str) -> str:
        """Give by which labels the Issues of a source were last read, as text."""
        rows = self._rows("SELECT labels FROM sources WHERE repository = ?", repository)
        return str(rows[0][0]) if rows else ""

    def save_labels(self, repository: str, labels: str) -> None:
        """Note by which labels they are read."""
        self._connection.execute(
            "UPDATE sources SET labels = ? WHERE repository = ?", (labels, repository)
        )

    def count_due(self, repository: str, part: ThreadType, before: datetime) -> int:
        """Count the threads of a part that were not read since a time."""
        return self._number(
            f"SELECT count(*) {_PART} {_DUE}", repository, part.value, utc_text(before)
        )

    def due(
        self, repository: str, part: ThreadType, before: datetime, limit: int
    ) -> tuple[str, ...]:
        """Give the ids of those threads, the longest unread first."""
        rows = self._rows(
            f"SELECT id {_PART} {_DUE} ORDER BY checked_at, number LIMIT ?",
            repository,
            part.value,
            utc_text(before),
            limit,
        )
        return tuple(id_ for (id_,) in rows)

    def make_room(self, thread: ThreadRecord) -> None:
        """Remove what else has a thread's number: a file gave it another id."""
        self._connection.execute(
            "DELETE FROM threads WHERE number = ? AND id <> ? AND source = ?",
            (thread.number, thread.id, source_number(self._connection, thread.source)),
        )

    def want(self, repository: str, part: ThreadType, ids: Sequence[str]) -> None:
        """Note that threads are to be read."""
        for id_ in ids:
            self.save_unfinished(repository, part, id_, "")

    def wanted(self, repository: str, part: ThreadType) -> tuple[str, ...]:
        """Give the ids of the threads of a part that are to be read."""
        rows = self._rows(f"SELECT id {_UNFINISHED} AND content = ''", repository, part.value)
        return tuple(id_ for (id_,) in rows)

    def save_unfinished(self, repository: str, part: ThreadType, id_: str, content: str) -> None:
        """Keep a thread as far as it was read."""
        self._connection.execute(
            "INSERT OR REPLACE INTO unfinished VALUES (?, ?, ?, ?)",
            (source_number(self._connection, repository), part.value, id_, content),
        )

    def load_unfinished(self, repository: str, part: ThreadType) -> tuple[str, ...]:
        """Give the threads of a part that are to be finished."""
        rows = self._rows(f"SELECT content {_UNFINISHED} AND content <> ''", repository, part.value)
        return tuple(content for (content,) in rows)

    def remove_unfinished(self, ids: Sequence[str]) -> None:
        """Forget threads that were finished, or are gone."""
        self._connection.executemany("DELETE FROM unfinished WHERE id = ?", ((id_,) for id_ in ids))

    def sweep_out(self) -> None:
        """Remove the authors and categories that nothing names any more."""
        for table, column, uses in (
            (
                "people",
                "person",
                (("posts", "author"), ("threads", "answer_chosen_by"), ("traces", "actor")),
            ),
            ("categories", "category", (("threads", "category"),)),
        ):
            used = " UNION ".join(
                f"SELECT {name} FROM {user} WHERE {name} IS NOT NULL" for user, name in uses
            )
            self._connection.execute(f"DELETE FROM {table} WHERE {column} NOT IN ({used})")

    def _rows(self, query: str, *values: object) -> list[tuple]:  # type: ignore[type-arg]
        with told(self._path):
            return self._connection.execute(query, values).fetchall()

    def _number(self, query: str, *values: object) -> int:
        return int(self._rows(query, *values)[0][0])


_PART = "FROM threads JOIN sources USING (source) WHERE repository = ? AND threads.type = ?"
_UNFINISHED = (
    "FROM unfinished JOIN sources USING (source) WHERE repository = ? AND unfinished.type = ?"
)
_DUE = "AND (checked_at IS NULL OR checked_at < ?)"
