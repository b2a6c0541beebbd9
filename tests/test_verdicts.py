"""Did it help? Only what the opener says in so many words is a verdict."""

import pytest

from builders import a_config, a_post, a_thread
from conversation_wall.records import PostRecord
from conversation_wall.wall.curation import judged
from conversation_wall.wall.verdicts import Helped, helped_by


def verdict(*replies: PostRecord, labels: tuple[str, ...] = ("done",)) -> Helped | None:
    """Give the verdict on a thread that was done on day 3."""
    done = a_post("Done. New lids are here.", by="ada", day=3)
    record = a_thread(labels=labels, comments=[done, *replies])
    return helped_by(judged(record, a_config(), frozenset()))


@pytest.mark.parametrize(
    ("words", "helped"),
    [
        ("Works now, thank you!", Helped.CONFIRMED),
        ("It's fixed. Great.", Helped.CONFIRMED),
        ("Yes, that solved it.", Helped.CONFIRMED),
        ("👍", Helped.CONFIRMED),
        (":+1: from me", Helped.CONFIRMED),
        ("Not solved, sorry.", Helped.NOT_SOLVED),
        ("Still leaks.", Helped.NOT_SOLVED),
        ("It still leaks.", Helped.NOT_SOLVED),
        ("Sorry, it does not fit.", Helped.NOT_SOLVED),
        ("Doesn’t work here.", Helped.NOT_SOLVED),
        ("👎", Helped.NOT_SOLVED),
        ("I am in Spain until May.", Helped.REPLIED),
        ("> Works now\n\nFor whom?", Helped.REPLIED),
    ],
)
def test_verdict_is_what_the_opener_begins_with(words: str, helped: Helped) -> None:
    """Nobody's tone is guessed; words of others that they quote are not theirs."""
    assert helped == verdict(a_post(words, day=4))


def test_silence_is_no_verdict() -> None:
    """What others say, or the opener said before, is none either."""
    before = a_post("Works for me.", day=2)
    other = a_post("Works now.", by="dan", day=4)

    assert Helped.SILENT == verdict() == verdict(before) == verdict(other)


def test_first_clear_word_counts() -> None:
    """Small talk before it does not hide it."""
    assert Helped.NOT_SOLVED == verdict(a_post("Let me see.", day=4), a_post("Still cold.", day=5))


def test_only_what_is_done_has_a_verdict() -> None:
    """An answer asks for none."""
    assert verdict(a_post("Works now.", day=4), labels=()) is None
