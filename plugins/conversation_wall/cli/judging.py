"""The wall as it stands, for commands that tell its owner of it."""

from ..config import Config
from ..site.gathering import gather
from ..site.language import Language
from ..site.pages import make_scene
from ..site.pairs import Scene
from ..store import Store


def scene_of(store: Store, config: Config) -> Scene:
    """Judge every thread, as a build does; raises `StoreError` where nothing was read yet."""
    language = Language(config.lang, config.timezone, store.filled_at())
    return make_scene(store, config, gather(store, config), language)
