"""You said, we did: what changed because somebody said so, and what we said no to."""

from dataclasses import dataclass

from .parts import Day, EmptyView, Link, PagerView, TagView, WaitView


@dataclass(frozen=True, slots=True)
class ProofStep:
    """
    A step of a proof: "#57, merged 12 November". `name` is a part of `text`, and leads to `url`.

    So is `day`, if there is one.
    """

    text: str
    name: str = ""
    url: str = ""
    day: Day | None = None


@dataclass(frozen=True, slots=True)
class ProofView:
    """What shows that something was done: how sure that is, in a word, and its steps."""

    key: str
    text: str
    steps: tuple[ProofStep, ...] = ()


@dataclass(frozen=True, slots=True)
class VerdictView:
    """What who said it makes of what was done; `name` is a part of `text`."""

    key: str
    text: str
    name: str


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
    proof: ProofView | None = None
    verdict: VerdictView | None = None


@dataclass(frozen=True, slots=True)
class PromiseView:
    """
    What somebody said, and we promised: for how long already, and whether it is overdue.

    `again` says how often it was promised anew.
    """

    id: str
    title: str
    url: str
    by: str
    name: str
    wait: WaitView
    tag: TagView | None
    text: str
    again: str | None = None
    is_overdue: bool = False


@dataclass(frozen=True, slots=True)
class PromisesView:
    """The oldest promises, how many are overdue, and the way to the rest."""

    lead: str
    items: tuple[PromiseView, ...]
    count: str
    all: Link


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

    The words of `to_refusals` are a part of `lead`; they lead down to `refusals`. `silent`
    says how many were closed without a word.
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
    promises: PromisesView | None = None
    silent: Link | None = None
