"""
Changing an owner's files: nothing that exists is overwritten unseen, or without a yes.

    a new file        made
    an existing one   its diff is shown ─ terminal: asked ─ --yes: agreed ─ else: nothing at all
"""

import sys
from collections.abc import Sequence
from pathlib import Path

import click
from rich.console import Console
from rich.text import Text

from ..errors import ConfigError
from ..project.changes import Change, diff_of, visible, write_changes

_STYLES = {"+": "green", "-": "red", "@": "cyan"}


def has_terminal() -> bool:
    """Tell whether somebody is there to be asked."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def carry_out(folder: Path, changes: Sequence[Change], *, yes: bool) -> None:
    """
    Show the changes to files that exist, ask for each, and write those that are agreed to.

    Raises `ConfigError` where nobody can be asked and nobody agreed beforehand.
    """
    existing = [change for change in changes if change.before is not None]
    is_asking = has_terminal() and not yes
    agreed = [change for change in changes if change.before is None]
    kept = []
    for change in existing:
        _show(change)
        if is_asking and not click.confirm(f"Change {visible(change.path)} so?", default=True):
            kept.append(change.path)
        else:
            agreed.append(change)
    if existing and not (yes or is_asking):
        what = "1 file" if len(existing) == 1 else f"{len(existing)} files"
        raise ConfigError(
            f"{what} in {folder} would be changed as shown above, and there is no terminal to "
            "ask on. Nothing was changed or made. To agree to it, run the same again with --yes."
        )
    ordered = [change for change in changes if change in agreed]
    write_changes(folder, ordered)
    _tell("Made", [change.path for change in ordered if change.before is None])
    _tell("Changed", [change.path for change in ordered if change.before is not None])
    _tell("Left as it is", kept)


def _show(change: Change) -> None:
    console = Console(file=sys.stdout, highlight=False)
    for line in diff_of(change):
        console.print(Text(line, style=_STYLES.get(line[:1], "")), soft_wrap=True)
    console.print()


def _tell(what: str, paths: Sequence[str]) -> None:
    if paths:
        click.echo(f"{what}: {', '.join(map(visible, paths))}")
