"""
What one text of the worst kind takes: alone, and all of them together on one wall.

    measure(texts)  ─→ one Taken for each text: rendered alone, and as every post of a wall

Each runs in a process of its own, forked from one in which all is loaded and stopped by the
system beyond its bounds; what it takes is more than what the same wall takes with a word.
"""

import json
import os
import resource
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from builders import a_post, a_thread
from conversation_wall.github.nodes import thread_node
from conversation_wall.records import ReactionRecord, ThreadRecord
from conversation_wall.site.markup import RenderContext, render
from sites import a_wall, run_wall, succeed

from .tables import table

SECONDS, MEGABYTES = 1.0, 200
# A process beyond these is stopped, so that none takes the machine with it.
STOP_SECONDS, STOP_MEGABYTES = 20, 2_000
REACTIONS = 10_000

# Each text is so many posts of its wall.
_POSTS = 4
_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Taken:
    """
    What a text took, in seconds of CPU and MB at the most: rendered, and each time on a wall.

    `code` is not 0 where the process was stopped, or did not end well.
    """

    name: str
    alone: float
    on_wall: float
    peak: float
    code: int = 0

    @property
    def is_kept(self) -> bool:
        """Whether it stays within the bounds."""
        return not self.code and max(self.alone, self.on_wall) < SECONDS and self.peak < MEGABYTES


def measure(texts: Iterable[tuple[str, str]]) -> Iterator[Taken]:
    """Measure each text; the last is all of them on one wall."""
    word = _on_wall([_thread_of("a word", 1)])
    threads: list[ThreadRecord] = []
    for number, (name, text) in enumerate(texts, start=1):
        thread = _thread_of(text, number)
        threads.append(thread)
        alone = _fork(partial(_render, text))
        wall = _on_wall([thread])
        yield Taken(
            name,
            alone.seconds,
            max(0.0, wall.seconds - word.seconds) / _POSTS,
            max(alone.peak, wall.peak),
            alone.code or wall.code,
        )
    together = _on_wall(threads)
    share = max(0.0, together.seconds - word.seconds) / (_POSTS * max(1, len(threads)))
    yield Taken("all together, each", 0.0, share, together.peak, together.code)


def report(taken: list[Taken]) -> str:
    """Write a table of the worst, and of what is beyond the bounds."""
    *each, together = taken
    worst = sorted(each, key=lambda it: -max(it.alone, it.on_wall))[:_SHOWN]
    beyond = [it for it in each if not it.is_kept and it not in worst]
    largest = max(each, key=lambda it: it.peak)
    rows = [
        (
            it.name,
            f"{it.alone:.3f}",
            f"{it.on_wall:.3f}",
            f"{it.peak:.0f}",
            "" if it.is_kept else "NO",
        )
        for it in dict.fromkeys((*worst, *beyond, largest, together))
    ]
    head = (f"The worst of {len(each)} texts", "alone, s", "on a wall, s", "MB", "kept")
    return table(head, rows)


@dataclass(frozen=True, slots=True)
class _Ran:
    seconds: float
    peak: float
    code: int


def _thread_of(text: str, number: int) -> ThreadRecord:
    """Make a text the opening post, a comment, an answer and a reply, loved by ten thousand."""
    opening = replace(a_post(text), reactions=(ReactionRecord("THUMBS_UP", REACTIONS),))
    many = tuple(ReactionRecord(f"KIND_{n}", n) for n in range(REACTIONS)) if number == 1 else ()
    return a_thread(
        number=number,
        title=text,
        opening=opening,
        comments=[
            replace(a_post(text, by="dora", day=2), reactions=many),
            a_post(text, by="ada", day=3, replies=[a_post(text, day=4)]),
        ],
    )


def _render(text: str) -> None:
    render(text, RenderContext("c-1", "hollin/coffee"))


def _on_wall(threads: list[ThreadRecord]) -> _Ran:
    folder = Path(tempfile.mkdtemp())
    try:
        a_wall(folder)
        return _fork(lambda: _import_and_build(folder, threads))
    finally:
        shutil.rmtree(folder)


def _import_and_build(folder: Path, threads: list[ThreadRecord]) -> None:
    # With every character referred to, a line can hold what is no text at all.
    lines = "".join(f"{json.dumps(thread_node(thread))}\n" for thread in threads)
    (folder / "threads.ndjson").write_text(lines, "ascii")
    succeed(run_wall(folder, "import", "threads.ndjson"))
    succeed(run_wall(folder, "build"))


def _fork(work: Callable[[], object]) -> _Ran:
    """Do something in a process of its own, and say what it took."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            resource.setrlimit(resource.RLIMIT_CPU, (STOP_SECONDS, STOP_SECONDS))
            limit = STOP_MEGABYTES * 1024 * 1024
            resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
            work()
            code = 0
        finally:
            # Nothing of the parent is to be closed or written twice.
            os._exit(code)
    _, status, usage = os.wait4(child, 0)
    return _Ran(
        usage.ru_utime + usage.ru_stime,
        usage.ru_maxrss / 1024,
        os.waitstatus_to_exitcode(status),
    )
