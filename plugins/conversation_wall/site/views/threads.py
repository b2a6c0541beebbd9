"""One conversation, whole: what became of it, its steps and its turns."""

from dataclasses import dataclass

from markupsafe import Markup

from .deeds import ProofView, VerdictView
from .parts import Day, GapView, Link, PagerView, RelatedView, SpeakerView, TagView, WaitView


@dataclass(frozen=True, slots=True)
class FieldView:
    """What somebody wrote into a field of a form; `label` is the form's word for it."""

    label: str
    html: Markup


@dataclass(frozen=True, slots=True)
class ReportView:
    """Where a post can be reported; `hint` tells those who hear it which post is meant."""

    text: str
    hint: str
    url: str


@dataclass(frozen=True, slots=True)
class PostView:
    """One post of a thread in full. With `fields` it is shown by these, else by `html`."""

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
    settled: TagView | None = None
    fields: tuple[FieldView, ...] = ()
    report: ReportView | None = None


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
    proof: ProofView | None = None
    verdict: VerdictView | None = None


@dataclass(frozen=True, slots=True)
class SettledView:
    """That a thread is settled, and on whose side that stands."""

    tag: TagView
    is_by_team: bool


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
    settled: SettledView | None
    notes: tuple[str, ...]
    duplicate_of: Link | None
    duplicates: tuple[Link, ...]
    reply: Link | None
    reply_lead: str
    email: Link | None
    related_title: str
    related: tuple[RelatedView, ...]
    pager: PagerView | None
