"""The small summary of a thread that all pages share."""

from dataclasses import dataclass
from datetime import datetime

from ..wall.model import Kind, Speaker, Status, ThreadKey, Told, Topic


@dataclass(frozen=True, slots=True)
class Summary:
    """
    What lists, counts, feeds and links need of a thread.

    `opener` said it (`told` where it was said elsewhere), `answerer` gave the answer.
    `first_answer_at` is when the team first spoke, `is_one_sided` that only the business
    did. `is_clocked`: the wait is counted. `hidden_count` is of posts hidden on GitHub.
    """

    key: ThreadKey
    title: str
    kind: Kind
    status: Status
    opened_at: datetime
    changed_at: datetime
    updated_at: datetime
    topics: tuple[Topic, ...]
    opener: Speaker
    told: Told | None = None
    first_answer_at: datetime | None = None
    answerer: Speaker | None = None
    agree_count: int = 0
    is_clocked: bool = True
    is_one_sided: bool = False
    hidden_count: int = 0

    @property
    def is_answered(self) -> bool:
        """Whether the team has spoken."""
        return self.first_answer_at is not None
