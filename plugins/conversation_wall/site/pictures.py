"""
How large a picture is, read from the first bytes of a PNG, GIF, JPEG or WebP file.

A page that knows it keeps the room free, and nothing moves when the picture comes. Where
the formats say it: PNG (W3C) `IHDR`; GIF89a, section 18; JPEG (ITU T.81), annex B.2.2;
WebP (RFC 9649), section 2.
"""

import struct
from dataclasses import dataclass

# Start of frame: 0xC0 to 0xCF, but for the tables of Huffman (C4), JPG (C8) and arithmetic (CC).
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
# JPEG's markers that no length follows: TEM, RST0 to RST7 and SOI.
_ALONE = frozenset({0x01, *range(0xD0, 0xD9)})
_MARK = 0xFF


@dataclass(frozen=True, slots=True)
class Size:
    """Width and height, in pixels."""

    width: int
    height: int


def picture_size(content: bytes) -> Size | None:
    """Read the size of a picture; None for a file of another kind, or one that is cut off."""
    try:
        found = _size(content)
    except (IndexError, struct.error):
        return None
    return found if found and found.width and found.height else None


def _size(content: bytes) -> Size | None:
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return Size(*struct.unpack_from(">II", content, 16))
    if content.startswith((b"GIF87a", b"GIF89a")):
        return Size(*struct.unpack_from("<HH", content, 6))
    if content.startswith(b"\xff\xd8"):
        return _jpeg_size(content)
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return _webp_size(content)
    return None


def _jpeg_size(content: bytes) -> Size | None:
    place = 2
    while content[place] == _MARK:
        marker = content[place + 1]
        if marker in _FRAMES:
            height, width = struct.unpack_from(">HH", content, place + 5)
            return Size(width, height)
        if marker == _MARK:
            place += 1
        elif marker in _ALONE:
            place += 2
        else:
            place += 2 + struct.unpack_from(">H", content, place + 2)[0]
    return None


def _webp_size(content: bytes) -> Size | None:
    kind = content[12:16]
    if kind == b"VP8X":
        width, high, height, top = struct.unpack_from("<HBHB", content, 24)
        return Size((high << 16 | width) + 1, (top << 16 | height) + 1)
    if kind == b"VP8L":
        (bits,) = struct.unpack_from("<I", content, 21)
        return Size((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1)
    if kind == b"VP8 ":
        width, height = struct.unpack_from("<HH", content, 26)
        return Size(width & 0x3FFF, height & 0x3FFF)
    return None
