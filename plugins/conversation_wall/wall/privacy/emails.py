"""
E-mail addresses in a text, also where they are written in a roundabout way.

    bob@example.com   bob&#64;example.com   bob%40example.com   bob [at] example [dot] com

No address: a version (`next@15.0.1`), a picture for fine screens (`logo@2x.png`), a place in a
file (`closure@main.rs:7`), an account of another network (`@bob@mastodon.example`), the
`git@` of a repository, and the robots of GitHub.
"""

import re
from collections.abc import Iterator

from .spans import Span

_MOST_OF_NAME = 64
_PLAIN_AT = re.compile("[@＠]")
_ANY_AT = re.compile(r"[@＠]|&#0{0,5}64;|&#[xX]0{0,5}40;|&commat;|%40|[ ]?[\[(](?:at|AT)[\])][ ]?")
# Without one of these the second finds no more than the first, which is much faster.
_ROUNDABOUT = ("64;", "40;", "&commat;", "%40", "at)", "at]", "AT)", "AT]")
_DOT = (
    r"(?:\\?\.|&#0{0,5}46;|&#[xX]0{0,5}2[eE];|&period;"
    r"|[ ]?[\[(](?:dot|DOT)[\])][ ]?)"
)
_HOST = re.compile(
    rf"(?:[^\W_](?:[\w-]{{0,61}}[^\W_])?{_DOT}){{1,8}}"
    r"(?P<end>xn--[a-z0-9-]{2,59}|[^\W\d_]{2,24})(?![^\W_])"
)
_NAME_BACKWARDS = re.compile(rf"[\w.+'-]{{1,{_MOST_OF_NAME}}}")
_NO_START = "._+'-"
# An account of another network begins with the sign; behind a word the sign begins nothing.
_NO_ADDRESS_AFTER = re.compile(r"\W?[@＠]|.?#", re.DOTALL)

_VERSION = re.compile(r"v?\d+(?:\.\d+|x\b)", re.IGNORECASE)
_FILE = re.compile(
    r"avif|css|gif|gz|html|ico|jpe?g|js|jsonc?|jsx|map|mjs|png|rules|service|socket|svg|target|tgz"
    r"|toml|tsx?|txt|wasm|webp|xml|ya?ml",
    re.IGNORECASE,
)
_LINE = re.compile(r":\d")
_REPOSITORY_USERS = ("git", "hg")
_ROBOTS = ("notifications@github.com", "noreply@github.com")


def find_emails(text: str) -> Iterator[Span]:
    """Give where e-mail addresses stand."""
    signs = _ANY_AT if any(sign in text for sign in _ROUNDABOUT) else _PLAIN_AT
    for at in signs.finditer(text):
        end_of_name = at.start() - text.startswith("\\", at.start() - 1)
        start = _start_of_name(text, end_of_name)
        host = _HOST.match(text, at.end()) if start < end_of_name else None
        if host and _is_address(text, start, at, host):
            yield start, host.end()


def _start_of_name(text: str, end: int) -> int:
    """Go back from the sign to where the name before it begins; to `end` where there is none."""
    before = text[max(0, end - _MOST_OF_NAME) : end]
    name = _NAME_BACKWARDS.match(before[::-1])
    return end - len(name[0][::-1].lstrip(_NO_START)) if name else end


def _is_address(text: str, start: int, at: re.Match[str], host: re.Match[str]) -> bool:
    if _NO_ADDRESS_AFTER.fullmatch(text[max(0, start - 2) : start]) or _VERSION.match(host[0]):
        return False
    rest = text[host.end() : host.end() + 2]
    name = text[start : at.start()]
    if _FILE.fullmatch(host["end"]) or (_LINE.match(rest) and "." not in host[0][:-3]):
        return False
    is_repository = name in _REPOSITORY_USERS and rest[:1] in (":", "/")
    return not is_repository and f"{name}@{host[0]}" not in _ROBOTS
