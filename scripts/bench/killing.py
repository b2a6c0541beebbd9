"""
A wall that is killed at any moment, and run again.

    GitHub as it was ─ sync, build ─→ a wall ─┬─ sync, build ─────────────→ expected
                     GitHub as it is now ─────┼─ killed, sync, build ─────→ the same?
                                              └─ sync, killed, build ─────→ the same?

And a wall that was never filled, likewise. Both clocks of GitHub are frozen. What lies in
the output folder after the kill must be whole pages, of before or of after; what lies
there in the end, and what `wall export` writes, must be what it would be without a kill.
"""

import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from random import Random

from PIL import Image

from .dying import run_until
from .making import NOW, REPOSITORY, Node, Plan, make, write
from .running import BenchError, a_wall, github_with
from .tables import table

_HEADS = ("Killed in", "moments", "killed at", "the same afterwards", "seconds")
LATER = NOW + timedelta(days=2)

_FAULTS_TOLD = 3
_OLD, _NEW = "11111111-then", "22222222-now"
_UPLOADS = "https://github.com/user-attachments/assets/"
_EXPORT = "all.ndjson"


@dataclass(frozen=True, slots=True)
class Case:
    """A wall in a folder to be copied, the command that is killed, and what must come of it."""

    name: str
    start: Path
    command: str
    address: str
    moments: int
    expected: dict[str, bytes]


@dataclass(slots=True)
class Outcome:
    """What came of the kills in one case; faults are told by the moment."""

    case: Case
    kills: int = 0
    seconds: float = 0
    faults: list[str] = field(default_factory=list)


def kill_all(points: int, threads: int, seed: int) -> list[Outcome]:
    """Kill walls at so many moments, spread over all cases, and look what comes of each."""
    random = Random(seed)
    with tempfile.TemporaryDirectory() as name, prepared(Path(name), threads) as cases:
        share = -(-points // len(cases))
        return [
            kill(case, spread(case.moments, share, random), Path(name) / "trial") for case in cases
        ]


@contextmanager
def prepared(folder: Path, threads: int) -> Iterator[tuple[Case, ...]]:
    """Make the walls, each as it is before it is killed, and as it must be in the end."""
    before = [
        *make(Plan(threads, "Issue")),
        *make(Plan(threads, "Discussion", first=threads + 1)),
    ]
    pictures = folder / "pictures"
    pictures.mkdir()
    for name, colour in ((_OLD, "red"), (_NEW, "green")):
        Image.new("RGB", (60, 40), colour).save(pictures / f"{name}.png")
    before[1]["body"] = f"![then]({_UPLOADS}{_OLD})"
    write(folder / "before.ndjson", before)
    write(folder / "after.ndjson", [*changed(before), *make(Plan(3, first=2 * threads + 1))])
    empty = a_wall(folder / "empty", REPOSITORY, SITEURL="")
    with ExitStack() as stack:
        was = stack.enter_context(github_with(folder / "before.ndjson", REPOSITORY, NOW, pictures))
        now = stack.enter_context(github_with(folder / "after.ndjson", REPOSITORY, LATER, pictures))
        filled = copy(empty, folder / "filled")
        for command in ("sync", "build"):
            finish(filled, command, was)
        synced = copy(filled, folder / "synced")
        finish(synced, "sync", now)
        yield tuple(
            Case(name, start, command, now, *live_on(copy(start, folder / "done"), command, now))
            for name, start, command in (
                ("the first sync", empty, "sync"),
                ("a later sync", filled, "sync"),
                ("the first build", unbuilt(synced, folder / "unbuilt"), "build"),
                ("a later build", synced, "build"),
            )
        )


def changed(nodes: list[Node]) -> Iterator[Node]:
    """Give conversations as they are some days later: edited, answered, closed, gone."""
    for place, node in enumerate(nodes):
        stamp = {"updatedAt": NOW.strftime("%Y-%m-%dT%H:%M:%SZ")}
        match place % 8:
            case 0:
                continue
            case 1:
                yield node | stamp | {"body": f"Still so. ![now]({_UPLOADS}{_NEW})"}
            case 2:
                # Hiding moves no time: only the loops find it.
                hidden = {"isMinimized": True, "minimizedReason": "spam"}
                yield node | {"comments": [one | hidden for one in node["comments"]]}
            case 3:
                yield node | stamp | {"comments": node["comments"][:1]}
            case _:
                yield node


def live_on(folder: Path, command: str, address: str) -> tuple[int, dict[str, bytes]]:
    """Run a wall from a command on to its end; give the moments of that one, and what there is."""
    moments = finish(folder, command, address)
    return moments, conclude(folder, command, address)


def conclude(folder: Path, command: str, address: str) -> dict[str, bytes]:
    """Run what follows a command, and give every file but the store, in place of it the export."""
    if command == "sync":
        finish(folder, "build", address)
    finish(folder, "export", address)
    files = files_of(folder)
    shutil.rmtree(folder)
    return files


def kill(case: Case, moments: list[int], folder: Path) -> Outcome:
    """Kill a wall at each of these moments, and look what came of it."""
    outcome, began = Outcome(case), time.perf_counter()
    before = files_of(case.start)
    for moment in moments:
        wall = copy(case.start, folder)
        died = run_until(wall, arguments_of(case.command), environment_of(case.address), moment)
        if died.code == 0:
            # Images are fetched side by side, so a run has a few moments more, or less.
            continue
        if not died.is_killed:
            raise BenchError(f"{case.name} failed before {moment} ({died.code}):\n{died.said}")
        where = f"{case.name}, moment {moment} of {case.moments}"
        torn = [
            name
            for name, content in files_of(wall).items()
            if name.startswith("output/")
            and content not in (before.get(name), case.expected.get(name))
        ]
        outcome.faults += [f"{where}: {name} was half written" for name in torn]
        finish(wall, case.command, case.address)
        found = conclude(wall, case.command, case.address)
        outcome.faults += [f"{where}: {fault}" for fault in differences(case.expected, found)]
        outcome.kills += 1
    outcome.seconds = time.perf_counter() - began
    return outcome


def differences(expected: dict[str, bytes], found: dict[str, bytes]) -> list[str]:
    """Name some of the files that are missing, too many, or other than they should be."""
    faults = [
        f"{name} {'is missing' if name not in found else 'is left over'}"
        if (name in found) != (name in expected)
        else f"{name} differs"
        for name in sorted({*expected, *found})
        if expected.get(name) != found.get(name)
    ]
    return faults[:_FAULTS_TOLD]


def spread(moments: int, count: int, random: Random) -> list[int]:
    """Choose so many moments, one in each of as many equal spans."""
    ends = [moments * place // count for place in range(count + 1)]
    return [random.randint(min(first + 1, last), last) for first, last in pairwise(ends)]


def report(outcomes: list[Outcome]) -> str:
    """Write a table, and every fault."""
    rows = [
        (
            one.case.name,
            f"{one.case.moments:,}",
            str(one.kills),
            str(one.kills - len({fault.partition(":")[0] for fault in one.faults})),
            f"{one.seconds:.0f}",
        )
        for one in outcomes
    ]
    return "\n\n".join([table(_HEADS, rows), *(fault for one in outcomes for fault in one.faults)])


def finish(folder: Path, command: str, address: str) -> int:
    """Run a command to its end, and give how many moments it has."""
    died = run_until(folder, arguments_of(command), environment_of(address))
    if died.code != 0:
        raise BenchError(f"`wall {command}` ended with {died.code}:\n{died.said}")
    return died.moments


def arguments_of(command: str) -> tuple[str, ...]:
    """Give the arguments of a command."""
    return (command, _EXPORT) if command == "export" else (command,)


def environment_of(address: str) -> dict[str, str]:
    """Say where GitHub is."""
    return {"WALL_GITHUB_URL": address, "GITHUB_TOKEN": "ghp_" + "0" * 36, "NO_PROXY": "*"}


def unbuilt(folder: Path, target: Path) -> Path:
    """Copy a wall without its site."""
    copied = copy(folder, target)
    shutil.rmtree(copied / "output")
    return copied


def copy(folder: Path, target: Path) -> Path:
    """Copy a wall."""
    shutil.rmtree(target, ignore_errors=True)
    return Path(shutil.copytree(folder, target))


def files_of(folder: Path) -> dict[str, bytes]:
    """Give all that lies in a wall's folder, but for its store and what locks it."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else b""
        for path in sorted(folder.rglob("*"))
        if not (path.parent == folder / ".wall" and path.is_file())
    }
