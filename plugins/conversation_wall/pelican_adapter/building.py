"""
A whole build: Pelican into a folder of its own, then into place, file by file.

Every page appears by a rename, so a build that is stopped leaves whole pages; what is
no longer produced is removed, so nothing that was hidden or deleted stays.
"""

import errno
import filecmp
import logging
import os
import shutil
import sqlite3
import traceback
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import TemplateError, TemplateSyntaxError
from pelican import Pelican
from pelican.generators import PelicanTemplateNotFound
from pelican.log import init as init_logging
from pelican.settings import read_settings

from ..config import importable, load_config
from ..config import read_settings as read_own_settings
from ..errors import ConfigError, WallError
from ..site.laps import Laps
from .generator import CONFIG, LAPS, NOTES, OUTPUT
from .output import Output
from .workshop import workshop

# Every wall has this file: a folder with it is one of ours, and may be cleared.
_MARK = ".nojekyll"
_FEWEST_FILES = 4
_UNWRITABLE = {
    *(errno.EACCES, errno.EPERM, errno.EROFS),
    *(errno.ENOSPC, errno.EDQUOT, errno.EFBIG),
}
_UNWRITABLE_BY_SQLITE = ("SQLITE_FULL", "SQLITE_IOERR", "SQLITE_READONLY")


@dataclass(frozen=True, slots=True)
class Built:
    """A site that was built: where it lies, its files, and what its owner should know."""

    folder: Path
    files: frozenset[str]
    notes: tuple[str, ...] = ()

    def count_pages(self) -> int:
        """Count its pages."""
        return sum(name.endswith(".html") for name in self.files)


def build(settings_file: Path, output: Path | None, overrides: Mapping[str, object]) -> Built:
    """Build the site of these settings into its folder; see `load_settings`, `build_from`."""
    return build_from(load_settings(settings_file, overrides), settings_file, output)


def load_settings(settings_file: Path, overrides: Mapping[str, object]) -> dict[str, Any]:
    """
    Read the settings as Pelican does, with every file and folder named by its whole path.

    Raises `ConfigError` with every mistake in the wall's own settings, or with Pelican's.
    """
    # It says in plain words what Pelican would show as a traceback.
    read_own_settings(settings_file)
    try:
        with importable(settings_file.parent):
            settings: dict[str, Any] = read_settings(str(settings_file), override=dict(overrides))
    except ValueError as error:
        raise ConfigError(
            f"Pelican does not take the settings: {error} (in {settings_file}). "
            "Look at PATH and THEME there."
        ) from error
    # Pelican would look for them where the command was called.
    settings["THEME_TEMPLATES_OVERRIDES"] = [
        str(settings_file.resolve().parent / folder)
        for folder in settings["THEME_TEMPLATES_OVERRIDES"]
    ]
    # Nor does it tell the generator where the settings file lies, beside which these are.
    config = load_config(settings, settings_file)
    files = {"WALL_STORE": config.store, "WALL_LOGO": config.logo, "WALL_STYLE": config.style}
    return settings | {name: str(path.resolve()) for name, path in files.items() if path}


def build_from(settings: dict[str, Any], settings_file: Path, output: Path | None) -> Built:
    """
    Build the site of settings that were loaded from this file.

    Raises `ConfigError` where they are wrong or the folder holds something else, and
    `WallError` where Pelican fails; the last good site then stays as it was.
    """
    # Errors end a build; Pelican alone would go on, and publish what is left.
    init_logging(logging.ERROR, fatal="errors", handler=logging.NullHandler())  # type: ignore[no-untyped-call]
    target = Path(output or settings["OUTPUT_PATH"]).resolve()
    _refuse_strange_folder(target)
    beside = Path(settings["WALL_STORE"]).parent
    with _told_if_unwritable(target, beside), workshop(target) as place:
        settings["OUTPUT_PATH"] = str(place.site)
        settings["DELETE_OUTPUT_DIRECTORY"] = False
        settings[OUTPUT] = wall = Output(target, place.made)
        laps = settings.setdefault(LAPS, Laps())
        notes = _run(settings, settings_file)
        laps.end("Pages: laid out, and written")
        files = _publish(place.site, wall)
        laps.end("Moved into place")
    return Built(target, files, notes)


@contextmanager
def _told_if_unwritable(target: Path, beside: Path) -> Iterator[None]:
    """Say in plain words that the disk is full, or a folder not ours to write."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        yield
    except OSError as error:
        if error.errno not in _UNWRITABLE:
            raise
        raise _unwritable(error.strerror, error.filename or target) from error
    except sqlite3.OperationalError as error:
        # What is kept beside the store, to build faster the next time.
        if not error.sqlite_errorname.startswith(_UNWRITABLE_BY_SQLITE):
            raise
        raise _unwritable(error, beside) from error


def _unwritable(reason: object, place: object) -> WallError:
    return WallError(
        f"The site cannot be written: {reason} ({place}). The last good site is still there. Make "
        "room on the disk, or see who may write to the folder, then build again."
    )


def _run(settings: dict[str, object], settings_file: Path) -> tuple[str, ...]:
    """Run Pelican, and give what the wall's generator has noted."""
    with _listening() as heard:
        try:
            pelican = Pelican(settings)  # type: ignore[no-untyped-call]
        except RuntimeError as error:
            # With `fatal` Pelican turns an error that it logs into this.
            raise ConfigError(
                f"Pelican could not start: {heard[-1] if heard else error} (in {settings_file}). "
                "Look at PLUGINS and PLUGIN_PATHS there."
            ) from error
        if CONFIG not in pelican.settings:
            raise ConfigError(
                f"PLUGINS does not name conversation_wall (in {settings_file}), so there is no wall "
                'to build. Add it, like PLUGINS = ["conversation_wall"].'
            )
        try:
            pelican.run()  # type: ignore[no-untyped-call]
        except (TemplateError, PelicanTemplateNotFound) as error:
            raise WallError(
                f"A template does not render: {error} ({_place_in_template(error)}). "
                "The last good site is as it was. Mend the template, then build again."
            ) from error
        except RuntimeError as error:
            raise WallError(
                f"Pelican could not build the site: {heard[-1] if heard else error}. "
                f"{_way_out(heard)}"
                "The last good site is as it was."
            ) from error
    return tuple(pelican.settings.get(NOTES, ()))


def _way_out(heard: Sequence[str]) -> str:
    """Say what to do about the two mistakes that pages of an owner's own have most often."""
    last = heard[-1] if heard else ""
    if "information about 'title'" in last:
        return "Begin that page with a line like `Title: About us`. "
    if "to overwrite" in last:
        return "Two pages of yours have the same address: give one another `Slug:`. "
    return ""


def _place_in_template(error: Exception) -> str:
    """Name the last line of a template that ran, or that could not be read."""
    frames = traceback.extract_tb(error.__traceback__)
    places = [
        f"{frame.filename}, line {frame.lineno}" for frame in frames if ".html" in frame.filename
    ]
    if isinstance(error, TemplateSyntaxError):
        places.append(f"{error.filename or error.name}, line {error.lineno}")
    return places[-1] if places else "look at the folders of THEME_TEMPLATES_OVERRIDES"


@contextmanager
def _listening() -> Iterator[list[str]]:
    """Keep what is logged as an error: Pelican's exceptions do not say what was wrong."""
    heard: list[str] = []

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            heard.append(record.getMessage().rstrip("."))

    listener = Listener(logging.ERROR)
    logging.getLogger().addHandler(listener)
    try:
        yield heard
    finally:
        logging.getLogger().removeHandler(listener)


def _refuse_strange_folder(target: Path) -> None:
    if target.is_dir() and any(target.iterdir()) and not (target / _MARK).is_file():
        raise ConfigError(
            f"The folder {target} holds something that is no wall, and a build would clear it. "
            "Empty it, or name another one with --output."
        )
    if target.exists() and not target.is_dir():
        raise ConfigError(f"{target} is a file, not a folder. Name a folder with --output.")


def _publish(unfinished: Path, wall: Output) -> frozenset[str]:
    """Move what changed into place, then remove what is no longer produced; name the files."""
    target, own = wall.target, set(_files(unfinished))
    produced = own | wall.files()
    if len(produced) < _FEWEST_FILES or "index.html" not in produced:
        raise WallError(
            f"The build made {len(produced)} files and no wall. The last good site is as it was. "
            "Look whether PLUGINS names conversation_wall."
        )
    wall.move()
    for file in sorted(own):
        new, old = unfinished / file, target / file
        if not old.is_file() or not filecmp.cmp(new, old, shallow=False):
            old.parent.mkdir(parents=True, exist_ok=True)
            if old.is_dir():
                shutil.rmtree(old)
            new.replace(old)
    for file in sorted(set(_files(target)) - produced):
        (target / file).unlink()
    for folder, _, _ in os.walk(target, topdown=False):
        if Path(folder) != target and not any(Path(folder).iterdir()):
            Path(folder).rmdir()
    return frozenset(produced)


def _files(folder: Path) -> Iterator[str]:
    start = len(folder.as_posix()) + 1
    for path, _, names in os.walk(folder):
        inside = Path(path).as_posix()[start:]
        for name in names:
            yield f"{inside}/{name}" if inside else name
