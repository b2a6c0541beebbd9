"""
Walls full of attacks, built as anybody's, and looked at in Chromium: nothing may happen.

Each wall is looked at with its pages' policies only reporting, so that the sanitiser alone
has to be enough, then what its feeds hold as a reader without a policy would show it; some
of the walls also as they are published.
"""

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from playwright.sync_api import Browser

from .attacking import KINDS, Watched, watch
from .payloads import a_hostile_wall, feed_pages
from .tables import table

RUNS = ("policies only report", "feeds, no policy", "as published")


def attack(
    browser: Browser,
    payloads: Sequence[str],
    size: int,
    guarded: int = 1,
    tell: Callable[[str], None] = lambda _: None,
) -> dict[str, Watched]:
    """Build walls of `size` payloads each, and look at all pages; one wall in `guarded` as published."""
    found = {run: Watched() for run in RUNS}
    for place in range(0, len(payloads), size):
        part = payloads[place : place + size]
        with tempfile.TemporaryDirectory() as folder:
            site = a_hostile_wall(Path(folder, "wall"), part)
            shown = feed_pages(site, Path(folder, "feeds"))
            seen = {RUNS[0]: watch(browser, site, is_guarded=False)}
            seen[RUNS[1]] = watch(browser, shown, is_guarded=True)
            if place // size % guarded == 0:
                seen[RUNS[2]] = watch(browser, site, is_guarded=True)
        for run, watched in seen.items():
            found[run].add(watched)
        faults = sum(len(watched.findings) for watched in found.values())
        tell(f"{place + len(part):,} of {len(payloads):,} payloads, {faults} findings")
    return found


def report(found: dict[str, Watched], payloads: int) -> str:
    """Write a table of what was found, and each finding."""
    rows = [
        (run, f"{watched.pages:,}", *(str(watched.count(kind)) for kind in KINDS))
        for run, watched in found.items()
    ]
    findings = [
        f"{run}, {one.page}: {one.kind}: {one.what}"
        for run, watched in found.items()
        for one in watched.findings
    ]
    head = f"{payloads:,} payloads, each in every place"
    return "\n\n".join([table((head, "pages", *KINDS), rows), *findings])
