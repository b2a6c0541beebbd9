"""
Plain text from strangers, made fit for a page, a feed, a file or a count.

    clean_text     any text     → what XML 1.0 (so also HTML and JSON) can carry
    clean_title    a title      → one line that cannot disturb its neighbours
    clean_name     a login, label or category, by the same rules
    spoken_words   a Markdown body → the words its author says in it

The store keeps what GitHub said; a build cleans it. This module knows no HTML writer and
imports nothing of the package.
"""

import re
import unicodedata

TITLE_LIMIT = 256
NAME_LIMIT = 100
BODY_LIMIT = 65_536
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

# Each pattern with the strings without which it cannot match. All take linear time.
_UNSPOKEN = (
    (
        (">", "`", "~"),
        re.compile(
            r"<!--.*?(?:-->|\Z)"
            r"|^ {0,3}(?P<fence>`{3,}(?=[^`\n]*$)|~{3,})[^\n]*"
            r"(?:\n(?! {0,3}(?P=fence))[^\n]*)*(?:\n[^\n]*|\Z)"
            r"|^ {0,3}>[^\n]*"
            r"|(?P<ticks>`(?<!``)`*+).{1,1000}?(?<!`)(?P=ticks)(?!`)",
            re.DOTALL | re.MULTILINE,
        ),
    ),
    (("<",), re.compile(r"<!--.*\Z|</?[a-zA-Z][^<>]{0,2000}>", re.DOTALL)),
    (("![",), re.compile(r"!\[[^\]\n]{0,300}\](?:\([^)\n]{0,2000}\)|\[[^\]\n]{0,300}\])")),
    (("](",), re.compile(r"\]\([^()\n]{0,2000}(?:\([^()\n]{0,500}\)[^()\n]{0,500})?\)")),
    (("]:",), re.compile(r"^ {0,3}\[[^\]\n]{1,300}\]:[^\n]*", re.MULTILINE)),
    (("://", "www."), re.compile(r"(?:[a-zA-Z]{1,16}://|www\.)[^\s<>]+")),
    (("@",), re.compile(r"(?<![\w.+-])[\w.+-]{0,64}@[\w-]+(?:[./][\w.-]+)?")),
    ((":",), re.compile(r":(?<!\w:)[a-z0-9_+-]{1,40}:")),
)

# Han and kana are written without spaces: each character counts as a word. The vowels of
# many scripts are marks, which `\w` leaves out.
_HAN = "\u3005\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0900-\u1cff\u200c\u200d"
)
_WORD = re.compile(r"[\w'’]+")
_WIDE_WORD = re.compile(rf"[{_HAN}]|(?:(?![{_HAN}])[\w'’{_MARKS}])+")
_IS_WIDE = re.compile(f"[{_HAN}{_MARKS}]")


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


def spoken_words(body: str) -> tuple[str, ...]:
    """
    List the words a post says itself: no quotes, code, addresses, mentions or comments.

    A word holds a letter, so "+1" and an emoji are none. Works on the Markdown, by patterns
    that take linear time; code by indentation counts as speech.
    """
    speech = clean_text(body[:BODY_LIMIT])
    for signs, pattern in _UNSPOKEN:
        if any(sign in speech for sign in signs):
            speech = pattern.sub(" ", speech)
    pattern = _WORD if speech.isascii() or not _IS_WIDE.search(speech) else _WIDE_WORD
    words = pattern.findall(speech)
    return tuple(word for word in words if word.isalpha() or any(map(str.isalpha, word)))


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
