"""`wall forget`: keep somebody off the wall, without naming them in the settings."""

import difflib
import secrets
from collections.abc import Mapping

import click

from ..config import Config
from ..config.checks import some_logins
from ..errors import ConfigError
from ..project.changes import find_changes, read_text, write_changes
from ..project.settings_file import set_settings
from ..store import Store
from ..wall.privacy.forgetting import SALT_SIZE, entries_of, salt_of
from .place import Place


@click.command("forget")
@click.argument("login")
@click.pass_obj
def forget_command(place: Place, login: str) -> None:
    """Forget somebody who asked for it: their posts and their name leave the wall."""
    config = place.config()
    try:
        name = some_logins([login])[0]
    except ValueError as error:
        raise ConfigError(f"`wall forget` {error}. Write it as in their GitHub address.") from error
    _refuse_own(config, name)
    salt = salt_of(config.forget) or secrets.token_hex(SALT_SIZE)
    accounts = _accounts(config)
    entries = [
        entry
        for account in (None, *sorted(accounts.get(name.casefold(), ())))
        for entry in entries_of(name, account, salt)
    ]
    new = [entry for entry in dict.fromkeys(entries) if entry not in config.forget]
    if not new:
        click.echo("They are forgotten already. Build the wall again if they are still on it.")
        return
    source = read_text(place.settings_file) or ""
    values = {"WALL_FORGET": [*config.forget, *new]}
    written = set_settings(source, values, file=str(place.settings_file))
    folder = place.settings_file.absolute().parent
    write_changes(folder, find_changes(folder, {place.settings_file.name: written}))
    if name.casefold() not in accounts:
        click.echo(
            f"Nobody called {name} has written in your store.{_nearest(name, accounts)} The name "
            f"is noted in WALL_FORGET of {place.settings_file} all the same."
        )
        return
    click.echo(
        f"Forgotten: WALL_FORGET in {place.settings_file} now has their hash. With the next build "
        "their posts and their name are gone from the wall. What they wrote is still on GitHub, "
        "in your store and in your own exports."
    )


def _refuse_own(config: Config, login: str) -> None:
    if login.casefold() in {member.login.casefold() for member in config.team}:
        raise ConfigError(
            f"{login} speaks for you: WALL_TEAM names them. To forget them, take them out of "
            "WALL_TEAM first; their answers leave the wall with them."
        )


def _accounts(config: Config) -> Mapping[str, set[int]]:
    """Give who has written, by login in lower case, and the numbers of their accounts."""
    found: dict[str, set[int]] = {}
    if not config.store.is_file():
        return found
    with Store.open(config.store) as store:
        for author in store.count_authors():
            numbers = found.setdefault(author.person.login.casefold(), set())
            if author.person.database_id:
                numbers.add(author.person.database_id)
    return found


def _nearest(login: str, known: Mapping[str, object]) -> str:
    near = difflib.get_close_matches(login.casefold(), known, n=1)
    return f" Did you mean {near[0]}?" if near else " Look at the spelling."
