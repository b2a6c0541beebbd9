"""`wall import` and `wall export`: threads in files, one a line."""

from collections.abc import Iterator
from datetime import datetime
from itertools import chain
from pathlib import Path

import click

from ..config.checks import some_sources
from ..errors import ConfigError, PartialError
from ..github.interchange import Fault, Work, read_threads, write_threads
from ..records import Release, ThreadRecord
from ..store import Store
from .place import Place, count_of_threads

# How many faults are told one by one.
_TOLD = 10


@click.command("import")
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
            works: list[Work] = []
            for thread in read_threads(path, source, faults, works):
                store.save_thread(thread)
                moment = _newest(thread)
                newest = max(newest or moment, moment)
                count += 1
            for work in works:
                if isinstance(work, Release):
                    store.save_release(work)
                else:
                    store.save_pull(work)
        if newest:
            store.save_seen_at(newest)
    if faults and not count:
        raise ConfigError(
            f"{', '.join(map(str, files))}: no line of it is a conversation, so nothing was "
            f"imported (the first: {faults[0]}). Name a file that `wall export` has written."
        )
    click.echo(f"Imported {count_of_threads(count)} into {store.path}.")
    if faults:
        raise PartialError(_faults_sentence(faults))


@click.command("export")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.pass_obj
def export_command(place: Place, file: Path) -> None:
    """Write all threads to an NDJSON file (plain, .zst or .gz): your own, raw copy."""
    with Store.open(place.store_path()) as store:
        try:
            count = write_threads(
                file, store.load_threads(), chain(store.load_pulls(), store.load_releases())
            )
        except OSError as error:
            raise ConfigError(
                f"The file cannot be written: {error.strerror} ({file}). Name another file."
            ) from error
    click.echo(f"Exported {count_of_threads(count)} to {file}.")


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
    maybe: list[datetime | None] = [thread.closed_at, thread.answer_chosen_at]
    for post in thread.posts:
        maybe += [
            getattr(post, name)
            for name in ("created_at", "updated_at", "last_edited_at", "deleted_at")
        ]
    yield from (moment for moment in maybe if moment)
