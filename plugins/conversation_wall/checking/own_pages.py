"""
Look at the pages that an owner wrote: each has a title, and an address of its own.

Only their heads are read, as Pelican reads those of Markdown:

    Title: About us
    Slug: about
                        ← an empty line ends the head
    What we promise.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from markdown import Markdown
from markdown.extensions.meta import MetaPreprocessor
from pelican.settings import DEFAULT_CONFIG
from pelican.utils import slugify

from ..errors import ConfigError
from ..project.changes import read_text
from .findings import Area, Finding, Level, count_of, some
from .settings import Loaded

_FOLDER = ["pages"]
_ENDINGS = (".md", ".markdown", ".mkd", ".mdown")
# Whoever sets one of these has titles and addresses made in a way of their own.
_OWN_WAYS = (
    *("DEFAULT_METADATA", "FILENAME_METADATA", "PATH_METADATA", "IGNORE_FILES"),
    *("PAGE_EXCLUDES", "PAGE_SAVE_AS", "PAGE_LANG_SAVE_AS", "PAGE_TRANSLATION_ID"),
    *("SLUGIFY_SOURCE", "SLUGIFY_PRESERVE_CASE", "SLUGIFY_USE_UNICODE"),
    "SLUG_REGEX_SUBSTITUTIONS",
)


def page_findings(loaded: Loaded) -> Iterator[Finding]:
    """Tell which pages have no title, and which have the same address: both stop a build."""
    if any(name in loaded.settings for name in _OWN_WAYS):
        return
    untitled: list[str] = []
    by_address: dict[tuple[str, ...], list[str]] = defaultdict(list)
    found: list[Finding] = []
    for name, path in _pages(loaded):
        try:
            head = _head(read_text(path) or "")
        except ConfigError as error:
            found.append(Finding(Area.PAGES, Level.ERROR, name, str(error)))
            continue
        if head.get("status") == "skip":
            continue
        if head.get("title"):
            by_address[_address(head, loaded.settings)].append(name)
        else:
            untitled.append(name)
    found += _untitled(untitled)
    found += [_twice(names) for names in by_address.values() if len(names) > 1]
    yield from found
    if by_address and not found:
        what = f"{count_of(len(by_address), 'page')} of yours, each with a title and an address."
        yield Finding(Area.PAGES, Level.OK, "content", what)


def _pages(loaded: Loaded) -> Iterator[tuple[str, Path]]:
    """Give each page with its name from the settings file's folder."""
    root = Path(str(loaded.settings.get("PATH") or "content"))
    content = loaded.folder / root
    folders = loaded.settings.get("PAGE_PATHS", _FOLDER)
    for folder in folders if isinstance(folders, list | tuple) else _FOLDER:
        for path in sorted((content / str(folder)).rglob("*")):
            if path.suffix in _ENDINGS and path.is_file():
                yield (root / path.relative_to(content)).as_posix(), path


def _head(text: str) -> dict[str, str]:
    reader = Markdown()
    MetaPreprocessor(reader).run(text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n"))
    head: Mapping[str, list[str]] = reader.Meta  # type: ignore[attr-defined]
    return {name: values[0] for name, values in head.items()}


def _address(head: Mapping[str, str], settings: Mapping[str, object]) -> tuple[str, ...]:
    """Give what no two pages may have in common."""
    if save_as := head.get("save_as"):
        return (save_as,)
    rules: Any = DEFAULT_CONFIG["SLUG_REGEX_SUBSTITUTIONS"]
    slug = head.get("slug") or slugify(head["title"], regex_subs=rules)
    language = head.get("lang") or str(settings.get("DEFAULT_LANG") or "en")
    return slug, language.lower(), "draft" if head.get("status") == "draft" else ""


def _untitled(names: list[str]) -> Iterator[Finding]:
    if names:
        what = (
            f"This page has no title, so no wall is built: {names[0]}."
            if len(names) == 1
            else f"These pages have no title, so no wall is built: {some(names)}."
        )
        then = "Begin such a page with a line like “Title: About us”, then an empty line."
        yield Finding(Area.PAGES, Level.ERROR, names[0], what, then)


def _twice(names: list[str]) -> Finding:
    return Finding(
        Area.PAGES,
        Level.ERROR,
        names[0],
        f"These pages have the same address, so no wall is built: {some(names)}.",
        "Give all but one a line like “Slug: another-word” below their title. Without one the "
        "address is made of the title.",
    )
