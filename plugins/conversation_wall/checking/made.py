"""
Compare the files that were made for the owner with those that this version makes.

    settings ─find_made→ what `wall upgrade` would make ─made_findings→ what is missing,
                                                     cannot be read, or differs
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from ..errors import ConfigError
from ..project.changes import Change, find_changes
from ..project.folders import SETTINGS_FILE, Kind, kind_of, refuse_other_version
from ..project.form_checks import faults_in_form
from ..project.forms import DISCUSSION_FOLDER, ISSUE_CONFIG, ISSUE_FOLDER
from ..project.sample import without_sample
from ..project.site_files import made_files
from ..project.workflow import DEPENDABOT, WORKFLOW
from .findings import Area, Finding, Level, count_of, some
from .forms import content_of
from .settings import Loaded, load_settings

_OF_FORMS = frozenset(("WALL_FORMS", "WALL_SOURCES", "WALL_APPROVED_LABEL"))
_BRING_BACK = "`wall upgrade` shows each change, and brings ours back if you agree."


@dataclass(frozen=True, slots=True)
class Made:
    """What this version makes for a folder, by path; nothing for a folder that is no wall's own."""

    texts: Mapping[str, str] = field(default_factory=dict)
    fault: str = ""


def find_made(loaded: Loaded) -> Made:
    """Find what `wall upgrade` would make here."""
    folder = loaded.folder
    try:
        kind = kind_of(folder)
        if kind not in (Kind.COPY, Kind.THIN):
            return Made()
        refuse_other_version(folder, kind)
        # For a wall at another address, `wall upgrade` goes by this file as well.
        own = (
            loaded
            if loaded.file.name == SETTINGS_FILE
            else load_settings(folder / SETTINGS_FILE, {})
        )
        if own.config is None:
            return Made()
        made = made_files(folder, kind, own.config, str(own.settings.get("SITEURL") or ""))
    except ConfigError as error:
        return Made(fault=str(error))
    # The sample's settings are not the owner's yet.
    sample = own.settings.keys() - without_sample(own.settings).keys()
    is_unsure = not _OF_FORMS.isdisjoint(own.wrong | sample)
    return Made({path: made[path] for path in made if not (is_unsure and _is_of_forms(path))})


def made_findings(folder: Path, made: Made, told: Collection[str]) -> Iterator[Finding]:
    """Tell what is missing or differs, but for the paths that were `told` of already."""
    if made.fault:
        yield Finding(Area.FILES, Level.WARNING, str(folder), made.fault)
        return
    found: list[Finding] = []
    changes: list[Change] = []
    for path, text in made.texts.items():
        try:
            changes += find_changes(folder, {path: text})
        except ConfigError as error:
            found.append(Finding(Area.FILES, Level.WARNING, path, str(error)))
    untold = [change for change in changes if change.path not in told and not _is_broken(change)]
    gone = [change.path for change in untold if change.before is None]
    unread = {change.path: line for change in untold if (line := _unreadable_line(change))}
    relabelled = {change.path: labels for change in untold if (labels := _lost_labels(change))}
    forms = [path for path in gone if _is_form(path)]
    found += _no_workflow() if WORKFLOW in gone else ()
    found += [_unreadable(path, line) for path, line in unread.items()]
    found += _without_forms(forms) if forms else ()
    found += _relabelled(relabelled) if relabelled else ()
    grouped = {WORKFLOW} & {*gone} | {*unread, *relabelled, *forms}
    others = [change.path for change in untold if change.path not in grouped]
    found += _different(others) if others else ()
    yield from found
    if made.texts and not changes and not found:
        count = count_of(len(made.texts), "file")
        what = f"{count} that the wall made for you, all as this version makes them."
        yield Finding(Area.FILES, Level.OK, str(folder), what)


def _is_of_forms(path: str) -> bool:
    return path.startswith((DISCUSSION_FOLDER, ISSUE_FOLDER))


def _is_form(path: str) -> bool:
    return _is_of_forms(path) and path != ISSUE_CONFIG


def _is_broken(change: Change) -> bool:
    """Tell a form with faults of its own, which are told with their lines."""
    return (
        change.before is not None
        and _is_of_forms(change.path)
        and bool(faults_in_form(change.path, change.before))
    )


def _unreadable_line(change: Change) -> int | None:
    """Give the line at which a file stops to be YAML."""
    if change.before is None or change.path not in (WORKFLOW, DEPENDABOT):
        return None
    try:
        for _ in yaml.parse(change.before, Loader=yaml.SafeLoader):
            pass
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        return mark.line + 1 if mark else 1
    except yaml.reader.ReaderError as error:
        return change.before.count("\n", 0, error.position) + 1
    return None


def _lost_labels(change: Change) -> list[str]:
    """Give the labels of our form that the owner's has no more."""
    if change.before is None or not _is_form(change.path):
        return []
    kept = _labels(change.before)
    return [label for label in _labels(change.after) if label not in kept]


def _labels(text: str) -> list[str]:
    elements = content_of(text)["body"]
    return [each["attributes"]["label"] for each in elements if each["type"] != "markdown"]


def _no_workflow() -> Iterator[Finding]:
    yield Finding(
        Area.FILES,
        Level.WARNING,
        WORKFLOW,
        f"There is no {WORKFLOW}, so GitHub does not read, build and publish the wall by itself.",
        "If you publish it in another way, all is well. Else run `wall upgrade`, which writes it.",
    )


def _unreadable(path: str, line: int) -> Finding:
    return Finding(
        Area.FILES,
        Level.WARNING,
        f"{path}, line {line}",
        "This line does not read as YAML. It does not stop a build here, but GitHub would not run "
        "the file. Look at the line's indentation, dashes, colons and quotes, and at the line "
        "above.",
        f"Or: {_BRING_BACK}",
    )


def _without_forms(paths: Sequence[str]) -> Iterator[Finding]:
    yield Finding(
        Area.FILES,
        Level.WARNING,
        paths[0],
        f"{count_of(len(paths), 'form is', 'forms are')} not there for customers to fill in: "
        f"{some(paths)}.",
        "Run `wall upgrade`, which writes what is missing.",
    )


def _relabelled(labels: Mapping[str, Sequence[str]]) -> Iterator[Finding]:
    listed = some(f"{path} has no {_quoted(lost)} any more" for path, lost in labels.items())
    yield Finding(
        Area.FILES,
        Level.WARNING,
        next(iter(labels)),
        f"Labels in forms were changed: {listed}. By them the wall tells the form's words from "
        "your customers', so it shows the form's as theirs.",
        f"Write the labels as they were. {_BRING_BACK}",
    )


def _quoted(labels: Sequence[str]) -> str:
    return some(f"“{label}”" for label in labels)


def _different(paths: Sequence[str]) -> Iterator[Finding]:
    yield Finding(
        Area.FILES,
        Level.NOTE,
        paths[0],
        f"{count_of(len(paths), 'file differs', 'files differ')} from what this version makes: "
        f"{some(paths)}.",
        "If you made these changes, all is well. `wall upgrade` shows how they differ.",
    )
