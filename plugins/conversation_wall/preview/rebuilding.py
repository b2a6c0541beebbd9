"""
Each build in a process of its own, which has loaded everything before it is told to.

    Builder ──order──► process: settings ──inputs──► watcher
                                build    ──outcome─► server      (then the next process loads)

So every build reads settings, plugins and templates as they are now, a build is as fast
as one without loading, and nothing that the owner's code does can end the preview.
"""

import hashlib
import io
import multiprocessing
import signal
import traceback
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlsplit

from ..errors import WallError
from .faults import Fault
from .watching import Inputs

PACKAGE = Path(__file__).resolve().parent.parent
TITLE = "The wall cannot be built"
# Compiled templates lie below the folder of the preview's builds.
_COMPILED = "templates"


@dataclass(frozen=True, slots=True)
class Order:
    """What to build: the preview, whose pages name this machine as their address."""

    settings_file: Path
    store: Path | None
    folder: Path
    output: Path
    origin: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a build ended: with a site below a path, or with a fault."""

    base: str = ""
    pages: int = 0
    notes: tuple[str, ...] = ()
    fault: Fault | None = None


class Builder:
    """A process that builds once, when it is told; the next one loads meanwhile."""

    def __init__(self) -> None:
        """Begin to load."""
        self._load()

    def __enter__(self) -> Self:
        """Give the builder itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the process."""
        self._end()

    def build(self, order: Order, tell_inputs: Callable[[Inputs], None]) -> Outcome:
        """Build, and tell what is read as soon as the settings say it."""
        try:
            self._pipe.send(order)
            while not isinstance(told := self._pipe.recv(), Outcome):
                tell_inputs(told)
        except (EOFError, OSError):
            self._process.join()
            code = self._process.exitcode
            told = Outcome(fault=Fault(TITLE, f"The build stopped without a word (code {code})."))
        self.reload()
        return told

    def reload(self) -> None:
        """Load everything anew: the wall's own code has changed, or a build is over."""
        self._end()
        self._load()

    def _load(self) -> None:
        # Not forked: this process has threads. And Windows has only this.
        context = multiprocessing.get_context("spawn")
        self._pipe, end = context.Pipe()
        self._process = context.Process(target=_work, args=(end,), daemon=True)
        self._process.start()
        end.close()

    def _end(self) -> None:
        self._process.terminate()
        self._process.join()
        self._pipe.close()


def first_inputs(order: Order) -> Inputs:
    """Give what is watched before the settings could be read, and always."""
    folder = order.settings_file.resolve().parent
    # The settings may be made of several files.
    beside = {order.settings_file.resolve(), *folder.glob("*.py")}
    store = () if order.store is None else _files_of(order.store.resolve())
    return Inputs((PACKAGE,), (*sorted(beside), *store), (order.folder,))


def _work(pipe: Connection) -> None:
    """Load what a build needs, wait for the order, and build."""
    # Ctrl-C goes to every process of a terminal; this one is ended by the first.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    from ..pelican_adapter import building  # noqa: F401, PLC0415

    try:
        order = pipe.recv()
    except EOFError:
        return
    # Pelican and the owner's code may print; the preview has its own words.
    with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
        outcome = _outcome(order, pipe.send)
    pipe.send(outcome)


def _outcome(order: Order, tell_inputs: Callable[[Inputs], None]) -> Outcome:
    try:
        return _build(order, tell_inputs)
    except WallError as error:
        return Outcome(fault=Fault(TITLE, str(error)))
    # Templates, plugins and settings are the owner's code: they may raise anything.
    except (Exception, SystemExit) as error:  # noqa: BLE001
        place = traceback.extract_tb(error.__traceback__)[-1]
        message = (
            f"{type(error).__name__}: {error} (in {place.filename}, line {place.lineno}). "
            "Mend it there, or in the template that led there, then save."
        )
        return Outcome(fault=Fault(TITLE, message, traceback.format_exc()))


def _build(order: Order, tell_inputs: Callable[[Inputs], None]) -> Outcome:
    from ..pelican_adapter.building import build_from, load_settings  # noqa: PLC0415
    from ..pelican_adapter.generator import PREVIEW, check_site_url  # noqa: PLC0415

    overrides: dict[str, object] = {PREVIEW: True}
    if order.store is not None:
        overrides["WALL_STORE"] = str(order.store.resolve())
    settings = load_settings(order.settings_file, overrides)
    tell_inputs(_inputs_of(settings, order))
    base = urlsplit(check_site_url(settings["SITEURL"])).path
    settings["SITEURL"] = order.origin + base
    settings["JINJA_ENVIRONMENT"] = _with_cache(settings["JINJA_ENVIRONMENT"], order.folder)
    built = build_from(settings, order.settings_file, order.output)
    return Outcome(base, built.count_pages(), built.notes)


def _inputs_of(settings: dict[str, Any], order: Order) -> Inputs:
    first = first_inputs(order)
    names = ("PATH", "THEME", "THEME_TEMPLATES_OVERRIDES", "PLUGIN_PATHS")
    folders = [path for name in names for path in _paths(settings[name])]
    files = [path for name in ("WALL_LOGO", "WALL_STYLE") for path in _paths(settings.get(name))]
    files += _files_of(Path(settings["WALL_STORE"]))
    # The site that is published may be built meanwhile, and may lie in one of these.
    output = Path(settings["OUTPUT_PATH"]).resolve()
    ignored = (*first.ignored, output, output.with_name(f".{output.name}-"))
    return Inputs(
        tuple(dict.fromkeys((*first.folders, *folders))),
        tuple(dict.fromkeys((*first.files, *files))),
        ignored,
    )


def _paths(value: Any) -> list[Path]:
    values = value if isinstance(value, list | tuple) else [value] if value else []
    return [Path(one).resolve() for one in values]


def _files_of(store: Path) -> tuple[Path, Path]:
    """Give the files of a store: SQLite may write beside it first."""
    return store, store.with_name(f"{store.name}-wal")


def _with_cache(environment: dict[str, Any], folder: Path) -> dict[str, Any]:
    """Keep compiled templates from one process to the next: half of a small build's time."""
    from jinja2 import FileSystemBytecodeCache  # noqa: PLC0415

    # Jinja knows a template by its text, but not by the options it was compiled with.
    options = hashlib.sha256(repr(sorted(environment.items())).encode()).hexdigest()[:12]
    place = folder / _COMPILED / options
    place.mkdir(parents=True, exist_ok=True)
    return environment | {"bytecode_cache": FileSystemBytecodeCache(str(place))}
