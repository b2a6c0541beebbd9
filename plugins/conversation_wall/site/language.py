"""
The site's words: dates and numbers by Babel, sentences by gettext, nothing glued.

The words are English so far; a catalogue of another language takes their place here.
"""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, lru_cache
from gettext import NullTranslations
from typing import Final
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_datetime, format_skeleton
from babel.numbers import format_decimal

from ..records import utc_text
from ..wall.days import days_between
from .views import Day

_CATALOGUE: Final = NullTranslations()
gettext = _CATALOGUE.gettext
ngettext = _CATALOGUE.ngettext

_FEW: Final = (
    "",
    gettext("one"),
    gettext("two"),
    gettext("three"),
    gettext("four"),
    gettext("five"),
    gettext("six"),
    gettext("seven"),
    gettext("eight"),
    gettext("nine"),
    gettext("ten"),
    gettext("eleven"),
    gettext("twelve"),
    gettext("thirteen"),
    gettext("fourteen"),
    gettext("fifteen"),
    gettext("sixteen"),
    gettext("seventeen"),
    gettext("eighteen"),
    gettext("nineteen"),
    gettext("twenty"),
)
# Arabic's "other" begins at 100; what comes later, as French "many", is not a count of days.
_PLURALS_SHOW_BY: Final = 102
_REMEMBERED: Final = 5000
_NO_BREAK: Final = "\N{NO-BREAK SPACE}"


@dataclass(frozen=True, slots=True)
class Language:
    """How this site says a day, a span and a count; `now` is when GitHub was last seen."""

    lang: str
    timezone: ZoneInfo
    now: datetime

    @property
    def direction(self) -> str:
        """The way the language is written: ltr or rtl."""
        return self._locale.text_direction

    def day(self, moment: datetime) -> Day:
        """Say a day: "6 November", with the year when it is not this one."""
        local = moment.astimezone(self.timezone)
        if local.year != self._today.year:
            return self.long_day(moment)
        return Day(text=_say_day(local.date(), self.lang), iso=utc_text(moment))

    def long_day(self, moment: datetime) -> Day:
        """Say a day with its year: "6 November 2026"."""
        text = _say_long_day(self.local_date(moment), self.lang)
        return Day(text=text, iso=utc_text(moment))

    def moment(self, moment: datetime) -> Day:
        """Say a day and an hour: "23 November 2026, 09:40"."""
        hour = format_datetime(moment.astimezone(self.timezone), "HH:mm", locale=self._locale)
        return Day(text=f"{self.long_day(moment).text}, {hour}", iso=utc_text(moment))

    def month(self, year: int, month: int) -> str:
        """Say a month with its year: "November 2026"."""
        return format_skeleton("yMMMM", date(year, month, 1), locale=self._locale, fuzzy=True)

    def month_of_late(self, year: int, month: int) -> str:
        """Say a month: "November", with the year when it is not this one."""
        if year != self._today.year:
            return self.month(year, month)
        return format_date(date(year, month, 1), "LLLL", locale=self._locale)

    def short_month(self, year: int, month: int) -> str:
        """Say a month below a chart: "Nov"."""
        return format_date(date(year, month, 1), "LLL", locale=self._locale)

    def local_date(self, moment: datetime) -> date:
        """Give the day on which a time falls in the site's time zone."""
        return moment.astimezone(self.timezone).date()

    def number(self, count: int) -> str:
        """Write a number as the language does: "1,234"."""
        return _say_number(count, self.lang)

    def words(self, count: int) -> str:
        """Say a small number in words, a larger one in figures: "four", "34"."""
        return _FEW[count] if 0 < count < len(_FEW) else self.number(count)

    def days(self, start: datetime, end: datetime) -> int:
        """Count whole calendar days in the site's time zone."""
        return days_between(start, end, self.timezone)

    def span(self, days: int) -> str:
        """Say how long: "same day", "1 day", "3 days"."""
        return self._span(days, self.number(days)) if days else gettext("same day")

    def span_in_words(self, days: int) -> str:
        """Say how long within a sentence: "three days"."""
        return self._span(days, self.words(days))

    def plural_samples(self) -> dict[str, int]:
        """Give the least number, from 1, of each plural of the language: {"one": 1, "other": 2}."""
        plural = self._locale.plural_form
        return {plural(number): number for number in reversed(range(1, _PLURALS_SHOW_BY))}

    @property
    def locale(self) -> str:
        """The language and its country, as Open Graph writes them: "en_GB"."""
        return str(self._locale)

    def _span(self, days: int, number: str) -> str:
        text = ngettext("%(days)s day", "%(days)s days", days) % {"days": number}
        return text.replace(" ", _NO_BREAK)

    @property
    def _today(self) -> date:
        return self.now.astimezone(self.timezone).date()

    @property
    def _locale(self) -> Locale:
        return _locale_of(self.lang)


# A wall says the same few days and numbers again and again, and Babel takes its time.


@cache
def _locale_of(lang: str) -> Locale:
    return Locale.parse(lang, sep="-")


@lru_cache(_REMEMBERED)
def _say_day(day: date, lang: str) -> str:
    return format_skeleton("MMMMd", day, locale=_locale_of(lang), fuzzy=True)


@lru_cache(_REMEMBERED)
def _say_long_day(day: date, lang: str) -> str:
    # CLDR has no skeleton for this in every language: the nearest cuts the month short.
    return format_date(day, "long", locale=_locale_of(lang))


@lru_cache(_REMEMBERED)
def _say_number(number: int, lang: str) -> str:
    return format_decimal(number, locale=_locale_of(lang))
