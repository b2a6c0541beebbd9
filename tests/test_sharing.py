"""Work is shared among processes, of which none is waited for in vain, and none is left behind."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from conversation_wall.errors import WallError
from conversation_wall.site.sharing import share

ROOT = Path(__file__).resolve().parent.parent
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="only Linux copies processes here")
SHARES = f"""
import os, sys, time
sys.path.insert(0, {str(ROOT / "plugins")!r})
from conversation_wall.site.sharing import share

def act(number):
    if number == 0:
        print(os.getpid(), flush=True)
    time.sleep(60)

list(share(40, act, lambda: None, 2))
"""


def nothing() -> None:
    """Begin without preparing anything."""


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_all_acts_are_done(jobs: int) -> None:
    """Whoever does them, each is done once."""
    assert [number * 2 for number in range(30)] == sorted(
        share(30, lambda number: number * 2, nothing, jobs)
    )


def test_mistake_is_told_where_it_was_asked_for() -> None:
    """What goes wrong in another process goes wrong here."""
    with pytest.raises(ZeroDivisionError):
        list(share(30, lambda number: 1 // (number - 7), nothing, 2))


@LINUX
def test_process_that_is_killed_is_told() -> None:
    """Where memory is short the system kills one of them: that ends the work, with advice."""
    master = os.getpid()

    def act(number: int) -> int:
        if number == 11 and os.getpid() != master:
            os.kill(os.getpid(), signal.SIGKILL)
        return number

    with pytest.raises(WallError, match=r"ended from outside.*--jobs 1"):
        list(share(30, act, nothing, 2))


@LINUX
def test_no_process_outlives_its_master() -> None:
    """A build that is killed writes nothing more, by none of its processes."""
    command = (sys.executable, "-c", SHARES)
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout
        number = int(process.stdout.readline())
        is_there = is_alive(number)
        process.kill()
    until = time.monotonic() + 20
    while is_alive(number) and time.monotonic() < until:
        time.sleep(0.02)

    assert (True, False) == (is_there, is_alive(number))


def is_alive(number: int) -> bool:
    """Tell whether a process is there, and has not ended."""
    try:
        state = Path(f"/proc/{number}/stat").read_text("utf-8").rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state not in "ZX"
