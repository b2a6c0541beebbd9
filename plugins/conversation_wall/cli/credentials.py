"""Who asks GitHub, from the environment: settings are public, and tokens never stand in them."""

import os
from collections.abc import Mapping

from ..errors import ConfigError
from ..github.credentials import App

TOKEN = "GITHUB_TOKEN"
_APP = ("WALL_APP_ID", "WALL_APP_INSTALLATION_ID", "WALL_APP_PRIVATE_KEY")


def find_credentials(environment: Mapping[str, str] = os.environ) -> str | App | None:
    """
    Give the token, or the GitHub App's installation, which goes first; None where there is none.

    Raises `ConfigError` where an App is named by halves.
    """
    app_id, installation, key = (environment.get(name, "").strip() for name in _APP)
    if not (app_id or installation or key):
        return environment.get(TOKEN, "").strip() or None
    missing = [name for name in _APP if not environment.get(name, "").strip()]
    if missing:
        raise ConfigError(
            f"A GitHub App needs {', '.join(_APP)} in the environment, and {' and '.join(missing)} "
            f"is empty. Set all three, or none of them and {TOKEN}."
        )
    if not installation.isdecimal():
        raise ConfigError(
            f"WALL_APP_INSTALLATION_ID must be a number, not {installation!r}. It stands at the end "
            "of the address behind “Configure”, in the settings of who installed the App."
        )
    # Where a line is all that fits, its ends are written.
    return App(app_id, int(installation), key.replace("\\n", "\n"))


def need_credentials() -> str | App:
    """Give them, or raise `ConfigError` where there are none."""
    credentials = find_credentials()
    if credentials is None:
        raise ConfigError(
            f"There is no token: {TOKEN} is empty. Make one on GitHub (Settings, Developer "
            "settings, Personal access tokens) that may read Discussions and Issues, and set it "
            "in the environment."
        )
    return credentials
