"""Questions that an owner could ask, for the owner's eyes."""

from dataclasses import dataclass

from .parts import Link


@dataclass(frozen=True, slots=True)
class StarterView:
    """
    A question to ask: why, and the title and text to post.

    `post` leads to where it is posted, already filled in; `about` to the threads it is about.
    """

    why: str
    title: str
    text: str
    about: tuple[Link, ...] = ()
    post: Link | None = None


@dataclass(frozen=True, slots=True)
class AskedView:
    """A starter that was posted, and what came of it: "3 replies from 2 customers"."""

    title: str
    url: str
    result: str


@dataclass(frozen=True, slots=True)
class StartersView:
    """The page of starters; `empty` stands where there is nothing to ask."""

    title: str
    lead: str
    starters: tuple[StarterView, ...]
    asked: tuple[AskedView, ...]
    empty: str
