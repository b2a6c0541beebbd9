"""
Go through every page of a built site once, and give its faults.

    files ─→ each page ─read→ ids, links, loads ─→ faults at once
                                      └─ anchors ─→ faults at the end: a link may lead to a
                                                    page that is read later
"""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from .anchors import Anchors
from .faults import Fault, Rule
from .places import Places
from .reading import PageRead, read_page

# Every browser scrolls up for these, or looks for words; neither is an id.
_NO_ANCHORS = ("top", "")
_TEXT_FRAGMENT = ":~:"
_CSS_ADDRESS = re.compile(r"(?:url\(|@import)\s*[\"']?([^\"')\s;]+)", re.IGNORECASE)


def faults_in_pages(
    output: Path, places: Places, feed_links: dict[str, list[str]]
) -> Iterator[Fault]:
    """Find what is wrong with the pages, with the sheets, and with where feeds lead."""
    anchors = Anchors()
    for file in places.files:
        if file.endswith(".html"):
            yield from _faults_of_page(output, file, places, anchors)
        elif file.endswith(".css"):
            yield from _loads(file, _addresses_in_sheet(output / file), places)
    for feed, links in feed_links.items():
        anchors.add_page(feed, [])
        yield from _links(feed, links, places, anchors)
    for source in anchors.settle():
        links = feed_links[source] if source in feed_links else _read(output, source).links
        for url in dict.fromkeys(links):
            target = places.target(source, url)
            if target and target.file and anchors.is_missing(target.file, target.anchor):
                yield Fault(Rule.ANCHOR, source, url)


def _faults_of_page(output: Path, file: str, places: Places, anchors: Anchors) -> Iterator[Fault]:
    try:
        page = _read(output, file)
    except (OSError, ValueError) as error:
        yield Fault(Rule.READABLE, file, str(error))
        return
    anchors.add_page(file, page.ids)
    if len(set(page.ids)) < len(page.ids):
        twice = (id_ for id_, count in Counter(page.ids).items() if count > 1)
        yield from (Fault(Rule.ID_ONCE, file, id_) for id_ in twice)
    if not _is_strict(page.policy):
        yield Fault(Rule.POLICY, file, page.policy or "none")
    if places.address and page.canonical and page.canonical != places.url_of(file):
        yield Fault(Rule.ONE_ADDRESS, file, page.canonical)
    yield from _loads(file, page.loads, places)
    # A customer may write any address of the site, also one that is not there. That is no
    # fault of the wall, and must not keep it from being published.
    links = [url for url in page.links if url not in page.strangers]
    yield from _links(file, links, places, anchors)


def _is_strict(policy: str | None) -> bool:
    """Tell whether a policy lets nothing in but what the site has itself."""
    return (
        bool(policy)
        and "default-src 'none'" in str(policy)
        and not re.search(r"http|\*", str(policy))
    )


def _loads(file: str, urls: list[str], places: Places) -> Iterator[Fault]:
    for url in dict.fromkeys(urls):
        target = places.target(file, url)
        if target is None:
            is_elsewhere = urlsplit(url).scheme in ("http", "https") or url.startswith("//")
            if is_elsewhere:
                yield Fault(Rule.LOAD_FROM_HERE, file, url)
        elif not target.is_inside:
            yield Fault(Rule.LINK_INSIDE, file, url)
        elif target.file is None:
            yield Fault(Rule.LOAD, file, url)


def _links(file: str, urls: list[str], places: Places, anchors: Anchors) -> Iterator[Fault]:
    for url in dict.fromkeys(urls):
        target = places.target(file, url)
        if target is None:
            continue
        if not target.is_inside:
            yield Fault(Rule.LINK_INSIDE, file, url)
        elif target.file is None:
            yield Fault(Rule.LINK, file, url)
        elif _is_anchor(target.anchor) and target.file.endswith(".html"):
            anchors.want(target.file, target.anchor)


def _is_anchor(anchor: str) -> bool:
    return anchor not in _NO_ANCHORS and not anchor.startswith(_TEXT_FRAGMENT)


def _read(output: Path, file: str) -> PageRead:
    return read_page((output / file).read_text("utf-8", "replace"))


def _addresses_in_sheet(path: Path) -> list[str]:
    return _CSS_ADDRESS.findall(path.read_text("utf-8", "replace"))
