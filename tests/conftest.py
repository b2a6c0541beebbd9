"""What several test files use: a browser, the folder of real conversations, copies of the checkout."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import NoReturn

import hypothesis
import pytest
from playwright.sync_api import Browser

import browser
from sites import a_wall, build, copy_checkout, run_wall, succeed

# A busy machine is no fault of the code.
hypothesis.settings.register_profile("untimed", deadline=None)
hypothesis.settings.load_profile("untimed")

ROOT = Path(__file__).resolve().parent.parent


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let `pytest --update-golden` write anew what is compared with."""
    parser.addoption(
        "--update-golden", action="store_true", help="write the golden files and pictures anew"
    )


@pytest.fixture(scope="session")
def update_golden(request: pytest.FixtureRequest) -> bool:
    """Tell whether golden files are to be written instead of compared."""
    return bool(request.config.getoption("--update-golden"))


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """
    Start the Chromium of this machine, with a new and empty profile.

    Without any the test is skipped, unless `WALL_REQUIRE_BROWSER=1` makes that a failure.
    """
    with ExitStack() as stack:
        try:
            opened = stack.enter_context(browser.open_chromium())
        except browser.NoBrowserError as error:
            skip_or_fail(str(error))
        yield opened


@pytest.fixture(scope="session")
def chromium_with_fonts(chromium: Browser) -> Browser:
    """Give a Chromium in which a page looks the same on every machine."""
    if missing := browser.missing_fonts():
        skip_or_fail(f"no fonts: {', '.join(missing)} not installed (the names of Debian)")
    return chromium


def skip_or_fail(reason: str) -> NoReturn:
    """Skip what cannot be seen on this machine, unless somebody insists."""
    if os.environ.get("WALL_REQUIRE_BROWSER") == "1":
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def shared() -> Path:
    """Give the folder of real conversations, which is no part of this repository."""
    folder = Path(os.environ.get("WALL_SHARED") or ROOT.parent / "shared")
    if not (folder / "data").is_dir():
        pytest.skip(f"no real conversations: {folder / 'data'} is absent; name one in WALL_SHARED")
    return folder


@pytest.fixture(scope="session")
def repository_files() -> tuple[Path, ...]:
    """List what git keeps, or would keep if all were added, relative to the root."""
    command = ("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    if listed.returncode != 0:
        pytest.skip("not a git checkout, so nobody knows which files belong to it")
    paths = (Path(os.fsdecode(name)) for name in listed.stdout.split(b"\0") if name)
    return tuple(sorted(path for path in paths if (ROOT / path).is_file()))


@pytest.fixture(scope="session")
def checkout(repository_files: tuple[Path, ...], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy the files of the repository to a folder with a space in its name."""
    copy = tmp_path_factory.mktemp("with space") / "a checkout"
    for path in repository_files:
        (copy / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / path, copy / path)
    return copy


@pytest.fixture(scope="session")
def sample_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the sample wall with the settings of this checkout, and give its output."""
    folder = copy_checkout(tmp_path_factory.mktemp("sample"))
    succeed(run_wall(folder, "import", ROOT / "scripts" / "sample" / "threads.ndjson"))
    return build(folder)


@pytest.fixture(scope="session")
def real_site(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a wall of some hundred real Discussions, and give its output."""
    repository, threads = "payloadcms/payload", shared / "data" / "payload-discussions"
    folder = a_wall(tmp_path_factory.mktemp("real"), WALL_SOURCES=[repository], WALL_TEAM=[])
    succeed(run_wall(folder, "import", threads / "threads.ndjson.zst"))
    return build(folder)


@pytest.fixture
def theme(tmp_path: Path) -> Path:
    """Copy the theme, to be changed."""
    return Path(shutil.copytree(ROOT / "theme", tmp_path / "theme"))
