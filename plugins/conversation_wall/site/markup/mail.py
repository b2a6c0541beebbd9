"""
What a mail program repeats under a reply, folded away as GitHub does.

    On Monday Ada <ada@shop.example> wrote:      From: Ada
    > Hello                                      Sent: Monday

A head is known by its first and last words; a quote without one is its author's own.
"""

import re

SUMMARY = "Quoted e-mail"

_HEAD = (
    r"(?:On|Am|Le|El|Il|Op|Em)\b(?=[^<>]{0,200}(?:[0-9][:.h][0-9]{2}|[12][0-9]{3}|@|<a))(?:(?!</?p>).){5,400}?"
    r"(?:wrote|schrieb|a écrit ?|escribió|ha scritto|schreef|escreveu)(?: [^<:]{1,80})?(?:</a>)?:"
)
_QUOTE = re.compile(
    rf"(?P<start><p>|<br>\n){_HEAD}</p>\n(?P<quote><blockquote>)|(?P<all><blockquote>)\n<p>{_HEAD}"
    r"(?=</p>|<br>)",
    re.DOTALL,
)
_FORWARD = re.compile(
    r"<p>(?:[-_ ]{5,}(?:Original Message[-_ ]{5,})?<br>\n)?(?:<strong>)?From:.{1,200}<br>\n"
    r"(?:<strong>)?(?:Sent|Date|To|Subject):"
)
_EDGE = re.compile(r"<(/?)blockquote>")
_OPENING = re.compile(r"<(?!/|(?:br|hr|img)\b)")


def fold_mail(html: str) -> str:
    """Fold away the mail that a reply by mail repeats, in clean HTML."""
    if "<blockquote>" in html and ":" in html:
        html = _fold_quotes(html)
    if "From:" in html and (found := _FORWARD.search(html)) and _is_outermost(html, found.start()):
        html = f"{html[: found.start()]}{_fold(html[found.start() :])}"
    return html


def _fold_quotes(html: str) -> str:
    parts = []
    done = 0
    for found in _QUOTE.finditer(html):
        start = found.start()
        end = _end_of_quote(html, found.start("all" if found["all"] else "quote"))
        if start < done or end is None:
            continue
        parts.append(html[done:start])
        is_inside = found["start"] == "<br>\n"
        start += len("<br>\n") if is_inside else 0
        lead = ("</p>\n", "<p>") if is_inside else ("", "")
        parts.append(lead[0] + _fold(lead[1] + html[start:end]))
        done = end
    return "".join(parts) + html[done:]


def _end_of_quote(html: str, start: int) -> int | None:
    depth = 0
    for edge in _EDGE.finditer(html, start):
        depth += -1 if edge[1] else 1
        if depth == 0:
            return edge.end()
    return None


def _is_outermost(html: str, place: int) -> bool:
    """Tell whether all that was opened before a place is closed there."""
    return len(_OPENING.findall(html, 0, place)) == html.count("</", 0, place)


def _fold(html: str) -> str:
    return f'<details class="quoted"><summary>{SUMMARY}</summary>\n{html.strip()}\n</details>'
