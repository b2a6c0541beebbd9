"""
Where a wall has gone quiet, and what its owner could ask there.

    all threads ─ Noted.of → what matters of each ─ find_gaps → Gap (why, of which threads)
                └ asked_in → Asked (a starter that was posted, and who replied)

A gap is named by its `mark`. The text to post ends with it, where GitHub shows nothing, so
a question that was asked once is known again and is not proposed for a year.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from itertools import combinations

from .model import Kind, Role, Status, Thread, ThreadKey, Topic
from .verdicts import Helped, helped_by
from .words import spoken_words

_YEAR = timedelta(days=365)
# How long a topic is silent, and a change is left alone, before somebody should ask.
_QUIET = timedelta(days=60)
_SETTLING = timedelta(days=7)
# For so long after it an anniversary can be kept.
_ANNIVERSARY = timedelta(days=30)
# Beside its opener, so many agree with a remark that is wanted.
_WANTED_BY = 2
# Below this a wall is empty, and the first questions are proposed.
_FIRST_CRITIQUES = 3
_QUESTIONS = 3
_MOST_OF_A_REASON = 3
_LEAST_LETTERS = 4
# Titles that hold one of a pair of words are compared two by two: the newest so many.
_MOST_COMPARED = 200

_MARK = re.compile(r"<!-- wall:starter (?P<mark>[\w./#+-]{1,300}) -->", re.ASCII)

# What two titles about one thing differ by when they want opposite things.
_OPPOSITES = (
    ("more", "less"),
    ("more", "fewer"),
    ("bigger", "smaller"),
    ("larger", "smaller"),
    ("longer", "shorter"),
    ("louder", "quieter"),
    ("loud", "quiet"),
    ("earlier", "later"),
    ("warmer", "cooler"),
    ("hot", "cold"),
    ("stronger", "weaker"),
    ("sweeter", "bitter"),
    ("brighter", "darker"),
    ("cheaper", "dearer"),
    ("faster", "slower"),
    ("open", "close"),
    ("keep", "remove"),
    ("keep", "drop"),
    ("bring", "drop"),
    ("add", "remove"),
    ("with", "without"),
)


class Reason(Enum):
    """Why something should be asked; the values are what marks begin with."""

    FIRST = "first"
    UNCONFIRMED = "unconfirmed"
    WANTED = "wanted"
    ANNIVERSARY = "anniversary"
    DISAGREEMENT = "disagreement"
    QUIET = "quiet"


@dataclass(frozen=True, slots=True)
class Noted:
    """
    What starters need of a thread.

    `promised_at` is when it was first planned or started, `helped` what its opener made of what
    was done.
    """

    key: ThreadKey
    title: str
    url: str
    kind: Kind
    status: Status
    topics: tuple[Topic, ...]
    opener: str
    opened_at: datetime
    changed_at: datetime
    promised_at: datetime | None
    agree_count: int
    helped: Helped | None

    @classmethod
    def of(cls, thread: Thread) -> "Noted":
        """Note a thread."""
        is_promise = thread.status in (Status.PLANNED, Status.STARTED)
        first = thread.promises[0][1].created_at if thread.promises else thread.changed_at
        return cls(
            key=thread.key,
            title=thread.title,
            url=thread.url,
            kind=thread.kind,
            status=thread.status,
            topics=thread.topics,
            opener=thread.opening.speaker.login.casefold(),
            opened_at=thread.opened_at,
            changed_at=thread.changed_at,
            promised_at=first if is_promise else None,
            agree_count=thread.agree_count,
            helped=helped_by(thread),
        )


@dataclass(frozen=True, slots=True)
class Gap:
    """
    A place where the wall is quiet: why, and what it is about.

    `number` counts the first questions of an empty wall, or the years of an anniversary.
    """

    reason: Reason
    threads: tuple[Noted, ...] = ()
    topic: Topic | None = None
    silent_since: datetime | None = None
    number: int = 0

    @property
    def mark(self) -> str:
        """What names this gap, in words that GitHub does not show."""
        about = [f"{noted.key.source}#{noted.key.number}" for noted in self.threads]
        if self.topic:
            about = [self.topic.slug]
        if self.number:
            about.append(str(self.number))
        return "-".join([self.reason.value, *about])


@dataclass(frozen=True, slots=True)
class Asked:
    """A starter that was posted, how many replies it got, and from how many customers."""

    mark: str
    thread: Noted
    reply_count: int
    people_count: int


def marked(mark: str) -> str:
    """Write a mark as it stands below the text to post."""
    return f"<!-- wall:starter {mark} -->"


def asked_in(thread: Thread) -> Asked | None:
    """Tell whether a thread was begun with one of our starters, and what came of it."""
    found = _MARK.search(thread.opening.body)
    if found is None or thread.kind is not Kind.ANNOUNCEMENT:
        return None
    replies = [post for post in thread.posts[1:] if post.speaker.role is Role.CUSTOMER]
    people = {post.speaker.login for post in replies}
    return Asked(found["mark"], Noted.of(thread), len(replies), len(people))


def find_gaps(threads: Sequence[Noted], asked: Collection[Asked], now: datetime) -> Iterator[Gap]:
    """
    Find what could be asked, the most useful first, and of each reason three at most.

    What was asked in the last year is left out.
    """
    known = {one.mark for one in asked if one.thread.opened_at > now - _YEAR}
    critiques = [noted for noted in threads if noted.kind.is_critique]
    finders: Sequence[Callable[[Sequence[Noted], datetime], Iterable[Gap]]] = (
        _first_questions,
        _unconfirmed,
        _wanted,
        _anniversaries,
        _disagreements,
        _quiet_topics,
    )
    for find in finders:
        count = 0
        for gap in find(critiques, now):
            if gap.mark not in known:
                yield gap
                count += 1
            if count == _MOST_OF_A_REASON:
                break


def _first_questions(critiques: Sequence[Noted], _: datetime) -> Iterator[Gap]:
    if len(critiques) < _FIRST_CRITIQUES:
        for number in range(1, _QUESTIONS + 1):
            yield Gap(Reason.FIRST, number=number)


def _unconfirmed(critiques: Sequence[Noted], now: datetime) -> Iterator[Gap]:
    """Give what was done in the last year without a word since of who asked, newest first."""
    done = [
        noted
        for noted in critiques
        if noted.status is Status.DONE
        and noted.helped is Helped.SILENT
        and now - _YEAR < noted.changed_at <= now - _SETTLING
    ]
    for noted in sorted(done, key=_by_change, reverse=True):
        yield Gap(Reason.UNCONFIRMED, (noted,))


def _wanted(critiques: Sequence[Noted], _: datetime) -> Iterator[Gap]:
    """Give the remark without an answer that most people agree with."""
    waiting = [
        noted
        for noted in critiques
        if noted.status is Status.WAITING and noted.agree_count >= _WANTED_BY
    ]
    if waiting:
        yield Gap(
            Reason.WANTED, (max(waiting, key=lambda one: (one.agree_count, _by_opening(one))),)
        )


def _anniversaries(critiques: Sequence[Noted], now: datetime) -> Iterator[Gap]:
    """Give the promises that became one year older within the last month, the oldest first."""
    promised = [(noted.promised_at, noted) for noted in critiques if noted.promised_at]
    for promised_at, noted in sorted(promised, key=lambda pair: (pair[0], _by_opening(pair[1]))):
        years, rest = divmod(now - promised_at, _YEAR)
        if years and rest <= _ANNIVERSARY:
            yield Gap(Reason.ANNIVERSARY, (noted,), number=years)


def _disagreements(critiques: Sequence[Noted], _: datetime) -> Iterator[Gap]:
    """
    Give pairs that speak of one thing and want opposite things, the newest first.

    Titles are compared only, among those that hold one of a pair of opposite words. Whether
    they really disagree is for the owner to judge: nobody else sees the proposal.
    """
    open_ones = [
        (noted, frozenset(word.casefold() for word in spoken_words(noted.title)))
        for noted in critiques
        if noted.status not in (Status.DONE, Status.DECLINED, Status.DUPLICATE)
    ]
    found = {}
    for left, right in _OPPOSITES:
        holders = [
            (noted, words) for noted, words in open_ones if (left in words) != (right in words)
        ][-_MOST_COMPARED:]
        for (one, words), (other, others) in combinations(holders, 2):
            shared = {word for word in words & others if len(word) >= _LEAST_LETTERS}
            if (left in words) != (left in others) and shared and one.opener != other.opener:
                pair = tuple(sorted((one, other), key=_by_opening))
                found[pair[0].key, pair[1].key] = pair
    for pair in sorted(found.values(), key=lambda pair: _by_opening(pair[1]), reverse=True):
        yield Gap(Reason.DISAGREEMENT, pair)


def _quiet_topics(critiques: Sequence[Noted], now: datetime) -> Iterator[Gap]:
    """Give the topics in which nobody said anything for two months, the busiest first."""
    topics: dict[str, list[Noted]] = {}
    for noted in critiques:
        for topic in noted.topics:
            topics.setdefault(topic.slug, []).append(noted)
    quiet = []
    for slug, items in topics.items():
        last = max(items, key=_by_opening)
        if last.opened_at <= now - _QUIET:
            topic = next(topic for topic in last.topics if topic.slug == slug)
            quiet.append((len(items), Gap(Reason.QUIET, topic=topic, silent_since=last.opened_at)))
    for _, gap in sorted(quiet, key=lambda pair: (-pair[0], pair[1].mark)):
        yield gap


def _by_opening(noted: Noted) -> tuple[object, ...]:
    return noted.opened_at, noted.key.source, noted.key.number


def _by_change(noted: Noted) -> tuple[object, ...]:
    return noted.changed_at, noted.key.source, noted.key.number
