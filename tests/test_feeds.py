"""The feeds: what was said last, and what was answered last, for any reader of Atom."""

from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

from builders import a_person, a_post, a_thread, on_day
from conversation_wall.records import ThreadRecord
from conversation_wall.site.feeds import ENTRIES
from sites import a_wall, build

ATOM = "{http://www.w3.org/2005/Atom}"
SITE = "https://hollin.example/wall"
ANSWER = a_post("New lid.", by="ada", day=5, url="https://github.com/hollin/coffee/x#answer-1")
# What XML 1.0 cannot carry, and what would end an element.
HOSTILE = "\x00\x0b\ufffe]]></content></feed><script>alert(1)</script>&nbsp;"


def feed_of(
    folder: Path, name: str, *threads: ThreadRecord, url: str = SITE
) -> ElementTree.Element:
    """Build a wall and read one of its feeds."""
    output = build(a_wall(folder, threads, SITEURL=url))
    return ElementTree.fromstring((output / name).read_bytes())


def texts(feed: ElementTree.Element, name: str) -> list[str | None]:
    """Give one field of each entry."""
    return [entry.findtext(ATOM + name) for entry in feed.iter(f"{ATOM}entry")]


def links(feed: ElementTree.Element) -> list[str | None]:
    """Give where each entry leads."""
    return [link.get("href") for entry in feed.iter(f"{ATOM}entry") for link in entry.iter(f"{ATOM}link")]  # fmt: skip


def test_newest_critiques_come_first_and_announcements_not_at_all(tmp_path: Path) -> None:
    """Who subscribes hears customers; praise is theirs, too."""
    feed = feed_of(
        tmp_path,
        "feed.xml",
        a_thread(number=1, day=1, title="One"),
        a_thread(number=2, day=3, title="Two", category="kind-words"),
        a_thread(number=3, day=2, title="We ask", by="ada", category="announcements"),
    )

    assert ["Two", "One"] == texts(feed, "title")
    assert [f"{SITE}/said/2/", f"{SITE}/said/1/"] == links(feed)
    assert ["2025-01-04T00:00:00+00:00", "2025-01-02T00:00:00+00:00"] == texts(feed, "published")


def test_answers_lead_to_the_post_that_answered(tmp_path: Path) -> None:
    """The latest first answer comes first; who waits is not in it."""
    feed = feed_of(
        tmp_path,
        "answers.xml",
        a_thread(number=1, title="Lid", comments=[ANSWER]),
        a_thread(number=2, title="Cup", comments=[a_post("Yes.", by="ada", day=9)]),
        a_thread(number=3),
    )

    assert ["Answer: Cup", "Answer: Lid"] == texts(feed, "title")
    assert f"{SITE}/said/1/#answer-1" == links(feed)[1]
    assert "<p>New lid.</p>\n" == texts(feed, "content")[1]


def test_date_of_a_feed_is_that_of_its_newest_entry(tmp_path: Path) -> None:
    """No clock of the machine: the same store gives the same bytes; an edit counts."""
    edited = a_thread(opening=a_post("Cold.", day=1, edited_on=6))
    feed = feed_of(tmp_path, "feed.xml", edited)

    assert "2025-01-07T00:00:00+00:00" == feed.findtext(f"{ATOM}updated")
    assert ["2025-01-07T00:00:00+00:00"] == texts(feed, "updated")


def test_empty_feed_is_dated_by_the_wall(tmp_path: Path) -> None:
    """A new wall can be subscribed to on its first day."""
    feed = feed_of(tmp_path, "answers.xml", a_thread(day=4))

    assert [] == texts(feed, "title")
    assert "2025-01-05T00:00:00+00:00" == feed.findtext(f"{ATOM}updated")


def test_ids_stay_when_a_title_is_edited_or_the_site_moves(tmp_path: Path) -> None:
    """A reader shows what it knows once, and never again."""
    thread = a_thread(title="Lid")
    before = feed_of(tmp_path / "one", "feed.xml", thread)
    after = feed_of(tmp_path / "two", "feed.xml", replace(thread, title="Lids"), url="")

    assert texts(before, "id") == texts(after, "id")
    assert ["tag:github.com,2026:hollin/coffee/discussions/1/opening"] == texts(after, "id")
    assert ["said/1/"] == links(after)


def test_hostile_words_cannot_break_a_feed(tmp_path: Path) -> None:
    """Title, name, label and text are escaped for XML, and cleaned of what it cannot carry."""
    thread = a_thread(HOSTILE, title=HOSTILE, by=a_person(HOSTILE), labels=[HOSTILE])
    feed = feed_of(tmp_path, "feed.xml", thread)

    (content,) = texts(feed, "content")
    assert content
    assert "<script" not in content
    assert ENTRIES >= len(texts(feed, "title")) == 1


def test_feed_holds_the_newest_only(tmp_path: Path) -> None:
    """A feed of everything would be downloaded by everybody, every hour."""
    threads = [a_thread(number=number, day=number) for number in range(1, ENTRIES + 5)]
    feed = feed_of(tmp_path, "feed.xml", *threads)

    assert ENTRIES == len(texts(feed, "title"))
    assert f"{SITE}/said/{ENTRIES + 4}/" == links(feed)[0]
    assert on_day(ENTRIES + 4).isoformat() == texts(feed, "published")[0]
