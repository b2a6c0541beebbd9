"""
Which file answers a request: as GitHub Pages finds it, and never one from elsewhere.

    /said/7/    said/7/index.html          /said/7      moved to /said/7/
    /feed.xml   feed.xml                   /about       about.html, if there is one
"""

import mimetypes
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, unquote

# A name with these is no file of a site; on Windows it would be one of another folder.
_REFUSED = frozenset('\\:*?"<>|') | frozenset(map(chr, range(32))) | {"\x7f"}
# Python's own table, without what this machine adds to it.
_TABLE = mimetypes.MimeTypes()
_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/vnd.microsoft.icon",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".md": "text/markdown; charset=utf-8",
    ".ndjson": "application/x-ndjson; charset=utf-8",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
}


@dataclass(frozen=True, slots=True)
class Moved:
    """What was asked for has another address: a folder's ends in a slash."""

    path: str


def find(folder: Path, path: str) -> Path | Moved | None:
    """
    Find the file for a path as a browser sends it, or where it has moved.

    Hidden files are not there, as GitHub's own action leaves them out of what it uploads;
    a link that leads out of the folder is not followed.
    """
    try:
        names = unquote(path, errors="strict").split("/")[1:]
    except UnicodeDecodeError:
        return None
    if not names or "" in names[:-1] or any(map(_is_refused, names)):
        return None
    target = folder.joinpath(*names)
    if not names[-1]:
        return _inside(folder, target / "index.html")
    if file := _inside(folder, target) or _inside(folder, target.with_name(f"{names[-1]}.html")):
        return file
    if _inside(folder, target / "index.html"):
        return Moved(f"/{quote('/'.join(names))}/")
    return None


def type_of(file: Path) -> str:
    """Give the media type of a file, by its ending."""
    ending = file.suffix.lower()
    known = _TYPES.get(ending) or _TABLE.guess_type(f"file{ending}", strict=True)[0]
    return known or "application/octet-stream"


def _is_refused(name: str) -> bool:
    return name.startswith(".") or not _REFUSED.isdisjoint(name)


def _inside(folder: Path, file: Path) -> Path | None:
    """Give the file if there is one, and it lies in the folder after all links are followed."""
    try:
        real = file.resolve()
        return real if real.is_file() and real.is_relative_to(folder.resolve()) else None
    except (OSError, RuntimeError):
        # Its name is longer than the disk allows, or links go round in a circle.
        return None
