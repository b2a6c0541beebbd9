"""The gallery shows every sample, and what is wrong while somebody edits it."""

import re
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import Browser

import gallery
from gallery_views import GROUPS, PAGES
from livereload import LiveServer, with_script

ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+/")


def test_index_leads_to_every_sample(tmp_path: Path) -> None:
    """Each sample stands once in the index, under the head of its group."""
    assert gallery.rebuild(tmp_path, gallery.THEME) is None

    index = (tmp_path / "index.html").read_text(encoding="utf-8")
    assert {f"{name}.html" for name in [*PAGES, "index"]} == {
        p.name for p in tmp_path.glob("*.html")
    }
    assert [1] * len(PAGES) == [index.count(f'href="{name}.html"') for name in PAGES]
    assert len(GROUPS) == index.count("<h2>")


@pytest.mark.parametrize(
    ("mistake", "told"),
    [
        ("{% if <b> %}", "TemplateSyntaxError"),
        ("{{ view.no_such_field }}", "no_such_field"),
        ("{{ 1 / 0 }}", "ZeroDivisionError"),
    ],
)
def test_mistake_is_shown_until_it_is_mended(
    tmp_path: Path, theme: Path, mistake: str, told: str
) -> None:
    """A template's error takes the place of every page, escaped, and the next save ends it."""
    output = tmp_path / "output"
    template = theme / "templates" / "page.html"
    right = template.read_text(encoding="utf-8")

    template.write_text(right.replace("{{ page.title }}", f"<i>{mistake}"), encoding="utf-8")
    error = gallery.rebuild(output, theme)
    shown = {path.read_text(encoding="utf-8") for path in output.glob("*.html")}
    template.write_text(right, encoding="utf-8")
    then = gallery.rebuild(output, theme)

    assert error is not None
    assert told in error
    assert 1 == len(shown)
    assert told in next(iter(shown))
    assert "<i>" not in next(iter(shown))
    assert then is None
    assert "House rules</h1>" in (output / "page.html").read_text(encoding="utf-8")


def test_open_page_loads_again(chromium: Browser, tmp_path: Path, theme: Path) -> None:
    """A page that is open shows a mistake as soon as it is known, and its mending, too."""
    output = tmp_path / "output"
    template = theme / "templates" / "404.html"
    right = template.read_text(encoding="utf-8")
    gallery.rebuild(output, theme)
    page = chromium.new_page()

    with LiveServer(output) as server:
        server.start()
        page.goto(f"{server.address}404.html")
        for text, heading in ((f"{right}{{{{", "cannot be rendered"), (right, "not found")):
            template.write_text(text, encoding="utf-8")
            gallery.rebuild(output, theme)
            server.changed()
            page.get_by_role("heading", name=heading).wait_for(timeout=10_000)
        server.shutdown()
    page.close()

    assert "<script" not in (output / "404.html").read_text(encoding="utf-8")


def test_watcher_outlives_a_mistake(tmp_path: Path, theme: Path) -> None:
    """`--watch` serves what the last save made of the pages, whatever was saved before."""
    template = theme / "templates" / "404.html"
    right = template.read_text(encoding="utf-8")
    command = (sys.executable, gallery.__file__, "--watch")
    folders = ("--output", str(tmp_path / "output"), "--theme", str(theme))
    with subprocess.Popen([*command, *folders], stdout=subprocess.PIPE, text=True) as watcher:
        assert watcher.stdout is not None
        address = next(filter(None, map(ADDRESS.search, watcher.stdout))).group()

        shown = [
            save_until(template, text, f"{address}404.html", heading)
            for text, heading in ((f"{right}{{{{", "cannot be rendered"), (right, "not found</h1>"))
        ]
        watcher.terminate()

    assert [True, True] == shown


def save_until(template: Path, text: str, address: str, expected: str) -> bool:
    """Save a template until its page shows something; the watcher may be slow to begin."""
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        template.write_text(text, encoding="utf-8")
        for _ in range(20):
            time.sleep(0.05)
            with urllib.request.urlopen(address) as answer:
                if expected in answer.read().decode():
                    return True
    return False


def test_script_is_the_server_s_alone() -> None:
    """The policy of a page lets the server's script in, and nothing else."""
    html = """<meta content="default-src 'none'; style-src 'self'"><body></body>"""

    served = with_script(html, 3)

    assert served == (
        """<meta content="default-src 'none'; script-src 'self'; style-src 'self'"><body>"""
        """<script src="/_reload.js?seen=3"></script>\n</body>"""
    )
