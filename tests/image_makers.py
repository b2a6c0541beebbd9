"""Images of our own making, small and hostile, as bytes."""

import io
import struct
import zlib

from PIL import Image, ImageDraw

PLACE = b"LAT 52.2297 N, LONG 21.0122 E"


def a_drawing(size: tuple[int, int] = (40, 30), mode: str = "RGB") -> Image.Image:
    """Draw something that has an up and a left: its upper left quarter is red."""
    image = Image.new(mode, size, "white")
    width, height = size
    ImageDraw.Draw(image).rectangle((0, 0, width // 2 - 1, height // 2 - 1), fill="red")
    return image


def encoded(image: Image.Image, kind: str = "PNG", **options: object) -> bytes:
    """Write an image in a format."""
    written = io.BytesIO()
    image.save(written, kind, **options)
    return written.getvalue()


def moving(kind: str = "GIF", frames: int = 3, **options: object) -> bytes:
    """Write an animation whose pictures differ."""
    first, *others = (Image.new("RGB", (20, 10), (60 * n % 256, n // 4, 0)) for n in range(frames))
    options = {"duration": 120, "loop": 0, **options}
    return encoded(first, kind, save_all=True, append_images=others, **options)


def a_png_head(width: int, height: int) -> bytes:
    """Write a PNG that is as large as its head says, and small as a file."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress(b"\0" * 100_000)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        _chunk(name, content)
        for name, content in ((b"IHDR", head), (b"IDAT", rows), (b"IEND", b""))
    )


def with_text(png: bytes, words: bytes) -> bytes:
    """Put a comment into a PNG, before its pixels."""
    place = png.index(b"IDAT") - 4
    return png[:place] + _chunk(b"tEXt", b"Comment\0" + words) + png[place:]


def opened(content: bytes) -> Image.Image:
    """Read an image back."""
    image = Image.open(io.BytesIO(content))
    image.load()
    return image


def _chunk(name: bytes, content: bytes) -> bytes:
    return (
        struct.pack(">I", len(content))
        + name
        + content
        + struct.pack(">I", zlib.crc32(name + content))
    )
