"""Everything that is wrong with a built site: pages, sheets, feeds and sitemaps."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from .faults import Fault, Rule
from .machine_files import faults_in_machine_files
from .pages import faults_in_pages
from .places import Places, address_in
from .reading import read_page

_FRONT_PAGE = "index.html"


def sizes_of(output: Path) -> Mapping[str, int]:
    """Give every file of a built site with its size; links to other files are none of it."""
    return {
        path.relative_to(output).as_posix(): path.stat().st_size
        for path in sorted(output.rglob("*"))
        if path.is_file() and not path.is_symlink()
    }


def address_of(output: Path) -> str:
    """Give the full address that a site was built for, with a slash at its end, or nothing."""
    try:
        front = read_page((output / _FRONT_PAGE).read_text("utf-8", "replace"))
    except (OSError, ValueError):
        return ""
    return address_in(front.canonical)


def faults_in_site(output: Path, files: Mapping[str, int] | None = None) -> Iterator[Fault]:
    """Find all that is wrong with a built site; `files` are its files where they are known."""
    places = Places(sizes_of(output) if files is None else files, address_of(output))
    for path in output.rglob("*"):
        if path.is_symlink():
            yield Fault(Rule.PLAIN_FILE, path.relative_to(output).as_posix(), "link")
    feed_links: dict[str, list[str]] = {}
    yield from faults_in_machine_files(output, places, feed_links)
    yield from faults_in_pages(output, places, feed_links)
