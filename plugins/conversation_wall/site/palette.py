"""
The owner's one colour in the theme: from `WALL_COLOUR` to five tokens, in two schemes.

    "#ffcc00" ─→ make_palette ─→ voice, on-voice, fill, panel, panel-line ─→ dye_sheet, dye_drawing

The theme's tokens.css is the source of all other colours: what the owner's is read on
is read from there. A colour that cannot be read is made darker or lighter until it can.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from math import floor

from ..errors import ConfigError
from .colour import contrast, long_form, luminance, nearest_shade, shade, tint

# WCAG 2.2: 1.4.6 (AAA) asks for 7, 1.4.3 (AA) for 4.5, and 1.4.11 for 3 where a bar is drawn.
AIM = 7.0
LEAST = 4.5
LEAST_OF_BARS = 3.0

_HEX = r"#(?:[0-9a-fA-F]{6}|[0-9a-fA-F]{3})\b"
_BOTH = rf"light-dark\(\s*({_HEX})\s*,\s*({_HEX})\s*\)"
_TOKEN = re.compile(rf"--([\w-]+):\s*{_BOTH}\s*;")
# What the owner's colour stands on, or under, and how a message calls it.
_GROUNDS = {"paper": "on paper", "panel": "on a panel", "on-voice": "below a button’s text"}
_OURS = ("voice", "on-voice", "fill", "panel", "panel-line")


@dataclass(frozen=True, slots=True)
class Pair:
    """One token's colours: by day and by night."""

    light: str
    dark: str


@dataclass(frozen=True, slots=True)
class Palette:
    """
    What the owner's colour makes of the theme's tokens.

    `note` says what had to be changed. `is_kept` holds where that is at most the colour by
    night: none is read well both on white and on black.
    """

    theme: Mapping[str, Pair]
    tokens: Mapping[str, Pair]
    note: str | None
    is_kept: bool


@dataclass(frozen=True, slots=True)
class _Scheme:
    """The tokens of one scheme, the theme's paper among them."""

    tokens: Mapping[str, str]

    @property
    def voice(self) -> str:
        """The owner's colour, as it can be read here."""
        return self.tokens["voice"]

    def weakest(self, colour: str) -> tuple[float, str]:
        """Give the least contrast that a colour would have, and where."""
        return min((contrast(colour, self.tokens[name]), name) for name in _GROUNDS)


def read_tokens(sheet: str) -> dict[str, Pair]:
    """Read the tokens of a sheet that have a colour for each scheme."""
    return {
        name: Pair(long_form(light), long_form(dark)) for name, light, dark in _TOKEN.findall(sheet)
    }


def make_palette(colour: str, theme: Mapping[str, Pair]) -> Palette:
    """
    Make the owner's colour the theme's, as near to it as can be read.

    Raises `ConfigError` where no shade of it can be read on the theme's paper.
    """
    missing = [name for name in ("paper", *_OURS) if name not in theme]
    if missing:
        raise ConfigError(
            f"The theme's tokens.css has no --{missing[0]}: light-dark(#…, #…), so it cannot take "
            "your colour. Write that token there, or set WALL_COLOUR = None."
        )
    day = _scheme(colour, {name: pair.light for name, pair in theme.items()})
    night = _scheme(colour, {name: pair.dark for name, pair in theme.items()})
    for scheme in (day, night):
        if scheme.weakest(scheme.voice)[0] < LEAST:
            raise ConfigError(
                f"No shade of WALL_COLOUR {colour} can be read on {scheme.tokens['paper']}, "
                "--paper in the theme's tokens.css. Make that lighter or darker."
            )
    return Palette(
        theme=theme,
        tokens={name: Pair(day.tokens[name], night.tokens[name]) for name in _OURS},
        note=_note(colour, day, night),
        is_kept=day.voice == colour,
    )


def dye_sheet(sheet: str, palette: Palette) -> str:
    """
    Put the owner's colours into a sheet of tokens, where it has the theme's.

    Written over, not added below: what the sheet says for more contrast still comes last.
    """

    def dyed(found: re.Match[str]) -> str:
        pair = palette.tokens[found["name"]]
        is_pair = found["value"].startswith("light-dark")
        value = f"light-dark({pair.light}, {pair.dark})" if is_pair else pair.light
        return f"--{found['name']}: {value};"

    pattern = rf"--(?P<name>{'|'.join(_OURS)}):\s*(?P<value>{_HEX}|{_BOTH})\s*;"
    return re.sub(pattern, dyed, sheet)


def dye_drawing(drawing: str, palette: Palette) -> str:
    """Put the owner's colours into a drawing, like the icon, that has the theme's."""
    swaps = {
        old: new
        for name in _OURS
        for old, new in (
            (palette.theme[name].light, palette.tokens[name].light),
            (palette.theme[name].dark, palette.tokens[name].dark),
        )
    }
    return re.sub(_HEX, lambda found: swaps.get(long_form(found[0]), found[0]), drawing)


def _scheme(colour: str, theme: Mapping[str, str]) -> _Scheme:
    tokens = {"paper": theme["paper"]}
    for name in ("panel", "panel-line", "on-voice"):
        tokens[name] = tint(theme[name], colour)
    tokens["voice"] = nearest_shade(colour, lambda each: _Scheme(tokens).weakest(each)[0], AIM)
    if theme["fill"] == theme["voice"]:
        tokens["fill"] = tokens["voice"]
    else:
        tokens["fill"] = nearest_shade(
            shade(colour, theme["fill"]),
            lambda each: contrast(each, theme["paper"]),
            LEAST_OF_BARS,
        )
    return _Scheme(tokens)


def _note(colour: str, day: _Scheme, night: _Scheme) -> str | None:
    """Say what was changed: "WALL_COLOUR #ffcc00 is too light to read (1.3:1 on a panel): …"."""
    if day.voice != colour:
        kind = "light" if luminance(day.voice) < luminance(colour) else "dark"
        by_night = "as it is" if night.voice == colour else _told(night)
        return (
            f"WALL_COLOUR {colour} is too {kind} to read ({_fault(colour, day)}): "
            f"the wall uses {_told(day)}, in dark mode {by_night}."
        )
    if night.voice != colour:
        return (
            f"WALL_COLOUR {colour} is used as it is. In dark mode it cannot be read "
            f"({_fault(colour, night)}): there the wall uses {_told(night)}."
        )
    return None


def _fault(colour: str, scheme: _Scheme) -> str:
    ratio, ground = scheme.weakest(colour)
    return f"{_ratio(ratio)} {_GROUNDS[ground]}"


def _told(scheme: _Scheme) -> str:
    return f"{scheme.voice} ({_ratio(scheme.weakest(scheme.voice)[0])})"


def _ratio(ratio: float) -> str:
    """Write a ratio, cut and not rounded: 6.96 is less than 7."""
    return f"{floor(ratio * 10) / 10}:1"
