"""The size of a picture is read from its first bytes, whatever its format, and nothing breaks it."""

import io
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from conversation_wall.site.pictures import Size, picture_size

FORMS: list[tuple[str, str, dict[str, Any]]] = [
    ("PNG", "RGB", {}),
    ("PNG", "P", {}),
    ("GIF", "P", {}),
    ("JPEG", "RGB", {}),
    ("JPEG", "L", {"progressive": True}),
    ("JPEG", "RGB", {"comment": "x" * 5000, "dpi": (300, 300)}),
    ("WEBP", "RGB", {}),
    ("WEBP", "RGB", {"lossless": True}),
    ("WEBP", "RGBA", {"lossless": True}),
    ("WEBP", "RGBA", {"quality": 60}),
    ("WEBP", "RGB", {"exif": b"Exif\0\0II*\0\x08\0\0\0\0\0"}),
]


def a_picture(kind: str, mode: str, size: tuple[int, int], **options: Any) -> bytes:
    """Draw an empty picture, as Pillow writes it."""
    file = io.BytesIO()
    Image.new(mode, size).save(file, kind, **options)
    return file.getvalue()


@pytest.mark.parametrize(("kind", "mode", "options"), FORMS)
@pytest.mark.parametrize("size", [(1, 1), (240, 64), (300, 700)])
def test_size_is_read(kind: str, mode: str, options: dict[str, Any], size: tuple[int, int]) -> None:
    """Every form of every format says its size as another program wrote it."""
    assert Size(*size) == picture_size(a_picture(kind, mode, size, **options))


@pytest.mark.parametrize(("kind", "mode", "options"), FORMS)
def test_file_that_is_cut_off_has_no_size(kind: str, mode: str, options: dict[str, Any]) -> None:
    """A download that broke off is no picture, and no crash."""
    content = a_picture(kind, mode, (240, 64), **options)

    for length in range(min(len(content), 200)):
        assert picture_size(content[:length]) in (None, Size(240, 64))
    assert picture_size(content[:9]) is None


@settings(deadline=None)
@given(st.binary(), st.sampled_from([b"", b"\xff\xd8", b"GIF89a", b"RIFF1234WEBPVP8X"]))
def test_any_bytes_are_read(content: bytes, start: bytes) -> None:
    """Whatever a file holds, it has a size or none."""
    size = picture_size(start + content)

    assert size is None or (size.width > 0 and size.height > 0)


def test_other_files_are_no_pictures() -> None:
    """A text, and a format that no browser needs, have no size."""
    assert picture_size(b"<svg/>") is None
    assert picture_size(a_picture("BMP", "RGB", (2, 2))) is None
