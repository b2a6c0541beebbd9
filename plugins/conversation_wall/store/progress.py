"""How far the sync of each part of each source has come."""

import sqlite3
from dataclasses import dataclass
from datetime import datetime

from ..records import ThreadType, utc_text
from .rows import to_moment
from .saving import source_number


@dataclass(frozen=True, slots=True)
class Progress:
    """
    How far the sync of one part of a source has come.

    `watermark` is the newest `updatedAt` up to which everything was read. While `is_full`
    holds, everything is to be read, or is being read; else only what is new. `cursor` is
    GitHub's, to go on from in the list of either, and `next_watermark` what `watermark`
    becomes at the end of it. A sweep over the list of all threads has a cursor of its own.
    `round` counts full rounds and sweeps; a thread carries the one that it was last seen
    in, so that what is gone stands out at the end. `drift` is how many threads GitHub
    counted more than it gave when everything was last seen.
    """

    watermark: datetime | None = None
    next_watermark: datetime | None = None
    cursor: str | None = None
    round: int = 1
    is_full: bool = True
    sweep_cursor: str | None = None
    sweep_began_at: datetime | None = None
    swept_at: datetime | None = None
    drift: int = 0


# In the place of a cursor: the list was read to its end. GitHub's are longer.
END = "."

_COLUMNS = (
    "watermark, next_watermark, cursor, round, is_full, sweep_cursor, sweep_began_at, "
    "swept_at, drift"
)


def load_progress(connection: sqlite3.Connection, repository: str, part: ThreadType) -> Progress:
    """Give how far the sync of one part has come; an empty `Progress` before the first."""
    row = connection.execute(
        f"SELECT {_COLUMNS} FROM progress JOIN sources USING (source) "
        "WHERE repository = ? AND type = ?",
        (repository, part.value),
    ).fetchone()
    if row is None:
        return Progress()
    watermark, next_watermark, cursor, round_, is_full, sweep_cursor, began_at, swept_at, drift = (
        row
    )
    return Progress(
        watermark=_moment(watermark),
        next_watermark=_moment(next_watermark),
        cursor=cursor,
        round=round_,
        is_full=bool(is_full),
        sweep_cursor=sweep_cursor,
        sweep_began_at=_moment(began_at),
        swept_at=_moment(swept_at),
        drift=drift,
    )


def save_progress(
    connection: sqlite3.Connection, repository: str, part: ThreadType, progress: Progress
) -> None:
    """Note how far the sync of one part has come."""
    connection.execute(
        f"INSERT OR REPLACE INTO progress (source, type, {_COLUMNS}) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            source_number(connection, repository),
            part.value,
            _text(progress.watermark),
            _text(progress.next_watermark),
            progress.cursor,
            progress.round,
            progress.is_full,
            progress.sweep_cursor,
            _text(progress.sweep_began_at),
            _text(progress.swept_at),
            progress.drift,
        ),
    )


def _moment(text: str | None) -> datetime | None:
    return None if text is None else to_moment(text)


def _text(moment: datetime | None) -> str | None:
    return None if moment is None else utc_text(moment)
