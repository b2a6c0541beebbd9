"""
The places that a post's text leaves open, and what the context puts into them.

    SLOT-fn-1                       an id: unique on the page by its prefix
    <a SLOTlogin>@ada</a>           a mention
    <a SLOTthread o/r#12>…</a>      a reference; without a repository, to the post's own
    <a SLOTaddress href…>…</a>      a link that may lead to a thread of GitHub's
    <img SLOTlinked src alt>        an image: `inner` to a link, else `linked`, or only `named`

`links` and `furniture` leave them after nh3, in tags that nh3 would not let pass, so that
no stranger can type one. No other part of a post's HTML depends on where the post stands.
"""

import re
from collections.abc import Iterator
from html import escape, unescape
from itertools import count

from ..text import clean_title
from .addresses import read_address, read_thread
from .context import RenderContext

SLOT = "\ufdd2"
MAX_IMAGES = 20
REL = "nofollow ugc noopener noreferrer"

_IMAGE = re.compile(rf'<img {SLOT}(inner|linked|named) src="([^"]*)" alt="([^"]*)">')
_REFERENCE = re.compile(rf"<a {SLOT}(login|thread)(?: ([^>]*))?>([^<]*)</a>")
_ADDRESS = re.compile(rf'<a {SLOT}(address|bare) href="([^"]*)"([^>]*)>(.*?)</a>', re.DOTALL)
_NAMELESS = frozenset(("", "img", "image"))


def fill(html: str, context: RenderContext) -> str:
    """Put ids, links and images where prepared HTML leaves a place for them."""
    if SLOT not in html:
        return html
    if "<img " in html:
        shown = count(1)
        html = _IMAGE.sub(lambda match: _place_image(match, context, shown), html)
    if "<a " in html:
        html = _REFERENCE.sub(lambda match: _place_reference(match, context), html)
        html = _ADDRESS.sub(lambda match: _place_address(match, context), html)
    return html.replace(SLOT, escape(context.id_prefix))


def _place_image(match: re.Match[str], context: RenderContext, shown: Iterator[int]) -> str:
    """Show the site's copy; else link the image, or name it where a link is not possible."""
    kind, source, alt = match.groups()
    asset = context.find_image(unescape(source)) if context.find_image else None
    if asset and next(shown) <= MAX_IMAGES:
        return (
            f'<img src="{escape(asset.url)}" width="{asset.width}" height="{asset.height}" '
            f'alt="{alt or "Image"}" loading="lazy">'
        )
    address = read_address(unescape(source))
    if address is None or address.is_mail:
        return alt
    github = context.github_url.partition("://")[2]
    is_github = address.host == github or address.host.endswith(".githubusercontent.com")
    label = "Image" if kind == "inner" else f"Image on {'GitHub' if is_github else address.host}"
    if alt.lower() not in _NAMELESS:
        label = f"{label}: {alt}"
    if kind != "linked":
        return label
    return f'<a class="image-link" href="{escape(address.href)}" rel="{REL}">{label}</a>'


def _place_reference(match: re.Match[str], context: RenderContext) -> str:
    kind, target, words = match.groups()
    if kind == "login":
        if not context.are_mentions_linked:
            return words
        href = f"{context.github_url}/{words[1:]}"
        return f'<a class="mention" href="{escape(href)}" rel="{REL}">{words}</a>'
    repository, _, number = target.rpartition("#")
    repository = repository or context.repository
    if not repository:
        return words
    if link := _link_here(repository, int(number), words, context):
        return link
    href = f"{context.github_url}/{repository}/issues/{number}"
    return f'<a href="{escape(href)}" rel="{REL}">{words}</a>'


def _place_address(match: re.Match[str], context: RenderContext) -> str:
    """Link a thread to its page here; a bare address is written as short as GitHub does."""
    kind, href, attributes, words = match.groups()
    thread = read_thread(unescape(href), context.github_url)
    if thread is not None:
        if kind == "bare":
            is_near = thread.repository.lower() == context.repository.lower()
            words = f"{'' if is_near else thread.repository}#{thread.number}"
        if link := _link_here(thread.repository, thread.number, words, context):
            return link
    return f'<a href="{href}"{attributes}>{words}</a>'


def _link_here(repository: str, number: int, words: str, context: RenderContext) -> str | None:
    """Link a thread of this wall, named by its title."""
    ours = context.thread_links(repository, number) if context.thread_links else None
    if ours is None:
        return None
    title = escape(clean_title(ours.title))
    return f'<a class="thread-link" href="{escape(ours.url)}" title="{title}">{words}</a>'
