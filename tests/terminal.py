"""A person at a terminal: types answers into a command, and reads what is on the screen."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from sites import ROOT, Ended

_GOODBYE = ("\x04", "\x04")


def talk(folder: Path, arguments: Sequence[str | Path], answers: Sequence[str]) -> Ended:
    """Run `wall` on a terminal of its own and answer what it asks; `out` is the screen."""
    pty = pytest.importorskip("pty", reason="this system has no terminals to imitate")
    keyboard, screen = pty.openpty()
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": "100"}
    environment = {k: v for k, v in environment.items() if k not in ("NO_COLOR", "GITHUB_ACTIONS")}
    with subprocess.Popen(
        (sys.executable, ROOT / "scripts" / "wall.py", *arguments),
        cwd=folder,
        env=environment,
        stdin=screen,
        stdout=screen,
        stderr=screen,
        start_new_session=True,
    ) as process:
        os.close(screen)
        # Ctrl-D at the end: a question too many is a test that fails, not one that waits.
        os.write(keyboard, "".join(f"{answer}\n" for answer in (*answers, *_GOODBYE)).encode())
        shown = b"".join(iter(lambda: _read(keyboard), b""))
    os.close(keyboard)
    return Ended(process.returncode, shown.decode("utf-8").replace("\r\n", "\n"), "")


def _read(keyboard: int) -> bytes:
    try:
        return os.read(keyboard, 4096)
    except OSError:
        # Linux says so where others give nothing: the other side is closed.
        return b""
