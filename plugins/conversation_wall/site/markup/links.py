"""
Every link and image of clean HTML, written anew; and links for what the text refers to.

No remote image stays: the site's own copy stands for it, or a link. A reference is @login,
#12, GH-12 or owner/repo#12.
"""

import re
from collections.abc import Iterator
from functools import partial
from html import escape, unescape
from itertools import count

from ..text import clean_title
from .addresses import UNREADABLE, ThreadAddress, hint_of, read_address, read_thread
from .context import RenderContext
from .marks import MARK

MAX_LINKS = 100
MAX_IMAGES = 20
REL = "nofollow ugc noopener noreferrer"

# References in text as nh3 writes it, where `&` stands for an entity only. What may not come
# before one is asked after its first character: then `re` leaps from one such to the next.
_APART = r"[\w&/#@.-]"
_NUMBER = r"(?P<number>[1-9][0-9]{0,8})(?![\w-])"
_REFERENCE = (
    rf"@(?<!{_APART}@)(?P<login>[a-zA-Z0-9](?:-?[a-zA-Z0-9]){{0,38}})(?![\w@/-])"
    rf"|GH-(?<!{_APART}GH-)(?P<short>[1-9][0-9]{{0,8}})(?![\w-])"
)
_NEAR = rf"|#(?<!{_APART}#)(?P<repository>){_NUMBER}"
_FAR = rf"|(?<!{_APART})(?P<repository>[\w-]{{1,39}}/[\w.-]{{1,100}})?#{_NUMBER}"
_IS_FAR = re.compile(r"#(?<=\w#)[1-9]")

_ELEMENT = r"<a(?P<link>(?: [^>]*)?)>(?P<words>.*?)</a>|<img(?P<image>[^>]*)>"
_ELEMENTS = re.compile(_ELEMENT, re.DOTALL)
_AS_IS = r"<(?P<as_is>pre|code|kbd|samp|var)\b[^>]*>.*?</(?P=as_is)>|<[^>]*>"
_PLACES = re.compile(f"{_ELEMENT}|{_AS_IS}|{_REFERENCE}{_NEAR}", re.DOTALL)
_PLACES_FAR = re.compile(f"{_ELEMENT}|{_AS_IS}|{_REFERENCE}{_FAR}", re.DOTALL)
_IMAGE = re.compile(r"<img(?P<image>[^>]*)>")
_TAG = re.compile(r"<[^>]*>")
_ATTRIBUTE = re.compile(r' ([a-z]+)="([^"]*)"')
_NAMELESS = frozenset(("", "img", "image"))


def place_links(html: str, context: RenderContext) -> str:
    """
    Write every link and image of clean HTML anew, and link what the text refers to.

    No remote image stays: a local copy stands for it, or a link. Beyond the limits words
    stay without a link.
    """
    if "@" in html or "#" in html or "GH-" in html:
        place = partial(_place, context=context, links=count(1), images=count(1))
        return (_PLACES_FAR if _IS_FAR.search(html) else _PLACES).sub(place, html)
    if "<a" in html or "<img" in html:
        place = partial(_place_element, context=context, links=count(1), images=count(1))
        return _ELEMENTS.sub(place, html)
    return html


def _place(
    match: re.Match[str], context: RenderContext, links: Iterator[int], images: Iterator[int]
) -> str:
    """Replace one link, image or reference; everything else stays."""
    kind = match.lastgroup
    if kind is None:
        return match[0]
    if kind in ("words", "image"):
        return _place_element(match, context, links, images)
    if kind == "as_is":
        place = partial(_place_element, context=context, links=links, images=images)
        return _ELEMENTS.sub(place, match[0])
    if kind == "login":
        return _place_mention(match[0], match["login"], context, links)
    return _place_reference(match, context, links)


def _place_element(
    match: re.Match[str], context: RenderContext, links: Iterator[int], images: Iterator[int]
) -> str:
    if match["link"] is None:
        return _place_image(match, context, links, images, is_linked=False)
    if MARK in match["link"]:
        return match[0]
    attributes: dict[str, str] = dict(_ATTRIBUTE.findall(match["link"]))
    words = match["words"]
    if "<img" in words:
        place = partial(_place_image, context=context, links=links, images=images, is_linked=True)
        words = _IMAGE.sub(place, words)
    address = read_address(unescape(attributes.get("href", "")))
    if address is None or next(links) > MAX_LINKS:
        return words
    text = unescape(_TAG.sub("", words))
    if thread := read_thread(address.href, context.github_url):
        is_bare = text == address.href
        return _link_thread(thread, "" if is_bare else words, context, address.href)
    if not UNREADABLE.sub("", text).strip() and "<img" not in words:
        words = escape(address.host)
    hint = hint_of(address, text)
    title = f' title="{attributes["title"]}"' if attributes.get("title") else ""
    link = f'<a href="{escape(address.href)}"{title} rel="{REL}">{words}</a>'
    return f'{link} <span class="link-host">({escape(hint)})</span>' if hint else link


def _place_image(
    match: re.Match[str],
    context: RenderContext,
    links: Iterator[int],
    images: Iterator[int],
    is_linked: bool,
) -> str:
    attributes: dict[str, str] = dict(_ATTRIBUTE.findall(match["image"]))
    source, alt = unescape(attributes.get("src", "")), attributes.get("alt", "").strip()
    asset = context.assets.get(source)
    if asset and next(images) <= MAX_IMAGES:
        return (
            f'<img src="{escape(asset.url)}" width="{asset.width}" height="{asset.height}" '
            f'alt="{alt or "Image"}" loading="lazy">'
        )
    address = read_address(source)
    if address is None or address.is_mail:
        return alt
    github = context.github_url.partition("://")[2]
    is_github = address.host == github or address.host.endswith(".githubusercontent.com")
    label = "Image" if is_linked else f"Image on {'GitHub' if is_github else address.host}"
    if alt.lower() not in _NAMELESS:
        label = f"{label}: {alt}"
    if is_linked or next(links) > MAX_LINKS:
        return label
    return f'<a class="image-link" href="{escape(address.href)}" rel="{REL}">{label}</a>'


def _place_mention(text: str, login: str, context: RenderContext, links: Iterator[int]) -> str:
    if not context.are_mentions_linked or next(links) > MAX_LINKS:
        return text
    return f'<a class="mention" href="{escape(context.github_url)}/{login}" rel="{REL}">{text}</a>'


def _place_reference(match: re.Match[str], context: RenderContext, links: Iterator[int]) -> str:
    repository = match["repository"] or context.repository
    if not repository or next(links) > MAX_LINKS:
        return match[0]
    number = int(match["number"] or match["short"])
    return _link_thread(ThreadAddress(repository, number), match[0], context)


def _link_thread(thread: ThreadAddress, words: str, context: RenderContext, href: str = "") -> str:
    """Link a thread to its page on this wall, else to GitHub; without words, by its number."""
    if not words:
        is_here = thread.repository.lower() == context.repository.lower()
        other = "" if is_here else thread.repository
        words = f"{other}#{thread.number}"
    find = context.thread_links
    if find and (ours := find(thread.repository, thread.number)):
        title = escape(clean_title(ours.title))
        href = escape(ours.url)
        return f'<a class="thread-link" href="{href}" title="{title}">{words}</a>'
    href = href or f"{context.github_url}/{thread.repository}/issues/{thread.number}"
    return f'<a href="{escape(href)}" rel="{REL}">{words}</a>'
