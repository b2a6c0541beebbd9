"""
The wall's own words for what GitHub said: what curation makes and views show.

    Thread ─┬─ posts: Post… ── speaker: Speaker (role, name)
            ├─ answer: Answer (post, reason)
            └─ kind, status, topics, outcome
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from ..records import PollRecord, ThreadType


class Role(Enum):
    """On which side of the wall somebody stands."""

    CUSTOMER = "customer"
    TEAM = "team"
    BOT = "bot"


class Kind(Enum):
    """What a thread is; chosen by the customer, never guessed from tone."""

    PROBLEM = "problem"
    IDEA = "idea"
    QUESTION = "question"
    PRAISE = "praise"
    ANNOUNCEMENT = "announcement"

    @property
    def is_critique(self) -> bool:
        """Whether it asks for an answer; praise and announcements wait for nothing."""
        return self in (Kind.PROBLEM, Kind.IDEA, Kind.QUESTION)


class Status(Enum):
    """What became of a thread; `withdrawn` is one that its opener closed, with no answer yet."""

    WAITING = "waiting"
    ANSWERED = "answered"
    PLANNED = "planned"
    STARTED = "started"
    DONE = "done"
    DECLINED = "declined"
    DUPLICATE = "duplicate"
    WITHDRAWN = "withdrawn"

    @property
    def is_decision(self) -> bool:
        """Whether the business decided something: to change it, or not to."""
        return self in (Status.PLANNED, Status.STARTED, Status.DONE, Status.DECLINED)


class AnswerReason(Enum):
    """Why this post stands beside the critique."""

    MARKED_ON_GITHUB = "marked on GitHub"
    MARKED_BY_TEAM = "marked by the team"
    FIRST_REPLY = "first reply"


@dataclass(frozen=True, slots=True)
class Speaker:
    """
    Who wrote a post, as the wall names them.

    `name` is the roster's for the team, the login for everybody else, and empty for a
    ghost and for a customer whose words the team brought in from elsewhere.
    """

    role: Role
    login: str
    name: str
    title: str | None = None
    url: str | None = None

    @property
    def is_team(self) -> bool:
        """Whether they speak for the business."""
        return self.role is Role.TEAM

    @property
    def is_ghost(self) -> bool:
        """Whether the account is gone."""
        return not self.login


@dataclass(frozen=True, slots=True)
class Told:
    """Where a critique that the team brought in was said: by e-mail, at the counter."""

    who: str
    where: str
    said_on: date | None


@dataclass(frozen=True, slots=True)
class Topic:
    """What a thread is about: a label or category that is neither kind nor status."""

    name: str
    slug: str


@dataclass(frozen=True, slots=True)
class Filled:
    """A field of a form as somebody filled it in; without a response the text is empty."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Post:
    """
    A published post. `anchor` is the fragment of its address on GitHub.

    `body` holds its author's words only; where they stand in several fields of a form,
    `fields` tells them apart.
    `reply_to` is the id of the comment it answers (replies of Discussions only).
    A boilerplate post is shown but stops no clock.
    """

    id: str
    anchor: str
    url: str
    speaker: Speaker
    body: str
    created_at: datetime
    last_edited_at: datetime | None = None
    reply_to: str | None = None
    is_substantive: bool = False
    is_boilerplate: bool = False
    fields: tuple[Filled, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """The team's post beside the critique, and why it was chosen."""

    post: Post
    reason: AnswerReason


@dataclass(frozen=True, slots=True)
class Hidden:
    """How many posts of a thread are not shown, for one reason that GitHub gives."""

    reason: str
    count: int


@dataclass(frozen=True, slots=True)
class ThreadKey:
    """What names a thread within the wall."""

    source: str
    number: int


@dataclass(frozen=True, slots=True)
class Written:
    """
    An outcome that the owner wrote down: what changed, on which day, for which thread.

    `file` is its name, to speak of it; `link` leads to what shows it, if anything does.
    """

    file: str
    key: ThreadKey
    title: str
    on: date
    words: str
    link: str | None = None


@dataclass(frozen=True, slots=True)
class Thread:
    """
    A thread after curation. `posts` are the published ones by time, the opening post first.

    `first_answer_at` is when the first answer came, also where a later post is `answer`.
    `changed_at` is when it got its status, as far as GitHub tells; `promises` are those that
    the team's posts name on the way there. `is_wordless` means
    closed or given a status without a substantive word of the team. `written` is what the
    owner wrote down of it. `settled_by` marked
    the answer on GitHub: who opened the thread, or the team.
    """

    key: ThreadKey
    id: str
    type: ThreadType
    url: str
    title: str
    kind: Kind
    status: Status
    posts: tuple[Post, ...]
    opened_at: datetime
    changed_at: datetime
    updated_at: datetime
    answer: Answer | None = None
    first_answer_at: datetime | None = None
    helper: Post | None = None
    outcome: Post | None = None
    promises: tuple[tuple[Status, Post], ...] = ()
    is_wordless: bool = False
    is_closed: bool = False
    is_locked: bool = False
    is_clocked: bool = True
    topics: tuple[Topic, ...] = ()
    agree_count: int = 0
    duplicate_of: ThreadKey | None = None
    told: Told | None = None
    hidden: tuple[Hidden, ...] = ()
    poll: PollRecord | None = None
    settled_by: Speaker | None = None
    written: Written | None = None

    @property
    def opening(self) -> Post:
        """The critique itself."""
        return self.posts[0]
