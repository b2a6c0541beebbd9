"""The honest clock: who waits counts, and nothing is won by closing."""

import random
from math import inf

import pytest
from lifelines import KaplanMeierFitter

from conversation_wall.wall.metrics.clock import Wait, clock_of, curve_of, wait_of
from conversation_wall.wall.metrics.facts import DAY
from metrics_builders import some_facts


def random_waits(seed: int) -> list[Wait]:
    """Draw waits: few or many, with ties, nobody answered or all, some on the same day."""
    drawn = random.Random(seed)
    count = drawn.choice((1, 2, 5, 20, 200))
    chance = drawn.choice((0, 0.2, 0.5, 0.9, 1))
    longest = drawn.choice((1, 3, 40, 400))
    grain = drawn.choice((1, DAY))
    return [
        (drawn.randrange(longest * DAY) // grain * grain, drawn.random() < chance)
        for _ in range(count)
    ]


@pytest.mark.parametrize("seed", range(60))
def test_curve_is_that_of_lifelines(seed: int) -> None:
    """Survival, interval and median are those of another program, to a billionth."""
    waits = random_waits(seed)
    other = KaplanMeierFitter().fit([length for length, _ in waits], [end for _, end in waits])
    bounds = other.confidence_interval_
    curve = curve_of(waits)

    # At exactly one half floating point decides theirs; ours is tested below.
    if not any(abs(survival - 0.5) < 1e-9 for survival in curve.survivals):
        assert other.median_survival_time_ == (inf if curve.median is None else curve.median)
    for time in (*curve.times, DAY, 3 * DAY, 7 * DAY, 30 * DAY):
        survival = float(other.predict(time))
        assert survival == pytest.approx(curve.waiting_after(time), abs=1e-9)
        # Where nobody or everybody was answered its interval has no width: ours is tested below.
        if 1e-9 < survival < 1 - 1e-9:
            low, high = bounds[bounds.index <= time].iloc[-1]
            assert (low, high) == pytest.approx(curve.interval(time), abs=1e-9)


def test_nobody_answered_is_not_certain() -> None:
    """Of twenty people who wait, none was heard; of all people up to a sixth may be."""
    heard = clock_of([(9 * DAY, False)] * 20, [9 * DAY] * 20).heard[2]

    assert heard.estimate
    assert (0, 0, 0.161) == (
        heard.estimate.share,
        heard.estimate.low,
        round(heard.estimate.high, 3),
    )


def test_everybody_answered_is_not_certain() -> None:
    """Twenty of twenty were heard within a day; the next may not be."""
    heard = clock_of([(100, True)] * 20, [9 * DAY] * 20).heard[0]

    assert heard.estimate
    assert (1, 0.839, 1) == (
        heard.estimate.share,
        round(heard.estimate.low, 3),
        heard.estimate.high,
    )


def test_nobody_followed_for_so_long_is_unknown() -> None:
    """A wall of two days says nothing about a week."""
    clock = clock_of([(DAY, True), (2 * DAY, False)], [2 * DAY, 2 * DAY])

    assert [True, False, False, False] == [mark.estimate is not None for mark in clock.heard]


def test_half_waiting_is_the_median() -> None:
    """With S = ½ at the second answer of four, half are answered by then."""
    assert 20 == curve_of([(10, True), (20, True), (30, False), (30, False)]).median


def test_half_of_uneven_fractions_is_half() -> None:
    """5/6 · 4/5 · 3/4 is one half, whatever floating point makes of it."""
    waits = [(1, True), (2, True), (3, True), *[(9, False)] * 3]

    assert 3 == curve_of(waits).median


def test_more_than_half_waiting_has_no_median() -> None:
    """Not even where all answers came the same day."""
    assert curve_of([(1, True), (9, False), (9, False)]).median is None
    assert curve_of([]).median is None


def test_rate_leaves_out_who_is_too_young() -> None:
    """Who asked yesterday can neither keep nor miss a week."""
    rate = clock_of([(DAY, True), (DAY, False), (8 * DAY, False)], [9 * DAY, DAY, 8 * DAY]).heard[2]

    assert rate.rate
    assert (1, 2) == (rate.rate.count, rate.rate.of)


# Censoring


def test_answer_ends_the_wait() -> None:
    """(d, δ) = (t1 − t0, 1)."""
    assert (2 * DAY, True) == wait_of(some_facts("ct", [0, 2]), 9 * DAY)


def test_who_waits_is_censored_now() -> None:
    """(now − t0, 0)."""
    assert (9 * DAY, False) == wait_of(some_facts("cc", [0, 2]), 9 * DAY)


def test_withdrawn_is_censored_at_the_closing() -> None:
    """Whoever closes their own issue does not wait any more: (closedAt − t0, 0)."""
    assert (4 * DAY, False) == wait_of(some_facts("c", [0], withdrawn_at=4 * DAY), 9 * DAY)


def test_closed_in_silence_waits_on() -> None:
    """Closing without a word stays (now − t0, 0)."""
    assert (9 * DAY, False) == wait_of(some_facts("c", [0], is_wordless=True), 9 * DAY)


def test_answer_before_withdrawing_counts() -> None:
    """Who was answered and closes then was answered."""
    assert (DAY, True) == wait_of(some_facts("ct", [0, 1], withdrawn_at=2 * DAY), 9 * DAY)


def test_earliest_asker_sets_the_clock() -> None:
    """The thread that others repeat waits since the first of them asked."""
    facts = some_facts("ct", [0, 1], opened_at=10 * DAY, asked_at=6 * DAY)

    assert (5 * DAY, True) == wait_of(facts, 20 * DAY)


@pytest.mark.parametrize("side", ["s", "m"])
def test_saved_reply_and_empty_post_stop_no_clock(side: str) -> None:
    """Neither is an answer."""
    assert (9 * DAY, False) == wait_of(some_facts(f"c{side}", [0, 2]), 9 * DAY)
