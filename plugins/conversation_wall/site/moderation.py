"""What a thread says of posts that are not shown, and where a post can be reported."""

from collections.abc import Iterator
from urllib.parse import quote

from ..config import PUBLIC_GITHUB
from ..wall.model import Hidden, Post, Role, Thread
from ..wall.privacy.screening import BLOCKED, FLOOD, FORGOTTEN, HELD
from .language import gettext, ngettext
from .pairs import Scene
from .speakers import speaker_view
from .text import clean_name
from .views import ReportView

_LOCKED = gettext("This conversation is locked on GitHub: it can be read, not answered.")
# GitHub's own pages link to this form, with the address of what is reported.
_FORM = f"{PUBLIC_GITHUB}/contact/report-content?content_url="


def notes_of(thread: Thread) -> Iterator[str]:
    """Say that a thread is locked, and how many of its posts are not shown."""
    if thread.is_locked:
        yield _LOCKED
    for hidden in thread.hidden:
        yield _hidden(hidden) % {
            "count": hidden.count,
            "reason": clean_name(hidden.reason, fallback=gettext("no reason given")),
        }


def report_view(thread: Thread, post: Post, scene: Scene) -> ReportView | None:
    """
    Lead from a customer's post to GitHub's form for reporting it.

    A server of the business's own has no such form; the post on it has a menu.
    """
    if post.speaker.role is not Role.CUSTOMER or not post.url:
        return None
    is_told = thread.told is not None and post.id == thread.opening.id
    name = speaker_view(post.speaker, thread.told if is_told else None).name
    is_public = scene.config.github_url == PUBLIC_GITHUB
    return ReportView(
        text=gettext("Report"),
        hint=gettext("this message by %(name)s, on GitHub") % {"name": name},
        url=_FORM + quote(post.url, safe="") if is_public else post.url,
    )


def _hidden(hidden: Hidden) -> str:
    if hidden.reason == FORGOTTEN:
        return ngettext(
            "%(count)d message was removed: its author asked for it.",
            "%(count)d messages were removed: their authors asked for it.",
            hidden.count,
        )
    if hidden.reason == BLOCKED:
        return ngettext(
            "%(count)d message is not shown: we have blocked its author.",
            "%(count)d messages are not shown: we have blocked their authors.",
            hidden.count,
        )
    if hidden.reason == FLOOD:
        return ngettext(
            "%(count)d message is not shown: its author wrote too many in one day.",
            "%(count)d messages are not shown: their author wrote too many in one day.",
            hidden.count,
        )
    if hidden.reason == HELD:
        return ngettext(
            "%(count)d message is not shown yet: its author is new here.",
            "%(count)d messages are not shown yet: their authors are new here.",
            hidden.count,
        )
    return ngettext(
        "%(count)d message is hidden on GitHub: %(reason)s.",
        "%(count)d messages are hidden on GitHub: %(reason)s.",
        hidden.count,
    )
