"""
Typed pictures and films, before nh3 drops what it does not know.

    <picture>   becomes its image, which remembers the other sources
    <video>     becomes a link
"""

import re

from .marks import MARK

MAX_PICTURE = 2_000

_MEDIUM = re.compile(r"<(?:video|audio)\b[^>]*>", re.IGNORECASE)
_SOURCE = re.compile(r"\ssrc\s*=\s*[\"']?([^\"'\s>]+)", re.IGNORECASE)
_PICTURE = re.compile(
    rf"<picture\b[^>]*>((?:(?!<picture\b).){{0,{MAX_PICTURE}}}?)</picture\s*>",
    re.IGNORECASE | re.DOTALL,
)
_IMAGE = re.compile(r"<img(?=[\s/])", re.IGNORECASE)
_SET = re.compile(r"<source\s(?:[^<>]*\s)?srcset\s*=\s*[\"']?([^\"'\s,>]+)", re.IGNORECASE)


def keep_media(html: str) -> str:
    """Let what typed elements show survive as images and links."""
    if "src" not in html:
        return html
    # What follows the last ">" holds no tag, and would be searched for one again and again.
    html, end, rest = html.rpartition(">")
    html = _MEDIUM.sub(_link_medium, html + end)
    html = _PICTURE.sub(_keep_sources, html) if "</picture" in html.lower() else html
    return html + rest


def _link_medium(match: re.Match[str]) -> str:
    source = _SOURCE.search(match[0])
    return f'<a href="{source[1]}">Recording</a>' if source else ""


def _keep_sources(match: re.Match[str]) -> str:
    others = " ".join(_SET.findall(match[1]))
    # Of two attributes of one name, HTML takes the first.
    return _IMAGE.sub(f'<img title="{MARK}{others}"', match[1], count=1)
