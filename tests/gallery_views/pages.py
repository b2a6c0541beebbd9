"""Pages of words: the owner's own, and the one that is not there."""

from types import SimpleNamespace

from .parts import Sample, a_page

OWN_PAGE = SimpleNamespace(
    title="House rules",
    content="<p>Be kind.</p><h2>What we hide</h2><ul><li>Spam</li><li>Addresses</li></ul>",
)

PAGES: dict[str, Sample] = {
    "404": ("404.html", {"view": a_page(title="Page not found", root="https://example.com/")}),
    "page": ("page.html", {"view": a_page(title="House rules"), "page": OWN_PAGE}),
}
