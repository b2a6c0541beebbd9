"""The published data of a wall, read back: what is none is told as `NoDataError`."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from babel import UnknownLocaleError

from ..wall.metrics.facts import DAY, WINDOW
from ..wall.metrics.measuring import FORMULA, Terms
from ..wall.metrics.plain import facts_among
from .language import Language
from .open_data import FOLDER, WALL
from .score import Tally

# What the settings allow, and times that every computer knows.
_DAYS, _MONTHS, _YEARS = range(1, 366), range(1, 121), range(1971, 9999)
_WINDOW = range(WINDOW // DAY, WINDOW // DAY + 1)

_WRONG = (AttributeError, LookupError, TypeError, ValueError, OSError, UnknownLocaleError)

Read = Callable[[str], bytes]


class NoDataError(Exception):
    """The data cannot be read: what is wrong, and where."""


@dataclass(frozen=True, slots=True)
class Published:
    """
    What a wall publishes: the head of `wall.json`, threads in numbers and in words.

    `tally` is made of the numbers.
    """

    head: Mapping[str, Any]
    numbers: Sequence[Mapping[str, Any]]
    texts: Sequence[Mapping[str, Any]]
    tally: Tally


def read_data(read: Read) -> Published:
    """Read what a wall publishes, a file by its path; raises `NoDataError`."""
    place = f"{FOLDER}{WALL}"
    head = _object(place, read(place))
    if head.get("formula") != FORMULA and "formula" in head:
        raise NoDataError(
            f"{place} is of formula version {head['formula']!r}, and this program knows "
            f"{FORMULA!r}. Take the version of the program that made the wall."
        )
    try:
        terms, language = _terms(head)
        _ = (head["formula"], head["figures"], bool(head["score_shown"]), _names(head["topics"]))
        older = [line for name in head["files"]["facts"] for line in _lines(name, read)]
        numbers = [*older, *head["threads"]]
        texts = [line for name in head["files"]["threads"] for line in _lines(name, read)]
        tally = Tally(language, (), facts_among(numbers), terms)
    except _WRONG as error:
        raise NoDataError(
            f"{place} is not as its schema says ({error}). It was changed, or is of another "
            "version of the wall."
        ) from error
    return Published(head, numbers, texts, tally)


def _terms(head: Mapping[str, Any]) -> tuple[Terms, Language]:
    moment = datetime.fromisoformat(head["now"])
    _whole(moment.year, _YEARS)
    _whole(head["window_days"], _WINDOW)
    language = Language(head["lang"], ZoneInfo(head["timezone"]), moment)
    # Whether it is a language shows when something is said in it.
    language.number(0)
    days, months = _whole(head["answer_within"], _DAYS), _whole(head["promise_months"], _MONTHS)
    return Terms(int(moment.timestamp()), language.timezone, days, months), language


def _whole(value: object, allowed: range) -> int:
    """Give a whole number within bounds."""
    if isinstance(value, bool) or not isinstance(value, int) or value not in allowed:
        raise ValueError(f"{value!r} is no number from {allowed.start} to {allowed.stop - 1}")
    return value


def _names(topics: Mapping[str, object]) -> Mapping[str, object]:
    if not all(isinstance(name, str) for name in dict(topics).values()):
        raise TypeError("a topic has no name")
    return topics


def _lines(name: object, read: Read) -> Iterator[dict[str, Any]]:
    # Nothing but a file beside `wall.json`.
    if not isinstance(name, str) or "/" in name or "\\" in name or name.startswith("."):
        raise ValueError(f"{name!r} is no name of a file")
    for number, line in enumerate(read(FOLDER + name).splitlines(), start=1):
        yield _object(f"Line {number} of {FOLDER}{name}", line)


def _object(place: str, content: bytes) -> dict[str, Any]:
    try:
        found = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise NoDataError(f"{place} is no JSON: {error}.") from error
    if not isinstance(found, dict):
        raise NoDataError(f"{place} is no object in JSON.")
    return found
