"""
Open the store, save what GitHub said, and read it again.

A process killed at any moment leaves the file as it was after the last transaction.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from ..errors import StoreError
from ..records import ThreadRecord, ThreadType, TombstoneRecord, utc_text
from .figures import AuthorCount, count_authors, opening_times
from .loading import People, load_thread, load_threads
from .rows import to_moment
from .saving import save_thread, source_number
from .schema import migrate

# How long one process waits for another that writes, in seconds.
_PATIENCE = 30


@dataclass(frozen=True, slots=True)
class Progress:
    """
    How far the sync of one part of a source has come.

    `watermark` is the newest `updatedAt` up to which everything was read; the rest is
    set in the middle of a round: what `watermark` becomes at its end, and GitHub's
    cursor to go on from. `round` counts rounds; a thread carries the one it was last
    seen in, so that a full round knows what is gone.
    """

    watermark: datetime | None = None
    next_watermark: datetime | None = None
    cursor: str | None = None
    round: int = 1
    is_full: bool = True


class Store:
    """A wall's copy of GitHub, in one SQLite file."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        """Take an open connection; use `Store.open` instead."""
        self._connection = connection
        self._people = People(connection)
        self.path = path

    @classmethod
    def open(cls, path: Path, *, create: bool = False) -> Self:
        """
        Open a store, and make it where `create` is set.

        Raises `StoreError` where there is none, it is damaged, of a newer version, or
        cannot be read or written.
        """
        if not create and not path.is_file():
            raise StoreError(
                f"There is no store yet ({path}). "
                "Run `wall sync` first, or `wall import FILE` with conversations from a file."
            )
        with _told(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            connection = sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None)
        try:
            with _told(path):
                connection.execute("PRAGMA foreign_keys = ON")
                connection.execute("PRAGMA secure_delete = ON")
                migrate(connection, str(path))
        except StoreError:
            connection.close()
            raise
        return cls(connection, path)

    def __enter__(self) -> Self:
        """Give the store itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the file."""
        self._connection.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Keep all that is saved inside, or none of it."""
        with _told(self.path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._connection.rollback()
                raise
            self._connection.commit()

    def save_thread(self, thread: ThreadRecord, *, sync_round: int = 0) -> None:
        """
        Save a thread as it is now, in place of what was known of it.

        Raises `StoreError` where another thread has its number.
        """
        save_thread(self._connection, thread, sync_round)

    def load_threads(self) -> Iterator[ThreadRecord]:
        """Read all threads, by repository and number, one at a time."""
        with _told(self.path):
            for repository in self.repositories():
                yield from load_threads(self._connection, self._people, repository)

    def load_thread(self, repository: str, number: int) -> ThreadRecord:
        """Read one thread. Raises `StoreError` where there is none of that number."""
        with _told(self.path):
            thread = load_thread(self._connection, self._people, repository, number)
        if thread is None:
            raise StoreError(
                f"The store has no thread {repository}#{number} ({self.path}). "
                "Run `wall sync`, then build again."
            )
        return thread

    def count_threads(self) -> int:
        """Count the threads."""
        with _told(self.path):
            (count,) = self._connection.execute("SELECT count(*) FROM threads").fetchone()
        return int(count)

    def repositories(self) -> tuple[str, ...]:
        """Give the repositories that the store has threads of, in order."""
        with _told(self.path):
            rows = self._connection.execute(
                "SELECT repository FROM sources WHERE source IN (SELECT source FROM threads) "
                "ORDER BY repository"
            )
            return tuple(repository for (repository,) in rows)

    def seen_at(self) -> datetime | None:
        """Give when GitHub was last seen: a sync's time, or the newest time of an import."""
        with _told(self.path):
            (text,) = self._connection.execute("SELECT seen_at FROM wall").fetchone()
        return None if text is None else to_moment(text)

    def count_authors(self) -> tuple[AuthorCount, ...]:
        """Count the posts of each account, by association."""
        with _told(self.path):
            return tuple(count_authors(self._connection))

    def opening_times(self) -> tuple[datetime, ...]:
        """Give when each thread was opened, the oldest first."""
        with _told(self.path):
            return tuple(opening_times(self._connection))

    def examine(self) -> None:
        """Read the whole file; raises `StoreError` where a part of it is damaged."""
        with _told(self.path):
            (word,) = self._connection.execute("PRAGMA quick_check(1)").fetchone()
        if word != "ok":
            raise StoreError(_damaged(word, self.path))

    def save_seen_at(self, moment: datetime) -> None:
        """Note when GitHub was last seen; an older moment changes nothing."""
        self._connection.execute(
            "UPDATE wall SET seen_at = max(ifnull(seen_at, ''), ?)", (utc_text(moment),)
        )

    def load_progress(self, repository: str, part: ThreadType) -> Progress:
        """Give how far the sync of one part has come; an empty `Progress` before the first."""
        with _told(self.path):
            row = self._connection.execute(
                "SELECT watermark, next_watermark, cursor, round, is_full FROM progress "
                "JOIN sources USING (source) WHERE repository = ? AND type = ?",
                (repository, part.value),
            ).fetchone()
        if row is None:
            return Progress()
        watermark, next_watermark, cursor, sync_round, is_full = row
        return Progress(
            watermark=None if watermark is None else to_moment(watermark),
            next_watermark=None if next_watermark is None else to_moment(next_watermark),
            cursor=cursor,
            round=sync_round,
            is_full=bool(is_full),
        )

    def save_progress(self, repository: str, part: ThreadType, progress: Progress) -> None:
        """Note how far the sync of one part has come."""
        self._connection.execute(
            "INSERT OR REPLACE INTO progress VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                source_number(self._connection, repository),
                part.value,
                progress.watermark and utc_text(progress.watermark),
                progress.next_watermark and utc_text(progress.next_watermark),
                progress.cursor,
                progress.round,
                progress.is_full,
            ),
        )

    def unseen_threads(self, repository: str, part: ThreadType, sync_round: int) -> tuple[str, ...]:
        """Give the ids of the threads of a part that a full round did not see."""
        with _told(self.path):
            rows = self._connection.execute(
                "SELECT id FROM threads JOIN sources USING (source) "
                "WHERE repository = ? AND type = ? AND round <> ? ORDER BY number",
                (repository, part.value, sync_round),
            )
            return tuple(id_ for (id_,) in rows)

    def remove_synced_sources(self, *, except_for: Iterable[str]) -> None:
        """Remove the repositories that a sync once read, and all their threads, but for some."""
        kept = {repository.lower() for repository in except_for}
        rows = self._connection.execute(
            "SELECT source, repository FROM sources WHERE source IN (SELECT source FROM progress)"
        ).fetchall()
        self._connection.executemany(
            "DELETE FROM sources WHERE source = ?",
            ((source,) for source, repository in rows if repository.lower() not in kept),
        )

    def remove_threads(self, ids: Iterable[str], noticed_at: datetime) -> None:
        """Remove threads that are gone from GitHub, with all their posts, but for a tombstone."""
        for id_ in ids:
            # The opening post is the one with the thread's id.
            self._connection.execute(
                "INSERT OR REPLACE INTO tombstones "
                "SELECT source, number, threads.id, type, created_at, ? "
                "FROM threads JOIN posts USING (thread) WHERE threads.id = ? AND posts.id = ?",
                (utc_text(noticed_at), id_, id_),
            )
            self._connection.execute("DELETE FROM threads WHERE id = ?", (id_,))

    def load_tombstones(self) -> tuple[TombstoneRecord, ...]:
        """Give what is left of the threads that are gone, by repository and number."""
        with _told(self.path):
            rows = self._connection.execute(
                "SELECT repository, number, type, opened_at, noticed_at "
                "FROM tombstones JOIN sources USING (source) ORDER BY repository, number"
            ).fetchall()
        return tuple(
            TombstoneRecord(
                repository, number, ThreadType(type_), to_moment(opened_at), to_moment(noticed_at)
            )
            for repository, number, type_, opened_at, noticed_at in rows
        )


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Turn what SQLite and the file system say into a `StoreError` that helps."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        raise StoreError(_sentence(error, path)) from error
    except OSError as error:
        raise StoreError(
            f"The store cannot be opened: {error.strerror} ({path}). "
            "Look at the folder's permissions, or name another file with --store."
        ) from error


def _sentence(error: sqlite3.DatabaseError, path: Path) -> str:
    code = getattr(error, "sqlite_errorname", "")
    if code.startswith("SQLITE_BUSY"):
        return (
            f"Another `wall` command has been writing to the store for {_PATIENCE} seconds "
            f"({path}). Wait until it has ended, then try again."
        )
    if code.startswith("SQLITE_FULL"):
        return (
            f"The disk is full; nothing of the last step was kept ({path}). Make room, try again."
        )
    if code.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM", "SQLITE_IOERR")):
        return (
            f"The store cannot be written: {error} ({path}). "
            "Look at the permissions of the file and its folder, or name another with --store."
        )
    if code.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
        return _damaged(error, path)
    return f"The store said: {error} ({path}). Try again; if it stays, make the store anew."


def _damaged(reason: object, path: Path) -> str:
    return (
        f"The store is damaged: {reason} ({path}). Move the file away and run `wall sync` "
        "(or `wall import`) again: everything in it comes from GitHub."
    )
