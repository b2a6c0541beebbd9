"""What axe-core finds on a page, by every rule of WCAG 2.2 up to AAA, and by best practice."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

AXE = Path(__file__).resolve().parent.parent / "node_modules" / "axe-core" / "axe.min.js"
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "wcag2aaa", "best-practice")
# A page in a frame is a page of its own, and looked at as such.
OPTIONS: dict[str, Any] = {"runOnly": RULES, "resultTypes": ["violations"], "iframes": False}


def axe_faults(page: Page) -> list[tuple[str, str]]:
    """List (rule, element) for everything that breaks a rule on the page that is open."""
    if not AXE.exists():
        pytest.skip("axe-core is not installed: `python3 scripts/dev.py test` does it")
    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate("options => axe.run(options)", OPTIONS)
    return [
        (broken["id"], node["html"]) for broken in found["violations"] for node in broken["nodes"]
    ]
