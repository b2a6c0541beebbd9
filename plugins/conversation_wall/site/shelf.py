"""
Threads as they are published, put on disk when they are judged, and taken from there for
every page, list, feed and file that shows them.

    gather ─row_of, put→ shelf ─load→ pages       judged once, rendered once

The shelf lies beside the store, and each build makes it anew beside the last one, from which it
takes the text that has not changed. So nothing stays on it that was hidden or deleted. It can be
deleted at any time; a build that finds another one at work has a shelf that passes.
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
_TABLE = """
    CREATE TABLE threads (
        source TEXT NOT NULL,
        number INTEGER NOT NULL,
        thread BLOB NOT NULL,
        texts BLOB NOT NULL,
        UNIQUE (source, number)
    )
"""
_TEXTS = "SELECT texts FROM threads WHERE source = ? AND number = ?"

# A thread as it lies there: its source and number, itself, and its rendered text.
Row = tuple[str, int, bytes, bytes]

_INHERITED: list[sqlite3.Connection] = []

_encode = msgspec.msgpack.Encoder().encode
_decode_thread = msgspec.msgpack.Decoder(Thread).decode
_decode_texts = msgspec.msgpack.Decoder(dict[bytes, Prepared]).decode


class Shelf:
    """One file of published threads."""

    def __init__(self, path: Path | None, *, is_cleared: bool = False) -> None:
        """Begin a shelf that will be kept at `path`; use `beside` or `passing` instead."""
        self._path = path
        # SQLite keeps what has no name in a file that nobody sees.
        self._connection = _begin(_unfinished(path)) if path else _begin("")
        self._last = _last(path) if path and not is_cleared else None
        finalize(self, _close, self._connection, self._last)
        self._is_finished = False
        self._at_hand: dict[str, Prepared] = {}

    @classmethod
    def beside(cls, store: Path, *, is_cleared: bool = False) -> Self:
        """Give the shelf of a store, maybe cleared; where it cannot be used, one that passes."""
        path = store.resolve().with_name(f"{store.name}-shelf")
        try:
            return cls(path, is_cleared=is_cleared)
        except sqlite3.OperationalError:
            # In use, or in a folder where nothing can be written.
            return cls.passing()
        except sqlite3.DatabaseError:
            # What a killed build has left may be anything.
            _unfinished(path).unlink()
            return cls(path, is_cleared=is_cleared)

    @classmethod
    def passing(cls) -> Self:
        """Give a shelf that goes away."""
        return cls(None)

    @property
    def is_kept(self) -> bool:
        """Whether it will stay, and other processes can read it."""
        return self._path is not None

    def row_of(self, thread: Thread) -> Row:
        """Make the row of a published thread, with its rendered text where the shelf is kept."""
        texts = self._texts_of(thread) if self.is_kept else {}
        return thread.key.source, thread.key.number, _encode(thread), _encode(texts)

    def put(self, row: Row) -> None:
        """Put a thread there."""
        self._connection.execute("INSERT INTO threads VALUES (?, ?, ?, ?)", row)

    def finish(self) -> None:
        """Have put all; from now on it is read, also by other processes."""
        self._connection.execute("COMMIT")
        self._is_finished = True

    def keep(self) -> None:
        """Take the place of the last shelf; nothing is read after it."""
        if self._path is not None:
            _close(self._connection, self._last)
            _unfinished(self._path).replace(self._path)

    def reopen(self) -> None:
        """Read by connections of this process's own, after it was forked."""
        # Those of before stay open: closing them would end locks of the other process.
        _INHERITED.extend(filter(None, (self._connection, self._last)))
        if self._path is not None:
            self._last = _last(self._path) if self._last else None
            if self._is_finished:
                self._connection = _read_only(_unfinished(self._path))
            finalize(self, _close, self._last, self._connection if self._is_finished else None)

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

    def _texts_of(self, thread: Thread) -> dict[bytes, Prepared]:
        """Render what the last shelf does not have."""
        key = thread.key.source, thread.key.number
        row = self._last.execute(_TEXTS, key).fetchone() if self._last else None
        known = _decode_texts(row[0]) if row else {}
        signs = ((_sign(body), body) for body in _bodies(thread))
        return {sign: known.get(sign) or prepare(body) for sign, body in signs}


def _begin(path: Path | str) -> sqlite3.Connection:
    """Open a new file, in place of what a killed build has left; nobody else can open it."""
    connection = sqlite3.connect(path, timeout=0, isolation_level=None)
    try:
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        # A shelf that is lost is made again.
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("PRAGMA secure_delete = ON")
        connection.execute("BEGIN EXCLUSIVE")
        connection.execute("DROP TABLE IF EXISTS threads")
        connection.execute(_TABLE)
        connection.execute(f"PRAGMA user_version = {_version()}")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _last(path: Path) -> sqlite3.Connection | None:
    """Open the shelf of the last build, where there is one whose text is of this renderer."""
    if not path.is_file():
        return None
    connection = _read_only(path)
    try:
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        connection.execute(_TEXTS, ("", 0)).fetchone()
    except sqlite3.Error:
        version = None
    if version == _version():
        return connection
    connection.close()
    return None


def _read_only(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.as_uri()}?immutable=1", uri=True)


def _close(*connections: sqlite3.Connection | None) -> None:
    for connection in connections:
        if connection is not None:
            connection.close()


def _unfinished(path: Path) -> Path:
    return path.with_name(f"{path.name}.part")


def _version() -> int:
    # As many digits as SQLite has room for.
    return int(renderer_version()[:7], 16)


def _bodies(thread: Thread) -> Iterable[str]:
    """Give every text of a thread once, in order."""
    return dict.fromkeys(
        body
        for post in thread.posts
        for body in (post.body, *(filled.text for filled in post.fields))
    )


def _sign(body: str) -> bytes:
    return blake2b(body.encode("utf-8", "surrogatepass"), digest_size=16).digest()
