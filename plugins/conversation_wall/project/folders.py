"""
What a folder is: a copy of the template, a thin site, an empty place, or something else.

A thin site holds the owner's own files only; requirements.txt names the version of the wall
that it is built with. A copy of the template holds the wall's code as well.
"""

import enum
import re
from pathlib import Path

from .. import __version__
from ..errors import ConfigError
from .changes import read_text

SETTINGS_FILE = "pelicanconf.py"
REQUIREMENTS = "requirements.txt"
PACKAGE = "pelican-conversation-wall"
REQUIREMENT = re.compile(rf"^[ \t]*{PACKAGE}(?![\w-])[^\r\n]*", re.MULTILINE | re.IGNORECASE)
PIN = re.compile(r"==[ \t]*([\w.+-]+)")

_CODE = Path("plugins", "conversation_wall", "__init__.py")
_VERSION = re.compile(r"^__version__ = \"([\w.+-]+)\"", re.MULTILINE)
# What GitHub, git and an owner's first steps put into a new folder.
_HARMLESS = re.compile(
    r"\.git|\.gitignore|\.gitattributes|\.DS_Store|\.venv|venv|\.github|CNAME"
    r"|(?:README|LICENSE|LICENCE|COPYING)(?:\..*)?",
    re.IGNORECASE,
)


class Kind(enum.Enum):
    """What a folder is."""

    COPY = "a copy of the template"
    THIN = "a thin site"
    EMPTY = "empty"
    PELICAN = "a Pelican site of its own"
    OTHER = "something else"


def kind_of(folder: Path) -> Kind:
    """Tell what a folder is; one that is not there yet is empty."""
    if folder.exists() and not folder.is_dir():
        raise ConfigError(f"{folder} is a file, not a folder. Name a folder for the wall.")
    has_settings = (folder / SETTINGS_FILE).is_file()
    if has_settings and (folder / _CODE).is_file():
        return Kind.COPY
    if REQUIREMENT.search(read_text(folder / REQUIREMENTS) or ""):
        return Kind.THIN
    if has_settings:
        return Kind.PELICAN
    names = [path.name for path in folder.iterdir()] if folder.is_dir() else []
    return Kind.EMPTY if all(map(_HARMLESS.fullmatch, names)) else Kind.OTHER


def refuse_other_version(folder: Path, kind: Kind) -> None:
    """
    Stop where the files of a folder go with another version of the wall than this one.

    The workflow calls commands, and the forms are read back: both go with the code that is
    used on GitHub. A thin site may only be older.
    """
    if kind is Kind.COPY:
        found = _VERSION.search(read_text(folder / _CODE) or "")
        if found and found[1] != __version__:
            raise ConfigError(
                f"{folder} has the code of Conversation Wall {found[1]} in plugins/, and this is "
                f"`wall` {__version__}. Its files go with its own code: run `.venv/bin/wall` or "
                "`python scripts/wall.py` of that folder instead. For newer code take plugins, "
                "theme, scripts, requirements and pyproject.toml from the newer version first."
            )
    if kind is Kind.THIN and (pinned := _pinned(folder)) and _order(pinned) > _order(__version__):
        raise ConfigError(
            f"{folder / REQUIREMENTS} names Conversation Wall {pinned}, and this is the older "
            f"{__version__}. Run `pip install -r {REQUIREMENTS}` there first, then try again."
        )


def _pinned(folder: Path) -> str | None:
    line = REQUIREMENT.search(read_text(folder / REQUIREMENTS) or "")
    pin = PIN.search(line[0]) if line else None
    return pin[1] if pin else None


def _order(version: str) -> tuple[int, ...]:
    return tuple(map(int, re.findall(r"\d+", version)))
