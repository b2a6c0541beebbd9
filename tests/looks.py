"""
Pictures of pages: take, keep small, and tell whether two of them look alike.

    screenshot ── half its size ──┬── 256 colours ── tests/golden/looks/NAME.png
                                  └── compared with that in blocks:

    squares    by their mean colour: a box that moved, a word or a tint that changed
    strips     thin and long, along and across: a hairline or a border that was lost

Another version of the browser smooths letters a little differently. A mean over a square
hardly notices; a strip along a line of text does, so that it is allowed more the more its
pixels differ from their neighbours.
"""

import io
from pathlib import Path

from PIL import Image, ImageChops, ImageFilter
from playwright.sync_api import FloatRect, Page

from browser import load_images, take_picture

# Of 255. The palette makes 3 of them, a stroke smoothed otherwise 4; a lost hairline is 12.
TOLERANCE = 5
# A page is looked at down to here; a long conversation repeats itself.
DEPTH = 6000

_SQUARE = (8, 8)
_STRIP = 32
_STRIPS = ((_STRIP, 1), (1, _STRIP))
# Sizes may differ by so much: half a pixel rounded otherwise.
_ROUNDING = 1


def take(page: Page) -> Image.Image:
    """Take a picture of an open page, at half its size."""
    load_images(page)
    size = page.evaluate(
        "[document.documentElement.clientWidth, document.documentElement.scrollHeight]"
    )
    clip = FloatRect(x=0, y=0, width=size[0], height=min(size[1], DEPTH))
    raw = take_picture(page, full_page=True, clip=clip)
    return Image.open(io.BytesIO(raw)).convert("RGB").reduce(2)


def load(path: Path) -> Image.Image:
    """Give a picture that was kept."""
    with Image.open(path) as picture:
        return picture.convert("RGB")


def difference(kept: Image.Image, seen: Image.Image) -> int:
    """Measure how much the block that differs most does: 0 to 255."""
    if _sizes_differ(kept, seen):
        return 255
    height = min(kept.height, seen.height)
    kept, seen = _whole_blocks(kept, height), _whole_blocks(seen, height)
    restless = ImageChops.difference(kept, kept.filter(ImageFilter.BoxBlur(1)))
    worst = [_largest(ImageChops.difference(kept.reduce(_SQUARE), seen.reduce(_SQUARE)))]
    for strip in _STRIPS:
        found = ImageChops.difference(kept.reduce(strip), seen.reduce(strip))
        allowed = restless.reduce(strip).point(lambda value: value // 2)
        worst.append(_largest(ImageChops.subtract(found, allowed)))
    return max(worst)


def draw_difference(kept: Image.Image, seen: Image.Image) -> Image.Image:
    """Draw what was kept, what is seen, and what differs, side by side."""
    width, height = max(kept.width, seen.width), max(kept.height, seen.height)
    sheet = Image.new("RGB", (3 * width, height), "magenta")
    sheet.paste(kept, (0, 0))
    sheet.paste(seen, (width, 0))
    # What one of them has not counts as different.
    lone, other = (Image.new("RGB", (width, height), colour) for colour in ("black", "white"))
    lone.paste(kept)
    other.paste(seen)
    sheet.paste(ImageChops.difference(lone, other).point(lambda value: 8 * value), (2 * width, 0))
    return sheet


def _sizes_differ(kept: Image.Image, seen: Image.Image) -> bool:
    return kept.width != seen.width or abs(kept.height - seen.height) > _ROUNDING


def _whole_blocks(picture: Image.Image, height: int) -> Image.Image:
    # The mean of a narrow rest at the edge would be that of a few pixels.
    width = -(-picture.width // _STRIP) * _STRIP
    part = picture.crop((0, 0, picture.width, height))
    return part.crop((0, 0, width, -(-height // _STRIP) * _STRIP))


def _largest(picture: Image.Image) -> int:
    used = (value % 256 for value, count in enumerate(picture.histogram()) if count)
    return max(used)
