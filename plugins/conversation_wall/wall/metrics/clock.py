"""
The honest clock: how long people wait for a first answer, those who still wait included.

Leaving out who has no answer would flatter the silent: their waits are the longest. So a
wait without an answer counts for as long as it has run (Kaplan & Meier, 1958).

    answered            from asked to the team's first substantive post       an event
    withdrawn           from asked to when its opener closed it               censored
    closed in silence   from asked to now: closing wins nothing               censored
    still waiting       from asked to now                                     censored
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import exp, log, sqrt
from typing import TypeAlias

from .facts import DAY, Facts
from .shares import Estimate, Share, Z, share_of

MARKS = (1, 3, 7, 30)

# A product of fractions that is one half may come out a hair above it.
_HALF = 0.5 + 1e-12

Wait: TypeAlias = tuple[int, bool]


@dataclass(frozen=True, slots=True)
class Curve:
    """
    Who still waits: the share S(t) after each time at which answers came.

    `spreads` are Greenwood's sums Σ d/(n(n−d)); infinite from where nobody waits any more.
    `lengths` are all waits, sorted.
    """

    times: tuple[int, ...]
    survivals: tuple[float, ...]
    spreads: tuple[float, ...]
    lengths: tuple[int, ...]

    @property
    def median(self) -> int | None:
        """min{t: S(t) ≤ ½}; None where more than half are still waiting."""
        pairs = zip(self.times, self.survivals, strict=True)
        return next((time for time, survival in pairs if survival <= _HALF), None)

    def waiting_after(self, time: int) -> float:
        """S(t): the share that waits longer than `time`."""
        place = bisect_right(self.times, time)
        return self.survivals[place - 1] if place else 1.0

    def at_risk(self, time: int) -> int:
        """How many waits are at least so long."""
        return len(self.lengths) - bisect_left(self.lengths, time)

    def interval(self, time: int) -> tuple[float, float]:
        """
        Give the log-log interval of S(t): S(t)^exp(±z·√Σ/|ln S(t)|).

        Where nobody was answered, or everybody was, it has no width; then it is Wilson's, for
        those of whom it is known.
        """
        survival = self.waiting_after(time)
        place = bisect_right(self.times, time)
        if 0 < survival < 1:
            reach = Z * sqrt(self.spreads[place - 1]) / abs(log(survival))
            return survival ** exp(reach), survival ** exp(-reach)
        known = self.at_risk(time) if survival else len(self.lengths)
        share = share_of(survival * known, known)
        return (share.low, share.high) if share else (0.0, 1.0)


@dataclass(frozen=True, slots=True)
class Heard:
    """
    Who was heard within so many days: 1 − S, with its interval.

    `estimate` is None where nobody has been followed for so long. `rate` is the plain share
    among threads that are so old.
    """

    days: int
    estimate: Estimate | None
    rate: Share | None


@dataclass(frozen=True, slots=True)
class Clock:
    """First answers: how many there are, and the median wait in seconds."""

    count: int
    answered: int
    median: int | None
    heard: tuple[Heard, ...]


def wait_of(facts: Facts, now: int) -> Wait:
    """Give the wait of a critique, in seconds, and whether an answer ended it."""
    answered_at = facts.answered_at
    if answered_at is not None:
        return max(0, answered_at - facts.asked_at), True
    end = now if facts.withdrawn_at is None else facts.withdrawn_at
    return max(0, end - facts.asked_at), False


def curve_of(waits: Iterable[Wait]) -> Curve:
    """Draw the curve: S(t) = ∏ (1 − d/n) over the times up to t at which answers came."""
    ordered = sorted(waits)
    times: list[int] = []
    survivals: list[float] = []
    spreads: list[float] = []
    survival, spread, start, total = 1.0, 0.0, 0, len(ordered)
    while start < total:
        time, end, events = ordered[start][0], start, 0
        while end < total and ordered[end][0] == time:
            events += ordered[end][1]
            end += 1
        if events:
            at_risk = total - start
            left = at_risk - events
            survival = survival * left / at_risk
            spread = spread + events / (at_risk * left) if left else float("inf")
            times.append(time)
            survivals.append(survival)
            spreads.append(spread)
        start = end
    return Curve(
        tuple(times), tuple(survivals), tuple(spreads), tuple(length for length, _ in ordered)
    )


def clock_of(waits: Sequence[Wait], ages: Sequence[int]) -> Clock:
    """Measure the waits; `ages` are how long ago each was asked."""
    curve = curve_of(waits)
    return Clock(
        count=len(waits),
        answered=sum(is_answered for _, is_answered in waits),
        median=curve.median,
        heard=tuple(_heard(days, curve, waits, ages) for days in MARKS),
    )


def _heard(days: int, curve: Curve, waits: Sequence[Wait], ages: Sequence[int]) -> Heard:
    time = days * DAY
    return Heard(days, _estimate(curve, time), rate_within(time, waits, ages))


def rate_within(time: int, waits: Sequence[Wait], ages: Sequence[int]) -> Share | None:
    """Give the share answered within a time, among those who asked at least so long ago."""
    ripe = [wait for wait, age in zip(waits, ages, strict=True) if age >= time]
    return share_of(sum(is_answered and length <= time for length, is_answered in ripe), len(ripe))


def _estimate(curve: Curve, time: int) -> Estimate | None:
    survival = curve.waiting_after(time)
    if not curve.lengths or (survival and not curve.at_risk(time)):
        return None
    low, high = curve.interval(time)
    return Estimate(1 - survival, 1 - high, 1 - low)
