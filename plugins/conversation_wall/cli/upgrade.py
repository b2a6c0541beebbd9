"""`wall upgrade`: the files that were made for the owner, as this version makes them."""

from pathlib import Path

import click

from .. import __version__
from ..config import load_config, read_settings
from ..errors import ConfigError
from ..project.changes import find_changes
from ..project.folders import SETTINGS_FILE, Kind, kind_of, refuse_other_version
from ..project.site_files import made_files
from .agreeing import carry_out


@click.command("upgrade")
@click.argument("folder", type=click.Path(path_type=Path), default=Path())
@click.option("--yes", is_flag=True, help="Ask nothing, and agree to every change that is shown.")
def upgrade_command(folder: Path, yes: bool) -> None:
    """
    Bring forms, workflow and the like in FOLDER up to date with this version.

    Your settings and pages are left alone. Each change is shown before it is made.
    """
    folder = folder.absolute()
    kind = kind_of(folder)
    if kind not in (Kind.COPY, Kind.THIN):
        raise ConfigError(
            f"{folder} is no wall that `wall init` has made, so there is nothing to bring up to "
            "date. Go to the folder of your wall, or run `wall init` to make one."
        )
    refuse_other_version(folder, kind)
    settings_file = folder / SETTINGS_FILE
    settings = read_settings(settings_file)
    config = load_config(settings, settings_file)
    made = made_files(folder, kind, config, str(settings.get("SITEURL") or ""))
    changes = find_changes(folder, made)
    if changes:
        carry_out(folder, changes, yes=yes)
    else:
        click.echo(f"Everything is up to date with Conversation Wall {__version__}.")
    if kind is Kind.COPY:
        click.echo(
            "The wall's own code here (plugins, theme, scripts, requirements, pyproject.toml) is "
            "not touched: for a newer version put its folders and files of these names in their "
            "place, then run `wall upgrade` again."
        )
