"""Scripts are extras: off by default, allowed by name only where they do something, and small."""

import gzip
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import pytest

from axe import axe_faults
from builders import a_post, a_thread
from conversation_wall.config.settings import SCRIPT_NAMES
from conversation_wall.errors import ConfigError
from conversation_wall.site.policy import POLICY, allow_frames, allow_scripts
from conversation_wall.site.scripts import load_scripts
from sites import ROOT, a_wall, build, faults_of, files_of, read_site

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page, Route

THEME = ROOT / "theme"
BUDGET = 4 * 1024
SITE = "https://wall.test"
BUILT = "2025-01-11T12:00:00Z"
NO_BREAK = "\N{NO-BREAK SPACE}"

_SCRIPT = re.compile(r"theme/(\w+)\.\w+\.js")


def scripts_of(output: Path, page: str) -> list[str]:
    """Name the scripts of a page."""
    return _SCRIPT.findall((output / page).read_text("utf-8"))


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a wall with every script: 1 waits since the 8th, 2 was answered, 3 was not closed well."""
    threads = [
        a_thread("The lid drips.", number=1, day=7),
        a_thread("The door sticks.", number=2, day=1, comments=[a_post("Oiled.", by="ada", day=2)]),
        a_thread("No soap.", number=3, day=10),
    ]
    folder = tmp_path_factory.mktemp("scripts")
    return build(a_wall(folder, threads, WALL_SCRIPTS=list(SCRIPT_NAMES)), "--as-of", BUILT)


@pytest.fixture
def context(chromium: "Browser", output: Path) -> Iterator["BrowserContext"]:
    """A browser in 2025 that finds the wall under SITE."""
    context = chromium.new_context(permissions=["clipboard-read", "clipboard-write"])
    context.clock.set_fixed_time(datetime(2025, 1, 14, 9, tzinfo=UTC))
    context.route(f"{SITE}/**", lambda route: serve(route, output))
    yield context
    context.close()


@pytest.fixture
def page(context: "BrowserContext") -> Iterator["Page"]:
    """A page that must not say a word in the console: a broken policy is told there."""
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    yield page
    assert said == []


def serve(route: "Route", output: Path) -> None:
    """Answer a request with a file of the site."""
    name = route.request.url.removeprefix(f"{SITE}/").partition("#")[0]
    path = output / name
    path = path / "index.html" if path.is_dir() else path
    if path.is_file():
        route.fulfill(path=path)
    else:
        route.fulfill(status=404)


# What is shipped


def test_none_is_shipped_by_default(tmp_path: Path) -> None:
    """Without the setting no page has a script, nor leave to run one, nor words for one."""
    output = build(a_wall(tmp_path, [a_thread()]))

    assert [] == [name for name in files_of(output) if name.endswith(".js")]
    for name, page in read_site(output).items():
        assert "script-src" not in (page.policy or ""), name
        html = (output / name).read_text("utf-8")
        assert not re.search(r"<script|data-since|\.js\b", html), name


def test_all_together_are_small() -> None:
    """The scripts cost a visitor at most 4 KB, each packed by itself."""
    files = sorted((THEME / "static" / "js").glob("*.js"))

    assert sorted(SCRIPT_NAMES) == [path.stem for path in files]
    assert sum(len(gzip.compress(path.read_bytes(), mtime=0)) for path in files) <= BUDGET


def test_scripts_hold_no_words() -> None:
    """What a visitor reads comes from the page, in the page's language."""
    for name in SCRIPT_NAMES:
        text = (THEME / "static" / "js" / f"{name}.js").read_text("utf-8")
        code = re.sub(r"//.*", "", text)
        strings = re.findall(r"[\"'`]([^\"'`]*)[\"'`]", code)

        assert [] == [string for string in strings if re.search(r"[A-Z]|^\w+( \w+)+$", string)], (
            name
        )


def test_page_has_the_scripts_that_it_needs(output: Path) -> None:
    """Days are counted where somebody waits, and each page may choose its colours."""
    assert ["days", "scheme"] == scripts_of(output, "index.html")
    assert ["days", "scheme"] == scripts_of(output, "said/1/index.html")
    assert ["scheme"] == scripts_of(output, "said/2/index.html")
    assert ["scheme"] == scripts_of(output, "about/index.html")
    assert ["scheme"] == scripts_of(output, "404.html")
    assert ["copy", "scheme"] == scripts_of(output, "embed-code/index.html")
    assert [] == scripts_of(output, "embed/light/index.html")


def test_policy_names_just_these(output: Path) -> None:
    """The policy allows as many scripts as the page has, by what is in them."""
    for name, page in read_site(output).items():
        html = (output / name).read_text("utf-8")
        integrities = re.findall(r'integrity="(sha256-[^"]+)"', html)
        named = re.findall(r"'(sha256-[^']+)'", page.policy or "")
        assert integrities == named, name
        assert len(named) == len(scripts_of(output, name)), name
        assert "unsafe" not in (page.policy or ""), name


def test_site_with_scripts_holds_together(output: Path) -> None:
    """Scripts are files of the site, found from every depth."""
    assert [] == [fault for fault in faults_of(output) if ".js" in fault or "policy" in fault]


def test_policy_is_added_to_and_never_loosened() -> None:
    """What a page needs comes after what all pages have."""
    policy = allow_scripts(allow_frames(POLICY), ["sha256-a", "sha256-b"])

    assert f"{POLICY}; frame-src 'self'; script-src 'sha256-a' 'sha256-b'" == policy
    assert POLICY == allow_scripts(POLICY, [])


def test_missing_script_is_told_only_to_who_wants_it(tmp_path: Path) -> None:
    """A theme may leave scripts out; an owner who asks for one of these is told."""
    assert () == load_scripts(tmp_path, [])
    with pytest.raises(ConfigError, match=r"no script .*days\.js.*Take 'days' out of WALL_SCRIPTS"):
        load_scripts(tmp_path, ["days"])


# In a browser


def test_days_are_counted_on(page: "Page") -> None:
    """Three days after the build, who waited for three days waits for six, in whole sentences."""
    page.goto(f"{SITE}/")

    headlines = page.locator(".gap__headline").all_inner_texts()
    sentences = page.locator(".wait__sentence[data-since]").all_text_contents()
    assert [f"Not answered yet — {days}{NO_BREAK}days" for days in (3, 6)] == headlines
    assert [f"{days}{NO_BREAK}days so far" for days in (3, 6)] == sentences


def test_days_are_not_counted_back(context: "BrowserContext", page: "Page") -> None:
    """Where a visitor's clock is behind the build, the build's words stay."""
    context.clock.set_fixed_time(datetime(2020, 1, 1, tzinfo=UTC))
    page.goto(f"{SITE}/")

    headlines = page.locator(".gap__headline").all_inner_texts()
    assert ["Not answered yet — today", f"Not answered yet — 3{NO_BREAK}days"] == headlines


def test_code_is_copied(page: "Page") -> None:
    """Each snippet has a button that copies it whole, and says so to everybody."""
    page.goto(f"{SITE}/embed-code/")
    snippets, buttons = page.locator("pre.snippet"), page.get_by_role("button", name="Copy")
    buttons.nth(1).click()

    assert snippets.count() == buttons.count()
    assert ["Copied."] == list(filter(None, page.get_by_role("status").all_inner_texts()))
    assert snippets.nth(1).inner_text() == page.evaluate("navigator.clipboard.readText()")


@pytest.mark.parametrize("path", ["", "embed-code/"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_scripts_add_is_accessible(
    chromium: "Browser", output: Path, path: str, scheme: Literal["light", "dark"]
) -> None:
    """Axe finds nothing in the button and the choice, on a phone, in either scheme."""
    # Axe cannot be brought into a page that runs named scripts only.
    context = chromium.new_context(
        bypass_csp=True, color_scheme=scheme, viewport={"width": 390, "height": 800}
    )
    context.route(f"{SITE}/**", lambda route: serve(route, output))
    page = context.new_page()
    page.goto(f"{SITE}/{path}")

    assert [] == axe_faults(page)
    assert 1 == page.get_by_label("Colours").count()
    context.close()


def test_scheme_is_chosen_and_kept(page: "Page") -> None:
    """Dark by choice is dark on the next page, too, and can be taken back."""
    page.goto(f"{SITE}/")
    light = ground(page)
    page.get_by_label("Colours").select_option(label="Dark")
    dark = ground(page)
    page.goto(f"{SITE}/about/")

    assert light != dark
    assert dark == ground(page)
    page.get_by_label("Colours").select_option(label="As on your device")
    assert light == ground(page)
    page.reload()
    assert light == ground(page)


def test_scheme_needs_no_storage(context: "BrowserContext", page: "Page") -> None:
    """Where a visitor forbids storage, the choice holds for the page."""
    forbidden = "Object.defineProperty(window, 'localStorage', { get() { throw new Error(); } })"
    context.add_init_script(forbidden)
    page.goto(f"{SITE}/")
    light = ground(page)
    page.get_by_label("Colours").select_option(label="Dark")

    assert light != ground(page)


def test_script_that_was_changed_does_not_run(context: "BrowserContext", output: Path) -> None:
    """A file that is not the one that was built is not run."""
    changed: dict[str, Any] = {
        "body": "document.title = 'changed'",
        "content_type": "text/javascript",
    }
    context.route("**/*.js", lambda route: route.fulfill(**changed))
    page = context.new_page()
    page.goto(f"{SITE}/")

    assert "Hollin Lane" in page.title()
    assert 0 == page.locator("select").count()


def test_nothing_of_it_shows_without_javascript(chromium: "Browser", output: Path) -> None:
    """A button that would do nothing is not there, and the counts are the build's."""
    context = chromium.new_context(java_script_enabled=False)
    context.route(f"{SITE}/**", lambda route: serve(route, output))
    page = context.new_page()
    page.goto(f"{SITE}/")

    assert 0 == page.locator("select, button").count()
    assert "Not answered yet — today" == page.locator(".gap__headline").first.inner_text()
    context.close()


def ground(page: "Page") -> str:
    """Give the colour of the paper as it is shown."""
    return str(page.evaluate("getComputedStyle(document.body).backgroundColor"))
