"""
The command line.

    wall [--settings FILE] [--store FILE] COMMAND, one of those in `_MODULES`

Exit codes: 0 done; 1 unexpected; 2 settings; 3 GitHub or network; 4 store; 5 some
threads could not be read, the rest is there.
"""

import sys
from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module
from pathlib import Path

import click

from .. import __version__
from ..errors import WallError
from .place import Place
from .telling import mute_runner, tell_error

_MODULES = {
    "init": "init",
    "upgrade": "upgrade",
    "sync": "sync",
    "import": "interchange",
    "export": "interchange",
    "build": "build",
    "serve": "serve",
    "check": "check",
    "forget": "forget",
    "starters": "starters",
    "verify": "verify",
}


class _Commands(Mapping[str, click.Command]):
    """The commands, each loaded when it is asked for: none waits for what another needs."""

    def __getitem__(self, name: str) -> click.Command:
        module = import_module(f".{_MODULES[name]}", __package__)
        command: click.Command = getattr(module, f"{name}_command")
        return command

    def __iter__(self) -> Iterator[str]:
        return iter(_MODULES)

    def __len__(self) -> int:
        return len(_MODULES)


@click.group(commands=_Commands(), context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(version=__version__, prog_name="wall")
@click.option(
    "--settings",
    "settings_file",
    type=click.Path(path_type=Path),
    default=Path("pelicanconf.py"),
    show_default=True,
    help="The settings file.",
)
@click.option("--store", type=click.Path(path_type=Path), help="The store, instead of WALL_STORE.")
@click.pass_context
def wall(context: click.Context, settings_file: Path, store: Path | None) -> None:
    """Turn GitHub's Discussions and Issues into a public wall."""
    context.obj = Place(settings_file, store)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command with these arguments, or those it was called with; end with its exit code."""
    mute_runner()
    try:
        wall.main(arguments, prog_name="wall", standalone_mode=False)
    except WallError as error:
        _fail(str(error), error.exitcode)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except click.Abort:
        _fail("Stopped. What was finished before is kept.", 1)
    except BrokenPipeError:
        sys.exit(1)


def _fail(message: str, code: int) -> None:
    tell_error(message)
    sys.exit(code)
