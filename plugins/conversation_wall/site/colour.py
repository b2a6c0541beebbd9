"""
Colours as "#rrggbb": how well one is read on another, and darker or lighter shades of it.

Contrast is that of WCAG 2.2 (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio, and
#dfn-relative-luminance). Shades are made in Oklab, Björn Ottosson's space of even steps
(https://bottosson.github.io/posts/oklab/), so that a darker petrol is still petrol.
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import cbrt, hypot

# Below these, the sRGB standard (IEC 61966-2-1) draws a straight line.
_STRAIGHT = 0.04045
_STRAIGHT_LIGHT = 0.0031308

_STEPS = 200
# Halved as often as this, a step is finer than a screen's.
_HALVINGS = 12
_ROUNDING = 0.00001


@dataclass(frozen=True, slots=True)
class Oklab:
    """A colour as people see it: its lightness, 0 to 1, and how far it is from grey, and where."""

    lightness: float
    green_red: float
    blue_yellow: float

    @property
    def strength(self) -> float:
        """How far it is from grey."""
        return hypot(self.green_red, self.blue_yellow)

    def at(self, lightness: float, strength: float = 1.0) -> "Oklab":
        """Give the same hue at another lightness, and at a part of its strength."""
        return Oklab(lightness, strength * self.green_red, strength * self.blue_yellow)


def contrast(one: str, other: str) -> float:
    """Give the contrast ratio of two colours: 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def luminance(colour: str) -> float:
    """Give the relative luminance of a colour: 0 (black) to 1 (white)."""
    red, green, blue = _light_of(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def shade(colour: str, like: str) -> str:
    """Give a colour at the lightness of another one."""
    return from_oklab(to_oklab(colour).at(to_oklab(like).lightness))


def tint(pale: str, colour: str) -> str:
    """Give a pale colour another one's hue; it keeps its lightness and grows no stronger."""
    own, hue = to_oklab(pale), to_oklab(colour)
    strength = min(1.0, own.strength / hue.strength) if hue.strength else 1.0
    return from_oklab(hue.at(own.lightness, strength))


def nearest_shade(colour: str, measure: Callable[[str], float], aim: float) -> str:
    """Give the shade nearest to a colour that measures `aim`, or else the one that comes closest."""
    if measure(colour) >= aim:
        return colour
    lab = to_oklab(colour)
    steps = [step / _STEPS for step in range(_STEPS + 1)]
    steps.sort(key=lambda step: abs(step - lab.lightness))
    shades = [from_oklab(lab.at(step)) for step in steps]
    return next((each for each in shades if measure(each) >= aim), max(shades, key=measure))


def long_form(colour: str) -> str:
    """Write all six digits, in lower case: "#FFF" is "#ffffff"."""
    colour = colour.lower()
    return colour if len(colour) == len("#rrggbb") else "#" + "".join(d * 2 for d in colour[1:])


def to_oklab(colour: str) -> Oklab:
    """Give a colour in Oklab."""
    red, green, blue = _light_of(colour)
    long = cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    medium = cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    return Oklab(
        0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short,
    )


def from_oklab(lab: Oklab) -> str:
    """Write a colour of Oklab, less strong where no screen can show it so."""
    low, high = (1.0, 1.0) if _is_shown(lab) else (0.0, 1.0)
    for _ in range(_HALVINGS if low < high else 0):
        middle = (low + high) / 2
        low, high = (middle, high) if _is_shown(lab.at(lab.lightness, middle)) else (low, middle)
    return "#" + "".join(map(_digits, _light_from(lab.at(lab.lightness, low))))


def _light_of(colour: str) -> list[float]:
    """Give red, green and blue as amounts of light."""
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return [
        part / 12.92 if part <= _STRAIGHT else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]


def _light_from(lab: Oklab) -> tuple[float, float, float]:
    lightness, green_red, blue_yellow = lab.lightness, lab.green_red, lab.blue_yellow
    long = (lightness + 0.3963377774 * green_red + 0.2158037573 * blue_yellow) ** 3
    medium = (lightness - 0.1055613458 * green_red - 0.0638541728 * blue_yellow) ** 3
    short = (lightness - 0.0894841775 * green_red - 1.2914855480 * blue_yellow) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )


def _is_shown(lab: Oklab) -> bool:
    return all(-_ROUNDING <= part <= 1 + _ROUNDING for part in _light_from(lab))


def _digits(light: float) -> str:
    light = min(1.0, max(0.0, light))
    part = 12.92 * light if light <= _STRAIGHT_LIGHT else 1.055 * light ** (1 / 2.4) - 0.055
    return f"{round(part * 255):02x}"
