"""The pair on a list: critique, wait, and answer or gap."""

from pathlib import Path
from typing import Any

import pytest

from builders import a_person, a_post, a_thread, on_day
from conversation_wall.records import ThreadRecord, ThreadType, Trace
from conversation_wall.site.pairs import pair_view
from conversation_wall.site.views import PairView
from scenes import a_stage


def pair_of(folder: Path, *threads: ThreadRecord, root: str = "", **settings: Any) -> PairView:
    """Make the pair of the first thread."""
    stage = a_stage(folder, threads, **settings)
    return pair_view(stage.threads[threads[0].number], stage.scene, root)


def test_unanswered_pair_has_a_gap_and_a_running_wait(tmp_path: Path) -> None:
    """Silence is visible."""
    pair = pair_of(tmp_path, a_thread(), now=2)

    assert pair.answer is None
    assert pair.gap
    assert pair.wait
    assert ("open", "Not answered yet — 2\xa0days") == (pair.gap.state, pair.gap.headline)
    assert ("open", "2\xa0days so far") == (pair.wait.state, pair.wait.sentence)


def test_wait_is_late_after_the_aim_and_not_on_it(tmp_path: Path) -> None:
    """Who aims for three days is late on the fourth."""
    states = []
    for day in (3, 4):
        (tmp_path / str(day)).mkdir()
        gap = pair_of(tmp_path / str(day), a_thread(), now=day, answer_within=3).gap
        states.append(gap and gap.state)

    assert ["open", "late"] == states


def test_asked_today_has_no_number(tmp_path: Path) -> None:
    """Nothing has been waited for yet."""
    wait = pair_of(tmp_path, a_thread(day=5), now=5.1).wait

    assert wait
    assert ("today", "Asked today") == (wait.text, wait.sentence)


def test_answered_pair_shows_answer_and_wait(tmp_path: Path) -> None:
    """Both sides stand side by side, the days between them."""
    pair = pair_of(tmp_path, a_thread(comments=[a_post("New lid.", by="ada", day=1)]))

    assert pair.gap is None
    assert pair.answer
    assert pair.wait
    assert ("New lid.", "Answered") == (pair.answer.text, pair.answer.tag and pair.answer.tag.text)
    assert ("1\xa0day", "Answered after 1\xa0day") == (pair.wait.text, pair.wait.sentence)


def test_wait_is_to_the_first_answer_where_a_later_one_is_marked(tmp_path: Path) -> None:
    """The clock stops once."""
    comments = [a_post("Soon.", by="ada", day=1), a_post("Done now.", by="ada", day=8, marked=True)]
    pair = pair_of(tmp_path, a_thread(comments=comments))

    assert pair.wait
    assert pair.answer
    assert ("1\xa0day", "Done now.") == (pair.wait.text, pair.answer.text)
    assert "Marked as the answer on GitHub." == pair.answer.reason


@pytest.mark.parametrize("label", ["planned", "in progress", "done", "not doing"])
def test_outcome_that_is_another_post_stands_below_the_answer(label: str, tmp_path: Path) -> None:
    """What came of it later has its day, without a status that the tag says."""
    comments = [
        a_post("You’re right.", by="ada", day=1),
        a_post("**Planned.** New lids. They come in May.", by="ada", day=8),
    ]
    answer = pair_of(tmp_path, a_thread(comments=comments, labels=[label])).answer

    assert answer
    assert answer.next_step
    assert ("You’re right.", "January 9", "New lids. They come in May.") == (
        answer.text,
        answer.next_step.day.text,
        answer.next_step.text,
    )


@pytest.mark.parametrize(
    ("labels", "marked"), [([], False), (["done"], True)], ids=["answered", "marked"]
)
def test_answer_with_nothing_after_it_has_no_next_step(
    labels: list[str], marked: bool, tmp_path: Path
) -> None:
    """What was only answered has no outcome, and an outcome that is the answer says it once."""
    comments = [
        a_post("You’re right.", by="ada", day=1),
        a_post("New lids.", by="ada", day=8, marked=marked),
    ]
    answer = pair_of(tmp_path, a_thread(comments=comments, labels=labels)).answer

    assert answer
    assert answer.next_step is None


def test_answer_of_the_same_day_says_so(tmp_path: Path) -> None:
    """No zero stands on the line."""
    wait = pair_of(tmp_path, a_thread(comments=[a_post("Yes.", by="ada", day=0.1)])).wait

    assert wait
    assert "Answered same day" == wait.sentence


def test_status_without_a_word_is_shown_as_such(tmp_path: Path) -> None:
    """A label is no answer."""
    answer = pair_of(tmp_path, a_thread(labels=["planned"])).answer

    assert answer
    assert (None, "Marked so on GitHub, without a word from us.") == (answer.speaker, answer.text)


def test_closed_without_a_word_is_a_gap(tmp_path: Path) -> None:
    """It is still waiting, and the box says why."""
    thread = a_thread(type=ThreadType.ISSUE, closed_on=1, reason="NOT_PLANNED")
    gap = pair_of(tmp_path, thread).gap

    assert gap
    assert "closed" == gap.state
    assert "gave no reason" in gap.text


def test_withdrawn_says_who_closed_it(tmp_path: Path) -> None:
    """Nothing is missing and nobody is late; by whatever name the wall knows them."""
    closing = Trace("ClosedEvent", on_day(2), a_person("cara"))
    thread = a_thread(type=ThreadType.ISSUE, closed_on=2, reason="COMPLETED", traces=[closing])
    pair = pair_of(tmp_path, thread, people="initials")

    assert pair.gap
    assert ("", "C. closed this on January 3.", "withdrawn") == (
        pair.gap.headline,
        pair.gap.text,
        pair.gap.state,
    )
    assert (None, None) == (pair.wait, pair.answer)


def test_praise_waits_for_nothing(tmp_path: Path) -> None:
    """Kind words have neither gap nor wait."""
    pair = pair_of(tmp_path, a_thread(category="kind-words"))

    assert (None, None, None) == (pair.gap, pair.wait, pair.answer)


def test_long_words_are_cut_and_lead_on(tmp_path: Path) -> None:
    """A list shows the beginning; the thread shows all."""
    answer = a_post("Very well. " * 100, by="ada")
    pair = pair_of(tmp_path, a_thread("Too cold. " * 100, comments=[answer]), root="../")

    assert pair.quote.endswith("…")
    assert pair.more
    assert pair.answer
    assert pair.answer.more
    assert "../said/1/" == pair.more.url
    assert "../said/1/#" + answer.url.partition("#")[2] == pair.answer.more.url


def test_hidden_words_are_on_no_pair(tmp_path: Path) -> None:
    """What the team hid is no answer either."""
    assert pair_of(tmp_path, a_thread(comments=[a_post(by="ada", minimized="spam")])).answer is None


def test_agreement_is_said_where_there_is_some(tmp_path: Path) -> None:
    """A Discussion's upvotes less the opener's own."""
    pair = pair_of(tmp_path, a_thread(opening=a_post(upvotes=3), number=1), a_thread(number=2))

    assert "2 people agree" == pair.agree
    (tmp_path / "two").mkdir()
    assert pair_of(tmp_path / "two", a_thread()).agree is None


def test_topics_lead_to_their_lists(tmp_path: Path) -> None:
    """A label that is no status and no kind is a topic."""
    pair = pair_of(tmp_path, a_thread(labels=["Cups", "planned"]), root="../")

    assert [("Cups", "../topic/cups/")] == [(topic.text, topic.url) for topic in pair.topics]


def test_pairs_of_several_repositories_have_ids_of_their_own(tmp_path: Path) -> None:
    """Two threads of one number may stand on one page."""
    stage = a_stage(
        tmp_path,
        [a_thread(number=1, source="hollin/coffee"), a_thread(number=1, source="hollin/shop")],
        sources=["hollin/coffee", "hollin/shop"],
    )
    page = stage.pages()["index.html"].view.list

    assert page
    assert 2 == len({pair.id for pair in page.pairs})
