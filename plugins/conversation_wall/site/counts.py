"""
Counts of days that run on: the words for them, today and tomorrow.

A build says how long somebody has waited so far. Where the owner wants `days.js`, the
same words for every number go to the browser, and each count says since when it runs.
"""

import json
from collections.abc import Callable, Mapping
from datetime import datetime

from .language import Language, gettext
from .views import Count

# Where the number stands in the words that go to the browser.
_PLACE = "#"


def _gap(days: int, language: Language) -> str:
    return gettext("Not answered yet — %(span)s") % {"span": _span(days, language)}


def _closed(days: int, language: Language) -> str:
    return gettext("Closed without a word — %(span)s") % {"span": _span(days, language)}


def _span(days: int, language: Language) -> str:
    return language.span(days) if days else gettext("today")


def _so_far(days: int, language: Language) -> str:
    if not days:
        return gettext("Asked today")
    return gettext("%(span)s so far") % {"span": language.span(days)}


_FORMS: Mapping[str, Callable[[int, Language], str]] = {
    "gap": _gap,
    "closed": _closed,
    "span": _span,
    "so-far": _so_far,
}


def say_count(form: str, days: int, language: Language) -> str:
    """Say a count of days in one of the forms: gap, closed, span or so-far."""
    return _FORMS[form](days, language)


def count_since(form: str, moment: datetime, language: Language) -> Count:
    """Tell `days.js` what it needs to count on: which words, and from which day."""
    return Count(form, language.local_date(moment).isoformat())


def words_of_counts(language: Language) -> str:
    """Write every form in all plurals of the language, as JSON: `{"gap": {"one": "…"}}`."""
    return json.dumps(
        {
            form: {
                plural: say_count(form, days, language).replace(language.number(days), _PLACE)
                for plural, days in language.plural_samples().items()
            }
            for form in _FORMS
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )
