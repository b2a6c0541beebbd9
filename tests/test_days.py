"""Days, as people count them."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from conversation_wall.wall.days import days_between


@pytest.mark.parametrize(
    ("start", "end", "zone", "expected"),
    [
        ("2025-01-01T09:00", "2025-01-01T23:59", "UTC", 0),
        ("2025-01-01T23:59", "2025-01-02T00:01", "UTC", 1),
        ("2025-01-01T23:59", "2025-01-02T00:01", "Asia/Tokyo", 0),
        ("2025-01-01T14:59", "2025-01-01T15:01", "Asia/Tokyo", 1),
        ("2025-03-29T12:00", "2025-03-31T12:00", "Europe/London", 2),
        ("2025-01-03T00:00", "2025-01-01T00:00", "UTC", 0),
    ],
)
def test_days_are_counted_by_the_calendar_of_the_site(
    start: str, end: str, zone: str, expected: int
) -> None:
    """Whole calendar days in the site's zone, over changes of the clock, never negative."""
    first, last = (datetime.fromisoformat(text).replace(tzinfo=UTC) for text in (start, end))

    assert expected == days_between(first, last, ZoneInfo(zone))
