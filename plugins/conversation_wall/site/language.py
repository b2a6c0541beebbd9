"""
The site's words: dates and numbers by Babel, sentences by gettext, nothing glued.

The words are English so far; a catalogue of another language takes their place here.
"""

from dataclasses import dataclass
from datetime import date, datetime
from gettext import NullTranslations
from typing import Final
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_skeleton

from ..wall.days import days_between
from .views import Day

_CATALOGUE: Final = NullTranslations()
gettext = _CATALOGUE.gettext
ngettext = _CATALOGUE.ngettext

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
        if local.year == self._today.year:
            text = format_skeleton("MMMMd", local, locale=self._locale, fuzzy=True)
        else:
            # CLDR has no skeleton for this in every language: the nearest cuts the month short.
            text = format_date(local, "long", locale=self._locale)
        return Day(text=text, iso=moment.isoformat().replace("+00:00", "Z"))

    def days(self, start: datetime, end: datetime) -> int:
        """Count whole calendar days in the site's time zone."""
        return days_between(start, end, self.timezone)

    def span(self, days: int) -> str:
        """Say how long: "same day", "1 day", "3 days"."""
        if days == 0:
            return gettext("same day")
        return (ngettext("%(days)d day", "%(days)d days", days) % {"days": days}).replace(
            " ", _NO_BREAK
        )

    @property
    def _today(self) -> date:
        return self.now.astimezone(self.timezone).date()

    @property
    def _locale(self) -> Locale:
        return Locale.parse(self.lang, sep="-")
