"""
What is not shown: the ledger of all that is hidden, deleted, held back or locked.

It says why, how much and since when, and never a word of it. Of whoever asked to be
forgotten it tells no days.
"""

from collections.abc import Iterator
from dataclasses import replace

from ..wall.ledger import EXCLUDED, GONE_POST, GONE_THREAD, HIDDEN, LEFT, LOCKED, Entry
from ..wall.privacy.screening import BLOCKED, FLOOD, FORGOTTEN, HELD
from .addresses import file_of
from .framing import MODERATION, Framing, Page
from .language import gettext
from .text import clean_name
from .views import GroupsView, GroupView, ModerationView

# In the order in which they stand; GitHub's reasons come between the first and the others.
_FIRST = (GONE_THREAD, GONE_POST)
_OWN = {
    HELD: gettext("Messages that wait for us to approve them"),
    BLOCKED: gettext("Messages of people whom we have blocked"),
    FLOOD: gettext("Messages beyond what one person may write in a day"),
    FORGOTTEN: gettext("Messages of people who asked to be forgotten"),
    EXCLUDED: gettext("Messages in conversations that are not for this wall"),
    LEFT: gettext("Conversations that were taken off this wall"),
    LOCKED: gettext("Conversations that are locked: to be read, not answered"),
}
_GONE = {
    GONE_THREAD: gettext("Conversations deleted or moved on GitHub"),
    GONE_POST: gettext("Messages deleted on GitHub"),
}
_HIDDEN = {
    "spam": gettext("Messages hidden on GitHub as spam"),
    "abuse": gettext("Messages hidden on GitHub as abuse"),
    "off-topic": gettext("Messages hidden on GitHub as off topic"),
    "outdated": gettext("Messages hidden on GitHub as outdated"),
    "resolved": gettext("Messages hidden on GitHub as resolved"),
    "duplicate": gettext("Messages hidden on GitHub as duplicates"),
    "other": gettext("Messages hidden on GitHub, for no reason that it names"),
}


def moderation_page(framing: Framing) -> Iterator[Page]:
    """Make the page, unless the owner has one at its address."""
    if MODERATION in {page.url for page in framing.frame.pages}:
        return
    entries = sorted(framing.scene.gathered.ledger, key=_place)
    title, lead = (
        gettext("What is not shown"),
        gettext(
            "We hide only what our house rules name, and no critique because it hurts. So that you "
            "can hold us to that, here is how much is not shown, why, and since when."
        ),
    )
    view = ModerationView(
        title=title,
        lead=lead,
        ledger=_ledger(entries, framing) if entries else None,
        text=gettext(
            "GitHub does not say who deleted something: whoever wrote it, or we. The days are "
            "those on which we noticed, where we know them; else those of the messages."
        )
        if entries
        else gettext("Nothing is hidden, held back or locked, and we know of nothing deleted."),
    )
    page = framing.page_view(MODERATION, title, lead, current=MODERATION)
    yield Page(file_of(MODERATION), "moderation", replace(page, moderation=view))


def _ledger(entries: list[Entry], framing: Framing) -> GroupsView:
    language = framing.scene.language
    return GroupsView(
        id="ledger",
        title=gettext("The ledger"),
        heads=(gettext("How many"), gettext("The first"), gettext("The last")),
        rows=tuple(
            GroupView(
                name=_name(entry.reason),
                url=None,
                cells=(
                    language.number(entry.count),
                    *(
                        ("–", "–")
                        if entry.reason == FORGOTTEN
                        else (
                            language.long_day(entry.first).text,
                            language.long_day(entry.last).text,
                        )
                    ),
                ),
            )
            for entry in entries
        ),
    )


def _name(reason: str) -> str:
    if reason.startswith(HIDDEN):
        word = reason.removeprefix(HIDDEN)
        unknown = gettext("Messages hidden on GitHub: %(reason)s")
        return _HIDDEN.get(word) or unknown % {"reason": clean_name(word, fallback="–")}
    return _GONE.get(reason) or _OWN[reason]


def _place(entry: Entry) -> tuple[int, str]:
    if entry.reason in _FIRST:
        return _FIRST.index(entry.reason), ""
    places = [*_OWN]
    is_own = entry.reason in places
    return len(_FIRST) + (1 + places.index(entry.reason) if is_own else 0), entry.reason
