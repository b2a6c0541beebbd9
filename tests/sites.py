"""
Walls on disk: a folder with settings, the real command run in it, and the site read back.

    a_wall(folder) ── run_wall(folder, "build") ── read_site(folder / "output")
"""

import io
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping
from contextlib import chdir, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

from conversation_wall.checking.reading import PageRead, PageReader
from conversation_wall.checking.site_faults import faults_in_site
from conversation_wall.cli.main import main
from conversation_wall.github.interchange import write_threads
from conversation_wall.records import ThreadRecord

ROOT = Path(__file__).resolve().parent.parent
ABOUT = "Title: About this wall\nSlug: about\n\nWhat we promise.\n"
_TOKENS = (
    *("GITHUB_TOKEN", "GITHUB_ACTIONS", "GITHUB_REPOSITORY", "GITHUB_STEP_SUMMARY"),
    *("WALL_GITHUB_URL", "WALL_SITEURL", "PYTHONPATH"),
)


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended, and what it said."""

    code: int
    out: str
    error: str


def a_wall(folder: Path, threads: Iterable[ThreadRecord] | None = None, **settings: object) -> Path:
    """Make the folder of a wall, with an about page; with threads, import them."""
    (folder / "content" / "pages").mkdir(parents=True, exist_ok=True)
    (folder / "content" / "pages" / "about.md").write_text(ABOUT, "utf-8")
    given = {
        "SITENAME": "Hollin Lane",
        "SITEURL": "",
        "PATH": "content",
        "OUTPUT_PATH": "output",
        "TIMEZONE": "UTC",
        "PLUGIN_PATHS": [str(ROOT / "plugins")],
        "PLUGINS": ["conversation_wall"],
        "THEME": str(ROOT / "theme"),
        "WALL_SOURCES": ["hollin/coffee"],
        "WALL_TEAM": ["ada"],
        **settings,
    }
    lines = [f"{name} = {value!r}\n" for name, value in given.items()]
    (folder / "pelicanconf.py").write_text("".join(lines), "utf-8")
    if threads is not None:
        write_threads(folder / "threads.ndjson", threads)
        succeed(run_wall(folder, "import", "threads.ndjson"))
    return folder


def run_wall(folder: Path, *arguments: str | Path, **environment: str) -> Ended:
    """
    Run the `wall` command in a folder, within this process: a new one takes a second.

    The environment holds no token but what is given.
    """
    out, error = io.StringIO(), io.StringIO()
    before, code = dict(os.environ), 0
    os.environ.clear()
    os.environ.update(_environment(environment))
    try:
        with chdir(folder), redirect_stdout(out), redirect_stderr(error):
            main([str(argument) for argument in arguments])
    except SystemExit as ended:
        code = int(ended.code or 0)
    finally:
        os.environ.clear()
        os.environ.update(before)
    return Ended(code, out.getvalue(), error.getvalue())


def run_script(folder: Path, *arguments: str | Path, **environment: str) -> Ended:
    """Run `scripts/wall.py` as a shell does, in a new process."""
    return _run(folder, (ROOT / "scripts" / "wall.py", *arguments), environment)


def run_pelican(folder: Path, *arguments: str | Path, **environment: str) -> Ended:
    """Run the plain `pelican` command in a folder."""
    return _run(folder, ("-m", "pelican", *arguments), environment)


def succeed(ended: Ended) -> Ended:
    """Go on only where a command ended well."""
    assert (0, "") == (ended.code, "" if ended.code == 0 else ended.error)
    return ended


def build(folder: Path, *arguments: str | Path) -> Path:
    """Build a wall and give its output."""
    succeed(run_wall(folder, "build", *arguments))
    return folder / "output"


def files_of(folder: Path) -> dict[str, bytes]:
    """Give every file of a folder with its bytes."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def _run(folder: Path, command: tuple[str | Path, ...], environment: Mapping[str, str]) -> Ended:
    ended = subprocess.run(
        (sys.executable, *map(str, command)),
        cwd=folder,
        env=_environment(environment),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return Ended(ended.returncode, ended.stdout, ended.stderr)


def _environment(given: Mapping[str, str]) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in _TOKENS}
    return {**kept, "NO_PROXY": "*", "no_proxy": "*", **given}


# The site, read back


@dataclass(slots=True)
class Reading(PageRead):
    """What the product reads of a page, and its words."""

    title: str = ""
    text: str = ""


class _Reader(PageReader):
    def __init__(self) -> None:
        super().__init__()
        self.page: Reading = Reading()
        self._words: list[str] = []
        self._element = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        super().handle_starttag(tag, attrs)
        self._element = tag

    def handle_data(self, data: str) -> None:
        self._words.append(data)
        if self._element == "title":
            self.page.title += data
            self._element = ""

    def close(self) -> None:
        super().close()
        self.page.text = re.sub(r"\s+", " ", "".join(self._words))


class Outline(HTMLParser):
    """Every start tag of a page with its attributes, in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep it."""
        self.tags.append((tag, dict(attrs)))


def read_page(html: str) -> Reading:
    """Read one page."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.page


def read_site(output: Path) -> dict[str, Reading]:
    """Read every page of a site, by its path."""
    return {
        path.relative_to(output).as_posix(): read_page(path.read_text("utf-8"))
        for path in sorted(output.rglob("*.html"))
    }


def faults_of(output: Path) -> list[str]:
    """List what `wall check` finds wrong with a site."""
    return [str(fault) for fault in faults_in_site(output)]


def copy_checkout(folder: Path) -> Path:
    """Copy this checkout's settings and content, pointing to its plugin and theme."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copytree(ROOT / "content", folder / "content")
    for name in ("pelicanconf.py", "publishconf.py"):
        shutil.copy2(ROOT / name, folder / name)
    with (folder / "pelicanconf.py").open("a", encoding="utf-8") as file:
        file.write(
            f"\nPLUGIN_PATHS = [{str(ROOT / 'plugins')!r}]\nTHEME = {str(ROOT / 'theme')!r}\n"
        )
    return folder
