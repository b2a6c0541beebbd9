"""Facts: what is read of a thread, before anything is masked, and what all threads tell together."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from builders import a_config, a_person, a_post, a_thread, on_day
from conversation_wall.records import ThreadRecord, ThreadType, Trace
from conversation_wall.site.gathering import gather
from conversation_wall.store.saving import Reading
from conversation_wall.wall.boilerplate import boilerplate_posts, shingles_of
from conversation_wall.wall.curation import judged, team_posts
from conversation_wall.wall.metrics.facts import DAY, Facts
from conversation_wall.wall.metrics.notebook import Notebook
from conversation_wall.wall.metrics.reading import packed, unpacked
from conversation_wall.wall.model import Status, ThreadKey
from conversation_wall.wall.verdicts import Helped
from scenes import a_store

START = int(on_day(0).timestamp())


def facts_of_all(
    *records: ThreadRecord, originals: dict[int, int] | None = None, **settings: Any
) -> dict[int, Facts]:
    """Note threads, and give their facts by number."""
    config = a_config(**settings)
    boilerplate = boilerplate_posts(team_posts(records, config))
    notebook = Notebook(config)
    for record in records:
        notebook.note(judged(record, config, boilerplate), record)
    keys = {
        ThreadKey("hollin/coffee", twin): ThreadKey("hollin/coffee", original)
        for twin, original in (originals or {}).items()
    }
    return {facts.key.number: facts for facts in notebook.facts(keys)}


def facts_of(record: ThreadRecord, **settings: Any) -> Facts:
    """Give the facts of one thread."""
    return facts_of_all(record, **settings)[record.number]


def label(name: str, day: float) -> Trace:
    """Build the trace of a label that was put on."""
    return Trace("LabeledEvent", on_day(day), a_person("ada"), label=name)


def an_issue(*traces: Trace, **changes: Any) -> ThreadRecord:
    """Build an Issue to which something happened."""
    return replace(a_thread(type=ThreadType.ISSUE, **changes), traces=traces)


# One thread


def test_posts_become_letters_times_and_counts() -> None:
    """A bot takes no part; an empty post of the team is nothing, and its words are none."""
    facts = facts_of(
        a_thread(
            "My coffee was cold, `x = 1`.",
            comments=[
                a_post("@cara", by="ada", day=1),
                a_post("Released.", by="ci[bot]", day=1),
                a_post("> cold\n\nWe are sorry: http://x.example", by="ada", day=2),
                a_post("👍", by="cara", day=3),
            ],
        )
    )

    assert ("cmtc", [0, DAY, 2 * DAY, 3 * DAY], [4, 0, 3, 0]) == (
        facts.sides,
        list(facts.at),
        list(facts.words),
    )
    assert [shingles_of("We are sorry:")] == [
        frozenset(s for s in shingles_of("We are sorry:") if s >> 40 in unpacked(packed_shingles))
        for packed_shingles in facts.shingles
    ]


def test_saved_reply_is_told_from_an_answer() -> None:
    """The same words in four threads are saved replies in all of them."""
    reply = "Thank you for your feedback, we value it."
    facts = facts_of_all(
        *(
            a_thread(number=number, comments=[a_post(reply, by="ada", day=1)])
            for number in range(1, 5)
        )
    )

    assert ["cs"] * 4 == [each.sides for each in facts.values()]


def test_our_own_threads_are_our_turns() -> None:
    """In what we opened our words are words, though they answer nobody."""
    facts = facts_of(
        a_thread("We are closed on Monday.", by="ada", comments=[a_post("Why?", day=1)])
    )

    assert ("tc", [5, 1]) == (facts.sides, list(facts.words))


def test_customer_who_joined_the_team_answers_nothing_of_their_own() -> None:
    """Who asked cannot answer themselves."""
    team = {"cara": {"name": "Cara", "from": "2025-01-03"}}
    facts = facts_of(a_thread(comments=[a_post("Never mind.", by="cara", day=5)]), team=team)

    assert "cm" == facts.sides


def test_shingles_are_packed_without_loss_of_likeness() -> None:
    """Three bytes of each, sorted; none is lost."""
    shingles = shingles_of("the quick brown fox jumps over the lazy dog")

    assert {shingle >> 40 for shingle in shingles} == unpacked(packed(shingles))


# What GitHub recorded


@pytest.mark.parametrize(
    ("closer", "is_closed", "withdrawn_at"),
    [("cara", True, 4), ("ada", True, None), ("cara", False, None)],
)
def test_withdrawn_is_closed_by_its_opener(
    closer: str, is_closed: bool, withdrawn_at: int | None
) -> None:
    """Closed by the team it waits on, and so does what was opened again."""
    closing = Trace("ClosedEvent", on_day(4), a_person(closer))
    facts = facts_of(an_issue(closing, closed_on=4 if is_closed else None))

    assert (None if withdrawn_at is None else START + withdrawn_at * DAY) == facts.withdrawn_at


def test_team_withdraws_nothing_that_it_was_told_elsewhere() -> None:
    """Whoever typed a customer's words in is not that customer: else, closing would stop a clock."""
    body = (
        "### Where\n\nat the counter\n\n### When\n\n2024-12-30\n\n### Their words\n\nIt was cold."
    )
    closing = Trace("ClosedEvent", on_day(4), a_person("ada"))
    facts = facts_of(replace(a_thread(body, by="ada", closed_on=4), traces=(closing,)))

    assert (None, True) == (facts.withdrawn_at, facts.is_clocked)


def test_last_closing_tells_who_closed() -> None:
    """The opener closed it and opened it again; then the team closed it in silence."""
    facts = facts_of(
        an_issue(
            Trace("ClosedEvent", on_day(2), a_person("cara")),
            Trace("ClosedEvent", on_day(4), a_person("ada")),
            closed_on=4,
        )
    )

    assert facts.withdrawn_at is None


def test_promise_runs_from_the_first_label() -> None:
    """Though the label was taken off and put on again, or is gone for good."""
    again = facts_of(an_issue(label("planned", 2), label("planned", 50), labels=["planned"]))
    gone = facts_of(an_issue(label("Planned", 2)))

    assert START + 2 * DAY == again.promised_at == gone.promised_at
    assert Status.WAITING == gone.status


def test_promise_of_a_discussion_runs_from_when_it_was_seen(tmp_path: Path) -> None:
    """GitHub keeps no record of its labels, the wall does; taking the label off changes nothing."""
    with a_store(tmp_path, []) as store:
        for day, labels in ((2, ["Planned"]), (9, []), (30, ["planned"])):
            with store.transaction():
                store.save_thread(a_thread(labels=labels), Reading(checked_at=on_day(day)))
        facts = gather(store, a_config()).facts

    assert [START + 2 * DAY] == [each.promised_at for each in facts]


def test_promise_runs_from_the_first_word_of_it() -> None:
    """A post names it before any label is known of."""
    facts = facts_of(
        a_thread(
            labels=["planned"],
            comments=[
                a_post("Planned: new burrs.", by="ada", day=3),
                a_post("Planned: in March, for the roaster is late.", by="ada", day=30),
            ],
        )
    )

    assert (START + 3 * DAY, START + 30 * DAY) == (facts.promised_at, facts.amended_at)


def test_reasoned_no_ends_a_promise() -> None:
    """What was planned and is declined with a reason is amended that day."""
    facts = facts_of(
        a_thread(
            labels=["not doing"],
            comments=[
                a_post("Planned: new burrs.", by="ada", day=3),
                a_post("Not doing: they are no longer made.", by="ada", day=90),
            ],
        )
    )

    assert START + 90 * DAY == facts.amended_at


def test_opened_again_by_its_opener_is_not_solved() -> None:
    """Whoever opens a thing again after it was done has said what they think."""
    done = a_post("Done. New lids.", by="ada", day=3)
    facts = facts_of(
        an_issue(
            Trace("ReopenedEvent", on_day(5), a_person("cara")), labels=["done"], comments=[done]
        )
    )

    assert Helped.NOT_SOLVED == facts.helped


# All threads together


def test_original_has_the_clock_of_the_earliest_asker() -> None:
    """A duplicate is no thread of its own; who asked first waits longest."""
    facts = facts_of_all(a_thread(number=1, day=5), a_thread(number=2, day=1), originals={2: 1})

    assert [(1, START + 5 * DAY, START + DAY)] == [
        (number, each.opened_at, each.asked_at) for number, each in facts.items()
    ]


def test_openers_are_numbers() -> None:
    """The same person twice is one; a deleted account is nobody."""
    facts = facts_of_all(
        a_thread(number=1), a_thread(number=2, by="Cara"), a_thread(number=3, by="dan"),
        a_thread(number=4, by=None),
    )  # fmt: skip

    assert [1, 1, 2, 0] == [each.opener for each in facts.values()]


@pytest.mark.parametrize(
    ("days", "has_returned"),
    [([0.5], False), ([1], True), ([90], True), ([91], False), ([], False)],
)
def test_came_back_is_another_day_within_90(days: list[float], has_returned: bool) -> None:
    """A second post on the same day is the same visit."""
    facts = facts_of(a_thread(comments=[a_post("And?", day=day) for day in days]))

    assert has_returned == facts.has_returned


def test_who_wrote_before_is_no_first_time_critic() -> None:
    """In whatever order the threads are read."""
    threads = [
        a_thread(number=1, day=5),
        a_thread(number=2, by="dan", comments=[a_post("Me too.", day=1)]),
    ]

    for order in (threads, threads[::-1]):
        assert {1: None, 2: False} == {
            number: each.has_returned for number, each in sorted(facts_of_all(*order).items())
        }
