"""Tests and pictures see pages in one browser, with the fonts that stand in for a system's."""

from pathlib import Path
from typing import cast

import pytest
from playwright.sync_api import Browser, Error, Page

import browser


@pytest.mark.parametrize("family", browser.STAND_INS)
def test_stand_in_is_really_used(chromium_with_fonts: Browser, family: str) -> None:
    """Chromium draws a generic family with the font that stands in for it."""
    page = chromium_with_fonts.new_page()
    page.set_content(f'<p style="font-family: {family}">The wall</p>')
    session = page.context.new_cdp_session(page)
    for domain in ("DOM", "CSS"):
        session.send(f"{domain}.enable")
    root = session.send("DOM.getDocument")["root"]["nodeId"]
    node = session.send("DOM.querySelector", {"nodeId": root, "selector": "p"})

    fonts = session.send("CSS.getPlatformFontsForNode", node)["fonts"]
    page.close()

    assert [browser.STAND_INS[family]] == [font["familyName"] for font in fonts]


def test_missing_fonts_are_named_as_debian_names_them(tmp_path: Path) -> None:
    """Whoever lacks a font can install its package."""
    (tmp_path / "inter").mkdir()
    (tmp_path / "inter" / browser.FONTS["fonts-inter"]).touch()

    assert ("fonts-noto-core", "fonts-urw-base35") == browser.missing_fonts(tmp_path)


def test_browser_that_is_named_and_missing_is_told() -> None:
    """No other browser steps in for the one that was asked for."""
    with pytest.raises(browser.NoBrowserError, match="no-such-browser not found"):
        browser.find_chromium("no-such-browser")


def test_folder_is_a_site(chromium: Browser, tmp_path: Path) -> None:
    """A folder's index is found under its address, whatever follows the path."""
    (tmp_path / "said").mkdir()
    (tmp_path / "said" / "index.html").write_text("<title>Said</title>", encoding="utf-8")
    page = chromium.new_page()
    browser.serve_folder(page, tmp_path)

    page.goto(f"{browser.SITE}/said/?page=2#top")
    title = page.title()
    missing = page.goto(f"{browser.SITE}/done/")
    page.close()

    assert "Said" == title
    assert missing is not None
    assert 404 == missing.status


@pytest.mark.parametrize(
    ("complaints", "expected"),
    [
        ([browser.REFUSAL], b"picture"),
        ([browser.REFUSAL] * 9, browser.REFUSAL),
        (["Target crashed"], "Target crashed"),
    ],
)
def test_picture_that_was_refused_in_passing_is_taken(
    complaints: list[str], expected: str | bytes
) -> None:
    """Chromium is asked again where it was busy, but not for ever, and for no other reason."""
    page = cast(Page, BusyPage(complaints))

    if isinstance(expected, bytes):
        assert browser.take_picture(page, pauses=(0, 0)) == expected
    else:
        with pytest.raises(Error, match=expected):
            browser.take_picture(page, pauses=(0, 0))


class BusyPage:
    """A page whose picture is taken after some complaints."""

    def __init__(self, complaints: list[str]) -> None:
        self.complaints = iter(complaints)

    def screenshot(self, **_options: object) -> bytes:
        """Complain, or give a picture."""
        if complaint := next(self.complaints, None):
            raise Error(complaint)
        return b"picture"
