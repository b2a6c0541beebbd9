"""First sentences: what the team says is shortened between sentences, never within one that fits."""

import pytest

from conversation_wall.site.sentences import first_sentences, split_condition, without_status


def test_as_many_sentences_stand_as_fit() -> None:
    """A sentence that does not fit is left out whole."""
    assert "New lids. They fit." == first_sentences("New lids. They fit. We tried forty.", 20)


def test_first_sentence_that_is_too_long_is_cut_on_a_word() -> None:
    """Something has to stand there."""
    assert "We have bought…" == first_sentences("We have bought four hundred lids.", 18)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("It is £1.40 a lid. Soon.", "It is £1.40 a lid."),
        ("Some, e.g. the red, are gone. Soon.", "Some, e.g. the red, are gone."),
        ("“Are you sure?” is gone. Soon.", "“Are you sure?” is gone."),
        ("“They leak.” So they did.", "“They leak.”"),
        ("直しました。お試しください。", "直しました。"),
        ("No stop at all", "No stop at all"),
        ("", ""),
    ],
)
def test_sentence_ends_where_readers_end_it(text: str, first: str) -> None:
    """A point within a number or before a small letter ends none."""
    assert first == first_sentences(text, len(first))


def test_many_stops_cost_no_time() -> None:
    """Whatever a post holds, a build goes on."""
    text = ".\"'" * 20_000

    assert 180 >= len(first_sentences(text, 180))


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("Done. New lids.", "New lids."),
        ("Planned: a new lid.", "A new lid."),
        ("Not doing — we won’t.", "We won’t."),
        ("done, in #12. They fit.", "They fit."),
        ("Done: https://hollin.example/lids", "https://hollin.example/lids"),
        ("Under way. grind.md is next.", "grind.md is next."),
        ("Done and dusted.", "Done and dusted."),
        ("Plannedness.", "Plannedness."),
        ("Done.", "Done."),
        ("new lids.", "new lids."),
    ],
)
def test_status_that_is_said_first_is_dropped(text: str, rest: str) -> None:
    """The tag beside it says so already; a status that says it all stays."""
    assert rest == without_status(text)


@pytest.mark.parametrize("phrase", ["We’d change our mind if", "We would change our minds when"])
def test_condition_is_taken_out_of_the_reason(phrase: str) -> None:
    """It stands on a line of its own."""
    text = f"It’s too dear. No room. {phrase} it grows. Sorry."

    assert ("It’s too dear. No room.", f"{phrase} it grows.") == split_condition(text)


def test_condition_that_stands_first_leaves_what_follows() -> None:
    """The reason may come after."""
    assert ("We have no room.", "We'd change our mind if we move.") == split_condition(
        "We'd change our mind if we move. We have no room."
    )


def test_sentence_that_only_mentions_it_is_no_condition() -> None:
    """It has to begin with it."""
    text = "Nobody said we’d change our mind if it rains."

    assert (text, None) == split_condition(text)
