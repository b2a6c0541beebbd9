"""What only GitHub knows: each thing that stands in the way is told, with the button to press."""

import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from checks import run_check, told
from github_emulator import Emulator, Fault
from sites import a_wall

NOW = "2026-11-03T10:00:00Z"
SHOP = "northwind-kettles/feedback"
PAGES = "https://northwind-kettles.github.io/feedback/"


@pytest.fixture
def github() -> Iterator[Emulator]:
    """Give an emulated GitHub whose shop publishes with a workflow."""
    with Emulator(now=NOW) as github:
        github.load_sample()
        github.owner.publish_pages(SHOP)
        yield github


def a_shop(folder: Path, *, workflow: bool = True, **settings: Any) -> Path:
    """Make the wall of that shop, with or without our workflow."""
    a_wall(folder, **{"WALL_SOURCES": [SHOP], "SITEURL": PAGES.rstrip("/"), **settings})
    if workflow:
        (folder / ".github" / "workflows").mkdir(parents=True)
        (folder / ".github" / "workflows" / "wall.yml").write_text("name: Wall\n", "utf-8")
    return folder


def test_all_is_well_with_three_requests(github: Emulator, tmp_path: Path) -> None:
    """One question for the repository, one for the team, one for Pages."""
    found = told(a_shop(tmp_path), "github", github=github, lowest="ok")

    assert ["ok", "ok"] == [level for level, _ in found]
    assert "The token may read it" in found[0][1]
    assert f"A workflow publishes at {PAGES}" in found[1][1]
    assert ["/api/graphql", "/api/graphql", f"/api/v3/repos/{SHOP}/pages"] == [
        request.path for request in github.requests
    ]


def test_nothing_is_asked_offline_or_without_a_token(github: Emulator, tmp_path: Path) -> None:
    """What was not looked at is named, and no request leaves."""
    a_shop(tmp_path)
    offline = told(tmp_path, "github", "--offline", github=github, lowest="ok")
    silent = told(tmp_path, "github", lowest="ok")

    assert ["note", "note"] == [level for level, _ in (*offline, *silent)]
    assert "--offline" in offline[0][1]
    assert "GITHUB_TOKEN is empty" in silent[0][1]
    assert 0 == len(github.requests)


def test_bad_token_is_told_once(tmp_path: Path) -> None:
    """Nothing else can be asked, so nothing else is said of GitHub; the code is 3."""
    a_shop(tmp_path, WALL_SOURCES=[SHOP, "northwind-kettles/other"])
    with Emulator(now=NOW, token="another") as github:
        ((level, words),) = told(tmp_path, "github", github=github, lowest="ok")
        code = run_check(tmp_path, github=github).code

    assert ("error", 3) == (level, code)
    assert "does not accept the token" in words


def test_no_network_is_told(tmp_path: Path) -> None:
    """Where nobody answers, the rest is looked at all the same."""
    a_shop(tmp_path)
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{unused.getsockname()[1]}"
    address: Any = {"GITHUB_TOKEN": "x", "WALL_GITHUB_URL": url}
    ((level, words),) = told(tmp_path, "github", lowest="ok", **address)

    assert ("error", True) == (level, "cannot be reached" in words)


def test_repository_that_is_not_seen_is_told(github: Emulator, tmp_path: Path) -> None:
    """A typo and a token without access look the same; the other repository is looked at."""
    a_shop(tmp_path, WALL_SOURCES=["northwind-kettles/fedback", SHOP])
    first, *_ = told(tmp_path, "github", github=github, lowest="ok")

    assert "error" == first[0]
    assert "northwind-kettles/fedback: GitHub shows no such repository" in first[1]
    assert any("northwind-kettles/feedback: The token may read it" in words
               for _, words in told(tmp_path, "github", github=github, lowest="ok"))  # fmt: skip


def test_token_without_rights_is_told(github: Emulator, tmp_path: Path) -> None:
    """GitHub names what a token may not do; the owner is led to its rights."""
    message = "Resource not accessible by personal access token"
    error = {"type": "FORBIDDEN", "path": ["repository", "discussions"], "message": message}
    github.faults.queue(Fault(blanks=[("data", "repository", "discussions")], errors=[error]))
    first, *_ = told(a_shop(tmp_path), "github", github=github)

    assert "error" == first[0]
    assert message in first[1]
    assert "read their Discussions and Issues" in first[1]


@pytest.mark.parametrize(
    ("source", "off", "level", "words"),
    [
        (SHOP, ["Discussion"], "warning", "Discussions are switched off"),
        (SHOP, ["Issue"], "warning", f"'{SHOP}#discussions'"),
        (f"{SHOP}#discussions", ["Discussion"], "error", "Discussions are switched off"),
        (f"{SHOP}#issues", ["Discussion"], None, ""),
        (f"{SHOP}#issues", ["Issue"], "error", "tick Issues"),
    ],
)
def test_part_that_is_switched_off_is_told(
    source: str, off: list[str], level: str | None, words: str, github: Emulator, tmp_path: Path
) -> None:
    """An error where nothing is left to read, else a word of warning."""
    for kind in off:
        github.changes.switch_off(SHOP, kind)
    found = told(a_shop(tmp_path, WALL_SOURCES=[source]), "github", github=github)

    assert ([level] if level else []) == [each for each, _ in found]
    assert words in "".join(words for _, words in found)


def test_both_parts_off_are_errors(github: Emulator, tmp_path: Path) -> None:
    """Then there is no wall."""
    github.changes.switch_off(SHOP, "Issue")
    github.changes.switch_off(SHOP, "Discussion")

    found = told(a_shop(tmp_path), "github", github=github)
    assert ["error", "error"] == [level for level, _ in found]


@pytest.mark.parametrize(("allowed", "level"), [(False, "error"), (True, "note")])
def test_private_repository_is_told(
    allowed: bool, level: str, github: Emulator, tmp_path: Path
) -> None:
    """Private conversations are never published by mistake."""
    github.changes.make_private(SHOP)
    a_shop(tmp_path, WALL_ALLOW_PRIVATE=allowed)
    first, *_ = told(tmp_path, "github", github=github, lowest="note")

    assert (level, True) == (first[0], "private" in first[1])


def test_renamed_repository_is_told(github: Emulator, tmp_path: Path) -> None:
    """The old name leads on only until somebody else takes it."""
    github.changes.rename_repository(SHOP, "northwind-kettles/voices")
    first, *_ = told(a_shop(tmp_path), "github", github=github)

    assert ("warning", True) == (first[0], "northwind-kettles/voices today" in first[1])


def test_few_points_left_are_told(tmp_path: Path) -> None:
    """A sync in this hour would stop in the middle."""
    with Emulator(now=NOW, points_an_hour=90) as github:
        github.load_sample()
        first, *_ = told(a_shop(tmp_path), "github", github=github)

    assert ("warning", True) == (first[0], "Only 89 of 90 points" in first[1])


# Pages


@pytest.mark.parametrize(
    ("pages", "workflow", "level", "words"),
    [
        (None, True, "warning", "choose the source “GitHub Actions”"),
        (None, False, "note", "published elsewhere, all is well"),
        ({"build_type": "legacy"}, True, "error", "takes the files of a branch"),
        ({"build_type": "legacy"}, False, "warning", "takes the files of a branch"),
        ({"build_type": None}, True, "error", "takes the files of a branch"),
        ({"https_enforced": False}, True, "warning", "Enforce HTTPS"),
        ({"public": False}, True, "warning", "Only people who may see the repository"),
        (
            {"cname": "kettles.example", "html_url": "http://kettles.example/"},
            True,
            "warning",
            "publishes at http://kettles.example/, but the site was made for",
        ),
        ({"html_url": PAGES.replace("https", "http").rstrip("/")}, True, None, ""),
        ({"html_url": ""}, True, None, ""),
    ],
)
def test_pages_are_looked_at(
    pages: dict[str, Any] | None, workflow: bool, level: str | None, words: str, tmp_path: Path
) -> None:
    """Off, from a branch, without encryption, not public, elsewhere: each names its button."""
    with Emulator(now=NOW) as github:
        github.load_sample()
        if pages is not None:
            github.owner.publish_pages(SHOP, **pages)
        found = told(a_shop(tmp_path, workflow=workflow), "github", github=github, lowest="note")

    assert ([level] if level else []) == [each for each, _ in found]
    assert words in "".join(words for _, words in found)


def test_pages_that_a_token_may_not_see_are_no_fault(github: Emulator, tmp_path: Path) -> None:
    """A token for reading conversations needs no more rights than that."""
    body = {"message": "Resource not accessible by personal access token"}
    github.faults.queue(Fault(fits="/pages", status=403, body=body))
    found = told(a_shop(tmp_path), "github", github=github, lowest="note")

    assert ["note"] == [level for level, _ in found]
    assert "may not see how the site is published" in found[0][1]


def test_pages_are_those_of_the_walls_own_repository(github: Emulator, tmp_path: Path) -> None:
    """The files may lie in another repository than the conversations."""
    github.changes.add_repository("northwind-kettles/site")
    github.owner.publish_pages("northwind-kettles/site", build_type="legacy")
    a_shop(tmp_path)
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "HEAD").write_text("ref: refs/heads/main\n", "utf-8")
    for folder in ("objects", "refs"):
        (tmp_path / ".git" / folder).mkdir()
    (tmp_path / ".git" / "config").write_text(
        '[remote "origin"]\n\turl = git@github.com:northwind-kettles/site.git\n', "utf-8"
    )
    by_git = told(tmp_path, "github", github=github)
    by_runner = told(tmp_path, "github", github=github, GITHUB_REPOSITORY=SHOP)

    assert ["error", "warning"] == [level for level, _ in by_git]
    assert "GitHub Pages of northwind-kettles/site" in by_git[0][1]
    assert [] == by_runner
