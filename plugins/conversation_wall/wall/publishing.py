"""What is shown: which threads by the owner's settings, which posts by what GitHub hides."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from ..config import Config
from ..records import PostRecord, ThreadRecord
from .kinds import is_approved, signs_of
from .model import Hidden

_UNKNOWN_REASON = "other"


@dataclass(frozen=True, slots=True)
class Placed:
    """
    A post that is shown. `position` is its place on GitHub, the opening post's is 0.

    `reply_to` is the id of the comment it replies to, where that is shown too.
    """

    record: PostRecord
    position: int
    reply_to: str | None = None


def is_published(record: ThreadRecord, config: Config) -> bool:
    """
    Tell whether a thread is shown.

    With `WALL_PUBLISH = 'approved'` it needs the approving label; with `WALL_ONLY` one of
    those signs; and none of `WALL_EXCEPT`. What GitHub hides or has deleted is not shown.
    """
    return _is_admitted(record, config) and not _lacks_approval(record, config)


def is_held(record: ThreadRecord, config: Config) -> bool:
    """Tell whether nothing but the approving label is missing for a thread to be shown."""
    return _is_admitted(record, config) and _lacks_approval(record, config)


def published_posts(record: ThreadRecord) -> tuple[Placed, ...]:
    """
    Give the posts that are shown, by time; the opening post first.

    Replies of a comment that is hidden or deleted stay, as comments of their own.
    """
    opening, *others = _placed(record)
    return (opening, *sorted(others, key=lambda post: (post.record.created_at, post.position)))


def hidden_posts(record: ThreadRecord) -> tuple[Hidden, ...]:
    """Count the posts that GitHub hides, by the reason it gives."""
    reasons = Counter(
        (post.minimized_reason or _UNKNOWN_REASON).casefold().replace("_", "-")
        for post in record.posts[1:]
        if post.is_minimized
    )
    return tuple(Hidden(reason, count) for reason, count in sorted(reasons.items()))


def _is_admitted(record: ThreadRecord, config: Config) -> bool:
    if record.opening.is_minimized or record.opening.deleted_at:
        return False
    signs = set(signs_of(record))
    if config.only and signs.isdisjoint(config.only):
        return False
    return signs.isdisjoint(config.except_)


def _lacks_approval(record: ThreadRecord, config: Config) -> bool:
    return config.publish == "approved" and not is_approved(record, config)


def _placed(record: ThreadRecord) -> Iterator[Placed]:
    yield Placed(record.opening, position=0)
    position = 0
    for comment in record.comments:
        position += 1
        is_shown = _is_shown(comment)
        if is_shown:
            yield Placed(comment, position)
        for reply in comment.replies:
            position += 1
            if _is_shown(reply):
                yield Placed(reply, position, reply_to=comment.id if is_shown else None)


def _is_shown(post: PostRecord) -> bool:
    # Of a deleted comment with replies GitHub keeps an empty place.
    return not post.is_minimized and post.deleted_at is None
