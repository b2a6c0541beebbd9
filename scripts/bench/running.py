"""
Commands of a wall, run as anybody runs them, and what each of them took.

    with github_with(folder / "threads.ndjson") as address:     a process of its own
        run(folder, "sync", WALL_GITHUB_URL=address)            Ran: seconds, CPU, memory
"""

import os
import platform
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from .making import NOW, TEAM

ROOT = Path(__file__).resolve().parent.parent.parent
TOKEN = "ghp_0123456789abcdefghijklmnopqrstuvwxyz"

_WALL = ROOT / "scripts" / "wall.py"
_LOADS_IN = 900
_ABOUT = "Title: About this wall\nSlug: about\n\nWhat we promise.\n"


class BenchError(Exception):
    """What was to be measured did not run; the text says what it said."""


@dataclass(frozen=True, slots=True)
class Ran:
    """How a command ended, what it said, and what it took: seconds, and MB at its largest."""

    code: int
    out: str
    error: str
    seconds: float
    cpu: float
    peak: float


def a_wall(folder: Path, repository: str, **settings: object) -> Path:
    """Make the folder of a wall of one repository, answered by the team of `making`."""
    (folder / "content" / "pages").mkdir(parents=True)
    (folder / "content" / "pages" / "about.md").write_text(_ABOUT, "utf-8")
    given = {
        "SITENAME": "Northwind Kettles",
        "SITEURL": "https://wall.example.com",
        "PATH": "content",
        "OUTPUT_PATH": "output",
        "TIMEZONE": "UTC",
        "PLUGIN_PATHS": [str(ROOT / "plugins")],
        "PLUGINS": ["conversation_wall"],
        "THEME": str(ROOT / "theme"),
        "WALL_SOURCES": [repository],
        "WALL_TEAM": list(TEAM),
        **settings,
    }
    lines = [f"{name} = {value!r}\n" for name, value in given.items()]
    (folder / "pelicanconf.py").write_text("".join(lines), "utf-8")
    return folder


def run(folder: Path, *arguments: str | Path, **environment: str) -> Ran:
    """Run `wall` in a folder; raises `BenchError` where it does not end well."""
    ran = run_program(folder, (str(_WALL), *map(str, arguments)), environment)
    if ran.code != 0:
        raise BenchError(f"`wall {arguments[0]}` ended with {ran.code}:\n{ran.error or ran.out}")
    return ran


def run_program(folder: Path, arguments: tuple[str, ...], environment: Mapping[str, str]) -> Ran:
    """Run a program in Python and measure it, with whatever processes it starts."""
    return _measured(folder, (sys.executable, *arguments), environment)


def run_command(folder: Path, command: tuple[str, ...]) -> Ran:
    """Run any command and measure it; raises `BenchError` where it does not end well."""
    ran = _measured(folder, command, {})
    if ran.code != 0:
        raise BenchError(f"`{' '.join(command)}` ended with {ran.code}:\n{ran.error or ran.out}")
    return ran


def _measured(folder: Path, command: tuple[str, ...], environment: Mapping[str, str]) -> Ran:
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as error:
        began = time.perf_counter()
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=_environment(environment),
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=error,
        )
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        error.seek(0)
        return Ran(
            code=process.returncode,
            out=out.read().decode("utf-8", "replace"),
            error=error.read().decode("utf-8", "replace"),
            seconds=seconds,
            cpu=usage.ru_utime + usage.ru_stime,
            peak=usage.ru_maxrss / (1024**2 if sys.platform == "darwin" else 1024),
        )


@contextmanager
def github_with(
    file: Path, repository: str, now: datetime = NOW, attachments: Path | None = None
) -> Iterator[str]:
    """
    Emulate GitHub with the threads of a file in a process of its own; give its address.

    `attachments` is a folder with what people attached to their posts.
    """
    owner, name = repository.split("/")
    command = (
        *(sys.executable, "-m", "github_emulator", "--load", str(file), "--owner", owner),
        *("--name", name, "--port", "0", "--now", now.isoformat(), "--points", "1000000"),
        *(("--attachments", str(attachments)) if attachments else ()),
    )
    environment = _environment({"PYTHONPATH": str(ROOT / "tests"), "PYTHONUNBUFFERED": "1"})
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "emulator.log"
        with log.open("wb") as output:
            process = subprocess.Popen(command, env=environment, stdout=output, stderr=output)
        try:
            yield _address_of(process, log)
        finally:
            process.terminate()
            process.wait()


def machine() -> str:
    """Say on what was measured, and with which Python."""
    names = [
        line.partition(":")[2].strip()
        for line in _lines_of(Path("/proc/cpuinfo"))
        if line.startswith("model name")
    ]
    name = names[0] if names else platform.processor() or platform.machine()
    return f"{name}, {os.cpu_count()} cores; Python {platform.python_version()}."


def _environment(given: Mapping[str, str]) -> dict[str, str]:
    """Keep what a shell has, but no token, no other GitHub and no workflow."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("GITHUB_", "WALL_")) and name != "PYTHONPATH"
    }
    return {**kept, "NO_PROXY": "*", "no_proxy": "*", "GITHUB_TOKEN": TOKEN, **given}


def _address_of(process: subprocess.Popen[bytes], log: Path) -> str:
    deadline = time.monotonic() + _LOADS_IN
    while process.poll() is None and time.monotonic() < deadline:
        if found := re.search(r"GitHub emulator at (\S+)", log.read_text("utf-8", "replace")):
            return found[1]
        time.sleep(0.05)
    raise BenchError(f"The emulated GitHub did not start:\n{log.read_text('utf-8', 'replace')}")


def _lines_of(file: Path) -> list[str]:
    return file.read_text("utf-8").splitlines() if file.is_file() else []
