"""`wall build`: from the store to the site."""

from datetime import UTC, datetime
from pathlib import Path

import click

from ..config import Config
from ..errors import ConfigError
from ..store import Store
from .place import Place, count_of_threads


@click.command("build")
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
    overrides: dict[str, object] = {STALE: stale, "WALL_STORE": str(config.store.resolve())}
    if as_of is not None:
        overrides[AS_OF] = _moment(as_of)
    with Store.open(config.store) as store:
        count = store.count_threads()
        _tell_strangers(config, store.repositories())
    built = build(place.settings_file, output, overrides)
    pages = sum(1 for _ in built.folder.rglob("*.html"))
    click.echo(f"Built {pages} pages of {count_of_threads(count)} in {built.folder}.")
    for note in built.notes:
        click.echo(note)


def _tell_strangers(config: Config, repositories: tuple[str, ...]) -> None:
    """Say where the settings are of one wall and the store of another."""
    named = {source.repository.lower() for source in config.sources}
    if named and repositories and named.isdisjoint(name.lower() for name in repositories):
        click.echo(
            f"Note: the store holds {', '.join(repositories)}, which WALL_SOURCES does not name. "
            "The wall shows it; look whether WALL_TEAM names who speaks for it.",
            err=True,
        )


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise ConfigError(
            f"--as-of must be a time like 2026-11-23T09:40:00Z, not {text!r}."
        ) from error
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
