"""Plain text from strangers cannot stop, bend or empty what it stands in."""

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversation_wall.site.text import clean_name, clean_text, clean_title

ANYTHING = st.text(st.characters(codec=None))


def test_control_characters_and_noncharacters_go() -> None:
    """What XML 1.0 forbids never reaches a page (F3, F4)."""
    text = "a\x00b\x1b[31mc\ud800d\ufffee\uffff\ufdd0f\U0001ffffg\x85\x7f"

    assert clean_text(text) == "ab[31mcdefg"


def test_every_end_of_line_is_one_character() -> None:
    """Windows and old Mac line ends become new lines."""
    assert clean_text("a\r\nb\rc\n\td") == "a\nb\nc\n\td"


def test_text_of_all_scripts_stays() -> None:
    """Nothing is taken from a text that XML can carry."""
    text = "Größe · 日本語 · שלום · 👩‍👩‍👧 · \ue000\xa0\u200d"

    assert clean_text(text) == text


@given(ANYTHING)
def test_cleaned_text_is_xml(text: str) -> None:
    """Any text at all parses as XML once it is cleaned, and cleaning again changes nothing."""
    cleaned = clean_text(text)
    escaped = cleaned.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")

    assert (ElementTree.fromstring(f"<a>{escaped}</a>").text or "") == cleaned
    assert clean_text(cleaned) == cleaned


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("  Two\n lines\tand \x00 a tab ", "Two lines and a tab"),
        ("\u202eevil\u202c \u2066x\u2069 \u200fy\u200e\u061c", "evil x y"),
        ("a" + "\u0336" * 40 + "b", "a" + "\u0336" * 4 + "b"),
        ("e\u0301", "é"),
        ("👩‍👩‍👧 ❤️", "👩‍👩‍👧 ❤️"),
        ("<b>&amp;", "<b>&amp;"),
    ],
)
def test_title_is_one_tame_line(typed: str, shown: str) -> None:
    """A title keeps its words, on one line, and cannot turn or overlap its neighbours (T8)."""
    assert clean_title(typed) == shown


@pytest.mark.parametrize("typed", ["", " \n", "\u200b\ufeff", "\u202e", "\u3164", "\u0301", "\x00"])
def test_title_is_never_empty(typed: str) -> None:
    """A title that shows nothing gets the fallback."""
    assert clean_title(typed, fallback="Thread 12") == "Thread 12"
    assert clean_name(typed) == "unnamed"


def test_long_title_is_cut() -> None:
    """A title beyond the limit ends in an ellipsis."""
    assert clean_title("a" * 300) == "a" * 255 + "…"
    assert clean_name("abc", limit=2) == "a…"


@given(ANYTHING)
def test_any_title_becomes_a_line(text: str) -> None:
    """Whatever is typed, a title is visible, short and on one line."""
    title = clean_title(text)

    assert title.strip() == title
    assert 0 < len(title) <= 256
    assert len(title.splitlines()) == 1
