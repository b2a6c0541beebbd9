"""
A recorded history lived through on an emulated GitHub, with a sync after each change.

    tick ─→ what is new ─→ tick ─→ what is new ─→ … now and then all loops … ─→ the end

Every line of the file is `{"at", "deleted", "thread"}`: the state that a thread took then.
In the end the store must hold what a fresh sync of the last state gives. The points are
told beside those of the usual way: ask what changed, then fetch each such thread whole.
"""

import json
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path

from conversation_wall.config import Source
from conversation_wall.github.interchange import write_threads
from conversation_wall.github.sync import Options, Summary, sync
from conversation_wall.github.transport import GitHubTransport
from conversation_wall.store import Store
from github_emulator import Emulator
from github_emulator.loading import read_lines

from .running import TOKEN
from .tables import table

_COMMENTS_A_PAGE = 100
_AN_HOUR = 1_000_000
_HEADS = ("Way", "runs", "threads read", "points")


@dataclass(slots=True)
class Tally:
    """Runs of one way to follow a history, the threads that they read, and their points."""

    runs: int = 0
    threads: int = 0
    points: int = 0

    def add(self, threads: int, points: int) -> None:
        """Count one more run."""
        self.runs += 1
        self.threads += threads
        self.points += points


@dataclass(frozen=True, slots=True)
class Replay:
    """What came of a history: how long it was, what each way took, and whether all is right."""

    first: str
    last: str
    news: Tally
    loops: Tally
    usual: Tally
    is_same: bool
    seconds: float


def replay(file: Path, folder: Path, days_between: int, ticks: int | None = None) -> Replay:
    """
    Live through a history, or its first `ticks`; work in a folder.

    What is new is read after each tick, and all loops go every so many days, and in the end.
    """
    began = time.perf_counter()
    news, loops, usual = Tally(), Tally(), Tally()
    changes = _changes(file)
    with (
        Emulator(points_an_hour=_AN_HOUR) as github,
        Store.open(folder / "store.sqlite3", create=True) as store,
    ):
        times, looped_at = [], None
        for at in islice(github.replay(file), ticks):
            now = datetime.fromisoformat(at)
            is_due = looped_at is None or now - looped_at >= timedelta(days=days_between)
            summary = _sync(github, store, Options(news_only=not is_due))
            (loops if is_due else news).add(summary.threads, summary.points)
            looped_at = now if is_due else looped_at
            usual.add(*next(changes))
            times.append(at)
        github.clock.move(days=1)
        summary = _sync(github, store, Options())
        loops.add(summary.threads, summary.points)
        is_same = _exported(store) == _fresh(github, folder)
    return Replay(times[0], times[-1], news, loops, usual, is_same, time.perf_counter() - began)


def report(found: Replay) -> str:
    """Write a table of what each way took, and how it ended."""
    rows = [
        (name, f"{tally.runs:,}", f"{tally.threads:,}", f"{tally.points:,}")
        for name, tally in (
            ("what is new, at each change", found.news),
            ("all loops, now and then", found.loops),
            ("usual: each changed thread whole", found.usual),
        )
    ]
    end = "is what a fresh sync gives" if found.is_same else "DIFFERS from a fresh sync"
    return "\n\n".join(
        [
            table(_HEADS, rows),
            f"From {found.first} to {found.last}, in {found.seconds:.0f} s. The end {end}.",
        ]
    )


def _changes(file: Path) -> Iterator[tuple[int, int]]:
    """Give of each tick how many threads changed, and the points to fetch each of them whole."""
    at, threads, points = "", 0, 1
    for line in read_lines(file):
        state = json.loads(line)
        if at and state["at"] != at:
            yield threads, points
            threads, points = 0, 1
        at = state["at"]
        threads += 1
        points += max(1, -(-len(state["thread"]["comments"]) // _COMMENTS_A_PAGE))
    yield threads, points


def _sync(github: Emulator, store: Store, options: Options) -> Summary:
    (repository,) = {one.full_name for one in github.state.repositories.values()}
    return sync(store, (Source(repository),), GitHubTransport(TOKEN, github.url), options)


def _fresh(github: Emulator, folder: Path) -> bytes:
    with Store.open(folder / "fresh.sqlite3", create=True) as store:
        _sync(github, store, Options())
        return _exported(store)


def _exported(store: Store) -> bytes:
    path = store.path.with_suffix(".ndjson")
    write_threads(path, store.load_threads())
    return path.read_bytes()
