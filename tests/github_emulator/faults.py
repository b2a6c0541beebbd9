"""
Faults to come, and the log of the requests that came.

A test queues faults; each falls on the next request it fits, in turn, and is spent.
"""

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

SECONDARY_LIMIT = {
    "message": "You have exceeded a secondary rate limit. "
    "Please wait a few minutes before you try again.",
    "documentation_url": "https://docs.github.com/rest/overview/rate-limits-for-the-rest-api",
    "status": "403",
}
SAML = (
    "Resource protected by organization SAML enforcement. "
    "You must grant your Personal Access token access to this organization."
)
TIMED_OUT = (
    "Something went wrong while executing your query. This may be the result of a timeout, "
    "or it could be a GitHub bug."
)


@dataclass(frozen=True, slots=True)
class Fault:
    """
    Something that goes wrong with one request, in the order of these fields.

    `fits` is a part of the path it falls on ("" for any), and `asks` of the body; `delay`
    are seconds of the machine, not of the emulator's clock. With `status` the request is
    not answered but gets `body` (an object is sent as JSON) and `headers`. Without it the
    answer is made, and then spoilt: the values at `blanks` (paths into the JSON, as in
    `("data", "repository", "issues", "nodes", 3)`) become null, those at `drops` are left
    out, `values` are put in place of others, `errors` are added, only the first `cut_at`
    bytes are sent, or with `reset` none.
    """

    fits: str = ""
    asks: str = ""
    delay: float = 0.0
    status: int | None = None
    headers: dict[str, str] = field(default_factory=dict)
    body: Any = ""
    blanks: Sequence[tuple[str | int, ...]] = ()
    drops: Sequence[tuple[str | int, ...]] = ()
    values: Sequence[tuple[tuple[str | int, ...], Any]] = ()
    errors: Sequence[dict[str, Any]] = ()
    cut_at: int | None = None
    reset: bool = False

    @property
    def spoils(self) -> bool:
        """Tell whether the answer is made, and then changed."""
        return bool(self.blanks or self.drops or self.values or self.errors)

    def spoil(self, payload: Any) -> Any:
        """Change an answer to a partial, or an odd one."""
        for path, value in (*((path, None) for path in self.blanks), *self.values):
            _owner(payload, path)[path[-1]] = value
        for path in self.drops:
            del _owner(payload, path)[path[-1]]
        if self.errors:
            payload["errors"] = [*payload.get("errors", ()), *self.errors]
        return payload


def _owner(payload: Any, path: tuple[str | int, ...]) -> Any:
    for step in path[:-1]:
        payload = payload[step]
    return payload


class Faults:
    """The faults to come."""

    def __init__(self) -> None:
        self._waiting: list[Fault] = []
        self._lock = threading.Lock()

    def queue(self, *faults: Fault) -> None:
        """Add faults behind those that wait."""
        with self._lock:
            self._waiting.extend(faults)

    def clear(self) -> None:
        """Forget the faults that wait."""
        with self._lock:
            self._waiting.clear()

    def secondary_limit(self, retry_after: int | None = 60) -> None:
        """Queue GitHub's 403 for asking too fast."""
        headers = {} if retry_after is None else {"Retry-After": str(retry_after)}
        self.queue(Fault(status=403, headers=headers, body=SECONDARY_LIMIT))

    def time_out(self, status: int = 502) -> None:
        """Queue GitHub's answer to a query that took too long."""
        body = {"data": None, "errors": [{"message": TIMED_OUT}]}
        self.queue(Fault(fits="/graphql", status=status, body=body))

    def saml(self) -> None:
        """Queue the refusal of an organisation whose members sign in elsewhere."""
        error = {"type": "FORBIDDEN", "path": ["repository"], "message": SAML}
        self.queue(Fault(blanks=[("data", "repository")], errors=[error]))

    def stale_cursor(self, asks: str) -> None:
        """Queue GitHub's answer to a cursor that it lost, for a request that asks for this."""
        error = {
            "type": "INVALID_CURSOR_ARGUMENTS",
            "path": ["repository", "threads"],
            "message": "`Y3Vyc29y` does not appear to be a valid cursor.",
        }
        self.queue(Fault(asks=asks, blanks=[("data", "repository")], errors=[error]))

    def take(self, path: str, body: str = "") -> Fault | None:
        """Give the first fault that fits a request, and forget it."""
        with self._lock:
            for fault in self._waiting:
                if fault.fits in path and fault.asks in body:
                    self._waiting.remove(fault)
                    return fault
        return None

    @property
    def waiting(self) -> tuple[Fault, ...]:
        """Give the faults that no request has met."""
        return tuple(self._waiting)


@dataclass(frozen=True, slots=True)
class LoggedRequest:
    """One request as the emulator saw it; `points` and `nodes` are of GraphQL alone."""

    at: datetime
    method: str
    path: str
    status: int
    query: str = ""
    variables: dict[str, Any] = field(default_factory=dict)
    points: int = 0
    nodes: int = 0
