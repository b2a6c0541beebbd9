r"""
Where a stranger's link leads, and how that is said honestly.

    read_address   "https:\\evil.example\@bank.example/"  → Address(href, host), or None
    hint_of        the host a reader must see beside the link's own words, or ""
    is_place       whether an address has the form of a thread's or a commit's
    is_recording   whether GitHub would play what lies there
    read_thread    "https://github.com/o/r/issues/12#…"    → ThreadAddress
    read_commit    "https://github.com/o/r/commit/1f2e3d…"  → CommitAddress

Addresses are read as browsers read them, not as RFC 3986 says: a backslash is a slash, and
tabs and line ends inside an address do not count.
"""

import re
import unicodedata
from dataclasses import dataclass
from urllib.parse import unquote

from ..text import name_set

MAX_HOST = 253

_IGNORED = re.compile(r"[\t\n\r]")
_WEB = re.compile(r"(https?):[/\\]*([^/\\?#]*)(.*)", re.IGNORECASE | re.DOTALL)
_MAIL = re.compile(r"mailto:([^?]+)", re.IGNORECASE)
_HOST = re.compile(r"[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_])?\.?|\[[0-9a-f:.]+\]")
_PORT = re.compile(r":[0-9]*\Z")
_THREAD = re.compile(
    r"/([\w.-]{1,100}/[\w.-]{1,100})/(?:issues|pull|discussions)/([0-9]{1,9})"
    r"/?(?:#(?:issue|discussion)(comment)?-[0-9]+)?"
)
_COMMIT = re.compile(r"/([\w.-]{1,100}/[\w.-]{1,100})/commit/([0-9a-f]{40})/?")
_UPLOAD = re.compile(
    r"https://(?:[\w.-]+/user-attachments/assets/[\w-]+"
    r"|(?:[\w-]+\.githubusercontent\.com|github\.com)/\S+\.(?:mov|mp4|webm))",
    re.IGNORECASE,
)

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
UNREADABLE = re.compile("[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]")


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
    """
    A GitHub address of an issue, pull request or discussion, or of a post in it.

    Which post is not kept: nobody knows here whether the thread's page on the wall shows it.
    """

    repository: str
    number: int
    is_comment: bool = False


@dataclass(frozen=True, slots=True)
class CommitAddress:
    """A GitHub address of a commit."""

    repository: str
    hash: str


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


def is_place(href: str) -> bool:
    """Tell whether an address has the form of a thread's or a commit's, on whatever host."""
    start = href.find("/", len("https://"))
    return start > 0 and bool(_THREAD.fullmatch(href, start) or _COMMIT.fullmatch(href, start))


def is_recording(href: str) -> bool:
    """Tell whether GitHub plays what lies at an address that stands alone: an upload."""
    return _UPLOAD.fullmatch(href) is not None


def read_thread(href: str, github_url: str) -> ThreadAddress | None:
    """Recognise a thread of GitHub in an address."""
    if not href.startswith(github_url):
        return None
    found = _THREAD.fullmatch(href, len(github_url))
    return ThreadAddress(found[1], int(found[2]), bool(found[3])) if found else None


def read_commit(href: str, github_url: str) -> CommitAddress | None:
    """Recognise a commit on GitHub in an address."""
    if not href.startswith(github_url):
        return None
    found = _COMMIT.fullmatch(href, len(github_url))
    return CommitAddress(found[1], found[2]) if found else None


def _names_another(text: str, host: str) -> bool:
    if text.isascii():
        if "." not in text:
            return False
    else:
        # Fullwidth letters and dots look like the plain ones.
        text = unicodedata.normalize("NFKC", UNREADABLE.sub("", text)).replace("。", ".")
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
