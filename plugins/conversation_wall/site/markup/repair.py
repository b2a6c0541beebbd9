"""
Repair of what was typed as HTML: what browsers take and validators do not.

A tree is built and finished from the leaves up, once.
"""

import re
from dataclasses import dataclass

from ..text import name_set
from .bounds import VOID
from .excerpts import has_words

_TOKEN = re.compile(r"(<[^>]*>)")
_NAME = re.compile(r"</?([a-z0-9]+)")
_ANCHOR = re.compile(r"</?a\b[^>]*>")
_BLOCKS = name_set(
    "blockquote caption dd details div dl dt figcaption figure h1 h2 h3 h4 h5 h6 hr li ol p pre "
    "summary table tbody td tfoot th thead tr ul"
)
_BLOCK_TAG = re.compile(rf"</?(?:{'|'.join(sorted(_BLOCKS))})\b[^>]*>")
_INLINES = name_set(
    "abbr b bdi cite code del dfn em i ins kbd mark q ruby s samp small span strike strong sub sup "
    "tt var"
)
_AS_TYPED = name_set("code kbd samp var")  # `links` reads from their start to their first end
_PHRASES = name_set("caption h1 h2 h3 h4 h5 h6 p pre summary th")
_TABLE = ("caption", "thead", "tbody", "tfoot")
# The first three mean little in a post, and may stand in few places.
_RENAMED = {"dfn": "i", "figcaption": "div", "figure": "div", "strike": "s", "tt": "code"}

# Elements that mean something in one parent only.
_PARENTS = {
    "dd": ("dl",),
    "dt": ("dl",),
    "li": ("ol", "ul"),
    "rp": ("ruby",),
    "rt": ("ruby",),
    "summary": ("details",),
}


@dataclass(frozen=True, slots=True)
class _Piece:
    """A finished part of a tree: text (no name), or an element with its contents as HTML."""

    name: str
    tag: str
    inner: str
    holds_block: bool = False

    @property
    def is_blank(self) -> bool:
        return not self.name and not self.inner.strip()

    @property
    def is_block(self) -> bool:
        return self.holds_block or self.name in _BLOCKS

    @property
    def html(self) -> str:
        if not self.name or self.name in VOID:
            return self.tag + self.inner
        return f"{self.tag}{self.inner}</{self.name}>"

    def renamed(self, name: str) -> "_Piece":
        return _Piece(name, f"<{name}>", self.inner, self.holds_block)


def repair(html: str) -> str:
    """
    Mend what a stranger typed as HTML: lists, details, links, blocks among words.

    nh3's output nests properly, but browsers build trees that HTML forbids and that
    readers of a page by ear stumble over. One pass, from the leaves up.
    """
    opened: list[tuple[str, str, list[_Piece]]] = [("", "", [])]
    for token in _TOKEN.split(html):
        if not token.startswith("<"):
            if token:
                opened[-1][2].append(_Piece("", "", token))
        elif token.startswith("</"):
            name, tag, children = opened.pop()
            opened[-1][2].append(_finish(name, tag, children))
        elif (named := _NAME.match(token)) and named[1] in VOID:
            opened[-1][2].append(_Piece(named[1], token, ""))
        elif named:
            opened.append((named[1], token, []))
    return _finish("", "", opened[0][2]).inner


def _finish(name: str, tag: str, children: list[_Piece]) -> _Piece:
    """Close an element, in a way its children allow."""
    if name in _RENAMED:
        name = _RENAMED[name]
        tag = f"<{name}>"
    if name == "ruby" and any(child.is_block for child in children):
        name, tag = "", ""
    elif name == "dl" and not _is_definition_list(children):
        name, tag = "div", "<div>"
    children = [
        child if name in _PARENTS.get(child.name, (name,)) else _displace(child)
        for child in children
    ]
    if name in ("ol", "ul"):
        children = _wrap_strays(children)
    elif name == "details":
        tag = tag.replace('=""', "")
        children = _lead_with_summary(children)
    elif name == "table":
        children = _order_rows(children)
    inner = "".join(child.html for child in children)
    holds_block = any(child.is_block for child in children)
    if name in _PHRASES and holds_block:
        inner, holds_block = _BLOCK_TAG.sub(" ", inner).strip(), False
    elif name in _INLINES and holds_block:
        name, tag = "", ""
    elif name in _AS_TYPED:
        inner = re.sub(rf"</?{name}\b[^>]*>", "", inner) if f"<{name}" in inner else inner
    elif name == "a":
        if "<details" in inner or "<table" in inner:  # these take the keyboard themselves
            name, tag = "", ""
        else:
            inner = _ANCHOR.sub("", inner) if "<a" in inner else inner
    return _Piece(name, tag, inner, holds_block)


def _displace(child: _Piece) -> _Piece:
    is_words = child.name in ("rp", "rt") and not child.holds_block
    return child.renamed("span" if is_words else "div")


def _is_definition_list(children: list[_Piece]) -> bool:
    names = [child.name for child in children if not child.is_blank]
    return bool(names) and {*names} == {"dt", "dd"} and names[0] == "dt" and names[-1] == "dd"


def _wrap_strays(children: list[_Piece]) -> list[_Piece]:
    """Give every stray in a list an item of its own."""
    return [
        child
        if child.name == "li" or child.is_blank
        else _Piece("li", "<li>", child.html, child.is_block)
        for child in children
    ]


def _lead_with_summary(children: list[_Piece]) -> list[_Piece]:
    """Put one summary first, with words in it."""
    found = [child for child in children if child.name == "summary"]
    words = found[0].inner if found else ""
    if not has_words(words):
        words = "Details"
    rest = [
        child.renamed("div") if child.name == "summary" else child
        for child in children
        if not (found and child is found[0])
    ]
    return [_Piece("summary", "<summary>", words), *rest]


def _order_rows(children: list[_Piece]) -> list[_Piece]:
    """Put one caption, one head and one foot where a table has them; the others are rows."""
    found: set[str] = set()
    parts = []
    for child in children:
        if child.name in found and child.name == "caption":
            parts.append(_Piece("tbody", "<tbody>", f"<tr><td>{child.inner}</td></tr>", True))
        elif child.name in found:
            parts.append(child.renamed("tbody"))
        else:
            parts.append(child)
        found |= {child.name} & {"caption", "thead", "tfoot"}
    return sorted(parts, key=lambda part: _TABLE.index(part.name) if part.name in _TABLE else -1)
