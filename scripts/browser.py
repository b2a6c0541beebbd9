"""
Start the Chromium of this machine, and give it a folder to look at as a site.

It is `WALL_CHROMIUM`, else one on the PATH. Where Debian's fonts are installed, Chromium
is told to take them for the system's: a page then looks the same on every such machine,
and near to what visitors see, whose system fonts may not be copied.
"""

import os
import shutil
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import (
    Browser,
    BrowserContext,
    Error,
    FloatRect,
    Page,
    Route,
    sync_playwright,
)

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "msedge")
FLAGS = (
    # On a closed network Chromium otherwise knocks at Google's doors at every start, and waits.
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # A container's shared memory is often too small for a picture of a long page.
    "--disable-dev-shm-usage",
    # Letters as they are drawn, not as this machine's screen would like them.
    "--font-render-hinting=none",
    "--disable-lcd-text",
)
SITE = "https://wall.test"

# Debian's packages, and a file that each of them holds.
FONTS = {
    "fonts-inter": "Inter-Regular.otf",
    "fonts-noto-core": "NotoSansArabic-Regular.ttf",
    "fonts-urw-base35": "P052-Roman.otf",
}
FONT_FOLDER = Path("/usr/share/fonts")
STAND_INS = {
    "system-ui": "Inter",
    "sans-serif": "Inter",
    "serif": "P052",
    "monospace": "Nimbus Mono PS",
    "ui-monospace": "Nimbus Mono PS",
}


# Chromium says so when it is busy, and takes the very same picture a moment later.
REFUSAL = "Unable to capture screenshot"
PAUSES = (0.25, 1.0, 3.0)


class NoBrowserError(Exception):
    """No Chromium is on this machine, or not the one that was named."""


def missing_fonts(folder: Path = FONT_FOLDER) -> tuple[str, ...]:
    """Name Debian's packages of fonts that are not installed."""
    return tuple(package for package, file in FONTS.items() if not find_font(folder, file))


@contextmanager
def open_chromium() -> Iterator[Browser]:
    """
    Start Chromium with a new and empty profile, and the fonts if they are all there.

    Raises `NoBrowserError`.
    """
    path = find_chromium(os.environ.get("WALL_CHROMIUM"))
    # Chromium's sandbox refuses to run as root, which is what a container gives us.
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    flags = [*FLAGS, *(["--no-sandbox"] if is_root else [])]
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        environment: dict[str, str | float | bool] = {**os.environ}
        if not missing_fonts():
            config = Path(folder, "fonts.conf")
            config.write_text(font_config(Path(folder, "cache")), encoding="utf-8")
            environment["FONTCONFIG_FILE"] = str(config)
        browser = playwright.chromium.launch(executable_path=path, args=flags, env=environment)
        yield browser
        browser.close()


def serve_folder(target: BrowserContext | Page, folder: Path) -> None:
    """Let a browser find the files of a folder under `SITE`, without a server or a port."""
    folder = folder.resolve()

    def answer(route: Route) -> None:
        address = route.request.url.removeprefix(SITE).partition("#")[0].partition("?")[0]
        path = (folder / address.lstrip("/")).resolve()
        if path.is_dir():
            path /= "index.html"
        if path.is_file() and path.is_relative_to(folder):
            route.fulfill(path=path)
        else:
            route.fulfill(status=404, body="Not found.")

    target.route(f"{SITE}/**", answer)


def load_images(page: Page) -> None:
    """Load what a page leaves until somebody scrolls there, and wait for it."""
    page.evaluate(
        """() => Promise.all([...document.images].map(image => {
            image.loading = "eager";
            return image.decode().catch(() => null);
        }))"""
    )


def take_picture(
    page: Page,
    *,
    full_page: bool = False,
    clip: FloatRect | None = None,
    pauses: Sequence[float] = PAUSES,
) -> bytes:
    """
    Take a picture of a page that stands still, and ask again where Chromium refuses in passing.

    Raises Playwright's `Error` where it goes on refusing, or for any other reason.
    """
    left = iter(pauses)
    while True:
        try:
            return page.screenshot(full_page=full_page, clip=clip, animations="disabled")
        except Error as error:
            pause = next(left, None)
            if pause is None or REFUSAL not in str(error):
                raise
            time.sleep(pause)


def find_chromium(named: str | None) -> str:
    """Give the path of the browser that is named, or of any. Raises `NoBrowserError`."""
    path = next(filter(None, map(shutil.which, (named,) if named else BROWSERS)), None)
    if path is None:
        raise NoBrowserError(
            f"no browser: {named or ', '.join(BROWSERS)} not found; name one in WALL_CHROMIUM"
        )
    return path


def find_font(folder: Path, file: str) -> Path | None:
    """Find a font's file somewhere below a folder."""
    return next(iter(sorted(folder.rglob(file))), None)


def font_config(cache: Path, folder: Path = FONT_FOLDER) -> str:
    """Write what fontconfig is to know: these fonts, and what they stand in for."""
    found = (find_font(folder, file) for file in FONTS.values())
    lines = [f"<dir>{path.parent}</dir>" for path in found if path]
    lines.append(f"<cachedir>{cache}</cachedir>")
    for family, font in STAND_INS.items():
        lines.append(
            f'<match target="pattern"><test name="family"><string>{family}</string></test>'
            '<edit name="family" mode="prepend" binding="strong">'
            f"<string>{font}</string></edit></match>"
        )
    # As Chromium itself would, but never by the settings of this machine.
    for name, value in (("antialias", "true"), ("hinting", "false"), ("autohint", "false")):
        lines.append(
            f'<match target="font"><edit name="{name}"><bool>{value}</bool></edit></match>'
        )
    body = "\n".join(lines)
    return (
        '<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">\n'
        f"<fontconfig>\n{body}\n</fontconfig>\n"
    )
