"""The theme looks as it did when somebody last looked at it."""

from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageDraw, ImageFilter
from playwright.sync_api import Browser, Page

import browser
import gallery
import looks
from gallery_views import PAGES
from screenshots import save_small

KEPT = Path(__file__).parent / "golden" / "looks"
FOUND = gallery.ROOT / ".wall" / "looks"
UPDATE = "`.venv/bin/pytest tests/test_looks.py --update-golden`, and look at the pictures"
BUDGET = 3 * 1024 * 1024

MODES = ("390-light", "1280-dark")
NAMES = {f"{name}-{mode}" for name in PAGES for mode in MODES}


@pytest.fixture(scope="module")
def camera(chromium_with_fonts: Browser, tmp_path_factory: pytest.TempPathFactory) -> "Camera":
    """A camera before the gallery."""
    folder = tmp_path_factory.mktemp("looks")
    gallery.build(PAGES, folder)
    return Camera(chromium_with_fonts, folder)


@pytest.fixture(scope="module")
def wall(camera: "Camera") -> Image.Image:
    """The wall as it looks on a telephone."""
    return camera.take("wall", "390-light")


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("name", PAGES)
def test_page_looks_as_before(camera: "Camera", update_golden: bool, name: str, mode: str) -> None:
    """A sample looks like the picture of it that was kept."""
    path = KEPT / f"{name}-{mode}.png"
    seen = camera.take(name, mode)
    if update_golden:
        save_small(seen, path)
    if not path.exists():
        pytest.fail(f"No picture {path.name} is kept. Make it: {UPDATE}.")

    kept = looks.load(path)
    worst = looks.difference(kept, seen)
    if worst > looks.TOLERANCE:
        save_small(seen, FOUND / path.name)
        looks.draw_difference(kept, seen).save(FOUND / f"{path.stem}.difference.png")

    assert worst <= looks.TOLERANCE, (
        f"{path.stem} looks different. The new picture and what differs from the kept one are in "
        f"{FOUND}. If it shall be so: {UPDATE}."
    )


def test_pictures_are_of_samples_and_small(update_golden: bool) -> None:
    """A picture of a sample that is gone is deleted, and all of them are light to clone."""
    left_over = [path for path in KEPT.glob("*.png") if path.stem not in NAMES]
    if update_golden:
        for path in left_over:
            path.unlink()
        left_over = []

    assert left_over == []
    assert sum(path.stat().st_size for path in KEPT.glob("*.png")) <= BUDGET


def test_small_file_is_no_difference(wall: Image.Image, tmp_path: Path) -> None:
    """What is lost by keeping a picture in few colours is far from the tolerance."""
    save_small(wall, tmp_path / "wall.png")

    assert looks.difference(looks.load(tmp_path / "wall.png"), wall) < looks.TOLERANCE


def test_other_smoothing_passes(wall: Image.Image) -> None:
    """Letters that another browser smooths a little differently are the same letters."""
    noise = Image.effect_noise(wall.size, 3).convert("RGB")
    smoothed = ImageChops.add(wall.filter(ImageFilter.GaussianBlur(0.3)), noise, offset=-128)

    assert looks.difference(wall, smoothed) <= looks.TOLERANCE


def test_rounding_passes(wall: Image.Image) -> None:
    """A page may end half a pixel earlier."""
    shorter = wall.crop((0, 0, wall.width, wall.height - 1))

    assert looks.difference(wall, shorter) <= looks.TOLERANCE


def test_moved_box_fails(wall: Image.Image) -> None:
    """A part of the page that stands four pixels lower is seen."""
    moved = wall.copy()
    moved.paste(wall.crop((0, 300, wall.width, 500)), (0, 302))

    assert looks.difference(wall, moved) > looks.TOLERANCE


def test_faint_line_fails(wall: Image.Image) -> None:
    """A hairline that comes or goes is seen."""
    lined = wall.copy()
    top = next(y for y in range(wall.height) if is_empty(wall.crop((20, y, 175, y + 3))))
    ImageDraw.Draw(lined).line((20, top + 1, 175, top + 1), fill="#edf0f2")

    assert looks.difference(wall, lined) > looks.TOLERANCE


def test_longer_page_fails(wall: Image.Image) -> None:
    """A page that grew is seen, also where nothing stands on what is new."""
    longer = Image.new("RGB", (wall.width, wall.height + 4), wall.getpixel((1, wall.height - 1)))
    longer.paste(wall)

    assert looks.difference(wall, longer) > looks.TOLERANCE


@pytest.mark.parametrize(
    ("file", "before", "after"),
    [
        ("templates/_components/pair.html", "<h2", "<h3"),
        ("templates/_components/answer.html", 'class="panel ', 'class="'),
        ("static/css/tokens.css", "--ink-2: light-dark(#424d53", "--ink-2: light-dark(#14191c"),
        ("static/css/tokens.css", "--line: light-dark(#dbe1e4", "--line: light-dark(#fff"),
    ],
)
def test_changed_theme_fails(
    chromium_with_fonts: Browser,
    wall: Image.Image,
    tmp_path: Path,
    theme: Path,
    file: str,
    before: str,
    after: str,
) -> None:
    """One tag, one class or one colour more or less in the theme is seen."""
    text = (theme / file).read_text(encoding="utf-8")
    assert before in text
    (theme / file).write_text(text.replace(before, after), encoding="utf-8")
    gallery.build({"wall": PAGES["wall"]}, tmp_path / "site", theme)

    changed = Camera(chromium_with_fonts, tmp_path / "site").take("wall", "390-light")

    assert looks.difference(wall, changed) > looks.TOLERANCE


def is_empty(picture: Image.Image) -> bool:
    """Whether a part of a picture has one colour only."""
    return all(low == high for low, high in (band.getextrema() for band in picture.split()))


class Camera:
    """A browser before a folder of pages, with a window for each mode."""

    def __init__(self, chromium: Browser, folder: Path) -> None:
        self.windows = {mode: self.open_window(chromium, folder, mode) for mode in MODES}

    def open_window(self, chromium: Browser, folder: Path, mode: str) -> Page:
        """Open a window of a width and a scheme: 390-light, 1280-dark."""
        width, scheme = mode.split("-")
        window = chromium.new_page(
            viewport={"width": int(width), "height": 800},
            color_scheme="dark" if scheme == "dark" else "light",
        )
        browser.serve_folder(window, folder)
        return window

    def take(self, name: str, mode: str) -> Image.Image:
        """Take a picture of a page."""
        window = self.windows[mode]
        window.goto(f"{browser.SITE}/{name}.html")
        return looks.take(window)
