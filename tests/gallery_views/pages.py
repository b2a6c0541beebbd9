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


def gone_page(gone: GoneView) -> Sample:
    """A page in place of a conversation."""
    return "gone.html", {"view": a_page(title=gone.headline, gone=gone, is_indexed=False)}


PAGES: dict[str, Sample] = {
    "404": ("404.html", {"view": a_page(title="Page not found", root="https://example.com/")}),
    "gone": gone_page(GONE),
    "gone-moved": gone_page(MOVED),
    "gone-hidden": gone_page(HIDDEN),
    "page": ("page.html", {"view": a_page(title="House rules"), "page": OWN_PAGE}),
}
