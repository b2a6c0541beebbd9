r"""
Where a stranger's link leads, how that is said honestly, and what stands for an image.

    place_links    clean HTML → every link and image in it written anew, and links for
                   @login, #12, GH-12 and owner/repo#12 in the text
    read_address   "https:\\evil.example\@bank.example/"  → Address(href, host), or None
    hint_of        the host a reader must see beside the link's own words, or ""
    read_thread    "https://github.com/o/r/issues/12#…"    → ThreadAddress

Addresses are read as browsers read them, not as RFC 3986 says: a backslash is a slash, and
tabs and line ends inside an address do not count.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from html import escape, unescape
from itertools import count
from urllib.parse import unquote

from .text import clean_title, name_set

MAX_LINKS = 100
MAX_IMAGES = 20
MAX_HOST = 253
TOP_HEADING = 4
REL = "nofollow ugc noopener noreferrer"

# Begins the markers of our own furniture. A noncharacter: nobody can type it (see `markup`).
MARK = "\ufdd0"

_IGNORED = re.compile(r"[\t\n\r]")
_WEB = re.compile(r"(https?):[/\\]*([^/\\?#]*)(.*)", re.IGNORECASE | re.DOTALL)
_MAIL = re.compile(r"mailto:([^?]+)", re.IGNORECASE)
_HOST = re.compile(r"[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_])?\.?|\[[0-9a-f:.]+\]")
_PORT = re.compile(r":[0-9]*\Z")
_THREAD = re.compile(
    r"/([\w.-]{1,100}/[\w.-]{1,100})/(?:issues|pull|discussions)/([0-9]{1,9})"
    r"/?(#(?:issue|discussion)(?:comment)?-[0-9]+)?"
)

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

# A name with dots is read as a host when it says so itself, or ends like one. Names of
# files and of functions ("README.md", "os.path") would only cry wolf.
_HOST_IN_TEXT = re.compile(
    r"(?P<sure>https?:/{0,2}|www\.)?"
    r"(?P<host>(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.){1,8}(?P<end>xn--[a-z0-9-]{2,59}|[^\W\d_]{2,24}))"
    r"(?![\w-])(?P<at>@)?",
    re.IGNORECASE,
)
_ENDS = name_set(
    "academy agency app asia bank bet biz blog business cash center chat click cloud club com "
    "community company design dev digital edu email example exchange finance free fun games gift "
    "global gov group help host info int invest jobs life link live loan login ltd market media "
    "mil mobi money name net news online org page pay plus pro sale secure services shop site "
    "social software solutions space store stream studio support systems team tech test tips "
    "today tools top trade vip wallet watch website wiki win work world wtf xyz zone"
)
_FILE_ENDS = name_set("ai bz cc cs gz hs js kt md ml mm pl pm ps py rb rs sh so ts vb")
_UNREADABLE = re.compile("[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]")


@dataclass(frozen=True, slots=True)
class Asset:
    """The site's own copy of a remote image."""

    url: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class ThreadLink:
    """A thread's page on this wall, as seen from the page being built."""

    url: str
    title: str


@dataclass(frozen=True, slots=True)
class RenderContext:
    """
    What a post's HTML depends on, besides its text.

    `id_prefix` is unique on the page. `thread_links` answers for the wall's own threads,
    by repository (as typed: compare without case) and number. `assets` is keyed by the
    image's address as it stands in the post. Without `are_mentions_linked` a mention leads
    nowhere: for walls with pseudonyms.
    """

    id_prefix: str
    repository: str = ""
    github_url: str = "https://github.com"
    heading_level: int = TOP_HEADING
    thread_links: Callable[[str, int], ThreadLink | None] | None = None
    assets: Mapping[str, Asset] = field(default_factory=dict)
    are_mentions_linked: bool = True


@dataclass(frozen=True, slots=True)
class Address:
    """A link's target: what to write, and the host (in ASCII) a browser would ask."""

    href: str
    host: str
    is_mail: bool = False
    is_foreign: bool = False
    """The host was written with letters beyond ASCII, which can look like others."""


@dataclass(frozen=True, slots=True)
class ThreadAddress:
    """A GitHub address of an issue, pull request or discussion, or of a post in it."""

    repository: str
    number: int
    anchor: str


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


def read_address(url: str) -> Address | None:
    """Read a target as a browser would; None for all but http, https and mailto."""
    url = _IGNORED.sub("", url).strip()
    if web := _WEB.fullmatch(url):
        scheme, authority, rest = web.groups()
        host = _PORT.sub("", unquote(authority).rpartition("@")[2])
        name = ascii_host(host)
        if not name:
            return None
        rest = rest.replace("\\", "/").replace(" ", "%20")
        href = f"{scheme.lower()}://{authority}{rest}"
        return Address(href, name, is_foreign=name.startswith("xn--") or ".xn--" in name)
    if mail := _MAIL.match(url):
        recipient = unquote(mail[1])
        host = ascii_host(recipient.rpartition("@")[2])
        return Address(url, host, is_mail=True) if host else None
    return None


def ascii_host(host: str) -> str:
    """Write a host in the letters the network uses (punycode); empty if it is none."""
    if not host.isascii():
        try:
            # The codec knows IDNA 2003 only: good enough to show, never used to ask.
            host = host.encode("idna").decode("ascii")
        except UnicodeError:
            return ""
    host = host.lower()
    return host.rstrip(".") if len(host) <= MAX_HOST and _HOST.fullmatch(host) else ""


def hint_of(address: Address, text: str) -> str:
    """
    Give the host (or mailbox) to show beside a link, if its words hide it (T7).

    They do when they name another host, or when the real one has letters that may pass for
    others. A domain and its subdomains belong together.
    """
    if address.is_mail:
        written = address.href.partition(":")[2].partition("?")[0]
        return written if _names_another(text, address.host) else ""
    if text == address.href and "@" not in text:
        return address.host if address.is_foreign else ""
    if address.is_foreign or _names_another(text, address.host):
        return address.host
    return ""


def read_thread(href: str, github_url: str) -> ThreadAddress | None:
    """Recognise a thread of GitHub in an address."""
    if not href.startswith(github_url):
        return None
    found = _THREAD.fullmatch(href, len(github_url))
    return ThreadAddress(found[1], int(found[2]), found[3] or "") if found else None


def _names_another(text: str, host: str) -> bool:
    if text.isascii():
        if "." not in text:
            return False
    else:
        # Fullwidth letters and dots look like the plain ones.
        text = unicodedata.normalize("NFKC", _UNREADABLE.sub("", text)).replace("。", ".")
    for found in _HOST_IN_TEXT.finditer(text):
        if not (found["sure"] or (_sounds_like_host(found["end"].lower()) and not found["at"])):
            continue
        named = ascii_host(found["host"])
        if not (named == host or _is_part(named, host) or _is_part(host, named)):
            return True
    return False


def _sounds_like_host(end: str) -> bool:
    """Judge a name by what follows its last dot."""
    is_country = len(end) == 2 and end not in _FILE_ENDS  # noqa: PLR2004
    return is_country or end in _ENDS or not end.isascii() or end.startswith("xn--")


def _is_part(host: str, domain: str) -> bool:
    """Tell whether a host lies in a domain; `www.` is no difference."""
    return host.endswith("." + domain.removeprefix("www.")) or host == domain.removeprefix("www.")


_ELEMENT = r"<a(?P<link>(?: [^>]*)?)>(?P<words>.*?)</a>|<img(?P<image>[^>]*)>"
_ELEMENTS = re.compile(_ELEMENT, re.DOTALL)
_AS_IS = r"<(?P<as_is>pre|code|kbd|samp|var)\b[^>]*>.*?</(?P=as_is)>|<[^>]*>"
_PLACES = re.compile(f"{_ELEMENT}|{_AS_IS}|{_REFERENCE}{_NEAR}", re.DOTALL)
_PLACES_FAR = re.compile(f"{_ELEMENT}|{_AS_IS}|{_REFERENCE}{_FAR}", re.DOTALL)
_IMAGE = re.compile(r"<img(?P<image>[^>]*)>")
_TAG = re.compile(r"<[^>]*>")
_ATTRIBUTE = re.compile(r' ([a-z]+)="([^"]*)"')
_NAMELESS = frozenset(("", "img", "image"))


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
    if not _UNREADABLE.sub("", text).strip() and "<img" not in words:
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
    return _link_thread(ThreadAddress(repository, number, ""), match[0], context)


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
