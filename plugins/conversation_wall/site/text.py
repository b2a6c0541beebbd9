"""
Plain text from strangers, made fit for a page, a feed or a file.

    clean_text     any text     → what XML 1.0 (so also HTML and JSON) can carry
    clean_title    a title      → one line that cannot disturb its neighbours
    clean_name     a login, label or category, by the same rules

The store keeps what GitHub said; a build cleans it. This module knows no HTML writer and
imports nothing of the package.
"""

import re
import unicodedata

TITLE_LIMIT = 256
NAME_LIMIT = 100
MAX_MARKS = 4

# XML 1.0 `Char`, less DEL and C1 (discouraged there, invisible everywhere) and less the
# noncharacters U+FDD0..U+FDEF and U+nFFFE..U+nFFFF, which Unicode keeps for a program's own
# use: `markup` marks its own furniture with them.
_FORBIDDEN = re.compile(
    "[^\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd"
    + "".join(f"{chr(plane)}-{chr(plane + 0xFFFD)}" for plane in range(0x10000, 0x110000, 0x10000))
    + "]"
)
_NEWLINE = re.compile(r"\r\n?")

# Marks that change the direction of what follows (T8), and characters that show nothing.
# ZWJ, ZWNJ and variation selectors stay: emoji and Persian need them.
_UNSEEN = re.compile(
    "[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
    "\u00ad\u115f\u1160\u180e\u200b\u2060-\u2065\u206a-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb]"
)


def clean_text(text: str) -> str:
    r"""
    Keep what XML 1.0 allows, with `\n` for every end of line.

    Control characters, lone surrogates and noncharacters go: one of them stops a feed, a
    renderer or a whole build.
    """
    if text.replace("\n", "").isprintable():
        return text
    if "\r" in text:
        text = _NEWLINE.sub("\n", text)
    return _FORBIDDEN.sub("", text)


def clean_title(text: str, limit: int = TITLE_LIMIT, fallback: str = "Untitled") -> str:
    """
    Make one line of a title: no marks of direction, no towers of accents, never empty.

    White space is folded, more than four combining marks on one base are dropped, and what
    is longer than `limit` ends in "…". A title that shows nothing becomes `fallback`.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFC", _UNSEEN.sub("", clean_text(text)))
        text = _lower_towers(text)
    line = " ".join(_FORBIDDEN.sub(" ", text).split())
    if len(line) > limit:
        line = line[: limit - 1].rstrip() + "…"
    return line if _is_visible(line) else fallback


def clean_name(text: str, limit: int = NAME_LIMIT, fallback: str = "unnamed") -> str:
    """Make one line of a login, label or category, by the rules of a title."""
    return clean_title(text, limit, fallback)


def name_set(names: str) -> frozenset[str]:
    """Read a set of names from one line, as tables of names are best read."""
    return frozenset(names.split())


def _lower_towers(text: str) -> str:
    """Drop the combining marks above the fourth on one base."""
    kept: list[str] = []
    marks = 0
    for character in text:
        marks = marks + 1 if unicodedata.category(character) in ("Mn", "Me") else 0
        if marks <= MAX_MARKS:
            kept.append(character)
    return "".join(kept)


def _is_visible(line: str) -> bool:
    """Tell whether anything but marks, joiners and space stands in a line."""
    return any(unicodedata.category(character)[0] in "LNPS" for character in line)
