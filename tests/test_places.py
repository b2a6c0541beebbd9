"""The site is right wherever its folder is served: at the top of a host and below `/repo/`."""

import re
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urldefrag, urljoin

import pytest

from serving import served
from sites import a_wall, build, read_page
from test_building import some_threads

_SHEET_URL = re.compile(r"url\(([^)]+)\)")


@pytest.mark.parametrize("place", ["", "/repo", "/deep/er"])
def test_every_link_leads_to_a_page_from_any_place(tmp_path: Path, place: str) -> None:
    """A visitor who follows every link and loads every file from the front page finds them all."""
    wall = a_wall(tmp_path / "wall", some_threads(), WALL_CONTACT_EMAIL="a@shop.example")
    site = Path(f"{tmp_path}/host{place}")
    site.parent.mkdir(parents=True, exist_ok=True)
    build(wall).rename(site)

    with served(tmp_path / "host") as host:
        lost, seen = crawl(f"{host}{place}/")

    assert [] == lost
    pages = [path for path in site.rglob("index.html") if path.is_file()]
    assert len(pages) == sum(url.endswith("/") for url in seen)


def test_not_found_page_finds_its_way_from_any_depth(tmp_path: Path) -> None:
    """GitHub Pages serves it at every address that does not exist."""
    wall = a_wall(tmp_path, some_threads(), SITEURL="https://hollin.example/repo")
    page = read_page((build(wall) / "404.html").read_text("utf-8"))

    inside = [*page.links, *page.loads]
    assert [] == [url for url in inside if not url.startswith(("https://", "mailto:", "#"))]
    files = [url.removeprefix("https://hollin.example/repo/") for url in page.loads]
    assert [] == [file for file in files if not (wall / "output" / file).is_file()]


def crawl(start: str) -> tuple[list[str], set[str]]:
    """Follow every link and load every file below an address; give what is lost, and all seen."""
    seen, waiting, lost = {start}, [start], []
    while waiting:
        url = waiting.pop()
        try:
            with urllib.request.urlopen(url) as answer:
                body = answer.read().decode("utf-8", "replace")
        except urllib.error.HTTPError as error:
            lost.append(f"{url}: {error.code}")
            continue
        for found in references(url, body):
            if found.startswith(start) and found not in seen:
                seen.add(found)
                waiting.append(found)
            elif found.startswith("http://127.0.0.1") and not found.startswith(start):
                lost.append(f"{url}: leads out of the site to {found}")
    return lost, seen


def references(url: str, body: str) -> Iterator[str]:
    """Give every address that a file names, in full."""
    if url.endswith("/"):
        page = read_page(body)
        named = [*page.links, *page.loads]
    elif url.endswith(".css"):
        named = _SHEET_URL.findall(body)
    else:
        named = []
    for reference in named:
        yield urldefrag(urljoin(url, reference)).url
