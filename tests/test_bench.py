"""The bench measures what visitors get, and says it so that it can be read; Lighthouse is not asked here."""

import gzip
import json
import urllib.error
import urllib.request
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from bench.commands import addresses, build_sample, main, report
from bench.lighthouse import CATEGORIES, Visit, median, read_report
from bench.serving import serve
from bench.tables import table

LOCK = Path(__file__).resolve().parent.parent / "scripts" / "bench" / "package-lock.json"
A_VISIT = Visit(
    scores=(100, 100, 100, 100),
    paint=812.4,
    shift=0,
    blocked=12.4,
    size=13_189,
    requests=3,
    version="13.5.0",
    browser="156.0.0.0",
    faults=("speed-index",),
)


def test_pages_are_measured_by_a_command_of_their_own() -> None:
    """`scripts/bench pages --help` works without Lighthouse."""
    ended = CliRunner().invoke(main, ["pages", "--help"])

    assert (0, True) == (ended.exit_code, "--runs" in ended.output)


def test_table_lines_up() -> None:
    """Numbers stand below one another."""
    assert table(("Page", "LCP"), [("/", "1.00 s"), ("/said/1/", "812 ms")]).splitlines() == [
        "| Page     |    LCP |",
        "| :------- | -----: |",
        "| /        | 1.00 s |",
        "| /said/1/ | 812 ms |",
    ]


def test_report_says_what_is_lacking() -> None:
    """A page below 100 is told with the reasons; one at 100 has none to tell."""
    text = report({"": A_VISIT, "say/": replace(A_VISIT, scores=(99, 100, 100, 100))})

    assert "|         100 |           100 |            100 | 100 | 0.81 s | 0.000 | 12 ms |" in text
    assert [line for line in text.splitlines() if "lacks" in line] == ["/say/ lacks: speed-index"]
    assert text.endswith("Lighthouse 13.5.0 (mobile), Chromium 156.0.0.0.")


def test_visit_in_the_middle_counts() -> None:
    """A slow run and a lucky one are forgotten."""
    visits = [replace(A_VISIT, paint=paint) for paint in (3000, 500, 900)]

    assert median(visits).paint == 900


def test_report_of_lighthouse_is_read() -> None:
    """Scores are of 100; what weighs and is not perfect is a fault."""
    names = ("largest-contentful-paint", "cumulative-layout-shift", "total-blocking-time")
    audits = {
        **{name: {"id": name, "numericValue": 5, "score": 0.9} for name in names},
        "network-requests": {
            "details": {"items": [{"transferSize": 10}, {"transferSize": 5}]},
        },
    }
    categories = {
        name: {"score": 0.99, "auditRefs": [{"id": names[0], "weight": weight}]}
        for weight, name in enumerate(CATEGORIES[::-1], start=-2)
    }

    visit = read_report(
        {
            "audits": audits,
            "categories": categories,
            "environment": {"hostUserAgent": "X Chrome/156.0.0.0 Safari"},
            "lighthouseVersion": "13.5.0",
        }
    )

    assert ((99,) * 4, 15, 2, "156.0.0.0") == (
        visit.scores, visit.size, visit.requests, visit.browser,
    )  # fmt: skip
    assert (False, (names[0],)) == (visit.is_perfect, visit.faults)


def test_folder_is_served_packed(tmp_path: Path) -> None:
    """Text goes out packed to whoever takes it, like GitHub Pages does; what is missing gets its page."""
    (tmp_path / "index.html").write_text("front " * 100, "utf-8")
    (tmp_path / "404.html").write_text("none", "utf-8")
    with serve(tmp_path) as served:
        request = urllib.request.Request(served.address, headers={"Accept-Encoding": "gzip"})
        with urllib.request.urlopen(request) as answer:
            body = answer.read()
        with urllib.request.urlopen(f"{served.address}/index.html") as answer:
            plain = answer.read()
        with pytest.raises(urllib.error.HTTPError) as missing:
            urllib.request.urlopen(f"{served.address}/../secret")

    assert b"front " * 100 == gzip.decompress(body) == plain
    assert (404, b"none") == (missing.value.code, missing.value.read())
    assert ["/", "/index.html", "/../secret"] == served.asked


def test_sample_has_the_pages_that_are_measured(tmp_path: Path) -> None:
    """The wall, its longest thread, and how we are doing."""
    site = build_sample(tmp_path)

    assert all((site / page / "index.html").is_file() for page in addresses(site))


def test_lighthouse_is_pinned() -> None:
    """Its lock file names versions and hashes, and no place to get them."""
    packages = json.loads(LOCK.read_text("utf-8"))["packages"]

    assert (
        packages["node_modules/lighthouse"]["version"] == packages[""]["dependencies"]["lighthouse"]
    )
    assert [] == [path for path, package in packages.items() if path and "integrity" not in package]
    assert [] == [path for path, package in packages.items() if "resolved" in package]
