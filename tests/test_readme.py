"""What the README and the other documents say is so: settings, commands, exit codes, links."""

import re
import shlex
from pathlib import Path

import click
import pytest

import dev
from conversation_wall import errors
from conversation_wall.cli.main import wall
from conversation_wall.config.settings import SETTINGS, Setting

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text("utf-8")
DECISIONS = ROOT / "docs" / "decisions"
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])

# The table of settings aside, which grows with what can be set.
MOST_LINES = 175
LARGEST_SCREENSHOT = 250_000

_SHELL_BLOCK = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
_WALL = re.compile(r"(?:\.venv/bin/wall|python3? scripts/wall\.py|wall)(?= |$)(?P<words>.*)")
_DEV = re.compile(r"python3 scripts/dev\.py(?P<words>.*)")
_PELICAN = re.compile(r"(?:\.venv/bin/)?pelican (?P<words>.*)")
_OURS = re.compile(r"wall|pelican|dev\.py")
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_HOST = re.compile(r"[a-z]+:|//", re.IGNORECASE)


def shown(text: str) -> list[str]:
    """Give the commands of a document: the lines of its shell blocks, and inline code."""
    lines = [line for block in _SHELL_BLOCK.findall(text) for line in block.splitlines()]
    return [line.strip() for line in [*lines, *_CODE.findall(text)] if line.strip()]


def commands_of(form: re.Pattern[str]) -> list[str]:
    """Give the arguments of the README's commands of one form."""
    found = map(form.fullmatch, shown(README))
    return list(dict.fromkeys(match["words"].strip() for match in found if match))


def table_row(setting: Setting) -> str:
    """Write a setting as the README shows it."""
    is_long = isinstance(setting.default, dict) and bool(setting.default)
    default = "built-in rules" if is_long else f"`{setting.default!r}`"
    return f"| `{setting.name}` | {default} | {setting.purpose} |"


def test_settings_are_those_of_the_code() -> None:
    """The table has every setting, in the code's order, with its default and its purpose."""
    rows = [line for line in README.splitlines() if line.startswith("| `WALL_")]

    assert [table_row(setting) for setting in SETTINGS] == rows


def test_settings_in_the_text_exist() -> None:
    """A setting that the README names is one of the code's, or is read by `publishconf.py`."""
    ours = {setting.name for setting in SETTINGS}
    from_environment = set(re.findall(r"WALL_[A-Z]+", (ROOT / "publishconf.py").read_text("utf-8")))

    assert set() == set(re.findall(r"WALL_[A-Z_]*[A-Z]", README)) - ours - from_environment


@pytest.mark.parametrize("words", commands_of(_WALL))
def test_wall_commands_exist(words: str) -> None:
    """Each `wall` command that the README shows is understood, options and all."""
    outer = click.Context(wall)
    arguments = shlex.split(words)
    options = {name for option in wall.params for name in option.opts}
    # The options of `wall` itself that the README shows take a value each.
    while arguments and arguments[0] in options:
        arguments = arguments[2:]
    if not arguments:
        return

    name, command, rest = wall.resolve_command(outer, arguments)

    assert command is not None
    # In the text a command may stand by its name alone; in a table or a block it may not.
    if rest:
        assert command.make_context(name, list(rest), parent=outer).params


def test_each_wall_command_is_shown() -> None:
    """No command is missing in the README."""
    told = " ".join(commands_of(_WALL)).split()

    assert [] == [name for name in wall.commands if name not in told]


@pytest.mark.parametrize("words", commands_of(_DEV))
def test_jobs_exist(words: str) -> None:
    """Each job of `scripts/dev.py` that the README shows is one."""
    assert callable(dev.parse_arguments(shlex.split(words)).job)


def test_the_two_commands_are_shown() -> None:
    """The README has `demo` and `test`, with which everything begins."""
    assert {"demo", "test"} <= set(commands_of(_DEV))


def test_pelican_alone_is_shown_with_fatal_errors() -> None:
    """Without `--fatal errors` Pelican ends with 0 when the plugin fails to load."""
    assert ["content -s publishconf.py --fatal errors"] == commands_of(_PELICAN)
    assert (ROOT / "publishconf.py").is_file()


def test_no_shell_line_goes_unread() -> None:
    """Every line of a shell block that runs something of ours is checked above."""
    lines = [line for block in _SHELL_BLOCK.findall(README) for line in block.splitlines()]
    ours = [line for line in lines if _OURS.search(line) and not line.startswith(("git ", "cd "))]

    assert [] == [line for line in ours if not any(f.fullmatch(line) for f in (_WALL, _DEV))]


def test_exit_codes_are_those_of_the_code() -> None:
    """The README lists 0 and the exit code of each error, in order."""
    sentence = re.search(r"Exit codes: (.*?\))\.", README)
    kinds: list[type[errors.WallError]] = [errors.WallError, *errors.WallError.__subclasses__()]

    assert sentence
    told = [int(part.split()[0]) for part in re.split(r"; (?=\d)", sentence[1])]
    assert [0, *sorted({kind.exitcode for kind in kinds})] == told


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_are_relative_and_resolve(document: Path) -> None:
    """A link leads to a file of this repository, from wherever that is read."""
    links = [link.split("#")[0] for link in _LINK.findall(document.read_text("utf-8"))]

    assert [] == [link for link in links if _HOST.match(link) or link.startswith("/")]
    assert [] == [link for link in links if link and not (document.parent / link).exists()]


def test_readme_is_short() -> None:
    """One page: what an owner needs on the first evening."""
    lines = [line for line in README.splitlines() if not line.startswith("| `WALL_")]

    assert len(lines) <= MOST_LINES


def test_screenshot_is_small() -> None:
    """The picture of the README loads at once."""
    assert (ROOT / "docs" / "screenshots" / "wall.png").stat().st_size < LARGEST_SCREENSHOT


def test_decisions_are_listed() -> None:
    """The index of the decisions has each of them, in order, under its own title."""
    records = sorted(DECISIONS.glob("[0-9]*.md"))
    titles = [record.read_text("utf-8").splitlines()[0].removeprefix("# ") for record in records]
    rows = [f"- [{title}]({record.name})" for title, record in zip(titles, records, strict=True)]
    index = (DECISIONS / "README.md").read_text("utf-8").splitlines()

    assert rows == [line for line in index if line.startswith("- [")]
    assert [f"{place:04}" for place in range(1, len(records) + 1)] == [
        record.name[:4] for record in records
    ]
