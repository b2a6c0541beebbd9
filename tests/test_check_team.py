"""Who speaks for the business exists, and is who they were; what is safe to record is recorded."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from builders import a_person, a_post, a_thread
from checks import run_check, told
from conversation_wall.config import read_settings
from github_emulator import Emulator
from sites import a_wall, run_wall

ROSTER = """
# Those who answer.
WALL_TEAM = {
    "ada": {"name": "Ada"},  # since the first day
    "lin": {"name": "Lin", "id": 22},
    "old": {"name": "Old", "until": "2020-01-01"},
}
"""


@pytest.fixture
def github() -> Iterator[Emulator]:
    """Give an emulated GitHub that knows Ada and Lin by number."""
    with Emulator() as github:
        github.changes.add_repository("hollin/coffee")
        github.owner.register("ada", 11)
        github.owner.register("lin", 22)
        yield github


def team(folder: Path, github: Emulator | None, *options: str, **settings: Any) -> list[Any]:
    """Give what is found of the team of a wall."""
    a_wall(folder, **settings)
    return told(folder, "team", *options, github=github, lowest="ok")


def test_recorded_accounts_are_well(github: Emulator, tmp_path: Path) -> None:
    """Each login is the account that it was, in any case of letters."""
    roster = {"Ada": {"id": 11}, "lin": {"id": 22}}

    ((level, words),) = team(tmp_path, github, WALL_TEAM=roster)
    assert ("ok", True) == (level, "2 logins, each with its account" in words)


def test_roster_is_not_judged_offline(tmp_path: Path) -> None:
    """Without GitHub nobody is called unknown."""
    ((level, words),) = team(tmp_path, None, WALL_TEAM=["nobody"])

    assert ("ok", True) == (level, "not compared with GitHub" in words)


def test_unknown_login_is_told_with_the_nearest(github: Emulator, tmp_path: Path) -> None:
    """A typo makes a colleague a customer: the wall would be wrong about them."""
    a_wall(tmp_path, [a_thread(comments=[a_post(by="adah")])])
    ((level, words),) = team(tmp_path, github, WALL_TEAM={"adahh": {"id": 5}})

    assert "error" == level
    assert "no account “adahh”, so nothing counts as their answer. Did you mean “adah”?" in words


def test_renamed_account_is_known_by_its_number(github: Emulator, tmp_path: Path) -> None:
    """The store has seen the number under the new login."""
    a_wall(tmp_path, [a_thread(comments=[a_post(by=a_person("countess", database_id=5))])])
    ((level, words),) = team(tmp_path, github, WALL_TEAM={"augusta": {"id": 5}})

    assert ("error", True) == (level, "Did you mean “countess”?" in words)


def test_who_left_may_be_gone(github: Emulator, tmp_path: Path) -> None:
    """A past colleague's account may end."""
    ((level, _),) = team(tmp_path, github, WALL_TEAM={"old": {"until": "2020-01-01"}})

    assert "note" == level


def test_login_that_was_taken_over_is_told(github: Emulator, tmp_path: Path) -> None:
    """Whoever registers a colleague's old login is not the colleague; the code is 2."""
    github.owner.register("lin", 99)
    ((level, words),) = team(tmp_path, github, WALL_TEAM={"lin": {"id": 22}})

    assert ("error", True) == (level, "took the login over" in words)
    assert 2 == run_check(tmp_path, github=github).code


def test_login_that_wrote_as_another_account_is_told(github: Emulator, tmp_path: Path) -> None:
    """Where posts of another account stand under the login, no number is recorded unasked."""
    a_wall(tmp_path, [a_thread(comments=[a_post(by=a_person("ada", database_id=7))])])
    ((level, words),) = team(tmp_path, github, "--fix", WALL_TEAM=["ada"])

    assert ("error", True) == (level, "another one (7)" in words)
    assert ["ada"] == read_settings(tmp_path / "pelicanconf.py")["WALL_TEAM"]


def test_guessed_team_is_named(tmp_path: Path) -> None:
    """Without a roster the owner sees who is taken for the team, and how to name them."""
    posts = [
        a_post(by="ada", association="OWNER"),
        a_post(by="ada", association="OWNER"),
        a_post(by="lin", association="MEMBER"),
        a_post(by="helper[bot]", association="MEMBER"),
        a_post(by="cleo", association="CONTRIBUTOR"),
        a_post(by=None, association="OWNER"),
    ]
    a_wall(tmp_path, [a_thread(comments=posts)])
    ((level, words),) = team(tmp_path, None, WALL_TEAM=[])

    assert "warning" == level
    assert "ada (owner, 2 posts), lin (member, 1 post)." in words
    assert "WALL_TEAM = ['ada', 'lin']" in words


@pytest.mark.parametrize(
    ("by", "association", "likely"),
    [
        ("ada-h", "OWNER", " Likely yours: ada-h (owner, 1 post)."),
        ("adah", "NONE", " Likely yours: adah."),
        ("zoe", "NONE", ""),
    ],
)
def test_roster_that_wrote_nothing_is_told(
    by: str, association: str, likely: str, tmp_path: Path
) -> None:
    """A misspelt login makes every answer a customer's word, also where GitHub is not asked."""
    posts = [a_post(by=by, association=association)]
    a_wall(tmp_path, [a_thread(comments=posts)])
    ((level, words),) = team(tmp_path, None, WALL_TEAM=["ada"])

    assert "warning" == level
    assert "holds 2 posts, and none of your team wrote any" in words
    assert f"Is a login misspelt?{likely} →" in words


def test_roster_of_old_has_written(tmp_path: Path) -> None:
    """Who left has answered, too; and an empty store says nothing about anybody."""
    roster = {"Ada": {"until": "2020-01-01"}}
    a_wall(tmp_path / "old", [a_thread(comments=[a_post(by="ada")])])
    a_wall(tmp_path / "empty", [])

    for folder in ("old", "empty"):
        assert ["ok"] == [found[0] for found in team(tmp_path / folder, None, WALL_TEAM=roster)]


# Repair


def test_missing_numbers_are_told_and_recorded(github: Emulator, tmp_path: Path) -> None:
    """`--fix` writes them, shows the change, keeps comments, and is then content."""
    a_wall(tmp_path)
    path = tmp_path / "pelicanconf.py"
    path.write_text(path.read_text("utf-8").replace("WALL_TEAM = ['ada']\n", ROSTER), "utf-8")
    before = told(tmp_path, "team", github=github, lowest="note")
    ended = run_check(tmp_path, "--fix", github=github)
    after = told(tmp_path, "team", github=github, lowest="note")

    assert any("not recorded yet: ada." in words and "--fix" in words for _, words in before)
    assert not any("not recorded" in words for _, words in after)
    assert '+    "ada": {"name": "Ada", "id": 11},  # since the first day' in ended.error
    assert '-    "ada": {"name": "Ada"},  # since the first day' in ended.error
    assert path.read_text("utf-8").count("# Those who answer.") == 1
    assert {"name": "Lin", "id": 22} == read_settings(path)["WALL_TEAM"]["lin"]  # type: ignore[index]


@pytest.mark.parametrize(
    ("roster", "repaired"),
    [
        (["ada", "@lin"], {"ada": {"id": 11}, "@lin": {"id": 22}}),
        ({"ada": "Ada", "lin": "Lin"}, {"ada": {"name": "Ada", "id": 11}, "lin": {"name": "Lin", "id": 22}}),
    ],
)  # fmt: skip
def test_short_rosters_are_repaired_too(
    roster: Any, repaired: Any, github: Emulator, tmp_path: Path
) -> None:
    """A list of logins becomes a roster with numbers; nothing else is lost."""
    a_wall(tmp_path, WALL_TEAM=roster)
    ended = run_check(tmp_path, "--fix", "--json", github=github)

    assert ["pelicanconf.py"] == json.loads(ended.out)["repaired"]
    assert repaired == read_settings(tmp_path / "pelicanconf.py")["WALL_TEAM"]
    assert [("ok", "WALL_TEAM: 2 logins, each with its account. → ")] == told(
        tmp_path, "team", github=github, lowest="ok"
    )


def test_roster_of_the_other_file_is_repaired(github: Emulator, tmp_path: Path) -> None:
    """The settings for publishing take it from pelicanconf.py, so that is changed."""
    a_wall(tmp_path)
    published = (
        "import os, sys\nsys.path.insert(0, os.path.dirname(__file__))\nfrom pelicanconf import *\n"
    )
    (tmp_path / "publishconf.py").write_text(published, "utf-8")
    address = {"GITHUB_TOKEN": "x", "WALL_GITHUB_URL": github.url}
    run_wall(tmp_path, "--settings", "publishconf.py", "check", "--fix", **address)

    assert {"ada": {"id": 11}} == read_settings(tmp_path / "pelicanconf.py")["WALL_TEAM"]
    assert published == (tmp_path / "publishconf.py").read_text("utf-8")


@pytest.mark.parametrize(
    "roster",
    [
        "WALL_TEAM = [name for name in ['ada']]",
        "import datetime\nWALL_TEAM = {'ada': {'from': datetime.date(2024, 1, 1)}}",
    ],
)
def test_roster_made_by_code_is_left_alone(roster: str, github: Emulator, tmp_path: Path) -> None:
    """Code is the owner's: they get the line to write."""
    a_wall(tmp_path)
    path = tmp_path / "pelicanconf.py"
    text = path.read_text("utf-8").replace("WALL_TEAM = ['ada']", roster)
    path.write_text(text, "utf-8")
    ended = run_check(tmp_path, "--fix", github=github)

    assert text == path.read_text("utf-8")
    assert "Not repaired" in ended.error
    assert "11" in ended.error
    assert 0 == ended.code


def test_nothing_to_repair_is_said(github: Emulator, tmp_path: Path) -> None:
    """A second `--fix`, or one without GitHub, changes nothing."""
    a_wall(tmp_path, WALL_TEAM={"ada": {"id": 11}})
    before = (tmp_path / "pelicanconf.py").read_bytes()
    ended = run_check(tmp_path, "--fix", github=github)

    assert "nothing that can be repaired" in ended.error
    assert before == (tmp_path / "pelicanconf.py").read_bytes()
