"""
How a figure is said: never surer than it is.

Of fewer than ten, "3 of 4" and no percentage. Of more, a percentage with the interval in
which the truth lies; nothing is "100 %" or "0 %" that is not all or none.
"""

from math import ceil

from babel.numbers import format_percent

from ..wall.metrics.facts import DAY
from ..wall.metrics.measuring import FEW
from ..wall.metrics.shares import Estimate, Share
from .language import Language, gettext

_WHOLE = 100
_TENTHS = 10
# What a share that was computed may lack of a whole number of tenths.
_HAIR = 1e-9


def percent(share: float, language: Language) -> str:
    """Say a share in percent."""
    rounded = round(share * _WHOLE)
    if share > 0:
        rounded = max(1, rounded)
    if share < 1:
        rounded = min(_WHOLE - 1, rounded)
    return format_percent(rounded / _WHOLE, locale=language.locale)


def interval(share: Estimate | Share, language: Language) -> str:
    """Say from where to where it may lie."""
    low = format_percent(round(share.low, 2), locale=language.locale)
    high = format_percent(round(share.high, 2), locale=language.locale)
    return gettext("%(low)s to %(high)s") % {"low": low, "high": high}


def share_text(share: Share | None, language: Language) -> str:
    """Say a share that was counted: "3 of 4", or "83% of 24"; a dash of nothing."""
    if share is None:
        return "–"
    if share.of < FEW:
        return count_of(share, language)
    return gettext("%(share)s of %(of)s") % {
        "share": percent(share.share, language),
        "of": language.number(share.of),
    }


def count_of(share: Share, language: Language) -> str:
    """Say "3 of 4"."""
    return gettext("%(count)s of %(of)s") % {
        "count": language.number(int(share.count)),
        "of": language.number(share.of),
    }


def in_ten(share: float) -> int:
    """Give a share in whole tenths, never more than is true."""
    return int(share * _TENTHS + _HAIR)


def median_span(seconds: int, language: Language) -> str:
    """Say a time in days, rounded up: "1 day" is within a day."""
    return language.span(max(1, ceil(seconds / DAY)))
