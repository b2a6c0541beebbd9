"""What the owner wrote down of a thread, where neither code nor a post on GitHub tells it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

from .model import Status, Thread, ThreadKey, Written

# Who turned something down, or said it stands elsewhere, takes that back on GitHub first.
_FIRM = (Status.DECLINED, Status.DUPLICATE)


def with_outcome(thread: Thread, outcomes: Mapping[ThreadKey, Written], zone: ZoneInfo) -> Thread:
    """
    Give a thread as done on the day that was written down, where an outcome fits it.

    One of a day before the critique is of something else.
    """
    written = outcomes.get(ThreadKey(thread.key.source.casefold(), thread.key.number))
    if written is None or not takes_outcome(thread):
        return thread
    if written.on < thread.opened_at.astimezone(zone).date():
        return thread
    noon = datetime.combine(written.on, time(12), zone).astimezone(UTC)
    return replace(
        thread,
        status=Status.DONE,
        changed_at=max(noon, thread.opened_at),
        is_wordless=False,
        written=written,
    )


def takes_outcome(thread: Thread) -> bool:
    """Tell whether an outcome that was written down can be a thread's."""
    return thread.kind.is_critique and thread.status not in _FIRM
