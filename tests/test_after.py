"""What came after: all that was done is asked about, and those who were ignored are compared."""

import pytest

from conversation_wall.wall.metrics.after import Verdicts, returned_of, verdicts_of
from conversation_wall.wall.metrics.facts import DAY
from conversation_wall.wall.verdicts import Helped
from metrics_builders import some_facts

NOW = 200 * DAY


def test_verdicts_count_all_that_was_done() -> None:
    """Whoever says nothing is counted, and what was not done is not."""
    done = [Helped.CONFIRMED, Helped.NOT_SOLVED, Helped.REPLIED, Helped.SILENT, None]
    threads = [some_facts("ct", done_at=DAY, helped=helped) for helped in done]

    assert Verdicts(count=5, confirmed=1, not_solved=1, replied=1, silent=2) == verdicts_of(
        [*threads, some_facts("ct", helped=Helped.CONFIRMED)]
    )


@pytest.mark.parametrize(
    ("sides", "days", "is_answered"),
    [("ct", [0, 14], True), ("ct", [0, 15], False), ("c", [0], False), ("cs", [0, 1], False)],
)
def test_answered_is_within_two_weeks(sides: str, days: list[int], is_answered: bool) -> None:
    """A later answer cannot have brought them back."""
    returned = returned_of([some_facts(sides, days, has_returned=True)], NOW)

    assert is_answered == (returned.answered is not None)
    assert is_answered == (returned.unanswered is None)


def test_returned_compares_first_time_critics() -> None:
    """Who was here before, and who came less than 90 days ago, is not counted."""
    returned = returned_of(
        [
            some_facts("ct", has_returned=True),
            some_facts("ct", has_returned=False),
            some_facts("ct", has_returned=None),
            some_facts("ct", has_returned=True, opened_at=NOW - 89 * DAY),
            some_facts("c", has_returned=False),
        ],
        NOW,
    )

    assert returned.answered
    assert returned.unanswered
    assert (1, 2) == (returned.answered.count, returned.answered.of)
    assert (0, 1) == (returned.unanswered.count, returned.unanswered.of)
