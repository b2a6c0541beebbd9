"""Kept: a promise runs from when it was first seen, and relabelling wins nothing."""

from datetime import UTC, datetime
from typing import Any

import pytest

from conversation_wall.wall.metrics.facts import DAY
from conversation_wall.wall.metrics.promises import Kept, kept_of, months_before
from conversation_wall.wall.model import Status
from metrics_builders import some_facts

NOW = int(datetime(2026, 11, 23, 12, tzinfo=UTC).timestamp())


def kept(*promises: dict[str, Any]) -> Kept | None:
    """Judge promises, with six months for each; days ago become times."""
    threads = []
    for promise in promises:
        times = {name: NOW - days * DAY for name, days in promise.items() if isinstance(days, int)}
        threads.append(some_facts("ct", None, **{"status": Status.PLANNED, **promise, **times}))
    return kept_of(threads, NOW, 6)


@pytest.mark.parametrize(
    ("promise", "share"),
    [
        ({"promised_at": 200}, 0),
        ({"promised_at": 200, "done_at": 3, "status": Status.DONE}, 1),
        ({"promised_at": 200, "amended_at": 100}, 1),
        ({"promised_at": 500, "amended_at": 300}, 0),
        ({"promised_at": 500, "amended_at": 300, "status": Status.DECLINED}, 1),
        ({"promised_at": 200, "status": Status.ANSWERED}, 0),
        ({"promised_at": 200, "done_at": 3, "status": Status.DONE, "is_wordless": True}, 0),
    ],
)
def test_old_promise_is_done_amended_or_broken(promise: dict[str, Any], share: float) -> None:
    """A reason keeps it for six months more, a reasoned no for good; taking the label off does not."""
    judged = kept(promise)

    assert judged
    assert share == judged.share.share


def test_young_promise_is_not_judged() -> None:
    """Nor is what was done without one."""
    assert kept({"promised_at": 100}, {"done_at": 3, "status": Status.DONE}) is None


def test_kept_counts_all_that_are_due() -> None:
    """One done, one amended, one broken."""
    judged = kept(
        {"promised_at": 200, "done_at": 3},
        {"promised_at": 200, "amended_at": 30},
        {"promised_at": 200},
        {"promised_at": 1},
    )

    assert judged
    assert (1, 1, 2, 3) == (judged.done, judged.amended, judged.share.count, judged.share.of)


@pytest.mark.parametrize(
    ("day", "months", "before"),
    [
        ((2026, 8, 31), 6, (2026, 2, 28)),
        ((2026, 1, 15), 1, (2025, 12, 15)),
        ((2026, 12, 31), 12, (2025, 12, 31)),
        ((2028, 3, 30), 1, (2028, 2, 29)),
    ],
)
def test_months_are_those_of_the_calendar(
    day: tuple[int, int, int], months: int, before: tuple[int, int, int]
) -> None:
    """The last day of August, six months before, is the last of February."""
    moment = int(datetime(*day, 9, tzinfo=UTC).timestamp())

    assert datetime(*before, 9, tzinfo=UTC).timestamp() == months_before(moment, months)
