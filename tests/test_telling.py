"""What a command says reaches the summary of a job as it is, and commands nobody."""

import json
from pathlib import Path

import comrak
import pytest

from builders import a_thread
from conversation_wall.cli.telling import tell, tell_error
from sites import a_wall, run_wall

HOSTILE = (
    "::error::pwned",
    "##[error]pwned",
    "<script>alert(1)</script> <img src=x> </pre><!-- -->",
    "**bold** _thin_ `code` ~~gone~~ [link](https://bad.example) ![image](https://bad.example)",
    "# head",
    "1. one",
    "| a | b |",
    "|---|---|",
    "&amp; &#60;b&#62; \\ https://bad.example www.bad.example me@bad.example @ada #1 :bomb: $x$",
    "> quote",
    "```",
    "[^1]: note",
)


@pytest.fixture
def summary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Name a file for the summary, as GitHub does for every step."""
    file = tmp_path / "summary.md"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(file))
    return file


def test_summary_shows_what_was_said(summary: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What was done, then what went wrong, each a paragraph."""
    tell("Read 12 threads.")
    tell_error("GitHub cannot be reached.\n  - Look at your network.")

    assert "Read 12 threads.\n" == capsys.readouterr().out
    assert (
        "<p>Read 12 threads.</p>\n"
        "<p><strong>Error:</strong> GitHub cannot be reached.<br />\n- Look at your network.</p>\n"
    ) == shown(summary)


def test_nothing_in_a_summary_is_markup(summary: Path) -> None:
    """No word of a stranger becomes a tag, a link, a list, a table or an entity."""
    tell("\n".join(HOSTILE))

    escaped = [
        line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
        for line in HOSTILE
    ]
    assert "<p>{}</p>\n".format("<br />\n".join(escaped)) == shown(summary)


def test_colours_and_control_characters_stay_out(summary: Path) -> None:
    """The terminal's colours, marks of direction and bells are no words."""
    tell("\x1b[1mbold\x1b[0m \u202eright\u202c bell\x07\x1b]8;;\x07")

    assert "\x1b" not in summary.read_text("utf-8")
    assert "<p>bold right bell" in shown(summary)
    assert "\u202e" not in shown(summary)


@pytest.mark.parametrize(
    "sign", ["\x1b", "\x07", "\x08", "\r", "\x00", "\x7f", "\x9b", "\u202e", "\u2028", "\ud800"]
)
def test_terminal_obeys_no_word(sign: str, capsys: pytest.CaptureFixture[str]) -> None:
    """What clears, moves, rings, hides, turns around or ends a line is written out."""
    tell(f"a{sign}[2Jb")
    tell_error(f"a{sign}]0;x")
    said = capsys.readouterr()

    assert f"a{repr(sign)[1:-1]}[2Jb\n" == said.out
    assert f"Error: a{repr(sign)[1:-1]}]0;x\n" == said.err


def test_words_of_all_languages_stay(capsys: pytest.CaptureFixture[str]) -> None:
    """Emoji of several characters, blanks that hold words together, lines and tabs are words."""
    text = "👩‍👩‍👧 5\u202f000\xa0€ שלום\n\tكتاب naïve"
    tell(text)

    assert f"{text}\n" == capsys.readouterr().out


def test_commands_never_pass_on_what_a_terminal_obeys(tmp_path: Path) -> None:
    """Titles, labels, names, broken lines of files: no command prints a control character of theirs."""
    evil = "\x1b]0;pwned\x07\x1b[2J\x9b31m\u202eevil\r\n::error::pwned"
    threads = [
        a_thread(evil, number=number, title=evil, labels=[evil, "done"], by=evil, closed_on=9)
        for number in range(1, 6)
    ]
    folder = a_wall(tmp_path, [*threads, a_thread(number=7, title=evil, labels=[evil], day=-900)])
    (folder / "broken.ndjson").write_text(json.dumps({"url": evil, "title": evil}) + "\n", "utf-8")
    commands = (
        ("build",),
        ("starters",),
        ("check", "--offline"),
        ("import", "broken.ndjson"),
        ("verify", "output"),
        ("forget", "nobody-here"),
        ("export", "all.ndjson"),
    )
    for command in commands:
        ended = run_wall(folder, *command)
        said = ended.out + ended.error

        assert [] == [sign for sign in said if sign in "\x1b\x07\x9b\u202e\r"], command
        assert [] == [line for line in said.splitlines() if line.startswith("::error")], command


def test_long_texts_are_cut(summary: Path) -> None:
    """GitHub drops a summary that is too long; ours is not."""
    tell("\n".join(["word " * 5000] * 5000))

    assert 500_000 > summary.stat().st_size


def test_summary_that_cannot_be_written_fails_nothing(tmp_path: Path) -> None:
    """What was done is done."""
    nowhere = str(tmp_path / "nowhere" / "summary.md")
    wall = a_wall(tmp_path, [a_thread()])

    assert 0 == run_wall(wall, "build", GITHUB_STEP_SUMMARY=nowhere).code
    assert 4 == run_wall(wall, "--store", "no", "build", GITHUB_STEP_SUMMARY=nowhere).code


def test_runner_is_told_to_obey_nothing(tmp_path: Path) -> None:
    """The first line stops commands until a word that nobody knows; standard output is as ever."""
    wall = a_wall(tmp_path)

    first, second, elsewhere = (
        run_wall(wall, "build", **environment)
        for environment in ({"GITHUB_ACTIONS": "true"}, {"GITHUB_ACTIONS": "true"}, {})
    )

    lines = [ended.error.splitlines()[0] for ended in (first, second)]
    assert all(line.startswith("::stop-commands::") for line in lines)
    assert 2 == len({line for line in lines if len(line.split("::")[2]) == 32})
    assert "" == first.out
    assert elsewhere.error.startswith("Error: ")


def shown(summary: Path) -> str:
    """Render a summary as GitHub does, with all that its Markdown knows."""
    options = comrak.ExtensionOptions()
    for name in ("autolink", "footnotes", "strikethrough", "table", "tasklist"):
        setattr(options, name, True)
    return str(comrak.render_markdown(summary.read_text("utf-8"), options))
