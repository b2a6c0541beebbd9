"""Told elsewhere: what a customer said by e-mail or at the counter."""

from datetime import date

import pytest

from builders import on_day
from conversation_wall.wall.model import Told
from conversation_wall.wall.told import told_in

FORM = """### Who

Dafydd P.

### Where

by e-mail

### When

{when}

### Their words

The queue was long.

### And also

The coffee was cold.
"""


def test_the_form_gives_who_where_when_and_the_words() -> None:
    """A body of the form's headings is a critique, with the words as they were said."""
    critique = told_in(FORM.format(when="2024-12-24"), on_day(0))

    assert critique is not None
    assert Told("Dafydd P.", "by e-mail", date(2024, 12, 24)) == critique.told
    assert "The queue was long.\n\n### And also\n\nThe coffee was cold." == critique.words, (
        "a heading that is none of the form's belongs to the words"
    )


def test_headings_are_read_in_any_case_and_line_ending() -> None:
    """Windows' line endings and other capitals change nothing."""
    body = "### WHERE\r\n\r\nat the  counter\r\n\r\n### their words\r\n\r\nIt is cold.\r\nVery.\r\n"
    critique = told_in(body, on_day(0))

    assert critique is not None
    assert Told("", "at the counter", None) == critique.told
    assert "It is cold.\nVery." == critique.words


@pytest.mark.parametrize(
    "when", ["_No response_", "", "last week", "2024-13-01", "2025-01-03", "0024-12-24", "12/24/24"]
)
def test_a_day_that_cannot_be_is_no_day(when: str) -> None:
    """Only a day like 2024-12-24 that had come when the form was sent dates a critique."""
    critique = told_in(FORM.format(when=when), on_day(0))

    assert critique is not None
    assert critique.told.said_on is None


def test_nobody_is_named_without_a_response() -> None:
    """A field that was left empty, GitHub's "_No response_", is empty."""
    critique = told_in(FORM.replace("Dafydd P.", "_No response_"), on_day(0))

    assert critique is not None
    assert "" == critique.told.who


@pytest.mark.parametrize(
    "body",
    [
        "",
        "Where do you sit?\nTheir words were harsh.",
        "### Where\n\nby e-mail",
        "### Their words\n\nThe coffee was cold.",
        "### Where\n\nby e-mail\n\n### Their words\n\n_No response_",
        "#### Where\n\nby e-mail\n\n#### Their words\n\nThe coffee was cold.",
    ],
)
def test_other_bodies_are_no_form(body: str) -> None:
    """Without where and the words it is an announcement like any other."""
    assert told_in(body, on_day(0)) is None
