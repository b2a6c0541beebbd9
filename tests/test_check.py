"""`wall check` tells everything at once, in plain words, and ends with the fitting code."""

import json
import sqlite3
from pathlib import Path

import pytest

from builders import a_post, a_thread
from checks import TOKEN, findings, run_check
from conversation_wall.checking.findings import Area, Finding, Level, exit_code
from github_emulator import Emulator
from sites import ROOT, a_wall, build, copy_checkout, run_wall, succeed

EVIL = "\x1b[31m[bold red]x[/]\u202e\x07\n::error::pwned"
SAMPLE = ROOT / "scripts" / "sample" / "threads.ndjson"


def test_sample_has_no_error(tmp_path: Path) -> None:
    """The sample is sound, from its settings to its site; only its made-up values are told."""
    folder = copy_checkout(tmp_path / "copy")
    succeed(run_wall(folder, "import", SAMPLE))
    build(folder)
    ended = run_check(folder)

    assert 0 == ended.code
    assert "links, pictures, feeds and sitemap hold together" in ended.out
    assert "1 warning" in ended.out.splitlines()[-1]


@pytest.mark.parametrize(
    ("areas", "code"),
    [
        ([], 0),
        ([Area.SITE], 1),
        ([Area.SETTINGS], 2),
        ([Area.NAMES], 2),
        ([Area.FORMS], 2),
        ([Area.FILES], 2),
        ([Area.TEAM], 2),
        ([Area.GITHUB], 3),
        ([Area.STORE], 4),
        ([Area.PAGES], 1),
        ([Area.SITE, Area.STORE, Area.GITHUB], 3),
    ],
)
def test_code_is_that_of_the_first_area_with_an_error(areas: list[Area], code: int) -> None:
    """Warnings, notes and good words end with 0."""
    mild = [Finding(Area.SETTINGS, level, "a", "b") for level in Level if level is not Level.ERROR]
    errors = [Finding(area, Level.ERROR, "a", "b") for area in areas]

    assert code == exit_code([*mild, *errors])


def test_faults_of_every_area_are_told_together(tmp_path: Path) -> None:
    """One run, every area, grouped; the code is that of the first."""
    a_wall(tmp_path, [a_thread()])
    (build(tmp_path) / "feed.xml").write_text("<feed>", "utf-8")
    with sqlite3.connect(tmp_path / ".wall" / "store.sqlite3") as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    a_wall(tmp_path, WALL_TEEM=1, WALL_SOURCES=["hollin/none"])
    (tmp_path / ".github" / "ISSUE_TEMPLATE").mkdir(parents=True)
    (tmp_path / ".github" / "ISSUE_TEMPLATE" / "a.yml").write_text("- a", "utf-8")
    with Emulator() as github:
        ended = run_check(tmp_path, github=github)

    lines = ended.out.splitlines()
    headings = [line for line in lines if line and not line.startswith(" ")]
    assert [
        *("Settings", "GitHub", "Forms", "Who answers", "Store", "Your own pages", "The built site")
    ] == headings[:-1]
    assert "5 errors, 1 warning" in headings[-1]
    assert 2 == ended.code


@pytest.mark.parametrize(
    ("file", "code"), [("feed.xml", 1), ("pelicanconf.py", 2), (".wall/store.sqlite3", 4)]
)
def test_command_ends_with_the_fitting_code(file: str, code: int, tmp_path: Path) -> None:
    """A workflow tells by the code what is broken."""
    a_wall(tmp_path, [a_thread()])
    build(tmp_path).joinpath("index.html")
    path = tmp_path / "output" / file if file == "feed.xml" else tmp_path / file
    path.write_bytes(b"broken <")

    assert code == run_check(tmp_path).code


def test_json_is_for_programs(tmp_path: Path) -> None:
    """The shape that other programs may count on."""
    a_wall(tmp_path, WALL_TEEM=1)
    ended = run_check(tmp_path, "--json")
    told = json.loads(ended.out)

    assert ["exit_code", "counts", "findings", "repaired"] == [*told]
    assert (2, 1, []) == (told["exit_code"], told["counts"]["error"], told["repaired"])
    assert {"error", "warning", "note", "ok"} == set(told["counts"])
    assert {
        "area": "settings",
        "level": "error",
        "where": "pelicanconf.py",
        "what": "WALL_TEEM is no setting of the wall. Did you mean WALL_TEAM?",
        "then": "Mend the file. The README has a table of all settings.",
    } == told["findings"][0]


def test_quiet_tells_only_what_is_to_be_mended(tmp_path: Path) -> None:
    """In a log, good words and notes would hide the rest; they are still counted."""
    a_wall(tmp_path, [a_thread()], WALL_CONTACT_EMAIL="a@example.com")
    out = run_check(tmp_path, "--quiet").out

    assert "nobody gets letters there" in out
    assert [] == [line for line in out.splitlines() if line.startswith(("  ok", "  note"))]


def test_output_may_lie_elsewhere(tmp_path: Path) -> None:
    """`--output` names the site, else OUTPUT_PATH beside the settings file."""
    a_wall(tmp_path / "wall", [a_thread()], OUTPUT_PATH="public")
    succeed(run_wall(tmp_path / "wall", "build"))
    (tmp_path / "wall" / "public").rename(tmp_path / "elsewhere")
    (tmp_path / "elsewhere" / "feed.xml").write_text("<feed>", "utf-8")
    by_settings = findings(tmp_path / "wall", "site")
    by_option = findings(tmp_path / "wall", "site", "--output", "../elsewhere")

    assert ["There is no built site yet."] == [finding["what"] for finding in by_settings]
    assert "error" in [finding["level"] for finding in by_option]


def test_site_is_looked_at_where_settings_cannot_be_read(tmp_path: Path) -> None:
    """Named on the command line, it needs no settings."""
    a_wall(tmp_path, [a_thread()])
    output = build(tmp_path)
    (tmp_path / "pelicanconf.py").unlink()

    assert "ok" in [f["level"] for f in findings(tmp_path, "site", "--output", str(output))]
    assert 2 == run_check(tmp_path, "--output", str(output)).code


def test_store_named_on_the_command_line_is_looked_at(tmp_path: Path) -> None:
    """`wall --store FILE check` looks at that file."""
    a_wall(tmp_path, [a_thread()])
    ended = run_wall(tmp_path, "--store", "other.sqlite3", "check")

    assert "There is no store yet: nothing was read from GitHub. (" in ended.out
    assert "other.sqlite3" in ended.out


def test_strangers_words_do_not_steer_a_terminal(tmp_path: Path) -> None:
    """Names from GitHub, files and posts are shown with what cannot be seen written out."""
    posts = [a_post(by=EVIL, association="OWNER")]
    a_wall(tmp_path, [a_thread(comments=posts)], WALL_SOURCES=["hollin/coffee"], WALL_TEAM=[],
           WALL_FORMS={"idea": "x"}, WALL_BANNER=EVIL)  # fmt: skip
    output = build(tmp_path)
    (output / "said" / EVIL.replace("/", "").replace("\n", "")).mkdir()
    (output / "about" / "index.html").write_text(f"<a href='{EVIL}/'>x</a>", "utf-8")
    with Emulator() as github:
        github.changes.add_repository("hollin/coffee")
        github.owner.add_category("hollin/coffee", EVIL, EVIL)
        ended = run_check(tmp_path, github=github)
        as_json = run_check(tmp_path, "--json", github=github)

    assert "[bold red]x[/]" in ended.out
    assert r"\x1b[31m" in ended.out
    assert [] == [sign for sign in "\x1b\u202e\x07" if sign in ended.out + as_json.out]
    assert [] == [line for line in ended.out.splitlines() if line.lstrip().startswith("::error")]


def test_summary_of_a_workflow_has_no_colours(tmp_path: Path) -> None:
    """On GitHub the same is on the page of the run."""
    a_wall(tmp_path, WALL_TEEM=1)
    run_check(tmp_path, GITHUB_STEP_SUMMARY=str(tmp_path / "summary.md"))
    summary = (tmp_path / "summary.md").read_text("utf-8")

    assert r"WALL\_TEEM is no setting of the wall" in summary
    assert "[1m" not in summary.replace("\\", "")


def test_token_is_never_said(tmp_path: Path) -> None:
    """Not even where GitHub does not take it."""
    a_wall(tmp_path)
    with Emulator(token="another") as github:
        ended = run_check(tmp_path, github=github)

    assert 3 == ended.code
    assert TOKEN not in ended.out + ended.error
