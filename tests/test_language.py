"""Days and spans in words."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from builders import on_day
from conversation_wall.site.language import Language


def a_language(lang: str = "en-GB", zone: str = "UTC", now: datetime | None = None) -> Language:
    """Build a language in which it is the spring of 2025."""
    return Language(lang, ZoneInfo(zone), now or on_day(100))


def test_day_of_this_year_needs_no_year() -> None:
    """The machine still gets all of it."""
    day = a_language().day(datetime(2025, 11, 6, 8, 30, tzinfo=UTC))

    assert ("6 November", "2025-11-06T08:30:00Z") == (day.text, day.iso)


def test_day_of_another_year_has_its_year() -> None:
    """The year that needs no saying is the one of the last sync."""
    assert "6 November 2024" == a_language().day(datetime(2024, 11, 6, tzinfo=UTC)).text


def test_day_is_the_one_of_the_shop() -> None:
    """Half past eleven at night in London is another day in Tokyo."""
    moment = datetime(2025, 3, 1, 23, 30, tzinfo=UTC)

    assert "2 March" == a_language(zone="Asia/Tokyo").day(moment).text


def test_new_year_is_counted_in_the_time_zone() -> None:
    """It may be next year already where the shop is."""
    now = datetime(2025, 12, 31, 23, tzinfo=UTC)

    assert "1 January" == a_language(zone="Asia/Tokyo", now=now).day(now).text


@pytest.mark.parametrize(
    ("lang", "text"),
    [("en-US", "November 6"), ("de", "6. November"), ("ja", "11月6日"), ("pt-BR", "6 de novembro")],
)
def test_days_are_said_as_the_language_does(lang: str, text: str) -> None:
    """Order, points and words come from the language."""
    assert text == a_language(lang).day(datetime(2025, 11, 6, tzinfo=UTC)).text


@pytest.mark.parametrize(
    ("days", "text"), [(0, "same day"), (1, "1\xa0day"), (2, "2\xa0days"), (400, "400\xa0days")]
)
def test_span_is_said_in_days(days: int, text: str) -> None:
    """A number and its unit stand on one line."""
    assert text == a_language().span(days)


@pytest.mark.parametrize(("lang", "direction"), [("en", "ltr"), ("ar", "rtl"), ("he", "rtl")])
def test_language_knows_its_direction(lang: str, direction: str) -> None:
    """Arabic is written from the right."""
    assert direction == a_language(lang).direction


def test_days_are_calendar_days() -> None:
    """From late in the evening to early in the morning is one day."""
    late, early = datetime(2025, 5, 1, 23, tzinfo=UTC), datetime(2025, 5, 2, 1, tzinfo=UTC)

    assert 1 == a_language().days(late, early)
    assert 0 == a_language(zone="Asia/Tokyo").days(late, early)


def test_small_numbers_are_words_and_large_ones_figures() -> None:
    """A sentence may begin with a number; figures have the language's signs."""
    language = a_language()

    assert ["one", "three", "twenty"] == [language.words(count) for count in (1, 3, 20)]
    assert ["0", "21", "1,234"] == [language.words(count) for count in (0, 21, 1234)]
    assert "three\xa0days" == language.span_in_words(3)
    assert "1.234" == a_language("de").number(1234)


def test_moment_and_long_day_name_the_year() -> None:
    """What is dated for good has its year; the hour is the shop's."""
    moment = datetime(2025, 11, 6, 22, 40, tzinfo=UTC)

    assert "6 November 2025" == a_language().long_day(moment).text
    assert "7 November 2025, 07:40" == a_language(zone="Asia/Tokyo").moment(moment).text
    assert "2025-11-06T22:40:00Z" == a_language().moment(moment).iso
