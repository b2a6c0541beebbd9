"""Whoever reads a built site, and however, finds the same on every type of page."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from axe import axe_faults
from browser import SITE, serve_folder
from page_types import page_types

MODES = ("1280-light", "1280-dark", "390-light", "390-dark")
HEAVY = 3

# WCAG 1.4.12: what a reader may set for every text.
SPACED_TEXT = """
  * { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
  p { margin-block-end: 2em !important }
"""
SET_STYLE = """text => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  document.adoptedStyleSheets = [sheet];
}"""
OPEN_ALL = "document.querySelectorAll('details').forEach(details => { details.open = true })"

# What is wider than the window, or cut off at its sides; only a stranger's table may scroll.
SIDEWAYS = """() => {
  const edge = document.documentElement.clientWidth;
  const faults = document.documentElement.scrollWidth > edge ? ["the page"] : [];
  for (const element of document.querySelectorAll("body *")) {
    const style = getComputedStyle(element), box = element.getBoundingClientRect();
    const isSeen = box.width && box.height && style.clipPath === "none";
    if (!isSeen || element.closest(".table") || element.closest("svg")) continue;
    const isOut = box.left < -1 || box.right > edge + 1;
    const isCut = style.overflowX !== "visible" && element.scrollWidth > element.clientWidth + 1;
    if (isOut || isCut) faults.push(element.outerHTML.slice(0, 200));
  }
  return faults;
}"""
# Words that lie on others. A letter's own spacing, which comes after it, is no word.
OVERLAPS = """() => {
  const isHidden = element => element && (
    getComputedStyle(element).clipPath !== "none" || element.matches(".clamp")
    || isHidden(element.parentElement));
  const boxes = [], faults = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text; text = texts.nextNode();) {
    if (!text.data.trim() || isHidden(text.parentElement)) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    for (const box of range.getClientRects()) boxes.push({text, box});
  }
  boxes.sort((one, other) => one.box.top - other.box.top);
  boxes.forEach((one, index) => {
    for (const other of boxes.slice(index + 1)) {
      if (other.box.top > one.box.bottom - 6) break;
      const width = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
      if (one.text !== other.text && width > 3) faults.push([one.text.data, other.text.data]);
    }
  });
  return faults;
}"""
# The first words of critique, wait and answer in each exchange, and where they stand.
EXCHANGES = """() => [...document.querySelectorAll(".exchange:not(.heads)")].map(exchange =>
  [".exchange__said", ".exchange__wait", ".exchange__answered"].flatMap(part => {
    const element = exchange.querySelector(":scope > " + part);
    if (!element) return [];
    const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT, text =>
      text.data.trim() && !text.parentElement.closest("[aria-hidden]")
        ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_SKIP);
    const box = element.getBoundingClientRect();
    return [{words: texts.nextNode().data.split(/\\s+/).join(" ").trim(), x: box.x, y: box.y}];
  }))"""
TARGETS = "a[href], button, input, select, summary, textarea, [tabindex='0']"
# Inline links are exempt. What leads on is 44 pixels high, and nothing less than 24.
SMALL = f"""() => [...document.querySelectorAll("{TARGETS}")].filter(target => {{
  const box = target.getBoundingClientRect();
  const leadsOn = target.closest(".top, .tabs, .pager, .actions") || target.matches(".button");
  return getComputedStyle(target).display !== "inline" && target.checkVisibility()
    && !target.matches(".unseen") && (box.width < 24 || box.height < (leadsOn ? 44 : 24));
}}).map(target => target.outerHTML)"""


@pytest.fixture(scope="module")
def types(sample_site: Path) -> tuple[str, ...]:
    """Name a page of every type."""
    return page_types(sample_site)


@pytest.fixture(scope="module", params=MODES)
def context(request: pytest.FixtureRequest, chromium: Browser) -> Iterator[BrowserContext]:
    """Open a window of some width, in some scheme."""
    width, scheme = request.param.split("-")
    opened = chromium.new_context(
        viewport={"width": int(width), "height": 900}, color_scheme=scheme
    )
    yield opened
    opened.close()


def test_every_type_of_page_is_looked_at(sample_site: Path, types: tuple[str, ...]) -> None:
    """Each folder that holds a page is looked into: a new one is found by itself."""
    folders = {path.name for path in sample_site.iterdir() if list(path.rglob("*.html"))}

    assert folders == {name.partition("/")[0] for name in types if "/" in name}
    assert {"index.html", "404.html"} <= {*types}


def test_page_is_accessible(
    context: BrowserContext, sample_site: Path, types: tuple[str, ...]
) -> None:
    """Axe finds nothing, at any width, in either scheme."""
    assert [
        (name, *fault) for name, page in visit(context, sample_site, types)
        for fault in axe_faults(page)
    ] == []  # fmt: skip


def test_real_page_is_accessible(context: BrowserContext, real_site: Path) -> None:
    """Nor on the longest threads of strangers, nor on a list of them."""
    threads = sorted(real_site.glob("said/*/index.html"), key=lambda path: path.stat().st_size)
    names = ["index.html", *(path.relative_to(real_site).as_posix() for path in threads[-HEAVY:])]

    assert [
        (name, *fault) for name, page in visit(context, real_site, names)
        for fault in axe_faults(page)
    ] == []  # fmt: skip


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("style", ["", SPACED_TEXT], ids=["as it is", "spaced"])
def test_text_has_room(
    chromium: Browser, sample_site: Path, types: tuple[str, ...], width: int, style: str
) -> None:
    """Nothing scrolls, is cut or overlaps sideways, at 400 % either, nor with a reader's spacing."""
    context = chromium.new_context(viewport={"width": width, "height": 700})
    faults = []
    for name, page in visit(context, sample_site, types):
        page.evaluate(SET_STYLE, style)
        page.evaluate(OPEN_ALL)
        faults += [(name, found) for found in (*page.evaluate(SIDEWAYS), *page.evaluate(OVERLAPS))]
    context.close()

    assert faults == []


@pytest.mark.parametrize("width", [390, 1280])
def test_critique_comes_before_wait_and_answer(
    chromium: Browser, sample_site: Path, types: tuple[str, ...], width: int
) -> None:
    """So they are read out, so they stand in the page, and so they lie on it."""
    context = chromium.new_context(viewport={"width": width, "height": 900})
    faults = []
    for name, page in visit(context, sample_site, types):
        exchanges = page.evaluate(EXCHANGES)
        spoken = iter(spoken_words(page))
        for parts in exchanges:
            places = [(part["y"] if width < 960 else part["x"]) for part in parts]
            is_spoken = all(part["words"] in spoken for part in parts)
            if places != sorted(places) or not is_spoken:
                faults.append((name, parts))
    context.close()

    assert faults == []


@pytest.mark.parametrize("width", [390, 1280])
def test_targets_are_large_enough(
    chromium: Browser, sample_site: Path, types: tuple[str, ...], width: int
) -> None:
    """A finger finds what leads on at 44 pixels, and anything at 24."""
    context = chromium.new_context(viewport={"width": width, "height": 900})
    faults = [
        (name, target) for name, page in visit(context, sample_site, types)
        for target in page.evaluate(SMALL)
    ]  # fmt: skip
    context.close()

    assert faults == []


def visit(context: BrowserContext, site: Path, names: Iterable[str]) -> Iterator[tuple[str, Page]]:
    """Open some pages of a site, one after the other."""
    page = context.new_page()
    serve_folder(page, site)
    for name in names:
        page.goto(f"{SITE}/{name}")
        yield name, page
    page.close()


def spoken_words(page: Page) -> list[str]:
    """Read the page as a screen reader does: the texts of the accessibility tree, in its order."""
    session = page.context.new_cdp_session(page)
    nodes: list[dict[str, Any]] = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()
    by_id = {node["nodeId"]: node for node in nodes}
    texts, waiting = [], [nodes[0]]
    while waiting:
        node = waiting.pop()
        if node.get("role", {}).get("value") == "StaticText":
            texts.append(" ".join(node["name"]["value"].split()))
        waiting += [by_id[child] for child in reversed(node["childIds"]) if child in by_id]
    return texts
