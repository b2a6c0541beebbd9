"""
What GitHub's own record of a thread tells the figures; only Issues have one.

    ClosedEvent by the opener, the last     → withdrawn
    LabeledEvent with a label of a promise  → promised, also where the label is long gone
    ReopenedEvent by the opener             → not solved
"""

from collections.abc import Iterator
from datetime import datetime

from ...config import Config
from ...records import ThreadRecord, Trace
from ..kinds import name_sign

_PROMISES = ("planned", "started")


def withdrawn_at(record: ThreadRecord) -> datetime | None:
    """Give when the opener closed the thread; None where it is open, or another closed it."""
    if not record.is_closed:
        return None
    closings = [
        (trace.at, _is_opener(trace, record))
        for trace in record.traces
        if trace.kind == "ClosedEvent" and trace.at
    ]
    last_at, is_by_opener = max(closings, default=(None, False))
    return last_at if is_by_opener else None


def first_promised_at(record: ThreadRecord, config: Config) -> datetime | None:
    """Give when the thread first had a label that promises something."""
    times = [
        trace.at
        for trace in record.traces
        if trace.kind == "LabeledEvent"
        and trace.at
        and trace.label
        and config.statuses.get(name_sign(trace.label)) in _PROMISES
    ]
    return min(times, default=None)


def is_reopened_after(record: ThreadRecord, moment: datetime) -> bool:
    """Tell whether the opener opened the thread again after a moment."""
    return any(at >= moment for at in _reopened_at(record))


def _reopened_at(record: ThreadRecord) -> Iterator[datetime]:
    for trace in record.traces:
        if trace.kind == "ReopenedEvent" and trace.at and _is_opener(trace, record):
            yield trace.at


def _is_opener(trace: Trace, record: ThreadRecord) -> bool:
    login = record.opening.author.login
    return bool(login) and trace.actor.login.casefold() == login.casefold()
