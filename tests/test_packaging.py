"""
The wheel, in an environment that holds nothing but what it asks for.

    checkout ─ pip wheel ─→ wheel ─┐
    requirements/run.txt ─ copy ───┴→ empty venv ─ wall import, pelican ─→ site
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
import venv
import zipfile
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
BIN = "Scripts" if os.name == "nt" else "bin"

SETTINGS = """\
THEME = "conversation-wall"
WALL_STORE = "wall.sqlite3"
WALL_SOURCES = ["hollin-lane/wall"]
WALL_TEAM = ["mara"]
"""


@pytest.fixture(scope="module")
def wheel(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel with the hatchling that is installed here: no network, no build environment."""
    folder = tmp_path_factory.mktemp("wheel")
    offline = ("--no-index", "--no-deps", "--no-build-isolation")
    run(sys.executable, "-m", "pip", "wheel", *offline, "--wheel-dir", folder, checkout)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def environment(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """
    Give an environment with the wheel, and the packages of requirements/run.txt.

    Those are copied, file by file, from the environment of the tests. A path to it would
    not do: it holds the editable install, and Pelican finds a plugin and a theme only where
    Pelican itself lies.
    """
    folder = tmp_path_factory.mktemp("empty") / "environment"
    venv.create(folder, with_pip=False)
    python = folder / BIN / "python"
    asked = run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))")
    for name in locked_names("run"):
        copy_package(name, Path(asked.strip()))
    offline = ("--no-index", "--no-deps")
    run(sys.executable, "-m", "pip", "--python", python, "install", *offline, wheel)
    return folder


def test_wheel_carries_package_plugin_entry_and_theme(wheel: Path) -> None:
    """One wheel is the package, Pelican's way in, and the theme under its own name."""
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())

    assert "conversation_wall/__init__.py" in names
    assert "pelican/plugins/conversation_wall/__init__.py" in names
    assert "pelican/themes/conversation-wall/templates/base.html" in names
    assert "conversation_wall/project/files/github/workflows/wall.yml" in names
    assert {"conversation_wall", "pelican", "pelican_conversation_wall-0.1.0.dist-info"} == {
        name.split("/")[0] for name in names
    }
    # A file here would turn Pelican's own package into ours.
    assert names.isdisjoint({"pelican/__init__.py", "pelican/plugins/__init__.py"})


def test_wheel_says_what_it_is(environment: Path) -> None:
    """The licence, the command and the oldest Python are in the metadata."""
    code = (
        "from importlib.metadata import distribution as d; w = d('pelican-conversation-wall');"
        "m = w.metadata; print(m['Version'], m['License-Expression'], m['Requires-Python'],"
        "*(e.value for e in w.entry_points if e.name == 'wall'))"
    )

    told = run(environment / BIN / "python", "-c", code)

    assert "0.1.0 MIT >=3.11 conversation_wall.cli.main:main" == told.strip()


def test_every_dependency_is_locked() -> None:
    """What pyproject.toml asks for is in requirements/run.txt."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    asked = {normal(re.split(r"[^\w.-]", line)[0]) for line in project["dependencies"]}

    assert set() == asked - set(locked_names("run"))


def test_locks_agree() -> None:
    """What runs in the demo and in the tests is what owners install."""
    run_lock, demo, test = (locked_lines(name) for name in ("run", "demo", "test"))

    assert run_lock <= demo <= test


def test_foreign_site_needs_only_the_theme(environment: Path, tmp_path: Path) -> None:
    """With the wheel installed, `THEME = "conversation-wall"` makes any Pelican site a wall."""
    (tmp_path / "content").mkdir()
    (tmp_path / "pelicanconf.py").write_text(SETTINGS, "utf-8")
    (tmp_path / "threads.ndjson").write_text(json.dumps(a_thread()) + "\n", "utf-8")

    run(environment / BIN / "wall", "import", "threads.ndjson", folder=tmp_path)
    pelican = (environment / BIN / "python", "-m", "pelican")
    run(*pelican, "content", "-s", "pelicanconf.py", "--fatal", "errors", folder=tmp_path)

    pages = "".join(path.read_text("utf-8") for path in (tmp_path / "output").rglob("*.html"))
    assert "The espresso is too bitter" in pages
    assert "We changed the roast on Monday" in pages


def run(*command: str | Path, folder: Path | None = None) -> str:
    """Run a command away from this checkout and give what it printed; fail with all it said."""
    ours = ("PYTHON", "WALL_", "VIRTUAL_ENV", "GITHUB_")
    clean = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    ended = subprocess.run(
        command, cwd=folder, env=clean, capture_output=True, encoding="utf-8", check=False
    )
    if ended.returncode != 0:
        pytest.fail(f"{' '.join(map(str, command))}\n{ended.stdout}\n{ended.stderr}", pytrace=False)
    return ended.stdout


def locked_lines(name: str) -> set[str]:
    """Give the requirements of a lock, versions and markers, without their hashes."""
    text = (ROOT / "requirements" / f"{name}.txt").read_text("utf-8")
    return {line.rstrip(" \\") for line in text.splitlines() if "==" in line and line[0] != " "}


def locked_names(name: str) -> list[str]:
    """Give the names of the packages in a lock."""
    return sorted({normal(line.split("==")[0].split("[")[0]) for line in locked_lines(name)})


def normal(name: str) -> str:
    """Spell a package's name as the lock files do."""
    return re.sub(r"[-_.]+", "-", name).lower()


def copy_package(name: str, target: Path) -> None:
    """Copy the files of an installed package, unless it is one for other systems."""
    try:
        files = distribution(name).files or []
    except PackageNotFoundError:
        return
    for file in files:
        if ".." not in file.parts and file.suffix != ".pyc":
            (target / file).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(Path(file.locate()), target / file)


def a_thread() -> dict[str, object]:
    """Give a critique and the team's answer, in the shape of GitHub's nodes."""
    address = "https://github.com/hollin-lane/wall/discussions/1"
    answer = {
        "id": "DC_1",
        "url": f"{address}#discussioncomment-11",
        "createdAt": "2026-05-05T10:00:00Z",
        "updatedAt": "2026-05-05T10:00:00Z",
        "author": a_person("mara"),
        "body": "We changed the roast on Monday.",
    }
    return {
        "__typename": "Discussion",
        "id": "D_1",
        "number": 1,
        "url": address,
        "createdAt": "2026-05-04T10:00:00Z",
        "updatedAt": "2026-05-05T10:00:00Z",
        "author": a_person("gloria"),
        "title": "Bitter",
        "body": "The espresso is too bitter.",
        "comments": [answer],
    }


def a_person(login: str) -> dict[str, object]:
    """Give an account."""
    return {"__typename": "User", "login": login, "url": f"https://github.com/{login}"}
