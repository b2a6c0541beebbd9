"""Screenshots show every type of page that a site has, in every mode."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from PIL import Image
from playwright.sync_api import Browser

import screenshots

PAGE = '<!doctype html><title>A page</title><p>Said</p><a href="../said/44/#d-1">Bins</a>'


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A small site: the wall, what is done, two topics."""
    for path in ("", "done/", "topic/bags/", "topic/cups/", "said/44/"):
        (tmp_path / "site" / path).mkdir(parents=True, exist_ok=True)
        (tmp_path / "site" / path / "index.html").write_text(PAGE, encoding="utf-8")
    return tmp_path / "site"


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("wall", ""),
        ("done", "done/"),
        ("topic", "topic/bags/"),
        ("thread-done", "said/44/"),
        ("thread-waiting", None),
        ("say", None),
    ],
)
def test_type_of_page_is_found(site: Path, name: str, address: str | None) -> None:
    """Of many pages of a type the first is shown; a thread is the first on its list."""
    assert address == screenshots.find_page(site, name)


def test_every_mode_is_taken_and_what_lacks_is_told(
    chromium: Browser, site: Path, tmp_path: Path
) -> None:
    """There is a picture for each page and mode, and a name for each page that is not there."""
    lacking = screenshots.take_all(chromium, site, tmp_path / "out", ("wall", "say", "done"))

    expected = {f"{name}-{mode}.png" for name in ("wall", "done") for mode in screenshots.MODES}
    assert ("say",) == lacking
    assert expected == {path.name for path in (tmp_path / "out").iterdir()}
    with Image.open(tmp_path / "out" / "wall-320-dark.png") as picture:
        assert 320 == picture.width


def test_readme_s_picture_is_light(chromium: Browser, site: Path, tmp_path: Path) -> None:
    """The README's picture is the top of the wall, as wide as it says."""
    path = tmp_path / "docs" / "wall.png"

    screenshots.take_readme(chromium, site, path)

    with Image.open(path) as picture:
        assert screenshots.README_SIZE == picture.size
    assert path.stat().st_size <= screenshots.README_BUDGET


def test_site_that_is_not_built_is_told(tmp_path: Path) -> None:
    """Without a site the message says how to build one."""
    result = CliRunner().invoke(screenshots.main, ["--site", str(tmp_path)])

    assert 1 == result.exit_code
    assert "dev.py demo --no-serve" in result.output
