"""
The wall on other sites: the widget for a frame, and the badge.

    embed/          as the visitor's device is, light or dark
    embed/light/    for a site that is always light
    embed/dark/     for one that is always dark
    badge.svg       the score as a picture
"""

from collections.abc import Iterator
from dataclasses import replace

from markupsafe import escape

from ..wall.model import Status
from .addresses import file_of, root_of
from .embed_code import embed_code_view
from .framing import Framing, Page
from .gathering import Summary
from .language import gettext, ngettext
from .list_pages import Load
from .lists import by_opening
from .markup import excerpt
from .pairs import Scene, pair_view
from .policy import allow_frames
from .score import Tally
from .views import BadgeView, Link, WidgetRowView, WidgetView

# Where the widget lies in each scheme.
PATHS = {"": "embed/", "light": "embed/light/", "dark": "embed/dark/"}
BADGE = "badge.svg"
CODE = "embed-code/"

_ROWS = 3
_SQUARES = 10
# More than two lines hold, even in a wide frame; the sheet cuts what is left.
_ANSWER_LIMIT = 160


def embed_pages(framing: Framing, tally: Tally, load: Load) -> Iterator[Page]:
    """Make the widget in each scheme, the badge, and the page with the code for both."""
    for scheme, path in PATHS.items():
        root = root_of(path)
        view = framing.page_view(path, gettext("Latest conversations"))
        widget = widget_view(tally, load, framing.scene, root, scheme)
        # It is a part of other people's pages, and none that one would look for.
        view = replace(view, widget=widget, canonical=None, is_indexed=False)
        yield Page(file_of(path), "widget", view)
    palette = framing.frame.look.palette
    fill = palette.tokens["fill"] if palette else None
    badge = replace(badge_view(tally), colours=(fill.light, fill.dark) if fill else None)
    view = framing.page_view(BADGE, badge.text)
    yield Page(BADGE, "badge", replace(view, badge=badge, is_indexed=False))
    code = embed_code_view(framing.frame.site_name, framing.frame.site_url, root_of(CODE))
    view = framing.page_view(CODE, code.title, code.lead, current=CODE)
    view = replace(view, embed_code=code, policy=allow_frames(view.policy))
    yield Page(file_of(CODE), "embed_code", view)


def widget_view(tally: Tally, load: Load, scene: Scene, root: str, scheme: str) -> WidgetView:
    """Make the widget; on a wall without a critique it asks what the wall asks."""
    return WidgetView(
        headline=tally.headline if tally.critiques else scene.config.question,
        rows=tuple(_row(item, load, scene, root) for item in newest(tally)),
        empty=gettext("No critiques yet. Yours would be the first."),
        wall=Link(gettext("See the whole wall"), root),
        scheme=scheme,
    )


def newest(tally: Tally) -> tuple[Summary, ...]:
    """Pick the newest critiques; where anybody waits, at least one of them is a gap."""
    items = by_opening(list(tally.critiques))[:_ROWS]
    if not tally.waiting or any(item.status is Status.WAITING for item in items):
        return items
    return (*items[: _ROWS - 1], tally.waiting[-1])


def badge_view(tally: Tally) -> BadgeView:
    """Make the badge: a square for each critique, or ten in proportion."""
    count, answered = len(tally.critiques), tally.answered_count
    if not count:
        return BadgeView(gettext("No critiques yet"), 0, 0)
    squares = min(count, _SQUARES)
    # Rounded down, so that nobody who waits is left out; rounded up from nothing.
    solid = max(answered * squares // count, min(answered, 1))
    number = tally.language.number
    text = ngettext(
        "%(answered)s of %(count)s answered", "%(answered)s of %(count)s answered", count
    ) % {"answered": number(answered), "count": number(count)}
    return BadgeView(text, solid, squares - solid)


def _row(item: Summary, load: Load, scene: Scene, root: str) -> WidgetRowView:
    pair = pair_view(load(item.key), scene, root)
    answer = pair.answer
    return WidgetRowView(
        title=pair.title,
        url=pair.url,
        status=gettext("%(status)s.") % {"status": answer.tag.text}
        if answer and answer.tag
        else "",
        answer=excerpt(escape(answer.text), _ANSWER_LIMIT).text if answer else "",
        gap=pair.gap,
    )
