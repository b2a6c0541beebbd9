"""
Facts and figures as plain JSON values, and back: what `data/wall.json` holds.

`wall.schema.json` says what each of them means. A thread that waits for approval has no
id: nobody may find it by its figures.
"""

import base64
from array import array
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime
from typing import Any

from ...records import utc_text
from ..model import Kind, Status, ThreadKey
from ..verdicts import Helped
from .facts import CUSTOMER, MUTE, SAVED, TEAM, Facts
from .measuring import is_recent
from .reading import SHINGLE_BYTES
from .talk import turns_in

# Floating point differs in the last digits between machines.
_DIGITS = 9

_TIMES = ("withdrawn_at", "promised_at", "amended_at", "done_at")
_SIDES = frozenset((CUSTOMER, TEAM, SAVED, MUTE))
_HELD = "held"


def plain_threads(threads: Iterable[Facts], now: int) -> Iterator[dict[str, object]]:
    """Write facts; `new` marks the first critique of each opener in the last 365 days."""
    seen = {0}
    for facts in threads:
        is_new = (
            facts.kind.is_critique and facts.opener not in seen and is_recent(facts, now)
        )  # fmt: skip
        if is_new:
            seen.add(facts.opener)
        yield _plain_thread(facts, is_new=is_new)


def facts_among(threads: Iterable[Mapping[str, Any]]) -> tuple[Facts, ...]:
    """Read facts that `plain_threads` wrote; raises `ValueError` where one is none."""
    found = []
    for number, thread in enumerate(threads, start=1):
        try:
            found.append(_facts(thread, number))
        except (AttributeError, KeyError, TypeError, ValueError, OverflowError) as error:
            raise ValueError(f"thread {number} is not as the schema says") from error
    return tuple(found)


def plain_figures(figures: object) -> Any:
    """Write figures: a dataclass becomes an object, its fields in order."""
    if is_dataclass(figures):
        return {
            field.name: plain_figures(getattr(figures, field.name)) for field in fields(figures)
        }
    if isinstance(figures, tuple):
        return [plain_figures(item) for item in figures]
    if isinstance(figures, float):
        rounded = round(figures, _DIGITS)
        return int(rounded) if rounded.is_integer() else rounded
    return figures


def _plain_thread(facts: Facts, *, is_new: bool) -> dict[str, object]:
    answered_at = facts.answered_at if facts.kind.is_critique else None
    plain: dict[str, object] = {
        "id": None if facts.is_held else f"{facts.key.source}#{facts.key.number}",
        "kind": facts.kind.value,
        "status": facts.status.value,
        "opened_at": _text(facts.opened_at),
        "first_answer_at": None if answered_at is None else _text(answered_at),
        "at": list(facts.at),
        "sides": facts.sides,
        "words": list(facts.words),
        "turns": turns_in(facts),
        "shingles": [base64.b64encode(shingles).decode() for shingles in facts.shingles],
        "topics": [] if facts.is_held else list(facts.topics),
    }
    if facts.asked_at != facts.opened_at:
        plain["asked_at"] = _text(facts.asked_at)
    for name in _TIMES:
        at = getattr(facts, name)
        if at is not None:
            plain[name] = _text(at)
    if facts.helped:
        plain["helped"] = facts.helped.value
    if facts.has_returned is not None:
        plain["returned"] = facts.has_returned
    flags = {
        "held": facts.is_held,
        "off_the_clock": facts.kind.is_critique and not facts.is_clocked,
        "wordless": facts.is_wordless,
        "new": is_new,
    }
    return plain | {name: True for name, is_set in flags.items() if is_set}


def _facts(plain: Mapping[str, Any], number: int) -> Facts:
    kind = Kind(plain["kind"])
    is_held = _flag(plain, "held")
    source, _, thread = (f"{_HELD}#{number}" if is_held else plain["id"]).rpartition("#")
    opened_at = _seconds(plain["opened_at"])
    at, words = array("q", plain["at"]), array("I", plain["words"])
    sides: str = plain["sides"]
    shingles = [base64.b64decode(each, validate=True) for each in plain["shingles"]]
    says = sum(side in (TEAM, SAVED) for side in sides)
    if not (set(sides) <= _SIDES and len(sides) == len(at) == len(words) and says == len(shingles)):
        raise ValueError(sides)
    asked_at = _seconds(plain["asked_at"]) if "asked_at" in plain else opened_at
    if list(at) != sorted(at) or asked_at > opened_at:
        raise ValueError(at)
    if not all(isinstance(topic, str) for topic in plain["topics"]):
        raise TypeError(plain["topics"])
    if any(len(each) % SHINGLE_BYTES for each in shingles):
        raise ValueError(shingles)
    return Facts(
        key=ThreadKey(source, int(thread)),
        kind=kind,
        status=Status(plain["status"]),
        opened_at=opened_at,
        asked_at=asked_at,
        at=at,
        sides=sides,
        words=words,
        shingles=tuple(shingles),
        topics=tuple(plain["topics"]),
        is_clocked=kind.is_critique and not _flag(plain, "off_the_clock"),
        is_held=is_held,
        is_wordless=_flag(plain, "wordless"),
        helped=Helped(plain["helped"]) if "helped" in plain else None,
        opener=number if _flag(plain, "new") else 0,
        has_returned=_flag(plain, "returned") if "returned" in plain else None,
        **_times(plain),
    )


def _times(plain: Mapping[str, Any]) -> dict[str, int]:
    return {name: _seconds(plain[name]) for name in _TIMES if name in plain}


def _flag(plain: Mapping[str, Any], name: str) -> bool:
    flag = plain.get(name, False)
    if not isinstance(flag, bool):
        raise TypeError(flag)
    return flag


def _text(seconds: int) -> str:
    return utc_text(datetime.fromtimestamp(seconds, UTC))


def _seconds(text: str) -> int:
    return int(datetime.fromisoformat(text).timestamp())
