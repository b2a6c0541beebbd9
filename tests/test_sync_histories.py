"""After any history of changes a sync with all its loops leaves what a fresh full sync gives."""

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from conversation_wall.github.sync import Options
from conversation_wall.store import Store
from github_emulator import Emulator
from histories import Life, exported, exported_afresh, sync_all, sync_to_the_end

NOW = "2026-11-03T10:00:00Z"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Give an empty store."""
    with Store.open(tmp_path / "store.sqlite3", create=True) as store:
        yield store


@pytest.mark.parametrize("seed", range(6))
def test_sync_catches_up_with_any_history(store: Store, tmp_path: Path, seed: int) -> None:
    """Whatever happened between the syncs, the last one ends as the first of a new wall would."""
    random = Random(seed)
    with Emulator(now=NOW) as github:
        life = Life(github, random)
        for _ in range(4):
            life.live(random.randrange(1, 30))
            sync_all(store, github, Options(news_only=random.random() < 0.3))
        life.live(20)
        github.clock.move(days=1)
        sync_all(store, github)

        assert exported_afresh(github, tmp_path) == exported(store)


@pytest.mark.parametrize("seed", range(3))
def test_sync_in_small_portions_catches_up(store: Store, tmp_path: Path, seed: int) -> None:
    """Stopped after every few points, while GitHub lives on, it comes to the same end."""
    random = Random(seed)
    with Emulator(now=NOW) as github:
        life = Life(github, random)
        for _ in range(4):
            life.live(15)
            sync_all(store, github, Options(max_points=random.randrange(3, 6)))
        github.clock.move(days=1)
        sync_to_the_end(store, github, max_points=3)
        github.clock.move(days=1)
        runs = sync_to_the_end(store, github, max_points=3)

        assert runs > 1
        assert exported_afresh(github, tmp_path) == exported(store)
