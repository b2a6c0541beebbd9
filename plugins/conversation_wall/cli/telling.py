r"""
What a command says: on the terminal, and on the page that GitHub shows of a workflow's run.

    tell("Read 12 threads.")  ─→  standard output
                              └─→  the file in GITHUB_STEP_SUMMARY, as Markdown

It may hold strangers' words: a title, or what GitHub or another wall answered. A terminal
obeys some characters, so they are written out. GitHub's runner takes lines such as
`::error::…` for commands of its own, wherever they come from; it is told to take none.
"""

import contextlib
import os
import re
import secrets
from pathlib import Path

import click

from ..site.text import clean_title

# GitHub shows no summary of more than a megabyte.
_MOST_LINES = 200
_LONGEST_LINE = 2000
# Control characters, marks of direction, and what ends a line in Unicode.
_OBEYED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")


def tell(text: str, *, quietly: bool = False, is_styled: bool = False) -> None:
    """
    Say what was done; quietly where standard output is a program's, on that page alone.

    Whoever says that a text is styled has written out what strangers put into it.
    """
    if not quietly:
        click.echo(text if is_styled else written_out(text))
    _summarise(text)


def tell_error(message: str) -> None:
    """Say what went wrong."""
    click.echo(f"Error: {written_out(message)}", err=True)
    _summarise(message, "**Error:** ")


def written_out(text: str) -> str:
    """Write out what a terminal would obey, or what would turn the direction of its text."""
    return _OBEYED.sub(lambda match: repr(match[0])[1:-1], text)


def mute_runner() -> None:
    """Have GitHub's runner take no line for a command, until this step of the job ends."""
    if os.environ.get("GITHUB_ACTIONS") == "true":
        # Nobody can guess the word that would make it listen again.
        click.echo(f"::stop-commands::{secrets.token_hex(16)}", err=True)


def _summarise(text: str, head: str = "") -> None:
    file = os.environ.get("GITHUB_STEP_SUMMARY")
    if not file:
        return
    # What was done is done, whether its summary can be written or not.
    with contextlib.suppress(OSError), Path(file).open("a", encoding="utf-8") as summary:
        summary.write(f"{head}{_as_markdown(text)}\n\n")


def _as_markdown(text: str) -> str:
    """Write plain text so that Markdown and HTML show it as it is, line by line."""
    bare = click.unstyle(text).splitlines()[:_MOST_LINES]
    lines = (clean_title(line, _LONGEST_LINE, "") for line in bare)
    return "\\\n".join(_PUNCTUATION.sub(r"\\\1", line) for line in lines if line)
