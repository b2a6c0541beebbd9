"""The emulator's own time: the machine's, moved, or frozen."""

from datetime import UTC, datetime, timedelta
from typing import Any


class Clock:
    """
    Tell the time that the emulator believes in.

    Tokens, rate limits, `Date` headers and the stamps of changes all ask this
    clock, so a test that freezes and moves it never waits.
    """

    def __init__(self, frozen_at: datetime | str | None = None) -> None:
        self._offset = timedelta()
        self._frozen_at: datetime | None = None
        if frozen_at is not None:
            self.freeze(frozen_at)

    def now(self) -> datetime:
        """Give the time, aware and in UTC."""
        return self._frozen_at or datetime.now(UTC) + self._offset

    def stamp(self) -> str:
        """Give the time as GitHub writes it, to the second."""
        return to_stamp(self.now())

    def freeze(self, at: datetime | str | None = None) -> None:
        """Stop at a time; without one, at the present moment."""
        self._frozen_at = self.now() if at is None else parse_time(at)

    def thaw(self) -> None:
        """Run on from where the clock was stopped."""
        self._offset = self.now() - datetime.now(UTC)
        self._frozen_at = None

    def move(self, **span: float) -> None:
        """Go forward, as in `move(minutes=5)`; a negative span goes back."""
        delta = timedelta(**span)
        if self._frozen_at is None:
            self._offset += delta
        else:
            self._frozen_at += delta


def parse_time(value: datetime | str) -> datetime:
    """Read an ISO 8601 time; one without a zone is taken as UTC."""
    time = datetime.fromisoformat(value) if isinstance(value, str) else value
    return time.replace(tzinfo=UTC) if time.tzinfo is None else time.astimezone(UTC)


def to_stamp(time: datetime) -> str:
    """Write a time as GitHub does: `2026-11-03T10:00:00Z`."""
    return time.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def to_stamp_if_time(value: Any) -> str:
    """Bring a query's DateTime to GitHub's form; raises ValueError for what is none."""
    if not isinstance(value, str) or len(value) < len("2026-11-03"):
        raise ValueError(f"{value!r} is no ISO 8601 time")
    return to_stamp(parse_time(value))
