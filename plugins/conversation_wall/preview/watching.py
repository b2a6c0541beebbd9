"""
What is watched, and what of it was changed.

    folders   whole trees: content, theme, templates of one's own, plugins
    files     one by one: settings, logo, sheet, store

A file is watched through the folder it lies in, since editors put a new file in the place
of the old one; what does not exist yet, through the nearest folder that does.
"""

import queue
import threading
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

import watchfiles

# So long it must be quiet after a change, in milliseconds: `git checkout` is one change.
_QUIET = 50
# A console of Windows hears Ctrl-C only between two waits; in seconds.
_TURN = 1.0


@dataclass(frozen=True, slots=True)
class Inputs:
    """What a build is made from; what begins like one of `ignored` is what builds make."""

    folders: tuple[Path, ...]
    files: tuple[Path, ...]
    ignored: tuple[Path, ...] = ()


class Watcher:
    """Watches the inputs of the last build, in two threads for each time they changed."""

    def __init__(self) -> None:
        """Watch nothing yet."""
        self._changes: queue.SimpleQueue[set[Path]] = queue.SimpleQueue()
        self._before, self._stop = threading.Event(), threading.Event()
        self._watched: object = None
        self._marks: dict[Path, object] = {}

    def __enter__(self) -> Self:
        """Give the watcher itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop watching."""
        self._before.set()
        self._stop.set()

    def watch(self, inputs: Inputs) -> None:
        """Watch these from now on; a file as it is now is no change."""
        # Those before the last go now: what the last ones had not begun to see, these saw.
        self._before.set()
        self._marks = {file: _mark(file) for file in inputs.files}
        named = (*inputs.files, *inputs.folders)
        folders = set(filter(Path.is_dir, inputs.folders))
        around = {_nearest(path) for path in named}
        absent = {one for path in named for one in (path, *path.parents) if not one.exists()}
        if self._watched == (inputs, folders, around, absent):
            return
        self._before, self._stop = self._stop, threading.Event()
        self._start(folders, _Trees(inputs.ignored), recursive=True)
        self._start(around, _Wanted((*inputs.files, *absent)), recursive=False)
        self._watched = (inputs, folders, around, absent)

    def wait(self) -> set[Path]:
        """Wait for the next change, and give all that was changed."""
        while True:
            try:
                changed = self._changes.get(timeout=_TURN)
                while not self._changes.empty():
                    changed |= self._changes.get()
            except queue.Empty:
                continue
            # Reading a store, or only touching a file, changes nothing.
            if changed := {path for path in changed if self._marks.get(path, ()) != _mark(path)}:
                return changed

    def _start(
        self, paths: Iterable[Path], chosen: watchfiles.BaseFilter, *, recursive: bool
    ) -> None:
        if not (roots := sorted(paths)):
            return
        stop = self._stop

        def look() -> None:
            for changes in watchfiles.watch(
                *roots,
                watch_filter=chosen,
                step=_QUIET,
                stop_event=stop,
                recursive=recursive,
                raise_interrupt=False,
                ignore_permission_denied=True,
            ):
                self._changes.put({Path(path) for _, path in changes})

        threading.Thread(target=look, daemon=True).start()


class _Trees(watchfiles.DefaultFilter):
    """Everything but what editors, Python and builds leave there."""

    def __init__(self, ignored: tuple[Path, ...]) -> None:
        super().__init__(ignore_paths=ignored)


class _Wanted(watchfiles.DefaultFilter):
    """The named files, and the folders in which they will be."""

    def __init__(self, wanted: Iterable[Path]) -> None:
        super().__init__()
        self._names = set(map(str, wanted))

    def __call__(self, change: watchfiles.Change, path: str) -> bool:
        """Tell whether a change is one of what is wanted."""
        return path in self._names and super().__call__(change, path)


def _mark(file: Path) -> object:
    """Give what is another after each change of a file."""
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns


def _nearest(path: Path) -> Path:
    """Give the nearest folder around a path that exists."""
    return next(folder for folder in path.parents if folder.is_dir())
