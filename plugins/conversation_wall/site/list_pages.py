"""The pages of the lists: the wall itself, each status, each topic, and what hangs around them."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

from ..wall.model import Thread, ThreadKey
from .addresses import file_of, list_path, root_of
from .framing import Framing, Page
from .language import gettext
from .lists import List, ListPage, pages_from_top, pages_of
from .pairs import Scene, pair_view
from .score import Tally, score_view
from .views import EmptyView, HeroView, Link, ListView, PagerView, TabView
from .writing import letter_url, writing_links

Load = Callable[[ThreadKey], Thread]


def list_pages(
    wall_list: List, lists: tuple[List, ...], framing: Framing, tally: Tally, load: Load
) -> Iterator[Page]:
    """Make every page of a list; `lists` are all of them, for the tabs."""
    for part in list_parts(wall_list, lists, framing, tally, load):
        yield from part()


def list_parts(
    wall_list: List, lists: tuple[List, ...], framing: Framing, tally: Tally, load: Load
) -> Iterator[Callable[[], Iterator[Page]]]:
    """Give what makes each page of a list."""
    cut = pages_from_top if wall_list.is_cut_from_top else pages_of
    for page in cut(wall_list.items, framing.scene.config.page_size):
        yield partial(_list_page, page, wall_list, lists, framing, tally, load)


def _list_page(  # noqa: PLR0913 - what `list_pages` takes, and the page
    page: ListPage,
    wall_list: List,
    lists: tuple[List, ...],
    framing: Framing,
    tally: Tally,
    load: Load,
) -> Iterator[Page]:
    scene = framing.scene
    path = list_path(wall_list.path, page.number)
    root = root_of(path)
    is_front = path == ""
    title = framing.frame.site_name if is_front else wall_list.title
    view = framing.page_view(
        path, title, wall_list.lead or "", current="" if wall_list.path == "" else None
    )
    pairs = tuple(pair_view(load(item.key), scene, root) for item in page.items)
    listed = ListView(
        title=wall_list.title,
        lead=wall_list.lead,
        hero=_hero(scene, tally, root) if is_front else None,
        tabs=_tabs(lists, wall_list, scene, root, is_first=page.number is None)
        if wall_list.is_tab
        else (),
        heads=(gettext("You said"), gettext("Wait"), gettext("We answered")),
        pairs=pairs,
        pager=_pager(wall_list, page, root),
        empty=None if pairs else _empty(wall_list, tally, scene, root),
        say=writing_links(scene, wall_list.kind, wall_list.title)
        if wall_list.kind and page.number is None
        else (),
    )
    updated = scene.language.moment(scene.language.now) if is_front else None
    changed_at = max((item.updated_at for item in page.items), default=None)
    yield Page(file_of(path), "wall", replace(view, list=listed, updated=updated), changed_at)


def pager_view(
    page: ListPage, path: str, root: str, names: tuple[str, str], *, is_cut_from_top: bool = False
) -> PagerView | None:
    """Lead to the newer and to the older page of a list at `path`; `names` are words for them."""
    if not page.has_newer and page.older is None:
        return None

    def to(number: int | None, words: str) -> Link:
        return Link(words, (root + list_path(path, number)) or "./")

    if page.number is None and not is_cut_from_top:
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
        newer=to(page.newer, names[0]) if page.has_newer else None,
        older=to(page.older, names[1]) if page.older else None,
    )


def _hero(scene: Scene, tally: Tally, root: str) -> HeroView:
    config = scene.config
    email = config.contact_email
    return HeroView(
        question=config.question,
        lead=config.lead,
        say=Link(gettext("Say something"), f"{root}say/"),
        email=Link(gettext("No GitHub account? Email works too"), letter_url(email))
        if email
        else None,
        score=score_view(tally.measures, scene.language, root),
    )


def _tabs(
    lists: tuple[List, ...], current: List, scene: Scene, root: str, *, is_first: bool
) -> tuple[TabView, ...]:
    # Counts move with every new thread: without them an older page stays as it is.
    return tuple(
        TabView(
            text=other.name,
            count=scene.language.number(len(other.items)) if is_first else "",
            url=(root + other.path) or "./",
            is_current=other.path == current.path,
        )
        for other in lists
        if other.is_tab
    )


def _empty(wall_list: List, tally: Tally, scene: Scene, root: str) -> EmptyView:
    back = Link(gettext("Back to the wall"), root or "./")
    if wall_list.path == "":
        return EmptyView(
            gettext("Nobody has said anything yet"),
            gettext("Tell us what we could do better. You’d be the first."),
            Link(gettext("Be the first"), f"{root}say/"),
        )
    if wall_list.path == "waiting/":
        return EmptyView(wall_list.empty, _nobody_waits(tally, scene), back)
    return EmptyView(wall_list.empty, wall_list.empty_text, back)


def _nobody_waits(tally: Tally, scene: Scene) -> str:
    answered = [
        (item.first_answer_at, item)
        for item in tally.critiques
        if item.first_answer_at and item.is_clocked
    ]
    if not answered:
        return gettext("Nobody has asked for anything yet.")
    _, last = max(answered, key=lambda each: each[0])
    days = scene.language.days(last.opened_at, last.first_answer_at or last.opened_at)
    if not days:
        return gettext(
            "Every critique on this wall has an answer. The last one took less than a day. If an "
            "answer wasn’t good enough, reply to it and say so: it stays open."
        )
    return gettext(
        "Every critique on this wall has an answer. The last one took %(span)s. If an answer "
        "wasn’t good enough, reply to it and say so: it stays open."
    ) % {"span": scene.language.span(days)}


def _pager(wall_list: List, page: ListPage, root: str) -> PagerView | None:
    if wall_list.is_cut_from_top:
        names = gettext("Longer waits"), gettext("Shorter waits")
    else:
        names = gettext("Newer conversations"), gettext("Older conversations")
    return pager_view(page, wall_list.path, root, names, is_cut_from_top=wall_list.is_cut_from_top)
