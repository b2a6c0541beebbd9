"""
Changes of an owner's files: found, shown as a diff, and written.

    texts by path ─find_changes→ only those that differ ─write_changes→ all staged beside
                                                                        their places, then moved

A file is the old one or the new one, never half of it; a full disk changes nothing at all.
"""

import difflib
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from ..errors import ConfigError


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes of a file, by its path in the owner's folder; `before` is None for a new one."""

    path: str
    before: str | None
    after: str


def read_text(path: Path) -> str | None:
    """Read a file with its line ends as they are; None where there is none."""
    try:
        return path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        return None
    except UnicodeDecodeError as error:
        raise ConfigError(
            f"{path} is no text in UTF-8, so nothing was changed. Save it as UTF-8 in your "
            "editor, or move it away, then try again."
        ) from error
    except OSError as error:
        raise ConfigError(
            f"{path} cannot be read: {error.strerror}. Nothing was changed. Look whether it, and "
            "the folder it is in, are what their names say, then try again."
        ) from error


def find_changes(folder: Path, texts: Mapping[str, str]) -> tuple[Change, ...]:
    """Compare texts with the files of a folder; the line ends of a file on Windows are its own."""
    changes = []
    for path, text in texts.items():
        before = read_text(folder / path)
        after = text
        if before and "\r\n" in before and "\r\n" not in text:
            after = text.replace("\n", "\r\n")
        if before != after:
            changes.append(Change(path, before, after))
    return tuple(changes)


def diff_of(change: Change) -> Iterator[str]:
    """Show a change as a unified diff, with what cannot be seen written out."""
    before, after = (_lines(text) for text in (change.before or "", change.after))
    names = (f"{change.path} (as it is)", f"{change.path} (as it would be)")
    for line in difflib.unified_diff(before, after, *names, lineterm=""):
        yield visible(line)


def visible(text: str) -> str:
    """Write out what would steer a terminal, or turn the direction of its text."""
    return "".join(
        character if character.isprintable() or character == "\t" else repr(character)[1:-1]
        for character in text
    )


def write_changes(folder: Path, changes: Sequence[Change]) -> None:
    """Write the changed files; raises `ConfigError` where that cannot be done."""
    with ExitStack() as leftovers:
        staged = []
        for change in changes:
            try:
                staged.append((_stage(folder / change.path, change.after, leftovers), change))
            except OSError as error:
                raise ConfigError(
                    f"{folder / change.path} cannot be written: {error.strerror}. Nothing was "
                    "changed. Look whether the disk is full, or the folder is not yours to write "
                    "in, then try again."
                ) from error
        for temporary, change in staged:
            if read_text(folder / change.path) != change.before:
                raise ConfigError(
                    f"{folder / change.path} was changed by somebody else just now, and is left "
                    "as it is. Run the command again to see what is new."
                )
            try:
                temporary.replace(folder / change.path)
            except OSError as error:
                raise ConfigError(
                    f"{folder / change.path} cannot be replaced: {error.strerror}. Close whatever "
                    "holds it open, then run the command again: it goes on from here."
                ) from error


def _stage(target: Path, text: str, leftovers: ExitStack) -> Path:
    """Write a text beside its place, on the same disk, so that a move is all that remains."""
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = target.with_name(f".{target.name}.{os.getpid()}.new")
    leftovers.callback(temporary.unlink, missing_ok=True)
    with temporary.open("wb") as file:
        file.write(text.encode("utf-8"))
        file.flush()
        os.fsync(file.fileno())
    if target.exists():
        temporary.chmod(target.stat().st_mode & 0o777)
    return temporary


def _lines(text: str) -> list[str]:
    return [line.removesuffix("\r") for line in text.removesuffix("\n").split("\n")] if text else []
