"""Pages of words: the owner's own, and the one that is not there."""

from dataclasses import replace
from types import SimpleNamespace

from conversation_wall.site.views import GoneView, Link

from .parts import Sample, a_page

OWN_PAGE = SimpleNamespace(
    title="House rules",
    content="<p>Be kind.</p><h2>What we hide</h2><ul><li>Spam</li><li>Addresses</li></ul>",
)

GONE = GoneView(
    "This conversation is no longer on GitHub",
    "We noticed on 3 May.",
    Link("Back to the wall", "wall.html"),
)
MOVED = replace(GONE, moved=Link("It goes on in the web shop’s own wall", "wall.html"))
HIDDEN = replace(
    GONE,
    headline="We have hidden this conversation",
    text="It named a customer’s address, on 3 May. The house rules say what we hide.",
)


ASK = (
    Link("Write an email", "mailto:hello@hollinlane.example"),
    Link("Write on GitHub", "https://github.com/hollin/wall/discussions/new?category=q-a"),
)


def gone_page(gone: GoneView, *ask: Link) -> Sample:
    """A page in place of a conversation."""
    return "gone.html", {"view": a_page(title=gone.headline, gone=gone, ask=ask, is_indexed=False)}


def lost_page(*ask: Link) -> Sample:
    """The page that is shown in place of one that is not there."""
    return "404.html", {
        "view": a_page(title="Page not found", root="https://example.com/", ask=ask)
    }


PAGES: dict[str, Sample] = {
    "404": lost_page(*ASK),
    "404-alone": lost_page(),
    "gone": gone_page(GONE, *ASK),
    "gone-moved": gone_page(MOVED),
    "gone-hidden": gone_page(HIDDEN),
    "page": ("page.html", {"view": a_page(title="House rules"), "page": OWN_PAGE}),
}
