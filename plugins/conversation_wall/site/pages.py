"""
Every page and file of the wall, one after the other.

    page_parts() ─→ Part() ─→ Page("waiting/index.html", "wall", PageView(…)), …
    file_parts() ─→ Part() ─→ Asset("feed.xml", b"…"), …
    last_files() ─→ Asset("sitemap.xml", b"…"), …          once the pages are made

Parts need nothing of one another, so that several processes can make them.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from functools import partial

from ..config import Config
from ..store import Store
from ..wall.model import Kind, Thread, ThreadKey
from .addresses import Addresses, file_of, root_of
from .assets import Asset
from .deeds_pages import deeds_pages
from .doing_page import doing_page
from .embed_pages import embed_pages
from .feeds import feeds
from .framing import DESCRIPTION_LIMIT, Frame, Framing, Page, Part
from .gathering import Gathered, Summary
from .gone_pages import gone_pages
from .history_data import history_data
from .images import image_files
from .language import Language, gettext
from .list_pages import list_parts
from .lists import lists_of
from .markup import excerpt
from .moderation_page import moderation_page
from .open_data import open_data
from .pairs import Scene
from .people_pages import people_pages
from .say_pages import say_pages
from .score import tally_of
from .scripts import add_scripts
from .sitemap import robots, sitemaps
from .starters_page import starters_page
from .text import clean_title
from .threads import page_count, thread_view
from .views import PageView
from .writing import writing_links

__all__ = ["Frame", "Page", "Site", "make_scene"]

# So many threads are handed to a process at once.
_THREADS_A_PART = 10


class Site:
    """A wall about to be written: the store, what was gathered from it, and the frame."""

    def __init__(self, store: Store, scene: Scene, frame: Frame) -> None:
        """Take what `gather` made of the store."""
        self._store = store
        self._scene = scene
        self._framing = Framing(scene, frame)
        self._tally = tally_of(scene)

    def page_parts(self) -> Iterator[Part]:
        """Give what makes every page of the wall."""
        scene, framing, load = self._scene, self._framing, self._load
        lists = lists_of(scene.gathered, scene.config)
        for wall_list in lists:
            yield from list_parts(wall_list, lists, framing, self._tally, load)
        keys = [*scene.gathered.summaries]
        for first in range(0, len(keys), _THREADS_A_PART):
            yield partial(self._thread_pages, keys[first : first + _THREADS_A_PART])
        yield partial(deeds_pages, framing, load)
        yield lambda: iter((doing_page(framing, self._tally),))
        yield partial(people_pages, framing, self._tally, load)
        yield partial(embed_pages, framing, self._tally, load)
        yield partial(say_pages, framing)
        yield partial(moderation_page, framing)
        if framing.frame.is_preview:
            yield lambda: iter((starters_page(framing, scene.gathered.shelf.load_all()),))
        yield partial(gone_pages, self._store.load_tombstones(), framing)
        yield lambda: iter((self._not_found(),))

    def file_parts(self) -> Iterator[Part]:
        """Give what makes the files that are made of threads, for machines."""
        yield partial(open_data, self._scene, self._tally, self._load)
        yield partial(feeds, self._framing, self._load)

    def last_files(self, made: Iterable[tuple[str, datetime | None]]) -> Iterator[Asset]:
        """Make the other files; `made` are the pages that search engines may show."""
        yield from history_data(self._store, self._scene.config)
        yield from image_files(self._store, self._scene.gathered.album)
        own = [(page.url, None) for page in self._framing.frame.pages]
        url = self._framing.frame.site_url
        yield from sitemaps([*made, *own], url)
        yield robots(url)

    def close(self) -> None:
        """Have made all: what the next build can use is kept."""
        self._scene.gathered.shelf.keep()

    def reopen(self) -> None:
        """Go on in a process of its own, in which parts are made."""
        self._scene.gathered.shelf.reopen()

    def finished(self, page: Page) -> Page:
        """Give a page that its part has made as it is written."""
        return replace(page, view=self._with_scripts(page.view))

    def frame_view(self, path: str, title: str, description: str) -> PageView:
        """Make the view of a page that is not the wall's own, like "about/"."""
        view = self._framing.page_view(path, title, description, current=path)
        return self._with_scripts(view)

    def _with_scripts(self, view: PageView) -> PageView:
        return add_scripts(view, self._framing.frame.look.scripts, self._scene.language)

    def _load(self, key: ThreadKey) -> Thread:
        return self._scene.gathered.shelf.load(key)

    def _thread_pages(self, keys: Iterable[ThreadKey]) -> Iterator[Page]:
        for key in keys:
            yield from self._pages_of(self._load(key))

    def _pages_of(self, thread: Thread) -> Iterator[Page]:
        scene = self._scene
        for number in range(1, page_count(thread) + 1):
            path = scene.addresses.thread(thread.key, number)
            root = root_of(path)
            said = excerpt(scene.html(thread, thread.opening, root), DESCRIPTION_LIMIT).text
            view = self._framing.page_view(path, clean_title(thread.title), said)
            yield Page(
                file_of(path),
                "thread",
                replace(view, thread=thread_view(thread, scene, root, number)),
                thread.updated_at,
            )

    def _not_found(self) -> Page:
        # It is served at any depth: only full addresses lead anywhere from it.
        view = self._framing.page_view(
            "404.html", gettext("Page not found"), root=f"{self._framing.frame.site_url}/"
        )
        title = gettext("A page that I looked for")
        ask = writing_links(self._framing.scene, Kind.QUESTION, title, title)
        return Page("404.html", "404", replace(view, canonical=None, is_indexed=False, ask=ask))


def make_scene(store: Store, config: Config, gathered: Gathered, language: Language) -> Scene:
    """Put together what every view of this site is made with."""
    by_topic = _by_topic(gathered)
    return Scene(
        config=config,
        language=language,
        addresses=Addresses.of(store.repositories()),
        gathered=gathered,
        threads_by_name={
            (key.source.lower(), key.number): summary for key, summary in gathered.summaries.items()
        },
        by_topic=by_topic,
        listed_topics=frozenset(topic.slug for item in gathered.listed for topic in item.topics),
        place_in_topic={
            item.key: place for items in by_topic.values() for place, item in enumerate(items)
        },
    )


def _by_topic(gathered: Gathered) -> dict[str, tuple[Summary, ...]]:
    topics: dict[str, list[Summary]] = {}
    for item in gathered.listed:
        for topic in item.topics[:1]:
            topics.setdefault(topic.slug, []).append(item)
    return {slug: tuple(items) for slug, items in topics.items()}
