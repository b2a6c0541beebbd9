"""
Look at everything, one area after the other; a fault in one keeps no other from being seen.

    settings ─┬─ GitHub ─┬─ names, forms
              ├─ files   │
              ├─ store ──┴─ team
              ├─ pages of the owner's own
              └─ site (with the pace of the store's conversations)
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from ..config import Config
from ..github.transport import GitHubTransport
from ..project.sample import without_sample
from ..project.site_files import PUBLISHED
from ..project.workflow import WORKFLOW
from .findings import Area, Finding, Level
from .forms import form_findings, leading_findings, path_of_form
from .github import Asked, PublishingPlace, ask_github
from .made import find_made, made_findings
from .names import name_findings
from .settings import Loaded, published_address, settings_findings
from .site import site_findings
from .site_faults import address_of
from .store import Contents, look_at_store
from .team import ids_to_record, team_findings


@dataclass(frozen=True, slots=True)
class Look:
    """
    What to look at, and with what.

    `transport` is None where GitHub is not asked, for the reason `unasked`; `repository` is
    the one of the wall's own files, where that is known.
    """

    loaded: Loaded
    output: Path | None
    now: datetime
    transport: GitHubTransport | None
    unasked: str = ""
    repository: str | None = None


@dataclass(frozen=True, slots=True)
class Checked:
    """All that was found, by area, and the account numbers that can be recorded."""

    findings: tuple[Finding, ...]
    ids: Mapping[str, int]


def check(look: Look) -> Checked:
    """Look at everything."""
    # Pelican and Markdown take a while to load, and no other command needs these here.
    from .own_pages import page_findings  # noqa: PLC0415

    loaded = look.loaded
    output = look.output or loaded.folder / str(loaded.settings.get("OUTPUT_PATH") or "output")
    address = address_of(output) or published_address(loaded)
    findings = list(settings_findings(loaded, address))
    contents, ids = Contents(), dict[str, int]()
    config = loaded.config
    if config is not None:
        asked = _ask(look, config, loaded.folder, address)
        contents, of_store = look_at_store(config, look.now)
        findings += asked.findings
        if asked.repositories:
            findings += name_findings(config, loaded.settings, asked.repositories)
        first = asked.of(config.sources[0].repository) if config.sources else None
        here = asked.of(look.repository) if look.repository else first
        made = find_made(loaded)
        forms = [*form_findings(loaded.folder, config, here, first, made.texts)]
        if not asked.repositories and _leads_here(look, config, loaded.settings):
            forms += leading_findings(loaded.folder, config, made.texts)
        findings += forms
        is_led_astray = any(finding.where == "WALL_FORMS" for finding in forms)
        told = [path_of_form(form) for form in config.forms.values()] if is_led_astray else ()
        findings += made_findings(loaded.folder, made, told)
        findings += page_findings(loaded)
        if "WALL_TEAM" not in loaded.wrong:
            findings += team_findings(config, asked.accounts, contents.authors, look.now)
            ids = ids_to_record(config, asked.accounts, contents.authors)
        findings += of_store
    if config is not None or look.output:
        site_url = str(loaded.settings.get("SITEURL") or "")
        is_published = loaded.file.name == PUBLISHED
        findings += site_findings(output, contents.opened_at, site_url, is_published=is_published)
    order = list(Area)
    return Checked(tuple(sorted(findings, key=lambda each: order.index(each.area))), ids)


def _leads_here(look: Look, config: Config, settings: Mapping[str, object]) -> bool:
    """Tell whether the owner's `WALL_FORMS` leads to the wall's own repository, as far as known."""
    first = config.sources[0].repository if config.sources else ""
    is_first = look.repository is None or look.repository.lower() == first.lower()
    return is_first and "WALL_FORMS" in without_sample(settings)


def _ask(look: Look, config: Config, folder: Path, address: str) -> Asked:
    if look.transport is None:
        what = (
            f"GitHub was not asked: {look.unasked}. Not looked at: the token, what it may read, "
            "categories and labels, the accounts of your team, and GitHub Pages."
        )
        return Asked(findings=[Finding(Area.GITHUB, Level.NOTE, "GitHub", what)])
    first = config.sources[0].repository if config.sources else None
    has_workflow = (folder / WORKFLOW).is_file()
    place = PublishingPlace(look.repository or first, address, has_workflow)
    return ask_github(config, look.transport, place)
