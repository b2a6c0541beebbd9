"""
Take pictures of a built wall, every type of page in every mode.

    python scripts/screenshots.py                   all of them, into .wall/screenshots/
    python scripts/screenshots.py wall thread-done  these pages only
    python scripts/screenshots.py --readme          the README's picture, from the sample

They are `PAGE-MODE.png`; 320 pixels are what is left of 1280 at 400 % zoom. The pages that
run from right to left are the gallery's. Debian's fonts stand in for the system's.
"""

import io
import re
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import click
from PIL import Image
from playwright.sync_api import Browser

import gallery
from browser import (
    SITE,
    NoBrowserError,
    load_images,
    missing_fonts,
    open_chromium,
    serve_folder,
    take_picture,
)

README = gallery.ROOT / "docs" / "screenshots" / "wall.png"
README_SIZE = (1280, 900)
README_BUDGET = 250_000


@dataclass(frozen=True, slots=True)
class Mode:
    """How somebody looks at a page."""

    width: int
    scheme: Literal["light", "dark"] = "light"
    media: Literal["screen", "print"] = "screen"
    forced_colors: Literal["active", "none"] = "none"
    contrast: Literal["more", "no-preference"] = "no-preference"


MODES = {
    **{
        f"{width}-{scheme}": Mode(width, scheme)
        for width in (1280, 390, 320)
        for scheme in ("light", "dark")
    },
    "1280-print": Mode(1280, media="print"),
    "1280-forced": Mode(1280, forced_colors="active"),
    "1280-contrast": Mode(1280, contrast="more"),
}

# Where a page lies; of several the first is taken.
PAGES = {
    "wall": "index.html",
    "wall-numbered": "page/*/index.html",
    "waiting": "waiting/index.html",
    "answered": "answered/index.html",
    "planned": "planned/index.html",
    "done": "done/index.html",
    "declined": "declined/index.html",
    "topic": "topic/*/index.html",
    "kind-words": "kind-words/index.html",
    "we-asked": "we-asked/index.html",
    "you-said-we-did": "you-said-we-did/index.html",
    "how-were-doing": "how-were-doing/index.html",
    "people": "people/index.html",
    "person": "people/*/index.html",
    "say": "say/index.html",
    "say-card": "say/card/index.html",
    "embed-code": "embed-code/index.html",
    "embed": "embed/index.html",
    "house-rules": "house-rules/index.html",
    "privacy": "privacy/index.html",
    "accessibility": "accessibility/index.html",
    "404": "404.html",
}
# The first thread on a list.
THREADS = {"thread-done": "done/index.html", "thread-waiting": "waiting/index.html"}
RTL = "rtl"
NAMES = (*PAGES, *THREADS, RTL)

_THREAD = re.compile(r'href="(?:\.\./)*(said/[^"#?]+)')


@click.command()
@click.option("--site", type=click.Path(path_type=Path), default=gallery.ROOT / "output")
@click.option(
    "--output", type=click.Path(path_type=Path), default=gallery.ROOT / ".wall" / "screenshots"
)
@click.option("--readme", is_flag=True, help="Take the README's picture, and nothing else.")
@click.argument("pages", nargs=-1, type=click.Choice(NAMES), metavar="[PAGES]...")
def main(site: Path, output: Path, readme: bool, pages: Sequence[str]) -> None:
    """Take pictures of a built SITE."""
    if not (site / "index.html").is_file():
        raise click.ClickException(
            f"No site is built in {site}. Run `python3 scripts/dev.py demo --no-serve` first."
        )
    if missing := missing_fonts():
        click.echo(
            f"These packages of fonts are not installed: {', '.join(missing)}. "
            "The pictures show this machine's own fonts, and look otherwise elsewhere.",
            err=True,
        )
    try:
        with open_chromium() as chromium:
            if readme:
                take_readme(chromium, site, README)
                click.echo(f"{README.stat().st_size} bytes in {README}")
                return
            lacking = take_all(chromium, site, output, pages or NAMES)
    except NoBrowserError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{len(list(output.glob('*.png')))} pictures in {output}")
    if lacking:
        click.echo(f"The site has no such page: {', '.join(lacking)}", err=True)


def take_all(chromium: Browser, site: Path, output: Path, names: Sequence[str]) -> tuple[str, ...]:
    """Take pictures of pages in all modes; give the names of those that the site lacks."""
    found = {name: find_page(site, name) for name in names if name != RTL}
    for mode in MODES:
        take(
            chromium, site, output, {name: at for name, at in found.items() if at is not None}, mode
        )
    if RTL in names:
        with tempfile.TemporaryDirectory() as folder:
            take_gallery(chromium, Path(folder), output)
    return tuple(name for name, at in found.items() if at is None)


def find_page(site: Path, name: str) -> str | None:
    """Give the address of a type of page within a site."""
    if name in THREADS:
        page = site / THREADS[name]
        thread = _THREAD.search(page.read_text("utf-8")) if page.is_file() else None
        return thread.group(1) if thread else None
    first = min(site.glob(PAGES[name]), default=None)
    return first.relative_to(site).as_posix().removesuffix("index.html") if first else None


def take(
    chromium: Browser, site: Path, output: Path, pages: Mapping[str, str], mode_name: str
) -> None:
    """Take one picture of each page, `{name: address}`, in one mode."""
    output.mkdir(parents=True, exist_ok=True)
    mode = MODES[mode_name]
    page = chromium.new_page(viewport={"width": mode.width, "height": 800})
    serve_folder(page, site)
    page.emulate_media(
        media=mode.media,
        color_scheme=mode.scheme,
        forced_colors=mode.forced_colors,
        contrast=mode.contrast,
    )
    for name, address in pages.items():
        page.goto(f"{SITE}/{address}")
        load_images(page)
        (output / f"{name}-{mode_name}.png").write_bytes(take_picture(page, full_page=True))
    page.close()


def take_gallery(chromium: Browser, folder: Path, output: Path) -> None:
    """Take pictures of the samples that run from right to left."""
    if error := gallery.rebuild(folder, gallery.THEME):
        raise click.ClickException(f"The gallery cannot be rendered.\n{error}")
    pages = {path.stem: path.name for path in folder.glob(f"{RTL}*.html")}
    for mode in MODES:
        take(chromium, folder, output, pages, mode)


def take_readme(chromium: Browser, site: Path, path: Path) -> None:
    """Take a picture of the top of the wall, in few colours. Raises where it is too large."""
    width, height = README_SIZE
    page = chromium.new_page(viewport={"width": width, "height": height}, color_scheme="light")
    serve_folder(page, site)
    page.goto(f"{SITE}/")
    raw = take_picture(page)
    page.close()
    save_small(Image.open(io.BytesIO(raw)).convert("RGB"), path)
    if path.stat().st_size > README_BUDGET:
        raise click.ClickException(
            f"{path} has {path.stat().st_size} bytes, more than {README_BUDGET}."
        )


def save_small(picture: Image.Image, path: Path) -> None:
    """Keep a picture in 256 colours."""
    path.parent.mkdir(parents=True, exist_ok=True)
    few = picture.quantize(256, Image.Quantize.MAXCOVERAGE, kmeans=3, dither=Image.Dither.NONE)
    few.save(path, optimize=True)


if __name__ == "__main__":
    main()
