"""What a new store takes back: the history that the published site has, see `store.history`."""

import time
from collections.abc import Callable, Iterator

from ..config import Config
from ..github.published import fetch_history
from ..store import Store
from ..store.history_file import PLACE, HistoryError, read_history


def begin_history(
    store: Store,
    config: Config,
    site_url: str,
    sleep: Callable[[float], object] = time.sleep,
) -> str | None:
    """
    Take the history of a new store back from the site at `site_url`, if both are there.

    Gives what to tell of it. Raises `GitHubError` where the site cannot be read, and
    `HistoryError` where what it has is damaged, or another wall's; then nothing is changed.
    """
    if store.has_history():
        return None
    url = f"{site_url}/{PLACE}"
    names = {source.repository.lower() for source in config.sources}

    def take(lines: Iterator[bytes]) -> int:
        history = read_history(lines)
        if names.isdisjoint(name.lower() for name in history.sources):
            whose = ", ".join(sorted(history.sources)) or "nobody"
            raise HistoryError(f"it is of {whose}, which WALL_SOURCES does not name")
        with store.transaction():
            return store.begin_history(history.sources, history.observations)

    count = None
    if site_url:
        try:
            count = fetch_history(url, take, sleep)
        except HistoryError as error:
            raise HistoryError(
                f"The history of the published wall was not taken back: {error} ({url}). Nothing "
                "was read. Look whether SITEURL is this wall's address and shows its last good "
                "site; or run `wall sync --new-history`: what was seen before is forgotten then."
            ) from error
    if count is None:
        with store.transaction():
            store.begin_history()
        return None
    return f"The store is new: its history of {count:,} observations was taken back from {url}."
