"""What a build tells its owner of what it left out: how much, never what or whose."""

from collections.abc import Iterator

from ..wall.privacy.screening import BLOCKED, FLOOD, FORGOTTEN, HELD
from .gathering import Gathered
from .language import gettext, ngettext


def owner_notes(gathered: Gathered) -> Iterator[str]:
    """Say what was masked, how many posts the settings keep off the wall, and what is idle."""
    masked = [_masked(kind, count) for kind, count in sorted(gathered.masked.items())]
    if masked:
        yield gettext("Hidden in what people wrote: %(found)s.") % {"found": ", ".join(masked)}
    for reason in (FORGOTTEN, BLOCKED, FLOOD, HELD):
        count = gathered.withheld.get(reason, 0)
        if count:
            yield _withheld(reason, count) % {"count": count}
    for outcome in gathered.deeds.idle:
        yield gettext(
            "content/outcomes/%(file)s changes nothing: %(thread)s is not on the wall, or it is a "
            "refusal, a duplicate or no critique, or %(day)s lies before it was said or after "
            "GitHub was last read. Look at its lines Thread and Date."
        ) % {
            "file": outcome.file,
            "thread": f"{outcome.key.source}#{outcome.key.number}",
            "day": outcome.on,
        }


def _masked(kind: str, count: int) -> str:
    words = {
        "emails": ngettext("%(count)d e-mail address", "%(count)d e-mail addresses", count),
        "phones": ngettext("%(count)d phone number", "%(count)d phone numbers", count),
        "secrets": ngettext("%(count)d key or password", "%(count)d keys or passwords", count),
    }
    return words[kind] % {"count": count}


def _withheld(reason: str, count: int) -> str:
    if reason == FORGOTTEN:
        return ngettext(
            "%(count)d post is not shown: its author asked to be forgotten.",
            "%(count)d posts are not shown: their authors asked to be forgotten.",
            count,
        )
    if reason == BLOCKED:
        return ngettext(
            "%(count)d post is not shown: WALL_BLOCK names its author.",
            "%(count)d posts are not shown: WALL_BLOCK names their authors.",
            count,
        )
    if reason == FLOOD:
        return ngettext(
            "%(count)d post is not shown: it is beyond WALL_POSTS_A_DAY of its author.",
            "%(count)d posts are not shown: they are beyond WALL_POSTS_A_DAY of their authors.",
            count,
        )
    return ngettext(
        "%(count)d post waits for you: answer it, or give its thread the approving label.",
        "%(count)d posts wait for you: answer them, or give their threads the approving label.",
        count,
    )
