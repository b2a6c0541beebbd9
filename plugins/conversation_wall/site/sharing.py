"""
Share work among processes: each is a copy of this one, with all that was gathered.

    share(count, act, jobs) ─→ act(0), act(1), … made by whoever is free, given in order

Only what an act gives comes back. Where processes cannot be copied, or this one is not the
master of its own, everything is done here. None of them outlives the one that began: what
is killed writes nothing more, and what loses one of its processes does not wait for it.
"""

import ctypes
import gc
import multiprocessing
import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import TypeVar

from ..errors import WallError

T = TypeVar("T")

# So many acts are handed out at once: a page takes a millisecond, to ask for it a tenth.
_AT_ONCE = 4
# So many times for each process, before the first is taken back.
_AHEAD = 8

# Of Linux: the signal that a process gets when the one that began it ends.
_PR_SET_PDEATHSIG = 1

_acting: list[Callable[[int], object]] = []


def share(count: int, act: Callable[[int], T], begin: Callable[[], None], jobs: int) -> Iterator[T]:
    """
    Give what the acts give; `begin` runs once in each new process, before the first.

    Raises `WallError` where one of the processes was ended from outside.
    """
    if jobs < 2 or count <= _AT_ONCE or not _can_copy():  # noqa: PLR2004 - one is no sharing
        yield from map(act, range(count))
        return
    _acting.append(act)
    # What is here already is looked through by nobody, and so copied for nobody.
    gc.collect()
    gc.freeze()
    pool = ProcessPoolExecutor(
        min(jobs, count), multiprocessing.get_context("fork"), _begin, (begin, os.getpid())
    )
    try:
        for number, given in _in_order(pool, count, jobs):
            # What went wrong is best told by the process that was asked.
            yield act(number) if given is None else given  # type: ignore[misc]
    except BrokenProcessPool as error:
        raise WallError(
            "A process that made pages was ended from outside, as happens where memory is short. "
            "The last good site is as it was. Build again, with `wall build --jobs 1` if it "
            "happens again."
        ) from error
    finally:
        pool.shutdown(cancel_futures=True)
        gc.unfreeze()
        _acting.pop()


def _in_order(pool: ProcessPoolExecutor, count: int, jobs: int) -> Iterator[tuple[int, object]]:
    """Hand out a few acts ahead, so that what they give does not pile up."""
    waiting: deque[Future[list[tuple[int, object]]]] = deque()
    for first in range(0, count, _AT_ONCE):
        waiting.append(pool.submit(_act_all, range(first, min(count, first + _AT_ONCE))))
        if len(waiting) >= _AHEAD * jobs:
            yield from waiting.popleft().result()
    while waiting:
        yield from waiting.popleft().result()


def _begin(begin: Callable[[], None], master: int) -> None:
    """Begin a new process, which ends when the master does, however that ends."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != master:
        # It ended before we asked to be told.
        os._exit(1)
    begin()


def _act_all(numbers: range) -> list[tuple[int, object]]:
    return [_act(number) for number in numbers]


def _act(number: int) -> tuple[int, object]:
    try:
        return number, _acting[-1](number)
    except Exception:  # noqa: BLE001 - it is done again, and raised, where it was asked for
        return number, None


def _can_copy() -> bool:
    is_own = not multiprocessing.current_process().daemon
    return is_own and sys.platform == "linux"
