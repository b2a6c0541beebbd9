"""The words of a rendered post, without its HTML: all of them, or the beginning."""

import re
from dataclasses import dataclass
from html import unescape

from markupsafe import Markup

_TAG = re.compile(r"<[^>]*>")
_BREAK = re.compile(
    r"</?(?:p|br|div|li|ul|ol|h[1-6]|pre|blockquote|t[drh]|table|summary|details|dt|dd|hr)\b[^>]*>"
)
_UNQUOTED = re.compile(
    r'<figure class=.*?</figure>|<pre\b.*?</pre>|<sup><a class="footnote".*?</sup>|<a class="image-link".*?</a>|<p class="alert__title">.*?</p>',
    re.DOTALL,
)
_IMAGE = re.compile(r'<img [^>]*?alt="([^"]*)"')
_LINK_HOST = re.compile(r'<span class="link-host">[^<]*</span>')
_INNERMOST_QUOTE = re.compile(r"<blockquote\b[^>]*>(?:(?!</?blockquote).)*</blockquote>", re.DOTALL)
_QUOTED_MAIL = re.compile(r'<details class="quoted">.*?</details>', re.DOTALL)


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The beginning of a post as plain text."""

    text: str
    is_cut: bool


def excerpt(html: Markup, limit: int = 320) -> Excerpt:
    """Cut the beginning of rendered HTML on a word, without what `spoken` leaves out."""
    return shorten(spoken(html), limit)


def spoken(html: Markup) -> str:
    """
    Take the words of its author out of rendered HTML.

    Quotes, code blocks and footnotes are left out, unless there is nothing else.
    """
    own = str(html).partition('<div class="footnotes"')[0]
    own = _UNQUOTED.sub(" ", own)
    while "<blockquote" in own and (shorter := _INNERMOST_QUOTE.sub(" ", own)) != own:
        own = shorter
    own = _QUOTED_MAIL.sub(" ", own)
    return plain_text(Markup(own)) or plain_text(html) or _name_image(html)


def _name_image(html: Markup) -> str:
    found = _IMAGE.search(html)
    name = unescape(found[1]) if found else ""
    return f"Image: {name}" if name not in ("", "Image") else name


def shorten(text: str, limit: int) -> Excerpt:
    """Cut a text on a word, where it is too long."""
    if len(text) <= limit:
        return Excerpt(text, False)
    head = text[: limit - 1]
    if not text[limit - 1].isspace() and " " in head:
        head = head.rpartition(" ")[0]
    return Excerpt(head.rstrip(" .,;:–—-") + "…", True)


def plain_text(html: Markup) -> str:
    """Take the words out of rendered HTML, for search, descriptions and cards."""
    # Where no link is, none needs to say where it leads.
    text = _TAG.sub("", _BREAK.sub(" ", _LINK_HOST.sub("", html)))
    return " ".join(unescape(text).split())


def has_words(html: str) -> bool:
    """Tell whether a part of a post says or shows anything."""
    return "<img" in html or bool(plain_text(Markup(html)))
