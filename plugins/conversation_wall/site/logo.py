"""
The owner's logo, from `WALL_LOGO`: checked, named and measured for the header.

It stands in an `<img>`, where a browser runs no script of an SVG and loads nothing for
it. Opened by itself it is a document of the owner's site: one that is more than a drawing
is refused.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from ..errors import ConfigError
from .assets import Asset, hashed, read_own_file
from .pictures import Size, picture_size

MOST_BYTES = 200_000
# As tall as the mark that it replaces, with some air; the sheet says the same.
HEIGHT = 32

_ENDINGS = (".svg", ".png", ".jpg", ".jpeg", ".webp", ".gif")
_ACTIVE = frozenset({"script", "foreignObject", "iframe", "object", "embed", "handler"})
_LENGTH = re.compile(r"\s*(\d*\.?\d+)\s*(?:px)?\s*")


@dataclass(frozen=True, slots=True)
class Logo:
    """A logo as a file of the site, and its size in the header."""

    asset: Asset
    size: Size


def load_logo(path: Path) -> Logo:
    """Load the logo. Raises `ConfigError` where it is missing, too large or no picture."""
    ending = path.suffix.lower()
    if ending not in _ENDINGS:
        raise ConfigError(
            f"WALL_LOGO is no picture that browsers show ({path}). "
            "Name a file that ends in .svg, .png, .jpg, .webp or .gif."
        )
    content = read_own_file("WALL_LOGO", path, MOST_BYTES)
    size = _drawing_size(content, path) if ending == ".svg" else picture_size(content)
    if size is None:
        raise ConfigError(
            f"The file of WALL_LOGO is not what its name says, or is cut off ({path}). "
            "Save it again from the program that made it."
        )
    width = max(1, round(HEIGHT * size.width / size.height))
    return Logo(hashed("logo", ending, content), Size(width, HEIGHT))


def _drawing_size(content: bytes, path: Path) -> Size | None:
    try:
        root = ElementTree.fromstring(content)
    except ElementTree.ParseError as error:
        raise ConfigError(
            f"The file of WALL_LOGO does not read as SVG: {error} ({path}). "
            "Save it again from the program that made it."
        ) from error
    if fault := next(_faults(root), None):
        raise ConfigError(
            f"The file of WALL_LOGO is more than a drawing: it has {fault} ({path}). "
            "Save it as plain SVG, without scripts and links."
        )
    if _local(root.tag) != "svg":
        return None
    width, height = (_length(root.get(name)) for name in ("width", "height"))
    if not (width and height):
        box = re.split(r"[\s,]+", root.get("viewBox", "").strip())
        width, height = map(_length, box[2:]) if len(box) == len("xywh") else (None, None)
    if not (width and height):
        raise ConfigError(
            f"The file of WALL_LOGO does not say how large it is ({path}). "
            'Give its svg element a viewBox, like viewBox="0 0 120 32".'
        )
    # Whole numbers; a thousandth is finer than a screen.
    return Size(max(1, round(width * 1000)), max(1, round(height * 1000)))


def _faults(root: ElementTree.Element) -> Iterator[str]:
    for element in root.iter():
        tag = _local(element.tag)
        if tag in _ACTIVE:
            yield f"a {tag} element"
        for name, value in element.attrib.items():
            local = _local(name).lower()
            if local.startswith("on"):
                yield f"a handler, {local}"
            if local in {"href", "src"} and not value.strip().startswith(("#", "data:image/")):
                yield f"a link to {value!r}"


def _local(name: object) -> str:
    """Give a name without its namespace; comments have a function in its place."""
    return name.rpartition("}")[2] if isinstance(name, str) else ""


def _length(text: str | None) -> float | None:
    found = _LENGTH.fullmatch(text or "")
    return float(found[1]) if found else None
