"""`wall build`: from the store to the site."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import click

from ..config import Config, read_settings
from ..errors import ConfigError
from ..project.seal import load_seal, save_seal, seal_of, sign_of
from ..site.laps import Laps
from ..store import Store
from .place import Place, count_of_threads
from .telling import tell


@click.command("build")
@click.option("--output", type=click.Path(path_type=Path), help="The folder, not OUTPUT_PATH.")
@click.option("--as-of", help="Build as if it were this time, like 2026-11-23T09:40:00Z.")
@click.option("--stale", is_flag=True, help="Say on every page that the wall is behind GitHub.")
@click.option(
    "--stale-after",
    type=click.IntRange(min=0),
    metavar="DAYS",
    help="Build only where GitHub was last read more days ago, and say so, as with --stale.",
)
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    metavar="N",
    help="How many processes share the work; as many as there are processors, unless given.",
)
@click.option("--full", is_flag=True, help="Trust nothing that earlier builds have kept.")
@click.option("--profile", is_flag=True, help="Say how long each stage takes.")
@click.pass_obj
def build_command(  # noqa: PLR0913 - one for each option
    place: Place,
    output: Path | None,
    as_of: str | None,
    stale: bool,
    stale_after: int | None,
    jobs: int | None,
    full: bool,
    profile: bool,
) -> None:
    """Build the site from the store."""
    laps = Laps()
    config = place.config()
    is_stale = stale or stale_after is not None
    now = None if as_of is None else _moment(as_of)
    with Store.open(config.store) as store:
        count, seen_at = store.count_threads(), store.seen_at()
        _tell_strangers(config, store.repositories())
    if stale_after is not None and (seen_at is None or _days_since(seen_at) < stale_after):
        tell(f"Nothing was built: {_freshness(seen_at, stale_after)}.")
        return
    settings = read_settings(place.settings_file)
    folder = place.settings_file.resolve().parent / str(settings.get("OUTPUT_PATH", "output"))
    target = (output or folder).resolve()
    sign = sign_of(place.settings_file, settings, config, (is_stale, now))
    seal = None if full or sign is None else load_seal(config.store, target)
    if seal and seal.sign == sign and seal.is_whole(target):
        pages, notes = seal.count_pages(), seal.notes
        tell(f"Nothing has changed since {target} was built: {pages} pages, none touched.")
    else:
        laps.end("Settings, and what has changed")
        # Pelican takes a moment to load, and what comes before does without it.
        from ..pelican_adapter import building, generator  # noqa: PLC0415

        overrides: dict[str, object] = {
            generator.STALE: is_stale,
            generator.AS_OF: now,
            generator.JOBS: jobs,
            generator.FULL: full,
            generator.LAPS: laps,
            "WALL_STORE": str(config.store.resolve()),
        }
        built = building.build(place.settings_file, output, overrides)
        if sign and (seal := seal_of(sign, built.folder, built.files, built.notes)):
            save_seal(config.store, target, seal)
        laps.end("Kept for the next build")
        notes = built.notes
        threads = count_of_threads(count)
        tell(f"Built {built.count_pages()} pages of {threads} in {built.folder}.")
    if is_stale and seen_at:
        tell(f"Every page says that the wall is as it was on {_day(seen_at)}.")
    for note in notes:
        tell(note)
    if profile:
        for lap in laps.laps:
            click.echo(f"{lap.seconds:7.2f} s  {lap.cpu:7.2f} s of processors  {lap.name}")


def _tell_strangers(config: Config, repositories: tuple[str, ...]) -> None:
    """Say where the settings are of one wall and the store of another."""
    named = {source.repository.lower() for source in config.sources}
    if named and repositories and named.isdisjoint(name.lower() for name in repositories):
        click.echo(
            f"Note: the store holds {', '.join(repositories)}, which WALL_SOURCES does not name. "
            "The wall shows it; look whether WALL_TEAM names who speaks for it.",
            err=True,
        )


def _days_since(moment: datetime) -> float:
    return (datetime.now(UTC) - moment) / timedelta(days=1)


def _freshness(seen_at: datetime | None, stale_after: int) -> str:
    if seen_at is None:
        return "nothing has been read from GitHub yet"
    return (
        f"GitHub was last read on {_day(seen_at)}, and the wall says that it is behind only "
        f"{stale_after} days later"
    )


def _day(moment: datetime) -> str:
    return f"{moment.day} {moment:%B %Y}"


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise ConfigError(
            f"--as-of must be a time like 2026-11-23T09:40:00Z, not {text!r}."
        ) from error
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
