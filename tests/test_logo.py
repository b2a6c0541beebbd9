"""A logo is a picture of the owner's that fits into the header; what it is not is told."""

from pathlib import Path

import pytest
from PIL import Image

from conversation_wall.errors import ConfigError
from conversation_wall.site.logo import HEIGHT, MOST_BYTES, load_logo
from conversation_wall.site.pictures import Size

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" {0}>{1}</svg>'


def a_drawing(folder: Path, size: str = 'viewBox="0 0 90 30"', inside: str = "") -> Path:
    """Write an SVG file."""
    path = folder / "logo.svg"
    path.write_text(SVG.format(size, inside), "utf-8")
    return path


@pytest.mark.parametrize("name", ["logo.png", "logo.JPG", "logo.jpeg", "logo.webp", "logo.gif"])
def test_picture_is_as_tall_as_the_header_has_room(tmp_path: Path, name: str) -> None:
    """Its file has a name of its own content, and its sides keep their proportion."""
    Image.new("L", (400, 100)).save(tmp_path / name)

    logo = load_logo(tmp_path / name)

    assert Size(4 * HEIGHT, HEIGHT) == logo.size
    assert logo.asset.path.startswith("theme/logo.")
    assert logo.asset.path.endswith(Path(name).suffix.lower())
    assert (tmp_path / name).read_bytes() == logo.asset.content


@pytest.mark.parametrize(
    "size",
    [
        'viewBox="0 0 90 30"',
        'viewBox="-5,-5,9,3"',
        'width="90" height="30"',
        'width="9.0px" height="3.0px" viewBox="0 0 1 1"',
        'width="100%" height="100%" viewBox="0 0 90 30"',
    ],
)
def test_drawing_says_its_size(tmp_path: Path, size: str) -> None:
    """Width and height in pixels go first, then the box."""
    assert Size(3 * HEIGHT, HEIGHT) == load_logo(a_drawing(tmp_path, size)).size


@pytest.mark.parametrize(
    ("inside", "fault"),
    [
        ("<script>alert(1)</script>", "a script element"),
        ('<g onclick="alert(1)"/>', "a handler, onclick"),
        ('<g ONLOAD="alert(1)"/>', "a handler, onload"),
        ("<foreignObject/>", "a foreignObject element"),
        ('<image href="https://elsewhere.example/a.png"/>', "a link to 'https://elsewhere"),
        ('<use xlink:href="other.svg#a"/>', "a link to 'other.svg#a'"),
        ('<a href="javascript:alert(1)"/>', "a link to 'javascript"),
    ],
)
def test_drawing_that_does_something_is_refused(tmp_path: Path, inside: str, fault: str) -> None:
    """A logo runs nothing and loads nothing, also where somebody opens it by itself."""
    with pytest.raises(ConfigError, match="more than a drawing") as raised:
        load_logo(a_drawing(tmp_path, inside=inside))

    assert fault in str(raised.value)
    assert "logo.svg" in str(raised.value)


def test_drawing_may_use_its_own_parts(tmp_path: Path) -> None:
    """Comments, references within and pictures that it carries are a drawing's own."""
    inside = '<!-- ours --><g id="a"/><use href="#a"/><image href="data:image/png;base64,AA"/>'

    assert Size(3 * HEIGHT, HEIGHT) == load_logo(a_drawing(tmp_path, inside=inside)).size


@pytest.mark.parametrize(
    ("name", "content", "fault"),
    [
        ("logo.png", None, "WALL_LOGO names no file"),
        ("logo.bmp", b"BM", "no picture that browsers show"),
        ("logo.png", b"\x89PNG\r\n\x1a\n", "is not what its name says"),
        ("logo.png", b"", "is not what its name says"),
        ("logo.svg", b"<html/>", "is not what its name says"),
        ("logo.svg", b"<svg", "does not read as SVG"),
        ("logo.svg", b"<svg/>", "does not say how large it is"),
        ("logo.svg", b'<svg viewBox="0 0 0 9"/>', "does not say how large it is"),
        ("logo.svg", b'<svg viewBox="0 0 9"/>', "does not say how large it is"),
        ("logo.png", bytes(MOST_BYTES + 1), "is too large"),
    ],
)
def test_unfit_file_is_told(tmp_path: Path, name: str, content: bytes | None, fault: str) -> None:
    """The message says what is wrong, with which file, and what to do."""
    if content is not None:
        (tmp_path / name).write_bytes(content)

    with pytest.raises(ConfigError, match=fault) as raised:
        load_logo(tmp_path / name)

    assert str(tmp_path / name) in str(raised.value)
    assert "WALL_LOGO" in str(raised.value)
