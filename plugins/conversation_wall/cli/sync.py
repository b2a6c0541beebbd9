"""`wall sync`: from GitHub into the store."""

import json
import os
from datetime import datetime
from functools import partial
from pathlib import Path

import click
from rich.console import Console

from ..assets.collecting import Collection
from ..config import Config
from ..errors import ConfigError, PartialError
from ..github.credentials import App
from ..github.sync import Options, Stage, State, Summary, sync
from ..github.transport import GitHubTransport
from ..site.reminders import reminders
from ..store import Store
from ..store.renewal import alone, open_sound
from . import images
from .credentials import need_credentials
from .history import begin_history
from .judging import scene_of
from .place import Place, count_of_threads
from .telling import tell
from .watching import watching


@click.command("sync")
@click.option("--full", is_flag=True, help="Read everything again, not only what is due.")
@click.option(
    "--news",
    is_flag=True,
    help="Read only what is new: for a run that an event starts, beside one a day without it.",
)
@click.option(
    "--max-points",
    type=click.IntRange(min=1),
    help="Spend at most so many of GitHub's points; the next run goes on.",
)
@click.option(
    "--accept-shrink",
    is_flag=True,
    help="Go on although most of the conversations are gone from GitHub.",
)
@click.option(
    "--new-history",
    is_flag=True,
    help="Begin the history of a new store afresh, instead of taking it back from the site.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON.")
@click.pass_obj
def sync_command(  # noqa: PLR0913 - the options of the command
    place: Place,
    full: bool,
    news: bool,
    max_points: int | None,
    accept_shrink: bool,
    new_history: bool,
    as_json: bool,
) -> None:
    """Bring the store up to date with GitHub. The token comes from GITHUB_TOKEN."""
    config = place.config()
    if not config.sources:
        raise ConfigError(
            f"WALL_SOURCES names no repository (in {place.settings_file}). "
            "Write yours there, like WALL_SOURCES = ['owner/name']."
        )
    if full and news:
        raise ConfigError("--full reads everything and --news only what is new: choose one.")
    options = Options(
        full=full,
        news_only=news,
        max_points=max_points,
        hours_between=config.sync_hours,
        traces=config.traces,
        allow_private=config.allow_private,
        accept_shrink=accept_shrink,
    )
    with alone(config.store):
        summary, collection, total, notes = _sync(
            config, need_credentials(), options, "" if new_history else place.site_url()
        )
    if as_json:
        told = _as_json(summary, total, notes) | {"images": images.as_json(collection)}
        click.echo(json.dumps(told))
    notes = [images.sentence_about(collection), *notes]
    _tell(summary, total, notes, config.sync_hours, quietly=as_json)
    if not as_json:
        _remind(config, place.content())
    if summary.unread:
        listed = "\n".join(f"  - {one}" for one in summary.unread)
        raise PartialError(
            f"{count_of_threads(len(summary.unread))} could not be read; the rest is kept:\n"
            f"{listed}\nThe next `wall sync` tries again; if it stays, report it with this list."
        )


def _sync(
    config: Config, credentials: str | App, options: Options, site_url: str
) -> tuple[Summary, Collection, int, list[str]]:
    """Sync; give what was done, how many threads there are now, and what else to tell."""
    github_url = os.environ.get("WALL_GITHUB_URL") or config.github_url
    opened, aside = open_sound(config.store)
    notes = []
    if aside:
        notes.append(
            f"The store was damaged. It was set aside ({aside}), and everything is read again. "
            "When the wall looks right, delete that file."
        )
        click.echo(f"Note: {notes[0]}", err=True)
    with opened as store:
        taken_back = begin_history(store, config, site_url)
        if taken_back:
            notes.append(taken_back)
        summary = Summary()
        with watching(Console(stderr=True)) as watch:

            def report(stage: Stage) -> None:
                watch(stage, summary)

            transport = GitHubTransport(credentials, github_url)
            sync(store, config.sources, transport, options, report, summary)
        collection = images.collect_images(store, config, github_url)
        return summary, collection, store.count_threads(), [*notes, *summary.notes]


def _as_json(summary: Summary, total: int, notes: list[str]) -> dict[str, object]:
    return {
        "state": summary.state.value,
        "threads": summary.threads,
        "posts": summary.posts,
        "removed": summary.removed,
        "requests": summary.requests,
        "points": summary.points,
        "points_left": summary.points_left,
        "total": total,
        "unread": summary.unread,
        "notes": notes,
        "left": summary.left,
        "resumes_at": _as_text(summary.resumes_at),
        "seen_at": _as_text(summary.seen_at),
        "stale_hours": summary.stale_hours,
    }


def _as_text(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _tell(
    summary: Summary, total: int, notes: list[str], hours_between: int, *, quietly: bool
) -> None:
    say = partial(tell, quietly=quietly)
    gone = f", removed {summary.removed}" if summary.removed else ""
    say(
        f"Read {count_of_threads(summary.threads)} with {summary.posts} posts{gone}, in "
        f"{summary.requests} requests for {summary.points} points. The store has {total}."
    )
    if summary.state is State.INCOMPLETE:
        say(_rest_of(summary))
    for note in filter(None, notes):
        say(note)
    if summary.stale_hours:
        say(
            f"A hidden or deleted post leaves the wall within {summary.stale_hours} hours, "
            f"if `wall sync` runs every {hours_between} hours."
        )


def _remind(config: Config, content: Path) -> None:
    """Name who has waited too long: quietly, since nobody else is told."""
    with Store.open(config.store) as store:
        late = "\n".join(reminders(scene_of(store, config, content))) if store.seen_at() else ""
    if late:
        tell(late)


def _rest_of(summary: Summary) -> str:
    """Say why a run stopped, what is left, and when to go on."""
    when = (
        f"after {summary.resumes_at:%H:%M} UTC ({summary.resumes_at.day} {summary.resumes_at:%B})"
        if summary.resumes_at
        else "any time"
    )
    left = f" Left: {summary.left}." if summary.left else ""
    return (
        f"Stopped, since {summary.reason.removesuffix('.')}.{left} Run `wall sync` again {when}: "
        "it resumes where it stopped."
    )
