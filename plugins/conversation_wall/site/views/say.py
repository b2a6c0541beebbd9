"""The ways to say something, the card to print, and the pages of plain words."""

from dataclasses import dataclass

from .parts import Link


@dataclass(frozen=True, slots=True)
class WayView:
    """One way to say something, and the buttons that lead there."""

    title: str
    text: str
    buttons: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class SayView:
    """
    The page "Say something"; the first of `ways` is the one for most people.

    `appears` says when words stand on the wall, `aim` when we answer them. `private` is
    where to write what is nobody else's business.
    """

    title: str
    lead: str
    ways: tuple[WayView, ...]
    appears: str
    aim: str
    pact: Link
    deeds: Link
    private: Link | None


@dataclass(frozen=True, slots=True)
class CardView:
    """A card to write on by hand; `address` is the wall's, as people type it."""

    title: str
    lead: str
    question: str
    address: str | None


@dataclass(frozen=True, slots=True)
class TextView:
    """
    A page of plain words: the pact, house rules, privacy, accessibility.

    The words stand in the template; here is what they depend on. `repository` is where
    people write on GitHub. `aim` says how soon we answer. `is_read_first`: we approve what appears. `keeps_scheme`: the
    choice of light or dark is kept in the visitor's browser. `people` is how customers are
    called: names, initials, pseudonyms. `masked` are the kinds of what is masked.
    """

    title: str
    email: Link | None
    repository: Link | None
    aim: str
    is_read_first: bool
    keeps_scheme: bool
    people: str = "names"
    masked: tuple[str, ...] = ()
