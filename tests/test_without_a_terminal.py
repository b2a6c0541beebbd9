"""The way to a wall in the browser alone names what is really there."""

import re
from pathlib import Path

import pytest

from conversation_wall.config import SETTINGS
from conversation_wall.project.forms import CATEGORIES
from conversation_wall.wall.forms import KIND_FORMS, TOLD

ROOT = Path(__file__).resolve().parent.parent
PELICAN = {"SITENAME", "TIMEZONE"}


@pytest.fixture(scope="module")
def guide() -> str:
    """Read the guide."""
    return (ROOT / "docs" / "without-a-terminal.md").read_text(encoding="utf-8")


def test_settings_are_in_the_file_that_is_changed(guide: str) -> None:
    """Each setting that shall be filled in is a setting, and stands in the template's file."""
    named = set(re.findall(r"`((?:WALL_)?[A-Z]{4,}(?:_[A-Z]+)*)`", guide))
    settings = (ROOT / "pelicanconf.py").read_text(encoding="utf-8")

    assert named <= {setting.name for setting in SETTINGS} | PELICAN
    assert [] == [name for name in sorted(named) if f"\n{name} = " not in settings]


def test_sample_settings_that_are_nobody_elses_are_named(guide: str) -> None:
    """What only the sample shop says is changed by everybody who has read the guide."""
    settings = (ROOT / "pelicanconf.py").read_text(encoding="utf-8")
    names = set(re.findall(r"^(WALL_[A-Z_]+) = ", settings, re.MULTILINE))

    assert {"WALL_LANG", "WALL_ANSWER_WITHIN"} == {name for name in names if name not in guide}


def test_categories_have_forms(guide: str) -> None:
    """A category that shall be made has the name of a form's file."""
    names = set(re.findall(r"`([A-Z][a-z ]+)`", guide)) - {"None"}
    made = {name.lower().replace(" ", "-") for name in names}
    there = {path.stem for path in (ROOT / ".github" / "DISCUSSION_TEMPLATE").glob("*.yml")}

    assert {"problems", "praise", "told-elsewhere"} == made
    assert made <= there


def test_forms_are_those_that_init_would_name(guide: str) -> None:
    """Whoever fills the settings in by hand gets the same forms as by `wall init`."""
    written = ", ".join(f'"{kind}": "{slug}"' for kind, slug in CATEGORIES.items())

    assert f"{{{written}}}" in guide


@pytest.mark.parametrize("label", ["planned", "in progress", "done", "not doing"])
def test_labels_are_statuses(guide: str, label: str) -> None:
    """Each label that shall be made says what became of a critique."""
    rules = next(setting.default for setting in SETTINGS if setting.name == "WALL_STATUSES")

    assert f"label:{label}" in dict(rules)  # type: ignore[call-overload]
    assert f"`{label}`" in guide


def test_labels_of_issue_forms_are_named(guide: str) -> None:
    """A label of our forms that GitHub does not bring along is made by the owner."""
    brought = {"bug", "enhancement", "question"}
    needed = {form.label for form in (*KIND_FORMS, TOLD)} - brought

    assert [] == [label for label in sorted(needed) if f"`{label}`" not in guide]
