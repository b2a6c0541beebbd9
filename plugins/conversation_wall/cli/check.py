"""`wall check`: what an owner should look at, all at once."""

import json
import os
import shutil
import sys
import textwrap
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path
from urllib.parse import urlsplit

import click
from rich.console import Console

from ..checking.everything import Checked, Look, check
from ..checking.findings import Finding, Level, count_of, exit_code
from ..checking.repair import record_ids
from ..checking.settings import Loaded, load_settings
from ..errors import ConfigError
from ..github.transport import GitHubTransport
from ..project.changes import diff_of, visible, write_changes
from .credentials import find_credentials
from .place import Place
from .surroundings import repository_of
from .telling import tell

_COLOURS = {
    Level.ERROR: "red",
    Level.WARNING: "yellow",
    Level.NOTE: "cyan",
    Level.OK: "green",
}
_INDENT = " " * len("  warning  ")


@click.command("check")
@click.option("--fix", is_flag=True, help="Repair what is safe to repair, and show what it was.")
@click.option("--offline", is_flag=True, help="Do not ask GitHub.")
@click.option("--output", type=click.Path(path_type=Path), help="The built site, not OUTPUT_PATH.")
@click.option("--quiet", is_flag=True, help="Tell only errors and warnings.")
@click.option("--json", "as_json", is_flag=True, help="Print what was found as JSON.")
@click.pass_obj
def check_command(  # noqa: PLR0913 - the options of a command
    place: Place, fix: bool, offline: bool, output: Path | None, quiet: bool, as_json: bool
) -> None:
    """Look at settings, GitHub, forms, team, store, pages and site, and say what to mend."""
    loaded = load_settings(place.settings_file, place.overrides())
    look = _look(loaded, output, offline=offline)
    with Console(stderr=True).status("Looking…"):
        checked = check(look)
    repaired = _repair(place.settings_file, checked) if fix else []
    if repaired:
        loaded = load_settings(place.settings_file, place.overrides())
        checked = check(replace(look, loaded=loaded))
    findings = checked.findings
    code = exit_code(findings)
    if as_json:
        click.echo(_as_json(findings, code, repaired))
    else:
        shown = [f for f in findings if not quiet or f.level in (Level.ERROR, Level.WARNING)]
        tell("\n".join([*_report(shown), _total(findings)]), is_styled=True)
    sys.exit(code)


def _look(loaded: Loaded, output: Path | None, *, offline: bool) -> Look:
    credentials = find_credentials()
    unasked = "--offline was given" if offline else "there is no token (GITHUB_TOKEN is empty)"
    server = loaded.config.github_url if loaded.config else ""
    url = os.environ.get("WALL_GITHUB_URL") or server
    transport = GitHubTransport(credentials, url) if credentials and url and not offline else None
    cloned_from = repository_of(loaded.folder, urlsplit(server).hostname or "")
    return Look(
        loaded=loaded,
        output=output,
        now=datetime.now(UTC),
        transport=transport,
        unasked=unasked,
        repository=os.environ.get("GITHUB_REPOSITORY") or cloned_from,
    )


def _repair(settings_file: Path, checked: Checked) -> list[str]:
    """Repair, show each change as a diff, and name the files that were changed."""
    if not checked.ids:
        click.echo("There is nothing that can be repaired for you.", err=True)
        return []
    try:
        changes = record_ids(settings_file, checked.ids)
        write_changes(settings_file.parent, changes)
    except ConfigError as error:
        click.echo(f"Not repaired: {visible(str(error))}", err=True)
        return []
    for change in changes:
        click.echo("\n".join(diff_of(change)), err=True)
    return [change.path for change in changes]


def _report(findings: Sequence[Finding]) -> Iterator[str]:
    """Write the findings, grouped by area, the worst of each first."""
    # A runner's log has lines of any length; a window has not.
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else 0
    for area, of_area in groupby(findings, key=lambda finding: finding.area):
        yield click.style(area.value, bold=True)
        for finding in sorted(of_area, key=lambda finding: list(Level).index(finding.level)):
            word = finding.level.value.ljust(len("warning"))
            first = f"  {click.style(word, fg=_COLOURS[finding.level])}  "
            place = f" ({finding.where})" if finding.where not in finding.what else ""
            yield first + _wrapped(finding.what + place, width)
            if finding.then:
                yield _INDENT + _wrapped(f"→ {finding.then}", width)
        yield ""


def _wrapped(text: str, width: int) -> str:
    """Write what strangers may have written so that no terminal, and no runner, obeys it."""
    line = visible(text)
    if not width:
        return line
    return f"\n{_INDENT}".join(textwrap.wrap(line, max(width - len(_INDENT), 30)))


def _total(findings: Sequence[Finding]) -> str:
    counts = Counter(finding.level for finding in findings)
    parts = [
        count_of(counts[level], level.value)
        for level in (Level.ERROR, Level.WARNING, Level.NOTE)
        if counts[level]
    ]
    return f"{', '.join(parts)}." if parts else "All is well."


def _as_json(findings: Sequence[Finding], code: int, repaired: Sequence[str]) -> str:
    counts = Counter(finding.level for finding in findings)
    return json.dumps(
        {
            "exit_code": code,
            "counts": {level.value: counts[level] for level in Level},
            "findings": [
                asdict(finding) | {"area": finding.area.name.lower(), "level": finding.level.value}
                for finding in findings
            ],
            "repaired": list(repaired),
        },
        indent=2,
    )
