"""What became of a thread."""

from collections.abc import Sequence

import pytest

from builders import a_config, a_person, a_post, a_thread, on_day
from conversation_wall.records import PostRecord, ThreadRecord, ThreadType, Trace
from conversation_wall.wall.curation import curate
from conversation_wall.wall.model import Kind, Status, Thread, ThreadKey

ANSWERS = (
    a_post("We will warm the cups.", by="ada", id="first", day=2),
    a_post("The cups are warm.", by="ada", id="last", day=4),
)
SILENCE: tuple[PostRecord, ...] = ()


def curated(record: ThreadRecord, **settings: object) -> Thread:
    """Give the thread as the wall shows it."""
    thread = curate(record, a_config(**settings), frozenset())
    assert thread is not None
    return thread


@pytest.mark.parametrize(
    ("labels", "reason", "comments", "expected", "is_wordless"),
    [
        ([], None, SILENCE, Status.WAITING, False),
        ([], None, ANSWERS, Status.ANSWERED, False),
        (["Planned"], None, ANSWERS, Status.PLANNED, False),
        (["Planned"], None, SILENCE, Status.PLANNED, True),
        (["started"], None, SILENCE, Status.STARTED, True),
        (["done"], None, SILENCE, Status.DONE, True),
        (["done"], None, ANSWERS, Status.DONE, False),
        (["wontfix"], None, ANSWERS, Status.DECLINED, False),
        (["wontfix"], None, SILENCE, Status.WAITING, True),
        ([], "COMPLETED", ANSWERS, Status.DONE, False),
        ([], "COMPLETED", SILENCE, Status.WAITING, True),
        ([], "NOT_PLANNED", ANSWERS, Status.DECLINED, False),
        ([], "NOT_PLANNED", SILENCE, Status.WAITING, True),
        ([], "OUTDATED", SILENCE, Status.WAITING, True),
        ([], "RESOLVED", ANSWERS, Status.ANSWERED, False),
        ([], "RESOLVED", SILENCE, Status.WAITING, True),
        (["duplicate"], None, ANSWERS, Status.ANSWERED, False),
        (["duplicate"], None, SILENCE, Status.WAITING, False),
        ([], "DUPLICATE", SILENCE, Status.WAITING, True),
    ],
)
def test_labels_and_reasons_say_what_became_of_it(
    labels: list[str],
    reason: str | None,
    comments: Sequence[PostRecord],
    expected: Status,
    is_wordless: bool,
) -> None:
    """A status without a word of the team says so; without a reason nothing is declined."""
    closed_on = 5 if reason else None
    thread = curated(a_thread(labels=labels, reason=reason, closed_on=closed_on, comments=comments))

    assert (expected, is_wordless) == (thread.status, thread.is_wordless)


@pytest.mark.parametrize(
    ("labels", "reason", "expected"),
    [
        (["planned", "started", "done"], None, Status.DONE),
        (["done", "declined"], None, Status.DECLINED),
        (["planned", "answered"], None, Status.PLANNED),
        (["wontfix"], "COMPLETED", Status.DECLINED),
        (["done"], "NOT_PLANNED", Status.DONE),
        (["planned"], "COMPLETED", Status.DONE),
        (["started"], "NOT_PLANNED", Status.DECLINED),
        (["planned"], "RESOLVED", Status.PLANNED),
    ],
)
def test_the_strongest_label_wins(labels: list[str], reason: str | None, expected: Status) -> None:
    """A label wins over the reason for closing, but a promise ends with the closing."""
    closed_on = 5 if reason else None
    record = a_thread(labels=labels, reason=reason, closed_on=closed_on, comments=ANSWERS)

    assert expected == curated(record).status


@pytest.mark.parametrize(
    ("closer", "comments", "labels", "expected", "is_wordless"),
    [
        ("Cara", SILENCE, [], Status.WITHDRAWN, False),
        ("ada", SILENCE, [], Status.WAITING, True),
        ("lin", SILENCE, [], Status.WAITING, True),
        ("cara", ANSWERS, ["question"], Status.ANSWERED, False),
        ("cara", SILENCE, ["planned"], Status.WITHDRAWN, False),
        ("cara", SILENCE, ["wontfix"], Status.WITHDRAWN, False),
        ("cara", SILENCE, ["praise"], Status.WAITING, False),
    ],
)
def test_who_closes_their_own_no_longer_waits(
    closer: str,
    comments: Sequence[PostRecord],
    labels: list[str],
    expected: Status,
    is_wordless: bool,
) -> None:
    """What its opener closed was not closed in silence by the team."""
    closing = Trace("ClosedEvent", on_day(5), a_person(closer))
    record = a_thread(
        closed_on=5, reason="COMPLETED", comments=comments, labels=labels, traces=[closing]
    )

    assert (expected, is_wordless) == (curated(record).status, curated(record).is_wordless)


def test_team_does_not_withdraw_what_it_was_told_elsewhere() -> None:
    """Whoever typed a customer's words in closes it for the business: it still waits."""
    body = "### Who\n\nGrete\n\n### Where\n\nat the counter\n\n### Their words\n\nIt was cold."
    closing = Trace("ClosedEvent", on_day(5), a_person("ada"))
    record = a_thread(body, by="ada", closed_on=5, reason="COMPLETED", traces=[closing])

    assert (Status.WAITING, True) == (curated(record).status, curated(record).is_wordless)


def test_an_open_thread_has_no_reason_for_closing() -> None:
    """A thread that was reopened is judged as if it had never been closed."""
    assert Status.WAITING == curated(a_thread(reason="COMPLETED")).status


def test_the_label_answered_needs_an_answer() -> None:
    """A label cannot answer: without a word of the team the critique still waits."""
    thread = curated(a_thread(labels=["answered"]), statuses={"label:answered": "answered"})

    assert (Status.WAITING, True) == (thread.status, thread.is_wordless)


@pytest.mark.parametrize(
    ("comments", "expected"), [(ANSWERS, Status.ANSWERED), (SILENCE, Status.WAITING)]
)
def test_a_completed_question_is_answered_or_not(
    comments: Sequence[PostRecord], expected: Status
) -> None:
    """There is nothing to do about a question, so closing it as completed does nothing."""
    record = a_thread(labels=["question"], reason="COMPLETED", closed_on=5, comments=comments)

    assert expected == curated(record).status


@pytest.mark.parametrize("opener", ["cara", "ada"])
def test_praise_and_announcements_wait_for_nothing(opener: str) -> None:
    """They are answered or not, whatever their labels, and stand on no clock."""
    labels = ["praise", "done"]
    silent = curated(a_thread(by=opener, labels=labels, reason="COMPLETED", closed_on=5))

    assert (Status.WAITING, False) == (silent.status, silent.is_wordless)
    assert not silent.is_clocked


def test_praise_is_answered_by_the_team() -> None:
    """A word of the team answers praise."""
    assert Status.ANSWERED == curated(a_thread(labels=["praise"], comments=ANSWERS)).status


@pytest.mark.parametrize(
    ("labels", "comments", "outcome", "day"),
    [
        ([], SILENCE, None, 0),
        ([], ANSWERS, "first", 2),
        (["planned"], ANSWERS, "last", 4),
        (["declined"], ANSWERS, "last", 4),
        (["planned"], SILENCE, None, 0),
    ],
)
def test_the_outcome_is_the_last_word(
    labels: list[str], comments: Sequence[PostRecord], outcome: str | None, day: float
) -> None:
    """The outcome is the team's last word, or the answer; the status changed with it."""
    thread = curated(a_thread(labels=labels, comments=comments))

    assert outcome == (thread.outcome.id if thread.outcome else None)
    assert on_day(day) == thread.changed_at


def test_without_a_word_the_status_changed_at_the_closing() -> None:
    """What was done without a word was done when it was closed."""
    assert on_day(5) == curated(a_thread(labels=["done"], closed_on=5)).changed_at


def test_an_answer_is_dated_by_the_first_one() -> None:
    """A thread is answered since the first answer, also where a later one is marked."""
    thread = curated(a_thread(comments=ANSWERS, answer_id="last"))

    assert (on_day(2), "last") == (thread.changed_at, thread.outcome and thread.outcome.id)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Duplicate of #12", ThreadKey("hollin/coffee", 12)),
        ("This is a duplicate of #12.", ThreadKey("hollin/coffee", 12)),
        ("duplicate of Hollin/Coffee#12, sorry", ThreadKey("hollin/coffee", 12)),
        ("Duplicate of: [#12](https://example.com)", ThreadKey("hollin/coffee", 12)),
        ("duplicate of hollin/tea#3", ThreadKey("hollin/tea", 3)),
        (
            "Duplicate of https://github.com/hollin/tea/discussions/3#discussioncomment-1",
            ThreadKey("hollin/tea", 3),
        ),
        ("Duplicate of <https://github.com/hollin/tea/issues/3>", ThreadKey("hollin/tea", 3)),
        ("Duplicate of #12. No, duplicate of #13.", ThreadKey("hollin/coffee", 13)),
        ("Duplicate of #1", None),
        ("Duplicate of hollin/private#12", None),
        ("Duplicate of https://github.example/hollin/tea/issues/3", None),
        ("> Duplicate of #12\n\nIt is not.", None),
        ("`Duplicate of #12`", ThreadKey("hollin/coffee", 12)),
        ("It is like #12", None),
    ],
)
def test_the_team_says_of_what_it_is_a_duplicate(words: str, expected: ThreadKey | None) -> None:
    """The team names another thread of the wall; else it is no duplicate at all."""
    comment = a_post(words, by="ada", id="said", day=3)
    record = a_thread(labels=["duplicate"], comments=[comment])
    thread = curated(record, sources=["hollin/coffee", "hollin/tea"])

    assert expected == thread.duplicate_of
    assert (Status.DUPLICATE if expected else Status.ANSWERED) == thread.status
    assert "said" == (thread.outcome and thread.outcome.id)


def test_the_last_reference_counts_and_no_customer_s() -> None:
    """The last post of the team decides; what a customer writes there does not count."""
    comments = [
        a_post("Duplicate of #12", by="ada", day=1),
        a_post("Duplicate of #13", by="ada", day=2),
        a_post("Duplicate of #14", by="dan", day=3),
    ]
    thread = curated(a_thread(reason="DUPLICATE", closed_on=4, comments=comments))

    assert ThreadKey("hollin/coffee", 13) == thread.duplicate_of
    assert on_day(2) == thread.changed_at


@pytest.mark.parametrize("type_", list(ThreadType))
def test_issues_and_discussions_are_judged_alike(type_: ThreadType) -> None:
    """The rules are the same for both."""
    thread = curated(a_thread(type=type_, labels=["enhancement", "planned"], comments=ANSWERS))

    assert (Kind.IDEA, Status.PLANNED) == (thread.kind, thread.status)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Planned: new cups.", "says it"),
        ("I looked. **Planned.** New cups.", "says it"),
        ("> It hurts.\n\nplanned – new cups", "says it"),
        ("We planned new cups.", "last"),
        ("Planned cups are new.", "last"),
        ("> Planned: new cups.\n\nWho wrote that?", "last"),
    ],
)
def test_post_that_begins_with_the_status_carries_it(body: str, expected: str) -> None:
    """The team's last word may be small talk; a sentence that begins with the label is none."""
    comments = [
        a_post("Hm.", by="ada", id="first", day=2),
        a_post(body, by="ada", id="says it", day=3),
        a_post("It is what I mean.", by="ada", id="last", day=9),
    ]
    thread = curated(a_thread(labels=["planned"], comments=comments))

    assert thread.outcome
    assert expected == thread.outcome.id
    assert thread.outcome.created_at == thread.changed_at


def test_promises_on_the_way_are_kept_with_their_posts() -> None:
    """GitHub forgets when a label came; the team's posts that name it do not."""
    comments = [
        a_post("You are right.", by="ada", id="answer", day=2),
        a_post("Planned: new cups.", by="cara", id="customer", day=3),
        a_post("Planned: new cups.", by="ada", id="promise", day=4),
        a_post("Started. The maker has them.", by="ada", id="start", day=5),
        a_post("Done. New cups.", by="ada", id="end", day=6),
    ]
    done = curated(a_thread(labels=["done"], comments=comments))
    answered = curated(a_thread(comments=comments))

    assert [(Status.PLANNED, "promise"), (Status.STARTED, "start")] == [
        (status, post.id) for status, post in done.promises
    ]
    assert () == answered.promises
