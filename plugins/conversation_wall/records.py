"""
Facts, as GitHub gave them: what sync and import save and a build reads.

    ThreadRecord ─┬─ opening: PostRecord        the first post; it has the thread's id
                  ├─ comments: PostRecord… ── replies: PostRecord…   (one level, Discussions)
                  ├─ labels, category, poll
                  ├─ traces: Trace… ── thing: Thing      what happened to it, and by what
                  └─ source: "owner/name"
    Release, MergedPull   what a repository published, and what was merged into it
    TombstoneRecord       a thread that is gone
    Observation           what a sync saw that GitHub will not tell again

Words that GitHub may add to (associations, reasons, reactions) stay the text that it
sent, so that a word we do not know yet is kept and can be exported. What they mean is
decided in `wall`.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum
from hashlib import blake2b


def utc_text(moment: datetime) -> str:
    """Write a time as GitHub does; a fraction of a second is kept where there is one."""
    return f"{moment.astimezone(UTC).replace(tzinfo=None).isoformat()}Z"


class ThreadType(Enum):
    """The two things on GitHub that become a thread; the value is GitHub's name."""

    DISCUSSION = "Discussion"
    ISSUE = "Issue"


@dataclass(frozen=True, slots=True)
class PersonRecord:
    """An account that wrote something; `typename` is GitHub's (User, Bot, Organization…)."""

    typename: str
    login: str
    avatar_url: str
    url: str
    database_id: int | None = None


# GitHub sends `null` for the author of a deleted account; its own pages say "ghost".
GHOST = PersonRecord(typename="Ghost", login="", avatar_url="", url="")


@dataclass(frozen=True, slots=True)
class ReactionRecord:
    """How many people reacted with one emoji, e.g. THUMBS_UP."""

    content: str
    total_count: int


@dataclass(frozen=True, slots=True)
class LabelRecord:
    """A label as it was on the thread when it was read."""

    name: str
    color: str
    description: str | None


@dataclass(frozen=True, slots=True)
class CategoryRecord:
    """The category of a Discussion."""

    id: str
    name: str
    slug: str
    emoji: str
    emoji_html: str | None
    is_answerable: bool


@dataclass(frozen=True, slots=True)
class PollOptionRecord:
    """One answer that a poll offers."""

    option: str
    total_vote_count: int


@dataclass(frozen=True, slots=True)
class PollRecord:
    """The poll at the head of a Discussion."""

    question: str
    total_vote_count: int
    options: tuple[PollOptionRecord, ...]


@dataclass(frozen=True, slots=True)
class PostRecord:
    """
    An opening post, a comment, or a reply.

    `body` is Markdown and the truth; `body_html` is GitHub's rendering, kept for
    comparison only. `first_association` is the author's association when the post was
    first seen: GitHub computes it anew at each reading and forgets the old one.
    """

    id: str
    database_id: int | None
    full_database_id: str | None
    url: str
    created_at: datetime
    updated_at: datetime
    last_edited_at: datetime | None
    author: PersonRecord
    association: str
    body: str
    body_html: str | None = None
    is_minimized: bool = False
    minimized_reason: str | None = None
    reactions: tuple[ReactionRecord, ...] = ()
    is_answer: bool = False
    upvote_count: int = 0
    deleted_at: datetime | None = None
    replies: tuple["PostRecord", ...] = ()
    first_association: str | None = None


@dataclass(frozen=True, slots=True)
class Thing:
    """
    What a trace leads to: a pull request, commit, Issue, Discussion or repository.

    `merge_commit` is the commit that a pull request became, or the commit itself.
    """

    typename: str
    url: str
    number: int | None = None
    title: str = ""
    state: str | None = None
    merged_at: datetime | None = None
    merge_commit: str | None = None


@dataclass(frozen=True, slots=True)
class Trace:
    """
    What happened to a thread; `kind` is GitHub's name of the event, like `ClosedEvent`.

    `label` is the name of a label that came or went, `reason` GitHub's reason for closing
    or opening again, and `closes` tells of a mention that the thread ends with its pull
    request. A pull request that somebody linked by hand is a trace without a time, of the
    kind `PullRequest`.
    """

    kind: str
    at: datetime | None
    actor: PersonRecord = GHOST
    label: str | None = None
    reason: str | None = None
    closes: bool = False
    thing: Thing | None = None


@dataclass(frozen=True, slots=True)
class Release:
    """What a repository published; `body` is its notes, in Markdown."""

    source: str
    tag: str
    name: str
    url: str
    published_at: datetime
    body: str = ""
    is_prerelease: bool = False


@dataclass(frozen=True, slots=True)
class MergedPull:
    """A pull request that was merged, and what it says it is for."""

    source: str
    number: int
    title: str
    url: str
    merged_at: datetime
    merge_commit: str | None = None
    body: str = ""


@dataclass(frozen=True, slots=True)
class ThreadRecord:
    """A Discussion or an Issue with everything under it."""

    source: str
    type: ThreadType
    number: int
    title: str
    opening: PostRecord
    comments: tuple[PostRecord, ...] = ()
    labels: tuple[LabelRecord, ...] = ()
    is_locked: bool = False
    lock_reason: str | None = None
    is_closed: bool = False
    closed_at: datetime | None = None
    state: str | None = None
    state_reason: str | None = None
    is_pinned: bool | None = None
    milestone: str | None = None
    category: CategoryRecord | None = None
    is_answered: bool | None = None
    answer_id: str | None = None
    answer_chosen_at: datetime | None = None
    answer_chosen_by: PersonRecord | None = None
    poll: PollRecord | None = None
    traces: tuple[Trace, ...] = ()

    @property
    def id(self) -> str:
        """GitHub's node id."""
        return self.opening.id

    @property
    def url(self) -> str:
        """The thread's page on GitHub."""
        return self.opening.url

    @property
    def posts(self) -> tuple[PostRecord, ...]:
        """The opening post, and each comment with its replies behind it."""
        below = (post for comment in self.comments for post in (comment, *comment.replies))
        return (self.opening, *below)


@dataclass(frozen=True, slots=True)
class TombstoneRecord:
    """What is kept of a thread that is gone from GitHub: never its words or its author."""

    source: str
    number: int
    type: ThreadType
    opened_at: datetime
    noticed_at: datetime


class Sight(Enum):
    """
    What an observation is of; the value is its name in the history.

    Of a thread: SEEN (it is there; its type, number and day), LEFT (its labels took it off
    the wall), GONE, STATE (open, or closed and why), LABELS (a mark for each), ANSWER (the
    post that is marked on GitHub, if any), LOCK (the reason, if it is locked).
    Of posts: WROTE (the association that their authors had when first seen), HIDDEN (why),
    SHOWN (again), EDITED (when), GONE.
    """

    SEEN = "seen"
    LEFT = "left"
    GONE = "gone"
    STATE = "state"
    LABELS = "labels"
    ANSWER = "answer"
    LOCK = "lock"
    WROTE = "wrote"
    HIDDEN = "hidden"
    SHOWN = "shown"
    EDITED = "edited"


@dataclass(frozen=True, slots=True)
class Observation:
    """
    What a sync saw of a thread, or of some posts of it, and when.

    Threads and posts are named by GitHub's ids. There is no word in it that somebody wrote,
    and nobody's name: it can be published whatever becomes of the thread.
    """

    at: datetime
    source: str
    thread: str
    sight: Sight
    value: str = ""
    posts: tuple[str, ...] = ()


def label_mark(name: str) -> str:
    """Give what stands for a label in an observation: whoever has its name finds it again."""
    return blake2b(name.strip().casefold().encode("utf-8", "replace"), digest_size=6).hexdigest()
