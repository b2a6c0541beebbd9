"""The site's one sheet: the theme's sheets joined in the order of their layers."""

import re
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from ..errors import ConfigError

# Sheets of components stand between `components` and `utilities`, in this order.
SHEETS = (
    "tokens",
    "reset",
    "base",
    "layout",
    "components",
    "pair",
    "thread",
    "people",
    "prose",
    "utilities",
    "print",
)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_SPACE = re.compile(r"\s*\n\s*")


@dataclass(frozen=True, slots=True)
class Asset:
    """A file of the theme in the site: its path holds a hash of what is in it."""

    path: str
    content: bytes


def join_sheets(theme: Path) -> Asset:
    """Join the sheets of a theme's folder. Raises `ConfigError` where one is missing."""
    folder = theme / "static" / "css"
    try:
        sheets = [(folder / f"{name}.css").read_text(encoding="utf-8") for name in SHEETS]
    except OSError as error:
        raise ConfigError(
            f"The theme has no sheet {error.filename}. Set THEME to a theme of the wall, "
            'like THEME = "conversation-wall".'
        ) from error
    text = _SPACE.sub("\n", _COMMENT.sub("", "\n".join(sheets))).strip() + "\n"
    return _hashed("wall", ".css", text.encode())


def load_icon(theme: Path) -> Asset:
    """Load the theme's icon. Raises `ConfigError` where it is missing."""
    try:
        content = (theme / "static" / "icon.svg").read_bytes()
    except OSError as error:
        raise ConfigError(
            f"The theme has no icon ({error.filename}). Copy the one of the wall's theme there."
        ) from error
    return _hashed("icon", ".svg", content)


def _hashed(name: str, ending: str, content: bytes) -> Asset:
    digest = blake2b(content, digest_size=6).hexdigest()
    return Asset(f"theme/{name}.{digest}{ending}", content)
