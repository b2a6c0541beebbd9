"""
Marks on comrak's own furniture, and guards against a stranger's copies of it.

    guard            before comrak: break what is typed like comrak's furniture
    mark_furniture   after comrak: put markers in its place, and take the guards out

A marker begins with `MARK`, which nobody can type: the text and its character references
are cleaned of it.
"""

import re
from html import unescape
from itertools import count

from ..text import clean_text

# Begins the markers of our own furniture. A noncharacter: `clean_text` lets nobody type it.
MARK = "\ufdd0"
ALERTS = ("note", "tip", "important", "warning", "caution")

# What breaks a stranger's copy of comrak's furniture; gone before nh3.
_GUARD = "\ufdd1"

# What comrak writes for its furniture begins so, in raw quotes, which it escapes everywhere
# but in typed HTML: with the typed ones broken, what matches is comrak's.
_TYPED_FURNITURE = re.compile(r'="(?=markdown-alert|footnote|language-|checkbox|inline|display|f)')

# GitHub takes `> [!NOTE]` for an alert only if it stands alone; comrak would let a stranger
# choose the title.
_TITLED_ALERT = re.compile(
    r"\[(?=!(?:note|tip|important|warning|caution)\][ \t]*[^\s])", re.IGNORECASE
)

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


def guard(body: str) -> str:
    """Break what a stranger typed like comrak's furniture, and titles of alerts."""
    if '="' in body:
        body = _TYPED_FURNITURE.sub(f'="{_GUARD}', body)
    if "[!" in body:
        body = _TITLED_ALERT.sub(f"[{_GUARD}", body)
    return body


def mark_furniture(html: str) -> str:
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
