"""
The places that a post's text leaves open, and what the context puts into them.

    SLOT-fn-1                       an id: unique on the page by its prefix
    <a SLOTlogin>@ada</a>           a mention
    <a SLOTthread o/r#12>…</a>      a reference; without a repository, to the post's own
    <a SLOTcommit o/r@1f2e3d4>…</a> a commit; without a repository, of the post's own
    <a SLOTaddress href…>…</a>      a link that may lead to a thread or commit on GitHub; if its
                                    words are its address, it is `bare`
    <a SLOTorigin>…</a>             the post itself on GitHub
    <img SLOTlinked src alt or>     an image: `inner` to a link, else `linked`, or only `named`;
                                    `or` others of the same picture

`links` and `furniture` leave them after nh3, in tags that nh3 would not let pass, so that
no stranger can type one. No other part of a post's HTML depends on where the post stands.
"""

import re
from collections.abc import Iterable, Iterator
from html import escape, unescape
from itertools import count

from ..text import clean_title
from .addresses import ThreadAddress, read_address, read_commit, read_thread
from .context import Asset, RenderContext

SLOT = "\ufdd2"
MAX_IMAGES = 20
REL = "nofollow ugc noopener noreferrer"

_IMAGE = re.compile(rf'<img {SLOT}(inner|linked|named) src="([^"]*)" alt="([^"]*)" or="([^"]*)">')
_REFERENCE = re.compile(rf"<a {SLOT}(login|thread|commit|origin)(?: ([^>]*))?>([^<]*)</a>")
_ADDRESS = re.compile(rf'<a {SLOT}(address|bare) href="([^"]*)"([^>]*)>(.*?)</a>', re.DOTALL)
HASH_SHOWN = 7

_ITEM_STARTS = ("<li>", "<li>\n<p>", "</span> ")
_ITEM_ENDS = ("</li>", "</p>\n</li>", "\n<ul>", "\n<ol>")
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
    kind, source, alt, others = match.groups()
    asset = _find_image([source, *others.split()], context)
    if asset and next(shown) <= MAX_IMAGES:
        return (
            f'<img src="{escape(asset.url)}" width="{asset.width}" height="{asset.height}" '
            f'alt="{alt or "Image"}" loading="lazy" decoding="async">'
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


def _find_image(sources: Iterable[str], context: RenderContext) -> Asset | None:
    """Give the first of a picture's images that the site has."""
    if context.find_image is None:
        return None
    found = map(context.find_image, map(unescape, sources))
    return next((asset for asset in found if asset), None)


def _place_reference(match: re.Match[str], context: RenderContext) -> str:
    kind, target, words = match.groups()
    if kind == "login":
        href = f"{context.github_url}/{words[1:]}" if context.are_mentions_linked else ""
        return _link_out(href, words, ' class="mention"')
    if kind == "origin":
        return _link_out(context.url, words)
    repository, mark, name = target.rpartition("@" if kind == "commit" else "#")
    repository = repository or context.repository
    if not repository:
        return words
    if kind == "commit":
        lead = words[: words.rfind(mark) + 1]
        href = f"{context.github_url}/{repository}/commit/{name}"
        return _link_out(href, f"{lead}<code>{name[:HASH_SHOWN]}</code>")
    return _link_thread(match, ThreadAddress(repository, int(name)), words, "", context)


def _place_address(match: re.Match[str], context: RenderContext) -> str:
    """Link a thread to its page here; a bare address is written as short as GitHub does."""
    kind, href, attributes, words = match.groups()
    address = unescape(href)
    if thread := read_thread(address, context.github_url):
        if kind == "bare":
            is_near = thread.repository.lower() == context.repository.lower()
            words = f"{'' if is_near else thread.repository}#{thread.number}"
            words += " (comment)" if thread.is_comment else ""
        return _link_thread(match, thread, words, address, context)
    if kind == "bare" and (commit := read_commit(address, context.github_url)):
        is_near = commit.repository.lower() == context.repository.lower()
        lead = "" if is_near else f"{commit.repository}@"
        words = f"{lead}<code>{commit.hash[:HASH_SHOWN]}</code>"
    return f'<a href="{href}"{attributes}>{words}</a>'


def _link_thread(
    match: re.Match[str], thread: ThreadAddress, words: str, href: str, context: RenderContext
) -> str:
    """
    Link a thread to its page on this wall, named by its title, or else to GitHub.

    Where it is all that an item of a list says, the title is said too, as on GitHub.
    """
    find = context.thread_links
    if find and (ours := find(thread.repository, thread.number)):
        title = escape(clean_title(ours.title))
        href = escape(ours.url)
        if _is_whole_item(match) and "#" in words:
            return f'<a class="thread-link" href="{href}">{title} {words}</a>'
        return f'<a class="thread-link" href="{href}" title="{title}">{words}</a>'
    return _link_out(
        href or f"{context.github_url}/{thread.repository}/issues/{thread.number}", words
    )


def _is_whole_item(match: re.Match[str]) -> bool:
    """Tell whether an item of a list holds nothing else."""
    before, after = match.string[: match.start()], match.string[match.end() :]
    return before.endswith(_ITEM_STARTS) and after.startswith(_ITEM_ENDS)


def _link_out(href: str, words: str, attributes: str = "") -> str:
    return f'<a{attributes} href="{escape(href)}" rel="{REL}">{words}</a>' if href else words
