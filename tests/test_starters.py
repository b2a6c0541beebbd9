"""`wall starters` proposes what the wall itself lacks, and knows what was asked before."""

import json
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from builders import a_post, a_thread, on_day
from conversation_wall.records import ThreadRecord
from conversation_wall.site.published import all_published
from conversation_wall.site.reminders import reminders
from conversation_wall.site.starters_page import note_threads, starters_view
from conversation_wall.site.views import StartersView
from conversation_wall.store import Store
from conversation_wall.wall.starters import Gap, Noted, Reason, find_gaps
from scenes import a_stage
from sites import a_wall, build, run_wall, succeed

YEAR = 365
# Three critiques, of which no gap is made: the wall is not empty.
TALK = [
    a_thread(
        number=number, day=1, by=by, title=title, comments=[a_post("We look.", by="ada", day=2)]
    )
    for number, by, title in ((91, "una", "Chairs"), (92, "vera", "Windows"), (93, "will", "Doors"))
]


def gaps(tmp_path: Path, *threads: ThreadRecord, now: float) -> list[Gap]:
    """Find the gaps of a wall on a day."""
    stage = a_stage(tmp_path, [*TALK, *threads], now=now)
    noted = [Noted.of(thread) for thread in stage.threads.values()]
    return list(find_gaps(noted, (), on_day(now)))


def view(tmp_path: Path, *threads: ThreadRecord, now: float = 30) -> StartersView:
    """Make what an owner sees."""
    stage = a_stage(tmp_path, threads, now=now)
    with Store.open(stage.store) as store:
        notes = note_threads(all_published(store.load_threads(), stage.scene.gathered.rules))
    return starters_view(notes, stage.scene)


def done(*more: object, day: float = 10) -> ThreadRecord:
    """Build what was done, and what was said afterwards."""
    comments = [a_post("Done: new lids.", by="ada", day=day), *more]
    return a_thread(number=1, title="Lids", labels=["done"], comments=comments)  # type: ignore[arg-type]


def test_empty_wall_gets_the_first_questions(tmp_path: Path) -> None:
    """Three of them, until three critiques are there."""
    assert [1, 2, 3] == [one.number for one in find_gaps((), (), on_day(1))]
    assert [] == gaps(tmp_path, now=30)


def test_what_was_done_is_asked_about_once_it_has_settled(tmp_path: Path) -> None:
    """Not in the first week, and not after a year."""
    (tmp_path / "early").mkdir()
    (tmp_path / "late").mkdir()

    assert [Reason.UNCONFIRMED] == [gap.reason for gap in gaps(tmp_path, done(), now=20)]
    assert [] == gaps(tmp_path / "early", done(), now=16)
    late = [gap.reason for gap in gaps(tmp_path / "late", done(), now=11 + YEAR)]
    assert Reason.UNCONFIRMED not in late


def test_who_came_back_is_not_asked_again(tmp_path: Path) -> None:
    """A word of the opener after the change confirms it; one of somebody else does not."""
    (tmp_path / "other").mkdir()
    back = done(a_post("Better!", by="cara", day=12))
    other = done(a_post("Better!", by="dora", day=12))

    assert [] == gaps(tmp_path, back, now=30)
    assert [Reason.UNCONFIRMED] == [gap.reason for gap in gaps(tmp_path / "other", other, now=30)]


def test_most_wanted_is_the_one_that_most_agree_with(tmp_path: Path) -> None:
    """Only among those who wait, and only where two others agree."""
    threads = [
        a_thread(number=number, opening=a_post("More light.", upvotes=votes))
        for number, votes in ((1, 2), (2, 4), (3, 3))
    ]
    answered = a_thread(
        number=4, opening=a_post("Hm.", upvotes=9), comments=[a_post("We will.", by="ada")]
    )
    found = gaps(tmp_path, *threads, answered, now=5)

    assert [(Reason.WANTED, 2)] == [(gap.reason, gap.threads[0].key.number) for gap in found]


@pytest.mark.parametrize(
    ("now", "years"), [(2 + YEAR, 1), (30 + YEAR, 1), (40 + YEAR, 0), (2 + 2 * YEAR, 2), (300, 0)]
)
def test_promise_has_an_anniversary_every_year(tmp_path: Path, now: float, years: int) -> None:
    """For a month after it."""
    promise = a_thread(labels=["planned"], comments=[a_post("Planned: lamps.", by="ada", day=2)])
    found = [gap for gap in gaps(tmp_path, promise, now=now) if gap.reason is Reason.ANNIVERSARY]

    assert [years] * bool(years) == [gap.number for gap in found]


@pytest.mark.parametrize(
    ("one", "other", "by", "found"),
    [
        ("The music should be louder", "Please make the music quieter", "dora", 1),
        ("The music should be louder", "Please make the music quieter", "cara", 0),
        ("The music should be louder", "Please make the soup hotter", "dora", 0),
        ("The music should be louder", "The music is too loud", "dora", 0),
        ("Louder or quieter music?", "Please make the music quieter", "dora", 0),
    ],
)
def test_opposites_about_one_thing_disagree(
    tmp_path: Path, one: str, other: str, by: str, found: int
) -> None:
    """Of two people, in two titles that share a word."""
    threads = a_thread(number=1, title=one), a_thread(number=2, title=other, by=by)
    pairs = [gap for gap in gaps(tmp_path, *threads, now=5) if gap.reason is Reason.DISAGREEMENT]

    assert found == len(pairs)


def test_topic_is_quiet_after_two_months(tmp_path: Path) -> None:
    """The last critique counts, of whatever status."""
    (tmp_path / "before").mkdir()
    (tmp_path / "again").mkdir()
    first = a_thread(number=1, labels=["Cups"], comments=[a_post("Ah.", by="ada", day=1)])
    again = a_thread(number=2, labels=["Cups"], day=50, comments=[a_post("Oh.", by="ada", day=51)])

    assert ["Cups"] == [gap.topic.name for gap in gaps(tmp_path, first, now=60) if gap.topic]
    assert [] == gaps(tmp_path / "before", first, now=59)
    assert [] == gaps(tmp_path / "again", first, again, now=70)


def test_posted_starter_is_known_again_and_its_replies_are_counted(tmp_path: Path) -> None:
    """It carries a mark that GitHub does not show; for a year it is not proposed again."""
    (tmp_path / "posted").mkdir()
    (tmp_path / "year").mkdir()
    proposed = view(tmp_path, *TALK, done(), now=30).starters[0]
    assert proposed.post is not None
    query = parse_qs(urlsplit(proposed.post.url).query)
    asked = a_thread(
        query["body"][0],
        by="ada",
        day=31,
        number=7,
        title=query["title"][0],
        category=query["category"][0],
        comments=[
            a_post("Yes.", by="cara", day=32),
            a_post("A little.", by="cara", day=33),
            a_post("No.", by="dora", day=33),
            a_post("Thanks.", by="ada", day=34),
        ],
    )
    posted = view(tmp_path / "posted", *TALK, done(), asked, now=40)

    assert "announcements" == query["category"][0]
    assert () == posted.starters
    assert [(proposed.title, "3 replies from 2 customers")] == [
        (one.title, one.result) for one in posted.asked
    ]


def test_customer_cannot_pose_as_a_starter(tmp_path: Path) -> None:
    """Only a thread that the team began is one."""
    fake = a_thread("Hm. <!-- wall:starter first-1 -->", number=7)
    seen = view(tmp_path, fake)

    assert () == seen.asked
    assert "What should we do better?" == seen.starters[0].title


def test_wall_of_issues_posts_issues(tmp_path: Path) -> None:
    """Where no Discussions are read, the link leads to a new Issue."""
    stage = a_stage(tmp_path, [], sources=["hollin/coffee"])
    discussions = starters_view(note_threads(()), stage.scene).starters[0].post
    (tmp_path / "issues").mkdir()
    stage = a_stage(tmp_path / "issues", [], sources=["hollin/coffee#issues"])
    issues = starters_view(note_threads(()), stage.scene).starters[0].post

    assert discussions is not None
    assert issues is not None
    assert discussions.url.startswith("https://github.com/hollin/coffee/discussions/new?category=")
    assert issues.url.startswith("https://github.com/hollin/coffee/issues/new?title=")


def test_command_prints_what_to_post(tmp_path: Path) -> None:
    """As text, or as JSON; a title cannot write on the terminal."""
    title = "Lids \x1b[31mred"
    folder = a_wall(tmp_path, [*TALK, a_thread(number=1, title=title, opening=a_post(upvotes=5))])
    text = succeed(run_wall(folder, "starters")).out
    told = json.loads(succeed(run_wall(folder, "starters", "--json")).out)

    assert "How should we do this?" in text
    assert "Four people agree, and nobody has answered." in text
    assert "https://github.com/hollin/coffee/discussions/new?category=announcements&title=" in text
    assert "\x1b" not in text
    assert ["starters", "asked"] == [name for name in told if name in ("starters", "asked")]


def test_published_wall_has_no_such_page(tmp_path: Path) -> None:
    """Only the preview makes it."""
    output = build(a_wall(tmp_path, TALK))

    assert not (output / "starters").exists()


def test_sync_names_who_has_waited_too_long(tmp_path: Path) -> None:
    """Beyond the aim only, the longest first, ten at most, by the name that the wall shows."""
    threads = [
        a_thread(number=number, day=number, by=f"guest{number}", title=f"Case {number}")
        for number in range(1, 15)
    ]
    told = list(reminders(a_stage(tmp_path, threads, now=15).scene))
    (tmp_path / "none").mkdir()
    none = list(reminders(a_stage(tmp_path / "none", threads, now=15, answer_within=14).scene))

    assert "Eleven customers have waited for more than three\N{NO-BREAK SPACE}days:" == told[0]
    assert (
        "- guest1, 14\N{NO-BREAK SPACE}days: “Case 1” (https://github.com/hollin/coffee/issues/1)"
    ) == told[1]
    assert ("- and 1 more", 12) == (told[-1], len(told))
    assert [] == none


def test_written_outcome_counts(tmp_path: Path) -> None:
    """A shop without code says what it did in a file, and is asked whether it helped."""
    later = a_thread(number=5, day=20, title="Later", comments=[a_post("Yes.", by="ada", day=30)])
    lids = a_thread(number=1, title="Lids", day=1)
    folder = a_wall(tmp_path, [*TALK, lids, later])
    outcomes = folder / "content" / "outcomes"
    outcomes.mkdir()
    text = "Title: New lids\nDate: 2025-01-03\nThread: 1\n\nThey close.\n"
    (outcomes / "lids.md").write_text(text, "utf-8")

    assert "Is it better now? (Lids)" in succeed(run_wall(folder, "starters")).out
