"""The median wait counts those who still wait, as Kaplan and Meier do."""

import pytest

from conversation_wall.wall.waits import median_wait


@pytest.mark.parametrize(
    ("waits", "expected"),
    [
        ([], None),
        ([(3, True)], 3),
        ([(0, True), (9, True)], 0),
        ([(1, True), (2, True), (9, True)], 2),
        # A textbook walk: 1 − 1/5, × (1 − 1/4), × (1 − 1/2) at day 6.
        ([(1, True), (2, True), (4, False), (6, True), (9, False)], 6),
        ([(5, False), (5, False), (1, True)], None),
        ([(1, True), (1, True), (30, False)], 1),
        # Who has waited less than the others says nothing of later days.
        ([(0, False), (0, False), (0, False), (7, True)], 7),
    ],
)
def test_median_is_the_day_on_which_half_are_answered(
    waits: list[tuple[int, bool]], expected: int | None
) -> None:
    """It is the first day with an answer on which at most half still wait."""
    assert expected == median_wait(waits)


def test_closing_ones_eyes_to_the_waiting_makes_it_shorter() -> None:
    """Leaving out the unanswered, as GitHub's figures do, would flatter."""
    answered = [(1, True), (2, True), (8, True)]

    assert median_wait(answered) == 2
    assert median_wait([*answered, (20, False), (20, False)]) == 8


def test_a_wait_on_the_day_of_an_answer_is_still_at_risk_that_day() -> None:
    """A wait that is cut off on a day counts as waiting on that day (1 − 1/2 at day 4)."""
    assert median_wait([(4, True), (4, False)]) == 4
