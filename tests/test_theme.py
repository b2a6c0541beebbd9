"""The theme shows every view, to everybody, within its budget, and trusts no text."""

import gzip
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import gallery
from axe import axe_faults
from browser import SITE, serve_folder
from conversation_wall.site.stylesheet import SHEETS as ORDER
from conversation_wall.site.stylesheet import join_sheets
from gallery_views import PAGES
from sites import Outline

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CSS_BUDGET = 8 * 1024
TEMPLATES = gallery.THEME / "templates"
SHEETS = gallery.THEME / "static" / "css"

# Classes that `markup` writes into a post, and that no template names.
MARKUP_CLASSES = {
    "alert",
    "alert--caution",
    "alert--important",
    "alert--tip",
    "alert--warning",
    "alert__title",
    "align-center",
    "align-right",
    "code__comment",
    "code__deleted",
    "code__inserted",
    "code__keyword",
    "code__name",
    "code__number",
    "code__string",
    "footnotes",
    "image-link",
    "link-host",
    "masked",
    "plain",
    "quoted",
    "suggestion",
    "table",
    "task",
}
FORBIDDEN = {"script", "style", "iframe", "object", "embed", "base"}
# The widget's links lead out of its frame, and the page with the code for it shows it.
ALLOWED = {"widget.html": {"base"}, "embed_code.html": {"iframe"}}
# SVG knows no logical sizes.
SVG_RULES = {".score__solid", ".score__gap"}


def joined() -> str:
    """Give the sheet as the build joins it."""
    return join_sheets(gallery.THEME).content.decode()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every sample page, in a folder."""
    folder = tmp_path_factory.mktemp("gallery")
    gallery.build(PAGES, folder)
    return folder


@pytest.fixture(scope="module", params=["1280-light", "1280-dark", "390-light", "390-dark"])
def page(request: pytest.FixtureRequest, chromium: "Browser", site: Path) -> Iterator["Page"]:
    """A browser page that finds the samples under SITE."""
    width, scheme = request.param.split("-")
    context = chromium.new_context(
        viewport={"width": int(width), "height": 900}, color_scheme=scheme
    )
    serve_folder(context, site)
    yield context.new_page()
    context.close()


def test_every_template_compiles() -> None:
    """A template that no sample uses still has to be one."""
    env = gallery.make_site(Path()).env

    for name in env.list_templates():
        env.get_template(name)


@pytest.mark.parametrize("name", PAGES)
def test_page_is_whole(site: Path, name: str) -> None:
    """A page has one title, a heading of its own, a policy before any asset, and unique ids."""
    outline = Outline((site / f"{name}.html").read_text(encoding="utf-8"))

    tags = [tag for tag, _ in outline.tags]
    assert tags.count("h1") == 1
    assert tags.count("title") >= 1
    assert tags.count("main") == 1
    metas = [next(iter(attributes)) for tag, attributes in outline.tags if tag == "meta"]
    assert metas[:2] == ["charset", "http-equiv"]
    ids = [attributes["id"] for _, attributes in outline.tags if "id" in attributes]
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("name", PAGES)
def test_page_runs_nothing_and_asks_nobody_else(site: Path, name: str) -> None:
    """No script, style or handler stands in a page, and no asset is another site's."""
    for tag, attributes in Outline((site / f"{name}.html").read_text(encoding="utf-8")).tags:
        assert tag not in FORBIDDEN - ALLOWED.get(PAGES[name][0], set())
        assert not [key for key in attributes if key == "style" or key.startswith("on")]
        assert not (attributes.get("src") or "").startswith(("http", "//", "data:"))
        if tag == "link" and attributes.get("rel") != "canonical":
            assert not (attributes.get("href") or "").startswith(("http", "//", "data:"))


def test_only_the_owner_s_page_is_trusted() -> None:
    """`| safe` stands in page.html alone."""
    trusting = {
        path.name
        for path in TEMPLATES.rglob("*.html")
        if re.search(r"\|\s*safe\b|autoescape|Markup", path.read_text(encoding="utf-8"))
    }

    assert {"page.html"} == trusting


def test_text_of_customers_is_escaped_and_finds_its_own_direction(site: Path) -> None:
    """Names, titles and quotes are data, and may run the other way."""
    env = gallery.make_site(site).env
    template, context = PAGES["thread"]
    view = context["view"]
    evil = '<img src="x" onerror="y">'

    html = env.get_template(template).render(
        view=replace_thread(view, title=evil, raised=f"{evil} said", agree=evil)
    )

    assert evil not in html
    assert '<h1 id="title" dir="auto">' in html


def test_sheet_stays_within_its_budget() -> None:
    """The whole look costs a visitor at most 8 KB."""
    assert len(gzip.compress(join_sheets(gallery.THEME).content, mtime=0)) <= CSS_BUDGET


def test_sheets_are_layers_in_order() -> None:
    """A file is one layer, and every file is in the sheet."""
    order = re.findall(r"\w+", joined().partition(";")[0])[1:]
    layers = []
    for name in ORDER:
        text = (SHEETS / f"{name}.css").read_text(encoding="utf-8")
        found = re.findall(r"^@layer (\w+) {", text, re.MULTILINE)
        assert len(found) == 1, name
        layers += found

    assert set(order) == set(layers)
    assert sorted(layers[1:], key=order.index) == [layer for layer in layers if layer != "tokens"]
    assert sorted(path.stem for path in SHEETS.glob("*.css")) == sorted(ORDER)


def test_rules_are_classes_and_directions_are_logical() -> None:
    """No id and no `!important` in a rule; what is left in one language is right in another."""
    physical = re.compile(
        r"^(margin|padding|border)-(left|right|top|bottom)|^(left|right|top|bottom)$"
        r"|^(min-|max-)?(width|height)$|^float$"
    )
    sheet = joined()

    assert "!important" not in sheet
    for selector, body in rules(sheet):
        assert "#" not in selector
        for line in body.split(";"):
            name, _, value = line.partition(":")
            assert not physical.search(name.strip()) or selector in SVG_RULES, (selector, line)
            assert value.strip() not in {"left", "right"}, (selector, line)


def test_no_rule_is_left_over() -> None:
    """A class in the sheet is one that a template or `markup` writes."""
    styled = set(re.findall(r"\.([a-z][\w-]*)", " ".join(s for s, _ in rules(joined()))))
    written = " ".join(path.read_text(encoding="utf-8") for path in TEMPLATES.rglob("*.html"))
    made = {"bar--", "tag--", "gap--", "wait--", "proof--", "verdict--"}
    used = {
        name
        for name in styled
        if re.search(rf"[\"\s}}]{name}[\"\s{{]", written)
        or any(name.startswith(prefix) for prefix in made)
    }

    assert styled - used == MARKUP_CLASSES - used


@pytest.mark.parametrize("name", PAGES)
def test_page_is_accessible(page: "Page", name: str) -> None:
    """Axe finds nothing, at any width, in either scheme."""
    page.goto(f"{SITE}/{name}.html")

    assert axe_faults(page) == []


@pytest.mark.parametrize("name", PAGES)
def test_page_fits_a_narrow_window(chromium: "Browser", site: Path, name: str) -> None:
    """At 320 pixels, which is 1280 at 400 %, nothing scrolls sideways."""
    page = chromium.new_page(viewport={"width": 320, "height": 640})
    serve_folder(page, site)
    page.goto(f"{SITE}/{name}.html")

    width = page.evaluate("document.documentElement.scrollWidth")
    page.close()

    assert width <= 320


def rules(sheet: str) -> list[tuple[str, str]]:
    """Give every innermost rule as (selector, declarations)."""
    sheet = re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL)
    found = re.findall(r"([^{};]+){([^{}]*)}", sheet)
    return [(" ".join(selector.split()), body) for selector, body in found]


def replace_thread(view: Any, **changes: Any) -> Any:
    """Give the page with another thread on it."""
    return replace(view, thread=replace(view.thread, **changes))
