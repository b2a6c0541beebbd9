"""
Every page of the wall, one after the other: where it lies, its template and its view.

    build_pages(site) ─→ Page("waiting/index.html", "wall", PageView(…)), …
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from ..config import Config
from ..store import Store
from ..wall.curation import curate
from ..wall.model import Status, Thread, ThreadKey
from .addresses import Addresses, file_of, list_path, root_of
from .gathering import Gathered, Summary, curated
from .language import Language, gettext, ngettext
from .lists import List, ListPage, lists_of, pages_from_top, pages_of
from .markup import excerpt
from .pairs import Scene, pair_view
from .text import clean_title
from .threads import page_count, thread_view
from .views import (
    EmptyView,
    HeroView,
    Link,
    ListView,
    PagerView,
    PageView,
    ScoreView,
    TabView,
)

_DESCRIPTION_LIMIT = 155


@dataclass(frozen=True, slots=True)
class Page:
    """A file of the site: its path, its template and what the template is given."""

    file: str
    template: str
    view: PageView


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around every page of this site. `pages` are the owner's own pages."""

    site_name: str
    site_url: str
    stylesheet: str
    icon: str
    pages: tuple[Link, ...] = ()


class Site:
    """A wall about to be written: the store, what was gathered from it, and the frame."""

    def __init__(self, store: Store, scene: Scene, frame: Frame) -> None:
        """Take what `gather` made of the store."""
        self._store = store
        self._scene = scene
        self._frame = frame

    @cached_property
    def _lists(self) -> tuple[List, ...]:
        return lists_of(self._scene.gathered, self._scene.config)

    def build_pages(self) -> Iterator[Page]:
        """Make every page of the wall."""
        for wall_list in self._lists:
            yield from self._list_pages(wall_list)
        scene = self._scene
        for thread in curated(self._store.load_threads(), scene.config, scene.gathered.boilerplate):
            yield from self._thread_pages(thread)
        yield self._not_found()

    def frame_view(self, path: str, title: str, description: str) -> PageView:
        """Make the view of a page that is not the wall's own, like "about/"."""
        root = root_of(path)
        return self._page_view(root, path, title, description)

    def _list_pages(self, wall_list: List) -> Iterator[Page]:
        size = self._scene.config.page_size
        cut = pages_from_top if wall_list.is_cut_from_top else pages_of
        for page in cut(wall_list.items, size):
            path = list_path(wall_list.path, page.number)
            root = root_of(path)
            view = self._page_view(
                root, path, wall_list.title, wall_list.lead or wall_list.title, wall_list.path
            )
            is_front = path == ""
            yield Page(
                file_of(path),
                "wall",
                replace(
                    view,
                    list=self._list_view(wall_list, page, root, is_front=is_front),
                    updated=self._scene.language.day(self._scene.language.now)
                    if is_front
                    else None,
                ),
            )

    def _list_view(self, wall_list: List, page: ListPage, root: str, *, is_front: bool) -> ListView:
        scene = self._scene
        pairs = tuple(pair_view(self._thread(item.key), scene, root) for item in page.items)
        return ListView(
            title=wall_list.title,
            lead=wall_list.lead if wall_list.path else None,
            hero=self._hero(root) if is_front else None,
            tabs=self._tabs(wall_list, root, is_first=page.number is None)
            if wall_list.is_tab
            else (),
            heads=(gettext("You said"), gettext("Wait"), gettext("We answered")),
            pairs=pairs,
            pager=_pager(wall_list, page, root),
            empty=None if pairs else self._empty(wall_list, root),
        )

    def _thread(self, key: ThreadKey) -> Thread:
        record = self._store.load_thread(key.source, key.number)
        thread = curate(record, self._scene.config, self._scene.gathered.boilerplate)
        if thread is None:  # it was published when it was gathered, from the same store
            raise LookupError(key)
        return thread

    def _thread_pages(self, thread: Thread) -> Iterator[Page]:
        scene = self._scene
        for number in range(1, page_count(thread) + 1):
            path = scene.addresses.thread(thread.key, number)
            root = root_of(path)
            said = excerpt(scene.html(thread, thread.opening, root), _DESCRIPTION_LIMIT).text
            view = self._page_view(root, path, clean_title(thread.title), said, None)
            yield Page(
                file_of(path),
                "thread",
                replace(view, thread=thread_view(thread, scene, root, number)),
            )

    def _not_found(self) -> Page:
        # It is served at any depth: only full addresses lead anywhere from it.
        root = f"{self._frame.site_url}/"
        view = self._page_view(root, "404.html", gettext("Page not found"), "", None)
        return Page("404.html", "404", replace(view, canonical=None))

    def _page_view(
        self, root: str, path: str, title: str, description: str, current: str | None = None
    ) -> PageView:
        scene, frame = self._scene, self._frame
        url = frame.site_url
        return PageView(
            site_name=frame.site_name,
            title=title if path else frame.site_name,
            description=description or title,
            lang=scene.config.lang,
            direction=scene.language.direction,
            root=root,
            canonical=f"{url}/{path}" if url else None,
            banner=scene.config.banner,
            nav=tuple(self._nav(root, current)),
            say=self._say(),
            promise=gettext("We never edit what you wrote."),
            footer=tuple(self._footer(root)),
            source=self._source(),
            stylesheet=root + frame.stylesheet,
            icon=root + frame.icon,
        )

    def _nav(self, root: str, current: str | None) -> Iterator[Link]:
        yield Link(gettext("Wall"), root or "./", is_current=current == "")
        yield Link(gettext("Waiting"), f"{root}waiting/", is_current=current == "waiting/")
        for page in self._frame.pages:
            yield Link(page.text, root + page.url, is_current=current == page.url)

    def _footer(self, root: str) -> Iterator[Link]:
        for wall_list in self._lists:
            if wall_list.path in ("we-asked/", "kind-words/"):
                yield Link(wall_list.name, root + wall_list.path)
        for page in self._frame.pages:
            yield Link(page.text, root + page.url)

    def _repository_url(self) -> str | None:
        config = self._scene.config
        names = [source.repository for source in config.sources] or list(
            self._scene.addresses.prefixes
        )
        return f"{config.github_url}/{names[0]}" if names else None

    def _say(self) -> Link | None:
        url = self._repository_url()
        if url is None:
            return None
        sources = self._scene.config.sources
        part = "issues" if sources and not sources[0].discussions else "discussions"
        return Link(gettext("Say something"), f"{url}/{part}/new/choose")

    def _source(self) -> Link | None:
        url = self._repository_url()
        return Link(gettext("Newer messages are on GitHub"), url) if url else None

    def _hero(self, root: str) -> HeroView:
        config = self._scene.config
        email = config.contact_email
        return HeroView(
            question=config.question,
            lead=config.lead,
            say=self._say(),
            email=Link(gettext("No GitHub account? Email works too"), f"mailto:{email}")
            if email
            else None,
            score=self._score(root),
        )

    def _score(self, root: str) -> ScoreView | None:
        critiques = [item for item in self._scene.gathered.listed if item.kind.is_critique]
        if not critiques:
            return None
        answered = sum(item.is_answered for item in critiques)
        waiting = [item for item in critiques if item.status is Status.WAITING]
        headline = ngettext(
            "%(answered)d of %(count)d critique answered",
            "%(answered)d of %(count)d critiques answered",
            len(critiques),
        ) % {"answered": answered, "count": len(critiques)}
        return ScoreView(
            headline=headline,
            sentence=self._waiting_sentence(waiting),
            answered_share=answered * 100 // len(critiques),
            has_waiting=answered < len(critiques),
            link=Link(gettext("Everyone who’s waiting"), f"{root}waiting/") if waiting else None,
        )

    def _waiting_sentence(self, waiting: list[Summary]) -> str:
        language = self._scene.language
        if not waiting:
            return gettext("Nobody is waiting.")
        longest = max(language.days(item.opened_at, language.now) for item in waiting)
        return ngettext(
            "%(count)d person is waiting: %(span)s so far.",
            "%(count)d people are waiting, one for %(span)s.",
            len(waiting),
        ) % {"count": len(waiting), "span": language.span(longest)}

    def _tabs(self, current: List, root: str, *, is_first: bool) -> tuple[TabView, ...]:
        # Counts move with every new thread: without them an older page stays as it is.
        return tuple(
            TabView(
                text=other.name,
                count=str(len(other.items)) if is_first else "",
                url=(root + other.path) or "./",
                is_current=other.path == current.path,
            )
            for other in self._lists
            if other.is_tab
        )

    def _empty(self, wall_list: List, root: str) -> EmptyView:
        back = Link(gettext("Back to the wall"), root or "./")
        if wall_list.path == "":
            return EmptyView(
                gettext("Nobody has said anything yet"), gettext("Be the first."), self._say()
            )
        if wall_list.path == "waiting/":
            text = gettext(
                "If an answer wasn’t good enough, reply to it and say so: it stays open."
            )
            return EmptyView(wall_list.empty, text, back)
        return EmptyView(wall_list.empty, gettext("It may come."), back)


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


def _pager(wall_list: List, page: ListPage, root: str) -> PagerView | None:
    if not page.has_newer and page.older is None:
        return None

    def to(number: int | None, words: str) -> Link:
        return Link(words, (root + list_path(wall_list.path, number)) or "./")

    if wall_list.is_cut_from_top:
        newer, older = gettext("Longer waits"), gettext("Shorter waits")
    else:
        newer, older = gettext("Newer conversations"), gettext("Older conversations")
    if page.number is None and not wall_list.is_cut_from_top:
        text = gettext("The newest %(count)d of %(total)d") % {
            "count": len(page.items),
            "total": page.total,
        }
    else:
        # Counted from the first that was ever said: an older page stays as it is.
        text = gettext("%(first)d to %(last)d") % {
            "first": page.first,
            "last": page.first + len(page.items) - 1,
        }
    return PagerView(
        text=text,
        newer=to(page.newer, newer) if page.has_newer else None,
        older=to(page.older, older) if page.older else None,
    )
