"""`wall sync`: from GitHub into the store."""

import json
import os

import click
from rich.console import Console

from ..errors import ConfigError, PartialError
from ..github.sync import Summary, sync
from ..github.transport import GitHubTransport
from ..store import Store
from .place import Place, count_of_threads
from .telling import tell


@click.command("sync")
@click.option("--full", is_flag=True, help="Read everything again, not only what changed.")
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON.")
@click.pass_obj
def sync_command(place: Place, full: bool, as_json: bool) -> None:
    """Bring the store up to date with GitHub. The token comes from GITHUB_TOKEN."""
    config = place.config()
    if not config.sources:
        raise ConfigError(
            f"WALL_SOURCES names no repository (in {place.settings_file}). "
            "Write yours there, like WALL_SOURCES = ['owner/name']."
        )
    token = os.environ.get("GITHUB_TOKEN", "").strip()
    if not token:
        raise ConfigError(
            "There is no token: GITHUB_TOKEN is empty. Make one on GitHub (Settings, Developer "
            "settings, Personal access tokens) that may read Discussions and Issues, and set it "
            "in the environment."
        )
    github_url = os.environ.get("WALL_GITHUB_URL") or config.github_url
    console = Console(stderr=True)
    with Store.open(config.store, create=True) as store:
        transport = GitHubTransport(token, github_url)
        with console.status("Asking GitHub…") as status:
            summary = sync(
                store,
                config.sources,
                transport,
                full=full,
                allow_private=config.allow_private,
                report=status.update,
            )
        total = store.count_threads()
    _tell_sync(summary, total, as_json=as_json)


def _tell_sync(summary: Summary, total: int, *, as_json: bool) -> None:
    if as_json:
        click.echo(
            json.dumps(
                {
                    "threads": summary.threads,
                    "posts": summary.posts,
                    "removed": summary.removed,
                    "requests": summary.requests,
                    "points": summary.points,
                    "total": total,
                    "unread": summary.unread,
                    "seen_at": summary.seen_at and summary.seen_at.isoformat(),
                }
            )
        )
    else:
        gone = f", removed {summary.removed}" if summary.removed else ""
        tell(
            f"Read {count_of_threads(summary.threads)} with {summary.posts} posts{gone}, in "
            f"{summary.requests} requests for {summary.points} points. The store has {total}."
        )
        for part in summary.switched_off:
            tell(f"{part} are switched off on GitHub and were left out.")
    if summary.unread:
        listed = "\n".join(f"  - {one}" for one in summary.unread)
        raise PartialError(
            f"{len(summary.unread)} threads could not be read; the rest is kept:\n{listed}\n"
            "Run `wall sync --full` later; if it stays, report it with this list."
        )
