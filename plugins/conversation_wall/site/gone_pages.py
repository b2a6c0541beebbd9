"""
What stays of a conversation that is gone from GitHub: its address, and when we noticed.

A link that somebody kept then leads to a reason, and not into the void. Nothing else of it
is in the store.
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
        path = scene.addresses.thread(ThreadKey(tombstone.source, tombstone.number))
        root = root_of(path)
        headline = gettext("This conversation is no longer on GitHub")
        day = scene.language.day(tombstone.noticed_at).text
        gone = GoneView(
            headline=headline,
            text=gettext("We noticed on %(day)s.") % {"day": day},
            wall=Link(gettext("Back to the wall"), root),
        )
        title = gettext("What became of conversation %(number)d?") % {"number": tombstone.number}
        ask = writing_links(scene, Kind.QUESTION, title, title)
        view = framing.page_view(path, headline)
        yield Page(file_of(path), "gone", replace(view, gone=gone, ask=ask, is_indexed=False))
