"""Shares: the interval says how little a few tell."""

import random

import pytest
from statsmodels.stats.proportion import proportion_confint

from conversation_wall.wall.metrics.shares import ratio_of, share_of


@pytest.mark.parametrize(
    ("count", "of"),
    [(0, 1), (1, 1), (0, 10), (10, 10), (9, 10), (90, 100), (1, 100_000), (99_999, 100_000)],
)
def test_interval_is_that_of_statsmodels(count: int, of: int) -> None:
    """Wilson's, to a billionth, at the ends too."""
    share = share_of(count, of)

    assert share
    low, high = proportion_confint(count, of, method="wilson")
    assert (low, high) == pytest.approx((share.low, share.high), abs=1e-9)


def test_random_intervals_are_those_of_statsmodels() -> None:
    """Of many numbers, too."""
    drawn = random.Random(8)
    for _ in range(300):
        of = drawn.randrange(1, 5000)
        count = drawn.randrange(of + 1)
        share = share_of(count, of)

        assert share
        low, high = proportion_confint(count, of, method="wilson")
        assert (low, high) == pytest.approx((share.low, share.high), abs=1e-9)


def test_nothing_has_no_share() -> None:
    """Of no threads there is no share, and of no words none."""
    assert share_of(0, 0) is None
    assert ratio_of([0, 0], [0, 0]) is None
    assert ratio_of([], []) is None


def test_share_of_words_is_that_of_the_sums() -> None:
    """One long thread weighs more than two short ones."""
    share = ratio_of([80, 10, 10], [100, 50, 50])

    assert share
    assert (100, 200, 0.5) == (share.count, share.of, share.share)


def test_words_of_one_thread_tell_nothing_of_others() -> None:
    """The interval is everything."""
    share = ratio_of([50], [100])

    assert share
    assert (0, 1) == (share.low, share.high)


def test_interval_of_words_grows_with_unequal_threads() -> None:
    """Threads that differ say less than threads that agree, with the same sums."""
    alike = ratio_of([50] * 20, [100] * 20)
    unlike = ratio_of([0, 100] * 10, [100] * 20)

    assert alike
    assert unlike
    assert (0.5, 0.5) == (alike.low, alike.high)
    # 1.96 · √(20/19 · 20 · 50²) / 2000
    assert (0.275, 0.725) == pytest.approx((unlike.low, unlike.high), abs=5e-4)
