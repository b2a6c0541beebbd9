"""
Read an image that may be anything, and write it anew as WebP with nothing but its pixels.

    bytes ─ kind by its first bytes → size by its head → pixels, upright, in sRGB → WebP

Run as a program it reads one image from standard input, in a process of its own: what
a hostile file does to a decoder (endless work, all memory, a crash) ends there. It imports
nothing of the package, so that it starts at once.
"""

import io
import math
import sys
import warnings
from collections.abc import Iterator

from PIL import Image, ImageCms, ImageOps

# The longest side that is kept, in pixels: twice the width of a column.
LONGEST_SIDE = 1600
# What is decoded at most, in pixels: of one picture, and of all those of an animation.
MOST_PIXELS = 50_000_000
MOST_MOVING_PIXELS = 500_000_000
# What an animation is scaled down to: all its pictures are in memory once.
_MOST_KEPT_PIXELS = 80_000_000
_MOST_FRAMES = 1000
# Lossless WebP keeps the letters of a screenshot sharp; a photograph would be huge in it.
_MOST_LOSSLESS_BYTES = 600_000
_QUALITY = 80
_MOVING_QUALITY = 70
# Browsers show a picture for a tenth of a second where a GIF says less than two hundredths.
_SHORTEST_MS, _USUAL_MS = 20, 100
_MOST_SECONDS = 60
_MOST_MEMORY = 2 * 1024**3


class NoImageError(Exception):
    """These bytes are no image that the wall shows; the message says why."""


def kind_of(content: bytes) -> str | None:
    """Tell the kind of an image by its first bytes, as Pillow calls it; None for any other file."""
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if content.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if content.startswith((b"GIF87a", b"GIF89a")):
        return "GIF"
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return "WEBP"
    if content[4:12] in (b"ftypavif", b"ftypavis"):
        return "AVIF"
    return None


def recode(content: bytes) -> bytes:
    """
    Give an image as WebP, bounded in size and without anything but what it shows.

    Raises `NoImageError`. The same bytes give the same bytes, for a version of Pillow.
    """
    kind = kind_of(content)
    if kind is None:
        raise NoImageError("it is no PNG, JPEG, GIF, WebP or AVIF file")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            # The bounds below are ours, and are asked before anything is decoded.
            Image.MAX_IMAGE_PIXELS = None
            with Image.open(io.BytesIO(content), formats=[kind]) as image:
                return _written(image, kind)
    except NoImageError:
        raise
    # Pillow's decoders raise whatever they meet in a broken file.
    except Exception as error:
        raise NoImageError("the file is damaged") from error


def _written(image: Image.Image, kind: str) -> bytes:
    width, height = image.size
    # What a JPEG has several of are previews, and depths of field.
    frames = 1 if kind == "JPEG" else getattr(image, "n_frames", 1)
    if width * height > MOST_PIXELS:
        raise NoImageError(f"it is too large: {width} × {height} pixels")
    if frames == 1:
        return _write_still(image, kind)
    if frames > _MOST_FRAMES or frames * width * height > MOST_MOVING_PIXELS:
        raise NoImageError(f"it is too long: {frames} pictures of {width} × {height} pixels")
    return _write_moving(image, kind, frames)


def _write_still(image: Image.Image, kind: str) -> bytes:
    if kind == "JPEG":
        # Decodes a large photograph at a half or a quarter, in as much less memory.
        image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
    image.load()
    plain = _plain(ImageOps.exif_transpose(image))
    plain.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    if kind in ("PNG", "GIF"):
        written = _save(plain, lossless=True, quality=60)
        if len(written) <= _MOST_LOSSLESS_BYTES:
            return written
    return _save(plain, quality=_QUALITY)


def _write_moving(image: Image.Image, kind: str, frames: int) -> bytes:
    width, height = image.size
    scale = min(1.0, LONGEST_SIDE / max(image.size))
    scale = min(scale, math.sqrt(_MOST_KEPT_PIXELS / (frames * width * height)))
    size = (max(1, int(width * scale)), max(1, int(height * scale)))
    durations: list[int] = []
    # A GIF that does not say how often is shown once; 0 is for ever.
    loop = image.info.get("loop", 1 if kind == "GIF" else 0)
    first, *others = _frames(image, frames, size, durations)
    return _save(
        first,
        save_all=True,
        append_images=others,
        duration=durations,
        loop=loop,
        background=(0, 0, 0, 0),
        quality=_MOVING_QUALITY,
    )


def _frames(
    image: Image.Image, frames: int, size: tuple[int, int], durations: list[int]
) -> Iterator[Image.Image]:
    for number in range(frames):
        image.seek(number)
        image.load()
        duration = int(image.info.get("duration", 0))
        durations.append(duration if duration >= _SHORTEST_MS else _USUAL_MS)
        plain = _plain(image)
        yield plain if plain.size == size else plain.resize(size, Image.Resampling.BILINEAR)


def _plain(image: Image.Image) -> Image.Image:
    """Give the pixels as RGB or RGBA in sRGB, in an image that knows nothing else."""
    profile = image.info.get("icc_profile")
    mode = "RGBA" if image.has_transparency_data else "RGB"
    if image.mode.startswith("I;16") or image.mode == "I":
        # Sixteen bits of grey: the upper eight are what a screen shows.
        image = image.convert("I").point(lambda level: level / 256).convert("L")
    if profile and image.mode in ("RGB", "RGBA", "CMYK", "L"):
        image = _in_srgb(image, profile, mode)
    converted = image.convert(mode)
    plain = Image.new(mode, converted.size)
    plain.paste(converted)
    return plain


def _in_srgb(image: Image.Image, profile: bytes, mode: str) -> Image.Image:
    """Give an image in the colours of the web; in its own, where they cannot be told."""
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        given = ImageCms.profileToProfile(
            image, source, ImageCms.createProfile("sRGB"), outputMode=mode
        )
    except (ImageCms.PyCMSError, OSError, ValueError):
        return image
    return given or image


def _save(image: Image.Image, **options: object) -> bytes:
    written = io.BytesIO()
    image.save(written, "WEBP", method=4, **options)
    return written.getvalue()


def main() -> int:
    """Recode standard input to standard output; on failure say why, and end with 1."""
    _limit()
    try:
        written = recode(sys.stdin.buffer.read())
    except NoImageError as error:
        sys.stderr.buffer.write(str(error).encode())
        return 1
    sys.stdout.buffer.write(written)
    return 0


def _limit() -> None:
    """Bound what this process may take, where the system can do that."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - there is none on Windows

    resource.setrlimit(resource.RLIMIT_CPU, (_MOST_SECONDS, _MOST_SECONDS))
    if sys.platform != "darwin":
        resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))


if __name__ == "__main__":
    sys.exit(main())
