"""Contrast is WCAG's, and a shade keeps the hue of its colour."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conversation_wall.site.colour import (
    contrast,
    from_oklab,
    long_form,
    luminance,
    nearest_shade,
    shade,
    tint,
    to_oklab,
)

colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#ffffff", "#ffffff", 1.0),
        ("#777777", "#ffffff", 4.48),
        ("#14191c", "#ffffff", 17.7),
        ("#96d3e1", "#0f1416", 11.2),
        ("#ff0000", "#ffffff", 4.0),
    ],
)
def test_contrast_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    """The ratios are those of WCAG's formula, whichever colour is named first."""
    assert contrast(one, other) == pytest.approx(ratio, abs=0.06)
    assert contrast(other, one) == contrast(one, other)


@settings(deadline=None)
@given(colours)
def test_colour_comes_back_from_oklab(colour: str) -> None:
    """There and back is the same colour: the two matrices are each other's inverse."""
    assert colour == from_oklab(to_oklab(colour))


@settings(deadline=None)
@given(colours, colours)
def test_shade_is_as_light_as_the_other(colour: str, like: str) -> None:
    """Whatever the hue, a shade has the lightness asked for, but for a screen's rounding."""
    made = to_oklab(shade(colour, like)).lightness

    assert made == pytest.approx(to_oklab(like).lightness, abs=0.05)


@settings(deadline=None)
@given(colours)
def test_tint_grows_no_stronger(colour: str) -> None:
    """A pale panel stays pale, even under a loud colour."""
    assert to_oklab(tint("#eaf2f4", colour)).strength < to_oklab("#eaf2f4").strength + 0.005


def test_grey_has_no_hue_to_give() -> None:
    """A tint of grey is grey."""
    made = tint("#eaf2f4", "#777777")

    assert made[1:3] == made[3:5] == made[5:]


def test_nearest_shade_is_the_colour_where_it_fits() -> None:
    """Nothing is changed without need."""
    assert "#0c4a5b" == nearest_shade("#0c4a5b", lambda each: contrast(each, "#ffffff"), 7)


def test_nearest_shade_comes_as_close_as_it_can() -> None:
    """Where no shade reaches the aim, the best one is given."""
    made = nearest_shade("#3366cc", lambda each: contrast(each, "#777777"), 7)

    assert "#000000" == made


def test_nearest_shade_keeps_the_hue() -> None:
    """Yellow made darker is a brown and no grey."""
    made = nearest_shade("#ffcc00", lambda each: 1 - luminance(each), 0.9)

    assert to_oklab(made).strength > 0.05
    assert to_oklab(made).blue_yellow > abs(to_oklab(made).green_red)


def test_long_form_has_six_digits() -> None:
    """Short and long are one colour."""
    assert ["#ffcc00", "#ffcc00"] == [long_form("#FC0"), long_form("#ffcc00")]
