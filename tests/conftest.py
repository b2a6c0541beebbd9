"""What several test files use: a browser, the folder of real conversations, copies of the checkout."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "msedge")

# On a closed network Chromium otherwise knocks at Google's doors at every start, and waits.
QUIET = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """
    Start the Chromium of this machine, with a new and empty profile.

    It is `WALL_CHROMIUM`, else one on the PATH. Without any the test is skipped, unless
    `WALL_REQUIRE_BROWSER=1` makes that a failure.
    """
    named = os.environ.get("WALL_CHROMIUM")
    path = next(filter(None, map(shutil.which, (named,) if named else BROWSERS)), None)
    if path is None:
        reason = f"no browser: {named or ', '.join(BROWSERS)} not found; name one in WALL_CHROMIUM"
        if os.environ.get("WALL_REQUIRE_BROWSER") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    # Chromium's sandbox refuses to run as root, which is what a container gives us.
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    flags = [*QUIET, *(["--no-sandbox"] if is_root else [])]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=flags)
        yield browser
        browser.close()


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
