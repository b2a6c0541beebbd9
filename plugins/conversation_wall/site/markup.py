"""
Strangers' GitHub Flavored Markdown, made into HTML that a page can hold.

    body ─limits→ clean ─guards→ comrak ─mark→ depth, size ─→ nh3 ─repair→ furnish → Markup
                                                  └─ any breach, any failure ─→ <pre class="plain">

- *mark*: comrak's own furniture (alerts, footnotes, task boxes, languages, formulas) gets
  markers that hold U+FDD0. Nobody can type that character: the text and its character
  references are cleaned of it. So nh3 may let markers pass and drop every other class, id
  and title, and what a stranger copies from our pages stays plain HTML.
- *nh3*: the allowlist, once, on one path. Nothing it dropped comes back.
- *repair*: only where a stranger wrote HTML: what browsers take and validators do not.
- *furnish*: our own links, images, references, headings and tables around its output.

Text that breaks a limit of `facts/security-and-reliability.md` §2.4 is shown as typed.
"""

import re
from dataclasses import dataclass
from html import escape, unescape
from itertools import count

import comrak
import nh3
from markupsafe import Markup

from .links import MARK, TOP_HEADING, Asset, RenderContext, ThreadLink, place_links
from .text import BODY_LIMIT, clean_text, name_set

__all__ = [
    "Asset",
    "Excerpt",
    "RenderContext",
    "Rendered",
    "ThreadLink",
    "excerpt",
    "plain_text",
    "render",
]

MAX_DEPTH = 64
MAX_ELEMENTS = 5_000
MAX_CELLS = 200_000
MAX_OUTPUT = 1_000_000
MAX_GROWTH = 20
MIN_OUTPUT = 10_240
# comrak is quadratic in nested `[^[^`, and a note links back to each of its references.
MAX_NOTES = 500

LAST_HEADING = 6

# What breaks a stranger's copy of comrak's furniture; gone before nh3.
_GUARD = "\ufdd1"


@dataclass(frozen=True, slots=True)
class Rendered:
    """A post's HTML. `is_plain`: shown as typed. `is_shortened`: the rest is on GitHub."""

    html: Markup
    is_plain: bool = False
    is_shortened: bool = False


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The beginning of a post as plain text."""

    text: str
    is_cut: bool


def render(body: str, context: RenderContext) -> Rendered:
    """
    Make a page's HTML of a stranger's Markdown. Never raises.

    What cannot be rendered within the limits becomes escaped text, marked `is_plain`.
    """
    is_shortened = len(body) > BODY_LIMIT
    text = clean_text(body[:BODY_LIMIT] + "\n\n…" if is_shortened else body)
    try:
        html = _render_rich(text, context)
    except (KeyboardInterrupt, SystemExit):
        raise
    # One post that will not render is shown as typed, whatever the reason. A panic in Rust
    # derives from BaseException and has no importable name.
    except BaseException:  # noqa: BLE001
        html = None
    if html is None:
        return Rendered(Markup(f'<pre class="plain">{escape(text)}</pre>'), True, is_shortened)
    return Rendered(Markup(html), False, is_shortened)


def plain_text(html: Markup) -> str:
    """Take the words out of rendered HTML, for search, descriptions and cards."""
    text = _TAG.sub("", _BREAK.sub(" ", html))
    return " ".join(unescape(text).split())


def excerpt(html: Markup, limit: int = 320) -> Excerpt:
    """
    Cut the beginning of rendered HTML on a word.

    Quotes, code blocks and footnotes are left out, unless there is nothing else.
    """
    spoken = str(html).partition('<div class="footnotes"')[0]
    spoken = _UNQUOTED.sub(" ", spoken)
    while "<blockquote" in spoken and (shorter := _INNERMOST_QUOTE.sub(" ", spoken)) != spoken:
        spoken = shorter
    text = plain_text(Markup(spoken)) or plain_text(html)
    if len(text) <= limit:
        return Excerpt(text, False)
    head = text[: limit - 1]
    if not text[limit - 1].isspace() and " " in head:
        head = head.rpartition(" ")[0]
    return Excerpt(head.rstrip(" ,;:–—-") + "…", True)


_TAG = re.compile(r"<[^>]*>")
_BREAK = re.compile(
    r"</?(?:p|br|div|li|ul|ol|h[1-6]|pre|blockquote|t[drh]|table|summary|details|dt|dd|hr)\b[^>]*>"
)
_UNQUOTED = re.compile(
    r'<pre\b.*?</pre>|<sup><a class="footnote".*?</sup>|<p class="alert__title">.*?</p>', re.DOTALL
)
_INNERMOST_QUOTE = re.compile(r"<blockquote\b[^>]*>(?:(?!</?blockquote).)*</blockquote>", re.DOTALL)

# ------------------------------------------------------------------------------ the pipeline


def _render_rich(body: str, context: RenderContext) -> str | None:
    """Run the pipeline; None where a limit is broken."""
    budget = min(MAX_GROWTH * len(body) + MIN_OUTPUT, MAX_OUTPUT)
    if "|" in body and _count_cells(body) > MAX_CELLS:
        return None
    has_tags = _TYPED_TAG.search(body) is not None
    html = comrak.render_markdown(_guard(body), _extensions(body), _PARSING, _RENDERING)
    if len(html) > budget or html.count("<") - html.count("</") > MAX_ELEMENTS:
        return None
    if has_tags:
        html = _bound_typed_tags(html)
    html = _mark_furniture(html)
    if _is_deep(html):
        return None
    html = _CLEANER.clean(html)
    if html.count("<") - html.count("</") > MAX_ELEMENTS or _is_deep(html):
        return None
    if has_tags:
        html = _repair(html)
    html = _furnish(html, context)
    if "&#" in body:
        html = clean_text(html)
    return html if len(html) <= budget else None


_TYPED_TAG = re.compile(r"<[a-zA-Z/]")


def _make_extensions(**chosen: bool) -> comrak.ExtensionOptions:
    options = comrak.ExtensionOptions()
    for name, value in chosen.items():
        setattr(options, name, value)
    return options


_GFM = {
    "alerts": True,
    "autolink": True,
    "math_code": True,
    "math_dollars": True,
    "shortcodes": True,
    "strikethrough": True,
    "table": True,
    "tasklist": True,
}
_WITH_NOTES = _make_extensions(footnotes=True, **_GFM)
_WITHOUT_NOTES = _make_extensions(**_GFM)
_PARSING = comrak.ParseOptions()
_RENDERING = comrak.RenderOptions()
_RENDERING.unsafe_ = True  # nh3 comes after: it keeps <details>, <kbd> and <sub>
_RENDERING.hardbreaks = True  # as GitHub shows comments


def _count_cells(body: str) -> int:
    """Bound the cells of all tables: comrak fills short rows up (61 KB: 7 million cells, 5 s)."""
    lines = body.split("\n")
    return max(line.count("|") for line in lines) * len(lines)


def _extensions(body: str) -> comrak.ExtensionOptions:
    return _WITH_NOTES if 0 < body.count("[^") <= MAX_NOTES else _WITHOUT_NOTES


# What comrak writes for its furniture begins so, in raw quotes, which it escapes everywhere
# but in typed HTML: with the typed ones broken, what matches is comrak's.
_TYPED_FURNITURE = re.compile(r'="(?=markdown-alert|footnote|language-|checkbox|inline|display|f)')
# GitHub takes `> [!NOTE]` for an alert only if it stands alone; comrak would let a stranger
# choose the title.
_TITLED_ALERT = re.compile(
    r"\[(?=!(?:note|tip|important|warning|caution)\][ \t]*[^\s])", re.IGNORECASE
)


def _guard(body: str) -> str:
    if '="' in body:
        body = _TYPED_FURNITURE.sub(f'="{_GUARD}', body)
    if "[!" in body:
        body = _TITLED_ALERT.sub(f"[{_GUARD}", body)
    return body


# ------------------------------------------------------------------- marks on our furniture

_CHARACTER = re.compile(r"&#(?:[xX]0*([0-9a-fA-F]{1,6})(?![0-9a-fA-F])|0*([0-9]{1,7})(?![0-9]));?")
_ALERT = re.compile(
    r'<div class="markdown-alert markdown-alert-(note|tip|important|warning|caution)">\n'
    r'<p class="markdown-alert-title">'
)
_LOOSE_BOX = re.compile(r'(<input type="checkbox" (?:checked="" )?disabled="" />) \n<p>')
_BOX = re.compile(r'<input type="checkbox" (checked="" )?disabled="" /> ?')
_FORMULA = re.compile(r'<(span|code) data-math-style="(?:inline|display)">([^<]*)</\1>')
_LANGUAGE = re.compile(r'<code class="language-([^"]*)"(?: data-math-style="display")?>')
_LANGUAGE_NAME = re.compile(r"[a-z0-9+#-]{1,30}")
_NOTE_REFERENCE = re.compile(
    r'<sup class="footnote-ref"><a href="#fn-([^"]*)" id="fnref-([^"]*)" data-footnote-ref>'
    r"([0-9]+)</a></sup>"
)
_NOTES = '<section class="footnotes" data-footnotes>\n'
_NOTE = re.compile(r'<li id="fn-[^"]*">')
_NOTE_BACK = re.compile(
    r'<a href="#fnref-[^"]*" class="footnote-backref" data-footnote-backref '
    r'data-footnote-backref-idx="([0-9]+)(?:-([0-9]+))?" aria-label="[^"]*">'
    r'↩(?:<sup class="footnote-ref">[0-9]+</sup>)?</a>'
)


def _mark_furniture(html: str) -> str:
    """Put markers in place of what comrak itself made, and take the guards out."""
    if "&#" in html or MARK in html:
        html = _CHARACTER.sub(_read_character, html.replace(MARK, "\ufffd"))
    if '<div class="markdown-alert' in html:
        html = _ALERT.sub(rf'<div class="{MARK}\1">\n<p class="{MARK}title">', html)
    if "<input" in html:
        html = _BOX.sub(_mark_box, _LOOSE_BOX.sub(r"<p>\1 ", html))
    if " data-math-style=" in html:
        html = _FORMULA.sub(rf'<code class="{MARK}math">\2</code>', html)
    if '<code class="language-' in html:
        html = _LANGUAGE.sub(_mark_language, html)
    if _NOTES in html:
        head, _, notes = html.rpartition(_NOTES)
        number = count(1)
        notes = _NOTE.sub(lambda _: f'<li title="{MARK}{next(number)}">', notes)
        html = f'{head}<div class="{MARK}footnotes">\n{notes.removesuffix("</section>" + chr(10))}</div>'
        html = _NOTE_BACK.sub(lambda m: f'<a title="{MARK}back-{m[1]}-{m[2] or 1}">↩</a>', html)
        html = _NOTE_REFERENCE.sub(_mark_reference, html)
    if _GUARD in html or "%EF%B7%91" in html:
        html = html.replace(_GUARD, "").replace("%EF%B7%91", "")
    return html


def _read_character(match: re.Match[str]) -> str:
    """Keep a typed character reference only if it stands for text."""
    code = int(match[1], 16) if match[1] else int(match[2])
    is_text = code <= 0x10FFFF and clean_text(chr(code)) != ""  # noqa: PLR2004 (the last one)
    # nh3 reads 128 to 159 as Windows-1252, like browsers: dashes and quotes.
    return match[0] if is_text or 0x80 <= code <= 0x9F else "\ufffd"  # noqa: PLR2004


def _mark_box(match: re.Match[str]) -> str:
    return (
        f'<span class="{MARK}done">☑</span> ' if match[1] else f'<span class="{MARK}open">☐</span> '
    )


def _mark_language(match: re.Match[str]) -> str:
    name = unescape(match[1]).lower()
    return f'<code title="{MARK}{name}">' if _LANGUAGE_NAME.fullmatch(name) else "<code>"


def _mark_reference(match: re.Match[str]) -> str:
    label, own, number = match.groups()
    time = own[len(label) + 1 :] or "1"
    return f'<sup><a title="{MARK}to-{number}-{time}">{number}</a></sup>'


# -------------------------------------------------------------------- guards before nh3

# All but comrak's own, which no stranger can copy while the guards are in.
_FORMATTING = re.compile(
    r"<(b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)[\s/]"
    r'(?!class="language-|data-math-style=")[^>]*>',
    re.IGNORECASE,
)
_MEDIUM = re.compile(r"<(?:video|audio)\b[^>]*>", re.IGNORECASE)
_SOURCE = re.compile(r"\ssrc\s*=\s*[\"']?([^\"'\s>]+)", re.IGNORECASE)
_EDGE = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_VOID = name_set("area base br col embed hr img input link meta source track wbr")
_SELF_ENDING = name_set("dd dt li option p td th tr")


def _bound_typed_tags(html: str) -> str:
    """
    Keep typed tags from growing, and what `<video>` shows from getting lost.

    HTML reopens unclosed formatting elements in every paragraph, at most three alike; with
    differing attributes there is no end of it (65 KB of `<p><b x1><p><b x2>…`: 87 MB, 21 s).
    """
    # What follows the last ">" holds no tag, and would be searched for one again and again.
    html, end, rest = html.rpartition(">")
    html = _FORMATTING.sub(r"<\1>", html + end)
    return (_MEDIUM.sub(_link_medium, html) if "src" in html else html) + rest


def _link_medium(match: re.Match[str]) -> str:
    source = _SOURCE.search(match[0])
    return f'<a href="{source[1]}">Recording</a>' if source else ""


def _is_deep(html: str) -> bool:
    """Estimate whether elements nest deeper than nh3 takes in good time (quadratic)."""
    if html.count("<") - html.count("</") <= MAX_DEPTH:
        return False
    unclosed: list[str] = []
    for slash, typed in _EDGE.findall(html):
        name = typed.lower()
        if name in _VOID:
            continue
        if not slash:
            if not (name in _SELF_ENDING and unclosed and unclosed[-1] == name):
                unclosed.append(name)
                if len(unclosed) > MAX_DEPTH:
                    return True
        elif name in unclosed:
            while unclosed.pop() != name:
                pass
    return False


# ----------------------------------------------------------------------------- the allowlist

_ALERTS = ("note", "tip", "important", "warning", "caution")
_ALIGNMENTS = {"center", "left", "right"}
_DIRECTIONS = {"auto", "ltr", "rtl"}
_SPANS = {str(number) for number in range(1, 51)}

_CLEANER = nh3.Cleaner(
    tags=name_set(
        "a abbr b bdi blockquote br caption cite code dd del details dfn div dl dt em figcaption "
        "figure h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q rp rt ruby s samp small span "
        "strike strong sub summary sup table tbody td tfoot th thead tr tt ul var"
    ),
    attributes={
        "*": set(),  # else nh3 allows `lang` and `title` everywhere
        "a": {"href", "title"},
        "abbr": {"title"},
        "code": {"title"},
        "details": {"open"},
        "dfn": {"title"},
        "img": {"alt", "src"},
        "li": {"title"},
        "ol": {"start"},
    },
    tag_attribute_values={
        **{name: {"dir": _DIRECTIONS} for name in ("bdi", "blockquote", "li", "ol", "ul")},
        "code": {"class": {MARK + "math"}},
        "div": {"class": {MARK + name for name in (*_ALERTS, "footnotes")}, "dir": _DIRECTIONS},
        "p": {"class": {MARK + "title"}, "dir": _DIRECTIONS},
        "span": {"class": {MARK + "done", MARK + "open"}, "dir": _DIRECTIONS},
        "td": {"align": _ALIGNMENTS, "colspan": _SPANS, "rowspan": _SPANS, "dir": _DIRECTIONS},
        "th": {"align": _ALIGNMENTS, "colspan": _SPANS, "rowspan": _SPANS, "dir": _DIRECTIONS},
    },
    link_rel=None,  # `_furnish` writes every link anew
    url_schemes={"http", "https", "mailto"},
    url_relative="deny",
)

# ------------------------------------------------------------- repair of what was typed as HTML

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
_PHRASES = name_set("h1 h2 h3 h4 h5 h6 p summary")
_RENAMED = {"strike": "s", "tt": "code"}
# Elements that mean something in one parent only.
_PARENTS = {
    "dd": ("dl",),
    "dt": ("dl",),
    "figcaption": ("figure",),
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
        if not self.name or self.name in _VOID:
            return self.tag + self.inner
        return f"{self.tag}{self.inner}</{self.name}>"

    def renamed(self, name: str) -> "_Piece":
        return _Piece(name, f"<{name}>", self.inner, self.holds_block)


def _repair(html: str) -> str:
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
        elif (named := _NAME.match(token)) and named[1] in _VOID:
            opened[-1][2].append(_Piece(named[1], token, ""))
        elif named:
            opened.append((named[1], token, []))
    return _finish("", "", opened[0][2]).inner


def _finish(name: str, tag: str, children: list[_Piece]) -> _Piece:
    """Close an element, in a way its children allow."""
    if name in _RENAMED:
        name = _RENAMED[name]
        tag = f"<{name}>"
    if name == "dl" and not _is_definition_list(children):
        name, tag = "div", "<div>"
    children = [
        child if name in _PARENTS.get(child.name, (name,)) else _displace(child)
        for child in children
    ]
    if name in ("ol", "ul"):
        children = _wrap_strays(children)
    elif name == "details":
        children = _lead_with_summary(children)
    inner = "".join(child.html for child in children)
    holds_block = any(child.is_block for child in children)
    if name in _PHRASES and holds_block:
        inner, holds_block = _BLOCK_TAG.sub(" ", inner).strip(), False
    elif name in _INLINES and holds_block:
        name, tag = "", ""
    elif name == "a":
        if "<details" in inner or "<table" in inner:  # these take the keyboard themselves
            name, tag = "", ""
        else:
            inner = _ANCHOR.sub("", inner) if "<a" in inner else inner
    return _Piece(name, tag, inner, holds_block)


def _displace(child: _Piece) -> _Piece:
    return child.renamed("span" if child.name in ("rp", "rt") else "div")


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
    if not _has_words(words):
        words = "Details"
    rest = [
        child.renamed("div") if child.name == "summary" else child
        for child in children
        if not (found and child is found[0])
    ]
    return [_Piece("summary", "<summary>", words), *rest]


def _has_words(html: str) -> bool:
    return "<img" in html or bool(plain_text(Markup(html)))


# ------------------------------------------------------------------------------- our furniture

_FURNITURE = {
    "done": 'class="task" role="img" aria-label="done"',
    "open": 'class="task" role="img" aria-label="to do"',
    "footnotes": 'class="footnotes"',
    "math": 'class="math"',
    "title": 'class="alert__title"',
    **{name: f'class="alert alert--{name}"' for name in _ALERTS},
}
_MARKED_CLASS = re.compile(rf'class="{MARK}([a-z]+)"')
_MARKED_NOTE = re.compile(rf'<li title="{MARK}([0-9]+)">')
_MARKED_LINK = re.compile(rf'<a title="{MARK}(to|back)-([0-9]+)-([0-9]+)">([^<]*)</a>')
_MARKED_LANGUAGE = re.compile(rf'<code title="{MARK}([^"]+)"')
_HEADING = re.compile(r"<h([1-6])([^>]*)>(.*?)</h\1>", re.DOTALL)
_EMPTY_HEAD = re.compile(r"<th([^>]*)>(\s*|&nbsp;)</th>")
_ALIGNED = re.compile(r'(<t[dh][^>]*?) align="([a-z]+)"')
_START = re.compile(r'<ol([^>]*?) start="(?!-?[0-9]{1,9}")[^"]*"')
_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdcf\ufdf0-\ufdff\ufe70-\ufefe\U00010800-\U00010fff]"
)
_DIRECTED = re.compile(r"<(/?)((?:p|h[4-6]|ul|ol|blockquote|div|details)\b[^>]*)>")


def _furnish(html: str, context: RenderContext) -> str:
    """Put our own links, images, headings, tables and marks into clean HTML."""
    html = place_links(html, context).replace("<p></p>", "")
    if "<h" in html:
        html = _demote_headings(html, context.heading_level)
    if "<table" in html:
        html = _EMPTY_HEAD.sub(r"<td\1></td>", html)
        html = _ALIGNED.sub(r'\1 class="align-\2"', html)
        # A group, not a region: strangers' tables are no landmarks, and many share one name.
        html = html.replace(
            "<table>", '<div class="table" role="group" tabindex="0" aria-label="Table"><table>'
        ).replace("</table>", "</table></div>")
    if "<ol start" in html:
        html = _START.sub(r"<ol\1", html)
    if MARK in html:
        html = _place_marks(html, context.id_prefix)
    if not html.isascii() and _RIGHT_TO_LEFT.search(html):
        html = _direct(html)
    return html


def _demote_headings(html: str, top: int) -> str:
    """Let headings begin below the page's own, and step down one at a time."""
    top = max(TOP_HEADING, min(LAST_HEADING, top))
    above: list[int] = []

    def demote(match: re.Match[str]) -> str:
        level, attributes, words = int(match[1]), match[2], match[3]
        if not _has_words(words):
            return words
        while above and above[-1] >= level:
            above.pop()
        shown = min(LAST_HEADING, top + len(above))
        above.append(level)
        return f"<h{shown}{attributes}>{words}</h{shown}>"

    return _HEADING.sub(demote, html)


def _place_marks(html: str, prefix: str) -> str:
    """Put classes and ids in place of the markers."""
    html = _MARKED_CLASS.sub(lambda match: _FURNITURE[match[1]], html)
    html = _MARKED_LANGUAGE.sub(r'<code class="language-\1"', html)
    if f'="{MARK}' in html:
        html = _place_notes(html, escape(prefix))
    return html.replace(MARK, "")


def _place_notes(html: str, prefix: str) -> str:
    """Tie footnotes to their references: each id once, and no link to nothing."""
    links = [match.groups() for match in _MARKED_LINK.finditer(html)]
    notes = {match[1] for match in _MARKED_NOTE.finditer(html)}
    references = {(note, time) for kind, note, time, _ in links if kind == "to" and note in notes}

    def place(match: re.Match[str]) -> str:
        kind, note, time, words = match.groups()
        if (note, time) not in references:
            return words if kind == "to" else ""
        if kind == "back":
            return (
                f'<a class="footnote-back" href="#{prefix}-fnref-{note}-{time}" '
                f'aria-label="Back to reference {note}, {time}">{words}</a>'
            )
        return (
            f'<a class="footnote" id="{prefix}-fnref-{note}-{time}" href="#{prefix}-fn-{note}" '
            f'aria-label="Footnote {words}">{words}</a>'
        )

    html = _MARKED_NOTE.sub(rf'<li id="{prefix}-fn-\1">', html)
    return _MARKED_LINK.sub(place, html)


def _direct(html: str) -> str:
    """Let each outermost block of a text with right-to-left letters find its direction."""
    depth = 0

    def direct(match: re.Match[str]) -> str:
        nonlocal depth
        if match[1]:
            depth -= 1
            return match[0]
        depth += 1
        is_bare = depth == 1 and " dir=" not in match[2]
        return f'<{match[2]} dir="auto">' if is_bare else match[0]

    return _DIRECTED.sub(direct, html)
