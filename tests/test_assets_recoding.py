"""Whatever an image was, what the wall keeps of it is its pixels, in a plain and small file."""

import struct
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image, features

from conversation_wall.assets import recoding
from conversation_wall.assets.recoding import LONGEST_SIDE, NoImageError, kind_of, recode
from image_makers import PLACE, a_drawing, a_png_head, encoded, moving, opened, with_text

SAMPLE = Path(__file__).parents[1] / "scripts" / "sample" / "attachments"
ORIENTATION, GPS = 0x0112, 0x8825
RED = (255, 0, 0)


def quarters_of(image: Image.Image) -> list[bool]:
    """Tell which quarters are red: upper left, upper right, lower left, lower right."""
    width, height = image.size
    plain = image.convert("RGB")
    places = [(x, y) for y in (height // 4, 3 * height // 4) for x in (width // 4, 3 * width // 4)]
    return [plain.getpixel(place)[1] < 128 for place in places]  # type: ignore[index]


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP", "AVIF"])
def test_each_kind_becomes_webp(kind: str) -> None:
    """PNG, JPEG, GIF, WebP and AVIF are told by their first bytes and shown alike."""
    if kind == "AVIF" and not features.check("avif"):
        pytest.skip("this Pillow reads no AVIF")
    content = encoded(a_drawing(), kind)

    kept = opened(recode(content))

    assert kind == kind_of(content)
    assert ("WEBP", (40, 30)) == (kept.format, kept.size)
    assert [True, False, False, False] == quarters_of(kept)


@pytest.mark.parametrize(
    "content",
    [
        b"", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"<?xml version='1.0'?><svg/>",
        b"<html></html>", b"%PDF-1.7", b"BM" + b"\0" * 60, b"II*\0" + b"\0" * 60,
        b"\0\0\1\0\1\0\x10\x10", b"%!PS-Adobe-3.0 EPSF-3.0", b"RIFF\0\0\0\0WAVEfmt ",
        b"\0\0\0\x18ftypheic",
    ],
)  # fmt: skip
def test_no_other_kind_is_read(content: bytes) -> None:
    """Pillow knows some fifty formats, and a browser runs SVG: five kinds are enough."""
    with pytest.raises(NoImageError, match="no PNG, JPEG, GIF, WebP or AVIF"):
        recode(content)


def test_what_a_camera_wrote_is_gone() -> None:
    """Place, device, comments and profiles are not passed on; the picture is turned upright."""
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    exif[0x010E] = PLACE.decode()
    exif.get_ifd(GPS)[1] = "N"
    content = encoded(a_drawing(), "JPEG", exif=exif, comment=PLACE, quality=95)
    assert PLACE in content

    kept = recode(content)

    assert PLACE not in kept
    assert {b"EXIF", b"XMP ", b"ICCP"} & {kept[i : i + 4] for i in range(len(kept))} == set()
    assert (30, 40) == opened(kept).size
    assert [False, True, False, False] == quarters_of(opened(kept))


def test_text_in_a_png_is_gone() -> None:
    """A comment in a file is no part of the picture."""
    assert PLACE not in recode(with_text(encoded(a_drawing()), PLACE))


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP"])
def test_what_hides_in_an_image_is_gone(kind: str) -> None:
    """A file that is an image and a page, an archive or a script as well becomes an image only."""
    hidden = b"<script>alert(1)</script>PK\x03\x04" + PLACE

    kept = recode(encoded(a_drawing(), kind) + hidden)

    assert not [part for part in (b"<script", b"PK\x03\x04", PLACE) if part in kept]


def test_colours_are_those_of_the_web() -> None:
    """A profile is applied before it is dropped, and a broken one does no harm."""
    from PIL import ImageCms  # noqa: PLC0415 - only this test makes profiles

    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for profile in (lab, b"no profile at all"):
        kept = opened(recode(encoded(a_drawing(), "PNG", icc_profile=profile)))

        assert RED == kept.convert("RGB").getpixel((1, 1))
        assert "icc_profile" not in kept.info


@pytest.mark.parametrize("mode", ["L", "LA", "P", "RGBA", "1", "I;16", "CMYK"])
def test_every_way_to_keep_pixels_is_read(mode: str) -> None:
    """Grey, palettes, transparency, sixteen bits and printers' colours are shown as they look."""
    grey = Image.new("L", (8, 8), 156)
    image = Image.new("I;16", (8, 8), 40000) if mode == "I;16" else grey.convert(mode)
    content = encoded(image, "JPEG" if mode == "CMYK" else "PNG")

    red = opened(recode(content)).convert("RGB").getpixel((4, 4))[0]  # type: ignore[index]

    assert abs(red - (255 if mode == "1" else 156)) <= 100 * (mode == "1") + 2


def test_transparency_stays() -> None:
    """What shines through a drawing shines through its copy."""
    image = Image.new("RGBA", (8, 8), (255, 0, 0, 0))

    assert (0, 0) == opened(recode(encoded(image))).getchannel("A").getextrema()


def test_large_images_become_smaller() -> None:
    """Nobody loads a photograph of four thousand pixels to see it in a column."""
    kept = opened(recode(encoded(a_drawing((4000, 1000)), "JPEG")))

    assert (LONGEST_SIDE, LONGEST_SIDE // 4) == kept.size


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG"])
def test_moving_images_move_on(kind: str) -> None:
    """An animation keeps its pictures, its pace, and how often it is shown."""
    kept = opened(recode(moving(kind, loop=3)))
    kept.seek(1)
    kept.load()

    assert (3, True, 3) == (kept.n_frames, kept.is_animated, kept.info["loop"])  # type: ignore[attr-defined]
    assert 120 == kept.info["duration"]


def test_still_of_a_camera_is_one_picture() -> None:
    """A JPEG with previews in it (MPO) is no animation."""
    content = encoded(a_drawing(), "MPO", save_all=True, append_images=[a_drawing((20, 20))])

    assert 1 == getattr(opened(recode(content)), "n_frames", 1)


@pytest.mark.parametrize("size", [(50_000, 50_000), (7_072, 7_072), (2_000_000_000, 1)])
def test_bombs_are_refused_by_their_head(size: tuple[int, int]) -> None:
    """A small file that unpacks to gigabytes is never unpacked."""
    with pytest.raises(NoImageError, match="too large"):
        recode(a_png_head(*size))


def test_moving_bombs_are_refused() -> None:
    """Each small picture of an animation stands on as many pixels as the whole says it has."""
    content = moving(frames=11)
    stretched = content[:6] + struct.pack("<HH", 7000, 7000) + content[10:]

    with pytest.raises(NoImageError, match="too long: 11 pictures"):
        recode(stretched)
    with pytest.raises(NoImageError, match="too long: 1001 pictures"):
        recode(moving(frames=1001))


def test_damaged_images_are_refused() -> None:
    """Half a picture is none, wherever it breaks off, and whatever the decoder makes of it."""
    for kind in ("PNG", "JPEG", "WEBP"):
        content = encoded(Image.effect_noise((60, 60), 90), kind)
        for end in (13, len(content) // 3, len(content) // 2):
            with pytest.raises(NoImageError, match="damaged"):
                recode(content[:end])


def test_same_bytes_give_the_same_bytes() -> None:
    """A second sync, and another machine's, keeps the same file."""
    contents = [encoded(a_drawing(), "JPEG"), moving(), *(p.read_bytes() for p in SAMPLE.iterdir())]

    assert [recode(content) for content in contents] == [recode(content) for content in contents]


def test_program_says_what_it_made_or_why_not() -> None:
    """In a process of its own it gives the image, or the reason in words."""

    def run(content: bytes) -> "subprocess.CompletedProcess[bytes]":
        command = (sys.executable, "-P", recoding.__file__)
        return subprocess.run(command, input=content, capture_output=True, check=False)

    content = encoded(a_drawing())
    good, bad = run(content), run(b"<svg/>")

    assert (0, recode(content)) == (good.returncode, good.stdout)
    assert (1, b"") == (bad.returncode, bad.stdout)
    assert b"it is no PNG" in bad.stderr
