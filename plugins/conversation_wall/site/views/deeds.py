"""You said, we did: what changed because somebody said so, and what we said no to."""

from dataclasses import dataclass

from .parts import Day, EmptyView, Link, PagerView, TagView, WaitView


@dataclass(frozen=True, slots=True)
class DeedView:
    """
    What somebody said and what was done: a pair without its quote.

    `by` says who, and how many others; `name`, their own word, is a part of it. So is
    `day` of the tag's text: "Done 14 November".
    """

    id: str
    title: str
    url: str
    by: str
    name: str
    wait: WaitView | None
    tag: TagView
    day: Day
    text: str


@dataclass(frozen=True, slots=True)
class DeedMonthView:
    """What was done in a month, the newest first."""

    id: str
    name: str
    deeds: tuple[DeedView, ...]


@dataclass(frozen=True, slots=True)
class RefusalView:
    """What somebody said and we said no to; `condition` is what would change our mind."""

    id: str
    title: str
    url: str
    by: str
    name: str
    tag: TagView | None
    text: str
    condition: str | None


@dataclass(frozen=True, slots=True)
class RefusalsView:
    """The newest refusals, how many of all these are, and the way to the rest."""

    items: tuple[RefusalView, ...]
    count: str
    all: Link


@dataclass(frozen=True, slots=True)
class DeedsView:
    """
    The page of what was done, or a year's: `years` lead to those, `pager` through one.

    The words of `to_refusals` are a part of `lead`; they lead down to `refusals`.
    """

    title: str
    lead: str | None
    to_refusals: Link | None
    months: tuple[DeedMonthView, ...]
    count: str
    years: tuple[Link, ...]
    pager: PagerView | None
    refusals: RefusalsView | None
    empty: EmptyView | None
