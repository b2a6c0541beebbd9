"""
Whether anything has changed since a site was built: if nothing has, nothing is to be done.

    sign of what a build reads: settings, store, content, theme, code ─┐
    state of every file that it made                                  ─┴→ a seal, beside the store

A build is a function of what it reads, so the same sign and untouched files mean the same site.
Files are known by size and times (that of their last change cannot be set), folders by all
that is in them; what changed in this very moment could change once more unseen, and is not
signed. Where another plugin of Pelican's takes part, nobody can know what it reads,
and there is no seal.
"""

import os
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from hashlib import blake2b
from importlib.util import find_spec
from pathlib import Path

import msgspec

from ..config import Config

PACKAGE = Path(__file__).resolve().parent.parent

# The output folders of which a seal is kept.
_MOST = 4
_ENVIRONMENT = ("TZ", "LANG", "LANGUAGE")
# File systems note times no finer than this, in nanoseconds.
_TICK = 20_000_000
_ALONE = ["conversation_wall"]

# Size, and when content and state last changed.
_State = tuple[int, int, int]


class Seal(msgspec.Struct, frozen=True):
    """What a build read, what it made, and what it said."""

    sign: bytes
    files: dict[str, _State]
    notes: tuple[str, ...]

    def is_whole(self, folder: Path) -> bool:
        """Tell whether every file is still as it was made."""
        start = f"{folder}{os.sep}"
        return all(_state_of(start + name) == state for name, state in self.files.items())

    def count_pages(self) -> int:
        """Count the pages."""
        return sum(name.endswith(".html") for name in self.files)


def sign_of(
    settings_file: Path, settings: Mapping[str, object], config: Config, given: object
) -> bytes | None:
    """
    Sign all that a build reads; None where nobody knows what that is.

    `given` are the options of the command.
    """
    plugins = settings.get("PLUGINS")
    if not isinstance(plugins, list | tuple) or list(plugins) != _ALONE:
        return None
    here = settings_file.resolve().parent
    theme = _theme(here, str(settings.get("THEME", "")))
    if theme is None:
        return None
    overrides = settings.get("THEME_TEMPLATES_OVERRIDES") or ()
    templates = overrides if isinstance(overrides, list | tuple) else ()
    folders = (
        PACKAGE,
        theme,
        here / str(settings.get("PATH", ".")),
        *(here / str(folder) for folder in templates),
        config.store.with_name(f"{config.store.name}.images"),
    )
    files = (
        *sorted(here.glob("*.py")),
        *(config.store.with_name(config.store.name + end) for end in ("", "-wal", "-journal")),
        *(path for path in (config.logo, config.style) if path),
    )
    states = [
        *((file, state) for folder in folders for file, state in _states_in(folder)),
        *((str(file), _state_of(str(file))) for file in files),
    ]
    newest = max((state[2] for _, state in states if state), default=0)
    if newest >= time.time_ns() - _TICK:
        return None
    rest = (
        given,
        sys.version,
        sorted(map(repr, settings.items())),
        sorted((name, value) for name, value in os.environ.items() if _matters(name)),
        sorted(_libraries()),
    )
    read = repr((states, rest)).encode("utf-8", "surrogatepass")
    return blake2b(read, digest_size=16).digest()


def load_seal(store: Path, target: Path) -> Seal | None:
    """Give the seal of the site in a folder."""
    return _load(store).get(str(target))


def save_seal(store: Path, target: Path, seal: Seal) -> None:
    """Keep the seal of the site in a folder."""
    others = {name: kept for name, kept in _load(store).items() if name != str(target)}
    seals = {str(target): seal, **dict([*others.items()][: _MOST - 1])}
    path = _path(store)
    unfinished = path.with_name(f"{path.name}.part")
    try:
        unfinished.write_bytes(msgspec.msgpack.encode(seals))
        unfinished.replace(path)
    except OSError:
        # Without it the next build does more than it must.
        return


def seal_of(sign: bytes, folder: Path, names: Iterable[str], notes: tuple[str, ...]) -> Seal | None:
    """Make the seal of a site that was just built; None where a file has gone already."""
    states = {name: _state_of(f"{folder}{os.sep}{name}") for name in sorted(names)}
    files = {name: state for name, state in states.items() if state}
    return Seal(sign, files, notes) if len(files) == len(states) else None


def _load(store: Path) -> dict[str, Seal]:
    try:
        return msgspec.msgpack.decode(_path(store).read_bytes(), type=dict[str, Seal])
    except (OSError, msgspec.DecodeError):
        return {}


def _path(store: Path) -> Path:
    return store.with_name(f"{store.name}-seals")


def _theme(here: Path, name: str) -> Path | None:
    """Find the theme where Pelican does: a folder, or one of those that are installed."""
    if not name:
        return None
    if (here / name).is_dir():
        return here / name
    pelican = find_spec("pelican")
    places = list(pelican.submodule_search_locations or ()) if pelican else []
    found = (Path(place, "themes", name) for place in places)
    return next((theme for theme in found if theme.is_dir()), None)


def _matters(name: str) -> bool:
    return name in _ENVIRONMENT or name.startswith(("LC_", "WALL_", "PELICAN"))


def _libraries() -> Iterator[str]:
    """Name what is installed, with versions."""
    for place in sys.path:
        if Path(place).is_dir():
            yield from (each.name for each in Path(place).glob("*.dist-info"))


def _states_in(folder: Path) -> Iterator[tuple[str, _State | None]]:
    """Give every file of a folder; compiled Python is none."""
    for path, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        for name in sorted(names):
            file = f"{path}{os.sep}{name}"
            yield file, _state_of(file)


def _state_of(file: str) -> _State | None:
    try:
        found = os.stat(file)  # noqa: PTH116 - of thousands of files
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns, found.st_ctime_ns
