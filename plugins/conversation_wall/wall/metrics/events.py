"""
What happened to a thread, for the figures: by GitHub's record of an Issue, and by the wall's.

    ClosedEvent by the opener, the last     → withdrawn
    LabeledEvent with a label of a promise  → promised, also where the label is long gone
    ReopenedEvent by the opener             → not solved
    an observation of such a label          → promised; of a Discussion nobody else tells
"""

from collections.abc import Iterable
from datetime import datetime

from ...config import Config
from ...records import Observation, Sight, ThreadRecord, Trace, label_mark
from ..kinds import name_sign

_PROMISES = ("planned", "started")
_LABEL = "label:"


def withdrawn_at(record: ThreadRecord, opener: str) -> datetime | None:
    """
    Give when the opener closed the thread; None where it is open, or another closed it.

    `opener` is the login of who raised it; empty where the team brought it in from elsewhere,
    for then the team's closing is no customer's.
    """
    if not record.is_closed:
        return None
    closings = [
        (trace.at, _is_by(trace, opener))
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


def promises_seen(observations: Iterable[Observation], config: Config) -> dict[str, datetime]:
    """Give when each thread, by its id, was first seen with a label that promises something."""
    marks = {
        label_mark(sign.removeprefix(_LABEL))
        for sign, word in config.statuses.items()
        if sign.startswith(_LABEL) and word in _PROMISES
    }
    seen: dict[str, datetime] = {}
    for observation in observations:
        if observation.sight is Sight.LABELS and not marks.isdisjoint(observation.value.split()):
            first_at = seen.setdefault(observation.thread, observation.at)
            seen[observation.thread] = min(first_at, observation.at)
    return seen


def is_reopened_after(record: ThreadRecord, opener: str, moment: datetime) -> bool:
    """Tell whether the opener opened the thread again after a moment."""
    return any(
        trace.at >= moment
        for trace in record.traces
        if trace.kind == "ReopenedEvent" and trace.at and _is_by(trace, opener)
    )


def _is_by(trace: Trace, login: str) -> bool:
    return bool(login) and trace.actor.login.casefold() == login.casefold()
