"""
Ask GitHub one question, and tell apart what can come back.

PyGithub signs the request, retries what can be retried, and knows Enterprise servers;
none of its objects are used. An answer that is not whole is an error here, never data.

    GitHubError                the run ends: no access, no network, no such repository
    ├── BadTokenError          GitHub does not know the token
    ├── RefusedError           it does, and says no to this one thing, or has none such
    └── TooMuchAskedError      the same question for less may pass
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, NoReturn, Protocol

import requests
from github import Auth, Github
from github.GithubException import (
    BadCredentialsException,
    GithubException,
    RateLimitExceededException,
    UnknownObjectException,
)
from github.GithubRetry import GithubRetry
from urllib3.exceptions import ResponseError

from ..errors import GitHubError

_PUBLIC = "https://github.com"
# Seconds; GitHub ends a query after ten.
_TIMEOUT = 30
_LONGEST_WAIT = 300
_TOO_MUCH = ("RESOURCE_LIMITS_EXCEEDED", "MAX_NODE_LIMIT_EXCEEDED")
_TIMED_OUT = (502, 504)


class BadTokenError(GitHubError):
    """The token is wrong, has ended, or was taken back."""


class RefusedError(GitHubError):
    """GitHub said no; `reasons` are its own words for why, like NOT_FOUND or FORBIDDEN."""

    def __init__(self, message: str, reasons: frozenset[str]) -> None:
        """Keep the reasons beside the message."""
        super().__init__(message)
        self.reasons = reasons


class TooMuchAskedError(GitHubError):
    """GitHub gave up on the question; less of it may pass."""


@dataclass(frozen=True, slots=True)
class Answer:
    """
    What GitHub answered: the data, its own time, and the points that it took.

    `holes` says why some threads of a page are null: GitHub failed on these alone.
    """

    data: Mapping[str, Any]
    answered_at: datetime
    cost: int
    holes: tuple[str, ...] = ()


class Transport(Protocol):
    """Whatever answers a question in GraphQL: GitHub, or a recording in the tests."""

    def fetch(self, query: str, variables: Mapping[str, object]) -> Answer:
        """Ask; raises `GitHubError`."""


class GitHubTransport:
    """Questions to GitHub itself, or to an Enterprise server, signed with a token."""

    def __init__(self, token: str, github_url: str = _PUBLIC, *, patience: float = 1) -> None:
        """
        Take the token of an account or of a GitHub App's installation.

        All waiting before another attempt is multiplied by `patience`; 0 is for tests.
        """
        self._github_url = github_url
        api = "https://api.github.com" if github_url == _PUBLIC else f"{github_url}/api/v3"
        self._requester = Github(
            auth=Auth.Token(token),
            base_url=api,
            timeout=_TIMEOUT,
            seconds_between_requests=0,
            # PyGithub takes every POST for a write, and a question in GraphQL is a POST.
            seconds_between_writes=0,
            lazy=True,
            retry=GithubRetry(
                total=5,
                connect=2,
                backoff_factor=patience,
                status_forcelist=[403, 429, 500, 503],
                secondary_rate_wait=60 * patience,
                max_rate_limit_wait=_LONGEST_WAIT,
                retry_after_max=int(_LONGEST_WAIT * patience),
            ),
        ).requester

    def fetch(self, query: str, variables: Mapping[str, object]) -> Answer:
        """Ask GitHub; raises `GitHubError`, or `TooMuchAskedError` where less may pass."""
        try:
            with self._reaching():
                headers, answer = self._requester.graphql_query(query, dict(variables))
        except GithubException as error:
            return _only_missing(error) or self._refuse(error)
        return _answer(headers, answer)

    def look_up(self, path: str) -> Mapping[str, Any] | None:
        """
        Get what only the REST API tells, by its path; None where there is no such thing.

        Raises `GitHubError`.
        """
        try:
            with self._reaching():
                _, answer = self._requester.requestJsonAndCheck("GET", path)
        except UnknownObjectException:
            return None
        except GithubException as error:
            self._refuse(error)
        if not isinstance(answer, dict):
            raise GitHubError(
                f"{self._github_url} answered with something that is not GitHub's. "
                "Look whether a proxy or a sign-in page stands between; then try again."
            )
        return answer

    @contextmanager
    def _reaching(self) -> Iterator[None]:
        """Say what the network, or something in it, does; GitHub's own errors go through."""
        try:
            yield
        except requests.exceptions.RetryError as error:
            raise GitHubError(
                f"GitHub answers with errors only ({_cause(error)}). It may have trouble of its "
                "own: look at https://www.githubstatus.com, then try again; "
                "what was read so far is kept."
            ) from error
        except (requests.RequestException, OSError) as error:
            raise GitHubError(
                f"GitHub cannot be reached at {self._github_url} ({_cause(error)}). "
                "Look at your network connection and try again; what was read so far is kept."
            ) from error
        # PyGithub reads what it gets as GitHub's, and stumbles over the rest in many ways.
        except (ValueError, TypeError, LookupError, AttributeError) as error:
            raise GitHubError(
                f"{self._github_url} answered with something that is not GitHub's ({error}). "
                "Look whether a proxy or a sign-in page stands between; then try again."
            ) from error

    def _refuse(self, error: GithubException) -> NoReturn:
        """Say what an error of GitHub's means for the run."""
        if isinstance(error, BadCredentialsException):
            raise BadTokenError(
                "GitHub does not accept the token. Look at GITHUB_TOKEN: it may have "
                "ended, or was copied in part. Make a new one, then try again."
            ) from error
        types = {str(fault.get("type")) for fault in _faults(error)}
        if isinstance(error, RateLimitExceededException) or "RATE_LIMITED" in types:
            raise GitHubError(
                "GitHub's limit for this hour is used up. What was read so far is kept; "
                "run `wall sync` again after the hour to go on."
            ) from error
        message = "; ".join(str(fault.get("message")) for fault in _faults(error)) or str(
            error.message or error.status
        )
        if error.status in _TIMED_OUT or types & set(_TOO_MUCH) or "timeout" in message.lower():
            raise TooMuchAskedError(
                f"GitHub gave up on a question ({message}). Try again in a few minutes."
            ) from error
        raise RefusedError(
            f"GitHub refused: {message}. Look at the repositories in WALL_SOURCES and whether "
            "the token may read their Discussions and Issues, then try again.",
            frozenset(types),
        ) from error


def _answer(headers: Mapping[str, str], answer: object) -> Answer:
    data = answer.get("data") if isinstance(answer, dict) else None
    if not isinstance(data, dict):
        raise GitHubError(
            "GitHub's answer has no data in it. Look whether a proxy stands between, "
            "then try again; what was read so far is kept."
        )
    date = headers.get("date")
    moment = parsedate_to_datetime(date) if date else datetime.now(UTC)
    rate = data.get("rateLimit") or {}
    return Answer(data, moment.astimezone(UTC), int(rate.get("cost") or 0))


def _only_missing(error: GithubException) -> Answer | None:
    """Give the data of an answer that lacks only nodes that are gone, or threads of a page."""
    faults = _faults(error)
    answer = error.data
    if not isinstance(answer, dict) or not faults or not answer.get("data"):
        return None
    holes = [fault for fault in faults if not _is_gone(fault)]
    if not all(_is_thread(fault) for fault in holes):
        return None
    whole = _answer(error.headers or {}, answer)
    return replace(whole, holes=tuple(str(fault.get("message")) for fault in holes))


def _is_gone(fault: dict[str, Any]) -> bool:
    return fault.get("type") == "NOT_FOUND" and fault.get("path") not in (None, [], ["repository"])


def _is_thread(fault: dict[str, Any]) -> bool:
    """Whether GitHub failed on one thread of a page, and not because too much was asked."""
    path = fault.get("path")
    is_inside = isinstance(path, list) and path[:3] == ["repository", "threads", "nodes"]
    is_slow = "timeout" in str(fault.get("message")).lower()
    return is_inside and fault.get("type") not in (*_TOO_MUCH, "RATE_LIMITED") and not is_slow


def _faults(error: GithubException) -> list[dict[str, Any]]:
    answer = error.data
    faults = answer.get("errors") if isinstance(answer, dict) else None
    return (
        [fault for fault in faults if isinstance(fault, dict)] if isinstance(faults, list) else []
    )


def _cause(error: BaseException) -> str:
    reason = getattr(error, "reason", None) or (error.args[0] if error.args else error)
    reason = getattr(reason, "reason", reason)
    return str(reason) if isinstance(reason, str | ResponseError) else type(reason).__name__
