"""What the settings name exists on GitHub; a typo is told with the nearest name there is."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from checks import told
from github_emulator import Emulator
from sites import a_wall

SHOP = "northwind-kettles/feedback"


@pytest.fixture
def github() -> Iterator[Emulator]:
    """Give an emulated GitHub: Ideas, Q&A, Polls, and the label planned; more than one page."""
    with Emulator() as github:
        github.load_sample()
        for number in range(120):
            github.owner.add_label(SHOP, f"batch {number}")
        github.owner.add_category(SHOP, "Kind words", "kind-words")
        github.owner.add_category(SHOP, "Ideas", "ideas")
        yield github


def names(folder: Path, github: Emulator, **settings: Any) -> list[tuple[str, str]]:
    """Give what is found for some settings of the shop."""
    a_wall(folder, **{"WALL_SOURCES": [SHOP], **settings})
    return told(folder, "names", github=github, lowest="ok")


def test_only_own_rules_are_looked_at(github: Emulator, tmp_path: Path) -> None:
    """The built-in rules name labels that no repository has all of."""
    assert [] == names(tmp_path, github)


def test_names_that_exist_are_told_in_one_word(github: Emulator, tmp_path: Path) -> None:
    """By slug, by name, in any case, used or not, on any page of the labels."""
    kinds = {"category:Kind Words": "praise", "category:q-a": "question", "label:BATCH 119": "idea"}
    statuses = {"state:completed": "done", "label:planned": "planned"}
    found = names(
        tmp_path, github, WALL_KINDS=kinds, WALL_STATUSES=statuses, WALL_ONLY=["category:ideas"]
    )

    assert ["ok"] == [level for level, _ in found]
    assert "5 categories and labels" in found[0][1]


@pytest.mark.parametrize(
    ("settings", "level", "words"),
    [
        ({"WALL_KINDS": {"category:idea": "idea"}}, "warning", "Did you mean “ideas”?"),
        ({"WALL_KINDS": {"label:xyzzy": "idea"}}, "warning", "no label “xyzzy” on GitHub"),
        ({"WALL_STATUSES": {"label:planed": "planned"}}, "warning", "Did you mean “planned”?"),
        ({"WALL_EXCEPT": ["label:batch1"]}, "error", "keeps nothing off the wall"),
        ({"WALL_ONLY": ["category:idea"]}, "error", "so the wall is empty"),
        ({"WALL_ONLY": ["category:idea", "category:q-a"]}, "warning", "fits no conversation"),
        ({"WALL_PUBLISH": "approved"}, "error", "nothing can be approved"),
        ({"WALL_PUBLISH": "approved", "WALL_APPROVED_LABEL": "planned"}, "ok", "1 category or"),
        ({"WALL_APPROVED_LABEL": "planed"}, None, ""),
        (
            {"WALL_SOURCES": [f"{SHOP}#issues"], "WALL_ONLY": ["category:ideas", "label:planned"]},
            "warning",
            "no category “ideas”",
        ),
    ],
)
def test_name_that_is_missing_is_told(
    settings: dict[str, Any], level: str | None, words: str, github: Emulator, tmp_path: Path
) -> None:
    """An error where it changes what is shown, else a warning."""
    found = names(tmp_path, github, **settings)

    assert ([level] if level else []) == [each for each, _ in found]
    assert words in "".join(words for _, words in found)


def test_name_may_be_of_any_source(github: Emulator, tmp_path: Path) -> None:
    """A wall of several repositories has the names of all."""
    github.changes.add_repository("northwind-kettles/help")
    github.owner.add_label("northwind-kettles/help", "lid")
    sources = [SHOP, "northwind-kettles/help"]
    found = names(tmp_path, github, WALL_SOURCES=sources, WALL_KINDS={"label:lid": "problem"})

    assert ["ok"] == [level for level, _ in found]
