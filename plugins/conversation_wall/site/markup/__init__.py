"""
Strangers' GitHub Flavored Markdown, made into HTML that a page can hold.

    body ─limits→ clean ─guards→ comrak ─mark→ depth, size ─→ nh3 ─repair→ furnish ─→ Prepared
                                                  └─ any breach, any failure ─→ <pre class="plain">
    Prepared, context ─fill→ Markup

The first line is costly, and depends on the text alone: what it gives can be kept, by the
text and `renderer_version`. The last is cheap, and does what the page, the repository and the
wall's settings decide: links to its own threads, mentions, images, ids.

    rendering    the pipeline above, and its limits
    marks        guards before comrak; after it, markers on its furniture (alerts, footnotes,
                 task boxes, languages, formulas)
    media        typed pictures and films, before nh3 drops them
    bounds       what keeps typed tags from growing: reopened elements, depth
    allowlist    nh3, once, on one path; nothing it dropped comes back
    repair       only where a stranger wrote HTML: what browsers take and validators do not
    furniture    our own references, headings, tables and alerts around nh3's output
    fences       code in colour; diagrams and suggestions
    mail         what a reply by mail repeats, folded away
    links        every link and image written anew; places for @login and #12
    honesty      the host beside a link whose words do not say it
    slots        the places left open, and what the context puts there
    addresses    where a link leads, and what host its words name
    excerpts     the words of a rendered post, and its beginning
    context      what a post's HTML depends on, besides its text
    version      which renderer this is

Markers hold U+FDD0. Nobody can type that character: the text and its character references
are cleaned of it. So nh3 may let markers pass and drop every other class, id and title, and
what a stranger copies from our pages stays plain HTML.
"""

from .context import Asset, RenderContext, ThreadLink
from .excerpts import Excerpt, excerpt, plain_text, shorten, spoken
from .rendering import Prepared, Rendered, place, prepare, render
from .version import renderer_version

__all__ = [
    "Asset",
    "Excerpt",
    "Prepared",
    "RenderContext",
    "Rendered",
    "ThreadLink",
    "excerpt",
    "place",
    "plain_text",
    "prepare",
    "render",
    "renderer_version",
    "shorten",
    "spoken",
]
