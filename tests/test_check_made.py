"""What was made for the owner is compared with what this version makes, one line for each group."""

from pathlib import Path

import pytest

from checks import run_check, told
from sites import ROOT, a_wall, copy_checkout, run_wall, succeed

ANSWERS = ("--repository", "ana/bakes", "--name", "Ana", "--team", "ana=Ana", "--timezone", "UTC")
WORKFLOW = ".github/workflows/wall.yml"
ISSUE_FORM = ".github/ISSUE_TEMPLATE/problem.yml"
DISCUSSION_FORM = ".github/DISCUSSION_TEMPLATE/ideas.yml"
TOLD_FORM = ".github/DISCUSSION_TEMPLATE/told-elsewhere.yml"


@pytest.fixture
def thin(tmp_path: Path) -> Path:
    """Make a thin site."""
    succeed(run_wall(tmp_path, "init", *ANSWERS))
    return tmp_path


def change(folder: Path, path: str, old: str, new: str) -> None:
    """Change a file by hand."""
    text = (folder / path).read_text("utf-8")
    assert old in text
    (folder / path).write_text(text.replace(old, new), "utf-8")


def append(folder: Path, path: str, line: str) -> None:
    """Put a line at the end of a file."""
    text = (folder / path).read_text("utf-8")
    (folder / path).write_text(text + line, "utf-8")


def test_new_site_is_as_it_is_made(thin: Path) -> None:
    """What `wall init` has just made needs nothing; the address of publishconf.py changes nothing."""
    ((level, words),) = told(thin, "files", lowest="ok")
    published = run_wall(thin, "--settings", "publishconf.py", "check", WALL_SITEURL="https://a.de")

    assert ("ok", True) == (level, "all as this version makes them" in words)
    assert "all as this version makes them" in published.out


def test_folder_that_is_no_walls_own_is_left_alone(tmp_path: Path) -> None:
    """A Pelican site has its own workflow and forms."""
    assert [] == told(a_wall(tmp_path), "files", lowest="ok")


def test_forms_of_the_sample_are_not_asked_for(tmp_path: Path) -> None:
    """Before `wall init` a copy of the template has the sample's settings and our forms."""
    folder = copy_checkout(tmp_path / "copy")
    code = folder / "plugins" / "conversation_wall" / "__init__.py"
    code.parent.mkdir(parents=True)
    code.write_bytes((ROOT / "plugins" / "conversation_wall" / "__init__.py").read_bytes())
    ((level, words), *others) = told(folder, "files", lowest="ok")

    assert ("warning", True) == (level, f"no {WORKFLOW}" in words)
    assert [("note", True)] == [(low, "dependabot.yml" in said) for low, said in others]


def test_missing_workflow_is_told(thin: Path) -> None:
    """Without it GitHub does nothing by itself, but the wall can be built here."""
    (thin / WORKFLOW).unlink()
    ((level, words),) = told(thin, "files", lowest="ok")

    assert ("warning", True) == (level, f"There is no {WORKFLOW}, so GitHub does not" in words)
    assert 0 == run_check(thin).code


@pytest.mark.parametrize("path", [WORKFLOW, ".github/dependabot.yml"])
@pytest.mark.parametrize("damage", ["key: a: b\n", "\tkey: a\n", "key: \0\n"])
def test_file_that_is_no_yaml_is_told_with_its_line(path: str, damage: str, thin: Path) -> None:
    """GitHub would not run it."""
    (thin / path).write_text(f"# mine\n{damage}", "utf-8")
    ((level, words),) = told(thin, "files", lowest="ok")

    assert "warning" == level
    assert f"{path}, line 2: This line does not read as YAML" in words
    assert "GitHub would not run the file" in words
    assert "wall upgrade" in words


def test_missing_forms_are_told_once(thin: Path) -> None:
    """However many there are."""
    (thin / ISSUE_FORM).unlink()
    (thin / TOLD_FORM).unlink()
    # A setting that is wrong elsewhere keeps none from being missed.
    append(thin, "pelicanconf.py", "WALL_PAGE_SIZE = 0\n")
    ((level, words),) = told(thin, "files", lowest="ok")

    assert "warning" == level
    assert f"2 forms are not there for customers to fill in: {TOLD_FORM}, " in words


@pytest.mark.parametrize("setting", ["WALL_FORMS = {'idea': 'idaes'}", "WALL_FORMS = 1"])
def test_misspelt_setting_asks_for_no_form(setting: str, thin: Path) -> None:
    """What is wrong is the setting, and that is told."""
    append(thin, "pelicanconf.py", f"{setting}\n")

    assert [] == told(thin, "files", lowest="note")


def test_changed_labels_are_told_by_name(thin: Path) -> None:
    """Hints and further fields are the owner's; labels are how the wall reads a form."""
    change(thin, ISSUE_FORM, "What happened?", "Say it!")
    change(thin, DISCUSSION_FORM, "body:\n", "body:\n- type: input\n  attributes: {label: More}\n")
    (level, words), (other_level, others) = told(thin, "files", lowest="ok")

    assert "warning" == level
    assert f"{ISSUE_FORM} has no “What happened?” any more. By them" in words
    assert ("note", True) == (
        other_level,
        f"1 file differs from what this version makes: {DISCUSSION_FORM}" in others,
    )


def test_broken_form_is_told_as_a_form_only(thin: Path) -> None:
    """It is told with its line, and that `wall upgrade` brings ours back."""
    (thin / ISSUE_FORM).write_text("body:\n- type: [\n", "utf-8")
    ((level, words),) = told(thin, "forms")

    assert "warning" == level
    assert f"{ISSUE_FORM}, line 3: This line does not read as YAML" in words
    assert words.endswith("→ Or run `wall upgrade`: it brings our form back.")
    assert [] == told(thin, "files", lowest="ok")


def test_other_changes_are_one_note(thin: Path) -> None:
    """An owner may change what they like; other line ends are no change."""
    for path in (WORKFLOW, "publishconf.py"):
        append(thin, path, "# mine\n")
    text = (thin / ISSUE_FORM).read_bytes()
    (thin / ISSUE_FORM).write_bytes(text.replace(b"\n", b"\r\n"))
    ((level, words),) = told(thin, "files", lowest="ok")

    assert "note" == level
    assert "2 files differ from what this version makes: publishconf.py, " in words
    assert "`wall upgrade` shows how" in words


@pytest.mark.parametrize(
    ("path", "content", "words"),
    [
        ("requirements.txt", b"pelican-conversation-wall==99.0\n", "names Conversation Wall 99.0"),
        ("requirements.txt", b"\xff", "no text in UTF-8"),
        ("publishconf.py", b"\xff", "no text in UTF-8"),
    ],
)
def test_what_cannot_be_compared_is_told(path: str, content: bytes, words: str, thin: Path) -> None:
    """A file of a newer version, or of no text, hides nothing else."""
    (thin / path).write_bytes(content)
    ((level, said),) = told(thin, "files", lowest="ok")

    assert ("warning", True) == (level, words in said)
