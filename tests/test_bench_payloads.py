"""Published attacks do nothing, wherever they are typed, and whatever they do would be noticed."""

import re
from pathlib import Path
from random import Random

import pytest
from playwright.sync_api import Browser

from bench.attacking import KINDS, watch
from bench.hostile import attack
from bench.payloads import read_payloads

CORPORA = Path(__file__).resolve().parent.parent.parent / "shared" / "security"
SAMPLE = 24

# What works in a page that nobody cleaned, and what is to be noticed.
CONTROL = {
    "<script>alert(1)</script>": "executions",
    "<img src=x onerror=prompt(1)>": "executions",
    "<svg onload=confirm(1)>": "executions",
    "<body onload=print()>": "executions",
    "<a href=javascript:alert(1)>x</a>": "executions",
    "<a href='data:text/html,x'>x</a>": "executions",
    "<iframe srcdoc='<script>parent.alert(1)</script>'></iframe>": "executions",
    "<form action=javascript:alert(1)><button>x</button></form>": "executions",
    "<img src=https://evil.example/x.png>": "requests",
    "<link rel=stylesheet href=//evil.example/x.css>": "requests",
    "<style>body{background:url(https://evil.example/x)}</style>": "requests",
    "<meta http-equiv=refresh content='0;url=/other.html'>": "navigations",
    "<img name=getElementById>": "clobbered",
    "<p id=a></p><p id=a></p>": "clobbered",
    "<div class=post__body><p class=status>Answered</p></div>": "furniture",
    "<div class=post__body><p style='position:fixed'>x</p></div>": "furniture",
    "<div class=post__body><input></div>": "furniture",
    "<marquee>x</marquee>": "elements",
    "<main><main></main></main><link rel=stylesheet href=x.css>": "containment",
}


def attacks() -> list[str]:
    """Read the sets of attacks, which are no part of this repository."""
    found = read_payloads(CORPORA)
    if not found:
        pytest.skip(f"the sets of attacks are not in {CORPORA}")
    return found


@pytest.fixture(scope="module")
def controlled(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[str]]:
    """Load each page of the control, and give the kinds of what was found there."""
    folder = tmp_path_factory.mktemp("control")
    for number, html in enumerate(CONTROL):
        (folder / f"{number}.html").write_text(f"<!doctype html><title>x</title>{html}", "utf-8")
    (folder / "other.html").write_text("<!doctype html><title>x</title>", "utf-8")
    names = [f"{number}.html" for number in range(len(CONTROL))]
    found: dict[str, set[str]] = {html: set() for html in CONTROL}
    watched = watch(chromium, folder, is_guarded=True, pages=names)
    for finding in watched.findings:
        if place := re.search(r"/(\d+)\.html", finding.page):
            found[[*CONTROL][int(place[1])]].add(finding.kind)
    return found


@pytest.mark.parametrize("html", CONTROL)
def test_what_an_attack_does_is_noticed(html: str, controlled: dict[str, set[str]]) -> None:
    """A page that nobody cleaned is found out, by what it does."""
    assert CONTROL[html] in controlled[html]


def test_sample_of_attacks_does_nothing(chromium: Browser) -> None:
    """In every place, on every page, in every feed; with the pages' policies, and without."""
    chosen = Random(12).sample(attacks(), SAMPLE)
    found = attack(chromium, chosen, SAMPLE)

    assert [] == [finding for watched in found.values() for finding in watched.findings]
    assert all(watched.pages for watched in found.values())
    assert {run: dict.fromkeys(KINDS, 0) for run in found} == {
        run: {kind: watched.count(kind) for kind in KINDS} for run, watched in found.items()
    }
