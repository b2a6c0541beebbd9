"""`wall upgrade`: what was made for the owner follows the version, and nothing else does."""

from pathlib import Path

import pytest

from conversation_wall import __version__
from sites import ROOT, a_wall, files_of, run_wall, succeed

ANSWERS = ("--repository", "ana/bakes", "--name", "Ana", "--team", "ana=Ana", "--timezone", "UTC")
OLDER = "pelican-conversation-wall==0.0.9\n"


@pytest.fixture
def thin(tmp_path: Path) -> Path:
    """Make a thin site."""
    succeed(run_wall(tmp_path, "init", *ANSWERS))
    return tmp_path


def test_new_site_is_up_to_date(thin: Path) -> None:
    """What `wall init` has just made needs nothing."""
    before = files_of(thin)

    ended = succeed(run_wall(thin, "upgrade"))

    assert f"Everything is up to date with Conversation Wall {__version__}.\n" == ended.out
    assert before == files_of(thin)


def test_old_files_are_brought_up_to_date(thin: Path) -> None:
    """Forms, workflow, dependabot, publishconf and the pin are made anew, each with a diff."""
    fresh = files_of(thin)
    (thin / "requirements.txt").write_text(OLDER, "utf-8")
    (thin / ".github" / "dependabot.yml").unlink()
    for name in ("publishconf.py", ".github/workflows/wall.yml", ".github/ISSUE_TEMPLATE/idea.yml"):
        (thin / name).write_text("# old\n", "utf-8")

    ended = succeed(run_wall(thin, "upgrade", "--yes"))

    assert fresh == files_of(thin)
    assert 3 == ended.out.count("\n-# old\n")
    assert f"-{OLDER}+pelican-conversation-wall=={__version__}\n" in ended.out
    assert "Made: .github/dependabot.yml" in ended.out


def test_owners_files_are_left_alone(thin: Path) -> None:
    """Settings, pages, README and .gitignore are the owner's, whatever stands in them."""
    names = ("README.md", "content/pages/about.md", ".gitignore")
    for name in names:
        (thin / name).write_text("Mine.\n", "utf-8")
    with (thin / "pelicanconf.py").open("a", encoding="utf-8") as file:
        file.write("# mine\n")
    (thin / "requirements.txt").write_text(f"rich>=14\n{OLDER}tzdata\n", "utf-8")
    before = files_of(thin)

    succeed(run_wall(thin, "upgrade", "--yes"))

    after = files_of(thin)
    assert {"requirements.txt"} == {name for name in after if after[name] != before[name]}
    pin = f"pelican-conversation-wall=={__version__}"
    assert f"rich>=14\n{pin}\ntzdata\n".encode() == after["requirements.txt"]


@pytest.mark.parametrize(
    "requirement",
    [
        "pelican-conversation-wall>=0.0.9",
        "pelican-conversation-wall @ file:///wheels/wall.whl",
        "pelican-conversation-wall==0.0.9 --hash=sha256:0123",
        "pelican-conversation-wall==0.0.9 \\\n    --hash=sha256:0123",
    ],
)
def test_requirement_of_another_kind_is_the_owners(requirement: str, thin: Path) -> None:
    """A range, an address or a pin with hashes is a way of the owner's own."""
    (thin / "requirements.txt").write_text(f"{requirement}\n", "utf-8")

    ended = succeed(run_wall(thin, "upgrade", "--yes"))

    assert "Everything is up to date" in ended.out
    assert f"{requirement}\n" == (thin / "requirements.txt").read_text("utf-8")


def test_line_ends_of_windows_are_no_change(thin: Path) -> None:
    """A checkout with the line ends of Windows is as up to date as any."""
    for path in thin.rglob("*.*"):
        if path.is_file():
            path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))

    assert "Everything is up to date" in succeed(run_wall(thin, "upgrade")).out


def test_nobody_is_asked_without_a_terminal(thin: Path) -> None:
    """The diff is shown, nothing is changed, and the exit code says so."""
    (thin / "requirements.txt").write_text(OLDER, "utf-8")
    (thin / "publishconf.py").unlink()
    before = files_of(thin)

    ended = run_wall(thin, "upgrade")

    assert 2 == ended.code
    assert f"-{OLDER}" in ended.out
    assert before == files_of(thin)


def test_older_wall_does_not_turn_a_site_back(thin: Path) -> None:
    """A site that names a newer version than this is left alone, and told what to install."""
    (thin / "requirements.txt").write_text("pelican-conversation-wall==99.10\n", "utf-8")
    before = files_of(thin)

    ended = run_wall(thin, "upgrade", "--yes")

    assert 2 == ended.code
    assert "pip install -r requirements.txt" in ended.error
    assert before == files_of(thin)


def test_copy_says_what_is_not_touched(checkout: Path, tmp_path: Path) -> None:
    """In a copy of the template the wall's code is not touched, and the way to newer code told."""
    (tmp_path / "plugins").symlink_to(checkout / "plugins")
    for name in ("pelicanconf.py", "publishconf.py"):
        (tmp_path / name).write_bytes((ROOT / name).read_bytes())

    ended = succeed(run_wall(tmp_path, "upgrade"))

    assert "Made: .github/DISCUSSION_TEMPLATE/" in ended.out
    assert "The wall's own code here" in ended.out
    assert not (tmp_path / "requirements.txt").exists()
    assert "Everything is up to date" in succeed(run_wall(tmp_path, "upgrade")).out


def test_other_folders_are_no_walls(tmp_path: Path) -> None:
    """A folder that `wall init` has not made has nothing to bring up to date."""
    a_wall(tmp_path)

    ended = run_wall(tmp_path, "upgrade", "--yes")

    assert 2 == ended.code
    assert "run `wall init`" in ended.error
