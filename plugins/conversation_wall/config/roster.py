"""Who speaks for the business, as `WALL_TEAM` says it: each login with a name, and since when."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from .checks import a_login, a_text, maybe_some_words, some_logins

_MEMBER_KEYS = ("name", "role", "from", "until", "id")


@dataclass(frozen=True, slots=True)
class Member:
    """
    Who speaks for the business, by login.

    `since` and `until` bound the posts that count as the business's (`until` is the last
    day). `account_id` is GitHub's number of the account, so that somebody who registers a
    login that was given up is nobody here.
    """

    login: str
    name: str
    role: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    account_id: int | None = None


def a_roster(value: object) -> tuple[Member, ...]:
    """Give the team: a list of logins, or login → {'name', 'role', 'from', 'until', 'id'}."""
    if isinstance(value, Mapping):
        return tuple(_member(login, details) for login, details in value.items())
    return tuple(Member(login=login, name=login) for login in some_logins(value))


def _member(login: object, details: object) -> Member:
    checked = a_login(login)
    if isinstance(details, str):
        return Member(checked, name=a_text(details))
    if not isinstance(details, Mapping) or not set(details) <= set(_MEMBER_KEYS):
        keys = ", ".join(_MEMBER_KEYS)
        raise ValueError(f"must give a name, or a dict with some of {keys}, for {checked!r}")
    account = details.get("id")
    since = _day(details.get("from"), checked)
    until = _day(details.get("until"), checked, time.max)
    if since and until and until < since:
        raise ValueError(f"has an 'until' before the 'from' for {checked!r}")
    return Member(
        login=checked,
        name=a_text(details.get("name", checked)),
        role=maybe_some_words(details.get("role")),
        since=since,
        until=until,
        account_id=None if account is None else _account(account, checked),
    )


def _account(value: object, login: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise ValueError(f"must give a number as 'id' for {login!r}, not {value!r}")
    return value


def _day(value: object, login: str, at: time = time.min) -> datetime | None:
    if value is None:
        return None
    try:
        day = value if isinstance(value, date) else date.fromisoformat(str(value))
    except ValueError as error:
        raise ValueError(
            f"must give days like '2026-03-31' for {login!r}, not {value!r}"
        ) from error
    return datetime.combine(day, at, tzinfo=UTC)
