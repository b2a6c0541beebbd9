"""
Which post stands beside the critique.

    substantive posts of the team ─┬─ marked on GitHub ──────────→ the answer, else
                                   ├─ the last marked by the team → the answer, else
                                   └─ the first ─────────────────→ the answer
                                          └─ stops the clock, whichever is the answer

So there is an answer exactly where the clock has stopped.
"""

import re
from collections.abc import Sequence

from ..records import ThreadRecord
from .model import Answer, AnswerReason, Post, Role, Speaker
from .words import has_spoken_words

_TEAM_MARK = re.compile(r"<!--\s*wall:answer\s*-->", re.IGNORECASE)


def is_substantive(speaker: Speaker, body: str, opener_login: str, *, is_boilerplate: bool) -> bool:
    """
    Tell whether a comment or reply that is shown says something for the business.

    The team wrote it, and not who opened the thread; it has a spoken word, and is no
    boilerplate. `opener_login` is empty where the team may answer its own thread: it was
    told elsewhere.
    """
    is_by_another = speaker.login.casefold() != opener_login.casefold()
    return speaker.is_team and is_by_another and not is_boilerplate and has_spoken_words(body)


def answer_to(posts: Sequence[Post], marked_id: str | None) -> Answer | None:
    """
    Pick the answer among a thread's posts, by time.

    The post marked on GitHub wins, if it is a substantive one of the team; then the last
    that the team marked with `<!-- wall:answer -->`; then the first.
    """
    candidates = [post for post in posts if post.is_substantive]
    for post in candidates:
        if post.id == marked_id:
            return Answer(post, AnswerReason.MARKED_ON_GITHUB)
    for post in reversed(candidates):
        if _TEAM_MARK.search(post.body):
            return Answer(post, AnswerReason.MARKED_BY_TEAM)
    return Answer(candidates[0], AnswerReason.FIRST_REPLY) if candidates else None


def helper_among(posts: Sequence[Post], marked_id: str | None, opener_login: str) -> Post | None:
    """
    Pick the post by which another customer answered: it is marked on GitHub.

    A customer who marks their own post has no helper. Of two deleted accounts nobody can
    say that they were not one.
    """
    for post in posts[1:]:
        if post.id == marked_id and post.speaker.role is Role.CUSTOMER:
            is_opener = post.speaker.login.casefold() == opener_login.casefold()
            return None if is_opener else post
    return None


def marked_id_of(record: ThreadRecord) -> str | None:
    """Give the id of the post that is marked as the answer on GitHub."""
    if record.answer_id:
        return record.answer_id
    return next((post.id for post in record.posts[1:] if post.is_answer), None)
