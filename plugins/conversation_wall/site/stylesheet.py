"""
The site's one sheet: the theme's sheets joined in the order of their layers.

The owner's colour goes into the first, `tokens`; the owner's own sheet, `WALL_STYLE`,
comes last, in a layer that wins over all others.
"""

import re
from pathlib import Path

from ..errors import ConfigError
from .assets import Asset, hashed, read_own_file
from .palette import Palette, dye_sheet

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
    "deeds",
    "say",
    "starters",
    "charts",
    "embed",
    "prose",
    "utilities",
    "print",
)
# With the theme's own sheet this is still a second on a slow phone.
MOST_BYTES = 50_000

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_SPACE = re.compile(r"\s*\n\s*")
_FOREIGN = re.compile(
    r"@import\b|@font-face\b|(?:url|src|image|image-set)\(\s*[\"']?\s*(?:[a-z][a-z0-9+.-]*:|//)",
    re.IGNORECASE,
)


def read_sheet(theme: Path, name: str) -> str:
    """Read one sheet of a theme's folder. Raises `ConfigError` where it is missing."""
    try:
        return (theme / "static" / "css" / f"{name}.css").read_text(encoding="utf-8")
    except OSError as error:
        raise ConfigError(
            f"The theme has no sheet {error.filename}. Set THEME to a theme of the wall, "
            'like THEME = "conversation-wall".'
        ) from error


def join_sheets(theme: Path, palette: Palette | None = None, own: str = "") -> Asset:
    """Join a theme's sheets, in the owner's colours, and `own`, a sheet of the owner's."""
    sheets = [read_sheet(theme, name) for name in SHEETS]
    if palette:
        sheets[0] = dye_sheet(sheets[0], palette)
    if own:
        # A layer that comes later is stronger, so this needs no place in the list of layers.
        sheets.append(f"@layer owner {{\n{own}\n}}")
    text = _SPACE.sub("\n", _COMMENT.sub("", "\n".join(sheets))).strip() + "\n"
    return hashed("wall", ".css", text.encode())


def load_style(path: Path) -> str:
    """
    Load the owner's own sheet.

    Raises `ConfigError` where it is missing, or asks for what no visitor's browser would
    load: the policy on every page allows nothing from elsewhere, and no fonts.
    """
    try:
        text = read_own_file("WALL_STYLE", path, MOST_BYTES).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ConfigError(
            f"The file of WALL_STYLE is not UTF-8 ({path}). Save it again as UTF-8."
        ) from error
    # The lines stay, so that a message can count them.
    text = _COMMENT.sub(lambda comment: "\n" * comment[0].count("\n"), text)
    if found := _FOREIGN.search(text):
        line = text.count("\n", 0, found.start()) + 1
        raise ConfigError(
            f"WALL_STYLE has {found[0]!r}, which no browser would follow: the wall's policy lets "
            f"nothing in from elsewhere, and no fonts (in {path}, line {line}). "
            "Put pictures into content/images and name them like url(../images/paper.png)."
        )
    return text


def load_icon(theme: Path) -> str:
    """Load the theme's icon. Raises `ConfigError` where it is missing."""
    try:
        return (theme / "static" / "icon.svg").read_text(encoding="utf-8")
    except OSError as error:
        raise ConfigError(
            f"The theme has no icon ({error.filename}). Copy the one of the wall's theme there."
        ) from error
