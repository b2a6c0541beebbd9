"""
Open the store, save what GitHub said, and read it again.

A process killed at any moment leaves the file as it was after the last transaction.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from ..errors import StoreError
from ..records import (
    MergedPull,
    Observation,
    Release,
    Sight,
    ThreadRecord,
    ThreadType,
    TombstoneRecord,
    utc_text,
)
from .figures import AuthorCount, count_authors, opening_times
from .history import load_observations, load_tombstones, note_absent, save_observations
from .images import Images
from .loading import People, load_threads
from .mishaps import PATIENCE, damaged, read_texts, told
from .progress import END, Progress, load_progress, save_progress
from .rows import to_moment
from .saving import IMPORTED, Reading, save_thread
from .schema import migrate
from .upkeep import Identity, Upkeep
from .works import load_pulls, load_releases, save_pull, save_release

__all__ = ["END", "Progress", "Reading", "Store"]


class Store:
    """A wall's copy of GitHub, in one SQLite file."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        """Take an open connection; use `Store.open` instead."""
        self._connection = connection
        self._people = People(connection)
        self.path = path
        self.upkeep = Upkeep(connection, path)
        self.images = Images(connection, path)

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
        with told(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            connection = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)
        try:
            with told(path):
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
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Keep all that is saved inside, or none of it."""
        with told(self.path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._connection.rollback()
                raise
            self._connection.commit()

    def save_thread(self, thread: ThreadRecord, reading: Reading = IMPORTED) -> None:
        """
        Save a thread as it is now, in place of what was known of it.

        Raises `StoreError` where another thread has its number.
        """
        save_thread(self._connection, thread, reading)

    def load_threads(self) -> Iterator[ThreadRecord]:
        """Read all threads, by repository and number, one at a time."""
        with told(self.path):
            for repository in self.repositories():
                yield from load_threads(self._connection, self._people, repository)

    def load_between(self, repository: str, first: int, last: int) -> Iterator[ThreadRecord]:
        """Read the threads of a repository from one number to another."""
        with told(self.path):
            yield from load_threads(self._connection, self._people, repository, (first, last))

    def load_keys(self) -> tuple[tuple[str, int], ...]:
        """Give repository and number of all threads, in the order of `load_threads`."""
        with told(self.path):
            rows = self._connection.execute(
                "SELECT repository, number FROM threads JOIN sources USING (source) "
                "ORDER BY repository, number"
            )
            return tuple(rows)

    def load_thread(self, repository: str, number: int) -> ThreadRecord:
        """Read one thread. Raises `StoreError` where there is none of that number."""
        with told(self.path):
            found = load_threads(self._connection, self._people, repository, (number, number))
            thread = next(found, None)
        if thread is None:
            raise StoreError(
                f"The store has no thread {repository}#{number} ({self.path}). "
                "Run `wall sync`, then build again."
            )
        return thread

    def count_threads(self) -> int:
        """Count the threads."""
        with told(self.path):
            (count,) = self._connection.execute("SELECT count(*) FROM threads").fetchone()
        return int(count)

    def repositories(self) -> tuple[str, ...]:
        """Give the repositories that the store has threads of, in order."""
        with told(self.path):
            rows = self._connection.execute(
                "SELECT repository FROM sources WHERE source IN (SELECT source FROM threads) "
                "ORDER BY repository"
            )
            return tuple(repository for (repository,) in rows)

    def seen_at(self) -> datetime | None:
        """Give when GitHub was last seen: a sync's time, or the newest time of an import."""
        with told(self.path):
            (text,) = self._connection.execute("SELECT seen_at FROM wall").fetchone()
        return None if text is None else to_moment(text)

    def filled_at(self) -> datetime:
        """Give when GitHub was last read to its end; raises `StoreError` where it never was."""
        seen_at = self.seen_at()
        if seen_at is not None:
            return seen_at
        if self.count_threads():
            raise StoreError(
                f"GitHub was not yet read to its end ({self.path}), and half a wall is none. The "
                "last good site stays as it is. Run `wall sync` again: it goes on where it stopped."
            )
        raise StoreError(
            f"The store has never been filled ({self.path}). "
            "Run `wall sync` or `wall import FILE` first."
        )

    def count_authors(self) -> tuple[AuthorCount, ...]:
        """Count the posts of each account, by association."""
        with told(self.path):
            return tuple(count_authors(self._connection))

    def opening_times(self) -> tuple[datetime, ...]:
        """Give when each thread was opened, the oldest first."""
        with told(self.path):
            return tuple(opening_times(self._connection))

    def examine(self) -> None:
        """Read the whole file; raises `StoreError` where a part of it is damaged."""
        with told(self.path):
            (word,) = self._connection.execute("PRAGMA quick_check(1)").fetchone()
            if word != "ok":
                raise damaged(word, self.path)
            read_texts(self._connection)

    def save_seen_at(self, moment: datetime) -> None:
        """Note when GitHub was last seen; an older moment changes nothing."""
        self._connection.execute(
            "UPDATE wall SET seen_at = max(ifnull(seen_at, ''), ?)", (utc_text(moment),)
        )

    def save_release(self, release: Release) -> None:
        """Save a release, in place of what was known of its tag."""
        save_release(self._connection, release)

    def save_pull(self, pull: MergedPull) -> None:
        """Save a merged pull request, in place of what was known of it."""
        save_pull(self._connection, pull)

    def load_releases(self) -> Iterator[Release]:
        """Give what the repositories published, by repository, the oldest first."""
        with told(self.path):
            yield from load_releases(self._connection)

    def load_pulls(self) -> Iterator[MergedPull]:
        """Give the pull requests that were merged, by repository and number."""
        with told(self.path):
            yield from load_pulls(self._connection)

    def load_progress(self, repository: str, part: ThreadType) -> Progress:
        """Give how far the sync of one part has come; an empty `Progress` before the first."""
        with told(self.path):
            return load_progress(self._connection, repository, part)

    def save_progress(self, repository: str, part: ThreadType, progress: Progress) -> None:
        """Note how far the sync of one part has come."""
        save_progress(self._connection, repository, part, progress)

    def remove_synced_sources(self, *, except_for: Iterable[str]) -> None:
        """Remove the repositories that a sync once read, and all their threads, but for some."""
        kept = {repository.lower() for repository in except_for}
        rows = self._connection.execute(
            "SELECT source, repository FROM sources WHERE github_id IS NOT NULL"
        ).fetchall()
        self._connection.executemany(
            "DELETE FROM sources WHERE source = ?",
            ((source,) for source, repository in rows if repository.lower() not in kept),
        )

    def remove_threads(
        self, ids: Iterable[str], noticed_at: datetime, why: Sight = Sight.GONE
    ) -> None:
        """Remove threads that are gone, or have left the wall; the history keeps that."""
        for id_ in ids:
            note_absent(self._connection, id_, why, noticed_at)
            self._connection.execute("DELETE FROM threads WHERE id = ?", (id_,))

    def load_tombstones(self) -> tuple[TombstoneRecord, ...]:
        """Give what is left of the threads that are gone, by repository and number."""
        with told(self.path):
            return tuple(load_tombstones(self._connection))

    def has_history(self) -> bool:
        """Tell whether the history has begun, or was taken back."""
        with told(self.path):
            (answer,) = self._connection.execute("SELECT has_history FROM wall").fetchone()
        return bool(answer)

    def begin_history(
        self, sources: Mapping[str, str] = {}, observations: Iterable[Observation] = ()
    ) -> int:
        """Begin the history with what was taken back, if anything was; give how much it is."""
        for repository, github_id in sources.items():
            self.upkeep.save_identity(repository, Identity(github_id, repository))
        count = save_observations(self._connection, observations)
        self._connection.execute("UPDATE wall SET has_history = 1")
        return count

    def history_sources(self) -> dict[str, str]:
        """Give GitHub's ids of the repositories that a sync has read, by name."""
        with told(self.path):
            rows = self._connection.execute(
                "SELECT repository, github_id FROM sources WHERE github_id IS NOT NULL "
                "ORDER BY repository"
            )
            return dict(rows.fetchall())

    def load_observations(self, sights: Iterable[Sight] = Sight) -> Iterator[Observation]:
        """Give what was seen that GitHub will not tell again, the oldest first; all, or some."""
        with told(self.path):
            yield from load_observations(self._connection, sights)
