"""
The page with the code that puts the wall on other sites.

The code is text like any other: templates escape it once more, so that it can be read.
"""

import re

from markupsafe import Markup

from .language import gettext
from .text import clean_title
from .views import CodeView, EmbedCodeView, FrameView, Link, SnippetView

# Stands in the code until the owner has said where the site is.
NOWHERE = "https://your-wall.example"

_FRAME = Markup(
    '<iframe src="{src}" title="{title}" width="100%" height="640" style="{style}" '
    'loading="lazy" sandbox="allow-top-navigation-by-user-activation"></iframe>\n'
    '<p><a href="{wall}">{link}</a></p>'
)
_BADGE = Markup('<a href="{wall}"><img src="{src}" alt="{alt}" height="28"></a>')
# What would end the words in brackets, or be more than words.
_MARKDOWN = re.compile(r"([\\`*_\[\]<>&])")


def embed_code_view(site_name: str, site_url: str, root: str) -> EmbedCodeView:
    """Make the page of codes for a site that may not have its address yet."""
    wall = f"{site_url or NOWHERE}/"
    name = clean_title(site_name)
    note = None
    if not site_url:
        note = gettext(
            "This wall does not know its address yet, so the code says %(address)s. "
            "If the wall is yours, set WALL_SITEURL when you build it."
        ) % {"address": NOWHERE}
    return EmbedCodeView(
        title=gettext("Put this on your site"),
        lead=gettext(
            "Copy the code into a page of yours. It shows the three newest conversations, and "
            "needs no JavaScript. Where it is 512 pixels wide or more, a height of 400 is enough."
        ),
        note=note,
        snippets=(
            _framed(
                "light",
                gettext("For a light page"),
                gettext("Always light, whatever the visitor’s device prefers."),
                (wall, name, root),
            ),
            _framed(
                "dark",
                gettext("For a dark page"),
                gettext("Always dark."),
                (wall, name, root),
            ),
            _framed(
                "",
                gettext("For a page that is both"),
                gettext("Light or dark, as the visitor’s device prefers."),
                (wall, name, root),
            ),
            _badge(wall, name, root),
        ),
    )


def _framed(scheme: str, title: str, text: str, place: tuple[str, str, str]) -> SnippetView:
    wall, name, root = place
    path = f"embed/{scheme}/" if scheme else "embed/"
    code = _FRAME.format(
        src=wall + path,
        title=gettext("Latest conversations with %(site)s") % {"site": name},
        style=_style(scheme),
        wall=wall,
        link=gettext("What customers say, and what we answer"),
    )
    return SnippetView(
        title=title,
        text=text,
        codes=(CodeView(f"code-{scheme or 'both'}", str(code)),),
        frame=FrameView(root + path, gettext("Preview: %(title)s") % {"title": title}, scheme),
    )


def _style(scheme: str) -> str:
    """
    Give the frame's style.

    A browser paints a ground behind a frame whose scheme is not the page's (CSS Color
    Adjustment 1, 2.4). Most pages are light and never say so: there the others say theirs.
    """
    return {
        "light": "border:0",
        "dark": "border:0;color-scheme:dark",
        "": "border:0;color-scheme:light dark",
    }[scheme]


def _badge(wall: str, name: str, root: str) -> SnippetView:
    # Whoever copies it keeps it for years: it names no number.
    alt = gettext("How many critiques %(site)s has answered") % {"site": name}
    src = f"{wall}badge.svg"
    html = _BADGE.format(wall=wall, src=src, alt=alt)
    words = _MARKDOWN.sub(r"\\\1", alt)
    return SnippetView(
        title=gettext("A badge"),
        text=gettext("Our score as a picture, for a footer or a README."),
        codes=(
            CodeView("code-html", str(html), gettext("HTML")),
            CodeView("code-markdown", f"[![{words}]({src})]({wall})", gettext("Markdown")),
        ),
        badge=Link(alt, f"{root}badge.svg"),
    )
