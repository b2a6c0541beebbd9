"""
Opaque cursors, as GitHub makes them: base64 of `cursor:v2:` and a MessagePack list.

A cursor holds the sort key of the item it stands on, never an offset, so it keeps
its place when items before it come and go.
"""

import base64
import binascii
from collections.abc import Iterator

Key = tuple[int | str, ...]

PREFIX = b"cursor:v2:"


class CursorError(Exception):
    """The text is no cursor of ours."""


def encode_cursor(key: Key) -> str:
    """Wrap a sort key into an opaque cursor."""
    packed = bytes([0x90 | len(key)]) + b"".join(_pack(part) for part in key)
    return base64.b64encode(PREFIX + packed).decode()


def decode_cursor(cursor: str) -> Key:
    """Read the sort key out of a cursor. Raises CursorError."""
    try:
        raw = base64.b64decode(cursor, validate=True)
    except (binascii.Error, ValueError) as error:
        raise CursorError(cursor) from error
    if not raw.startswith(PREFIX) or len(raw) == len(PREFIX):
        raise CursorError(cursor)
    try:
        return tuple(_unpack(raw[len(PREFIX) + 1 :]))
    except (IndexError, UnicodeDecodeError) as error:
        raise CursorError(cursor) from error


def _pack(part: int | str) -> bytes:
    if isinstance(part, int):
        return b"\xcf" + part.to_bytes(8, "big")
    text = part.encode("utf-8", "surrogatepass")[:255]
    return bytes([0xD9, len(text)]) + text


def _unpack(packed: bytes) -> Iterator[int | str]:
    position = 0
    while position < len(packed):
        mark, position = packed[position], position + 1
        if mark == 0xCF:
            yield int.from_bytes(packed[position : position + 8], "big")
            position += 8
        elif mark == 0xD9:
            length, position = packed[position], position + 1
            yield packed[position : position + length].decode()
            position += length
        else:
            raise IndexError(mark)
