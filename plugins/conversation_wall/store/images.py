"""
The images that posts show: where they were found, and what the wall keeps of them.

    posts ── image_uses ── address ── images ── file in the folder beside the store

A post is looked at for images once after it was saved. An image that could not be fetched
rests for some syncs, longer after each failure, and is tried again.
"""

import os
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from ..errors import StoreError
from .mishaps import told

_LONGEST_REST = 63
# How many posts are looked at in one go: their texts are in memory together.
_POSTS_AT_ONCE = 500

# As in the index of `schema`, so that only posts that may show something are read.
_MAY_SHOW = "(instr(body, '![') > 0 OR instr(lower(body), '<img') > 0)"


@dataclass(frozen=True, slots=True)
class KeptImage:
    """The wall's own copy of an image: a file in `Images.folder`."""

    file: str
    width: int
    height: int
    size: int


@dataclass(frozen=True, slots=True)
class Use:
    """A post that shows an image, as far as it matters for whether the image is wanted."""

    thread: int
    address: str
    login: str
    account_id: int | None


class Images:
    """The part of a store that knows images; saving is done inside `Store.transaction`."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        """Take the store's connection; the folder stands beside its file."""
        self._connection = connection
        self._path = path
        self.folder = path.with_name(f"{path.name}.images")

    def load_unseen(self) -> list[tuple[int, str]]:
        """Give some posts, and their texts, that were not looked at; none when all were."""
        return self._rows(
            f"SELECT post, body FROM posts WHERE is_looked_at = 0 AND {_MAY_SHOW} "
            f"ORDER BY post LIMIT {_POSTS_AT_ONCE}"
        )

    def save_seen(self, post: int, addresses: Iterable[str]) -> None:
        """Note the images of a post, in their order."""
        self._connection.execute("DELETE FROM image_uses WHERE post = ?", (post,))
        self._connection.executemany(
            "INSERT INTO image_uses VALUES (?, ?, ?)",
            ((post, position, address) for position, address in enumerate(addresses)),
        )
        self._connection.execute("UPDATE posts SET is_looked_at = 1 WHERE post = ?", (post,))

    def load_uses(self) -> list[Use]:
        """Give the uses by posts that GitHub shows: the newest threads first, each in its order."""
        rows = self._rows(
            "SELECT thread, address, ifnull(login, ''), people.database_id "
            "FROM image_uses JOIN posts USING (post) JOIN threads USING (thread) "
            "LEFT JOIN people ON person = author "
            "WHERE NOT is_minimized AND deleted_at IS NULL "
            "ORDER BY threads.updated_at DESC, thread, posts.position, image_uses.position"
        )
        return [Use(*row) for row in rows]

    def load_kept(self) -> dict[str, KeptImage]:
        """Give what the wall has, by address, as far as the files are there."""
        files = self._files()
        rows = self._rows(
            "SELECT address, file, width, height, size FROM images WHERE file IS NOT NULL"
        )
        return {address: KeptImage(*kept) for address, *kept in rows if kept[0] in files}

    def load_resting(self) -> dict[str, int]:
        """Give how many syncs are to leave out an image that could not be fetched, by address."""
        return dict(self._rows("SELECT address, rest FROM images WHERE file IS NULL"))

    def let_rest(self) -> None:
        """Count a sync for all images that rest."""
        self._connection.execute("UPDATE images SET rest = rest - 1 WHERE rest > 0")

    def save_kept(self, address: str, image: KeptImage) -> None:
        """Note what was fetched."""
        self._connection.execute(
            "INSERT OR REPLACE INTO images (address, file, width, height, size) "
            "VALUES (?, ?, ?, ?, ?)",
            (address, image.file, image.width, image.height, image.size),
        )

    def save_failure(self, address: str) -> None:
        """Note that an image could not be fetched: it rests for 0, 1, 3, 7 … syncs."""
        self._connection.execute(
            "INSERT INTO images (address, failures, rest) VALUES (?, 1, 0) "
            "ON CONFLICT (address) DO UPDATE SET file = NULL, failures = failures + 1, "
            "rest = min((1 << min(failures, 10)) - 1, ?)",
            (address, _LONGEST_REST),
        )

    def keep_only(self, addresses: Iterable[str]) -> int:
        """Forget all other images; give how many the wall had of them."""
        wanted = set(addresses)
        rows = self._rows("SELECT address, file FROM images")
        gone = [(address, file) for address, file in rows if address not in wanted]
        self._connection.executemany(
            "DELETE FROM images WHERE address = ?", ((address,) for address, _ in gone)
        )
        return sum(file is not None for _, file in gone)

    def write(self, name: str, content: bytes) -> None:
        """Write a file: whole, or not at all. Raises `StoreError`."""
        unfinished = self.folder / f"{name}.part"
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with unfinished.open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            unfinished.replace(self.folder / name)
        except OSError as error:
            raise self._mishap(error) from error

    def sweep(self) -> None:
        """Remove the files that no image has, also those that were not finished."""
        named = {file for (file,) in self._rows("SELECT file FROM images WHERE file IS NOT NULL")}
        try:
            for name in self._files() - named:
                (self.folder / name).unlink(missing_ok=True)
            if not named and self.folder.is_dir():
                self.folder.rmdir()
        except OSError as error:
            raise self._mishap(error) from error

    def _files(self) -> set[str]:
        try:
            return {path.name for path in self.folder.iterdir()} if self.folder.is_dir() else set()
        except OSError as error:
            raise self._mishap(error) from error

    def _mishap(self, error: OSError) -> StoreError:
        return StoreError(
            f"The folder of images cannot be used: {error.strerror} ({self.folder}). Look "
            "whether there is room on the disk and who may write there, then try again."
        )

    def _rows(self, query: str, *values: object) -> list[tuple]:  # type: ignore[type-arg]
        with told(self._path):
            return self._connection.execute(query, values).fetchall()
