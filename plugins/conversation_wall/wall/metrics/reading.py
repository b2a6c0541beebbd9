"""
From a thread to its facts. It is read before anything in it is masked: what is masked
would otherwise change how much somebody said.
"""

from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from ...config import Config
from ...records import ThreadRecord
from ..boilerplate import shingles_of
from ..model import Post, Role, Status, Thread
from ..statuses import names
from ..verdicts import Helped, helped_by
from ..words import spoken_words
from .events import first_promised_at, is_reopened_after, withdrawn_at
from .facts import CUSTOMER, MUTE, SAVED, TEAM, Facts

# Of the eight bytes of a shingle; two posts seldom share one by chance.
SHINGLE_BYTES = 3

_PROMISES = (Status.PLANNED, Status.STARTED)


@dataclass(frozen=True, slots=True)
class Known:
    """
    What is known of a thread beside itself.

    `opener` is a number for whoever opened it, `promised_at` when the wall first saw it with
    a label that promises something, `is_held` that it waits for approval.
    """

    opener: int = 0
    promised_at: datetime | None = None
    is_held: bool = False


def facts_of(thread: Thread, record: ThreadRecord, config: Config, known: Known) -> Facts:
    """Give the facts of a thread."""
    is_own = thread.opening.speaker.is_team
    opened_at = _seconds(thread.opened_at)
    sides: list[str] = []
    times, counts = array("q"), array("I")
    shingles: list[bytes] = []
    for post in thread.posts:
        if post.speaker.role is Role.BOT:
            continue
        spoken = spoken_words(post.body)
        side = _side_of(post, bool(spoken), is_own=is_own)
        sides.append(side)
        times.append(_seconds(post.created_at) - opened_at)
        counts.append(len(spoken) if side != MUTE else 0)
        if side in (TEAM, SAVED):
            shingles.append(packed(shingles_of(post.body)))
    promised_at = _promised_at(thread, record, config, known)
    withdrawn = withdrawn_at(record, thread.opening.speaker.login)
    return Facts(
        key=thread.key,
        kind=thread.kind,
        status=thread.status,
        opened_at=opened_at,
        asked_at=opened_at,
        at=times,
        sides="".join(sides),
        words=counts,
        shingles=tuple(shingles),
        # What nobody has seen yet is not told by its labels either.
        topics=() if known.is_held else tuple(topic.slug for topic in thread.topics),
        is_clocked=thread.is_clocked,
        is_held=known.is_held,
        is_wordless=thread.is_wordless,
        withdrawn_at=_seconds(withdrawn) if withdrawn else None,
        promised_at=_seconds(promised_at) if promised_at else None,
        amended_at=_amended_at(thread, promised_at, config) if promised_at else None,
        done_at=_seconds(thread.changed_at) if thread.status is Status.DONE else None,
        helped=_helped(thread, record),
        opener=known.opener,
    )


def packed(shingles: Iterable[int]) -> bytes:
    """Write shingles by their first three bytes, in rising order."""
    firsts = {shingle >> 8 * (8 - SHINGLE_BYTES) for shingle in shingles}
    return b"".join(first.to_bytes(SHINGLE_BYTES, "big") for first in sorted(firsts))


def unpacked(shingles: bytes) -> frozenset[int]:
    """Read shingles that `packed` wrote."""
    starts = range(0, len(shingles), SHINGLE_BYTES)
    return frozenset(
        int.from_bytes(shingles[start : start + SHINGLE_BYTES], "big") for start in starts
    )


def _side_of(post: Post, has_words: bool, *, is_own: bool) -> str:
    """Give the letter of a post; in a thread of the team's `is_own`, its opener speaks too."""
    if not post.speaker.is_team:
        return CUSTOMER
    if post.is_boilerplate:
        return SAVED
    return TEAM if post.is_substantive or (is_own and has_words) else MUTE


def _helped(thread: Thread, record: ThreadRecord) -> Helped | None:
    helped = helped_by(thread)
    opener = thread.opening.speaker.login
    is_reopened = helped is not None and is_reopened_after(record, opener, thread.changed_at)
    return Helped.NOT_SOLVED if is_reopened else helped


def _promised_at(
    thread: Thread, record: ThreadRecord, config: Config, known: Known
) -> datetime | None:
    """Give when a thread was first seen planned or under way."""
    times = [post.created_at for _, post in thread.promises]
    times += filter(None, (first_promised_at(record, config), known.promised_at))
    # Without a word of the team nobody knows when a label came, unless GitHub recorded it.
    if thread.status in _PROMISES and (thread.outcome or not times):
        times.append(thread.changed_at)
    return min(times, default=None)


def _amended_at(thread: Thread, promised_at: datetime, config: Config) -> int | None:
    """Give when the team turned a promise down, or first said anew what it plans."""
    if thread.status is Status.DECLINED:
        return _seconds(thread.changed_at)
    later = (post for post in thread.posts if post.is_substantive and post.created_at > promised_at)
    return next((_seconds(post.created_at) for post in _naming(later, config)), None)


def _naming(posts: Iterable[Post], config: Config) -> Iterator[Post]:
    return (post for post in posts if any(names(post, status, config) for status in _PROMISES))


def _seconds(moment: datetime) -> int:
    return int(moment.timestamp())
