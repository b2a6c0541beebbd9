"""The wall as it stands, for commands that tell its owner of it."""

from pathlib import Path

from ..config import Config
from ..site.gathering import gather
from ..site.language import Language
from ..site.outcome_files import read_outcomes
from ..site.pages import make_scene
from ..site.pairs import Scene
from ..store import Store


def scene_of(store: Store, config: Config, content: Path) -> Scene:
    """
    Judge every thread, as a build does, with the outcomes that stand in `content`.

    Raises `StoreError` where nothing was read yet.
    """
    language = Language(config.lang, config.timezone, store.filled_at())
    return make_scene(
        store, config, gather(store, config, read_outcomes(content, config)), language
    )
