"""Scenes: some threads judged and gathered, as views are made of them, without Pelican."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from builders import a_config, on_day
from conversation_wall.records import ThreadRecord
from conversation_wall.site.gathering import Gathered, curated, gather
from conversation_wall.site.language import Language
from conversation_wall.site.pages import Frame, Page, Site, make_scene
from conversation_wall.site.pairs import Scene
from conversation_wall.store import Store
from conversation_wall.wall.model import Thread


@dataclass(frozen=True, slots=True)
class Stage:
    """A scene, and the threads on it by number."""

    scene: Scene
    threads: dict[int, Thread]
    store: Store

    def pages(self, site_url: str = "") -> dict[str, Page]:
        """Make every page, by its file."""
        frame = Frame("Hollin Lane", site_url, "wall.css", "icon.svg")
        return {page.file: page for page in Site(self.store, self.scene, frame).build_pages()}


def a_stage(
    folder: Path, threads: Sequence[ThreadRecord], *, now: float | datetime = 30, **settings: object
) -> Stage:
    """Put threads on a scene, `now` so many days after the start of 2025."""
    config = a_config(**settings)
    # It ends with the process: nothing waits for it.
    store = a_store(folder, threads)
    moment = now if isinstance(now, datetime) else on_day(now)
    gathered = gather(store, config)
    scene = make_scene(store, config, gathered, Language(config.lang, config.timezone, moment))
    published = curated(store.load_threads(), config, gathered.boilerplate)
    return Stage(scene, {thread.key.number: thread for thread in published}, store)


def a_store(folder: Path, threads: Sequence[ThreadRecord]) -> Store:
    """Save threads into a new store."""
    store = Store.open(folder / "store.sqlite3", create=True)
    with store.transaction():
        for thread in threads:
            store.save_thread(thread)
    return store


def gathered_of(folder: Path, threads: Sequence[ThreadRecord], **settings: object) -> Gathered:
    """Gather threads."""
    return a_stage(folder, threads, **settings).scene.gathered
