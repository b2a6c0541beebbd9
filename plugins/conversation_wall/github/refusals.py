"""
What an answer that is no data means: for the question, for the run, and for its reader.

    GitHubError                the run ends: no access, no network, no such repository
    ├── BadTokenError          GitHub does not know the token
    ├── RefusedError           it does, and says no to this one thing, or has none such
    ├── LimitReachedError      the points are spent: the run goes on another time
    ├── StaleCursorError       the list must be read from its beginning
    └── TooMuchAskedError      the same question for less may pass

What may pass by itself is a `Passing`: it says how often to try, and how long to wait.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import Any

from ..errors import GitHubError

# Seconds. What GitHub asks for beyond it is waited for by the next run.
LONGEST_WAIT = 300
_ATTEMPTS = 5
# GitHub's advice where it names no time: a minute at least, then longer and longer.
_SECONDARY_WAIT = 60
_SECONDARY_ATTEMPTS = 4
# A query that took GitHub too long costs it, and us, as much the next time.
_TIMED_OUT_ATTEMPTS = 2
_TIMED_OUT = (HTTPStatus.BAD_GATEWAY, HTTPStatus.GATEWAY_TIMEOUT)
_TOO_MUCH = {"RESOURCE_LIMITS_EXCEEDED", "MAX_NODE_LIMIT_EXCEEDED"}
_NOT_GITHUBS = "Look whether a proxy or a sign-in page stands between; then try again."

Headers = Mapping[str, str]
Fault = dict[str, Any]


class BadTokenError(GitHubError):
    """The token is wrong, has ended, or was taken back."""


class RefusedError(GitHubError):
    """
    GitHub said no; `reasons` are its own words for why, like NOT_FOUND or FORBIDDEN.

    `places` are the names on the ways to what it said no to.
    """

    def __init__(self, message: str, faults: Sequence[Mapping[str, Any]]) -> None:
        """Keep the reasons and places beside the message."""
        super().__init__(message)
        self.reasons = frozenset(str(fault.get("type")) for fault in faults)
        self.places = frozenset(place for fault in faults for place in fault.get("path") or ())


class LimitReachedError(GitHubError):
    """The points are spent; `resets_at` is when there are more, where that is known."""

    def __init__(self, message: str, resets_at: datetime | None = None) -> None:
        """Keep the time beside the message."""
        super().__init__(message)
        self.resets_at = resets_at


class StaleCursorError(GitHubError):
    """GitHub does not know the place in a list any more."""


class TooMuchAskedError(GitHubError):
    """GitHub gave up on the question; less of it may pass."""


class Passing(Exception):  # noqa: N818 - it is no error yet
    """
    A failure that may pass: what it is if it does not, how often to try, how long to wait.

    A wait that GitHub asks for is kept to; any other is spread and grows.
    """

    def __init__(
        self,
        error: GitHubError,
        attempts: int = _ATTEMPTS,
        wait: float = 1,
        *,
        is_asked_for: bool = False,
    ) -> None:
        """Take the error that it ends in."""
        super().__init__(str(error))
        self.error = error
        self.attempts = attempts
        self.wait = wait
        self.is_asked_for = is_asked_for


def unreachable(url: str, cause: str) -> Passing:
    """Say that nobody answers, or not to the end."""
    return Passing(
        GitHubError(
            f"GitHub cannot be reached at {url} ({cause}). "
            "Look at your network connection and try again; what was read so far is kept."
        )
    )


def not_githubs(url: str, what: str) -> Passing:
    """Say that somebody else answers."""
    return Passing(
        GitHubError(f"{url} answered with something that is not GitHub's ({what}). {_NOT_GITHUBS}")
    )


def judge_status(status: int, headers: Headers, answer: object, text: str) -> None:
    """Raise what a status other than 200 means."""
    message = _message(answer) or _brief(text) or str(status)
    if status == HTTPStatus.UNAUTHORIZED:
        raise BadTokenError(
            "GitHub does not accept the token. Look at GITHUB_TOKEN: it may have "
            "ended, or was copied in part. Make a new one, then try again."
        )
    if status in _TIMED_OUT:
        raise Passing(_too_much(f"{status} {message}"), _TIMED_OUT_ATTEMPTS)
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        raise Passing(_trouble(status))
    if status in (HTTPStatus.FORBIDDEN, HTTPStatus.TOO_MANY_REQUESTS):
        _judge_limits(status, headers, message, is_page=not isinstance(answer, dict))
    raise _refused(message, faults_of(answer))


def judge_faults(headers: Headers, faults: list[Fault]) -> None:
    """Raise what errors in an answer mean that is no data for all its errors."""
    types = {str(fault.get("type")) for fault in faults}
    message = "; ".join(str(fault.get("message")) for fault in faults)
    if "RATE_LIMITED" in types:
        raise _limit(headers)
    if types & _TOO_MUCH or "timeout" in message.lower():
        raise _too_much(message)
    if any(map(is_stale, faults)):
        raise StaleCursorError(
            f"GitHub lost the place in a list ({message}). "
            "Run `wall sync` again: it reads the list from its beginning."
        )
    raise _refused(message, faults)


def is_for_less(fault: Fault) -> bool:
    """Tell whether an error says that too much was asked, or too often."""
    kind = fault.get("type")
    is_slow = "timeout" in str(fault.get("message")).lower()
    return kind in _TOO_MUCH or kind == "RATE_LIMITED" or is_slow


def is_stale(fault: Fault) -> bool:
    """Tell whether an error is about a cursor."""
    return fault.get("type") == "INVALID_CURSOR_ARGUMENTS"


def faults_of(answer: object) -> list[Fault]:
    """Give the errors of an answer."""
    faults = answer.get("errors") if isinstance(answer, dict) else None
    return [one for one in faults if isinstance(one, dict)] if isinstance(faults, list) else []


def moment_of(headers: Headers) -> datetime | None:
    """Give GitHub's time; None where the answer has none, or a wrong one."""
    try:
        return parsedate_to_datetime(headers["date"]).astimezone(UTC)
    except (KeyError, ValueError, TypeError):
        return None


def _judge_limits(status: int, headers: Headers, message: str, *, is_page: bool) -> None:
    """Tell GitHub's limits from a plain no, and one limit from the other."""
    if "x-github-sso" in headers:
        return
    words = message.lower()
    wait = _seconds(headers.get("retry-after"))
    is_secondary = (
        status == HTTPStatus.TOO_MANY_REQUESTS
        or is_page
        or wait
        or "secondary" in words
        or "abuse" in words
    )
    if headers.get("x-ratelimit-remaining") == "0" or (not is_secondary and "rate limit" in words):
        raise _limit(headers)
    if not is_secondary:
        return
    now = moment_of(headers)
    resets_at = now + timedelta(seconds=wait or _SECONDARY_WAIT) if now else None
    error = LimitReachedError(
        f"GitHub asks to slow down ({status}). What was read so far is kept; "
        "try again in a few minutes: `wall sync` goes on where it stopped.",
        resets_at,
    )
    if wait and wait > LONGEST_WAIT:
        raise error
    raise Passing(error, _SECONDARY_ATTEMPTS, wait or _SECONDARY_WAIT, is_asked_for=bool(wait))


def _limit(headers: Headers) -> LimitReachedError:
    reset = _seconds(headers.get("x-ratelimit-reset"))
    return LimitReachedError(
        "GitHub's limit for this hour is used up. What was read so far is kept; "
        "run `wall sync` again after the hour to go on.",
        datetime.fromtimestamp(reset, UTC) if reset else None,
    )


def _too_much(message: str) -> TooMuchAskedError:
    return TooMuchAskedError(
        f"GitHub gave up on a question ({message}). Try again in a few minutes."
    )


def _trouble(status: int) -> GitHubError:
    return GitHubError(
        f"GitHub answers with errors only ({status}). It may have trouble of its "
        "own: look at https://www.githubstatus.com, then try again; "
        "what was read so far is kept."
    )


def _refused(message: str, faults: list[Fault]) -> RefusedError:
    if "SAML" in message:
        return RefusedError(
            f"GitHub refused: {message}. The organisation lets in only who signs in with its "
            "own account (SAML). On GitHub open Settings, Developer settings, Personal access "
            "tokens, and choose “Configure SSO” beside the token; then try again.",
            faults,
        )
    if "doesn't exist on type" in message:
        return RefusedError(
            f"GitHub does not know what was asked: {message}. It may have changed, or an "
            "Enterprise server is older. Update the wall, or the server; then try again.",
            faults,
        )
    return RefusedError(
        f"GitHub refused: {message}. Look at the repositories in WALL_SOURCES: a name may be "
        "wrong, or one was deleted or made private. And the token must be allowed to read "
        "their Discussions and Issues. Then try again.",
        faults,
    )


def _message(answer: object) -> str:
    faults = "; ".join(str(fault.get("message")) for fault in faults_of(answer))
    said = answer.get("message") if isinstance(answer, dict) else None
    return faults or (str(said) if said else "")


def _brief(text: str) -> str:
    """Give a short plain text, and nothing of a page."""
    return "" if "<" in text else text.strip()[:200]


def _seconds(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() else None
