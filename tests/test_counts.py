"""A count of days is said once, by the build, and again in every plural for the browser."""

import json
from zoneinfo import ZoneInfo

import pytest

from builders import on_day
from conversation_wall.site.counts import count_since, say_count, words_of_counts
from conversation_wall.site.language import Language
from conversation_wall.site.views import Count

NO_BREAK = "\N{NO-BREAK SPACE}"


def a_language(lang: str = "en", timezone: str = "UTC") -> Language:
    """Give a language, thirty days into 2025."""
    return Language(lang, ZoneInfo(timezone), on_day(30))


@pytest.mark.parametrize(
    ("form", "days", "words"),
    [
        ("gap", 0, "Not answered yet — today"),
        ("gap", 1, f"Not answered yet — 1{NO_BREAK}day"),
        ("closed", 4, f"Closed without a word — 4{NO_BREAK}days"),
        ("span", 0, "today"),
        ("span", 1200, f"1,200{NO_BREAK}days"),
        ("so-far", 0, "Asked today"),
        ("so-far", 2, f"2{NO_BREAK}days so far"),
    ],
)
def test_count_is_a_whole_sentence(form: str, days: int, words: str) -> None:
    """No sentence is glued from a count and a rest."""
    assert words == say_count(form, days, a_language())


def test_words_for_the_browser_are_those_of_the_build() -> None:
    """With the number in its place, the script says what the next build will say."""
    language = a_language()
    words = json.loads(words_of_counts(language))

    for form in ("gap", "closed", "span", "so-far"):
        for days, plural in ((1, "one"), (2, "other"), (1200, "other")):
            said = words[form][plural].replace("#", language.number(days))
            assert say_count(form, days, language) == said


@pytest.mark.parametrize(
    ("lang", "plurals"),
    [
        ("ja", {"other"}),
        ("en-GB", {"one", "other"}),
        ("pl", {"one", "few", "many"}),
        ("ar", {"one", "two", "few", "many", "other"}),
    ],
)
def test_words_have_every_plural_of_the_language(lang: str, plurals: set[str]) -> None:
    """A language has as many forms as its counts of days need."""
    words = json.loads(words_of_counts(a_language(lang)))

    assert dict.fromkeys(words, plurals) == {form: set(words[form]) for form in words}


def test_count_begins_on_the_day_where_the_wall_is() -> None:
    """An evening in New York is another day than the same hour in London."""
    moment = on_day(3.1)

    assert Count("gap", "2025-01-04") == count_since("gap", moment, a_language())
    newyork = a_language(timezone="America/New_York")
    assert Count("gap", "2025-01-03") == count_since("gap", moment, newyork)
