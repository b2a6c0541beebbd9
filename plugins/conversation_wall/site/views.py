"""
Views: what one template needs, already chosen, sorted, counted and worded.

    PageView ─┬─ title, description, nav, banner …      every page
              └─ list: ListView ── pairs: PairView …    the wall and its lists
                 thread: ThreadView ── turns: TurnView  one conversation

A template places these and decides nothing. Texts are plain strings, escaped by the
template; `Markup` comes from `markup` alone. Addresses are relative to the page.
"""

from dataclasses import dataclass

from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead somewhere."""

    text: str
    url: str
    is_current: bool = False


@dataclass(frozen=True, slots=True)
class Day:
    """A date in words, with the exact time for machines (`time datetime`)."""

    text: str
    iso: str


@dataclass(frozen=True, slots=True)
class SpeakerView:
    """
    A by-line: who said it. `name` is empty for nobody.

    `title` is the job of a member of the team; `note` is "by e-mail", "a program" and
    the like.
    """

    name: str
    is_team: bool
    title: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class TagView:
    """A status: `key` picks the colour and the icon (answered, planned, done, declined…)."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class WaitView:
    """
    The line between critique and answer.

    `text` stands on the line ("1 day"), `sentence` below a critique on a narrow page
    ("Answered after 1 day"). `state` is answered, open or late.
    """

    text: str
    sentence: str
    state: str


@dataclass(frozen=True, slots=True)
class GapView:
    """The empty answer box. `state` is open, late or closed."""

    headline: str
    text: str
    state: str
    link: Link | None = None


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
class PagerView:
    """Where this page stands in a list, and the way on."""

    text: str
    newer: Link | None
    older: Link | None


@dataclass(frozen=True, slots=True)
class EmptyView:
    """What a list says when nothing stands on it."""

    headline: str
    text: str
    link: Link | None = None


@dataclass(frozen=True, slots=True)
class ScoreView:
    """
    How many critiques are answered; `answered_share` (0 to 100) is the solid part of the bar.

    `sentence` says how long it takes and who waits.
    """

    headline: str
    sentence: str
    answered_share: int
    has_waiting: bool
    link: Link | None = None


@dataclass(frozen=True, slots=True)
class HeroView:
    """The head of the wall: the owner's question, and the ways to answer it."""

    question: str
    lead: str
    say: Link | None
    email: Link | None
    score: ScoreView | None


@dataclass(frozen=True, slots=True)
class ListView:
    """A page of pairs. `hero` stands on the wall's first page, else `title` and `lead`."""

    title: str
    lead: str | None
    hero: HeroView | None
    tabs: tuple[TabView, ...]
    heads: tuple[str, str, str]
    pairs: tuple[PairView, ...]
    pager: PagerView | None
    empty: EmptyView | None


@dataclass(frozen=True, slots=True)
class PostView:
    """One post of a thread in full."""

    anchor: str
    speaker: SpeakerView
    day: Day
    html: Markup
    github: Link
    tag: TagView | None = None
    edited: str | None = None
    notes: tuple[str, ...] = ()
    reason: str | None = None
    reply_to: Link | None = None


@dataclass(frozen=True, slots=True)
class TurnView:
    """
    A row of a thread: what customers said, and the team's next posts beside it.

    `later` stands on the spine where the team spoke again unprompted ("5 days later").
    """

    said: tuple[PostView, ...]
    answered: tuple[PostView, ...]
    wait: WaitView | None
    gap: GapView | None
    later: str | None


@dataclass(frozen=True, slots=True)
class StepView:
    """A dot on the line Raised, Answered, Planned, Done."""

    name: str
    day: Day
    text: str
    is_last: bool


@dataclass(frozen=True, slots=True)
class PollView:
    """The poll at the head of a thread; a row is (option, votes in words, share 0 to 100)."""

    question: str
    rows: tuple[tuple[str, str, int], ...]
    total: str


@dataclass(frozen=True, slots=True)
class OutcomeView:
    """What became of a thread, in one panel. `gap` instead of a tag where nobody answered."""

    tag: TagView | None
    text: str
    gap: GapView | None = None


@dataclass(frozen=True, slots=True)
class RelatedView:
    """Another thread of the same topic."""

    title: str
    url: str
    tag: TagView | None


@dataclass(frozen=True, slots=True)
class ThreadView:
    """One conversation, whole."""

    title: str
    crumbs: tuple[Link, ...]
    raised: str
    speaker: SpeakerView
    day: Day
    agree: str | None
    outcome: OutcomeView | None
    steps: tuple[StepView, ...]
    poll: PollView | None
    turns: tuple[TurnView, ...]
    notes: tuple[str, ...]
    duplicate_of: Link | None
    duplicates: tuple[Link, ...]
    reply: Link | None
    reply_lead: str
    email: Link | None
    related_title: str
    related: tuple[RelatedView, ...]
    pager: PagerView | None


@dataclass(frozen=True, slots=True)
class PageView:
    """
    What stands around every page.

    `root` leads from the page to the top of the site ("", "../", "../../"; for 404.html
    the site's full address). `updated` stands on the wall's first page only, so that a
    sync does not touch every page.
    """

    site_name: str
    title: str
    description: str
    lang: str
    direction: str
    root: str
    canonical: str | None
    banner: str | None
    nav: tuple[Link, ...]
    say: Link | None
    promise: str
    footer: tuple[Link, ...]
    source: Link | None
    stylesheet: str
    icon: str
    updated: Day | None = None
    list: ListView | None = None
    thread: ThreadView | None = None
