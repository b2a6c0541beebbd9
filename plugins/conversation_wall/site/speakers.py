"""By-lines and tags: how people and statuses are named."""

from dataclasses import replace

from ..wall.model import Role, Speaker, Status, Told
from .language import gettext
from .text import clean_name
from .views import SpeakerView, TagView

_TAGS = {
    Status.ANSWERED: ("answered", gettext("Answered")),
    Status.PLANNED: ("planned", gettext("Planned")),
    Status.STARTED: ("started", gettext("Under way")),
    Status.DONE: ("done", gettext("Done")),
    Status.DECLINED: ("declined", gettext("Not doing")),
    Status.DUPLICATE: ("duplicate", gettext("Said before")),
}
# What a later post of the team changes it into.
_NOW = {
    Status.PLANNED: gettext("Now planned"),
    Status.STARTED: gettext("Now under way"),
    Status.DONE: gettext("Now done"),
}
STATUS_NAMES = {status: name for status, (_, name) in _TAGS.items()}


def speaker_view(speaker: Speaker, told: Told | None = None) -> SpeakerView:
    """Name a speaker; `told` is set where these words were brought in by the team."""
    if told:
        where = clean_name(told.where, fallback=gettext("elsewhere"))
        note = where[:1].lower() + where[1:]
        return SpeakerView(
            name=clean_name(told.who, fallback=gettext("A customer")), is_team=False, note=note
        )
    if speaker.is_ghost:
        return SpeakerView(name=gettext("Someone who has left GitHub"), is_team=False)
    return SpeakerView(
        name=clean_name(speaker.name),
        is_team=speaker.is_team,
        title=clean_name(speaker.title) if speaker.title else None,
        note=gettext("a program") if speaker.role is Role.BOT else None,
    )


def tag_view(status: Status) -> TagView | None:
    """Give the tag of a status; waiting has none: the gap says it."""
    return TagView(*_TAGS[status]) if status in _TAGS else None


def changed_tag_view(status: Status) -> TagView | None:
    """Give the tag of a post that changed the status after an answer: "Now done"."""
    tag = tag_view(status)
    return replace(tag, text=_NOW.get(status, tag.text)) if tag else None
