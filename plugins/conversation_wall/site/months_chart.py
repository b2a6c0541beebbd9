"""Month by month: what was raised as an outline, what was answered filled, on one scale."""

from collections.abc import Iterator, Sequence

from ..wall.figures import weakest_of
from ..wall.metrics.measuring import MONTHS, Month
from .charts import mirrored
from .language import Language, gettext, ngettext
from .sayings import share_text
from .views import Block, Figure, GridView, MonthsView, MonthView

# The chart of the months, from the top: pixels of its highest line, its lowest, and its end.
_TOP, _BASE, _HEIGHT = 22, 194, 220
# Of the room of a month: where its two columns begin, and how wide they are.
_RAISED_AT, _GIVEN_AT, _COLUMN = 0.136, 0.523, 0.341
_ROUND = (2, 4, 6, 8, 10, 12, 16, 20)
# "Sept" still fits below its columns on a phone.
_LONG_LABEL = 4


def months_view(months: Sequence[Month], language: Language) -> MonthsView | None:
    """Draw what was raised and what was answered in the last twelve months."""
    raised = [month.raised for month in months]
    given = [month.given for month in months]
    most = max(*raised, *given)
    if not most:
        return None
    top = _round_top(most)
    labels = [language.short_month(month.year, month.month) for month in months]
    weakest = weakest_of(raised, given)
    description = gettext(
        "Two bars for each month from %(first)s to %(last)s: critiques raised, and first answers "
        "given. The table below has the numbers."
    )
    return MonthsView(
        months=tuple(
            MonthView(
                name=language.month(month.year, month.month),
                label=labels[place],
                middle=mirrored((place + 0.5) * 100 / MONTHS, 0, language),
                raised=_of_month(month, "raised", language.number(month.raised)),
                given=_of_month(month, "given", language.number(month.given)),
                within=_of_month(month, "within", share_text(month.within, language)),
                bars=tuple(_columns(place, raised[place], given[place], top, language)),
            )
            for place, month in enumerate(months)
        ),
        grid=(
            GridView(_TOP, gettext("%(count)s a month") % {"count": language.number(top)}),
            GridView((_TOP + _BASE) // 2, language.number(top // 2)),
            GridView(_BASE, ""),
        ),
        start=100 if language.direction == "rtl" else 0,
        height=_HEIGHT,
        description=description
        % {
            "first": language.month(months[0].year, months[0].month),
            "last": language.month(months[-1].year, months[-1].month),
        },
        text=None
        if weakest is None
        else Figure("months.weakest", _weakest_text(months[weakest], language)),
        has_long_labels=max(map(len, labels)) > _LONG_LABEL,
    )


def _columns(place: int, raised: int, given: int, top: int, language: Language) -> Iterator[Block]:
    month = 100 / MONTHS
    for key, at, count in (("raised", _RAISED_AT, raised), ("given", _GIVEN_AT, given)):
        if count:
            height = round(count * (_BASE - _TOP) / top)
            x, width = (place + at) * month, _COLUMN * month
            x = mirrored(x, width, language)
            yield Block(key, x, round(width, 2), _BASE - height, height)


def _weakest_text(month: Month, language: Language) -> str:
    raised, given = month.raised, month.given
    if given:
        text = ngettext(
            "In %(month)s we gave %(given)s first answer where %(raised)s were needed.",
            "In %(month)s we gave %(given)s first answers where %(raised)s were needed.",
            given,
        )
    else:
        text = ngettext(
            "In %(month)s we gave no first answer where %(raised)s was needed.",
            "In %(month)s we gave no first answer where %(raised)s were needed.",
            raised,
        )
    return text % {
        "month": language.month_of_late(month.year, month.month),
        "raised": language.words(raised),
        "given": language.words(given),
    }


def _round_top(most: int) -> int:
    """Give the top of a scale: round, and so is its half."""
    power = 1
    while most > _ROUND[-1] * power:
        power *= 10
    return next(step * power for step in _ROUND if step * power >= most)


def _of_month(month: Month, what: str, text: str) -> Figure:
    return Figure(f"months.{month.year}-{month.month:02}.{what}", text)
