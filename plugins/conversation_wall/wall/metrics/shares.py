"""
Shares with the interval in which the truth lies, 95 times of 100.

A share of a few says nearly nothing, and the interval shows it: 9 of 10 are 60 to 98 %.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

# The normal distribution's point for 95 %, two-sided.
Z = 1.959963984540054


@dataclass(frozen=True, slots=True)
class Estimate:
    """A share that nobody counted, and its interval from `low` to `high`."""

    share: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Share:
    """`count` of `of`; the share itself, and its interval from `low` to `high`."""

    count: float
    of: int
    share: float
    low: float
    high: float


def share_of(count: float, of: int) -> Share | None:
    """
    Give a share with its Wilson interval; of nothing there is none.

    p̃ ± z/(1 + z²/n) · √(p(1−p)/n + z²/4n²) around p̃ = (p + z²/2n)/(1 + z²/n)
    (E. B. Wilson, 1927).
    """
    if not of:
        return None
    share = count / of
    spread = Z * Z / of
    middle = (share + spread / 2) / (1 + spread)
    reach = Z / (1 + spread) * sqrt(share * (1 - share) / of + spread / (4 * of))
    # At the ends the interval ends where the share does; rounding would step over it.
    low = 0.0 if count <= 0 else max(0.0, middle - reach)
    high = 1.0 if count >= of else min(1.0, middle + reach)
    return Share(count, of, share, low, high)


def ratio_of(parts: Sequence[int], wholes: Sequence[int]) -> Share | None:
    """
    Give the share of one sum in another, where what is summed comes in clusters.

    The words of a thread hang together, so the interval is that of a ratio estimate over
    threads: z · √(n/(n−1) · Σ(partᵢ − r·wholeᵢ)²) / Σ wholeᵢ (W. G. Cochran, 1977). One
    thread alone tells nothing of others.
    """
    count, of, n = sum(parts), sum(wholes), len(wholes)
    if not of:
        return None
    ratio = count / of
    if n == 1:
        return Share(count, of, ratio, 0.0, 1.0)
    squares = sum((part - ratio * whole) ** 2 for part, whole in zip(parts, wholes, strict=True))
    reach = Z * sqrt(n / (n - 1) * squares) / of
    return Share(count, of, ratio, max(0.0, ratio - reach), min(1.0, ratio + reach))
