"""What people filled into a form is read as their words, without the form's."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import a_config, a_thread
from conversation_wall.records import ThreadRecord
from conversation_wall.wall.curation import curate
from conversation_wall.wall.forms import (
    ANYTHING,
    KIND_CHOICES,
    KIND_FORMS,
    TOLD,
    Form,
    kind_in,
    split_fields,
    words_in,
)
from conversation_wall.wall.kinds import kind_of, topics_of
from conversation_wall.wall.model import Filled, Kind, Post, Role, Thread

PROBLEM = "### What happened?\n\nIt was cold.\n\n### What should have happened?\n\n{}"
ALL = (*KIND_FORMS, ANYTHING, TOLD)


def filled_in(form: Form, *texts: str) -> str:
    """Write a post as GitHub does from a form that was filled in."""
    parts = zip(form.fields, texts, strict=True)
    return "\n\n".join(f"### {field.label}\n\n{text or '_No response_'}" for field, text in parts)


def curated(record: ThreadRecord) -> Thread:
    """Give the thread as the wall shows it."""
    thread = curate(record, a_config(), frozenset())
    assert thread
    return thread


def opening(body: str, by: str = "cara") -> Post:
    """Give the opening post of a thread as the wall shows it."""
    return curated(a_thread(body, by=by)).opening


@pytest.mark.parametrize("form", ALL, ids=lambda form: form.name)
def test_a_form_is_short(form: Form) -> None:
    """It asks customers at most two things; what is needed comes first, and is one."""
    needed = [field for field in form.fields if field.is_required and not field.choices]

    assert form is TOLD or 2 >= len(form.fields)
    assert form is TOLD or 1 == len(needed)
    assert len(form.fields) == len({field.id for field in form.fields})
    assert len(form.fields) == len({field.label.casefold() for field in form.fields})


def test_forms_begin_differently() -> None:
    """A post is known by the first heading of its form."""
    firsts = [form.fields[0].label.casefold() for form in ALL]

    assert len(firsts) == len(set(firsts))


@pytest.mark.parametrize("form", KIND_FORMS, ids=lambda form: form.name)
def test_category_and_label_of_a_form_say_its_kind(form: Form) -> None:
    """The built-in rules know what each form is for, and take neither for a topic."""
    for thread in (a_thread(category=form.category), a_thread(labels=[form.label])):
        config = a_config(default_kind="idea" if form.kind is Kind.PROBLEM else "problem")

        assert form.kind is kind_of(thread, Role.CUSTOMER, config)
        assert () == topics_of(thread, config)


def test_told_elsewhere_is_no_topic_and_no_kind() -> None:
    """Its category and label say where words come from, not what they are."""
    thread = a_thread(category=TOLD.category, labels=[TOLD.label])

    assert () == topics_of(thread, a_config())
    assert Kind.IDEA is kind_of(thread, Role.CUSTOMER, a_config(default_kind="idea"))


def test_one_field_gives_just_the_words() -> None:
    """Of a form with one answer, no heading is left."""
    post = opening("### What would you like to know?\n\nDo you\n\n## open?\n")

    assert ("Do you\n\n## open?", ()) == (post.body, post.fields)


def test_several_fields_are_told_apart() -> None:
    """The words are one text, without the form's own; the fields keep their labels."""
    post = opening(PROBLEM.format("It should be warm."))

    assert "It was cold.\n\nIt should be warm." == post.body
    assert (
        Filled("What happened?", "It was cold."),
        Filled("What should have happened?", "It should be warm."),
    ) == post.fields


def test_a_field_without_a_response_is_none() -> None:
    """What GitHub writes for an empty field is nobody's word."""
    post = opening(PROBLEM.format("_No response_"))

    assert ("It was cold.", ()) == (post.body, post.fields)


def test_what_was_picked_is_no_word_but_the_kind() -> None:
    """A form that asks for the kind decides it, where category and label do not."""
    body = filled_in(ANYTHING, "Kind words", "Lovely.")
    thread = curated(a_thread(body, category="general"))

    assert ("Lovely.", ()) == (thread.opening.body, thread.opening.fields)
    assert Kind.PRAISE is thread.kind
    assert Kind.IDEA is curated(a_thread(body, category="ideas")).kind
    assert Kind.IDEA is curated(a_thread(body, labels=["enhancement"])).kind


@pytest.mark.parametrize(("choice", "kind"), KIND_CHOICES.items())
def test_the_team_says_what_was_told_elsewhere(choice: str, kind: Kind) -> None:
    """Who types up a customer's words may say of which kind they are."""
    body = filled_in(TOLD, "Dafydd", "by e-mail", "2024-12-24", choice, "Words.")
    thread = curated(a_thread(body, by="ada", category=TOLD.category))

    assert (kind, "Words.") == (thread.kind, thread.opening.body)
    assert thread.told
    assert thread.is_clocked is kind.is_critique


@pytest.mark.parametrize("choice", ["", "Announcement", "problem"])
def test_another_kind_is_none(choice: str) -> None:
    """Only the form's own choices say a kind; a customer announces nothing."""
    assert kind_in(filled_in(ANYTHING, choice, "Words.")) is None


@pytest.mark.parametrize(
    "body",
    [
        "",
        "It was cold.",
        "### Cold coffee\n\nIt was cold.",
        "#### What happened?\n\nIt was cold.",
        "Well.\n\n### What happened?\n\nIt was cold.",
        "What happened?\n\nIt was cold.",
        "### What should have happened?\n\nWarmth.",
        filled_in(TOLD, "Ada", "by e-mail", "", "", "Ada is the best."),
    ],
)
def test_a_post_of_no_form_stays_as_it_is(body: str) -> None:
    """Headings that somebody typed are theirs, those of the team's form, too (T9)."""
    post = opening(body)

    assert (body, (), "cara") == (post.body, post.fields, post.speaker.name)


def test_words_from_elsewhere_cannot_fill_in_another_field() -> None:
    """Who writes headings into an e-mail becomes nobody else on the wall (T9)."""
    words = "Cold.\n\n### Who\n\nAda, the owner\n\n### Where\n\nhere\n\n### What is it?\n\nAn idea"
    body = f"### Where\n\nby e-mail\n\n### Their words\n\n{words}"
    thread = curated(a_thread(body, by="ada"))

    assert ("", words) == (thread.opening.speaker.name, thread.opening.body)
    assert thread.told
    assert "by e-mail" == thread.told.where
    assert Kind.PROBLEM is thread.kind


def test_a_form_is_read_in_any_case_and_line_ending() -> None:
    """Windows' line endings and other capitals change nothing; the label is the form's."""
    body = "\r\n### WHAT HAPPENED?\r\n\r\nCold.\r\n\r\n### what should have happened?\r\nWarm.\r\n"

    assert (
        Filled("What happened?", "Cold."),
        Filled("What should have happened?", "Warm."),
    ) == words_in(body)


LINES = ("### What happened?", "### what should have happened? ", "### Else", "Words.", "", "\r")


@given(st.lists(st.sampled_from(LINES)).map("\n".join) | st.text(max_size=40))
def test_no_word_is_lost(body: str) -> None:
    """Whatever stands in a post comes out again, in its order."""
    before, filled = split_fields(body, KIND_FORMS[0])
    whole = " ".join([before, *(f"### {field.label} {field.text}" for field in filled)])

    assert body.casefold().split() == whole.casefold().split()
