"""Forms fit the repository, and none of them lets anybody approve themselves."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from checks import run_check, told
from conversation_wall.project.forms import form_files
from github_emulator import Emulator
from sites import a_wall

SHOP = "northwind-kettles/feedback"
SLUGS = ("problems", "ideas", "q-a", "praise", "told-elsewhere")
LABELS = ("bug", "enhancement", "question", "praise", "told elsewhere")
ISSUE_FORM = ".github/ISSUE_TEMPLATE/problem.yml"


@pytest.fixture
def github() -> Iterator[Emulator]:
    """Give an emulated GitHub that has the categories and labels of our forms."""
    with Emulator() as github:
        github.changes.add_repository(SHOP)
        for slug in SLUGS:
            github.owner.add_category(SHOP, slug.title(), slug)
        for label in LABELS:
            github.owner.add_label(SHOP, label)
        yield github


def a_shop(folder: Path, **settings: Any) -> Path:
    """Make a wall with all of our forms."""
    a_wall(folder, **{"WALL_SOURCES": [SHOP], **settings})
    for path, text in form_files().items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")
    return folder


def change(folder: Path, path: str, old: str, new: str) -> None:
    """Change a form by hand."""
    text = (folder / path).read_text("utf-8")
    assert old in text
    (folder / path).write_text(text.replace(old, new), "utf-8")


def test_our_forms_fit(github: Emulator, tmp_path: Path) -> None:
    """Ours have no fault where their categories and labels are there."""
    a_shop(tmp_path, WALL_FORMS={"problem": "problems", "idea": "idea.yml"})
    ((level, words),) = told(tmp_path, "forms", github=github, lowest="ok")

    assert "ok" == level
    assert f"{len(form_files())} form files can be read and fit the repository" in words


def test_wall_without_forms_has_nothing_to_say(tmp_path: Path) -> None:
    """Forms are no duty."""
    assert [] == told(a_wall(tmp_path), "forms", lowest="ok")


def test_fault_in_a_form_is_told_with_its_line(tmp_path: Path) -> None:
    """Also without GitHub; a form that nobody sees does not stop the wall."""
    a_shop(tmp_path)
    change(tmp_path, ISSUE_FORM, "description:", "descriptoin:")
    found = told(tmp_path, "forms")

    assert {"warning"} == {level for level, _ in found}
    assert any(words.startswith(f"{ISSUE_FORM}, line ") for _, words in found)
    assert 0 == run_check(tmp_path).code


@pytest.mark.parametrize(("publish", "level"), [("approved", "error"), ("all", "warning")])
def test_form_that_approves_is_told(publish: str, level: str, tmp_path: Path) -> None:
    """With such a form, anybody could publish what they like."""
    a_shop(tmp_path, WALL_PUBLISH=publish, WALL_APPROVED_LABEL="Shown")
    change(tmp_path, ISSUE_FORM, "- bug", "- shown")
    ((found, words),) = told(tmp_path, "forms")

    assert level == found
    assert "Take the label out" in words
    assert (2 if level == "error" else 0) == run_check(tmp_path).code


def test_form_of_no_category_is_told(github: Emulator, tmp_path: Path) -> None:
    """GitHub shows a discussion form only where its name is a category's slug."""
    a_shop(tmp_path)
    folder = tmp_path / ".github" / "DISCUSSION_TEMPLATE"
    (folder / "praise.yml").rename(folder / "prays.yml")
    ((level, words),) = told(tmp_path, "forms", github=github)

    assert "warning" == level
    assert "prays.yml: This file belongs to no category" in words


def test_labels_that_github_would_leave_out_are_told(github: Emulator, tmp_path: Path) -> None:
    """GitHub sets no label that is not there, and says nothing."""
    a_shop(tmp_path)
    change(tmp_path, ISSUE_FORM, "- bug", "- Bug\n- teapot\n- 2020-99-99")
    ((level, words),) = told(tmp_path, "forms", github=github)

    assert "warning" == level
    assert "does not have: teapot, 2020-99-99." in words
    assert f"https://github.com/{SHOP}/labels" in words


@pytest.mark.parametrize(
    ("forms", "words"),
    [
        ({"idea": "notions"}, "'idea' leads to the category 'notions'"),
        ({"idea": "notion.yml"}, "'idea' leads to the form 'notion.yml'"),
    ],
)
def test_setting_that_leads_nowhere_is_told(
    forms: dict[str, str], words: str, github: Emulator, tmp_path: Path
) -> None:
    """A customer who follows it would find a page that is not there."""
    a_shop(tmp_path, WALL_FORMS=forms)
    ((level, said),) = told(tmp_path, "forms", github=github)

    assert ("error", True) == (level, words in said)


@pytest.mark.parametrize(
    ("forms", "words"),
    [
        ({"idea": "idaes"}, "the category 'idaes', and there is no form of that name in"),
        ({"idea": "idae.yml"}, "the form 'idae.yml', and there is no form of that name in"),
        ({"idea": "ideas", "problem": "problem.yml"}, ""),
    ],
)
def test_setting_is_compared_with_the_folder_offline(
    forms: dict[str, str], words: str, tmp_path: Path
) -> None:
    """Where GitHub is not asked the forms beside the settings tell; the nearest is named."""
    a_shop(tmp_path, WALL_FORMS=forms)
    found = told(tmp_path, "forms")

    assert (["warning"] if words else []) == [level for level, _ in found]
    assert all(words in said and "Did you mean 'idea" in said for _, said in found)


def test_setting_without_forms_in_the_folder_is_not_judged(tmp_path: Path) -> None:
    """Forms may lie in another repository than the wall's files."""
    a_wall(tmp_path / "none", WALL_FORMS={"idea": "idaes"})
    a_shop(tmp_path / "other", WALL_FORMS={"idea": "idaes"})

    assert [] == told(tmp_path / "none", "forms")
    assert [] == told(tmp_path / "other", "forms", GITHUB_REPOSITORY="northwind-kettles/wall")
