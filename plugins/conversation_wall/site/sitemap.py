"""
What search engines read: the list of all pages with their true dates, and robots.txt.

A sitemap names whole addresses, so there is one only where the site has one (`SITEURL`).
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from xml.sax.saxutils import escape

from ..records import utc_text
from .assets import Asset

# The protocol's bound on the addresses of one file.
LARGEST = 50_000
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def sitemaps(
    pages: Sequence[tuple[str, datetime | None]], site_url: str, largest: int = LARGEST
) -> Iterator[Asset]:
    """
    List pages, given as (file or path, when it last changed), in one file or in several.

    A page whose date nobody knows has none: a made-up one would be worse.
    """
    if not site_url:
        return
    entries = [
        _entry("url", f"{site_url}/{path.removesuffix('index.html')}", changed_at)
        for path, changed_at in sorted(pages, key=lambda page: page[0])
    ]
    if len(entries) <= largest:
        yield Asset("sitemap.xml", _document("urlset", entries))
        return
    index = []
    for number, first in enumerate(range(0, len(entries), largest), start=1):
        name = f"sitemap-{number}.xml"
        shard = entries[first : first + largest]
        index.append(_entry("sitemap", f"{site_url}/{name}", None))
        yield Asset(name, _document("urlset", shard))
    yield Asset("sitemap.xml", _document("sitemapindex", index))


def robots(site_url: str) -> Asset:
    """Let everybody read everything, and say where the sitemap is."""
    where = f"\nSitemap: {site_url}/sitemap.xml\n" if site_url else ""
    return Asset("robots.txt", f"User-agent: *\nAllow: /\n{where}".encode())


def _entry(name: str, url: str, changed_at: datetime | None) -> str:
    date = f"<lastmod>{utc_text(changed_at.replace(microsecond=0))}</lastmod>" if changed_at else ""
    return f"<{name}><loc>{escape(url)}</loc>{date}</{name}>\n"


def _document(name: str, entries: Sequence[str]) -> bytes:
    head = f'<?xml version="1.0" encoding="utf-8"?>\n<{name} xmlns="{_NAMESPACE}">\n'
    return (head + "".join(entries) + f"</{name}>\n").encode()
