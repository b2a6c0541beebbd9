"""Every figure of a wall: what counts in which, and what cannot be gamed."""

from array import array
from typing import Any
from zoneinfo import ZoneInfo

from conversation_wall.wall.metrics.facts import DAY, Facts
from conversation_wall.wall.metrics.measuring import Measures, Terms, measure
from conversation_wall.wall.model import Kind, Status
from metrics_builders import some_facts

YEAR = 365 * DAY
NOW = 3 * YEAR
TERMS = Terms(now=NOW, timezone=ZoneInfo("UTC"), aim=3, promise_months=6)


def ago(days: float, sides: str = "c", after: list[float] | None = None, **changes: Any) -> Facts:
    """Build facts of a thread opened so many days ago."""
    return some_facts(sides, after, opened_at=NOW - round(days * DAY), **changes)


def of(*threads: Facts) -> Measures:
    """Measure threads."""
    return measure(threads, TERMS)


def test_year_is_365_days() -> None:
    """Opened 365 days ago is the year before; opened after now is nothing yet."""
    measures = of(ago(364), ago(365), ago(-1), ago(729), ago(731))

    assert 1 == measures.year.critiques
    assert measures.before
    assert 2 == measures.before.critiques


def test_year_before_is_judged_as_it_was_then() -> None:
    """An answer that came this year does not mend the last one."""
    measures = of(ago(400, "ct", [0, 100], done_at=NOW - 5 * DAY, promised_at=NOW - 399 * DAY))

    assert measures.before
    assert (1, 0) == (measures.before.critiques, measures.before.answered)
    assert [False] * 3 == [
        bool(heard.rate and heard.rate.count) for heard in measures.before.clock.heard[:3]
    ]


def test_nothing_before_is_nothing_to_compare() -> None:
    """A new wall has one year."""
    assert of(ago(3)).before is None


def test_announcements_count_as_talk_only() -> None:
    """What we opened is a monologue until somebody comes; no clock runs."""
    measures = of(ago(3, "t", kind=Kind.ANNOUNCEMENT), ago(3, "ct"))

    assert 1 == measures.year.critiques
    assert 1 == measures.year.clock.count
    assert measures.year.dialogue
    assert (1, 1) == (measures.year.dialogue.one_way, measures.year.dialogue.reactive)


def test_told_elsewhere_without_a_day_is_off_the_clock() -> None:
    """It is a critique, and nobody knows how long it waits."""
    measures = of(ago(30, is_clocked=False), ago(30))

    assert (2, 1, 2, 1) == (
        measures.year.critiques,
        measures.year.clock.count,
        measures.waiting,
        measures.late,
    )


def test_held_critiques_wait_like_others() -> None:
    """Approving nothing would be the simplest way to look good."""
    measures = of(ago(30, is_held=True))

    assert (1, 0, 1) == (measures.held, measures.waiting, measures.year.clock.count)


def test_late_is_past_the_aim() -> None:
    """After three calendar days, not on the third."""
    assert 1 == of(ago(3), ago(4)).late


def test_groups_have_the_largest_first() -> None:
    """A critique with two topics counts in both, and equals stand by name."""
    measures = of(
        ago(30, topics=("price", "website")),
        ago(20, "ct", [0, 1], topics=("price",)),
        ago(3, topics=("coffee",), kind=Kind.IDEA),
    )

    assert [("price", 2, 1, 1), ("coffee", 1, 0, 1), ("website", 1, 0, 1)] == [
        (group.name, group.critiques, group.answered, group.waiting) for group in measures.topics
    ]
    assert [("problem", 2), ("idea", 1)] == [
        (group.name, group.critiques) for group in measures.kinds
    ]
    within = measures.topics[0].within
    assert within
    assert (1, 2) == (within.count, within.of)


def test_months_end_with_this_one() -> None:
    """Twelve of them; an answer counts in the month in which it was given."""
    measures = of(ago(20, "ct", [0, 20]), ago(300))

    assert 12 == len(measures.months)
    # NOW is at the end of 30 December 1972.
    last, before = measures.months[-1], measures.months[-2]
    assert (1972, 12, 1, 1) == (last.year, last.month, last.raised, last.given)
    assert (11, 0, 0) == (before.month, before.raised, before.given)


# The score


def a_good_wall(**changes: Any) -> list[Facts]:
    """Build twelve answered critiques of twelve people, who came back to say something."""
    return [ago(40 + day, "ctc", [0, 1, 2], **changes) for day in range(12)]


def test_score_is_the_mean_of_its_terms() -> None:
    """All were heard, all talked, and we said a third of the words; nothing was promised."""
    assert 100 == of(*a_good_wall()).score


def test_score_needs_ten_critiques_of_five_people() -> None:
    """Below that it says nothing."""
    assert of(*a_good_wall()[:9]).score is None
    assert of(*a_good_wall(opener=7)).score is None


def test_score_is_nought_where_one_term_is() -> None:
    """A promise that was broken cannot be made up for by speed."""
    broken = ago(300, "ctc", promised_at=NOW - 300 * DAY, status=Status.PLANNED)

    assert 0 == of(*a_good_wall(), broken).score


# Three ways to game it


def worst(measures: Measures) -> tuple[float | None, ...]:
    """Give what an owner would like to look better."""
    year = measures.year
    heard = [mark.estimate.share if mark.estimate else None for mark in year.clock.heard]
    return (
        *heard,
        -(year.clock.median or NOW),
        year.dialogue.share.share if year.dialogue else None,
        year.voice.dial.share if year.voice else None,
        year.kept.share.share if year.kept else None,
        -measures.waiting,
        -measures.late,
    )


def test_closing_in_silence_wins_nothing() -> None:
    """Whatever is closed without a word counts as before."""
    honest = [*a_good_wall(), *(ago(30 + day) for day in range(12))]
    gamed = [*a_good_wall(), *(ago(30 + day, is_wordless=True) for day in range(12))]

    assert worst(of(*honest)) == worst(of(*gamed))


def test_saved_replies_win_nothing() -> None:
    """One text under every critique stops no clock, makes no turn, and costs voice."""
    honest = [ago(30 + day, words=array("I", [10])) for day in range(12)]
    gamed = [ago(30 + day, "cs", [0, 0.1], words=array("I", [10, 40])) for day in range(12)]
    before, after = worst(of(*honest)), worst(of(*gamed))

    assert before[:6] == after[:6]
    assert all((new or 0) <= (old or 0) for old, new in zip(before, after, strict=True))


def test_relabelling_promises_wins_nothing() -> None:
    """Neither taking the label off nor promising again starts the six months anew."""
    since = NOW - 300 * DAY
    honest = of(ago(301, "ct", status=Status.PLANNED, promised_at=since))
    taken_off = of(ago(301, "ct", status=Status.ANSWERED, promised_at=since))
    again = of(ago(301, "ct", status=Status.STARTED, promised_at=since))

    assert worst(honest) == worst(taken_off) == worst(again)
