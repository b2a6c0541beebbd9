"""
What stays of a conversation that is gone: its address, and why.

It is gone from GitHub, or was begun by somebody who asked to be forgotten. A link that
somebody kept then leads to a reason, and not into the void. It tells no words and no name.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from ..records import TombstoneRecord
from ..wall.model import Kind, ThreadKey
from .addresses import file_of, root_of
from .framing import Framing, Page
from .language import gettext
from .views import GoneView, Link
from .writing import writing_links


def gone_pages(tombstones: Iterable[TombstoneRecord], framing: Framing) -> Iterator[Page]:
    """Make a page for each thread that is gone. GitHub does not tell who removed it."""
    scene = framing.scene
    for tombstone in tombstones:
        if tombstone.source not in scene.addresses.prefixes:
            continue
        key = ThreadKey(tombstone.source, tombstone.number)
        headline = gettext("This conversation is no longer on GitHub")
        day = scene.language.day(tombstone.noticed_at).text
        yield _page(key, headline, gettext("We noticed on %(day)s.") % {"day": day}, framing)
    for key in scene.gathered.forgotten:
        headline = gettext("This conversation is no longer on the wall")
        text = gettext("Whoever began it asked us to remove it, and so we did.")
        yield _page(key, headline, text, framing)


def _page(key: ThreadKey, headline: str, text: str, framing: Framing) -> Page:
    scene = framing.scene
    path = scene.addresses.thread(key)
    gone = GoneView(
        headline=headline, text=text, wall=Link(gettext("Back to the wall"), root_of(path))
    )
    title = gettext("What became of conversation %(number)d?") % {"number": key.number}
    ask = writing_links(scene, Kind.QUESTION, title, title)
    view = framing.page_view(path, headline)
    return Page(file_of(path), "gone", replace(view, gone=gone, ask=ask, is_indexed=False))
