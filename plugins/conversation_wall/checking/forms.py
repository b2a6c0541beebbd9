"""Look at the forms beside the settings file, and at what leads to them."""

import difflib
from collections.abc import Collection, Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Any

import yaml

from ..config import Config
from ..config.forms import is_issue_form
from ..github.facts import RepositoryFacts
from ..project.form_checks import faults_in_form
from ..project.forms import DISCUSSION_FOLDER, ISSUE_CONFIG, ISSUE_FOLDER
from .findings import Area, Finding, Level, count_of, some

_ENDINGS = (".yml", ".yaml", ".md")
_OURS_BACK = "Or run `wall upgrade`: it brings our form back."


def form_findings(
    folder: Path,
    config: Config,
    here: RepositoryFacts | None,
    source: RepositoryFacts | None,
    ours: Collection[str],
) -> Iterator[Finding]:
    """
    Tell what is wrong with the forms of a wall's folder.

    `here` is the repository that the folder belongs to, and `source` the first that the wall
    reads, to which `WALL_FORMS` leads; None where GitHub was not asked. `ours` are the paths
    of forms that `wall upgrade` makes.
    """
    texts = {path: (folder / path).read_text("utf-8", "replace") for path in _forms_in(folder)}
    found = [
        replace(finding, then=_OURS_BACK) if path in ours and not finding.then else finding
        for path, text in texts.items()
        for finding in _findings(path, text, config, here)
    ]
    found += _leading(config, source)
    is_here = here is not None and here == source
    found += _missing_forms(config, texts) if is_here else ()
    yield from found
    if texts and not found:
        yield Finding(
            Area.FORMS,
            Level.OK,
            ".github",
            f"{count_of(len(texts), 'form file')} can be read"
            f"{' and fit the repository' if here else ''}.",
        )


def leading_findings(folder: Path, config: Config, ours: Collection[str]) -> Iterator[Finding]:
    """
    Tell where `WALL_FORMS` leads to what has no form in this folder.

    That is all that can be known where GitHub is not asked.
    """
    for kind, form in config.forms.items():
        is_issue = is_issue_form(form)
        place = ISSUE_FOLDER if is_issue else DISCUSSION_FOLDER
        if not (folder / place).is_dir():
            continue
        files = [PurePosixPath(path) for path in _forms_in(folder) if path.startswith(place)]
        names = {path.name if is_issue else path.stem.lower() for path in files}
        if form in names:
            continue
        near = difflib.get_close_matches(form, names, n=1)
        hint = f" Did you mean {near[0]!r}?" if near else ""
        is_ours = path_of_form(form) in ours
        add = "run `wall upgrade`, which makes the form" if is_ours else "add the form"
        yield Finding(
            Area.FORMS,
            Level.WARNING,
            "WALL_FORMS",
            f"{kind!r} leads to the {'form' if is_issue else 'category'} {form!r}, and there is no "
            f"form of that name in {place}.{hint} Customers would be led to what is not there.",
            f"Mend the setting, or {add}.",
        )


def path_of_form(form: str) -> str:
    """Give the path of the file to which a value of `WALL_FORMS` leads."""
    return f"{ISSUE_FOLDER}{form}" if is_issue_form(form) else f"{DISCUSSION_FOLDER}{form}.yml"


def content_of(text: str) -> dict[str, Any]:
    """Give what stands in a form that was found to be sound, every value as its text."""
    # It makes nothing but texts, lists and dicts: a day that is none is no fault of a form.
    content: dict[str, Any] = yaml.load(text, Loader=yaml.BaseLoader)
    return content


def _forms_in(folder: Path) -> list[str]:
    return [
        f"{name}{path.name}"
        for name in (DISCUSSION_FOLDER, ISSUE_FOLDER)
        if (folder / name).is_dir()
        for path in sorted((folder / name).iterdir())
        if path.suffix in _ENDINGS and path.is_file()
    ]


def _findings(
    path: str, text: str, config: Config, here: RepositoryFacts | None
) -> Iterator[Finding]:
    categories = [category.slug for category in here.categories] if here else None
    plain = faults_in_form(path, text, categories=categories)
    for fault in plain:
        yield _finding(path, fault, Level.WARNING)
    label = config.approved_label
    for fault in faults_in_form(path, text, approved_label=label, categories=categories):
        if fault not in plain:
            is_used = config.publish == "approved"
            yield _finding(path, fault, Level.ERROR if is_used else Level.WARNING)
    if here and not plain and path.endswith((".yml", ".yaml")) and path != ISSUE_CONFIG:
        known = {name.casefold() for name in here.labels}
        strange = [label for label in _labels(text) if label.casefold() not in known]
        if strange:
            yield Finding(
                Area.FORMS,
                Level.WARNING,
                path,
                f"It sets labels that {here.name} does not have: {some(strange)}. GitHub leaves "
                "them out without a word.",
                f"Make them at https://github.com/{here.name}/labels.",
            )


def _finding(path: str, fault: str, level: Level) -> Finding:
    rest = fault.removeprefix(path)
    if not rest.startswith(", line"):
        return Finding(Area.FORMS, level, path, f"This file{rest}")
    line, _, what = rest.partition(": ")
    return Finding(Area.FORMS, level, path + line, what[:1].upper() + what[1:])


def _labels(text: str) -> list[str]:
    labels = content_of(text).get("labels") or []
    names = labels.split(",") if isinstance(labels, str) else labels
    return [str(name).strip() for name in names]


def _leading(config: Config, source: RepositoryFacts | None) -> Iterator[Finding]:
    """Tell where `WALL_FORMS` leads to a category that is not there."""
    if source is None:
        return
    slugs: Collection[str] = {category.slug for category in source.categories}
    for kind, form in config.forms.items():
        if not is_issue_form(form) and form not in slugs:
            yield Finding(
                Area.FORMS,
                Level.ERROR,
                "WALL_FORMS",
                f"{kind!r} leads to the category {form!r}, which {source.name} does not have. "
                f"There are: {some(sorted(slugs), len(slugs)) or 'none'}.",
                "Make the category on GitHub, or mend the setting.",
            )


def _missing_forms(config: Config, files: Collection[str]) -> Iterator[Finding]:
    for kind, form in config.forms.items():
        if is_issue_form(form) and f"{ISSUE_FOLDER}{form}" not in files:
            yield Finding(
                Area.FORMS,
                Level.ERROR,
                "WALL_FORMS",
                f"{kind!r} leads to the form {form!r}, which is not in {ISSUE_FOLDER}.",
                "Mend the setting, or add the file: `wall init` writes ours.",
            )
