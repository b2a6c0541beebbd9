"""
Threads as they are published, put on disk when they are judged, and taken from there for
every page, list, feed and file that shows them.

    gather ─put→ shelf ─load→ pages          a thread is judged once, its posts rendered once

The shelf lies beside the store and is kept: text that has not changed is not rendered anew by
the next build. What a build did not put there is removed at its end, so that nothing which was
hidden or deleted stays. It can be deleted at any time; so can be that of another build, which
gets a shelf of its own while this one is in use.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from pathlib import Path
from typing import Self
from weakref import finalize

import msgspec

from ..wall.model import Thread, ThreadKey
from .markup import Prepared, prepare, renderer_version

# Text of so many posts is held, for the pages that are made one after the other.
_AT_HAND = 512
_TABLES = """
    CREATE TABLE IF NOT EXISTS renderer (version TEXT NOT NULL);
    CREATE TABLE IF NOT EXISTS threads (
        place INTEGER PRIMARY KEY,
        source TEXT NOT NULL,
        number INTEGER NOT NULL,
        thread BLOB NOT NULL,
        texts BLOB NOT NULL,
        UNIQUE (source, number)
    );
"""

_INHERITED: list[sqlite3.Connection] = []

_encode = msgspec.msgpack.Encoder().encode
_decode_thread = msgspec.msgpack.Decoder(Thread).decode
_decode_texts = msgspec.msgpack.Decoder(dict[bytes, Prepared]).decode


class Shelf:
    """One file of published threads."""

    def __init__(self, path: Path | None, *, is_cleared: bool = False) -> None:
        """Open the shelf at `path`; use `beside` or `passing` instead."""
        self._path = path
        # SQLite keeps what has no name in a file that nobody sees.
        self._connection = _connect(path or "", is_cleared=is_cleared)
        finalize(self, self._connection.close)
        self._put: set[ThreadKey] = set()
        self._at_hand: dict[str, Prepared] = {}

    @classmethod
    def beside(cls, store: Path, *, is_cleared: bool = False) -> Self:
        """Give the shelf of a store, maybe cleared; where it cannot be used, one that passes."""
        path = store.resolve().with_name(f"{store.name}-shelf")
        try:
            return cls(path, is_cleared=is_cleared)
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError):
                # In use, or in a folder where nothing can be written.
                return cls.passing()
            # Whatever it is, it is no shelf of ours any more.
            path.unlink()
            return cls(path)

    @classmethod
    def passing(cls) -> Self:
        """Give a shelf that goes away."""
        return cls(None)

    @property
    def is_kept(self) -> bool:
        """Whether it stays, and other processes can read it."""
        return self._path is not None

    def put(self, thread: Thread) -> None:
        """Put a published thread there, and its rendered text where the shelf is kept."""
        key = thread.key
        row = self._connection.execute(
            "SELECT place, thread, texts FROM threads WHERE source = ? AND number = ?",
            (key.source, key.number),
        ).fetchone()
        self._put.add(key)
        content = _encode(thread)
        if row and row[1] == content:
            return
        known = _decode_texts(row[2]) if row else {}
        texts = _prepared(thread, known) if self.is_kept else {}
        self._connection.execute(
            "INSERT OR REPLACE INTO threads VALUES (?, ?, ?, ?, ?)",
            (row[0] if row else None, key.source, key.number, content, _encode(texts)),
        )

    def finish(self) -> None:
        """Remove what was not put there; from now on it is read only, also by other processes."""
        rows = self._connection.execute("SELECT place, source, number FROM threads").fetchall()
        self._connection.executemany(
            "DELETE FROM threads WHERE place = ?",
            ((place,) for place, *key in rows if ThreadKey(*key) not in self._put),
        )
        self._connection.execute("COMMIT")
        self._put.clear()
        # As long as this process lives, nobody else writes.
        self._connection.execute("BEGIN IMMEDIATE")

    def reopen(self) -> None:
        """Read by a connection of this process's own, after it was forked."""
        if self._path is None:
            return
        # The other stays open: closing it would end the parent's transaction.
        _INHERITED.append(self._connection)
        self._connection = sqlite3.connect(f"{self._path.as_uri()}?immutable=1", uri=True)
        finalize(self, self._connection.close)

    def load(self, key: ThreadKey) -> Thread:
        """Give a thread; raises `LookupError` where it is not published."""
        row = self._connection.execute(
            "SELECT thread, texts FROM threads WHERE source = ? AND number = ?",
            (key.source, key.number),
        ).fetchone()
        if row is None:
            raise LookupError(key)
        return self._read(*row)

    def load_all(self) -> Iterator[Thread]:
        """Give all threads, by repository and number."""
        for row in self._connection.execute(
            "SELECT thread, texts FROM threads ORDER BY source, number"
        ):
            yield self._read(*row)

    def text(self, body: str) -> Prepared:
        """Give a post's rendered text."""
        found = self._at_hand.get(body)
        if found is None:
            found = self._at_hand[body] = prepare(body)
        return found

    def _read(self, content: bytes, texts: bytes) -> Thread:
        thread: Thread = _decode_thread(content)
        if len(self._at_hand) > _AT_HAND:
            self._at_hand.clear()
        # They were rendered in this order.
        self._at_hand.update(zip(_bodies(thread), _decode_texts(texts).values(), strict=False))
        return thread


def _connect(path: Path | str, *, is_cleared: bool) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=0, isolation_level=None)
    try:
        connection.execute("PRAGMA secure_delete = ON")
        # A shelf that is lost is made again.
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("BEGIN IMMEDIATE")
        for table in _TABLES.split(";"):
            connection.execute(table)
        known = connection.execute("SELECT version FROM renderer").fetchone()
        if is_cleared or known is None or known[0] != renderer_version():
            connection.execute("DELETE FROM threads")
            connection.execute("DELETE FROM renderer")
            connection.execute("INSERT INTO renderer VALUES (?)", (renderer_version(),))
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _prepared(thread: Thread, known: dict[bytes, Prepared]) -> dict[bytes, Prepared]:
    """Render what is not known yet."""
    signs = ((_sign(body), body) for body in _bodies(thread))
    return {sign: known.get(sign) or prepare(body) for sign, body in signs}


def _bodies(thread: Thread) -> Iterable[str]:
    """Give every text of a thread once, in order."""
    return dict.fromkeys(
        body
        for post in thread.posts
        for body in (post.body, *(filled.text for filled in post.fields))
    )


def _sign(body: str) -> bytes:
    return blake2b(body.encode("utf-8", "surrogatepass"), digest_size=16).digest()
