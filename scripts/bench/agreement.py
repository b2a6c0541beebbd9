"""
How far our rendering of a post agrees with GitHub's own (`bodyHTML`).

    compare      threads → Agreement: posts, and the ids that differ, by why they do
    read_said    HTML → Said: its words in order, and where its links and images lead

What each site draws in its own way does not count: white space, wrappers and proxies of
images, players of films, boxes of tasks, and the words on a fold. Nor does what only GitHub
can look up: whether a number is an issue, a pull request or a discussion, and which post of
it is meant.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import unquote

from conversation_wall.records import ThreadRecord
from conversation_wall.site.markup import Asset, RenderContext, render
from conversation_wall.site.text import name_set

# Why two renderings differ, where it is not for us to change.
NOT_OURS = {
    "account": "GitHub does not link a mention of an account that is gone; a wall cannot ask it",
    "lines": "GitHub shows lines of the file that a link leads to; a wall has no files",
    "mail": "GitHub shows a reply by mail as plain text; its Markdown is read here",
}
_THREAD = re.compile(r"(/[^/]+/[^/]+)/(?:issues|pull|discussions)/([0-9]+)(?:#.*)?\Z")
_ASIDE = name_set("email-hidden-toggle link-host sr-only task")
_RECORDING = re.compile("Recording(?: on GitHub)?")
_VOID = name_set("br col hr img input source wbr")
_INLINE = name_set(
    "a b code del em g-emoji i ins kbd math-renderer path s samp span strong sub sup svg tt var"
)


@dataclass(frozen=True, slots=True)
class Said:
    """What a post's HTML says: words in order, and addresses in order."""

    words: tuple[str, ...]
    links: tuple[str, ...]
    media: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Agreement:
    """How many posts were compared, and which of them differ, by why they do."""

    posts: int
    differing: dict[str, tuple[str, ...]]

    @property
    def share(self) -> float:
        """The share of posts that say the same."""
        return 1 - sum(map(len, self.differing.values())) / max(1, self.posts)


def compare(threads: Iterable[ThreadRecord]) -> Agreement:
    """Render every post that has GitHub's HTML, and compare."""
    posts = 0
    differing: dict[str, list[str]] = {}
    for thread in threads:
        context = RenderContext("c", thread.source, find_image=lambda url: Asset(url, 1, 1))
        for post in thread.posts:
            if not post.body_html:
                continue
            posts += 1
            ours = str(render(post.body, context).html)
            if reason := difference(ours, post.body_html):
                differing.setdefault(reason, []).append(post.id)
    return Agreement(posts, {reason: tuple(ids) for reason, ids in sorted(differing.items())})


def difference(ours: str, theirs: str) -> str:
    """Say why two renderings of a post differ, or nothing where they say the same."""
    our, their = read_said(ours), read_said(theirs)
    if our == their:
        return ""
    if "email-fragment" in theirs:
        return "mail"
    if "blob-wrapper" in theirs:
        return "lines"
    if (our.words, our.media) == (their.words, their.media):
        mentions = {_plain(url) for url in re.findall(r'<a class="mention" href="([^"]*)"', ours)}
        return "account" if {*our.links} - mentions == {*their.links} - mentions else "links"
    return "words" if our.words != their.words else "media"


def read_said(html: str) -> Said:
    """Read what HTML says."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    shown = set(reader.media)
    links = (url for url in reader.links if url and url not in shown)
    return Said(tuple("".join(reader.text).split()), tuple(links), tuple(reader.media))


class _Reader(HTMLParser):
    """Collects words and addresses."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text: list[str] = []
        self.links: list[str] = []
        self.media: list[str] = []
        self.aside: list[str] = []
        self.link_from = 0
        self.is_folded = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        classes = set(values.get("class", "").split())
        is_fold = tag == "summary" and self.is_folded
        self.is_folded = tag == "details" and "quoted" in classes
        if tag not in _VOID and (self.aside or classes & _ASIDE or is_fold):
            self.aside.append(tag)
        if tag == "a" and not self.aside:
            self.links.append(_plain(values.get("href", "")))
            self.link_from = len(self.text)
        elif tag in ("img", "video"):
            self.media.append(_plain(values.get("data-canonical-src") or values.get("src", "")))
        if tag not in _INLINE:
            self.text.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if self.aside:
            self.aside.pop()
        elif tag == "a" and _RECORDING.fullmatch("".join(self.text[self.link_from :])):
            del self.text[self.link_from :]
            self.media.append(self.links.pop())

    def handle_data(self, data: str) -> None:
        if not self.aside:
            self.text.append(data)


def _plain(url: str) -> str:
    """Write an address so that what means the same is the same."""
    if url.startswith(("#", "https://camo.githubusercontent.com/")):
        return ""
    return _THREAD.sub(r"\1/issues/\2", unquote(url)).rstrip("/").lower()
