"""A page of an owner's own that would stop a build is told before, with what to do."""

from pathlib import Path
from typing import Any

import pytest

from builders import a_thread
from checks import run_check, told
from sites import a_wall, run_wall

SLUG_TWICE = {"a.md": "Title: A\nSlug: us\n", "b.md": "Title: B\nSlug: us\n"}
TITLE_TWICE = {"a.md": "Title: Our Shop\n", "b.md": "Title: Our  shop\n"}


def write(folder: Path, pages: dict[str, str]) -> Path:
    """Make a wall with these pages besides the one about it."""
    a_wall(folder, [a_thread()])
    for name, text in pages.items():
        path = folder / "content" / "pages" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8", newline="")
    return folder


@pytest.mark.parametrize(
    ("pages", "words"),
    [
        ({"us.md": "We bake.\n"}, "no title, so no wall is built: content/pages/us.md"),
        ({"us.md": ""}, "no title"),
        ({"us.md": "\nTitle: Too late\n"}, "no title"),
        ({"us.md": "Slug: us\n\nTitle: Too late\n"}, "no title"),
        ({"a.md": "A", "in/b.md": "B"}, "content/pages/a.md, content/pages/in/b.md"),
        (SLUG_TWICE, "same address, so no wall is built: content/pages/a.md, content/pages/b.md"),
        (TITLE_TWICE, "same address"),
        ({"a.md": "Title: About\n"}, "content/pages/a.md, content/pages/about.md"),
    ],
)
def test_page_that_stops_a_build_is_told(pages: dict[str, str], words: str, tmp_path: Path) -> None:
    """It is one error, as it is for the build."""
    write(tmp_path, pages)
    ((level, said),) = told(tmp_path, "pages", lowest="ok")

    assert ("error", True) == (level, words in said)
    assert (1, 1) == (run_check(tmp_path).code, run_wall(tmp_path, "build").code)


def test_pages_that_pelican_takes_are_taken(tmp_path: Path) -> None:
    """Translations, drafts, other line ends and heads between dashes are no faults."""
    pages = {
        "us.md": "\ufefftitle: Us\r\nslug: us\r\n\r\nWe bake.\r\n",
        "uns.md": "Title: Wir\nSlug: us\nLang: de\n",
        "draft.md": "Title: Us\nStatus: draft\n",
        "dashes.md": "---\nTitle: Where\n---\nHere.\n",
        "aside.md": "Title: Us\nSave_as: aside/index.html\n",
        "skipped.md": "Status: skip\n",
        "notes.txt": "No page.\n",
    }
    write(tmp_path, pages)

    assert [("ok", "content: 6 pages of yours, each with a title and an address. → ")] == told(
        tmp_path, "pages", lowest="ok"
    )
    assert 0 == run_wall(tmp_path, "build").code


def test_page_that_is_no_text_is_told(tmp_path: Path) -> None:
    """A page saved by a word processor is named."""
    write(tmp_path, {})
    (tmp_path / "content" / "pages" / "us.md").write_bytes(b"Title: Caf\xe9\n")
    ((level, said),) = told(tmp_path, "pages", lowest="ok")

    assert ("error", True) == (level, "Save it as UTF-8" in said)


@pytest.mark.parametrize(
    ("settings", "count"),
    [({"PAGE_PATHS": ["more"]}, 1), ({"PATH": "words"}, 0), ({"SLUGIFY_SOURCE": "basename"}, 0)],
)
def test_pages_are_where_the_settings_say(
    settings: dict[str, Any], count: int, tmp_path: Path
) -> None:
    """Whoever makes titles and addresses otherwise is left alone."""
    write(tmp_path, {"us.md": "No title.\n", "../more/they.md": "No title.\n"})
    a_wall(tmp_path, **settings)

    assert count == len(told(tmp_path, "pages"))
