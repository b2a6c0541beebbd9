"""
Every link and image of clean HTML, written anew; and places for what the text refers to.

No remote image stays: the site's own copy stands for it, or a link. A reference is @login,
#12, GH-12, owner/repo#12, a commit's hash, or owner/repo@hash. What only the page can decide is left to `slots`.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from html import escape, unescape
from itertools import count

from .addresses import UNREADABLE, is_place, is_recording, read_address
from .honesty import host_note
from .marks import MARK
from .slots import REL, SLOT

MAX_LINKS = 100

# References in text as nh3 writes it, where `&` stands for an entity only. What may not come
# before one is asked after its first character: then `re` leaps from one such to the next.
_APART = r"[\w&/#@.-]"
_NUMBER = r"(?P<number>[1-9][0-9]{0,8})(?![\w-])"
_REFERENCE = (
    rf"@(?<!{_APART}@)(?P<login>[a-zA-Z0-9](?:-?[a-zA-Z0-9]){{0,38}})(?![\w@/-])"
    rf"|GH-(?<!{_APART}GH-)(?P<short>[1-9][0-9]{{0,8}})(?![\w-])"
)
_NEAR = rf"|#(?<!{_APART}#)(?P<repository>){_NUMBER}"
_FAR = rf"|(?<!{_APART})(?P<repository>[\w-]{{1,39}}/[\w.-]{{1,100}})?#{_NUMBER}"
# A hash stands alone if it is whole; a short one only after words that announce a commit, for
# other things have short names of digits and letters too.
_COMMIT = (
    rf"|(?<!{_APART})(?P<home>[\w-]{{1,39}}/[\w.-]{{1,100}})@(?P<far_hash>[0-9a-f]{{7,40}})(?![\w-])"
    rf"|(?<!{_APART})(?:(?P<hash>[0-9a-f]{{40}})|(?:(?<=ommit )|(?<=evision )|(?<= in )|(?<= by ))"
    r"(?P<short_hash>(?=[0-9]*[a-f])(?=[a-f]*[0-9])[0-9a-f]{7,12}))(?![\w-])"
)
# A digit beside a letter is quickly found, or not; most posts have none.
_IS_MIXED = re.compile(r"[0-9](?:[a-f]|(?<=[a-f].))")
_HAS_HASH = re.compile(r"[0-9a-f]{7}(?<=[\s>(@\[:;,][0-9a-f]{7})")
_IS_FAR = re.compile(r"#(?<=\w#)[1-9]")

_ELEMENT = r"<a(?P<link>(?: [^>]*)?)>(?P<words>.*?)</a>|<img(?P<image>[^>]*)>"
_ELEMENTS = re.compile(_ELEMENT, re.DOTALL)
_AS_IS = r"<(?P<as_is>pre|code|kbd|samp|var)\b[^>]*>.*?</(?P=as_is)>|<[^>]*>"
_PLACES = re.compile(f"{_ELEMENT}|{_AS_IS}|{_REFERENCE}{_NEAR}", re.DOTALL)
_PLACES_FAR = re.compile(f"{_ELEMENT}|{_AS_IS}|{_REFERENCE}{_FAR}", re.DOTALL)
_PLACES_HASH = re.compile(f"{_ELEMENT}|{_AS_IS}|{_REFERENCE}{_COMMIT}{_FAR}", re.DOTALL)
_IMAGE = re.compile(r"<img(?P<image>[^>]*)>")
_TAG = re.compile(r"<[^>]*>")
_ATTRIBUTE = re.compile(r' ([a-z]+)="([^"]*)"')


def write_links(html: str) -> str:
    """
    Write every link and image of clean HTML anew, and leave places for references.

    Beyond the limit words stay without a link.
    """
    if _IS_MIXED.search(html) and _HAS_HASH.search(html):
        return _PLACES_HASH.sub(partial(_write, links=count(1)), html)
    if "@" in html or "#" in html or "GH-" in html:
        write = partial(_write, links=count(1))
        return (_PLACES_FAR if _IS_FAR.search(html) else _PLACES).sub(write, html)
    if "<a" in html or "<img" in html:
        return _ELEMENTS.sub(partial(_write_element, links=count(1)), html)
    return html


def _write(match: re.Match[str], links: Iterator[int]) -> str:
    """Write one link, image or reference; everything else stays."""
    kind = match.lastgroup
    if kind is None:
        return match[0]
    if kind in ("words", "image"):
        return _write_element(match, links)
    if kind == "as_is":
        return _ELEMENTS.sub(partial(_write_element, links=links), match[0])
    return match[0] if next(links) > MAX_LINKS else _write_reference(match, kind)


def _write_reference(match: re.Match[str], kind: str) -> str:
    """Leave a place for what a reference leads to."""
    if kind == "login":
        return f"<a {SLOT}login>{match[0]}</a>"
    if kind.endswith("hash"):
        return f"<a {SLOT}commit {match['home'] or ''}@{match[kind]}>{match[0]}</a>"
    number = match["number"] or match["short"]
    return f"<a {SLOT}thread {match['repository'] or ''}#{number}>{match[0]}</a>"


def _write_element(match: re.Match[str], links: Iterator[int]) -> str:
    if match["link"] is None:
        return _write_image(match, "linked" if next(links) <= MAX_LINKS else "named")
    if MARK in match["link"]:
        return match[0]
    attributes: dict[str, str] = dict(_ATTRIBUTE.findall(match["link"]))
    words = match["words"]
    if "<img" in words:
        words = _IMAGE.sub(partial(_write_image, kind="inner"), words)
    address = read_address(unescape(attributes.get("href", "")))
    if address is None or next(links) > MAX_LINKS:
        return words
    text = unescape(_TAG.sub("", words))
    if not UNREADABLE.sub("", text).strip() and "<img" not in words:
        words = text = escape(address.host)
    slot, after = "", ""
    if text == address.href:
        if is_place(text):
            slot = f"{SLOT}bare "
        elif is_recording(text):
            words = "Recording on GitHub"
    elif is_place(address.href):
        slot = f"{SLOT}address "
    elif text.endswith(">") and address.href == f"{text[:-1]}%3E":
        # comrak takes the end of `\<https://…>`, which programs write, for a part of it.
        address, words, after = replace(address, href=text[:-1]), escape(text[:-1]), "&gt;"
    title = f' title="{attributes["title"]}"' if attributes.get("title") else ""
    link = f'<a {slot}href="{escape(address.href)}"{title} rel="{REL}">{words}</a>{after}'
    return link + host_note(address, text)


def _write_image(match: re.Match[str], kind: str) -> str:
    attributes: dict[str, str] = dict(_ATTRIBUTE.findall(match["image"]))
    source, alt = attributes.get("src", ""), attributes.get("alt", "").strip()
    title = attributes.get("title", "")
    others = title[1:] if title.startswith(MARK) else ""
    return f'<img {SLOT}{kind} src="{source}" alt="{alt}" or="{others}">'
