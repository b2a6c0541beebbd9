"""
The command line.

    wall [--settings FILE] [--store FILE] sync | import | export | build

Exit codes: 0 done; 1 unexpected; 2 settings; 3 GitHub or network; 4 store; 5 some
threads could not be read, the rest is there.
"""

import json
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import click
from rich.console import Console

from .. import __version__
from ..config import Config, load_config, read_settings
from ..config.checks import some_sources
from ..errors import ConfigError, PartialError, WallError
from ..github.interchange import Fault, read_threads, write_threads
from ..github.sync import Summary, sync
from ..github.transport import GitHubTransport
from ..records import ThreadRecord
from ..store import Store

# How many faults are told one by one.
_TOLD = 10


@dataclass(frozen=True, slots=True)
class Place:
    """Which settings file and which store a command works with."""

    settings_file: Path
    store: Path | None

    def config(self) -> Config:
        """Read and check the settings; the store named on the command line goes first."""
        settings = read_settings(self.settings_file)
        if self.store:
            settings["WALL_STORE"] = str(self.store.resolve())
        return load_config(settings, self.settings_file)

    def store_path(self) -> Path:
        """Give the store: named on the command line, or by the settings."""
        return self.store or self.config().store


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(version=__version__, prog_name="wall")
@click.option(
    "--settings",
    "settings_file",
    type=click.Path(path_type=Path),
    default=Path("pelicanconf.py"),
    show_default=True,
    help="The settings file.",
)
@click.option("--store", type=click.Path(path_type=Path), help="The store, instead of WALL_STORE.")
@click.pass_context
def wall(context: click.Context, settings_file: Path, store: Path | None) -> None:
    """Turn GitHub's Discussions and Issues into a public wall."""
    context.obj = Place(settings_file, store)


@wall.command("sync")
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


@wall.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--source", help="The repository of these threads, instead of what they say.")
@click.pass_obj
def import_command(place: Place, files: tuple[Path, ...], source: str | None) -> None:
    """Read threads from NDJSON files (plain, .zst or .gz) into the store."""
    if source is not None:
        try:
            source = some_sources([source])[0].repository
        except ValueError as error:
            raise ConfigError(f"--source {error}.") from error
    missing = [str(path) for path in files if not path.is_file()]
    if missing:
        raise ConfigError(
            f"There is no file {', '.join(missing)}: it does not exist, or is a folder. "
            "Nothing was imported. Look at the name, then try again."
        )
    faults: list[Fault] = []
    count = 0
    with Store.open(place.store_path(), create=True) as store, store.transaction():
        newest: datetime | None = None
        for path in files:
            for thread in read_threads(path, source, faults):
                store.save_thread(thread)
                moment = _newest(thread)
                newest = max(newest or moment, moment)
                count += 1
        if newest:
            store.save_seen_at(newest)
    click.echo(f"Imported {_threads(count)} into {store.path}.")
    if faults:
        raise PartialError(_faults_sentence(faults))


@wall.command("export")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.pass_obj
def export_command(place: Place, file: Path) -> None:
    """Write all threads to an NDJSON file (plain, .zst or .gz): your own, raw copy."""
    with Store.open(place.store_path()) as store:
        try:
            count = write_threads(file, store.load_threads())
        except OSError as error:
            raise ConfigError(
                f"The file cannot be written: {error.strerror} ({file}). Name another file."
            ) from error
    click.echo(f"Exported {_threads(count)} to {file}.")


@wall.command("build")
@click.option("--output", type=click.Path(path_type=Path), help="The folder, not OUTPUT_PATH.")
@click.option("--as-of", help="Build as if it were this time, like 2026-11-23T09:40:00Z.")
@click.option("--stale", is_flag=True, help="Say on every page that the wall is behind GitHub.")
@click.pass_obj
def build_command(place: Place, output: Path | None, as_of: str | None, stale: bool) -> None:
    """Build the site from the store."""
    # Pelican takes a moment to load, and a sync does without it.
    from ..pelican_adapter.building import build  # noqa: PLC0415
    from ..pelican_adapter.generator import AS_OF, STALE  # noqa: PLC0415

    config = place.config()
    # Pelican is not told where the settings file lies, beside which these are.
    files = {"WALL_STORE": config.store, "WALL_LOGO": config.logo, "WALL_STYLE": config.style}
    overrides: dict[str, object] = {
        STALE: stale,
        **{name: str(path.resolve()) for name, path in files.items() if path},
    }
    if as_of is not None:
        overrides[AS_OF] = _moment(as_of)
    with Store.open(config.store) as store:
        count = store.count_threads()
        _tell_strangers(config, store.repositories())
    built = build(place.settings_file, output, overrides)
    pages = sum(1 for _ in built.folder.rglob("*.html"))
    click.echo(f"Built {pages} pages of {_threads(count)} in {built.folder}.")
    for note in built.notes:
        click.echo(note)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command with these arguments, or those it was called with; end with its exit code."""
    try:
        wall.main(arguments, prog_name="wall", standalone_mode=False)
    except WallError as error:
        _fail(str(error), error.exitcode)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except click.Abort:
        _fail("Stopped. What was done so far is kept.", 1)
    except BrokenPipeError:
        sys.exit(1)


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
        click.echo(
            f"Read {_threads(summary.threads)} with {summary.posts} posts{gone}, in "
            f"{summary.requests} requests for {summary.points} points. The store has {total}."
        )
        for part in summary.switched_off:
            click.echo(f"{part} are switched off on GitHub and were left out.")
    if summary.unread:
        listed = "\n".join(f"  - {one}" for one in summary.unread)
        raise PartialError(
            f"{len(summary.unread)} threads could not be read; the rest is kept:\n{listed}\n"
            "Run `wall sync --full` later; if it stays, report it with this list."
        )


def _tell_strangers(config: Config, repositories: tuple[str, ...]) -> None:
    """Say where the settings are of one wall and the store of another."""
    named = {source.repository.lower() for source in config.sources}
    if named and repositories and named.isdisjoint(name.lower() for name in repositories):
        click.echo(
            f"Note: the store holds {', '.join(repositories)}, which WALL_SOURCES does not name. "
            "The wall shows it; look whether WALL_TEAM names who speaks for it.",
            err=True,
        )


def _threads(count: int) -> str:
    return "1 thread" if count == 1 else f"{count} threads"


def _faults_sentence(faults: list[Fault]) -> str:
    listed = "\n".join(f"  - {fault}" for fault in faults[:_TOLD])
    more = f"\n  - and {len(faults) - _TOLD} more" if len(faults) > _TOLD else ""
    count = "1 line is no thread" if len(faults) == 1 else f"{len(faults)} lines are no threads"
    return (
        f"{count}; all others were imported:\n{listed}{more}\n"
        "Mend these lines and import the file again: nothing is doubled."
    )


def _newest(thread: ThreadRecord) -> datetime:
    return max(_times(thread))


def _times(thread: ThreadRecord) -> Iterator[datetime]:
    posts: Iterable[object] = (
        thread.opening,
        *thread.comments,
        *(reply for comment in thread.comments for reply in comment.replies),
    )
    maybe: list[datetime | None] = [thread.closed_at, thread.answer_chosen_at]
    for post in posts:
        maybe += [
            getattr(post, name)
            for name in ("created_at", "updated_at", "last_edited_at", "deleted_at")
        ]
    yield from (moment for moment in maybe if moment)


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise ConfigError(
            f"--as-of must be a time like 2026-11-23T09:40:00Z, not {text!r}."
        ) from error
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def _fail(message: str, code: int) -> None:
    click.echo(f"Error: {message}", err=True)
    sys.exit(code)
