"""
From a settings file to a `Config`.

The file is Python, as Pelican wants it, and is run as Pelican runs it: only names in
capitals count, and its folder can be imported from (`publishconf.py` imports
`pelicanconf`).
"""

import difflib
import os
import runpy
import sys
import traceback
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from ..errors import ConfigError
from .checks import Source
from .forms import is_issue_form
from .roster import Member
from .settings import SETTINGS, Setting

# These lie beside the settings file.
_FILES = ("store", "logo", "style")
_CURLY = "“”„‘’"
_MERGED = ("WALL_KINDS", "WALL_STATUSES")


@dataclass(frozen=True, slots=True)
class Config:
    """The checked settings; each field is the setting of its name (see `SETTINGS`)."""

    sources: tuple[Source, ...]
    issue_labels: tuple[str, ...]
    team: tuple[Member, ...]
    bots: tuple[str, ...]
    question: str
    lead: str
    banner: str | None
    colour: str | None
    logo: Path | None
    style: Path | None
    scripts: tuple[str, ...]
    answer_within: int
    promise_months: int
    score: bool
    kinds: Mapping[str, str]
    default_kind: str
    statuses: Mapping[str, str]
    publish: str
    approved_label: str
    only: tuple[str, ...]
    except_: tuple[str, ...]
    redact: tuple[str, ...]
    images: str
    people: str
    forget: tuple[str, ...]
    block: tuple[str, ...]
    posts_a_day: int
    page_size: int
    timezone: ZoneInfo
    lang: str
    contact_email: str | None
    counter: str | None
    forms: Mapping[str, str]
    store: Path
    sync_hours: int
    traces: bool
    allow_private: bool
    github_url: str


def read_settings(path: Path) -> dict[str, object]:
    """
    Run a settings file and give its names in capitals.

    Raises `ConfigError` where there is no such file or it does not run.
    """
    if not path.is_file():
        raise ConfigError(
            f"There is no settings file {path}. "
            "Go to the folder of your wall, or name the file with --settings FILE."
        )
    try:
        with importable(path.parent):
            names = runpy.run_path(str(path))
    except SyntaxError as error:
        place = f"{error.filename or path}" + (f", line {error.lineno}" if error.lineno else "")
        raise ConfigError(
            f"The settings file does not read as Python: {error.msg} (in {place}). "
            f"{_way_out(error)}"
        ) from error
    # The file is the owner's code: it may raise anything, and even call `sys.exit()`.
    except (Exception, SystemExit) as error:
        raise ConfigError(
            f"The settings file stopped with {type(error).__name__}: {error} "
            f"(in {_place_of(error, path)}). {_capital(error)}Mend that line, then try again."
        ) from error
    return {name: value for name, value in names.items() if name.isupper()}


def _way_out(error: SyntaxError) -> str:
    if any(quote in (error.text or "") for quote in _CURLY):
        return "Write straight quotes, \" or ', in place of the curly ones around the text."
    return "Look for a missing quote, comma or bracket there, or in the lines above."


def _capital(error: BaseException) -> str:
    """Say how Python writes the three words that others write small."""
    name = error.name if isinstance(error, NameError) else ""
    right = {word.lower(): word for word in ("None", "True", "False")}.get((name or "").lower())
    return f"Write {right} with a capital letter. " if right else ""


def load_config(settings: Mapping[str, object], path: Path) -> Config:
    """
    Check the `WALL_*` settings that were read from `path`.

    Raises `ConfigError` with one line for each mistake, all at once.
    """
    known = {setting.name for setting in SETTINGS}
    faults = [
        f"{name} is no setting of the wall.{_nearest(name, known)}"
        for name in sorted(settings)
        if name.startswith("WALL_") and name not in known
    ]
    values: dict[str, object] = {}
    for setting in SETTINGS:
        try:
            values[setting.field] = _value(setting, settings)
        except ValueError as error:
            faults.append(f"{setting.name} {error}.")
    _refuse(faults, path)
    values["sources"] = _labelled(values["sources"], values["issue_labels"])
    values["except_"] = values.pop("except")
    for name in _FILES:
        values[name] = path.parent / str(values[name]) if values[name] else None
    config = Config(**values)  # type: ignore[arg-type]  # each check gives its field's type
    _refuse(_unread_forms(config), path)
    return config


def _labelled(sources: Any, labels: Any) -> tuple[Source, ...]:
    return tuple(replace(source, labels=labels) for source in sources)


def _refuse(faults: Sequence[str], path: Path) -> None:
    if not faults:
        return
    listed = "\n".join(f"  - {fault}" for fault in faults)
    count = "1 setting is" if len(faults) == 1 else f"{len(faults)} settings are"
    raise ConfigError(
        f"{count} wrong in {path}:\n{listed}\n"
        "Mend the file and try again. The README has a table of all settings.",
        faults,
    )


def _unread_forms(config: Config) -> list[str]:
    """Tell where `WALL_FORMS` would lead people to what the wall does not read."""
    source = config.sources[0] if config.sources else Source("")
    return [
        f"WALL_FORMS leads to {form!r} of the {part}, but WALL_SOURCES takes no {part} of "
        f"{source.repository}."
        for form in config.forms.values()
        for part, is_read in [
            ("issues", source.issues)
            if is_issue_form(form)
            else ("discussions", source.discussions)
        ]
        if not is_read
    ]


def _value(setting: Setting, settings: Mapping[str, object]) -> object:
    default = setting.check(setting.default)
    if setting.name not in settings:
        return default
    value = setting.check(settings[setting.name])
    if setting.name in _MERGED and isinstance(default, dict) and isinstance(value, dict):
        return default | value
    return value


def _nearest(name: str, known: set[str]) -> str:
    # Without what all have in common, which would make any two names look alike.
    ends = [each.removeprefix("WALL_") for each in known]
    near = difflib.get_close_matches(name.removeprefix("WALL_"), ends, n=1)
    return f" Did you mean WALL_{near[0]}?" if near else ""


def _place_of(error: BaseException, path: Path) -> str:
    """Name the last line of the owner's own files that ran."""
    folder = path.parent.resolve()
    frames = [
        frame
        for frame in traceback.extract_tb(error.__traceback__)
        if not frame.filename.startswith("<") and Path(frame.filename).parent.resolve() == folder
    ]
    return f"{frames[-1].filename}, line {frames[-1].lineno}" if frames else str(path)


@contextmanager
def importable(folder: Path) -> Iterator[None]:
    """Let a settings file of this folder import its neighbours, from wherever it is run."""
    # `pelicanconf` may have been imported from another folder: forget it before and after.
    place = os.fspath(folder.resolve())
    sys.path.insert(0, place)
    sys.modules.pop("pelicanconf", None)
    try:
        yield
    finally:
        sys.path.remove(place)
        sys.modules.pop("pelicanconf", None)
