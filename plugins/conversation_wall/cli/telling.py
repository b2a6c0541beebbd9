r"""
What a command says: on the terminal, and on the page that GitHub shows of a workflow's run.

    tell("Read 12 threads.")  ─→  standard output
                              └─→  the file in GITHUB_STEP_SUMMARY, as Markdown

GitHub's runner takes lines such as `::error::…` for commands of its own, wherever they
come from. It is told to take none, since what is printed may hold strangers' words.
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
_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")


def tell(text: str, *, quietly: bool = False) -> None:
    """Say what was done; quietly where standard output is a program's, on that page alone."""
    if not quietly:
        click.echo(text)
    _summarise(text)


def tell_error(message: str) -> None:
    """Say what went wrong."""
    click.echo(f"Error: {message}", err=True)
    _summarise(message, "**Error:** ")


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
