"""
Fenced blocks of code, drawn for a page that runs no script.

    highlight    colours by class, for languages and sizes that cost little even if hostile
    diagrams     what GitHub draws by script stays text, with a link to where it is drawn
    suggestions  a change that somebody suggests, named as such

It looks only at blocks that `marks` marked: those hold text, and no tag of a stranger's.
"""

import re
from collections.abc import Iterable
from functools import cache
from html import escape, unescape

from pygments.lexer import Lexer
from pygments.lexers import find_lexer_class_by_name
from pygments.token import (
    Comment,
    Generic,
    Keyword,
    Literal,
    Name,
    Operator,
    _TokenType,
    is_token_subtype,
)

from ..text import name_set
from .marks import MARK
from .slots import SLOT

# Languages whose lexers take less than 0.1 s for whatever is typed, up to this many characters.
MAX_CODE = 8_000
_LANGUAGES = name_set(
    "bash c c++ clojure console cpp css dart diff docker dockerfile elixir go golang graphql "
    "haskell html http ini javascript js json json5 jsx kotlin less lua makefile nginx objc "
    "perl php powershell properties ps1 py python r rs rust scss sh shell sql swift toml ts "
    "tsx typescript vue xml yaml zig zsh"
)
# The lexers of these take a time that grows with the square of the length.
_SLOW = name_set("hcl java julia rb ruby scala terraform")
_SLOWEST = name_set("c# csharp")
LIMITS = {
    **dict.fromkeys(_LANGUAGES, MAX_CODE),
    **dict.fromkeys(_SLOW, 2_000),
    **dict.fromkeys(_SLOWEST, 800),
}
MAX_LINE = 300
MAX_BLANKS = 100
MAX_GROWTH = 12
MIN_GROWN = 100

_BLOCK = re.compile(rf'<pre><code title="{MARK}([^"]+)">([^<]*)</code></pre>')
# Both make lexers slow, and are seldom what somebody wrote by hand.
_COSTLY = re.compile(rf"[^\n]{{{MAX_LINE + 1}}}|\s{{{MAX_BLANKS + 1}}}")
_DRAWN = {
    "geojson": "A map (GeoJSON)",
    "mermaid": "A diagram (Mermaid)",
    "stl": "A solid (STL)",
    "topojson": "A map (TopoJSON)",
}
_SUGGESTION = "suggestion"

# The most particular first: a token has the class of the first kind that holds it.
_KINDS: tuple[tuple[_TokenType, str], ...] = (
    (Comment.Preproc, "keyword"),
    (Comment, "comment"),
    (Keyword.Constant, "number"),
    (Keyword, "keyword"),
    (Operator.Word, "keyword"),
    (Literal.Number, "number"),
    (Literal.String, "string"),
    (Name.Attribute, "name"),
    (Name.Class, "name"),
    (Name.Decorator, "name"),
    (Name.Function, "name"),
    (Name.Tag, "name"),
    (Name.Variable, "name"),
    (Generic.Deleted, "deleted"),
    (Generic.Heading, "keyword"),
    (Generic.Inserted, "inserted"),
    (Generic.Prompt, "comment"),
    (Generic.Subheading, "keyword"),
)


def draw_fences(html: str) -> str:
    """Draw the marked blocks of a post; only so much of them in colour as costs little."""
    left = MAX_CODE

    def draw(match: re.Match[str]) -> str:
        nonlocal left
        language, code = match.groups()
        is_coloured = len(code) <= min(left, LIMITS.get(language, 0))
        if is_coloured:
            left -= len(code)
        shown = highlight(language, code) if is_coloured else code
        block = f'<pre><code class="language-{language}">{shown}</code></pre>'
        if language in _DRAWN:
            words = f"{_DRAWN[language]}, as text. <a {SLOT}origin>See it drawn on GitHub</a>"
            return f'<figure class="drawing">{block}<figcaption>{words}</figcaption></figure>'
        if language == _SUGGESTION:
            caption = "<figcaption>Suggested change</figcaption>"
            return f'<figure class="suggestion">{caption}{block}</figure>'
        return block

    return _BLOCK.sub(draw, html)


def highlight(language: str, code: str) -> str:
    """Colour code (as HTML, without tags), or leave it as it is where that would cost much."""
    if _COSTLY.search(code):
        return code
    text = unescape(code)
    pieces = list(_merge(_lexer(language).get_tokens_unprocessed(text)))
    html = "".join(
        f'<span class="code__{kind}">{escape(piece, quote=False)}</span>'
        if kind
        else escape(piece, quote=False)
        for kind, piece in pieces
    )
    # A lexer that lost a letter would change what somebody said.
    is_whole = "".join(piece for _, piece in pieces) == text
    return html if is_whole and len(html) <= MAX_GROWTH * len(code) + MIN_GROWN else code


def _merge(tokens: Iterable[tuple[int, _TokenType, str]]) -> Iterable[tuple[str, str]]:
    """Join what lies side by side and is of one kind, and blanks with what is before them."""
    last, text = "", ""
    for _, token, piece in tokens:
        kind = last if piece.isspace() else _kind(token)
        if kind != last:
            if text:
                yield last, text
            last, text = kind, ""
        text += piece
    if text:
        yield last, text


@cache
def _kind(token: _TokenType) -> str:
    return next((kind for family, kind in _KINDS if is_token_subtype(token, family)), "")


@cache
def _lexer(language: str) -> Lexer:
    return find_lexer_class_by_name(language)()
