"""From a thread's record to the thread on the wall."""

import json
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from builders import a_config, a_post, a_thread, on_day
from conversation_wall.github.interchange import read_threads
from conversation_wall.records import ThreadRecord, ThreadType
from conversation_wall.wall.boilerplate import boilerplate_posts
from conversation_wall.wall.curation import curate, team_posts
from conversation_wall.wall.model import AnswerReason, Kind, Role, Speaker, Status, Thread, Told

TOLD = (
    "### Who\n\n{who}\n\n### Where\n\nby e-mail\n\n### When\n\n{when}\n\n### Their words\n\nCold."
)
ADDRESS = "https://github.com/hollin/coffee/issues/1"


def curated(record: ThreadRecord, **settings: object) -> Thread:
    """Give the thread as the wall shows it."""
    thread = curate(record, a_config(**settings), frozenset())
    assert thread is not None
    return thread


def outline(thread: Thread) -> str:
    """Draw the posts of a thread, a line each: side, name, words."""
    return "\n".join(
        f"{post.speaker.role.value} {post.speaker.name or '-'}: {post.body}"
        for post in thread.posts
    )


def test_a_conversation_has_two_sides() -> None:
    """A thread shows who said what, by time, and what came of it."""
    reply = a_post("Thank you.", by="cara", day=3)
    comments = [
        a_post("Mine too.", by=None, day=2),
        a_post("We will warm the cups.", by="ada", day=1, replies=[reply]),
        a_post("Noted.", by="helper[bot]", day=4),
    ]
    thread = curated(
        a_thread("The coffee was cold.", comments=comments, labels=["idea", "planned", "Cups"]),
        team={"ada": "Ada L."},
    )

    expected = """\
customer cara: The coffee was cold.
team Ada L.: We will warm the cups.
customer -: Mine too.
customer cara: Thank you.
bot helper[bot]: Noted."""
    assert expected == outline(thread)
    assert (Kind.IDEA, Status.PLANNED) == (thread.kind, thread.status)
    assert ["cups"] == [topic.slug for topic in thread.topics]
    assert thread.is_clocked


def test_what_is_not_published_is_no_thread() -> None:
    """A thread that the settings leave out is None."""
    assert curate(a_thread(), a_config(publish="approved"), frozenset()) is None


def test_boilerplate_is_shown_and_marked() -> None:
    """Boilerplate stays on the wall, marked, and answers nothing; a customer pastes freely."""
    comments = [a_post("Thanks!", by="ada", id="C1"), a_post("Thanks!", by="dan", id="C2", day=2)]
    thread = curate(a_thread(comments=comments), a_config(), frozenset({"C1", "C2"}))

    assert thread is not None
    assert [False, True, False] == [post.is_boilerplate for post in thread.posts]
    assert Status.WAITING == thread.status


def test_boilerplate_is_sought_among_the_team_s_comments() -> None:
    """Only comments of the team that are on the wall are compared."""
    comments = [
        a_post("Thanks!", by="ada", id="C1", replies=[a_post("Yes.", by="ada", id="C2")]),
        a_post("Thanks!", by="dan"),
        a_post("Thanks!", by="ada", minimized="spam"),
    ]
    threads = [
        a_thread(by="ada", comments=comments),
        a_thread(labels=["secret"], comments=comments),
    ]
    found = list(team_posts(threads, a_config(except_=["label:secret"])))

    thread_id = threads[0].id
    assert [(thread_id, "C1", "Thanks!"), (thread_id, "C2", "Yes.")] == found


def test_what_was_told_elsewhere_is_the_customer_s() -> None:
    """The words that the team brought in are a customer's, said on the day they name."""
    record = a_thread(TOLD.format(who="Dafydd P.", when="2024-12-24"), by="ada", labels=["idea"])
    thread = curated(record)

    assert Speaker(Role.CUSTOMER, "", "Dafydd P.") == thread.opening.speaker
    assert "Cold." == thread.opening.body
    assert Told("Dafydd P.", "by e-mail", date(2024, 12, 24)) == thread.told
    assert on_day(-8) == thread.opened_at == thread.opening.created_at
    assert (Kind.IDEA, True) == (thread.kind, thread.is_clocked)


def test_what_was_told_on_an_unknown_day_is_off_the_clocks() -> None:
    """Without its day nobody knows how long a critique has waited."""
    thread = curated(a_thread(TOLD.format(who="_No response_", when="in spring"), by="ada"))

    assert Speaker(Role.CUSTOMER, "", "") == thread.opening.speaker
    assert on_day(0) == thread.opened_at
    assert not thread.is_clocked


def test_the_day_it_was_brought_in_stays() -> None:
    """Brought in on the day it was told, it was opened when it was posted."""
    record = a_thread(TOLD.format(who="", when="2025-01-02"), by="ada", day=0.5)

    assert on_day(0.5) == curated(record).opened_at


def test_only_the_team_tells_for_others() -> None:
    """The form filled in by a customer is their own critique, headings and all (T9)."""
    body = TOLD.format(who="Ada", when="2024-12-24")
    thread = curated(a_thread(body, by="cara"))

    assert ("cara", body, None) == (thread.opening.speaker.name, thread.opening.body, thread.told)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (f"{ADDRESS}#issuecomment-42", "issuecomment-42"),
        (ADDRESS, "post-1"),
        (f"{ADDRESS}#", "post-1"),
        (f"{ADDRESS}#42", "post-1"),
        (f"{ADDRESS}#a b", "post-1"),
        (f'{ADDRESS}#"><script>', "post-1"),
        (f"{ADDRESS}#{'a' * 82}", "post-1"),
        (f"{ADDRESS}#Opening", "post-1"),
        (f"{ADDRESS}#wall-nav", "post-1"),
        (f"{ADDRESS}#post-2", "post-1"),
        (f"{ADDRESS}#issuecomment-42\n", "post-1"),
    ],
)
def test_a_post_s_anchor_is_the_fragment_of_its_address(url: str, expected: str) -> None:
    """A fragment that is fit for an anchor is kept; else the post's place is its anchor."""
    thread = curated(a_thread(comments=[a_post(url=url)]))

    assert ["opening", expected] == [post.anchor for post in thread.posts]


def test_anchors_are_unique() -> None:
    """Of posts with one fragment the first on GitHub keeps it, whoever was earlier."""
    comments = [a_post(url=f"{ADDRESS}#same", day=2), a_post(url=f"{ADDRESS}#same", day=1)]
    thread = curated(a_thread(comments=comments))

    assert ["opening", "post-2", "same"] == [post.anchor for post in thread.posts]


def test_addresses_lead_to_the_web_only() -> None:
    """An imported address that is none of the web leads nowhere."""
    thread = curated(a_thread(comments=[a_post(url="javascript:alert(1)")]))

    assert ["https://github.com/hollin/coffee/discussions/1", ""] == [p.url for p in thread.posts]


@pytest.mark.parametrize(
    ("type_", "upvotes", "thumbs_up", "expected"),
    [
        (ThreadType.DISCUSSION, 3, 9, 2),
        (ThreadType.DISCUSSION, 1, 0, 0),
        (ThreadType.DISCUSSION, 0, 0, 0),
        (ThreadType.ISSUE, 3, 9, 9),
        (ThreadType.ISSUE, 3, 0, 0),
    ],
)
def test_people_agree_by_upvotes_or_thumbs(
    type_: ThreadType, upvotes: int, thumbs_up: int, expected: int
) -> None:
    """A Discussion counts its upvotes less the opener's own, an Issue its 👍."""
    opening = a_post(upvotes=upvotes, thumbs_up=thumbs_up)

    assert expected == curated(a_thread(type=type_, opening=opening)).agree_count


def test_a_reply_updates_its_thread() -> None:
    """A thread was updated when its last post was written or edited."""
    comments = [a_post(day=1, edited_on=9), a_post(day=3)]

    assert on_day(9) == curated(a_thread(comments=comments)).updated_at


def test_associations_count_as_first_seen() -> None:
    """Without a roster, who was a member when the post was first seen still is."""
    left = a_post("We will.", by="ada", association="NONE", first_association="MEMBER")
    joined = a_post("We did.", by="dan", association="MEMBER", first_association="NONE", day=2)
    thread = curated(a_thread(comments=[left, joined]), team=[])

    expected = [Role.CUSTOMER, Role.TEAM, Role.CUSTOMER]
    assert expected == [post.speaker.role for post in thread.posts]


@pytest.mark.parametrize(
    ("by", "settled_by"),
    [("cara", "cara"), ("CARA", "cara"), ("ada", "ada"), ("dora", None), (None, None)],
)
def test_who_asked_and_the_team_can_settle(by: str | None, settled_by: str | None) -> None:
    """On GitHub others may mark an answer, too; for the wall they speak for nobody."""
    thread = curated(a_thread(settled_by=by))

    assert settled_by == (thread.settled_by and thread.settled_by.login)


def test_who_was_of_the_team_then_settled_for_it() -> None:
    """Without a roster, whoever may mark an answer and did not ask is of the team."""
    team = {"ada": {"until": "2025-01-05"}}

    assert curated(a_thread(settled_by="ada"), team=team).settled_by is None
    guessed = curated(a_thread(settled_by="ada"), team=[]).settled_by
    assert guessed
    assert guessed.is_team
    asked = curated(a_thread(settled_by="cara"), team=[]).settled_by
    assert asked
    assert not asked.is_team


def read_data(shared: Path, name: str) -> tuple[list[ThreadRecord], list[str]]:
    """Read real conversations, and who speaks for the business there."""
    folder = shared / "data" / name
    team = json.loads((folder / "team.json").read_text(encoding="utf-8"))
    return list(read_threads(folder / "threads.ndjson.zst")), team["logins"]


@pytest.mark.parametrize("name", ["payload-discussions", "bitcoin-core-gui"])
def test_real_conversations_are_kept_whole(shared: Path, name: str) -> None:
    """Every thread and post that GitHub shows is on the wall, in order, once."""
    records, logins = read_data(shared, name)
    config = a_config(sources=[records[0].source], team=logins)
    boilerplate = boilerplate_posts(team_posts(records, config))

    for record in records:
        thread = curate(record, config, boilerplate)
        assert thread is not None
        given = [post for comment in record.comments for post in (comment, *comment.replies)]
        assert {record.id, *(post.id for post in given)} == {post.id for post in thread.posts}
        assert len(given) + 1 == len(thread.posts)
        assert len(thread.posts) == len({post.anchor for post in thread.posts})
        times = [post.created_at for post in thread.posts[1:]]
        assert sorted(times) == times
        assert (thread.answer is None) == (thread.first_answer_at is None)
        assert (thread.status is Status.WAITING) <= (thread.answer is None)


def test_real_marks_become_answers(shared: Path) -> None:
    """A post marked on GitHub stands beside the critique, if the team gave it to somebody else."""
    records, logins = read_data(shared, "payload-discussions")
    config = a_config(sources=[records[0].source], team=logins)
    boilerplate = boilerplate_posts(team_posts(records, config))
    threads = [curate(record, config, boilerplate) for record in records]
    reasons = Counter(thread.answer.reason for thread in threads if thread and thread.answer)
    helped = sum(1 for thread in threads if thread and thread.helper)

    assert 241 == sum(1 for record in records if record.answer_id)
    # Of the 49 others, 36 askers marked their own post, and one of the team theirs.
    assert 192 == reasons[AnswerReason.MARKED_ON_GITHUB]
    assert 12 == helped
