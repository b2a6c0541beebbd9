"""
Ask GitHub one question, and again where that may help.

PyGithub signs the request and knows Enterprise servers; none of its objects are used,
nor its way of trying again: it does not see half of what may pass, and obeys any wait.
`refusals` tells what an answer means that is no data. What is missing in an answer is
named in it, by its place, and never taken for data.
"""

import json
import random
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import Any, Protocol, TypeVar

import requests
from github import Github, GithubException
from urllib3.exceptions import HTTPError

from ..config import PUBLIC_GITHUB
from ..errors import GitHubError
from . import refusals
from .credentials import App, authorise, judge_app
from .refusals import (
    BadTokenError,
    LimitReachedError,
    Passing,
    RefusedError,
    StaleCursorError,
    TooMuchAskedError,
)

__all__ = [
    "Answer",
    "BadTokenError",
    "GitHubTransport",
    "Hole",
    "LimitReachedError",
    "Rate",
    "RefusedError",
    "StaleCursorError",
    "TooMuchAskedError",
    "Transport",
]

# Seconds; GitHub ends a query after ten.
_TIMEOUT = 30
# How long the place of one thread is: repository, threads, nodes, and which.
_REPOSITORY_NODE = 4
# What an event of a thread leads to, which can be where a token may not look.
_SPARE = ("closer", "source", "canonical", "fromRepository", "discussion")

T = TypeVar("T")
Place = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Rate:
    """What is left of the hour's points; some Enterprise servers count none."""

    limit: int
    remaining: int
    resets_at: datetime


@dataclass(frozen=True, slots=True)
class Hole:
    """
    A place of the answer that GitHub could not fill, and why.

    One that is spare is kept from this token, and the rest is whole without it.
    """

    place: Place
    reason: str
    is_gone: bool = False
    is_stale: bool = False
    is_spare: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """What GitHub answered: the data, its own time, the points that it took, and its holes."""

    data: Mapping[str, Any]
    answered_at: datetime
    cost: int
    rate: Rate | None = None
    holes: tuple[Hole, ...] = ()

    def hole(self, *place: str | int) -> Hole | None:
        """Give what is wrong at a place, or below it; what is gone comes last."""
        found = [
            hole for hole in self.holes if hole.place[: len(place)] == place and not hole.is_spare
        ]
        return min(found, key=lambda hole: hole.is_gone, default=None)

    @property
    def repository(self) -> Mapping[str, Any]:
        """Give the repository that was asked for; raises `GitHubError` where it is not there."""
        repository = self.data.get("repository")
        if not isinstance(repository, dict):
            raise _incomplete("repository")
        return repository

    def nodes(self, count: int) -> list[Any]:
        """Give the nodes that were asked for by id; raises `GitHubError` where some are missing."""
        nodes = self.data.get("nodes")
        if not isinstance(nodes, list) or len(nodes) != count:
            raise _incomplete("nodes")
        return nodes

    def threads(self, name: str = "threads") -> Mapping[str, Any]:
        """Give a list of the repository's threads; raises `GitHubError` where it is not whole."""
        found = self.repository.get(name)
        if not isinstance(found, dict) or not found.get("pageInfo"):
            raise _incomplete(name)
        if not isinstance(found.get("nodes"), list):
            raise _incomplete(name)
        return found


class Transport(Protocol):
    """Whatever answers a question in GraphQL: GitHub, or a recording in the tests."""

    def fetch(self, query: str, variables: Mapping[str, object]) -> Answer:
        """Ask; raises `GitHubError`."""


class GitHubTransport:
    """Questions to GitHub itself, or to an Enterprise server, signed by who asks."""

    def __init__(
        self,
        credentials: str | App,
        github_url: str = PUBLIC_GITHUB,
        *,
        sleep: Callable[[float], object] = time.sleep,
        chance: Callable[[], float] = random.random,
    ) -> None:
        """
        Take a token, or a GitHub App's installation, which gets its tokens itself.

        `sleep` waits before another attempt; `chance` gives a number from 0 to 1 that
        spreads the attempts of many.
        """
        self._github_url = github_url
        self._sleep = sleep
        self._chance = chance
        api = "https://api.github.com" if github_url == PUBLIC_GITHUB else f"{github_url}/api/v3"
        self._requester = Github(
            auth=authorise(credentials),
            base_url=api,
            timeout=_TIMEOUT,
            seconds_between_requests=0,
            # PyGithub takes every POST for a write, and a question in GraphQL is a POST.
            seconds_between_writes=0,
            lazy=True,
            retry=0,
        ).requester

    def fetch(self, query: str, variables: Mapping[str, object]) -> Answer:
        """Ask GitHub; raises `GitHubError`, or `TooMuchAskedError` where less may pass."""
        question = {"query": query, "variables": dict(variables)}
        return self._patiently(lambda: self._ask(question))

    def look_up(self, path: str) -> Mapping[str, Any] | None:
        """
        Get what only the REST API tells, by its path; None where there is no such thing.

        Raises `GitHubError`.
        """
        return self._patiently(lambda: self._get(path))

    def _patiently(self, ask: Callable[[], T]) -> T:
        """Try again while what fails may pass, after longer and longer waits."""
        attempt = 1
        while True:
            try:
                return ask()
            except Passing as passing:
                if attempt >= passing.attempts:
                    raise passing.error from passing.__cause__
                self._sleep(self._pause(passing, attempt))
            attempt += 1

    def _pause(self, passing: Passing, attempt: int) -> float:
        if passing.is_asked_for:
            return passing.wait + self._chance()
        wait = min(passing.wait * 2.0 ** (attempt - 1), refusals.LONGEST_WAIT)
        return float(wait * (0.5 + self._chance()))

    def _ask(self, question: Mapping[str, object]) -> Answer:
        status, headers, answer, text = self._send("POST", self._requester.graphql_url, question)
        if status != HTTPStatus.OK:
            refusals.judge_status(status, headers, answer, text)
        answered_at = refusals.moment_of(headers)
        faults = refusals.faults_of(answer)
        data = answer.get("data") if isinstance(answer, dict) else None
        if faults and not (isinstance(data, dict) and all(map(_is_inside, faults))):
            refusals.judge_faults(headers, faults)
        if not isinstance(data, dict) or answered_at is None:
            raise refusals.not_githubs(self._github_url, "there is no data in it")
        rate = data.get("rateLimit") or {}
        return Answer(
            data, answered_at, int(rate.get("cost") or 0), _rate(rate), tuple(map(_hole, faults))
        )

    def _get(self, path: str) -> Mapping[str, Any] | None:
        status, headers, answer, text = self._send("GET", path)
        if status == HTTPStatus.NOT_FOUND:
            return None
        if status != HTTPStatus.OK:
            refusals.judge_status(status, headers, answer, text)
        if not isinstance(answer, dict):
            raise refusals.not_githubs(self._github_url, "it is no object")
        return answer

    def _send(
        self, verb: str, url: str, question: Mapping[str, object] | None = None
    ) -> tuple[int, Mapping[str, str], Any, str]:
        """Give status, headers, the answer, and its text; the answer is None if it is no JSON."""
        try:
            status, headers, text = self._requester.requestJson(verb, url, input=question)
        except (requests.RequestException, HTTPError, OSError) as error:
            raise refusals.unreachable(self._github_url, _cause(error)) from error
        # It checks what it asks for itself: the token of an App.
        except GithubException as error:
            judge_app(error)
        # PyGithub follows a server to another place of its own, and nowhere else.
        except RuntimeError as error:
            raise refusals.not_githubs(self._github_url, "it sends us elsewhere") from error
        try:
            answer = json.loads(text)
        except ValueError as error:
            if status == HTTPStatus.OK:
                raise refusals.not_githubs(self._github_url, str(error)) from error
            answer = None
        return status, headers, answer, text


def _incomplete(what: str) -> GitHubError:
    return GitHubError(
        f"GitHub's answer came without its '{what}'. Nothing was changed by it. Try again; if it "
        "stays, GitHub has changed, and the wall needs an update."
    )


def _rate(rate: Mapping[str, Any]) -> Rate | None:
    limit, remaining, resets_at = (rate.get(key) for key in ("limit", "remaining", "resetAt"))
    if limit is None or remaining is None or not resets_at:
        return None
    return Rate(int(limit), int(remaining), datetime.fromisoformat(resets_at))


def _hole(fault: refusals.Fault) -> Hole:
    return Hole(
        place=tuple(fault["path"]),
        reason=str(fault.get("message")),
        is_gone=fault.get("type") == "NOT_FOUND",
        is_stale=refusals.is_stale(fault),
        is_spare=fault.get("type") == "FORBIDDEN" and fault["path"][-1] in _SPARE,
    )


def _is_inside(fault: refusals.Fault) -> bool:
    """
    Tell whether an error is about one thing among several, which alone is missing then.

    That is a node of a list, or one asked for by an alias of its own, like `n3`.
    """
    path = fault.get("path")
    if refusals.is_for_less(fault) or not isinstance(path, list) or not path:
        return False
    if path[0] == "repository":
        return len(path) >= _REPOSITORY_NODE
    return len(path) > 1 or fault.get("type") == "NOT_FOUND" or path[0][1:].isdigit()


def _cause(error: BaseException) -> str:
    reason = error.args[0] if error.args else error
    reason = getattr(reason, "reason", reason)
    return reason if isinstance(reason, str) else type(reason).__name__
