"""A visit is light, and private: few bytes, three requests, nobody else is asked."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request, Response

from bench.serving import pack, serve
from browser import SITE, serve_folder
from page_types import page_types

ROOT = Path(__file__).resolve().parent.parent
KB = 1024
SCRIPTS = ROOT / "theme" / "static" / "js"

# Page by page: how many bytes, packed. A list or thread of more than ten may have as much for each.
LIST, THREAD, FIGURES, OTHER, WIDGET, BADGE, FIRST_VISIT, ALL_SCRIPTS = (
    8 * KB, 8 * KB, 7 * KB, 6 * KB, 2 * KB, 1 * KB, 20 * KB, 4 * KB,
)  # fmt: skip
TEN = 10


def test_pages_stay_within_their_budgets(sample_site: Path) -> None:
    """Ten pairs or ten turns come in 8 KB, the figures with their tables in 7, every other page in 6, the widget in 2."""
    over = [
        (name, size, budget)
        for path in sample_site.rglob("*.html")
        if (size := size_of(path))
        > (budget := budget_of(name := path.relative_to(sample_site).as_posix(), path))
    ]

    assert over == []


def test_pages_of_strangers_stay_within_their_budgets(real_site: Path) -> None:
    """Lists are as light when strangers wrote what is on them."""
    lists = [path for path in real_site.rglob("*.html") if pairs_on(path)]

    assert lists
    assert [] == [path for path in lists if size_of(path) > budget_of("", path)]


def test_badge_stays_within_its_budget(sample_site: Path) -> None:
    """It stands on other people's pages."""
    assert size_of(sample_site / "badge.svg") <= BADGE


def test_scripts_stay_within_their_budget() -> None:
    """What nobody needs costs little, even with all of it switched on."""
    assert sum(map(size_of, SCRIPTS.glob("*.js"))) <= ALL_SCRIPTS


@pytest.mark.parametrize("name", ["", "how-were-doing/", "say/"])
def test_first_visit_is_three_requests(chromium: Browser, sample_site: Path, name: str) -> None:
    """A page, the sheet and the icon: 20 KB, and nothing is asked twice."""
    with serve(sample_site) as served:
        context = chromium.new_context()
        page = context.new_page()
        page.goto(f"{served.address}/{name}", wait_until="networkidle")
        context.close()
    asked = [sample_site / path.lstrip("/") for path in served.asked]
    files = [path / "index.html" if path.is_dir() else path for path in asked]

    assert [".css", ".html", ".svg"] == sorted(path.suffix for path in files)
    assert sum(map(size_of, files)) <= FIRST_VISIT


def test_nobody_else_is_asked_and_nothing_is_refused(chromium: Browser, sample_site: Path) -> None:
    """No page breaks its own policy, complains, or knows another host."""
    page = chromium.new_page()
    faults = listen(page)
    serve_folder(page, sample_site)
    for name in page_types(sample_site):
        page.goto(f"{SITE}/{name}")
    page.close()

    assert faults == []


def test_fault_is_heard(chromium: Browser, sample_site: Path, tmp_path: Path) -> None:
    """These checks can fail: a style that the policy forbids is complained of."""
    html = (sample_site / "404.html").read_text("utf-8")
    (tmp_path / "index.html").write_text(html.replace("<main", '<main style="color: red"'), "utf-8")
    page = chromium.new_page()
    faults = listen(page)
    serve_folder(page, tmp_path)
    page.goto(SITE)
    page.close()

    assert any("Content Security Policy" in fault for fault in faults)


def listen(page: Page) -> list[str]:
    """Collect what a page complains of, what it cannot get, and whom else it asks."""
    faults: list[str] = []

    def hear_request(request: Request) -> None:
        if not request.url.startswith(f"{SITE}/"):
            faults.append(f"{page.url} asks {request.url}")

    def hear_response(response: Response) -> None:
        if not response.ok:
            faults.append(f"{page.url} misses {response.url}")

    page.on("console", lambda message: faults.append(f"{page.url}: {message.text}"))
    page.on("pageerror", lambda error: faults.append(f"{page.url}: {error}"))
    page.on("request", hear_request)
    page.on("response", hear_response)
    return faults


def size_of(path: Path) -> int:
    """Give the bytes that are sent of a file."""
    return len(pack(path.read_bytes()))


def budget_of(name: str, path: Path) -> int:
    """Give the bytes that a page may have."""
    if name.startswith("embed/"):
        return WIDGET
    if name.startswith("how-were-doing/"):
        return FIGURES
    if name.startswith("said/"):
        posts = len(re.findall(r'class="post\b', path.read_text("utf-8")))
        return THREAD * max(posts, TEN) // TEN
    pairs = pairs_on(path)
    return LIST * max(pairs, TEN) // TEN if pairs else OTHER


def pairs_on(path: Path) -> int:
    """Count the pairs of a list."""
    return path.read_text("utf-8").count('<article class="pair')
