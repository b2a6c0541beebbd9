"""Scenes: some threads judged and gathered, as views are made of them, without Pelican."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from builders import a_config, on_day
from conversation_wall.records import MergedPull, Release, ThreadRecord
from conversation_wall.site.assets import Asset
from conversation_wall.site.gathering import Gathered, gather
from conversation_wall.site.language import Language
from conversation_wall.site.look import Look
from conversation_wall.site.pages import Frame, Page, Site, make_scene
from conversation_wall.site.pairs import Scene
from conversation_wall.site.published import all_published
from conversation_wall.store import Store
from conversation_wall.wall.model import Thread, Written


@dataclass(frozen=True, slots=True)
class Stage:
    """A scene, and the threads on it by number."""

    scene: Scene
    threads: dict[int, Thread]
    store: Path

    def pages(self, site_url: str = "") -> dict[str, Page]:
        """Make every page, by its file."""
        look = Look(Asset("wall.css", b""), Asset("icon.svg", b""))
        frame = Frame("Hollin Lane", site_url, look)
        with Store.open(self.store) as store:
            site = Site(store, self.scene, frame)
            pages = (page for part in site.page_parts() for page in part())
            return {page.file: site.finished(page) for page in pages if isinstance(page, Page)}


def a_stage(
    folder: Path,
    threads: Sequence[ThreadRecord],
    *,
    now: float | datetime = 30,
    outcomes: Sequence[Written] = (),
    works: Sequence[Release | MergedPull] = (),
    **settings: Any,
) -> Stage:
    """Put threads on a scene, `now` so many days after the start of 2025."""
    config = a_config(**settings)
    moment = now if isinstance(now, datetime) else on_day(now)
    with a_store(folder, threads, works) as store:
        gathered = gather(store, config, outcomes)
        language = Language(config.lang, config.timezone, moment)
        scene = make_scene(store, config, gathered, language)
        published = all_published(store.load_threads(), gathered.rules)
        return Stage(scene, {thread.key.number: thread for thread in published}, store.path)


def a_store(
    folder: Path, threads: Sequence[ThreadRecord], works: Sequence[Release | MergedPull] = ()
) -> Store:
    """Save threads and works into a new store."""
    store = Store.open(folder / "store.sqlite3", create=True)
    with store.transaction():
        for thread in threads:
            store.save_thread(thread)
        for work in works:
            if isinstance(work, Release):
                store.save_release(work)
            else:
                store.save_pull(work)
    return store


def gathered_of(folder: Path, threads: Sequence[ThreadRecord], **settings: Any) -> Gathered:
    """Gather threads."""
    return a_stage(folder, threads, **settings).scene.gathered
