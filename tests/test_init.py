"""`wall init`: an empty folder, or a copy of the template, becomes the owner's own wall."""

import resource
import shutil
import subprocess
from pathlib import Path

import pytest

from conversation_wall import __version__
from conversation_wall.cli.surroundings import repository_of
from conversation_wall.config import read_settings
from conversation_wall.project.answers import site_url_for
from conversation_wall.project.sample import SAMPLE, SAMPLE_ABOUT, SAMPLE_PLACE
from conversation_wall.project.site_files import template
from sites import ROOT, Ended, build, files_of, read_site, run_wall, succeed
from terminal import talk

THREADS = ROOT / "scripts" / "sample" / "threads.ndjson"
ANSWERS = (
    *("--repository", "ana/bakes", "--name", "Ana’s Bakes", "--team", "ana=Ana"),
    *("--team", "lin=Lin, the baker", "--timezone", "Europe/Paris"),
)
MADE = {
    ".github/DISCUSSION_TEMPLATE/ideas.yml",
    ".github/DISCUSSION_TEMPLATE/praise.yml",
    ".github/DISCUSSION_TEMPLATE/problems.yml",
    ".github/DISCUSSION_TEMPLATE/q-a.yml",
    ".github/DISCUSSION_TEMPLATE/told-elsewhere.yml",
    ".github/ISSUE_TEMPLATE/config.yml",
    ".github/ISSUE_TEMPLATE/idea.yml",
    ".github/ISSUE_TEMPLATE/praise.yml",
    ".github/ISSUE_TEMPLATE/problem.yml",
    ".github/ISSUE_TEMPLATE/question.yml",
    ".github/ISSUE_TEMPLATE/told-elsewhere.yml",
    ".github/dependabot.yml",
    ".github/workflows/wall.yml",
    ".gitignore",
    "README.md",
    "content/pages/about.md",
    "pelicanconf.py",
    "publishconf.py",
    "requirements.txt",
}


def init(folder: Path, *arguments: str) -> Ended:
    """Set a wall up in a folder, without a terminal."""
    return run_wall(folder, "init", *arguments)


def a_copy(checkout: Path, folder: Path) -> Path:
    """Copy the template, as GitHub does."""
    for name in ("pelicanconf.py", "publishconf.py"):
        shutil.copy2(checkout / name, folder / name)
    for name in (".github", "content", "plugins", "theme"):
        shutil.copytree(checkout / name, folder / name)
    return folder


def settings_of(folder: Path) -> dict[str, object]:
    """Read the settings of a folder."""
    return read_settings(folder / "pelicanconf.py")


# A thin site


def test_empty_folder_becomes_a_thin_site(tmp_path: Path) -> None:
    """All that a wall needs is made: settings, page, forms, workflow and a pinned requirement."""
    ended = succeed(init(tmp_path, *ANSWERS, "--email", "hi@ana.example", "--colour", "#abc"))

    settings = settings_of(tmp_path)
    assert MADE == files_of(tmp_path).keys()
    assert ["ana/bakes"] == settings["WALL_SOURCES"]
    assert {"ana": {"name": "Ana"}, "lin": {"name": "Lin, the baker"}} == settings["WALL_TEAM"]
    assert ("Ana’s Bakes", "https://ana.github.io/bakes") == (
        settings["SITENAME"],
        settings["SITEURL"],
    )
    assert ("#aabbcc", "hi@ana.example") == (
        settings["WALL_COLOUR"],
        settings["WALL_CONTACT_EMAIL"],
    )
    assert {"Europe/Paris"} == {settings["TIMEZONE"], settings["WALL_TIMEZONE"]}
    pin = f"pelican-conversation-wall=={__version__}\n"
    assert pin == (tmp_path / "requirements.txt").read_text("utf-8")
    assert "make those that are not there yet: Problems, Praise, Told elsewhere." in ended.out
    assert "labels planned, in progress, done and not doing" in ended.out


def test_second_run_touches_nothing(tmp_path: Path) -> None:
    """With everything as it is, the command says so; what is there answers all questions."""
    succeed(init(tmp_path, *ANSWERS, "--parts", "discussions", "--colour", "#ABC"))
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}

    ended = succeed(init(tmp_path))

    assert "Nothing to do" in ended.out
    assert before == {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}


def test_folder_is_made(tmp_path: Path) -> None:
    """A folder that is not there yet is made, wherever it is named."""
    succeed(init(tmp_path, "walls/mine", *ANSWERS))

    assert MADE == files_of(tmp_path / "walls" / "mine").keys()


@pytest.mark.parametrize(
    ("parts", "folder", "form"),
    [
        ("issues", ".github/DISCUSSION_TEMPLATE", "praise.yml"),
        ("discussions", ".github/ISSUE_TEMPLATE", "praise"),
    ],
)
def test_one_part_has_its_forms_only(parts: str, folder: str, form: str, tmp_path: Path) -> None:
    """A wall of Issues has no forms for Discussions, and the other way round."""
    succeed(init(tmp_path, *ANSWERS, "--parts", parts))

    settings = settings_of(tmp_path)
    assert [f"ana/bakes#{parts}"] == settings["WALL_SOURCES"]
    assert not (tmp_path / folder).exists()
    assert isinstance(settings["WALL_FORMS"], dict)
    assert form == settings["WALL_FORMS"]["praise"]


def test_files_of_the_owner_are_kept(tmp_path: Path) -> None:
    """What GitHub or the owner put into the folder stays; missing lines are added to lists."""
    readme = "# Bakes\n\nBread since 1994.\n\nCome in.\n"
    (tmp_path / "README.md").write_text(readme, "utf-8")
    (tmp_path / "LICENSE").write_text("Mine.\n", "utf-8")
    (tmp_path / ".gitignore").write_text("/output/\n*.bak", "utf-8")

    succeed(init(tmp_path, *ANSWERS, "--yes"))

    assert readme == (tmp_path / "README.md").read_text("utf-8")
    assert "Mine.\n" == (tmp_path / "LICENSE").read_text("utf-8")
    ignored = (tmp_path / ".gitignore").read_text("utf-8")
    assert ignored.startswith("/output/\n*.bak\n")
    assert 1 == ignored.count("/output/")
    assert "/.wall/" in ignored


def test_readme_that_github_made_gives_way(tmp_path: Path) -> None:
    """A README with nothing but the repository's name and description is no loss."""
    (tmp_path / "README.md").write_text("# bakes\nWhat people say\n", "utf-8")

    ended = succeed(init(tmp_path, *ANSWERS, "--yes"))

    assert "-# bakes" in ended.out
    assert (tmp_path / "README.md").read_text("utf-8").startswith("# The wall of Ana’s Bakes")


def test_renamed_business_is_renamed_in_untouched_pages(tmp_path: Path) -> None:
    """The about page follows the name, until the owner has written their own."""
    succeed(init(tmp_path, *ANSWERS))
    about = tmp_path / "content" / "pages" / "about.md"
    succeed(init(tmp_path, "--name", "Bakes & Sons", "--yes"))
    assert "a customer of Bakes & Sons said" in about.read_text("utf-8")
    about.write_text(about.read_text("utf-8") + "\nMy words.\n", "utf-8")

    succeed(init(tmp_path, "--name", "Bakes", "--yes"))

    assert "a customer of Bakes & Sons said" in about.read_text("utf-8")
    assert "My words." in about.read_text("utf-8")


# Answers


def test_missing_answers_are_named_at_once(tmp_path: Path) -> None:
    """Without a terminal, what is missing is told with its options, and nothing is made."""
    ended = init(tmp_path, "--team", "ana=Ana")

    assert 2 == ended.code
    assert "2 answers are missing" in ended.error
    assert 'wall init --repository owner/name --name "Your business"' in ended.error
    assert {} == files_of(tmp_path)


def test_wrong_answers_are_told_at_once(tmp_path: Path) -> None:
    """Each answer is checked as the setting that it becomes; all faults come in one message."""
    wrong = {
        "--repository": "bakes",
        "--parts": "wiki",
        "--name": " ",
        "--team": "a b",
        "--site-url": "ana.example",
        "--question": "",
        "--colour": "red",
        "--email": "ana",
        "--timezone": "Paris",
    }

    ended = init(tmp_path, *(word for pair in wrong.items() for word in pair))

    assert 2 == ended.code
    assert "9 answers are wrong" in ended.error
    assert [] == [flag for flag in wrong if f"  - {flag} " not in ended.error]
    assert {} == files_of(tmp_path)


def test_repository_comes_from_git(tmp_path: Path) -> None:
    """A clone knows its repository on GitHub, and with it the address of its site."""
    a_clone(tmp_path, "git@github.com:Ana/Bakes.git")

    succeed(init(tmp_path, "--name", "Ana", "--team", "ana"))

    assert ["Ana/Bakes"] == settings_of(tmp_path)["WALL_SOURCES"]
    assert "https://ana.github.io/Bakes" == settings_of(tmp_path)["SITEURL"]


@pytest.mark.parametrize(
    ("remote", "expected"),
    [
        ("https://github.com/ana/bakes.git", "ana/bakes"),
        ("https://someone@github.com/ana/bakes", "ana/bakes"),
        ("ssh://git@github.com/ana/bakes.git", "ana/bakes"),
        ("git@github.com:ana/my.site.git", "ana/my.site"),
        ("https://gitlab.example/ana/bakes.git", None),
        ("../bakes", None),
    ],
)
def test_remotes_of_every_form(remote: str, expected: str | None, tmp_path: Path) -> None:
    """`origin` names the repository however it is written; another host's is none."""
    a_clone(tmp_path, remote)
    inner = tmp_path / "inner"
    inner.mkdir()

    assert expected == repository_of(tmp_path, "github.com")
    assert repository_of(inner, "github.com") is None


@pytest.mark.parametrize(
    ("repository", "expected"),
    [
        ("Ana/bakes", "https://ana.github.io/bakes"),
        ("ana/Ana.github.io", "https://ana.github.io"),
    ],
)
def test_address_follows_from_the_repository(repository: str, expected: str) -> None:
    """GitHub Pages shows a repository under its name, and the owner's own one at the top."""
    assert expected == site_url_for(repository)


def test_what_is_known_of_people_is_kept(tmp_path: Path) -> None:
    """Roles, days and account ids stay, and so do those who left: their answers count."""
    succeed(init(tmp_path, *ANSWERS))
    settings = tmp_path / "pelicanconf.py"
    team = (
        'WALL_TEAM = {\n    "ana": {"name": "Ana", "role": "baker", "id": 7},  # me\n'
        '    "lin": {"name": "Lin"},\n    "bo": {"name": "Bo", "until": "2025-01-01"},\n}\n'
    )
    source = settings.read_text("utf-8")
    start, end = source.index("WALL_TEAM"), source.index("\n# What customers see")
    settings.write_text(source[:start] + team + source[end:], "utf-8")
    assert "Nothing to do" in succeed(init(tmp_path)).out

    succeed(init(tmp_path, "--team", "ana=Ana", "--team", "mo=Mo", "--yes"))

    assert {
        "ana": {"name": "Ana", "role": "baker", "id": 7},
        "mo": {"name": "Mo"},
        "bo": {"name": "Bo", "until": "2025-01-01"},
    } == settings_of(tmp_path)["WALL_TEAM"]


# Agreement


def test_nothing_is_overwritten_unasked(tmp_path: Path) -> None:
    """Without a terminal the diff is shown, nothing at all is changed, and --yes is named."""
    succeed(init(tmp_path, *ANSWERS))
    (tmp_path / "publishconf.py").unlink()
    before = files_of(tmp_path)

    ended = init(tmp_path, "--name", "Bakes")

    assert 2 == ended.code
    assert '-SITENAME = "Ana’s Bakes"\n+SITENAME = "Bakes"\n' in ended.out
    assert "--yes" in ended.error
    assert before == files_of(tmp_path)


def test_file_steers_no_terminal(tmp_path: Path) -> None:
    """Control characters of a file are written out in its diff."""
    succeed(init(tmp_path, *ANSWERS))
    form = tmp_path / ".github" / "ISSUE_TEMPLATE" / "idea.yml"
    form.write_text("name: \x1b[2Jgone \u202eti\n", "utf-8")

    ended = init(tmp_path)

    assert "-name: \\x1b[2Jgone \\u202eti" in ended.out
    assert "\x1b" not in ended.out


def test_owners_code_in_the_settings_is_left(tmp_path: Path) -> None:
    """A setting that code makes is not changed: the message says what to write, and where."""
    succeed(init(tmp_path, *ANSWERS))
    with (tmp_path / "pelicanconf.py").open("a", encoding="utf-8") as file:
        file.write('SITENAME = SITENAME.replace("’", "")\n')
    before = files_of(tmp_path)
    assert "Nothing to do" in succeed(init(tmp_path, "--name", "Anas Bakes")).out

    ended = init(tmp_path, "--name", "Bakes", "--yes")

    assert 2 == ended.code
    assert 'SITENAME = "Bakes"' in ended.error
    assert before == files_of(tmp_path)


@pytest.mark.parametrize("name", ["pelicanconf.py", "index.html"])
def test_strange_folder_is_left_alone(name: str, tmp_path: Path) -> None:
    """A folder with other things in it is no place for a wall, unless somebody says so."""
    (tmp_path / name).write_text("X = 1\n", "utf-8")

    ended = init(tmp_path, *ANSWERS)

    assert 2 == ended.code
    assert "empty folder" in ended.error
    assert {name} == files_of(tmp_path).keys()


def test_full_disk_changes_nothing(tmp_path: Path) -> None:
    """Where not all can be written, nothing is: no half file, and none left over."""
    succeed(init(tmp_path, *ANSWERS))
    (tmp_path / "publishconf.py").unlink()
    before = files_of(tmp_path)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)

    resource.setrlimit(resource.RLIMIT_FSIZE, (700, hard))
    try:
        ended = init(tmp_path, "--name", "Bakes", "--yes")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))

    assert 2 == ended.code
    assert "cannot be written: File too large. Nothing was changed." in ended.error
    assert before == files_of(tmp_path)


def test_folder_in_the_place_of_a_file_is_told(tmp_path: Path) -> None:
    """Where a file cannot be, the message names the place, and nothing is made."""
    (tmp_path / ".github").write_text("", "utf-8")

    ended = init(tmp_path, *ANSWERS)

    assert 2 == ended.code
    assert "cannot be read: Not a directory. Nothing was changed." in ended.error
    assert [".github"] == list(files_of(tmp_path))


# On a terminal


def test_terminal_is_asked(tmp_path: Path) -> None:
    """Each question offers what is known; a wrong answer is asked for again."""
    a_clone(tmp_path, "https://github.com/ana/bakes.git")
    answers = ("", "", "Ana’s Bakes", "ana=Ana, lin", "", "", "red", "#123456", "-", "UTC")

    ended = talk(tmp_path, ["init"], answers)

    assert 0 == ended.code, ended.out
    assert "That must be a colour like '#0c4a5b', not 'red'. Please try again." in ended.out
    settings = settings_of(tmp_path)
    assert ["ana/bakes"] == settings["WALL_SOURCES"]
    assert {"ana": {"name": "Ana"}, "lin": {"name": "lin"}} == settings["WALL_TEAM"]
    assert ("#123456", None) == (settings["WALL_COLOUR"], settings["WALL_CONTACT_EMAIL"])


def test_needed_answer_is_asked_for_again(tmp_path: Path) -> None:
    """An empty answer to a question that needs one is told, not met with silence."""
    answers = ("ana/bakes", "", "", "Bakes", "ana", "https://x y", "-", "", "", "-", "UTC")

    ended = talk(tmp_path, ["init"], answers)

    assert 0 == ended.code, ended.out
    assert "This one is needed." in ended.out
    assert "an address like 'https://you.example/wall', not 'https://x y'" in ended.out
    assert "Nothing is written before the last answer." in ended.out


def test_no_on_a_terminal_keeps_the_file(tmp_path: Path) -> None:
    """Each file is asked for after its diff, in colours, and a no keeps it."""
    succeed(init(tmp_path, *ANSWERS))
    (tmp_path / "publishconf.py").write_text("# mine\n", "utf-8")

    ended = talk(tmp_path, ["init", "--name", "Bakes"], [*[""] * 8, "n", "y", "y", "y"])

    assert 0 == ended.code, ended.out
    assert "\x1b[31m-# mine" in ended.out
    assert "Left as it is: publishconf.py" in ended.out
    assert b"# mine\n" == (tmp_path / "publishconf.py").read_bytes()
    assert "Bakes" == settings_of(tmp_path)["SITENAME"]


# A copy of the template


def test_copy_of_the_template_becomes_the_owners(checkout: Path, tmp_path: Path) -> None:
    """Nothing of the sample stays; the site builds, and has the business's name on it."""
    folder = a_copy(checkout, tmp_path)
    succeed(init(folder, *ANSWERS, "--yes"))
    assert "Nothing to do" in succeed(init(folder)).out

    succeed(run_wall(folder, "import", THREADS))
    front = read_site(build(folder))["index.html"]

    assert "Ana’s Bakes" in front.title
    settings = settings_of(folder)
    assert [] == [name for name, value in SAMPLE.items() if settings[name] == value]
    assert SAMPLE_ABOUT not in (folder / "content" / "pages" / "about.md").read_text("utf-8")
    written = (folder / "pelicanconf.py").read_text("utf-8").lower()
    assert [] == [word for word in ("hollin", "mara", "sample site") if word in written]


def test_files_go_with_the_code_of_the_copy(checkout: Path, tmp_path: Path) -> None:
    """A `wall` of another version than the copy's code changes nothing in it."""
    folder = a_copy(checkout, tmp_path)
    code = folder / "plugins" / "conversation_wall" / "__init__.py"
    code.write_text(code.read_text("utf-8").replace(__version__, "99.1"), "utf-8")

    ended = init(folder, *ANSWERS, "--yes")

    assert 2 == ended.code
    assert "has the code of Conversation Wall 99.1" in ended.error
    assert "hollin-lane/wall" in (folder / "pelicanconf.py").read_text("utf-8")


def test_sample_is_known() -> None:
    """What is taken for the sample's is what this repository's settings say."""
    settings = read_settings(ROOT / "pelicanconf.py")

    assert {**SAMPLE, **SAMPLE_PLACE} == {name: settings[name] for name in (*SAMPLE, *SAMPLE_PLACE)}
    assert SAMPLE_ABOUT in (ROOT / "content" / "pages" / "about.md").read_text("utf-8")


def test_publishconf_is_this_repositorys() -> None:
    """A thin site publishes with the settings of the template."""
    assert template("publishconf.py") == (ROOT / "publishconf.py").read_text("utf-8")


def a_clone(folder: Path, remote: str) -> None:
    """Make a folder a git checkout with a remote."""
    for arguments in (("init", "--quiet"), ("remote", "add", "origin", remote)):
        subprocess.run(("git", "-C", folder, *arguments), check=True)
