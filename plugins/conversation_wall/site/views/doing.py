"""
How we're doing: figures as sentences, bars and months, placed to the pixel.

All lengths along a line are shares of its width (0 to 100), heights are pixels. In a
language that runs from the right they are mirrored here already: SVG knows no direction.
"""

from dataclasses import dataclass

from .figure import Figure
from .parts import Count, Day, EmptyView, Link, SpeakerView


@dataclass(frozen=True, slots=True)
class Block:
    """A bar: shares of the width seen from the left, pixels seen from the top; `key` its colour."""

    key: str
    x: float
    width: float
    y: int
    height: int


@dataclass(frozen=True, slots=True)
class PartView:
    """A part of the meter: `key` is conversation, hanging or monologue."""

    key: str
    text: Figure
    note: str
    bar: Block | None


@dataclass(frozen=True, slots=True)
class MeterView:
    """Who spoke in the threads: one bar, three parts."""

    title: Figure
    parts: tuple[PartView, ...]


@dataclass(frozen=True, slots=True)
class QueuedView:
    """Somebody who waits; without a `wait` where nobody knows since when."""

    title: str
    url: str
    speaker: SpeakerView
    day: Day
    wait: Figure | None
    is_late: bool
    count: Count | None = None


@dataclass(frozen=True, slots=True)
class QueueView:
    """Who waits, the longest wait first; `text` where nobody does, `more` to all of them."""

    items: tuple[QueuedView, ...]
    text: Figure | None
    more: Link | None


@dataclass(frozen=True, slots=True)
class BarView:
    """A row with a bar. Nothing counted is no bar."""

    label: str
    count: Figure
    bar: Block | None


@dataclass(frozen=True, slots=True)
class BarsView:
    """A table of bars. Between two groups of rows stands a heavy line."""

    title: Figure | str
    text: Figure | None
    groups: tuple[tuple[BarView, ...], ...]
    note: str | None = None


@dataclass(frozen=True, slots=True)
class MonthView:
    """A month: its name in the table, `label` below the chart, and both counts."""

    name: str
    label: str
    middle: float
    raised: Figure
    given: Figure
    within: Figure
    bars: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class GridView:
    """A line of the chart, with the number that it stands for; the lowest has none."""

    y: int
    text: str


@dataclass(frozen=True, slots=True)
class MonthsView:
    """
    Month by month: what was raised and what was answered.

    `start` is where the numbers of the lines stand. `text` names the weakest month.
    `description` says what is drawn to those who cannot see it.
    """

    months: tuple[MonthView, ...]
    grid: tuple[GridView, ...]
    start: int
    height: int
    description: str
    text: Figure | None
    has_long_labels: bool


@dataclass(frozen=True, slots=True)
class GaugeView:
    """Where a share lies between nothing and all: its interval, and a mark at the estimate."""

    x: float
    width: float
    mark: float


@dataclass(frozen=True, slots=True)
class DialRowView:
    """A dial in one year: what it shows, how sure that is, and of how many."""

    label: str
    value: Figure
    interval: Figure | None
    of: Figure | None
    gauge: GaugeView | None


@dataclass(frozen=True, slots=True)
class DialView:
    """A dial: words first, then this year beside the one before, then how it is counted."""

    key: str
    name: str
    words: Figure
    rows: tuple[DialRowView, ...]


@dataclass(frozen=True, slots=True)
class GroupView:
    """A row of critiques: of a kind, a topic or the like; or of what is not shown."""

    name: str
    url: str | None
    cells: tuple[Figure | str, ...]


@dataclass(frozen=True, slots=True)
class GroupsView:
    """Critiques by what they are, or what is not shown; `heads` stand above the cells."""

    id: str
    title: str
    heads: tuple[str, ...]
    rows: tuple[GroupView, ...]
    more: Figure | None = None


@dataclass(frozen=True, slots=True)
class NoteView:
    """A question, and what the figures say to it."""

    term: str
    text: Figure


@dataclass(frozen=True, slots=True)
class FiguresView:
    """All that is computed from the published facts. What there is nothing of is left out."""

    lead: Figure
    score: Figure | None
    meter: MeterView | None
    dials: tuple[DialView, ...]
    heard: BarsView | None
    waits: BarsView | None
    months: MonthsView | None
    groups: tuple[GroupsView, ...]
    outcomes: BarsView | None
    after: tuple[NoteView, ...]


@dataclass(frozen=True, slots=True)
class CountingView:
    """How it is counted: terms with their rules, what is left out, and the data to check it."""

    rules: tuple[tuple[str, str], ...]
    left_out: tuple[str, ...]
    version: str
    files: tuple[Link, ...]
    ledger: Link | None = None


@dataclass(frozen=True, slots=True)
class DoingView:
    """The page of figures. A part without anything to count is left out, or `empty` says so."""

    title: str
    figures: FiguresView
    queue: QueueView | None
    counting: CountingView
    empty: EmptyView | None
