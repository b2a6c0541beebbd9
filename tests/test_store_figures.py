"""The store counts for itself: who wrote how much, and when conversations began."""

from pathlib import Path

from builders import a_person, a_post, a_thread, on_day
from conversation_wall.store import Store


def test_posts_are_counted_by_account_and_association(tmp_path: Path) -> None:
    """An account is its login and number; ghosts are nobody; the first association counts."""
    mine = a_person("Ada", database_id=7)
    posts = [
        a_post(by=mine, association="OWNER", replies=[a_post(by=mine, association="OWNER")]),
        a_post(by="ada", association="NONE", first_association="MEMBER"),
        a_post(by=None),
    ]
    with Store.open(tmp_path / "store.sqlite3", create=True) as store:
        with store.transaction():
            store.save_thread(a_thread(by="cara", comments=posts))
        counts = store.count_authors()

    assert {
        ("Ada", 7, "OWNER", 2),
        ("ada", None, "MEMBER", 1),
        ("cara", None, "NONE", 1),
    } == {
        (each.person.login, each.person.database_id, each.association, each.posts)
        for each in counts
    }


def test_conversations_begin_with_their_opening_posts(tmp_path: Path) -> None:
    """In the order of time, each once, whatever came later."""
    with Store.open(tmp_path / "store.sqlite3", create=True) as store:
        with store.transaction():
            store.save_thread(a_thread(number=1, day=5, comments=[a_post(day=6)]))
            store.save_thread(a_thread(number=2, day=3))
        opened_at = store.opening_times()

    assert (on_day(3), on_day(5)) == opened_at


def test_sound_store_passes_an_examination(tmp_path: Path) -> None:
    """A whole file says nothing."""
    with Store.open(tmp_path / "store.sqlite3", create=True) as store:
        with store.transaction():
            store.save_thread(a_thread())
        store.examine()
