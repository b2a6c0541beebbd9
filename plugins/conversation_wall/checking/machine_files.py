"""
What machines read: feeds and sitemaps. Well-formed, and with the site's own address.

Both are read as a stream: a sitemap may name fifty thousand pages.
"""

from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from .faults import Fault, Rule
from .places import Places

_ATOM = "{http://www.w3.org/2005/Atom}"
_SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
_FEED, _LINK, _LOC = f"{_ATOM}feed", f"{_ATOM}link", f"{_SITEMAP}loc"
_SITEMAP_ROOTS = (f"{_SITEMAP}urlset", f"{_SITEMAP}sitemapindex")


def faults_in_machine_files(
    output: Path, places: Places, feed_links: dict[str, list[str]]
) -> Iterator[Fault]:
    """Find what is wrong with feeds and sitemaps; put where the feeds lead into `feed_links`."""
    for file in sorted(file for file in places.files if file.endswith(".xml")):
        try:
            yield from _faults(output, file, places, feed_links)
        except (ElementTree.ParseError, OSError) as error:
            yield Fault(Rule.FEED, file, str(error))


def _faults(
    output: Path, file: str, places: Places, feed_links: dict[str, list[str]]
) -> Iterator[Fault]:
    root, depth = "", 0
    links: list[str] = []
    selves: list[str] = []
    for event, element in ElementTree.iterparse(output / file, ["start", "end"]):
        if event == "start":
            root = root or element.tag
            depth += 1
            continue
        depth -= 1
        if element.tag == _LINK and root == _FEED:
            own = element.get("rel") == "self"
            (selves if own else links).append(element.get("href") or "")
        elif element.tag == _LOC and root in _SITEMAP_ROOTS:
            yield from _listed(file, (element.text or "").strip(), places)
        # What was read is let go, but not while its parent still wants it.
        if depth == 1:
            element.clear()
    if root == _FEED:
        feed_links[file] = links
        if places.address and selves != [places.url_of(file)]:
            yield Fault(Rule.FEED_ADDRESS, file, ", ".join(selves) or "none")


def _listed(file: str, url: str, places: Places) -> Iterator[Fault]:
    target = places.target(file, url)
    is_whole = places.address and url.startswith(places.address)
    if not is_whole or target is None or target.file is None:
        yield Fault(Rule.SITEMAP, file, url)
