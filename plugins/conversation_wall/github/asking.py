"""
The questions of one run: counted, and stopped where the points end.

A run stops by itself before GitHub would refuse, so that what else uses the token can
still ask, and at a place from which the next run goes on.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum

from ..errors import GitHubError
from .transport import Answer, LimitReachedError, Rate, Transport

# Points that are left to others, so that the run ends by its own will.
_RESERVE = 5
# GitHub can fail on one thread, and on a second; if it fails on all, it is not the threads.
_MOST_GIVEN_UP = 3

# What is told where a token may not look at what came of a thread.
HIDDEN_WORK = (
    "The token may not see some pull requests or releases, so what came of some conversations is "
    "not known. Let it read Pull requests and Contents, too, or set WALL_TRACES = False."
)


class State(Enum):
    """How a run ended; one that failed has no summary."""

    COMPLETE = "complete"
    INCOMPLETE = "incomplete"


@dataclass(slots=True)
class Summary:
    """
    What a run did.

    `unread` names the threads that could not be read, with the reason; `notes` are for
    the owner; `left` says what an incomplete run still has to do, and `resumes_at` when
    there are points for it. `stale_hours` is the longest time that something hidden or
    deleted on GitHub can stay on the wall.
    """

    state: State = State.COMPLETE
    threads: int = 0
    posts: int = 0
    removed: int = 0
    requests: int = 0
    points: int = 0
    points_left: int | None = None
    seen_at: datetime | None = None
    stale_hours: int | None = None
    left: str = ""
    resumes_at: datetime | None = None
    reason: str = ""
    unread: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


class Asking:
    """A transport that counts, and stops before the points are spent."""

    def __init__(self, transport: Transport, summary: Summary, max_points: int | None) -> None:
        """Spend at most so many points, or what the hour has."""
        self._transport = transport
        self._max_points = max_points
        self.summary = summary
        self.rate: Rate | None = None
        self.now: datetime | None = None
        self._given_up = 0

    @property
    def points_left(self) -> int | None:
        """Give how many points this run may still spend; None where nobody counts."""
        limits = []
        if self._max_points is not None:
            limits.append(self._max_points - self.summary.points)
        if self.rate is not None:
            limits.append(self.rate.remaining - _RESERVE)
        return max(0, min(limits)) if limits else None

    def fetch(self, query: str, variables: Mapping[str, object]) -> Answer:
        """Ask; raises `GitHubError`, and `LimitReachedError` where the points are spent."""
        if self.points_left == 0:
            raise self._spent()
        answer = self._transport.fetch(query, variables)
        self.summary.requests += 1
        self.summary.points += answer.cost
        self.summary.seen_at = self.summary.seen_at or answer.answered_at
        self.now = answer.answered_at
        self.rate = answer.rate or self.rate
        self.summary.points_left = self.points_left
        if any(hole.is_spare for hole in answer.holes):
            self.note(HIDDEN_WORK)
        return answer

    def note(self, text: str) -> None:
        """Tell the owner something, once."""
        if text not in self.summary.notes:
            self.summary.notes.append(text)

    def give_up(self, error: GitHubError) -> str:
        """Note that one thread is too much for GitHub; raises the error where too many are."""
        self._given_up += 1
        if self._given_up > _MOST_GIVEN_UP:
            raise error
        return str(error)

    def _spent(self) -> LimitReachedError:
        if self._max_points is not None and self.summary.points >= self._max_points:
            return LimitReachedError(f"the {self._max_points} points of --max-points are spent")
        return LimitReachedError(
            "GitHub's points for this hour are spent", self.rate.resets_at if self.rate else None
        )
