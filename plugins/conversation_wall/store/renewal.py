"""One sync at a time, and what becomes of a store that is damaged."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..errors import StoreError
from .mishaps import DamagedStoreError, told
from .store import Store


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """
    Keep other syncs away from a store; raises `StoreError` where one is at work.

    The lock is SQLite's own, on a file beside the store: it ends with the process,
    however that ends.
    """
    with told(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = sqlite3.connect(path.with_name(f"{path.name}.lock"), timeout=0, isolation_level=None)
    try:
        try:
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            if getattr(error, "sqlite_errorname", "") != "SQLITE_BUSY":
                with told(path):
                    raise
            raise StoreError(
                f"Another `wall sync` is at work on this store ({path}). Nothing was done. "
                "Wait until it has ended; it reads what this one would have read."
            ) from error
        yield
    finally:
        lock.close()


def open_sound(path: Path) -> tuple[Store, Path | None]:
    """
    Open a store that can be trusted, and make it where there is none.

    A damaged file is set aside, and a new store begun: everything in it comes from GitHub.
    Then the place of the damaged one is given too.
    """
    try:
        store = Store.open(path, create=True)
        try:
            store.examine()
        except StoreError:
            store.close()
            raise
    except DamagedStoreError:
        aside = _set_aside(path)
        return Store.open(path, create=True), aside
    return store, None


def _set_aside(path: Path) -> Path:
    aside = path.with_name(f"{path.name}.damaged")
    with told(path):
        path.replace(aside)
        # What SQLite had not finished belongs to the damaged file, not to the new one.
        for ending in ("-journal", "-wal", "-shm"):
            path.with_name(f"{path.name}{ending}").unlink(missing_ok=True)
    return aside
