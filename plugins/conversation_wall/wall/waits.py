"""
How long people wait for the first answer, those who still wait included.

Leaving out who has no answer yet would flatter the silent: their waits are the longest.
"""

from collections import Counter
from collections.abc import Iterable

# A product of fractions that is one half may come out a hair above it.
_HALF = 0.5 + 1e-12


def median_wait(waits: Iterable[tuple[int, bool]]) -> int | None:
    """
    Give the days after which half are answered: the Kaplan–Meier median.

    A wait is (days, whether an answer ended it); one that still runs counts for as long as
    it has run. None where more than half are still waiting, or nobody ever waited.
    `min{t: S(t) ≤ ½}` with S(t) = ∏ (1 − dᵢ/nᵢ) over the days i ≤ t on which answers came,
    dᵢ answers among the nᵢ that had waited that long (Kaplan & Meier 1958).
    """
    counts = Counter(waits)
    at_risk, survival = counts.total(), 1.0
    for days in sorted({days for days, _ in counts}):
        answered = counts[days, True]
        survival *= 1 - answered / at_risk
        if answered and survival <= _HALF:
            return days
        at_risk -= answered + counts[days, False]
    return None
