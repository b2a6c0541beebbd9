"""What stands around every page, and what one page holds."""

from dataclasses import dataclass

from .deeds import DeedsView
from .doing import DoingView
from .embed import BadgeView, EmbedCodeView, WidgetView
from .gone import GoneView
from .lists import ListView
from .moderation import ModerationView
from .parts import Day, Link
from .people import PeopleView
from .say import CardView, SayView, TextView
from .starters import StartersView
from .threads import ThreadView


@dataclass(frozen=True, slots=True)
class BannerView:
    """A notice on top of every page; `lead`, its first sentence, stands out."""

    lead: str
    text: str


@dataclass(frozen=True, slots=True)
class LogoView:
    """The owner's logo in place of the mark; its size keeps the room free while it loads."""

    url: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class ScriptView:
    """A script that the owner switched on; `words` are its `data-` attributes."""

    url: str
    integrity: str
    words: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class PageView:
    """
    What stands around every page, and one field for what it holds.

    `root` leads from the page to the top of the site ("", "../", "../../"; for 404.html
    the site's full address). `updated` stands on the wall's first page and on the page of
    figures only, so that a sync does not touch every page. `stale` says that the wall
    could not be brought up to date. `is_indexed` is off for what is no page of its own.
    `policy` is what a browser may load. `ask` leads to where one can ask about a page that is
    not there.
    """

    site_name: str
    title: str
    description: str
    lang: str
    locale: str
    direction: str
    root: str
    canonical: str | None
    banner: BannerView | None
    nav: tuple[Link, ...]
    say: Link
    house_rules: Link
    footer: tuple[Link, ...]
    source: Link | None
    feeds: tuple[Link, ...]
    stylesheet: str
    icon: str
    policy: str
    logo: LogoView | None = None
    scripts: tuple[ScriptView, ...] = ()
    stale: str | None = None
    is_indexed: bool = True
    updated: Day | None = None
    ask: tuple[Link, ...] = ()
    list: ListView | None = None
    thread: ThreadView | None = None
    people: PeopleView | None = None
    deeds: DeedsView | None = None
    doing: DoingView | None = None
    say_page: SayView | None = None
    card: CardView | None = None
    text: TextView | None = None
    moderation: ModerationView | None = None
    gone: GoneView | None = None
    starters: StartersView | None = None
    widget: WidgetView | None = None
    badge: BadgeView | None = None
    embed_code: EmbedCodeView | None = None
