"""
Did it help? What who raised a critique said of what was done.

    done ── the opener's next words ─┬─ begin "Solved", "Works", 👍 …      → confirmed
                                     ├─ begin "Not solved", "Still", 👎 …  → not solved
                                     └─ begin otherwise                    → replied
         ── nothing ───────────────────────────────────────────────────────→ no reply

Nobody's tone is guessed: who says neither word has replied, and can be read.
"""

import re
from enum import Enum

from .model import Post, Status, Thread
from .words import spoken_text


class Helped(Enum):
    """What the opener made of what was done."""

    CONFIRMED = "confirmed"
    NOT_SOLVED = "not solved"
    REPLIED = "replied"
    SILENT = "no reply"


_YES = re.compile(
    r"\W*(?:(?:it|this|that|yes|now|great|perfect)(?:['’]s)?\W{1,3}){0,3}"
    r"(?:(?:is|was|has been|all)\W{1,3})?"
    r"(?:solved|confirmed|confirm|fixed|works|working|helped|resolved)\b"
    r"|\s*(?:👍|✅|🎉|❤|:\+1:|:tada:|:white_check_mark:|:heart:)",
    re.IGNORECASE,
)
_NO = re.compile(
    r"\W*(?:(?:it|this|that|no|sorry|but|unfortunately)(?:['’]s)?\W{1,3}){0,3}"
    r"(?:(?:is|was|has|does|did|do)\W{1,3})?"
    r"(?:not|isn['’]t|doesn['’]t|didn['’]t|hasn['’]t|still|never)\b"
    r"|\s*(?:👎|❌|😕|:-1:|:x:|:confused:)",
    re.IGNORECASE,
)


def helped_by(thread: Thread) -> Helped | None:
    """Give the verdict of who opened a thread that is done; None for all others."""
    if thread.status is not Status.DONE:
        return None
    later = [post for post in thread.posts[1:] if _is_verdict(post, thread)]
    said = (_said_in(post) for post in later)
    decided = next((helped for helped in said if helped is not Helped.REPLIED), None)
    if decided:
        return decided
    return Helped.REPLIED if later else Helped.SILENT


def _is_verdict(post: Post, thread: Thread) -> bool:
    opener = thread.opening.speaker.login
    is_opener = bool(opener) and post.speaker.login.casefold() == opener.casefold()
    return is_opener and not post.speaker.is_team and post.created_at > thread.changed_at


def _said_in(post: Post) -> Helped:
    text = spoken_text(post.body)
    if _NO.match(text):
        return Helped.NOT_SOLVED
    return Helped.CONFIRMED if _YES.match(text) else Helped.REPLIED
