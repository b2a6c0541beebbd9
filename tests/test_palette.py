"""The owner's colour can be read, whatever it is: by day and by night, and the build says so."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conversation_wall.errors import ConfigError
from conversation_wall.site.colour import contrast
from conversation_wall.site.palette import (
    Pair,
    dye_drawing,
    dye_sheet,
    make_palette,
    read_tokens,
)

STATIC = Path(__file__).resolve().parent.parent / "theme" / "static"
SHEET = (STATIC / "css" / "tokens.css").read_text("utf-8")
THEME = read_tokens(SHEET)

colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def sides(pair: Pair) -> tuple[str, str]:
    """Give both colours of a pair."""
    return pair.light, pair.dark


def test_tokens_are_those_of_the_sheet() -> None:
    """A pair is read whole, and short colours are written out."""
    assert Pair("#ffffff", "#0f1416") == THEME["paper"]
    assert Pair("#0c4a5b", "#96d3e1") == THEME["voice"]


@settings(deadline=None)
@given(colours)
def test_every_colour_is_readable(colour: str) -> None:
    """Text in the owner's colour, and on it, has 7:1 everywhere; a bar has 3:1."""
    made = make_palette(colour, THEME).tokens

    for side in (0, 1):
        paper = sides(THEME["paper"])[side]
        voice, panel, on_voice, fill = (
            sides(made[name])[side] for name in ("voice", "panel", "on-voice", "fill")
        )
        assert min(contrast(voice, ground) for ground in (paper, panel, on_voice)) >= 7
        assert contrast(fill, paper) >= 3
        for ink in ("ink", "ink-2"):
            assert contrast(sides(THEME[ink])[side], panel) >= 7


@settings(deadline=None)
@given(colours)
def test_the_same_colour_gives_the_same_wall(colour: str) -> None:
    """Two builds are alike, byte for byte, and a colour that was given back is kept."""
    made = make_palette(colour, THEME)

    assert made == make_palette(colour, THEME)
    assert make_palette(made.tokens["voice"].light, THEME).is_kept


def test_pale_colour_is_told() -> None:
    """What was changed is said: why, and into what, in both schemes."""
    palette = make_palette("#ffcc00", THEME)

    assert not palette.is_kept
    assert palette.note == (
        "WALL_COLOUR #ffcc00 is too light to read (1.3:1 on a panel): the wall uses "
        "#644e00 (7.0:1), in dark mode as it is."
    )


def test_dark_colour_is_kept_by_day() -> None:
    """A colour that reads well on white cannot on black: only that is changed."""
    palette = make_palette("#6b21a8", THEME)

    assert palette.is_kept
    assert "#6b21a8" == palette.tokens["voice"].light
    assert palette.note == (
        "WALL_COLOUR #6b21a8 is used as it is. In dark mode it cannot be read (1.8:1 on a "
        "panel): there the wall uses #c799ff (7.0:1)."
    )


def test_theme_on_which_nothing_reads_is_told() -> None:
    """A theme with papers of two kinds can make a colour impossible: the build stops."""
    grounds = {"panel": Pair("#444444", "#444444"), "paper": Pair("#aaaaaa", "#aaaaaa")}

    with pytest.raises(ConfigError, match="No shade of WALL_COLOUR #3366cc can be read on #aaaaaa"):
        make_palette("#3366cc", {**THEME, **grounds})


def test_theme_without_a_token_is_told() -> None:
    """Somebody else's sheet may lack what the colour goes into."""
    with pytest.raises(ConfigError, match="has no --voice: light-dark"):
        make_palette("#3366cc", {name: pair for name, pair in THEME.items() if name != "voice"})


@settings(deadline=None)
@given(colours)
def test_dyed_sheet_has_the_palette(colour: str) -> None:
    """The sheet has the five tokens in both forms, and all others as they were."""
    palette = make_palette(colour, THEME)
    dyed = dye_sheet(SHEET, palette)

    assert {**THEME, **palette.tokens} == read_tokens(dyed)
    for name, pair in palette.tokens.items():
        assert f"--{name}: {pair.light};" in dyed


def test_dyed_sheet_differs_in_nothing_else() -> None:
    """Rules for more contrast and forced colours stay, and still come last."""
    palette = make_palette("#6b21a8", THEME)
    changed = [
        line.split(":")[0].strip()
        for line, other in zip(
            SHEET.splitlines(), dye_sheet(SHEET, palette).splitlines(), strict=True
        )
        if line != other
    ]

    assert {f"--{name}" for name in palette.tokens} >= set(changed)


def test_icon_takes_the_colour() -> None:
    """The drawing has the owner's colour in place of the theme's, by day and by night."""
    palette = make_palette("#ffcc00", THEME)
    icon = dye_drawing((STATIC / "icon.svg").read_text("utf-8"), palette)

    assert "#0c4a5b" not in icon
    assert "#96d3e1" not in icon
    assert all(colour in icon for colour in sides(palette.tokens["voice"]))
