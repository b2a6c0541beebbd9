"""The wall and its lists: pairs of critique and answer."""

from dataclasses import dataclass

from .figure import Figure
from .parts import (
    Day,
    EmptyView,
    GapView,
    Link,
    PagerView,
    Sentence,
    SpeakerView,
    TagView,
    WaitView,
)


@dataclass(frozen=True, slots=True)
class StepNote:
    """What came of an answer later, and when."""

    day: Day
    text: str


@dataclass(frozen=True, slots=True)
class AnswerView:
    """
    The business's side of a pair.

    `text` is plain and may be cut (`more` then leads to the rest). `speaker` is None
    where a status stands without a word of the team, and `text` says so.
    """

    tag: TagView | None
    text: str
    speaker: SpeakerView | None = None
    day: Day | None = None
    more: Link | None = None
    reason: str | None = None
    next_step: StepNote | None = None


@dataclass(frozen=True, slots=True)
class PairView:
    """One exchange: the critique, the wait, the answer or the gap."""

    id: str
    title: str
    url: str
    speaker: SpeakerView
    day: Day
    topics: tuple[Link, ...]
    quote: str
    more: Link | None
    agree: str | None
    wait: WaitView | None
    answer: AnswerView | None
    gap: GapView | None


@dataclass(frozen=True, slots=True)
class TabView:
    """A list one can turn to, with how many stand on it; `count` is empty on older pages."""

    text: str
    count: str
    url: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class ScoreView:
    """
    How many critiques are answered; `answered_share` (0 to 100) is the solid part of the bar.

    `sentences` say how long it takes and who waits.
    """

    headline: Figure
    sentences: tuple[Sentence, ...]
    answered_share: int
    has_waiting: bool
    link: Link | None = None


@dataclass(frozen=True, slots=True)
class HeroView:
    """The head of the wall: the owner's question, and the ways to answer it."""

    question: str
    lead: str
    say: Link
    email: Link | None
    score: ScoreView | None


@dataclass(frozen=True, slots=True)
class ListView:
    """
    A page of pairs. `hero` stands on the wall's first page, else `title` and `lead`.

    `say` leads to where one says more of the kind that stands here.
    """

    title: str
    lead: str | None
    hero: HeroView | None
    tabs: tuple[TabView, ...]
    heads: tuple[str, str, str]
    pairs: tuple[PairView, ...]
    pager: PagerView | None
    empty: EmptyView | None
    say: tuple[Link, ...] = ()
