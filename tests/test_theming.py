"""docs/theming.md is true: its tables are the theme's, and its example builds."""

import re
import shutil
from pathlib import Path

import pytest

from builders import a_post, a_thread
from conversation_wall.site.palette import read_tokens
from conversation_wall.site.stylesheet import join_sheets, read_sheet
from sites import ROOT, Ended, a_wall, build, faults_of, files_of, read_site, run_pelican, run_wall

DOCUMENT = (ROOT / "docs" / "theming.md").read_text("utf-8")
THEME = ROOT / "theme"
TOKENS = read_sheet(THEME, "tokens")
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 30"><path d="M0 0h90v30H0z"/></svg>'

_BLOCK = re.compile(r"{%-? block (\w+)")
_NAME = re.compile(r"`([^`]+)`")


def table_below(head: str) -> list[list[str]]:
    """Give the rows of the table that begins with a column."""
    lines = DOCUMENT[DOCUMENT.index(f"| {head} |") :].partition("\n\n")[0].splitlines()[2:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def example(language: str) -> str:
    """Give the document's code in a language."""
    found = re.findall(rf"^```{language}\n(.*?)^```$", DOCUMENT, re.MULTILINE | re.DOTALL)
    assert len(found) == 1
    return str(found[0])


def a_child_theme(folder: Path) -> dict[str, object]:
    """Write the document's files beside a settings file, and give its settings."""
    files = {
        "templates/thread.html": example("jinja"),
        "own.css": example("css"),
        "logo.svg": LOGO,
    }
    for name, text in files.items():
        path = folder / "my-theme" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    names: dict[str, object] = {}
    exec(example("python"), names)
    return {name: value for name, value in names.items() if name.isupper()}


def a_dressed_wall(folder: Path, **settings: object) -> Path:
    """Make a wall in the document's dress."""
    threads = [a_thread(number=1), a_thread(number=2, comments=[a_post("Yes.", by="ada", day=2)])]
    return a_wall(folder, threads, **{**a_child_theme(folder), **settings})


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build it once."""
    return build(a_dressed_wall(tmp_path_factory.mktemp("dressed")))


# The tables


def test_colours_are_those_of_the_theme() -> None:
    """The table has every colour, in the sheet's order, with both values."""
    rows = [[_NAME.findall(cell)[0] for cell in row[:3]] for row in table_below("Colour")]

    assert [
        [f"--{name}", pair.light, pair.dark] for name, pair in read_tokens(TOKENS).items()
    ] == rows


def test_scales_are_those_of_the_theme() -> None:
    """The table has every token that is no colour."""
    first = TOKENS.partition("@supports")[0]
    names = [name for name in re.findall(r"--([\w-]+):", first) if name not in read_tokens(TOKENS)]

    assert [f"--{name}" for name in names] == [
        _NAME.findall(row[0])[0] for row in table_below("Scale")
    ]


def test_layers_are_those_of_the_sheet() -> None:
    """The table has the layers from the weakest to the strongest."""
    layers = re.findall(r"\w+", join_sheets(THEME).content.decode().partition(";")[0])[1:]

    assert [*layers, "owner"] == [_NAME.findall(row[0])[0] for row in table_below("Layer")]


def test_blocks_are_those_of_the_templates() -> None:
    """The table has each block where it is first opened."""
    found = {path.name: _BLOCK.findall(path.read_text("utf-8")) for path in templates()}
    base = found.pop("base.html")
    blocks = [("base.html", block) for block in base] + [
        (name, block) for name in found for block in found[name] if block not in base
    ]

    rows = [tuple(_NAME.findall(cell)[0] for cell in row[:2]) for row in table_below("Template")]
    assert sorted(blocks) == sorted(rows)


def templates() -> list[Path]:
    """List the templates of pages."""
    return sorted((THEME / "templates").glob("*.html"))


# The example


def test_one_template_is_overridden(output: Path) -> None:
    """The block of the child stands below every conversation, and nowhere else."""
    line = "we are at the counter until six"
    site = read_site(output)
    threads = [name for name in site if name.startswith("said/")]

    assert sorted(threads) == sorted(name for name, page in site.items() if line in page.text)
    assert all('class="turns"' in (output / name).read_text("utf-8") for name in threads)


def test_own_rules_and_colour_are_in_the_sheet(output: Path) -> None:
    """The one sheet has the owner's colour in its tokens and the owner's rules at its end."""
    sheets = [text for name, text in files_of(output).items() if name.endswith(".css")]
    (sheet,) = (text.decode() for text in sheets)

    assert "--voice: light-dark(#6b21a8, " in sheet
    assert sheet.endswith("@layer owner {\n" + re.sub(r"\n\s*", "\n", example("css")) + "}\n")


def test_logo_stands_in_the_header(output: Path) -> None:
    """The logo has its room before it is there, and no words: the name stands beside it."""
    pages = {name: (output / name).read_text("utf-8") for name in read_site(output)}
    tag = re.compile(
        r'<img class="\w+" src="(?:[./]*)theme/logo\.\w+\.svg" width="96" height="32" alt="">'
    )

    for name in ("index.html", "said/1/index.html", "about/index.html", "404.html"):
        assert 1 == len(tag.findall(pages[name])), name
        assert 'class="mark"' not in pages[name]


def test_icon_has_the_colour(output: Path) -> None:
    """A browser's tab shows the owner's colour as well."""
    (icon,) = (text for name, text in files_of(output).items() if "/icon." in name)

    assert b"#6b21a8" in icon
    assert b"#0c4a5b" not in icon


def test_dressed_wall_holds_together(output: Path) -> None:
    """What the owner adds breaks no link and no policy."""
    assert [] == faults_of(output)


def test_plain_pelican_dresses_it_alike(tmp_path: Path) -> None:
    """`pelican --fatal errors` builds the same files, and tells of the colour without failing."""
    folder = a_dressed_wall(tmp_path, WALL_COLOUR="#ffcc00")
    ended = run_pelican(
        folder, "content", "-s", "pelicanconf.py", "-o", "by-pelican", "--fatal", "errors"
    )
    output = build(folder)

    assert 0 == ended.code, ended.error
    assert "WALL_COLOUR #ffcc00 is too light to read" in " ".join((ended.out + ended.error).split())
    assert files_of(output) == files_of(folder / "by-pelican")


def test_copied_theme_works_by_its_path(tmp_path: Path) -> None:
    """A whole theme is a folder that THEME names; scripts may be missing in it."""
    folder = a_dressed_wall(tmp_path, THEME=str(tmp_path / "copied"))
    shutil.copytree(THEME, folder / "copied", ignore=shutil.ignore_patterns("js"))
    sheet = folder / "copied" / "static" / "css" / "tokens.css"
    sheet.write_text(sheet.read_text("utf-8").replace("#14191c", "#101010"), "utf-8")

    output = build(folder)

    (text,) = (text for name, text in files_of(output).items() if name.endswith(".css"))
    assert b"--ink: light-dark(#101010, " in text
    assert b"--voice: light-dark(#6b21a8, " in text


# What is told


def told_by_build(folder: Path, **settings: object) -> Ended:
    """Build a dressed wall with other settings."""
    return run_wall(a_dressed_wall(folder, **settings), "build")


@pytest.mark.parametrize(
    ("colour", "note"),
    [
        ("#ffcc00", "WALL_COLOUR #ffcc00 is too light to read (1.3:1 on a panel): the wall uses #"),
        ("#6B21A8", "WALL_COLOUR #6b21a8 is used as it is. In dark mode it cannot be read"),
    ],
)
def test_build_says_which_colour_it_took(tmp_path: Path, colour: str, note: str) -> None:
    """The owner is told at each build, not only at the first."""
    for _ in range(2):
        ended = told_by_build(tmp_path, WALL_COLOUR=colour)

        assert (0, 1) == (ended.code, ended.out.count(note)), ended


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ({"WALL_LOGO": "none.png"}, "WALL_LOGO names no file"),
        ({"WALL_STYLE": "none.css"}, "WALL_STYLE names no file"),
        ({"THEME_TEMPLATES_OVERRIDES": ["none"]}, "THEME_TEMPLATES_OVERRIDES names no folder"),
    ],
)
def test_mistake_ends_the_build(tmp_path: Path, settings: dict[str, object], told: str) -> None:
    """A file that is not there is no silent nothing: exit code 2, and one sentence."""
    ended = told_by_build(tmp_path, **settings)

    assert 2 == ended.code
    assert told in ended.error
    assert not (tmp_path / "output").exists()


def test_files_are_found_from_anywhere(tmp_path: Path) -> None:
    """All that the settings name lies beside them, wherever the command is called."""
    folder = a_dressed_wall(tmp_path / "wall")
    (tmp_path / "elsewhere").mkdir()
    settings = ("--settings", folder / "pelicanconf.py")

    ended = run_wall(tmp_path / "elsewhere", *settings, "build", "--output", tmp_path / "site")

    assert (0, "") == (ended.code, ended.error)
    assert "until six" in read_site(tmp_path / "site")["said/1/index.html"].text
