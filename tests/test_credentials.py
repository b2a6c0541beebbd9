"""GitHub is asked by the holder of a token, or by an App that gets its tokens itself."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from conversation_wall.cli.credentials import find_credentials
from conversation_wall.errors import ConfigError
from conversation_wall.github.credentials import App
from github_emulator import Emulator
from sites import Ended, a_wall, run_wall, succeed

LAMPS = "ada/lamps"


def a_key() -> tuple[str, str]:
    """Make a private key and its public half, as text."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.TraditionalOpenSSL,
        serialization.NoEncryption(),
    )
    public = key.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    return private.decode(), public.decode()


PRIVATE, PUBLIC = a_key()
APP = {
    "WALL_APP_ID": "123",
    "WALL_APP_INSTALLATION_ID": "77",
    "WALL_APP_PRIVATE_KEY": PRIVATE,
}


@pytest.fixture
def github() -> Iterator[Emulator]:
    """Give an emulated GitHub where App 123 is installed, and no other token is let in."""
    with Emulator(token="ghp_of_somebody_else") as github:
        github.apps.install("123", 77, PUBLIC)
        github.changes.add_repository(LAMPS)
        github.changes.add_thread(LAMPS, "Discussion", title="It hums", body="!")
        yield github


def sync(folder: Path, github: Emulator, **environment: str) -> Ended:
    """Sync a wall as this App, or with what else the environment says."""
    given: Any = {**APP, **environment, "WALL_GITHUB_URL": github.url}
    return run_wall(a_wall(folder, WALL_SOURCES=[LAMPS]), "sync", **given)


def tokens_given(github: Emulator) -> int:
    """Count how often a token was given."""
    return sum(request.path.endswith("/access_tokens") for request in github.requests)


def test_app_reads_with_one_token_for_an_hour(github: Emulator, tmp_path: Path) -> None:
    """It gets a token where one is needed, by the server's own address, and keeps it."""
    ended = succeed(sync(tmp_path, github))
    paths = [request.path for request in github.requests]

    assert "Read 1 thread" in ended.out
    assert (1, "/api/v3/app/installations/77/access_tokens") == (tokens_given(github), paths[0])
    assert {"/api/graphql"} == set(paths[1:])
    assert len(paths) > 2


def test_token_that_ends_is_followed_by_another(github: Emulator, tmp_path: Path) -> None:
    """A sync that takes longer than a token lasts goes on with new ones."""
    github.apps.lifetime = timedelta(seconds=5)
    succeed(sync(tmp_path, github))

    assert tokens_given(github) > 1


def test_key_in_one_line_is_read(github: Emulator, tmp_path: Path) -> None:
    """Where a secret must be one line, its ends are written as GitHub's documents do."""
    succeed(sync(tmp_path, github, WALL_APP_PRIVATE_KEY=PRIVATE.replace("\n", "\\n")))


@pytest.mark.parametrize(
    ("environment", "code", "words"),
    [
        ({"WALL_APP_PRIVATE_KEY": "nonsense"}, 2, "WALL_APP_PRIVATE_KEY is no private key"),
        ({"WALL_APP_PRIVATE_KEY": PUBLIC}, 2, "WALL_APP_PRIVATE_KEY is no private key"),
        ({"WALL_APP_PRIVATE_KEY": a_key()[0]}, 3, "GitHub knows no App with this key"),
        ({"WALL_APP_ID": "124"}, 3, "GitHub knows no App with this key"),
        ({"WALL_APP_INSTALLATION_ID": "78"}, 3, "no token for this installation"),
        ({"WALL_APP_INSTALLATION_ID": "mine"}, 2, "must be a number, not 'mine'"),
        ({"WALL_APP_ID": ""}, 2, "and WALL_APP_ID is empty"),
    ],
)
def test_what_is_wrong_with_an_app_is_told(
    github: Emulator, tmp_path: Path, environment: dict[str, str], code: int, words: str
) -> None:
    """Each mistake is told by the name of what to look at, and the key is never shown."""
    ended = sync(tmp_path, github, **environment)

    assert code == ended.code
    assert words in ended.error
    assert "BEGIN RSA PRIVATE KEY-----\n" not in ended.error


def test_suspended_installation_is_told(github: Emulator, tmp_path: Path) -> None:
    """GitHub's own words are there."""
    github.apps.suspended.add(77)
    ended = sync(tmp_path, github)

    assert 3 == ended.code
    assert "This installation has been suspended" in ended.error


def test_app_goes_before_a_token() -> None:
    """A workflow has a token of its own in any case."""
    both = {**APP, "GITHUB_TOKEN": "t"}

    assert App("123", 77, PRIVATE.strip()) == find_credentials(both)
    assert "t" == find_credentials({"GITHUB_TOKEN": " t\n"})
    assert find_credentials({"GITHUB_TOKEN": ""}) is None


def test_halves_of_an_app_are_told() -> None:
    """What is missing is named."""
    with pytest.raises(ConfigError, match="WALL_APP_ID and WALL_APP_INSTALLATION_ID is empty"):
        find_credentials({"WALL_APP_PRIVATE_KEY": PRIVATE})


def test_key_is_in_no_text_of_an_app() -> None:
    """A traceback that shows the App shows no secret."""
    assert "PRIVATE KEY" not in repr(App("123", 77, PRIVATE))
