"""`wall build`: from the store to the site."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import click

from ..config import Config
from ..errors import ConfigError
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
@click.pass_obj
def build_command(  # noqa: PLR0913 - one for each option
    place: Place,
    output: Path | None,
    as_of: str | None,
    stale: bool,
    stale_after: int | None,
    jobs: int | None,
) -> None:
    """Build the site from the store."""
    # Pelican takes a moment to load, and a sync does without it.
    from ..pelican_adapter.building import build  # noqa: PLC0415
    from ..pelican_adapter.generator import AS_OF, JOBS, STALE  # noqa: PLC0415

    config = place.config()
    is_stale = stale or stale_after is not None
    overrides: dict[str, object] = {
        STALE: is_stale,
        JOBS: jobs,
        "WALL_STORE": str(config.store.resolve()),
    }
    if as_of is not None:
        overrides[AS_OF] = _moment(as_of)
    with Store.open(config.store) as store:
        count, seen_at = store.count_threads(), store.seen_at()
        _tell_strangers(config, store.repositories())
    if stale_after is not None and (seen_at is None or _days_since(seen_at) < stale_after):
        tell(f"Nothing was built: {_freshness(seen_at, stale_after)}.")
        return
    built = build(place.settings_file, output, overrides)
    tell(f"Built {built.count_pages()} pages of {count_of_threads(count)} in {built.folder}.")
    if is_stale and seen_at:
        tell(f"Every page says that the wall is as it was on {_day(seen_at)}.")
    for note in built.notes:
        tell(note)


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
