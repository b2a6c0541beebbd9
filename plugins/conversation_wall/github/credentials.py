"""
Who asks GitHub: the holder of a token, or a GitHub App that an organisation has installed.

An App has no token of its own. For each installation it gets one that ends after an hour,
and a new one before that, with a key that only its owner has.
"""

from dataclasses import dataclass, field
from http import HTTPStatus
from typing import NoReturn

import jwt
from github import Auth, GithubException

from ..errors import ConfigError
from . import refusals

_NOT_INSTALLED = (
    HTTPStatus.FORBIDDEN,
    HTTPStatus.NOT_FOUND,
    HTTPStatus.UNPROCESSABLE_ENTITY,
)


@dataclass(frozen=True, slots=True)
class App:
    """An installation of a GitHub App: both numbers, and the private key as GitHub gave it."""

    app_id: str
    installation_id: int
    private_key: str = field(repr=False)


def authorise(credentials: str | App) -> Auth.Auth:
    """Give what PyGithub signs questions with. Raises `ConfigError` where the key is none."""
    if isinstance(credentials, str):
        return Auth.Token(credentials)
    app = Auth.AppAuth(credentials.app_id, credentials.private_key)
    try:
        app.create_jwt()
    # A public key is read, and cannot sign.
    except (jwt.PyJWTError, ValueError, TypeError, AttributeError) as error:
        raise ConfigError(
            "WALL_APP_PRIVATE_KEY is no private key: it begins with “-----BEGIN RSA PRIVATE KEY” "
            "and ends with “-----”, with the lines between. On GitHub open the App's settings, "
            "“Generate a private key”, and copy the whole file."
        ) from error
    return app.get_installation_auth(credentials.installation_id)


def judge_app(error: GithubException) -> NoReturn:
    """Raise what it means that an App was given no token."""
    status, said = error.status, error.message or error.status
    if status == HTTPStatus.UNAUTHORIZED:
        raise refusals.BadTokenError(
            f"GitHub knows no App with this key ({said}). Look whether WALL_APP_ID is the “App ID” "
            "in the App's settings, and WALL_APP_PRIVATE_KEY a key of it that was not deleted; "
            "and whether the clock of this machine is right."
        ) from error
    if status in _NOT_INSTALLED:
        raise refusals.RefusedError(
            f"GitHub gives the App no token for this installation ({said}). Look whether "
            "WALL_APP_INSTALLATION_ID is the number at the end of the address behind “Configure”, "
            "in the settings of who installed the App, and whether it is suspended there.",
            [{"type": "NOT_FOUND"}],
        ) from error
    refusals.judge_status(status, error.headers or {}, error.data, "")
    raise error
