"""
The thread page: the conversation in turns, what became of it, and the way there.

`outline` draws the turns: a line for each, customers left of the bar, the team right.
"""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from builders import a_post, a_thread, on_day
from conversation_wall.records import PollOptionRecord, PollRecord, ThreadRecord, ThreadType
from conversation_wall.site.threads import page_count, thread_view
from conversation_wall.site.views import Link, PostView, ThreadView
from conversation_wall.wall.model import Status
from scenes import Stage, a_stage


def view_of(
    folder: Path, *threads: ThreadRecord, number: int = 1, page: int = 1, **settings: Any
) -> ThreadView:
    """Make the view of one of some threads."""
    stage = a_stage(folder, threads, **settings)
    return thread_view(stage.threads[number], stage.scene, "../../", page)


def outline(view: ThreadView) -> list[str]:
    """Draw the turns of a thread."""

    def names(posts: tuple[PostView, ...]) -> str:
        return " ".join(post.speaker.name or "?" for post in posts)

    return [
        f"{names(turn.said)} |{turn.wait.text if turn.wait else ''}{turn.later or ''}"
        f"{'gap' if turn.gap else ''}| {names(turn.answered)}".replace("\xa0", " ").strip()
        for turn in view.turns
    ]


# Turns


def test_unanswered_thread_is_one_turn_with_a_gap(tmp_path: Path) -> None:
    """The empty box stands beside the critique."""
    assert ["cara |gap|"] == outline(view_of(tmp_path, a_thread()))


def test_answer_stands_beside_the_critique(tmp_path: Path) -> None:
    """The wait is drawn between the two."""
    assert ["cara |2 days| ada"] == outline(
        view_of(tmp_path, a_thread(comments=[a_post(by="ada", day=2)]))
    )


def test_customer_who_speaks_again_begins_a_turn(tmp_path: Path) -> None:
    """Who speaks in between waits with the others; each turn has its own wait."""
    comments = [
        a_post(by="dora", day=1),
        a_post(by="ada", day=2),
        a_post("And mine?", by="cara", day=4),
        a_post(by="ada", day=5),
    ]

    assert ["cara dora |2 days| ada", "cara |1 day| ada"] == outline(
        view_of(tmp_path, a_thread(comments=comments))
    )


def test_team_that_speaks_again_the_same_day_stays_in_its_turn(tmp_path: Path) -> None:
    """Two posts of an hour are one answer."""
    comments = [a_post(by="ada", day=2), a_post(by="ada", day=2.1)]

    assert ["cara |2 days| ada ada"] == outline(view_of(tmp_path, a_thread(comments=comments)))


def test_team_that_speaks_again_unprompted_says_how_much_later(tmp_path: Path) -> None:
    """Nobody waited for it: the spine says "5 days later"."""
    comments = [a_post(by="ada", day=2), a_post(by="ada", day=7)]

    assert ["cara |2 days| ada", "|5 days later| ada"] == outline(
        view_of(tmp_path, a_thread(comments=comments))
    )


def test_thread_that_the_team_opened_begins_on_its_side(tmp_path: Path) -> None:
    """What the team says first answers nobody."""
    view = view_of(tmp_path, a_thread(by="ada", comments=[a_post(by="cara", day=1)]))

    assert "|| ada" == outline(view)[0]


def test_question_after_the_answer_is_a_gap(tmp_path: Path) -> None:
    """Who asks again waits again."""
    comments = [a_post(by="ada", day=2), a_post("And at weekends?", by="cara", day=3)]
    view = view_of(tmp_path, a_thread(comments=comments), now=8)

    assert ["cara |2 days| ada", "cara |gap|"] == outline(view)
    assert "Not answered yet — 5\xa0days" == getattr(view.turns[-1].gap, "headline", "")


@pytest.mark.parametrize("body", ["Thank you!", "> And at weekends?", "?"])
def test_word_after_the_answer_that_asks_nothing_is_no_gap(body: str, tmp_path: Path) -> None:
    """Thanks wait for nothing."""
    comments = [a_post(by="ada", day=2), a_post(body, by="cara", day=3)]

    assert "gap" not in outline(view_of(tmp_path, a_thread(comments=comments)))[-1]


def test_question_after_the_closing_is_no_gap(tmp_path: Path) -> None:
    """A closed thread is over; who wants more opens another."""
    comments = [a_post(by="ada", day=2), a_post("Really?", by="cara", day=3)]

    assert "gap" not in outline(view_of(tmp_path, a_thread(comments=comments, closed_on=4)))[-1]


# What stands around them


def test_late_answer_is_called_late(tmp_path: Path) -> None:
    """The outcome says for how long nobody answered."""
    view = view_of(tmp_path, a_thread(), now=9)

    assert view.outcome
    assert view.outcome.gap
    assert ("late", "Not answered yet — 9\xa0days") == (
        view.outcome.gap.state,
        view.outcome.gap.headline,
    )


def test_closed_without_a_word_says_so(tmp_path: Path) -> None:
    """Nothing is won by closing."""
    view = view_of(tmp_path, a_thread(type=ThreadType.ISSUE, closed_on=2, reason="COMPLETED"))

    assert view.outcome
    assert view.outcome.gap
    assert "closed" == view.outcome.gap.state


def test_steps_lead_from_raised_to_done(tmp_path: Path) -> None:
    """Each step has its day, and the time it took."""
    comments = [
        a_post("We will change the lid.", by="ada", day=2),
        a_post("Changed.", by="ada", day=9),
    ]
    view = view_of(tmp_path, a_thread(comments=comments, labels=["done"]))

    assert ["Raised: 1 January", "Answered: 3 January, after 2 days", "Done: 10 January, after 9 days"] == [
        f"{step.name}: {step.text}".replace("\xa0", " ").replace("January 10", "10 January")
        .replace("January 3", "3 January").replace("January 1", "1 January")
        for step in view.steps
    ]  # fmt: skip
    assert [False, False, True] == [step.is_last for step in view.steps]


def test_outcome_is_the_first_sentences_of_the_last_word(tmp_path: Path) -> None:
    """The tag says "Done" already, and no sentence is cut in two."""
    word = "**Done.** " + "We have bought another hundred lids. " * 9
    view = view_of(tmp_path, a_thread(comments=[a_post(word, by="ada")], labels=["done"]))

    assert view.outcome
    assert " ".join(["We have bought another hundred lids."] * 4) == view.outcome.text


def test_under_way_is_a_step(tmp_path: Path) -> None:
    """What is begun is more than planned, and not done."""
    comments = [a_post(by="ada", day=2), a_post("Begun.", by="ada", day=9)]
    view = view_of(tmp_path, a_thread(comments=comments, labels=["in progress"]))

    assert ["Raised", "Answered", "Under way"] == [step.name for step in view.steps]


@pytest.mark.parametrize(("category", "by"), [("kind-words", "cara"), ("announcements", "ada")])
def test_what_waits_for_nothing_has_no_steps(category: str, by: str, tmp_path: Path) -> None:
    """Praise and announcements become nothing."""
    view = view_of(tmp_path, a_thread(category=category, by=by, comments=[a_post(by="ada", day=2)]))

    assert (None, ()) == (view.outcome, view.steps)


def test_told_elsewhere_is_the_customers_words(tmp_path: Path) -> None:
    """Who and where are named, and not the member of the team who typed it."""
    body = "### Who\n\nMrs Webb\n\n### Where\n\nBy e-mail\n\n### When\n\n_No response_\n\n### Their words\n\nToo bitter."
    view = view_of(tmp_path, a_thread(body, by="ada"))

    assert "Mrs Webb said this by e-mail on January 1, 2025" == view.raised
    (post,) = view.turns[0].said
    assert ("Mrs Webb", "by e-mail", False) == (
        post.speaker.name,
        post.speaker.note,
        post.speaker.is_team,
    )
    assert "Too bitter." in post.html


def test_poll_shows_votes_and_shares(tmp_path: Path) -> None:
    """A poll of no votes divides nothing."""
    options = (PollOptionRecord("Blue", 3), PollOptionRecord("Red", 1))
    polled = replace(a_thread(), poll=PollRecord("Which cup?", 4, options))
    empty = replace(
        a_thread(number=2), poll=PollRecord("Which?", 0, (PollOptionRecord("Blue", 0),))
    )
    poll = view_of(tmp_path, polled, empty).poll

    assert poll
    assert (("Blue", "3 votes", 75), ("Red", "1 vote", 25)) == poll.rows
    assert "4 votes" == poll.total
    (tmp_path / "two").mkdir()
    other = view_of(tmp_path / "two", polled, empty, number=2).poll
    assert other
    assert (("Blue", "0 votes", 0),) == other.rows


def test_locked_thread_is_marked_and_leads_to_a_new_one(tmp_path: Path) -> None:
    """Nobody is sent to where they cannot speak, but to a new conversation of the same kind."""
    view = view_of(tmp_path, a_thread(locked=True, category="ideas"), forms={"idea": "ideas"})
    url = "https://github.com/hollin/coffee/discussions/new?category=ideas"

    assert Link("Begin a new conversation", url) == view.reply
    assert "locked" in view.notes[0]


def test_fields_of_a_form_stand_apart(tmp_path: Path) -> None:
    """Each keeps its label and its own markup; one field alone is just the words."""
    body = "### What is your idea?\n\nA **lid**.\n\n### What would it change for you?\n\n{}"
    threads = a_thread(body.format("Heat.")), a_thread(body.format("_No response_"), number=2)
    two = view_of(tmp_path, *threads).turns[0].said[0]
    one = view_of(tmp_path, *threads, number=2).turns[0].said[0]

    assert [
        ("What is your idea?", "<p>A <strong>lid</strong>.</p>"),
        ("What would it change for you?", "<p>Heat.</p>"),
    ] == [(field.label, field.html.strip()) for field in two.fields]
    assert ("<p>A <strong>lid</strong>.</p>", ()) == (one.html.strip(), one.fields)


def test_hidden_posts_are_counted_by_reason(tmp_path: Path) -> None:
    """They are not shown, and that there were some is."""
    comments = [
        a_post(minimized="spam"), a_post(minimized="spam"), a_post(minimized="off-topic"), a_post(by="dora"),
    ]  # fmt: skip
    view = view_of(tmp_path, a_thread(comments=comments))

    assert {
        "2 messages are hidden on GitHub: spam.",
        "1 message is hidden on GitHub: off-topic.",
    } == set(view.notes)
    assert ["cara dora |gap|"] == outline(view)


def test_reply_leads_to_what_it_answers(tmp_path: Path) -> None:
    """A reply of a Discussion names whom it answers, and links there."""
    comment = a_post(by="dora", day=1, replies=[a_post(by="eve", day=2)])
    view = view_of(tmp_path, a_thread(comments=[comment]))

    reply = view.turns[0].said[-1].reply_to
    assert reply
    assert "In reply to dora" == reply.text
    assert reply.url.endswith("said/1/#" + comment.url.partition("#")[2])


def test_duplicates_and_original_know_of_each_other(tmp_path: Path) -> None:
    """The conversation goes on in one place."""
    said = a_post("Duplicate of #1", by="ada")
    threads = [
        a_thread(number=1, title="First"),
        a_thread(number=2, labels=["duplicate"], comments=[said]),
    ]
    original = view_of(tmp_path, *threads)
    (tmp_path / "two").mkdir()
    duplicate = view_of(tmp_path / "two", *threads, number=2)

    assert ["../../said/2/"] == [link.url for link in original.duplicates]
    assert duplicate.duplicate_of
    assert ("First", "../../said/1/") == (duplicate.duplicate_of.text, duplicate.duplicate_of.url)


def test_related_threads_are_of_the_same_topic(tmp_path: Path) -> None:
    """A few of the topic, never the thread itself."""
    threads = [a_thread(number=number, day=number, labels=["Cups"]) for number in range(1, 10)]
    view = view_of(tmp_path, *threads, a_thread(number=50), number=5)

    assert "More about Cups" == view.related_title
    urls = [related.url for related in view.related]
    assert 4 == len(set(urls))
    assert "../../said/5/" not in urls
    assert "../../said/50/" not in urls


def test_post_without_words_says_so(tmp_path: Path) -> None:
    """An empty post is not an empty box."""
    assert "(no words)" in view_of(tmp_path, a_thread("")).turns[0].said[0].html


def test_edited_post_says_when(tmp_path: Path) -> None:
    """What was changed afterwards is marked."""
    post = a_post(by="ada", day=2, edited_on=5)

    assert (
        "edited January 6"
        == view_of(tmp_path, a_thread(comments=[post])).turns[0].answered[0].edited
    )


# Settled


def test_settled_stands_below_the_last_post_of_who_says_so(tmp_path: Path) -> None:
    """The customer has the last word, and it is a good one."""
    comments = [a_post(by="ada", day=2), a_post("Thank you.", by="cara", day=3)]
    view = view_of(tmp_path, a_thread(comments=comments, settled_by="cara"))

    settled = [post.settled and post.settled.text for turn in view.turns for post in turn.said]
    assert [None, "cara marked this as settled"] == settled
    assert view.settled is None


@pytest.mark.parametrize(
    ("by", "text", "is_by_team"),
    [
        ("cara", "cara marked this as settled", False),
        ("ada", "We marked this as settled", True),
    ],
)
def test_settled_has_its_own_line_below_the_post_of_another(
    by: str, text: str, is_by_team: bool, tmp_path: Path
) -> None:
    """It stands on the side of who said so, and is nobody else's word."""
    comments = [a_post(by="ada", day=2), a_post("Me too.", by="dora", day=3)]
    view = view_of(tmp_path, a_thread(comments=comments, settled_by=by))

    assert view.settled
    assert (text, is_by_team) == (view.settled.tag.text, view.settled.is_by_team)
    assert not any(post.settled for turn in view.turns for post in (*turn.said, *turn.answered))


def test_nothing_is_settled_where_nobody_said_so(tmp_path: Path) -> None:
    """An answer settles nothing by itself."""
    view = view_of(tmp_path, a_thread(comments=[a_post(by="ada", day=2)], closed_on=3))

    assert view.settled is None


# Long threads


def a_long_stage(folder: Path) -> Stage:
    """Put a thread of 250 posts on a scene, the last one a reply to the first comment."""
    first = a_post("One?", by="dora", day=1, replies=[a_post("Yes?", by="eve", day=9)])
    comments = [first, *(a_post(f"{number}", day=1 + number / 100) for number in range(1, 248))]
    return a_stage(folder, [a_thread(comments=comments)])


def test_long_thread_is_cut_into_pages_of_a_hundred(tmp_path: Path) -> None:
    """Each post stands on one page, and only the last page has a gap."""
    stage = a_long_stage(tmp_path)
    thread = stage.threads[1]
    views = [thread_view(thread, stage.scene, "../../", page) for page in (1, 2, 3)]
    counts = [sum(len(turn.said) for turn in view.turns) for view in views]

    assert ([100, 100, 50], 3) == (counts, page_count(thread))
    assert [False, False, True] == [any(turn.gap for turn in view.turns) for view in views]
    assert [True, True, True] == [view.pager is not None for view in views]


def test_link_to_a_post_names_its_page(tmp_path: Path) -> None:
    """A reply on the third page leads to the comment on the first."""
    stage = a_long_stage(tmp_path)
    reply = thread_view(stage.threads[1], stage.scene, "../../../", 3).turns[-1].said[-1].reply_to

    assert reply
    assert reply.url.startswith("../../../said/1/#")


def test_short_thread_has_no_pager(tmp_path: Path) -> None:
    """One page needs no way on."""
    stage = a_stage(tmp_path, [a_thread()], now=on_day(9))

    assert thread_view(stage.threads[1], stage.scene, "").pager is None
    assert Status.WAITING is stage.threads[1].status


def test_steps_and_tags_show_the_promises_on_the_way(tmp_path: Path) -> None:
    """Raised, answered, planned, done: each with its day, and the posts that said so tagged."""
    comments = [
        a_post("You are right.", by="ada", day=1),
        a_post("Planned: new cups.", by="ada", day=3),
        a_post("Done. New cups.", by="ada", day=8),
    ]
    view = view_of(tmp_path, a_thread(labels=["done"], comments=comments))

    assert [
        ("Raised", "January 1"),
        ("Answered", "January 2, after 1\xa0day"),
        ("Planned", "January 4, after 3\xa0days"),
        ("Done", "January 9, after 8\xa0days"),
    ] == [(step.name, step.text) for step in view.steps]
    tags = [post.tag and post.tag.text for turn in view.turns for post in turn.answered]
    assert [None, "Now planned", "Now done"] == tags


def test_label_without_a_word_has_no_day(tmp_path: Path) -> None:
    """Nobody knows since when it is there: a step with a made-up day would be a lie."""
    view = view_of(tmp_path, a_thread(labels=["planned"], comments=[a_post("Me too.", day=9)]))

    assert () == view.steps


def test_locked_conversation_is_not_called_open(tmp_path: Path) -> None:
    """What cannot be answered does not ask for replies."""
    locked = view_of(tmp_path, a_thread(locked=True))

    assert "open" not in locked.reply_lead
