"""Figures are counted as a person would count them by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from conversation_wall.wall.figures import (
    Span,
    count_spans,
    tenths_of,
    wait_spans,
    weakest_of,
)


def drawn(aim: int) -> str:
    """Draw the spans around an aim, with a bar where it is."""
    within, beyond = wait_spans(aim)
    return " | ".join(
        " ".join(f"{span.first}-{'' if span.last is None else span.last}" for span in spans)
        for spans in (within, beyond)
    )


@pytest.mark.parametrize(
    ("part", "whole", "tenths"),
    [(45, 50, 9), (47, 50, 9), (50, 50, 10), (10, 10, 10), (3, 4, None), (9, 9, None),
     (1, 20, None), (0, 20, None), (2, 20, 1), (0, 0, None)],
)  # fmt: skip
def test_tenths_never_flatter(part: int, whole: int, tenths: int | None) -> None:
    """Nearly ten in ten are nine, and few threads have no tenths at all."""
    assert tenths == tenths_of(part, whole)


@pytest.mark.parametrize(
    ("aim", "spans"),
    [
        (1, "0-0 1-1 | 2-3 4-7 8-"),
        (2, "0-0 1-2 | 3-7 8-14 15-"),
        (3, "0-0 1-3 | 4-7 8-14 15-"),
        (7, "0-0 1-7 | 8-14 15-30 31-"),
        (14, "0-0 1-7 8-14 | 15-30 31-60 61-"),
        (30, "0-0 1-7 8-30 | 31-60 61-90 91-"),
        (365, "0-0 1-7 8-365 | 366-730 731-1460 1461-"),
    ],
)
def test_spans_are_cut_around_the_aim(aim: int, spans: str) -> None:
    """One of the lines between spans is the aim, whatever it is."""
    assert spans == drawn(aim)


@given(some.integers(1, 365))
def test_every_wait_lies_in_one_span(aim: int) -> None:
    """No day is left out and none counts twice; on the aim is within."""
    within, beyond = wait_spans(aim)
    days = range(4 * aim + 400)

    assert [(1, 0) if day <= aim else (0, 1) for day in days] == [
        (sum(day in span for span in within), sum(day in span for span in beyond)) for day in days
    ]


def test_waits_are_counted_by_span() -> None:
    """Eleven days lie between eight and fourteen."""
    spans = (Span(0, 0), Span(1, 3), Span(8, 14), Span(15, None))

    assert (2, 1, 1, 1) == count_spans([0, 0, 3, 11, 400, 5], spans)


@pytest.mark.parametrize(
    ("raised", "given", "place"),
    [
        ((3, 3, 3), (3, 1, 0), 1),
        ((3, 3, 3), (3, 2, 3), None),
        # Half is not less than half.
        ((2, 2, 2), (1, 1, 1), None),
        ((1, 4, 2), (0, 0, 2), 1),
        ((0, 0, 5), (0, 0, 0), None),
        ((), (), None),
    ],
)
def test_weakest_month_answered_less_than_half(
    raised: tuple[int, ...], given: tuple[int, ...], place: int | None
) -> None:
    """It is the one with the fewest answers for what was raised, and never the one that runs."""
    assert place == weakest_of(raised, given)
