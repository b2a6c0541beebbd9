"""Files that stand beside the pages: their name holds a hash of what is in them."""

from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from ..errors import ConfigError


@dataclass(frozen=True, slots=True)
class Asset:
    """A file of the site that is no page."""

    path: str
    content: bytes


def hashed(name: str, ending: str, content: bytes) -> Asset:
    """Name a file after what is in it: a browser that has it never asks again."""
    digest = blake2b(content, digest_size=6).hexdigest()
    return Asset(f"theme/{name}.{digest}{ending}", content)


def read_own_file(setting: str, path: Path, most_bytes: int) -> bytes:
    """Read a file of the owner's. Raises `ConfigError` where it is missing or too large."""
    if not path.is_file():
        raise ConfigError(
            f"{setting} names no file: {path} does not exist, or is a folder. "
            "Look at the name; it is read from the settings file's folder."
        )
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ConfigError(
            f"The file of {setting} cannot be read: {error.strerror} ({path}). "
            "Look who may read it."
        ) from error
    if len(content) > most_bytes:
        raise ConfigError(
            f"The file of {setting} is too large for visitors on phones: {len(content) // 1000} kB "
            f"({path}). Make it smaller than {most_bytes // 1000} kB."
        )
    return content
