"""
The files of an owner's site, as text by their paths.

    made for the owner    forms, workflow, dependabot.yml, publishconf.py
    shared with the owner requirements.txt, .gitignore: only our lines
    the owner's           pelicanconf.py, the about page, README.md: written once

What is made for the owner is the same for everybody but for the settings, so a newer
version of the wall can bring it up to date.
"""

import re
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from string import Template

from .. import __version__
from ..config import Config, is_issue_form
from .changes import read_text
from .folders import PACKAGE, PIN, REQUIREMENT, REQUIREMENTS, SETTINGS_FILE, Kind
from .forms import CATEGORIES, form_files
from .sample import SAMPLE_ABOUT
from .settings_file import set_settings
from .workflow import workflow_files

ABOUT = "content/pages/about.md"
# The settings for the published site, beside those for a look at it.
PUBLISHED = "publishconf.py"
README = "README.md"
_IGNORED = ".gitignore"
_FOLDER = files(__package__) / "files" / "site"
# A README that GitHub makes with a new repository: its name, and perhaps a description.
_STUB = re.compile(r"\s*(?:#[^\r\n]*\s*)?(?:[^#\r\n][^\r\n]*\s*)?")


def made_files(folder: Path, kind: Kind, config: Config, site_url: str) -> dict[str, str]:
    """Give what is made for the owner of a wall with these settings."""
    made = {PUBLISHED: template(PUBLISHED)}
    if kind is not Kind.COPY:
        made[REQUIREMENTS] = with_pin(read_text(folder / REQUIREMENTS) or "")
    return made | _forms(config, site_url) | dict(workflow_files())


def owned_files(
    folder: Path, kind: Kind, words: Mapping[str, str], old_words: Mapping[str, str]
) -> dict[str, str]:
    """
    Give what an owner starts with, where the owner has not written it anew.

    `words` stand in these files; by those of the settings as they were, `old_words`, an
    untouched file is known.
    """
    owned: dict[str, str] = {}
    about = read_text(folder / ABOUT)
    if about is None or SAMPLE_ABOUT in about or _is_ours("about.md", about, old_words):
        owned[ABOUT] = filled("about.md", words)
    if kind is not Kind.COPY:
        readme = read_text(folder / README)
        if readme is None or _STUB.fullmatch(readme) or _is_ours(README, readme, old_words):
            owned[README] = filled(README, words)
        owned[_IGNORED] = with_lines(read_text(folder / _IGNORED) or "", template("gitignore"))
    return owned


def words_of(name: str, repository: str, parts: str, server: str) -> dict[str, str]:
    """Give the words that stand in an owner's first files."""
    part = "issues" if parts == "issues" else "discussions"
    return {"name": name, "conversations": f"{server}/{repository}/{part}"}


def settings_source(folder: Path) -> str:
    """Give the owner's settings file, or the one that every site starts with."""
    return read_text(folder / SETTINGS_FILE) or template(SETTINGS_FILE)


def settings_text(folder: Path, values: Mapping[str, object]) -> str:
    """Give the settings file with these settings."""
    return set_settings(settings_source(folder), values, file=str(folder / SETTINGS_FILE))


def template(name: str) -> str:
    """Give one of the files that every site starts with."""
    return (_FOLDER / f"{name}.txt").read_text("utf-8")


def filled(name: str, words: Mapping[str, str]) -> str:
    """Give such a file with an owner's own words in it, each on one line."""
    plain = {key: " ".join(value.split()) for key, value in words.items()}
    return Template(template(name)).substitute(plain)


def with_pin(requirements: str) -> str:
    """Give requirements that name this version of the wall, and all others as they are."""
    found = REQUIREMENT.search(requirements)
    if not found:
        return with_lines(requirements, f"{PACKAGE}=={__version__}\n")
    pin = PIN.search(found[0])
    if not pin or "\\" in found[0] or "--hash" in found[0]:
        # A range, an address or a pin with hashes: the owner has a way of their own.
        return requirements
    start = found.start()
    return requirements[: start + pin.start(1)] + __version__ + requirements[start + pin.end(1) :]


def with_lines(text: str, lines: str) -> str:
    """Give a text with these lines at its end, but for those that it has."""
    present = set(map(str.strip, text.splitlines()))
    missing = [line for line in lines.splitlines() if line not in present]
    if not any(line and not line.startswith("#") for line in missing):
        return text
    start = f"{text.rstrip()}\n\n" if text.strip() else ""
    return start + "\n".join(missing) + "\n"


def _is_ours(name: str, text: str, words: Mapping[str, str]) -> bool:
    return text.replace("\r\n", "\n") == filled(name, words)


def _forms(config: Config, site_url: str) -> dict[str, str]:
    if not config.sources:
        return {}
    source = config.sources[0]
    categories = {kind: form for kind, form in config.forms.items() if not is_issue_form(form)}
    texts = form_files(
        categories or CATEGORIES,
        discussions=source.discussions,
        issues=source.issues,
        site_url=site_url,
        approved_label=config.approved_label,
    )
    return dict(texts)
