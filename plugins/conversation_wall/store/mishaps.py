"""What SQLite and the file system say, as a `StoreError` that helps."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..errors import StoreError

# How long one process waits for another that writes, in seconds.
PATIENCE = 30
# What Python says of a text that is none any more.
_GARBLED = "Could not decode to UTF-8"


class DamagedStoreError(StoreError):
    """The file is no sound store any more: what is in it cannot be trusted."""


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn what goes wrong with a store into a `StoreError`."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        raise _store_error(error, path) from error
    except OSError as error:
        raise StoreError(
            f"The store cannot be opened: {error.strerror} ({path}). "
            "Look at the folder's permissions, or name another file with --store."
        ) from error


def read_texts(connection: sqlite3.Connection) -> None:
    """Read every text, since one can be garbled in a file whose structure is sound."""
    columns: dict[str, list[str]] = {}
    for table, column in connection.execute(
        "SELECT m.name, c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c "
        "WHERE m.type = 'table' AND c.type = 'TEXT'"
    ):
        columns.setdefault(table, []).append(column)
    for table, names in columns.items():
        for _ in connection.execute(f"SELECT {', '.join(names)} FROM {table}"):
            pass


def damaged(reason: object, path: Path) -> DamagedStoreError:
    """Say that a store is damaged."""
    return DamagedStoreError(
        f"The store is damaged: {reason} ({path}). Move the file away and run `wall sync` "
        "(or `wall import`) again: everything in it comes from GitHub."
    )


def _store_error(error: sqlite3.DatabaseError, path: Path) -> StoreError:
    code = getattr(error, "sqlite_errorname", "")
    is_garbled = str(error).startswith(_GARBLED)
    if is_garbled or code.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
        return damaged(error, path)
    return StoreError(_sentence(code, error, path))


def _sentence(code: str, error: sqlite3.DatabaseError, path: Path) -> str:
    if code.startswith("SQLITE_BUSY"):
        return (
            f"Another `wall` command has been writing to the store for {PATIENCE} seconds "
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
    return f"The store said: {error} ({path}). Try again; if it stays, make the store anew."
