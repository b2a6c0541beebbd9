"""Which post stands beside the critique."""

import pytest

from builders import a_config, a_post, a_thread, on_day
from conversation_wall.records import PostRecord, ThreadRecord
from conversation_wall.wall.curation import curate
from conversation_wall.wall.model import AnswerReason, Thread

TOLD = "### Who\n\nDafydd\n\n### Where\n\nby e-mail\n\n### Their words\n\nIt was cold."


def curated(
    record: ThreadRecord, *, boilerplate: tuple[str, ...] = (), **settings: object
) -> Thread:
    """Give the thread as the wall shows it."""
    thread = curate(record, a_config(**settings), frozenset(boilerplate))
    assert thread is not None
    return thread


def answer_in(thread: Thread) -> tuple[str, AnswerReason] | None:
    """Give the id of the answer, and why it was chosen."""
    return (thread.answer.post.id, thread.answer.reason) if thread.answer else None


def an_answer(id: str, **facts: object) -> PostRecord:
    """Build a post by Ada, of the team."""
    return a_post("We will warm the cups.", by="ada", id=id, **facts)  # type: ignore[arg-type]


def test_the_first_word_of_the_team_is_the_answer() -> None:
    """Without a mark the team's first substantive post answers, a reply as well as a comment."""
    reply = an_answer("reply", day=2)
    comments = [a_post("Mine too.", by="dan", replies=[reply]), an_answer("later", day=3)]
    thread = curated(a_thread(comments=comments))

    assert ("reply", AnswerReason.FIRST_REPLY) == answer_in(thread)
    assert on_day(2) == thread.first_answer_at


def test_the_post_marked_on_github_wins() -> None:
    """GitHub's mark on a post of the team wins, and the clock still stops at the first."""
    comments = [
        an_answer("first", day=1),
        a_post("<!-- wall:answer --> Look here.", by="ada", day=2),
        an_answer("marked", day=3),
    ]
    thread = curated(a_thread(comments=comments, answer_id="marked"))

    assert ("marked", AnswerReason.MARKED_ON_GITHUB) == answer_in(thread)
    assert on_day(1) == thread.first_answer_at


def test_the_mark_may_stand_on_the_post() -> None:
    """Where GitHub gives the mark with the post, it counts as well."""
    comments = [an_answer("first"), an_answer("marked", day=3, marked=True)]

    expected = ("marked", AnswerReason.MARKED_ON_GITHUB)
    assert expected == answer_in(curated(a_thread(comments=comments)))


@pytest.mark.parametrize("mark", ["<!-- wall:answer -->", "<!--Wall:Answer-->"])
def test_the_team_marks_its_answer(mark: str) -> None:
    """The last post of the team with the wall's own mark wins over the first reply."""
    comments = [
        an_answer("first"),
        a_post(f"{mark}\nNo.", by="ada", id="once", day=2),
        a_post(f"Yes.\n{mark}", by="ada", id="again", day=3),
    ]

    expected = ("again", AnswerReason.MARKED_BY_TEAM)
    assert expected == answer_in(curated(a_thread(comments=comments)))


def test_a_customer_marks_nothing() -> None:
    """The wall's mark in a customer's post is a comment like any other."""
    comments = [an_answer("first"), a_post("<!-- wall:answer --> Me!", by="dan", day=2)]

    expected = ("first", AnswerReason.FIRST_REPLY)
    assert expected == answer_in(curated(a_thread(comments=comments)))


@pytest.mark.parametrize(
    "post",
    [
        a_post("We will warm the cups.", by="dan"),
        a_post("We will warm the cups.", by="helper[bot]"),
        a_post("We will warm the cups.", by=None, association="OWNER"),
        a_post("We will warm the cups.", by="dan", association="COLLABORATOR"),
        a_post("> The coffee was cold.", by="ada"),
        a_post("@cara 👍 <!-- warm the cups -->", by="ada"),
        a_post("We will warm the cups.", by="ada", minimized="outdated"),
        a_post("", by="ada", deleted_on=2),
        a_post("We will warm the cups.", by="ada", id="pasted"),
    ],
)
def test_what_is_no_answer(post: PostRecord) -> None:
    """
    Only a visible post of the team that says something of its own stops the clock.

    Others, programs, quotes, emoji, hidden posts and boilerplate do not, marked or not.
    """
    thread = curated(a_thread(comments=[post], answer_id=post.id), boilerplate=("pasted",))

    assert thread.answer is None
    assert thread.first_answer_at is None


def test_nobody_answers_themselves() -> None:
    """Who opened a thread cannot answer it, also once they have joined the team (T9)."""
    team = {"cara": {"name": "Cara", "from": "2025-02-01"}}
    comment = a_post("Never mind, it is warm now.", by="Cara", day=40, marked=True)
    thread = curated(a_thread(by="cara", comments=[comment]), team=team)

    assert thread.answer is None
    assert thread.helper is None


def test_what_was_told_elsewhere_is_answered_by_who_brought_it_in() -> None:
    """The team member who typed a customer's words may answer them."""
    thread = curated(a_thread(TOLD, by="ada", comments=[an_answer("first")]))

    assert ("first", AnswerReason.FIRST_REPLY) == answer_in(thread)


def test_another_customer_helps() -> None:
    """An answer of another customer that is marked is help, beside the team's own answer."""
    comments = [
        a_post("Ask for a warm cup.", by="dan", id="help"),
        an_answer("first", day=2),
    ]
    thread = curated(a_thread(comments=comments, answer_id="help"))

    assert thread.helper is not None
    assert "help" == thread.helper.id
    assert ("first", AnswerReason.FIRST_REPLY) == answer_in(thread)


@pytest.mark.parametrize(
    ("opener", "helper"), [("cara", "CARA"), ("cara", "helper[bot]"), (None, None)]
)
def test_marking_oneself_is_no_help(opener: str | None, helper: str | None) -> None:
    """Nobody helps themselves, and a program helps nobody (T9)."""
    comments = [a_post("Ask for a warm cup.", by=helper, marked=True)]

    assert curated(a_thread(by=opener, comments=comments)).helper is None


def test_a_deleted_account_may_have_helped() -> None:
    """Help stays help when the account of who gave it is gone."""
    comments = [a_post("Ask for a warm cup.", by=None, marked=True)]

    assert curated(a_thread(by="cara", comments=comments)).helper is not None
