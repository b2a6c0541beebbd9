"""
A command of the wall in a process of its own, which kills itself at a given moment.

Moments are counted, not timed, so that each is the same in every run: a statement of SQL,
a request, a file that is opened to be written, and each that is renamed or removed. The
process gets SIGKILL just before: nothing of its own can run any more.
"""

import os
import signal
import sqlite3
import sys
import traceback
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from conversation_wall.cli import build, interchange, sync
from conversation_wall.cli.main import main

# A fork has them all loaded.
LOADED = (build, interchange, sync)

_ACTS = {
    "http.client.send",
    "os.link",
    "os.mkdir",
    "os.remove",
    "os.rename",
    "os.rmdir",
    "os.truncate",
}
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC


@dataclass(frozen=True, slots=True)
class Died:
    """How a command ended: its code, negative for a signal; what it said; its last moment."""

    code: int
    said: str
    moments: int

    @property
    def is_killed(self) -> bool:
        """Tell whether it came to its moment."""
        return self.code == -signal.SIGKILL


def run_until(
    folder: Path, arguments: tuple[str, ...], environment: Mapping[str, str], moment: int = 0
) -> Died:
    """Run a command in a folder up to a moment; without one, to its end."""
    log = folder.with_name(f"{folder.name}.log")
    count = folder.with_name(f"{folder.name}.count")
    count.write_text("0", "ascii")
    process = os.fork()
    if process == 0:
        _live(folder, arguments, environment, (log, count, moment))
    _, status = os.waitpid(process, 0)
    return Died(
        code=os.waitstatus_to_exitcode(status),
        said=log.read_text("utf-8", "replace"),
        moments=int(count.read_text("ascii")),
    )


def _live(
    folder: Path,
    arguments: tuple[str, ...],
    environment: Mapping[str, str],
    fate: tuple[Path, Path, int],
) -> None:
    """Run in the forked process; it never returns."""
    log, count, moment = fate
    code = 1
    try:
        os.chdir(folder)
        os.environ |= environment
        output = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(output, 1)
        os.dup2(output, 2)
        sys.dont_write_bytecode = True
        moments = _Moments(moment)
        sys.addaudithook(moments.notice)
        main(list(arguments))
        code = 0
    except SystemExit as ended:
        code = int(ended.code or 0)
    except Exception:  # noqa: BLE001 - nobody else would tell of it
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        count.write_text(str(moments.count), "ascii")
        os._exit(code)


class _Moments:
    """Counts what a process does to files and to others, up to its last moment."""

    def __init__(self, last: int) -> None:
        self._last = last
        self._process = os.getpid()
        self._new: list[sqlite3.Connection] = []
        self.count = 0

    def notice(self, event: str, arguments: tuple[object, ...]) -> None:
        """Hear of an event from the interpreter."""
        if event in _ACTS:
            self.pass_one()
        elif event == "open":
            flags = arguments[2]
            if isinstance(flags, int) and flags & _WRITES:
                self.pass_one()
        elif event == "sqlite3.connect/handle":
            connection = arguments[0]
            assert isinstance(connection, sqlite3.Connection)
            self._new.append(connection)
            # It is not ready yet, but will be soon.
            sys.setprofile(self._hear_statements)

    def _hear_statements(self, *_: object) -> None:
        """Hear of each statement on the new connections, as soon as they can be asked."""
        with suppress(sqlite3.ProgrammingError):
            while self._new:
                self._new[-1].set_trace_callback(lambda _: self.pass_one())
                self._new.pop()
            sys.setprofile(None)

    def pass_one(self) -> None:
        """Let a moment pass, unless it is the last."""
        self.count += 1
        if self.count == self._last:
            # It may be one of the processes that a build shares its work among.
            os.kill(self._process, signal.SIGKILL)
