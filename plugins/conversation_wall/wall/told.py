"""
Told elsewhere: what a customer said by e-mail or at the counter, brought in by the team.

The team opens the thread through a form. GitHub renders that as headings with values
below them, `_No response_` where there is none:

    ### Who                 ### Where        ### When         ### Their words

    Dafydd P.               by e-mail        2025-03-02       The coffee was cold.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from .model import Told

_WHO, _WHERE, _WHEN, _WORDS = _FIELDS = ("who", "where", "when", "their words")
_NO_RESPONSE = "_No response_"
_BREAK = re.compile(r"\r\n?|\n")

# An earlier year is a slip of the keyboard, and would be a wait of a thousand years.
_FIRST_YEAR = 1900


@dataclass(frozen=True, slots=True)
class Critique:
    """Where a critique was told, and its words."""

    told: Told
    words: str


def told_in(body: str, posted_at: datetime) -> Critique | None:
    """
    Read the form "Told to us elsewhere", or give None where a body is none.

    It needs at least where and the words. A day that does not read as `2025-03-02`, or
    that had not come when the form was sent, is no day.
    """
    values = _form_values(body)
    if not values.get(_WHERE) or not values.get(_WORDS):
        return None
    told = Told(
        who=_line(values.get(_WHO, "")),
        where=_line(values[_WHERE]),
        said_on=_day(values.get(_WHEN, ""), posted_at),
    )
    return Critique(told=told, words=values[_WORDS])


def _form_values(body: str) -> dict[str, str]:
    """Give the fields by heading. A heading seen before, or unknown, belongs to the value."""
    values: dict[str, list[str]] = {}
    lines: list[str] = []
    for line in _BREAK.split(body):
        heading = line[4:].strip().casefold() if line.startswith("### ") else ""
        if heading in _FIELDS and heading not in values:
            lines = values[heading] = []
        else:
            lines.append(line)
    texts = {heading: "\n".join(lines).strip() for heading, lines in values.items()}
    return {heading: text for heading, text in texts.items() if text != _NO_RESPONSE}


def _line(value: str) -> str:
    return " ".join(value.split())


def _day(value: str, posted_at: datetime) -> date | None:
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return None
    # East of Greenwich the day begins before the server's.
    is_past = day <= posted_at.date() + timedelta(days=1)
    return day if is_past and day.year >= _FIRST_YEAR else None
