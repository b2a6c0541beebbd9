"""
Our own furniture, around and in clean HTML: headings, tables, alerts, notes, colours, directions.

What `marks` marked becomes classes and ids here; no marker is left but those of `slots`.
"""

import re

from .excerpts import has_words
from .fences import draw_fences
from .links import write_links
from .mail import fold_mail
from .marks import ALERTS, MARK
from .slots import SLOT

TOP_HEADING = 4
LAST_HEADING = 6

_FURNITURE = {
    "done": 'class="task" role="img" aria-label="done"',
    "open": 'class="task" role="img" aria-label="to do"',
    "footnotes": 'class="footnotes"',
    "math": 'class="math"',
    "title": 'class="alert__title"',
    **{name: f'class="alert alert--{name}"' for name in ALERTS},
}
_MARKED_CLASS = re.compile(rf'class="{MARK}([a-z]+)"')
_MARKED_NOTE = re.compile(rf'<li title="{MARK}([0-9]+)">')
_MARKED_LINK = re.compile(rf'<a title="{MARK}(to|back)-([0-9]+)-([0-9]+)">([^<]*)</a>')
_TORN = re.compile(rf' title="{MARK}[^"]*"')
_CHIP = re.compile(
    r"<code>(#[0-9a-fA-F]{6}|rgb\((?:[0-9]{1,3}(?:, ?|(?=\)))){3}\)"
    r"|hsl\([0-9]{1,3}(?:deg)?, ?[0-9]{1,3}%, ?[0-9]{1,3}%\))</code>"
)
_SWATCH = (
    r'<code>\1<svg class="swatch" viewBox="0 0 1 1" aria-hidden="true">'
    r'<path fill="\1" d="M0 0h1v1H0z"></path></svg></code>'
)
_HEADING = re.compile(r"<h([1-6])([^>]*)>(.*?)</h\1>", re.DOTALL)
_ROW = re.compile(r"<tr>.*?(?=<tr>|\Z)", re.DOTALL)
_HEAD = re.compile(r"<th(?=[ >])")
_EMPTY_HEAD = re.compile(r"<th([^>]*)>(\s*|&nbsp;)</th>")
_ALIGNED = re.compile(r'(<t[dh][^>]*?) align="([a-z]+)"')
_START = re.compile(r'<ol([^>]*?) start="(?!-?[0-9]{1,9}")[^"]*"')
_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdcf\ufdf0-\ufdff\ufe70-\ufefe\U00010800-\U00010fff]"
)
_DIRECTED = re.compile(r"<(/?)((?:p|h[4-6]|ul|ol|blockquote|div|details)\b[^>]*)>")


def furnish(html: str) -> str:
    """Put our own links, headings, tables and marks into clean HTML."""
    html = write_links(html).replace("<p></p>", "")
    if MARK in html:
        html = _place_marks(html)
    if "<blockquote>" in html or "From:" in html:
        html = fold_mail(html)
    if "<code>#" in html or "<code>rgb(" in html or "<code>hsl(" in html:
        html = _CHIP.sub(_SWATCH, html)
    if "<h" in html:
        html = _demote_headings(html)
    if "<table" in html:
        html = _ROW.sub(_scope_heads, html)
        html = _ALIGNED.sub(r'\1 class="align-\2"', html)
        # A group, not a region: strangers' tables are no landmarks, and many share one name.
        html = html.replace(
            "<table>", '<div class="table" role="group" tabindex="0" aria-label="Table"><table>'
        ).replace("</table>", "</table></div>")
    if "<ol start" in html:
        html = _START.sub(r"<ol\1", html)
    if not html.isascii() and _RIGHT_TO_LEFT.search(html):
        html = _direct(html)
    return html


def _demote_headings(html: str) -> str:
    """Let headings begin below the page's own, and step down one at a time."""
    above: list[int] = []

    def demote(match: re.Match[str]) -> str:
        level, attributes, words = int(match[1]), match[2], match[3]
        if not has_words(words):
            return words
        while above and above[-1] >= level:
            above.pop()
        shown = min(LAST_HEADING, TOP_HEADING + len(above))
        above.append(level)
        return f"<h{shown}{attributes}>{words}</h{shown}>"

    return _HEADING.sub(demote, html)


def _scope_heads(match: re.Match[str]) -> str:
    """Say of which cells a row's heads speak: their column's, if the row has nothing else."""
    row = match[0]
    scope = "row" if "<td" in row else "col"
    return _HEAD.sub(f'<th scope="{scope}"', _EMPTY_HEAD.sub(r"<td\1></td>", row))


def _place_marks(html: str) -> str:
    """Put classes and ids in place of the markers."""
    html = _MARKED_CLASS.sub(lambda match: _FURNITURE[match[1]], html)
    if f'<code title="{MARK}' in html:
        html = draw_fences(html)
    if f'="{MARK}' in html:
        html = _place_notes(html)
    # What was typed around our furniture can tear it; nothing of it is left then.
    return _TORN.sub("", html).replace(MARK, "")


def _place_notes(html: str) -> str:
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
                f'<a class="footnote-back" href="#{SLOT}-fnref-{note}-{time}" '
                f'aria-label="Back to reference {note}, {time}">{words}</a>'
            )
        return (
            f'<a class="footnote" id="{SLOT}-fnref-{note}-{time}" href="#{SLOT}-fn-{note}" '
            f'aria-label="Footnote {words}">{words}</a>'
        )

    html = _MARKED_NOTE.sub(rf'<li id="{SLOT}-fn-\1">', html)
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
