"""
Every figure of a wall, from its facts.

    Facts… ─┬─ the last 365 days, as known now      → Period
            ├─ the 365 days before, as known then   → Period
            ├─ by kind, by topic, by month          → Group…
            └─ promises of all times, score         ─→ Measures
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from math import prod
from zoneinfo import ZoneInfo

from ..days import days_between
from ..model import Status
from .after import Returned, Verdicts, returned_of, verdicts_of
from .clock import Clock, clock_of, curve_of, rate_within, wait_of
from .facts import DAY, WINDOW, Facts, seen_at
from .promises import Kept, kept_of
from .shares import Estimate, Share
from .talk import Dialogue, Voice, dialogue_of, voice_of

FORMULA = "v1"
# Below this a share says more than is known: "k of n", and no percentage.
FEW = 10
MONTHS = 12
WEEK = 7
SOON = WEEK * DAY

_ENOUGH_PEOPLE = 5
_QUARTER = 900


@dataclass(frozen=True, slots=True)
class Terms:
    """What the figures depend on beside the facts. `now` is in seconds since 1970."""

    now: int
    timezone: ZoneInfo
    aim: int
    promise_months: int


@dataclass(frozen=True, slots=True)
class Period:
    """The dials of a year; `critiques` are all in scope, also those off the clocks."""

    critiques: int
    answered: int
    clock: Clock
    dialogue: Dialogue | None
    voice: Voice | None
    kept: Kept | None


@dataclass(frozen=True, slots=True)
class Group:
    """Critiques of a kind or a topic; `within` is answered in seven days, of those so old."""

    name: str
    critiques: int
    answered: int
    waiting: int
    within: Share | None
    median: int | None


@dataclass(frozen=True, slots=True)
class Month:
    """What was raised in a month, what was answered in it, and how soon what was raised was."""

    year: int
    month: int
    raised: int
    given: int
    within: Share | None


@dataclass(frozen=True, slots=True)
class Measures:
    """
    All figures. `before` is None where nothing was then.

    `people` opened the critiques of the year. `shown`, `shown_answered`, `waiting`, `late` and
    `wordless` are of all times, of what the wall shows; `held` wait for approval, and
    `longest_at` is when who waits longest asked. `score` is None where there is too little
    to tell.
    """

    formula: str
    year: Period
    before: Period | None
    people: int
    verdicts: Verdicts
    returned: Returned
    kinds: tuple[Group, ...]
    topics: tuple[Group, ...]
    months: tuple[Month, ...]
    shown: int
    shown_answered: int
    waiting: int
    longest_at: int | None
    late: int
    wordless: int
    held: int
    score: int | None


def measure(threads: Sequence[Facts], terms: Terms) -> Measures:
    """Compute every figure."""
    now = terms.now
    known = [seen_at(facts, now) for facts in threads if facts.opened_at <= now]
    critiques = [facts for facts in known if facts.kind.is_critique]
    recent = [facts for facts in critiques if is_recent(facts, now)]
    shown = [facts for facts in critiques if not facts.is_held]
    waiting = [facts for facts in shown if facts.status is Status.WAITING]
    year = _period(known, terms, now)
    people = len({facts.opener for facts in recent} - {0})
    return Measures(
        formula=FORMULA,
        year=year,
        before=_before(threads, terms),
        people=people,
        verdicts=verdicts_of(recent),
        returned=returned_of(recent, now),
        kinds=tuple(_groups(recent, now, lambda facts: (facts.kind.value,))),
        topics=tuple(_groups(recent, now, lambda facts: facts.topics)),
        months=tuple(_months(critiques, terms)),
        shown=len(shown),
        shown_answered=sum(facts.answered_at is not None for facts in shown),
        waiting=len(waiting),
        longest_at=min((facts.opened_at for facts in waiting), default=None),
        late=sum(_is_late(facts, terms) for facts in waiting),
        wordless=sum(facts.is_wordless for facts in waiting),
        held=len(critiques) - len(shown),
        score=_score(year, people),
    )


def is_recent(facts: Facts, now: int) -> bool:
    """Tell whether a thread was opened in the 365 days up to a moment."""
    return now - WINDOW < facts.opened_at <= now


def _before(threads: Iterable[Facts], terms: Terms) -> Period | None:
    then = terms.now - WINDOW
    period = _period([seen_at(facts, then) for facts in threads if facts.opened_at <= then],
                     terms, then)  # fmt: skip
    return period if period.critiques else None


def _period(known: Sequence[Facts], terms: Terms, now: int) -> Period:
    recent = [facts for facts in known if is_recent(facts, now)]
    critiques = [facts for facts in recent if facts.kind.is_critique]
    return Period(
        critiques=len(critiques),
        answered=sum(facts.answered_at is not None for facts in critiques),
        clock=_clock(critiques, now),
        dialogue=dialogue_of(recent),
        voice=voice_of(recent),
        kept=kept_of(
            (facts for facts in known if facts.kind.is_critique), now, terms.promise_months
        ),
    )


def _clock(critiques: Iterable[Facts], now: int) -> Clock:
    clocked = [facts for facts in critiques if facts.is_clocked]
    return clock_of([wait_of(facts, now) for facts in clocked], _ages(clocked, now))


def _ages(critiques: Iterable[Facts], now: int) -> list[int]:
    return [now - facts.asked_at for facts in critiques]


def _groups(
    critiques: Iterable[Facts], now: int, names: Callable[[Facts], Iterable[str]]
) -> Iterator[Group]:
    """Measure the critiques under each name, the largest group first."""
    groups: dict[str, list[Facts]] = {}
    for facts in critiques:
        for name in names(facts):
            groups.setdefault(name, []).append(facts)
    for name, members in sorted(groups.items(), key=lambda group: (-len(group[1]), group[0])):
        clocked = [facts for facts in members if facts.is_clocked]
        waits = [wait_of(facts, now) for facts in clocked]
        yield Group(
            name=name,
            critiques=len(members),
            answered=sum(facts.answered_at is not None for facts in members),
            waiting=sum(facts.status is Status.WAITING for facts in members),
            within=rate_within(SOON, waits, _ages(clocked, now)),
            median=curve_of(waits).median,
        )


def _months(critiques: Sequence[Facts], terms: Terms) -> Iterator[Month]:
    """Measure the last twelve months, the oldest first; the last is not over."""
    raised: dict[tuple[int, int], list[Facts]] = {}
    given: Counter[tuple[int, int]] = Counter()
    month_at = _MonthAt(terms.timezone)
    for facts in critiques:
        raised.setdefault(month_at(facts.opened_at), []).append(facts)
        if facts.answered_at is not None:
            given[month_at(facts.answered_at)] += 1
    year, month = month_at(terms.now)
    last = year * MONTHS + month - 1
    for index in range(last - MONTHS + 1, last + 1):
        year, month = index // MONTHS, index % MONTHS + 1
        members = raised.get((year, month), [])
        clocked = [facts for facts in members if facts.is_clocked]
        waits = [wait_of(facts, terms.now) for facts in clocked]
        within = rate_within(SOON, waits, _ages(clocked, terms.now))
        yield Month(year, month, len(members), given[year, month], within)


class _MonthAt:
    """Tells the month of a time in a zone, and remembers it for all times of the same hour."""

    def __init__(self, timezone: ZoneInfo) -> None:
        self._timezone = timezone
        self._known: dict[int, tuple[int, int]] = {}

    def __call__(self, moment: int) -> tuple[int, int]:
        # No zone changes its month within a quarter of an hour.
        quarter = moment // _QUARTER
        found = self._known.get(quarter)
        if found is None:
            local = datetime.fromtimestamp(quarter * _QUARTER, self._timezone)
            found = self._known[quarter] = (local.year, local.month)
        return found


def _is_late(facts: Facts, terms: Terms) -> bool:
    """Tell whether who waits has waited for more calendar days than the owner aims for."""
    if not facts.is_clocked:
        return False
    opened = datetime.fromtimestamp(facts.opened_at, UTC)
    now = datetime.fromtimestamp(terms.now, UTC)
    return days_between(opened, now, terms.timezone) > terms.aim


def _score(year: Period, people: int) -> int | None:
    """Give round(100·(H₇·D·V·K)^(1/m)) over the m terms there are."""
    if year.critiques < FEW or people < _ENOUGH_PEOPLE:
        return None
    shares: list[Estimate | Share | None] = [
        next(heard.estimate for heard in year.clock.heard if heard.days == WEEK),
        year.dialogue.share if year.dialogue else None,
        year.voice.dial if year.voice else None,
        year.kept.share if year.kept else None,
    ]
    defined = [share.share for share in shares if share is not None]
    return round(100 * prod(defined) ** (1 / len(defined))) if defined else None
