"""Who talks: turns of both sides, how far a thread went, and whose words there are."""

from array import array

import pytest
from statsmodels.stats.proportion import proportion_confint

from conversation_wall.wall.metrics.talk import (
    Exchange,
    Talk,
    dialogue_of,
    exchange_of,
    talk_of,
    turns_in,
    voice_of,
)
from conversation_wall.wall.model import Kind
from metrics_builders import some_facts


@pytest.mark.parametrize(
    ("sides", "turns"),
    [("c", 1), ("ccc", 1), ("ct", 2), ("cttc", 3), ("t", 1), ("tc", 2), ("csm", 1), ("cscs", 1),
     ("ctsc", 3), ("", 0)],
)  # fmt: skip
def test_turn_is_a_run_of_one_side(sides: str, turns: int) -> None:
    """Two of the team are one side; a saved reply and an empty post are no turn."""
    assert turns == turns_in(some_facts(sides))


@pytest.mark.parametrize(
    ("sides", "exchange"),
    [
        ("c", Exchange.ONE_WAY),
        ("tt", Exchange.ONE_WAY),
        ("ct", Exchange.REACTIVE),
        ("ctc", Exchange.INTERACTIVE),
        ("ctctct", Exchange.INTERACTIVE),
    ],
)
def test_exchange_goes_by_turns(sides: str, exchange: Exchange) -> None:
    """One is one-way, two reactive, more interactive."""
    assert exchange == exchange_of(some_facts(sides))


def test_dialogue_counts_answers_half() -> None:
    """(½·1 + 2)/4, in an interval of Wilson's for 2.5 of 4."""
    dialogue = dialogue_of([some_facts(sides) for sides in ("c", "ct", "ctc", "tct")])

    assert dialogue
    assert (1, 1, 2, 0.625) == (
        dialogue.one_way,
        dialogue.reactive,
        dialogue.interactive,
        dialogue.share.share,
    )
    expected = proportion_confint(2.5, 4, method="wilson")
    assert expected == pytest.approx((dialogue.share.low, dialogue.share.high), abs=1e-9)


@pytest.mark.parametrize(
    ("sides", "words", "share", "dial"),
    [
        ("ct", [30, 10], 0.25, 1),
        ("ct", [10, 10], 0.5, 1),
        ("ct", [10, 30], 0.75, 0.5),
        ("cs", [10, 30], 0.75, 0.5),
        ("cm", [10, 30], 0, 1),
        ("t", [10], 1, 0),
    ],
)
def test_voice_is_full_until_half_the_words(
    sides: str, words: list[int], share: float, dial: float
) -> None:
    """V = min(1, 2(1 − v)); a saved reply is noise of ours, so its words count."""
    voice = voice_of([some_facts(sides, words=array("I", words))])

    assert voice
    assert (share, dial) == (voice.share.share, voice.dial.share)


def test_interval_of_the_dial_turns_around() -> None:
    """The more we speak, the lower it stands."""
    facts = [some_facts("ct", words=array("I", [10, team])) for team in (10, 20, 30, 40)]
    voice = voice_of(facts)

    assert voice
    assert voice.dial.low < voice.dial.share < voice.dial.high
    assert 2 * (1 - voice.share.high) == voice.dial.low


def test_nothing_said_has_no_voice() -> None:
    """A picture has no words."""
    assert voice_of([some_facts("c", words=array("I", [0]))]) is None
    assert dialogue_of([]) is None


@pytest.mark.parametrize(
    ("kind", "sides", "talk"),
    [
        (Kind.PROBLEM, "ct", Talk.CONVERSATION),
        (Kind.PROBLEM, "c", Talk.HANGING),
        (Kind.PROBLEM, "csc", Talk.HANGING),
        (Kind.ANNOUNCEMENT, "t", Talk.MONOLOGUE),
        # Somebody came to what we asked; whether we replied again is not the question.
        (Kind.ANNOUNCEMENT, "tc", Talk.CONVERSATION),
    ],
)
def test_talk_is_told_by_who_spoke(kind: Kind, sides: str, talk: Talk) -> None:
    """A critique needs our answer, and what we asked needs a customer."""
    assert talk is talk_of(some_facts(sides, kind=kind))
