"""
The wall's history among its data: `data/history.ndjson`, for everybody, and for a lost store.

It is a copy of all that was observed, also of what is not shown: there is no word in it, no
name, and only marks of labels. The first line says which are those that the settings name.
"""

from collections.abc import Iterator

from ..config import Config
from ..records import label_mark
from ..store import Store
from ..store.history_file import PLACE, write_history
from .assets import Asset

_LABEL = "label:"


def history_data(store: Store, config: Config) -> Iterator[Asset]:
    """Make the file, where a sync has seen anything."""
    sources = store.history_sources()
    if sources:
        lines = write_history(sources, _marks_of(config), store.load_observations())
        yield Asset(PLACE, b"".join(lines))


def _marks_of(config: Config) -> dict[str, str]:
    """Give the marks of the labels that the settings name."""
    signs = (*config.statuses, *config.kinds, *config.only, *config.except_)
    names = {sign.removeprefix(_LABEL) for sign in signs if sign.startswith(_LABEL)}
    return {name: label_mark(name) for name in sorted(names | {config.approved_label.casefold()})}
