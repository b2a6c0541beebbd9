"""Whoever has no mouse reaches everything, in the order in which it is read, and sees where they are."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from browser import SITE, serve_folder
from page_types import page_types

# Where the keyboard is: the place in the document, what is seen of it, and of its outline.
STOP = """() => {
  const stop = document.activeElement;
  if (!stop || stop === document.body) return null;
  const box = [...stop.getClientRects()].find(box => box.width && box.height);
  const style = getComputedStyle(stop);
  const x = box && box.left + box.width / 2, y = box && box.top + box.height / 2;
  const top = box && document.elementFromPoint(x, y);
  return {
    place: [...document.querySelectorAll("*")].indexOf(stop),
    html: stop.outerHTML.slice(0, 200),
    isFrame: stop.tagName === "IFRAME",
    isSeen: Boolean(top && (stop.contains(top) || top.contains(stop))),
    outline: style.outlineWidth + " " + style.outlineStyle,
  };
}"""
REACHABLE = """() => [...document.querySelectorAll(
  "a[href], button, input, select, summary, textarea, iframe, [tabindex='0']"
)].filter(element => element.checkVisibility({contentVisibilityAuto: true}))
  .map(element => [...document.querySelectorAll("*")].indexOf(element))"""


@pytest.fixture(scope="module")
def page(chromium: Browser, sample_site: Path) -> Iterator[Page]:
    """Open a window whose pages are the sample's."""
    opened = chromium.new_page()
    serve_folder(opened, sample_site)
    yield opened
    opened.close()


@pytest.mark.parametrize(("width", "pages"), [(1280, None), (390, 4)])
def test_tab_walks_through_the_page(
    page: Page, sample_site: Path, width: int, pages: int | None
) -> None:
    """Tab comes to everything once, in the page's order, in plain sight, and out again."""
    page.set_viewport_size({"width": width, "height": 800})
    faults: list[tuple[object, ...]] = []
    for name in page_types(sample_site)[:pages]:
        page.goto(f"{SITE}/{name}")
        reachable = page.evaluate(REACHABLE)
        stops = walk(page, limit=2 * len(reachable) + 10)
        places = [stop["place"] for stop in stops]

        if places != reachable:
            faults.append((name, "order", places, reachable))
        faults += [
            (name, stop["html"], stop["outline"])
            for stop in stops
            # What has the keyboard within a frame is seen on the frame's own page.
            if not stop["isFrame"] and not (stop["isSeen"] and stop["outline"] == "3px solid")
        ]

    assert faults == []


def test_first_stop_skips_to_the_content(page: Page, sample_site: Path) -> None:
    """The first stop leads past the menu, and the next one is in the content."""
    for name in ("404.html", *page_types(sample_site)[:2]):
        page.goto(f"{SITE}/{name}")
        page.keyboard.press("Tab")
        first = page.evaluate("document.activeElement.getAttribute('href')")
        page.keyboard.press("Enter")
        page.wait_for_url("**#content")
        landed = page.evaluate("document.activeElement.tagName")
        page.keyboard.press("Tab")
        is_past = page.evaluate("!document.activeElement.closest('header.top, .skip')")

        assert (name, first, landed, is_past) == (name, "#content", "MAIN", True)


def walk(page: Page, limit: int) -> list[dict[str, Any]]:
    """Press Tab until it leaves the page or comes back to the start; a frame is one stop."""
    stops: list[dict[str, Any]] = []
    for _ in range(limit):
        page.keyboard.press("Tab")
        stop = page.evaluate(STOP)
        if stop is None or (stops and stop["place"] == stops[0]["place"]):
            return stops
        if not (stops and stop["place"] == stops[-1]["place"]):
            stops.append(stop)
    return stops
