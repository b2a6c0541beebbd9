"""
Told elsewhere: what a customer said by e-mail or at the counter, brought in by the team.

The team opens the thread through the form `forms.TOLD`, or types its headings:

    ### Who                 ### Where        ### When         ### Their words

    Dafydd P.               by e-mail        2025-03-02       The coffee was cold.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from .forms import TOLD, split_fields
from .model import Told

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
    values = {field.label: field.text for field in split_fields(body, TOLD)[1]}
    if not values.get("Where") or not values.get("Their words"):
        return None
    told = Told(
        who=_line(values.get("Who", "")),
        where=_line(values["Where"]),
        said_on=_day(values.get("When", ""), posted_at),
    )
    return Critique(told=told, words=values["Their words"])


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
