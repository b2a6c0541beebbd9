"""An owner's settings are looked at all at once, and what is told can be done."""

from pathlib import Path
from typing import Any

import pytest

from checks import told
from sites import ROOT, a_wall, copy_checkout

SOUND: dict[str, Any] = {
    "WALL_CONTACT_EMAIL": "hello@hollin-coffee.com",
    "WALL_TIMEZONE": "UTC",
    "SITEURL": "https://hollin-coffee.com/wall",
}


def test_sound_settings_have_one_good_word(tmp_path: Path) -> None:
    """Where nothing is wrong, that is said."""
    a_wall(tmp_path, **SOUND)

    assert [("ok", "pelicanconf.py: Every setting can be read. → ")] == told(
        tmp_path, "settings", lowest="ok"
    )


def test_every_wrong_setting_is_told_and_the_rest_is_looked_at(tmp_path: Path) -> None:
    """One wrong value hides neither another nor what else there is to say."""
    wrong = {"WALL_TEEM": ["ada"], "WALL_PAGE_SIZE": 0, "WALL_LANG": "xx", "WALL_SOURCES": ["x"]}
    a_wall(tmp_path, **{**SOUND, "SITEURL": "http://localhost:8000", **wrong})
    levels = [level for level, _ in told(tmp_path, "settings")]
    words = " ".join(words for _, words in told(tmp_path, "settings"))

    assert ["error"] * 4 + ["warning"] == levels
    assert "Did you mean WALL_TEAM?" in words
    assert [] == [name for name in wrong if name not in words]
    assert "nobody else can visit" in words
    assert "names no repository" not in words


def test_fault_behind_a_fault_is_told(tmp_path: Path) -> None:
    """Forms are compared with the sources, also where some other setting is wrong."""
    forms = {"WALL_SOURCES": ["hollin/coffee#issues"], "WALL_FORMS": {"idea": "ideas"}}
    a_wall(tmp_path, **{**SOUND, **forms, "WALL_PAGE_SIZE": 0})

    assert ["WALL_PAGE_SIZE", "WALL_FORMS"] == [
        words.split()[1] for _, words in told(tmp_path, "settings")
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (None, "There is no settings file"),
        ("WALL_TEAM = [", "does not read as Python"),
        ("1 / 0", "stopped with ZeroDivisionError"),
    ],
)
def test_settings_that_cannot_be_read_are_told(
    text: str | None, words: str, tmp_path: Path
) -> None:
    """A file that is not there, or does not run, is one error, and nothing else is guessed."""
    if text:
        (tmp_path / "pelicanconf.py").write_text(text, "utf-8")
    ((level, said),) = told(tmp_path, "settings", lowest="ok")

    assert ("error", True) == (level, words in said)


@pytest.mark.parametrize(
    ("setting", "level", "words"),
    [
        ({"WALL_SOURCES": []}, "error", "WALL_SOURCES names no repository"),
        ({"PLUGINS": ["sitemap"]}, "error", "PLUGINS does not name conversation_wall"),
        ({"WALL_LOGO": "none.svg"}, "error", "WALL_LOGO names no file"),
        ({"WALL_STYLE": "none.css"}, "error", "WALL_STYLE names no file"),
        ({"WALL_BANNER": "None"}, "error", "would show the word 'None'. Write None without quotes"),
        ({"WALL_COUNTER": "none"}, "error", "would show the word 'none'"),
        ({"WALL_LEAD": "null"}, "error", "would show the word 'null'. Write words of your own"),
        ({"WALL_TEAM": {"ada": {"role": "None"}}}, "error", "would show the word 'None'"),
        ({"WALL_BANNER": "None of our shops opens on Monday."}, "note", "None of our shops"),
        ({"SITEURL": "hollin-coffee.com"}, "error", "SITEURL must be an address"),
        ({"SITEURL": "http://hollin-coffee.com"}, "warning", "without encryption"),
        ({"SITEURL": "https://you.example"}, "warning", "no such address can exist"),
        ({"SITEURL": ""}, "note", "no address yet"),
        ({"WALL_CONTACT_EMAIL": None}, "note", "can only write on paper"),
        ({"WALL_CONTACT_EMAIL": "me@example.com"}, "warning", "nobody gets letters there"),
        ({"WALL_BANNER": "Closed on Monday."}, "note", "“Closed on Monday.”"),
        ({"TIMEZONE": "Europe/London"}, "note", "TIMEZONE is Europe/London"),
        ({"WALL_LANG": "de"}, "note", "stay English"),
    ],
)
def test_odd_setting_is_told(
    setting: dict[str, Any], level: str, words: str, tmp_path: Path
) -> None:
    """Each has its level, and something to do."""
    a_wall(tmp_path, **{**SOUND, **setting})
    found = [each for each in told(tmp_path, "settings", lowest="note") if words in each[1]]

    assert [level] == [each[0] for each in found]


def test_sample_values_are_named(tmp_path: Path) -> None:
    """Who publishes the sample's words publishes somebody else's; own ones are not named."""
    folder = copy_checkout(tmp_path / "copy")
    with (folder / "pelicanconf.py").open("a", encoding="utf-8") as file:
        file.write("SITENAME = 'Mine'\n")
    (sample,) = [words for _, words in told(folder, "settings") if "sample shop" in words]

    assert "WALL_SOURCES, WALL_TEAM, WALL_BANNER" in sample
    assert "content/pages/about.md" in sample
    assert "SITENAME" not in sample
    assert "wall init" in sample


def test_published_settings_are_looked_at_from_the_others(tmp_path: Path) -> None:
    """The address stands in publishconf.py; a look at pelicanconf.py finds it."""
    folder = copy_checkout(tmp_path / "copy")
    assert (ROOT / "publishconf.py").is_file()

    quiet = told(folder, "settings", lowest="note", WALL_SITEURL="https://hollin-coffee.com")
    empty = told(folder, "settings", lowest="note")
    assert not any("address" in words.lower().split("→")[0] for _, words in quiet)
    assert any("no address yet" in words and "workflow" in words for _, words in empty)
