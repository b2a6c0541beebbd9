"""
The folder beside a site in which the next one is built, and what killed builds have left.

A build holds SQLite's lock on a file in its folder for as long as it lives: the lock ends
with the process, however that ends, so a folder whose lock is free has been left.
"""

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

_LOCK = "lock"
_SITE = "site"
_MADE = "made"
_OURS = {_LOCK, f"{_LOCK}-journal", _SITE, _MADE}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a site comes to be: `site` is Pelican's output folder, `made` has the wall's files."""

    site: Path
    made: Path


@contextmanager
def workshop(target: Path) -> Iterator[Place]:
    """Give the place for a new site, on the disk of the old one; clear all that was left there."""
    for folder in target.parent.glob(f".{target.name}-*"):
        _remove_if_left(folder)
    folder, lock = _begin(target)
    try:
        place = Place(folder / _SITE, folder / _MADE)
        place.made.mkdir()
        yield place
    finally:
        lock.close()
        shutil.rmtree(folder)


def _begin(target: Path) -> tuple[Path, sqlite3.Connection]:
    """Make a folder, and lock it."""
    while True:
        folder = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
        lock = sqlite3.connect(folder / _LOCK, timeout=0, isolation_level=None)
        try:
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError:
            lock.close()
            # Another build, beginning in the same instant, may have taken it for left.
            if folder.exists():
                shutil.rmtree(folder)
                raise
        else:
            return folder, lock


def _remove_if_left(folder: Path) -> None:
    if not folder.is_dir() or not {path.name for path in folder.iterdir()} <= _OURS:
        # Somebody else's, who likes such names too.
        return
    lock = sqlite3.connect(folder / _LOCK, timeout=0, isolation_level=None)
    try:
        lock.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError:
        # A build is at work in it.
        return
    finally:
        lock.close()
    with suppress(OSError):
        shutil.rmtree(folder)
