"""
Run the pipeline: a stranger's Markdown in, HTML or escaped text out.

    prepare   body → Prepared               the costly part: of the text alone, so it can be kept
    place     Prepared, context → Rendered  the cheap part: what the page, the wall and the
                                            repository decide is put into the places left open
    render    both

What `prepare` made is good as long as `renderer_version` says the same. Text that breaks a limit of `facts/security-and-reliability.md` §2.4 is shown as typed.
"""

import re
from dataclasses import dataclass
from html import escape

import comrak
from markupsafe import Markup

from ..text import clean_text
from .allowlist import CLEANER
from .bounds import bound_typed_tags, is_deep
from .context import RenderContext
from .excerpts import plain_text
from .furniture import furnish
from .honesty import fill_hosts
from .marks import MARK, guard, mark_furniture
from .media import keep_media
from .repair import repair
from .slots import fill

BODY_LIMIT = 65_536
MAX_ELEMENTS = 5_000
MAX_CELLS = 200_000
MAX_OUTPUT = 1_000_000
MAX_GROWTH = 20
MIN_OUTPUT = 10_240
# comrak is quadratic in nested `[^[^`, and a note links back to each of its references.
MAX_NOTES = 500

# GitHub links `http://localhost:3000`, which comrak does only where it links more than GitHub.
_DOTLESS = re.compile(r"\bhttps?://[\w-]+(?![\w.-])")
_TYPED_TAG = re.compile(r"<[a-zA-Z/]")


@dataclass(frozen=True, slots=True)
class Prepared:
    """A post's clean HTML with places left open, which no page can hold yet; see `Rendered`."""

    html: str
    is_plain: bool = False
    is_shortened: bool = False


@dataclass(frozen=True, slots=True)
class Rendered:
    """A post's HTML. `is_plain`: shown as typed. `is_shortened`: the rest is on GitHub."""

    html: Markup
    is_plain: bool = False
    is_shortened: bool = False


def render(body: str, context: RenderContext) -> Rendered:
    """
    Make a page's HTML of a stranger's Markdown. Never raises.

    What cannot be rendered within the limits becomes escaped text, marked `is_plain`.
    """
    return place(prepare(body), context)


def prepare(body: str) -> Prepared:
    """Make clean HTML of a stranger's Markdown: a function of the text alone. Never raises."""
    is_shortened = len(body) > BODY_LIMIT
    text = clean_text(body[:BODY_LIMIT] + "\n\n…" if is_shortened else body)
    try:
        html = _render_rich(text)
    except (KeyboardInterrupt, SystemExit):
        raise
    # One post that will not render is shown as typed, whatever the reason. A panic in Rust
    # derives from BaseException and has no importable name.
    except BaseException:  # noqa: BLE001
        html = None
    if html is None:
        return Prepared(_as_typed(text), True, is_shortened)
    return Prepared(html, False, is_shortened)


def place(prepared: Prepared, context: RenderContext) -> Rendered:
    """Put what the context decides into prepared HTML. Never raises."""
    html, is_plain = fill(fill_hosts(prepared.html, context), context), prepared.is_plain
    if len(html) > MAX_OUTPUT and not is_plain:
        html, is_plain = _as_typed(plain_text(Markup(html))), True
    return Rendered(Markup(html), is_plain, prepared.is_shortened)


def _as_typed(text: str) -> str:
    return f'<pre class="plain">{escape(text)}</pre>'


def _render_rich(body: str) -> str | None:
    """Run the pipeline; None where a limit is broken."""
    budget = min(MAX_GROWTH * len(body) + MIN_OUTPUT, MAX_OUTPUT)
    if "|" in body and _count_cells(body) > MAX_CELLS:
        return None
    has_tags = _TYPED_TAG.search(body) is not None
    html = read_markdown(body)
    if len(html) > budget or html.count("<") - html.count("</") > MAX_ELEMENTS:
        return None
    if has_tags:
        html = bound_typed_tags(html)
    html = mark_furniture(html)
    if has_tags:
        html = keep_media(html)
    if is_deep(html):
        return None
    html = CLEANER.clean(html)
    if html.count("<") - html.count("</") > MAX_ELEMENTS or is_deep(html):
        return None
    if "&#" in body:  # nh3 read the references that were typed
        html = MARK.join(map(clean_text, html.split(MARK)))
    if has_tags:
        html = repair(html)
    html = furnish(html)
    return html if len(html) <= budget else None


def read_markdown(body: str) -> str:
    """Make HTML of Markdown as GitHub does in comments: with guards in it, and not clean."""
    parsing = _RELAXED if "://" in body and _DOTLESS.search(body) else _PARSING
    return comrak.render_markdown(guard(body), _extensions(body), parsing, _RENDERING)


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
_RELAXED = comrak.ParseOptions()
_RELAXED.relaxed_autolinks = True
_RENDERING = comrak.RenderOptions()
_RENDERING.unsafe_ = True  # nh3 comes after: it keeps <details>, <kbd> and <sub>
_RENDERING.hardbreaks = True  # as GitHub shows comments


def _count_cells(body: str) -> int:
    """Bound the cells of all tables: comrak fills short rows up (61 KB: 7 million cells, 5 s)."""
    lines = body.split("\n")
    return max(line.count("|") for line in lines) * len(lines)


def _extensions(body: str) -> comrak.ExtensionOptions:
    return _WITH_NOTES if 0 < body.count("[^") <= MAX_NOTES else _WITHOUT_NOTES
