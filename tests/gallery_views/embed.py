"""The wall on other sites."""

from dataclasses import replace
from typing import Any

from conversation_wall.site.embed_code import embed_code_view
from conversation_wall.site.views import FrameView, Link, WidgetRowView, WidgetView

from .parts import CLOSED, LATE, LONG_WORD, OPEN, Sample, a_page

WIDGET = WidgetView(
    headline="43 of 47 critiques answered",
    rows=(
        WidgetRowView(
            title="The AeroPress grind is far too coarse",
            url="thread.html",
            status="Planned.",
            answer="You’re right, and it isn’t your technique. New burrs go in on 2 December.",
        ),
        WidgetRowView("Next-day delivery took four days", "thread.html", "", "", OPEN),
        WidgetRowView("I can’t get through checkout", "thread.html", "", "", LATE),
    ),
    empty="No critiques yet. Yours would be the first.",
    wall=Link("See the whole wall", "wall.html"),
    scheme="",
)
LONG = replace(
    WIDGET,
    headline="1,043 of 1,047 critiques answered",
    rows=(
        WidgetRowView(LONG_WORD, "thread.html", "", "", CLOSED),
        WidgetRowView(LONG_WORD, "thread.html", "Not doing.", LONG_WORD),
        WidgetRowView("وصل الطلب متأخرًا، ولم يخبرني أحد", "thread.html", "Done.", "معك حق. " * 20),
    ),
)
FRAMES = {"light": "widget-light.html", "dark": "widget-dark.html", "": "widget.html"}


def widget_page(view: WidgetView, **changes: Any) -> Sample:
    """The widget by itself."""
    page = a_page(title="Latest conversations", widget=view, canonical=None, is_indexed=False)
    return "widget.html", {"view": replace(page, **changes)}


def code_page(site_url: str) -> Sample:
    """The page of codes; its previews are the samples of the widget."""
    view = embed_code_view("Hollin Lane Coffee", site_url, "")
    snippets = tuple(
        replace(
            snippet,
            frame=snippet.frame and here(snippet.frame),
            badge=snippet.badge and replace(snippet.badge, url="icon.svg"),
        )
        for snippet in view.snippets
    )
    return "embed_code.html", {
        "view": a_page(title=view.title, embed_code=replace(view, snippets=snippets))
    }


def here(frame: FrameView) -> FrameView:
    """The frame, with a sample in it."""
    return replace(frame, url=FRAMES[frame.scheme])


PAGES: dict[str, Sample] = {
    "widget": widget_page(WIDGET),
    "widget-light": widget_page(replace(WIDGET, scheme="light")),
    "widget-dark": widget_page(replace(WIDGET, scheme="dark")),
    "widget-long": widget_page(LONG),
    "widget-empty": widget_page(replace(WIDGET, headline="What should we do better?", rows=())),
    "embed-code": code_page("https://hollin.example/wall"),
    "embed-code-nowhere": code_page(""),
}
