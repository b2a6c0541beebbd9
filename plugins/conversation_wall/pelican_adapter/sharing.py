"""
Share work among processes: each is a copy of this one, with all that was gathered.

    share(count, act, jobs) ─→ act(0), act(1), … in whatever order, by whoever is free

Only what an act gives comes back. Where processes cannot be copied, or this one is not the
master of its own, everything is done here.
"""

import gc
import multiprocessing
import sys
from collections.abc import Callable, Iterator
from typing import TypeVar

T = TypeVar("T")

# So many acts are handed out at once: a page takes a millisecond, to ask for it a tenth.
_AT_ONCE = 4

_acting: list[Callable[[int], object]] = []


def share(count: int, act: Callable[[int], T], begin: Callable[[], None], jobs: int) -> Iterator[T]:
    """Give what the acts give; `begin` runs once in each new process, before the first."""
    if jobs < 2 or count <= _AT_ONCE or not _can_copy():  # noqa: PLR2004 - one is no sharing
        yield from map(act, range(count))
        return
    _acting.append(act)
    # What is here already is looked through by nobody, and so copied for nobody.
    gc.collect()
    gc.freeze()
    try:
        with multiprocessing.get_context("fork").Pool(min(jobs, count), begin) as pool:
            for number, given in pool.imap_unordered(_act, range(count), _AT_ONCE):
                # What went wrong is best told by the process that was asked.
                yield act(number) if given is None else given  # type: ignore[misc]
    finally:
        gc.unfreeze()
        _acting.pop()


def _act(number: int) -> tuple[int, object]:
    try:
        return number, _acting[-1](number)
    except Exception:  # noqa: BLE001 - it is done again, and raised, where it was asked for
        return number, None


def _can_copy() -> bool:
    is_own = not multiprocessing.current_process().daemon
    return is_own and sys.platform == "linux"
