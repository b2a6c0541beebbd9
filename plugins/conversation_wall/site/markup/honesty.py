"""
The host that stands behind a link, in small letters, where its words do not say it.

    [https://bank.example](https://evil.example)  → https://bank.example (evil.example)
    [your invoice](https://evil.example)          → your invoice (evil.example)
    https://evil.example/pay                      → as it is: it says where it leads

Words that name another host are a lie on any wall. Words that name none are honest where
everybody expects the target: on the wall's own GitHub, which only the context knows; so a
place is left there.
"""

import re
from html import escape

from .addresses import Address, hint_of
from .context import RenderContext
from .slots import SLOT

_PLACE = f"<span {SLOT}host>"
_PLACES = re.compile(rf"{_PLACE} \(([^()]*)\)</span>")


def host_note(address: Address, text: str) -> str:
    """Give what stands behind a link of these words: its host, a place for it, or nothing."""
    if hint := hint_of(address, text):
        return _note(hint)
    if address.is_mail or _names(text, address.host):
        return ""
    return f"{_PLACE} ({escape(address.host)})</span>"


def fill_hosts(html: str, context: RenderContext) -> str:
    """Put hosts where there is a place for them, except the wall's own GitHub."""
    if _PLACE not in html:
        return html
    github = context.github_url.partition("://")[2]

    def place(match: re.Match[str]) -> str:
        host = match[1]
        is_github = host == github or host.endswith(f".{github}")
        return "" if is_github else _note(host)

    return _PLACES.sub(place, html)


def _note(host: str) -> str:
    return f'<span class="link-host"> ({escape(host)})</span>'


def _names(text: str, host: str) -> bool:
    """Tell whether words name a host, or one that belongs to it."""
    domain = re.escape(host.removeprefix("www."))
    return re.search(rf"(?<![\w-]){domain}(?![\w-]|\.\w)", text, re.IGNORECASE) is not None
