"""What is not shown is counted by its reason, with its days, and never a word of it is told."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from builders import a_config, a_post, a_thread, on_day
from conversation_wall.config import Config
from conversation_wall.records import ThreadRecord
from conversation_wall.site.gathering import gather
from conversation_wall.store import Store
from conversation_wall.store.saving import Reading
from conversation_wall.wall.ledger import Entry
from conversation_wall.wall.privacy.forgetting import entries_of
from sites import a_wall, build, read_page

CANARY = "CANARY: my boss reads this"
SALT = "0123456789abcdef"


def ledger_of(
    folder: Path, readings: Iterable[tuple[float, list[ThreadRecord]]], config: Config
) -> list[str]:
    """Let a sync read threads on some days, and give the ledger: reason, count, first, last."""
    with Store.open(folder / "store.sqlite3", create=True) as store:
        before: set[str] = set()
        for day, threads in readings:
            with store.transaction():
                for thread in threads:
                    store.save_thread(thread, Reading(checked_at=on_day(day)))
                ids = {thread.id for thread in threads}
                store.remove_threads(sorted(before - ids), on_day(day))
                store.save_seen_at(on_day(day))
            before = ids
        return [said(entry) for entry in gather(store, config).ledger]


def said(entry: Entry) -> str:
    """Say an entry in a line: the days are counted from the first of 2025."""
    days = [(at - on_day(0)).days for at in (entry.first, entry.last)]
    return f"{entry.reason} {entry.count} {days[0]}-{days[1]}"


def hidden(*reasons: str | None, **fields: object) -> ThreadRecord:
    """Build a thread with comments that are hidden for these reasons, or not."""
    comments = [
        a_post(CANARY, id=f"C_{place}", day=place + 1, minimized=reason)
        for place, reason in enumerate(reasons)
    ]
    return a_thread(comments=comments, **fields)  # type: ignore[arg-type]


def test_hidden_posts_are_counted_by_reason_since_noticed(tmp_path: Path) -> None:
    """The day is the one on which the wall noticed, not that of the message."""
    first, later = hidden(None, "spam", None), hidden("OFF_TOPIC", "spam", "spam")

    assert ["hidden:off-topic 1 30-30", "hidden:spam 2 20-30"] == ledger_of(
        tmp_path, [(20, [first]), (30, [later])], a_config()
    )


def test_what_was_imported_has_the_days_of_its_messages(tmp_path: Path) -> None:
    """Without a history there is no other day."""
    with Store.open(tmp_path / "store.sqlite3", create=True) as store:
        with store.transaction():
            store.save_thread(hidden("spam", None, "spam"))
        (entry,) = gather(store, a_config()).ledger

    assert "hidden:spam 2 1-3" == said(entry)


def test_what_was_deleted_is_counted_and_what_came_back_is_not(tmp_path: Path) -> None:
    """A message or a conversation that is there again is not deleted."""
    both, one = hidden(None, None), hidden(None)
    other = a_thread(number=2)
    readings = [(20, [both, other]), (30, [one]), (40, [both])]

    assert ["gone:post 1 30-30", "gone:thread 1 30-30"] == ledger_of(
        tmp_path / "gone", readings[:2], a_config()
    )
    assert ["gone:thread 1 30-30"] == ledger_of(tmp_path / "back", readings, a_config())


def test_locked_threads_are_counted_since_noticed(tmp_path: Path) -> None:
    """They are shown, but nobody can answer."""
    readings = [(20, [a_thread()]), (30, [a_thread(locked=True)]), (40, [a_thread(locked=True)])]

    assert ["locked 1 30-30"] == ledger_of(tmp_path, readings, a_config())


def test_what_waits_for_approval_is_counted_whole(tmp_path: Path) -> None:
    """All messages of a conversation that is held back are."""
    threads = [hidden(None), a_thread(number=2, labels=["approved"])]

    assert ["wall:held 2 0-1"] == ledger_of(tmp_path, [(9, threads)], a_config(publish="approved"))


def test_what_is_not_for_this_wall_is_counted(tmp_path: Path) -> None:
    """Labels of the settings leave conversations out; the ledger says how much that is."""
    threads = [hidden(None, labels=["internal"]), a_thread(number=2)]
    config = a_config(except_=["label:internal"])

    assert ["excluded 2 0-1"] == ledger_of(tmp_path, [(9, threads)], config)


def test_blocked_forgotten_and_floods_are_counted(tmp_path: Path) -> None:
    """Each of the wall's own reasons has its line."""
    comments = [
        *(a_post(by="flo", day=4 + place / 100) for place in range(3)),
        a_post(by="bob", day=2),
        a_post(by="gone", day=3),
    ]
    config = a_config(block=["bob"], posts_a_day=2, forget=list(entries_of("gone", None, SALT)))

    assert ["wall:blocked 1 2-2", "wall:flood 1 4-4", "wall:forgotten 1 3-3"] == ledger_of(
        tmp_path, [(9, [a_thread(comments=comments)])], config
    )


def test_nothing_of_it_is_told(tmp_path: Path) -> None:
    """The page has counts, reasons and days; of who is forgotten not even those."""
    comments = [
        a_post(CANARY, by="gone", day=3),
        a_post(CANARY, by="canary-login", day=4, minimized="canary <script>"),
    ]
    threads = [a_thread(comments=comments), a_thread(CANARY, number=2, labels=["internal"])]
    wall = a_wall(
        tmp_path,
        threads,
        WALL_FORGET=list(entries_of("gone", None, SALT)),
        WALL_EXCEPT=["label:internal"],
    )
    page = (build(wall) / "moderation" / "index.html").read_text("utf-8")
    text = read_page(page).text

    assert "Messages of people who asked to be forgotten 1––" in text
    assert "Messages in conversations that are not for this wall 1January 1, 2025" in text
    assert "Messages hidden on GitHub: canary <script> 1January 5, 2025" in text
    assert "<script>" not in page
    assert "boss" not in text
    assert "canary-login" not in text


@pytest.mark.parametrize("own", [False, True])
def test_page_is_there_and_gives_way_to_the_owners(tmp_path: Path, own: bool) -> None:
    """Foot and figures lead to it; an owner's own page takes its place, as with the others."""
    wall = a_wall(tmp_path, [a_thread()])
    if own:
        file = wall / "content" / "pages" / "moderation.md"
        file.write_text("Title: How we moderate\nSlug: moderation\n\nGently.\n", "utf-8")
    output = build(wall)
    page = (output / "moderation" / "index.html").read_text("utf-8")

    assert own is ("Gently." in page)
    assert own is not ("Nothing is hidden" in page)
    assert "../moderation/" in (output / "how-were-doing" / "index.html").read_text("utf-8")
