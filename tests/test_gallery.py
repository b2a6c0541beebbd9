"""The gallery shows every sample, and what is wrong while somebody edits it."""

import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

import gallery
from conversation_wall.preview.server import PreviewServer, Shown
from gallery_views import GROUPS, PAGES
from serving import fetch

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
    """A template's error takes the place of every page, and the next save ends it."""
    output = tmp_path / "output"
    template = theme / "templates" / "page.html"
    right = template.read_text(encoding="utf-8")

    template.write_text(right.replace("{{ page.title }}", mistake), encoding="utf-8")
    error = gallery.rebuild(output, theme)
    with PreviewServer(Shown(output)) as server:
        gallery.show(error, output, server)
        fault = server.shown.fault
    template.write_text(right, encoding="utf-8")
    then = gallery.rebuild(output, theme)

    assert fault is not None
    assert told in fault.message
    assert then is None
    assert "House rules</h1>" in (output / "page.html").read_text(encoding="utf-8")


def test_watcher_outlives_a_mistake(tmp_path: Path, theme: Path) -> None:
    """`--watch` serves what the last save made of the pages, whatever was saved before."""
    template = theme / "templates" / "404.html"
    right = template.read_text(encoding="utf-8")
    command = (sys.executable, gallery.__file__, "--watch")
    folders = ("--output", str(tmp_path / "output"), "--theme", str(theme))
    with subprocess.Popen(
        [*command, *folders], stdout=subprocess.PIPE, encoding="utf-8"
    ) as watcher:
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
            if expected in fetch(address).body:
                return True
    return False
