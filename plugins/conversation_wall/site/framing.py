"""
What stands around every page: head, menu, footer, and the ways to the other pages.

    Framing.page_view("said/44/", …) ─→ PageView ── replace(view, thread=…) ─→ Page
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from ..wall.model import Kind
from .addresses import root_of
from .assets import Asset
from .language import gettext
from .look import Look
from .pairs import Scene
from .policy import POLICY
from .views import BannerView, Link, LogoView, PageView
from .writing import repository_url

DESCRIPTION_LIMIT = 155
# Where the ledger of what is not shown stands.
MODERATION = "moderation/"

_SENTENCE_END = ". "


@dataclass(frozen=True, slots=True)
class Page:
    """
    A page of the site: the file in which it lies, its template and what that is given.

    `changed_at` is when something on it last changed, as far as that can be told.
    """

    file: str
    template: str
    view: PageView
    changed_at: datetime | None = None


# Makes a few pages or files, whichever others were made before.
Part = Callable[[], Iterator[Page | Asset]]


@dataclass(frozen=True, slots=True)
class Frame:
    """
    What is the same on every page of this site.

    `pages` are the owner's own pages. `is_stale`: GitHub could not be read for longer than
    a day, and the wall says so. `is_preview`: only the owner sees it.
    """

    site_name: str
    site_url: str
    look: Look
    pages: tuple[Link, ...] = ()
    is_stale: bool = False
    is_preview: bool = False


class Framing:
    """Draws the frame around each page of one site."""

    def __init__(self, scene: Scene, frame: Frame) -> None:
        """Take what all pages share."""
        self.scene = scene
        self.frame = frame
        self._has_asked = any(
            item.kind is Kind.ANNOUNCEMENT for item in scene.gathered.summaries.values()
        )

    def page_view(
        self,
        path: str,
        title: str,
        description: str = "",
        *,
        current: str | None = None,
        root: str | None = None,
    ) -> PageView:
        """Make the view of the page at `path`; `current` is the path in the menu it stands for."""
        scene, frame = self.scene, self.frame
        root = root_of(path) if root is None else root
        return PageView(
            site_name=frame.site_name,
            title=title,
            description=description or title,
            lang=scene.config.lang,
            locale=scene.language.locale,
            direction=scene.language.direction,
            root=root,
            canonical=f"{frame.site_url}/{path}" if frame.site_url else None,
            banner=_banner(scene.config.banner),
            nav=tuple(self._nav(root, current)),
            say=Link(gettext("Say something"), f"{root}say/", is_current=current == "say/"),
            house_rules=Link(gettext("house rules"), f"{root}house-rules/"),
            footer=tuple(self._footer(root, current)),
            source=self._source(),
            feeds=(
                Link(gettext("Critiques and kind words"), f"{root}feed.xml"),
                Link(gettext("Answers"), f"{root}answers.xml"),
            ),
            stylesheet=root + frame.look.sheet.path,
            icon=root + frame.look.icon.path,
            policy=POLICY,
            logo=self._logo(root),
            stale=self._stale() if frame.is_stale else None,
        )

    def _nav(self, root: str, current: str | None) -> Iterator[Link]:
        links = (
            (gettext("Wall"), ""),
            (gettext("You said, we did"), "you-said-we-did/"),
            (gettext("How we’re doing"), "how-were-doing/"),
        )
        for text, path in links:
            yield Link(text, (root + path) or "./", is_current=current == path)

    def _footer(self, root: str, current: str | None) -> Iterator[Link]:
        links = [
            (gettext("Feed"), "feed.xml"),
            (gettext("People"), "people/"),
            (gettext("Put this on your site"), "embed-code/"),
        ]
        if self._has_asked:
            links.insert(2, (gettext("We asked"), "we-asked/"))
        own = [(page.text, page.url) for page in self.frame.pages]
        taken = {url for _, url in own}
        plain = [
            (gettext("Our pact"), "pact/"),
            (gettext("House rules"), "house-rules/"),
            (gettext("What is not shown"), MODERATION),
            (gettext("Privacy"), "privacy/"),
            (gettext("Accessibility"), "accessibility/"),
        ]
        links += [link for link in plain if link[1] not in taken]
        for text, path in (*links, *own):
            yield Link(text, root + path, is_current=current == path)

    def _logo(self, root: str) -> LogoView | None:
        logo = self.frame.look.logo
        if logo is None:
            return None
        return LogoView(root + logo.asset.path, logo.size.width, logo.size.height)

    def _source(self) -> Link | None:
        url = repository_url(self.scene)
        return Link(gettext("Newer messages are on GitHub"), url) if url else None

    def _stale(self) -> str:
        day = self.scene.language.day(self.scene.language.now).text
        return gettext("This wall was last updated on %(day)s.") % {"day": day}


def _banner(text: str | None) -> BannerView | None:
    if text is None:
        return None
    lead, end, rest = text.partition(_SENTENCE_END)
    return BannerView(f"{lead}.", rest) if end else BannerView("", text)
