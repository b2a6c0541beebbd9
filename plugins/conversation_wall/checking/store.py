"""Look at the store: is it there, is it sound, is it of this wall, and how old is it."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from ..config import Config
from ..errors import StoreError
from ..records import ThreadType
from ..store import Store
from ..store.figures import AuthorCount
from ..store.store import Progress
from .findings import Area, Finding, Level, count_of, some

# The workflow reads GitHub every night: twice missed is no accident.
STALE_AFTER = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Contents:
    """What the other areas want to know of the store."""

    authors: tuple[AuthorCount, ...] = ()
    opened_at: tuple[datetime, ...] = ()


def look_at_store(config: Config, now: datetime) -> tuple[Contents, tuple[Finding, ...]]:
    """Read what is of use elsewhere, and tell what an owner should know of the store."""
    where = str(config.store)
    if not config.store.is_file():
        return Contents(), (_absent(config.store),)
    try:
        with ExitStack() as stack:
            store = stack.enter_context(Store.open(config.store))
            store.examine()
            contents = Contents(store.count_authors(), store.opening_times())
            return contents, tuple(_findings(store, config, now))
    except StoreError as error:
        return Contents(), (Finding(Area.STORE, Level.ERROR, where, str(error)),)


def _absent(path: Path) -> Finding:
    return Finding(
        Area.STORE,
        Level.WARNING,
        str(path),
        "There is no store yet: nothing was read from GitHub.",
        "Run `wall sync`, or `wall import FILE` with conversations from a file.",
    )


def _findings(store: Store, config: Config, now: datetime) -> Iterator[Finding]:
    where = str(store.path)
    seen_at, count = store.seen_at(), store.count_threads()
    if seen_at is None:
        yield Finding(
            Area.STORE,
            Level.WARNING,
            where,
            "The store has never been filled: no sync has come to its end.",
            "Run `wall sync`. Run it again if it stops: it goes on where it was.",
        )
        return
    progress = [
        store.load_progress(source.repository, part)
        for source in config.sources
        for part in ThreadType
    ]
    is_synced = any(each != Progress() for each in progress)
    found = [*_strangers(store, config, is_synced=is_synced), *_halves(where, progress)]
    if is_synced and now - seen_at > STALE_AFTER:
        found.append(_stale(where, now - seen_at, seen_at))
    yield from found
    if not any(finding.level is Level.WARNING for finding in found):
        how = "read from GitHub" if is_synced else "from files, the newest word"
        what = f"{count_of(count, 'conversation')}, {how} on {_day(seen_at)}."
        yield Finding(Area.STORE, Level.OK, where, what)


def _strangers(store: Store, config: Config, *, is_synced: bool) -> Iterator[Finding]:
    named = {source.repository.lower(): source.repository for source in config.sources}
    held = {repository.lower(): repository for repository in store.repositories()}
    strange = [repository for key, repository in held.items() if key not in named]
    absent = [repository for key, repository in named.items() if key not in held]
    if strange and named:
        yield Finding(
            Area.STORE,
            Level.WARNING,
            str(store.path),
            f"The store holds {some(strange)}, which WALL_SOURCES does not name. "
            "The wall shows it all the same.",
            "Name it, or begin with a new store: move the file away and run `wall sync`."
            if not is_synced
            else "Run `wall sync`: it removes what it once read and is not asked for any more.",
        )
    if absent:
        yield Finding(
            Area.STORE,
            Level.NOTE,
            str(store.path),
            f"There is nothing yet of {some(absent)}.",
            "If somebody has written there, run `wall sync`.",
        )


def _halves(where: str, progress: list[Progress]) -> Iterator[Finding]:
    if any(each.cursor for each in progress):
        yield Finding(
            Area.STORE,
            Level.WARNING,
            where,
            "The last sync stopped before its end, so conversations may be missing.",
            "Run `wall sync` again: it goes on where it was.",
        )


def _stale(where: str, age: timedelta, seen_at: datetime) -> Finding:
    return Finding(
        Area.STORE,
        Level.WARNING,
        where,
        f"GitHub was last read {age.days} days ago, on {_day(seen_at)}.",
        "Run `wall sync`. If that is the workflow's work, open the Actions tab on GitHub: it "
        "switches nightly runs off after 60 days without a change to the files, and a button "
        "there switches them on again.",
    )


def _day(moment: datetime) -> str:
    return f"{moment.day} {moment:%B %Y}"
