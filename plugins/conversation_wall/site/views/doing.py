"""
How we're doing: figures as sentences, bars and months, placed to the pixel.

All lengths along a line are shares of its width (0 to 100), heights are pixels. In a
language that runs from the right they are mirrored here already: SVG knows no direction.
"""

from dataclasses import dataclass

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
    text: str
    note: str
    bar: Block | None


@dataclass(frozen=True, slots=True)
class MeterView:
    """Who spoke in the threads: one bar, three parts."""

    title: str
    parts: tuple[PartView, ...]


@dataclass(frozen=True, slots=True)
class QueuedView:
    """Somebody who waits; `wait` is empty where nobody knows since when."""

    title: str
    url: str
    speaker: SpeakerView
    day: Day
    wait: str
    is_late: bool
    count: Count | None = None


@dataclass(frozen=True, slots=True)
class QueueView:
    """Who waits, the longest wait first; `text` where nobody does, `more` to all of them."""

    items: tuple[QueuedView, ...]
    text: str | None
    more: Link | None


@dataclass(frozen=True, slots=True)
class BarView:
    """A row with a bar. Nothing counted is no bar."""

    label: str
    count: str
    bar: Block | None


@dataclass(frozen=True, slots=True)
class BarsView:
    """A table of bars. Between two groups of rows stands a heavy line."""

    title: str
    text: str | None
    groups: tuple[tuple[BarView, ...], ...]
    note: str | None = None


@dataclass(frozen=True, slots=True)
class MonthView:
    """A month: its name in the table, `label` below the chart, and both counts."""

    name: str
    label: str
    middle: float
    raised: str
    given: str
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
    text: str | None
    has_long_labels: bool


@dataclass(frozen=True, slots=True)
class DoingView:
    """The page of figures. A part without anything to count is left out, or `empty` says so."""

    title: str
    lead: str
    meter: MeterView | None
    queue: QueueView | None
    waits: BarsView | None
    months: MonthsView | None
    outcomes: BarsView | None
    left_out: tuple[str, ...]
    empty: EmptyView | None
