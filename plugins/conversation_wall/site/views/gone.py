"""A conversation that is not on the wall any more."""

from dataclasses import dataclass

from .parts import Link


@dataclass(frozen=True, slots=True)
class GoneView:
    """
    What stands in place of a conversation that is gone: a fact, a date, and ways on.

    `moved` leads to where it is now, where that is known.
    """

    headline: str
    text: str
    wall: Link
    moved: Link | None = None
