"""Days, as people count them."""

from datetime import datetime
from zoneinfo import ZoneInfo


def days_between(start: datetime, end: datetime, timezone: ZoneInfo) -> int:
    """
    Count the calendar days from one time to another, as they fall in the site's zone.

    From late in the evening to early next morning is one day. Never negative.
    """
    days = end.astimezone(timezone).date() - start.astimezone(timezone).date()
    return max(0, days.days)
