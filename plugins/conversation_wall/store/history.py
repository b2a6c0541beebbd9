"""
The wall's own history: what a sync saw that GitHub will not tell again, only ever added to.

    ThreadRecord ─ against what was last seen of it ─→ Observation… ─→ the table

What was last seen of a thread is read from the history itself. So a sync that is done once
more adds nothing, and one that goes on from a history that was taken back adds what the
lost store would have added.
"""

import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from ..records import (
    Observation,
    PostRecord,
    Sight,
    ThreadRecord,
    ThreadType,
    TombstoneRecord,
    label_mark,
    utc_text,
)
from .rows import to_moment

# GitHub's ids and words. What looks otherwise could be anything, and is not kept.
ID = re.compile(r"[A-Za-z0-9_=+/:.-]{1,200}")
WORD = re.compile(r"[A-Za-z0-9_-]{1,40}")
_OTHER = "other"
_PRESENCE = (Sight.SEEN, Sight.LEFT, Sight.GONE)

# The last that is known of where a thread is.
_LATEST = """
    posts = '' AND observation = (
        SELECT max(observation) FROM observations
        WHERE thread = latest.thread AND posts = '' AND sight IN ('seen', 'left', 'gone')
    )
"""
_IS_ABSENT = "NOT EXISTS (SELECT 1 FROM threads WHERE threads.id = latest.thread)"


@dataclass(slots=True)
class LastSeen:
    """What was last seen of a thread: where it is, its facts, and those of its posts by id."""

    at: str = ""
    presence: tuple[str, Sight, str] | None = None
    facts: dict[Sight, str] = field(default_factory=dict)
    wrote: dict[str, str] = field(default_factory=dict)
    hidden: dict[str, str] = field(default_factory=dict)
    edited: dict[str, str] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)

    def take(self, observation: Observation) -> None:
        """Take in what was seen next."""
        sight, value = observation.sight, observation.value
        self.at = utc_text(observation.at)
        if not observation.posts:
            if sight in _PRESENCE:
                self.presence = (observation.source, sight, value)
            else:
                self.facts[sight] = value
        for post in observation.posts:
            self._take_post(post, sight, value)

    def _take_post(self, post: str, sight: Sight, value: str) -> None:
        if sight is Sight.WROTE:
            self.wrote[post] = value
        elif sight is Sight.EDITED:
            self.edited[post] = value
        elif sight is Sight.GONE:
            self.gone.add(post)
            self.hidden.pop(post, None)
        else:
            self.gone.discard(post)
            self.hidden.pop(post, None)
            if sight is Sight.HIDDEN:
                self.hidden[post] = value


def load_last_seen(connection: sqlite3.Connection, thread: str) -> LastSeen:
    """Give what was last seen of a thread; nothing where it is new."""
    last = LastSeen()
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM observations JOIN sources USING (source) "
        "WHERE thread = ? ORDER BY observation",
        (thread,),
    )
    for row in rows:
        last.take(_to_observation(row))
    return last


def news_of(
    thread: ThreadRecord, at: datetime, associations: Mapping[str, str], last: LastSeen
) -> Iterator[Observation]:
    """
    Tell what is new of a thread that was read at a time, against what was last seen.

    `associations` are those that the authors had when each post was first seen, by its id.
    """
    if not ID.fullmatch(thread.id):
        return
    at = max(at, to_moment(last.at)) if last.at else at

    def seen(sight: Sight, value: str = "", posts: tuple[str, ...] = ()) -> Observation:
        return Observation(at, thread.source, thread.id, sight, value, posts)

    place = f"{thread.type.value} {thread.number} {utc_text(thread.opening.created_at)}"
    if last.presence != (thread.source, Sight.SEEN, place):
        yield seen(Sight.SEEN, place)
    for sight, value in _facts(thread).items():
        if last.facts.get(sight, "") != value:
            yield seen(sight, value)
    here = {post.id: post for post in thread.posts if not post.deleted_at and ID.fullmatch(post.id)}
    for sight, value_of in _post_news(here, associations, last):
        for value in sorted(set(value_of.values())):
            posts = tuple(post for post, each in value_of.items() if each == value)
            yield seen(sight, value, posts)


def save_observations(connection: sqlite3.Connection, observations: Iterable[Observation]) -> int:
    """Add observations, whose sources are there; give how many they are."""
    added = connection.executemany(
        "INSERT INTO observations (source, at, thread, sight, value, posts) "
        "VALUES ((SELECT source FROM sources WHERE repository = ?), ?, ?, ?, ?, ?)",
        (
            (
                each.source,
                utc_text(each.at),
                each.thread,
                each.sight.value,
                each.value,
                " ".join(each.posts),
            )
            for each in observations
        ),
    )
    return max(0, added.rowcount)


def note_absent(connection: sqlite3.Connection, thread: str, sight: Sight, at: datetime) -> None:
    """Note that a thread is gone, or has left the wall, if it was there."""
    last = load_last_seen(connection, thread)
    if last.presence is None:
        # It came from a file, or before there was a history. Its opening post has its id.
        row = connection.execute(
            "SELECT repository, type, number, created_at FROM threads JOIN sources USING (source) "
            "JOIN posts USING (thread) WHERE threads.id = ? AND posts.id = threads.id",
            (thread,),
        ).fetchone()
        if row is None:
            return
        source, *place = row
        seen = Observation(at, source, thread, Sight.SEEN, " ".join(map(str, place)))
        save_observations(connection, [seen])
        last.take(seen)
    if last.presence and last.presence[1] is Sight.SEEN:
        at = max(at, to_moment(last.at))
        save_observations(connection, [Observation(at, last.presence[0], thread, sight)])


def load_observations(
    connection: sqlite3.Connection, sights: Iterable[Sight]
) -> Iterator[Observation]:
    """Give observations: by time, and those of one moment in an order of their own."""
    names = [sight.value for sight in sights]
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM observations JOIN sources USING (source) "
        f"WHERE sight IN ({', '.join('?' * len(names))}) "
        "ORDER BY at, repository, thread, observation",
        names,
    )
    return map(_to_observation, rows)


def load_tombstones(connection: sqlite3.Connection) -> Iterator[TombstoneRecord]:
    """Give the threads that are gone, but for those whose number another thread has now."""
    rows = connection.execute(
        "SELECT repository, at, (SELECT value FROM observations WHERE thread = latest.thread "
        "AND sight = 'seen' ORDER BY observation DESC LIMIT 1) "
        "FROM observations AS latest JOIN sources USING (source) "
        f"WHERE sight = 'gone' AND {_LATEST} AND {_IS_ABSENT}"
    ).fetchall()
    graves = {}
    for repository, at, place in sorted(rows, key=lambda row: str(row[1])):
        type_, number, opened_at = place.split(" ")
        graves[repository, int(number)] = TombstoneRecord(
            repository, int(number), ThreadType(type_), to_moment(opened_at), to_moment(at)
        )
    for (repository, number), grave in sorted(graves.items()):
        taken = connection.execute(
            "SELECT 1 FROM threads JOIN sources USING (source) WHERE repository = ? AND number = ?",
            (repository, number),
        ).fetchone()
        if not taken:
            yield grave


def load_missing(
    connection: sqlite3.Connection, repository: str, part: ThreadType
) -> tuple[str, ...]:
    """Give the ids of threads that the history has seen last, and the store has not."""
    rows = connection.execute(
        "SELECT thread FROM observations AS latest JOIN sources USING (source) "
        f"WHERE repository = ? AND sight = 'seen' AND {_IS_ABSENT} AND {_LATEST} "
        "AND value LIKE ? ORDER BY observation",
        (repository, f"{part.value} %"),
    )
    return tuple(thread for (thread,) in rows)


_COLUMNS = "at, repository, thread, sight, value, posts"


def _to_observation(row: tuple[str, str, str, str, str, str]) -> Observation:
    at, source, thread, sight, value, posts = row
    return Observation(to_moment(at), source, thread, Sight(sight), value, tuple(posts.split()))


def _facts(thread: ThreadRecord) -> dict[Sight, str]:
    """Give what is so of a thread; nothing where GitHub's usual is so."""
    reason = _word(thread.state_reason) if thread.state_reason else ""
    lock = _word(thread.lock_reason) if thread.lock_reason else "locked"
    answer = thread.answer_id or ""
    return {
        Sight.STATE: f"closed {reason}".strip() if thread.is_closed else "open",
        Sight.LABELS: " ".join(sorted({label_mark(label.name) for label in thread.labels})),
        Sight.ANSWER: answer if ID.fullmatch(answer) else "",
        Sight.LOCK: lock if thread.is_locked else "",
    }


def _post_news(
    here: Mapping[str, PostRecord], associations: Mapping[str, str], last: LastSeen
) -> Iterator[tuple[Sight, dict[str, str]]]:
    """Give what is new of the posts that are there, and which are gone: a value for each id."""
    yield (
        Sight.WROTE,
        {
            post: _word(associations.get(post, record.association))
            for post, record in here.items()
            if post not in last.wrote
        },
    )
    absent = last.wrote.keys() - here.keys() - last.gone
    yield Sight.GONE, dict.fromkeys(sorted(absent), "")
    hidden = {
        post: _word(record.minimized_reason) for post, record in here.items() if record.is_minimized
    }
    back = [post for post in here if post in last.hidden or post in last.gone]
    yield Sight.SHOWN, {post: "" for post in back if post not in hidden}
    yield (
        Sight.HIDDEN,
        {post: reason for post, reason in hidden.items() if last.hidden.get(post) != reason},
    )
    edited = {
        post: utc_text(record.last_edited_at)
        for post, record in here.items()
        if record.last_edited_at
    }
    yield (
        Sight.EDITED,
        {post: at for post, at in edited.items() if last.edited.get(post) != at},
    )


def _word(text: str | None) -> str:
    """Give a word of GitHub's; what is none says nothing."""
    return text if text and WORD.fullmatch(text) else _OTHER
