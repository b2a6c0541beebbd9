"""Builders of facts: valid by default; days become seconds."""

import itertools
from array import array
from collections.abc import Sequence
from typing import Any

from conversation_wall.wall.metrics.facts import DAY, Facts
from conversation_wall.wall.model import Kind, Status, ThreadKey

_openers = itertools.count(1)


def some_facts(
    sides: str = "c", days: Sequence[float] | None = None, **changes: Any
) -> Facts:  # fmt: skip
    """Build facts: posts by `sides`, so many `days` after the opening; ten words each."""
    days = days or range(len(sides))
    opened_at = changes.pop("opened_at", 0)
    given = {
        "key": ThreadKey("hollin/coffee", 1),
        "kind": Kind.PROBLEM,
        "status": Status.ANSWERED if "t" in sides else Status.WAITING,
        "asked_at": opened_at,
        "words": array("I", [10] * len(sides)),
        "opener": next(_openers),
        **changes,
    }
    at = array("q", [round(day * DAY) for day in days])
    return Facts(opened_at=opened_at, at=at, sides=sides, **given)
