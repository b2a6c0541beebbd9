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
TIMED_OUT = (
    "Something went wrong while executing your query. This may be the result of a timeout, "
    "or it could be a GitHub bug."
)


@dataclass(frozen=True, slots=True)
class Fault:
    """
    Something that goes wrong with one request, in the order of these fields.

    `fits` is a part of the path it falls on ("" for any), `delay` are seconds of the
    machine, not of the emulator's clock. With `status` the request is not answered but
    gets `body` (an object is sent as JSON) and `headers`. Without it the answer is
    made, and then spoilt: the values at `blanks` (paths into the JSON, as in
    `("data", "repository", "issues", "nodes", 3)`) become null, `errors` are added,
    only the first `cut_at` bytes are sent, or with `reset` none.
    """

    fits: str = ""
    delay: float = 0.0
    status: int | None = None
    headers: dict[str, str] = field(default_factory=dict)
    body: Any = ""
    blanks: Sequence[tuple[str | int, ...]] = ()
    errors: Sequence[dict[str, Any]] = ()
    cut_at: int | None = None
    reset: bool = False

    def spoil(self, payload: Any) -> Any:
        """Blank the values and add the errors that a partial answer has."""
        for path in self.blanks:
            place = payload
            for step in path[:-1]:
                place = place[step]
            place[path[-1]] = None
        if self.errors:
            payload["errors"] = [*payload.get("errors", ()), *self.errors]
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

    def secondary_limit(self, retry_after: int | None = 60) -> None:
        """Queue GitHub's 403 for asking too fast."""
        headers = {} if retry_after is None else {"Retry-After": str(retry_after)}
        self.queue(Fault(status=403, headers=headers, body=SECONDARY_LIMIT))

    def time_out(self, status: int = 502) -> None:
        """Queue GitHub's answer to a query that took too long."""
        body = {"data": None, "errors": [{"message": TIMED_OUT}]}
        self.queue(Fault(fits="/graphql", status=status, body=body))

    def take(self, path: str) -> Fault | None:
        """Give the first fault that fits a request, and forget it."""
        with self._lock:
            for fault in self._waiting:
                if fault.fits in path:
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
