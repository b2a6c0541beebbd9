"""
What a check finds: where, what it is, and what to do about it.

    Area     settings, GitHub, names, forms, files, team, store, pages, site; an exit code each
    Level    error    mend it: visitors see something wrong, or the next run fails
             warning  look at it soon
             note     good to know
             ok       looked at, and right
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from ..errors import ConfigError, GitHubError, StoreError, WallError


class Level(Enum):
    """How bad it is, the worst first."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"
    OK = "ok"


class Area(Enum):
    """What is looked at, in the order in which it is told; the value is its heading."""

    SETTINGS = "Settings"
    GITHUB = "GitHub"
    NAMES = "Categories and labels"
    FORMS = "Forms"
    FILES = "Files made for you"
    TEAM = "Who answers"
    STORE = "Store"
    PAGES = "Your own pages"
    SITE = "The built site"


_ERRORS: dict[Area, type[WallError]] = {
    Area.SETTINGS: ConfigError,
    Area.GITHUB: GitHubError,
    Area.NAMES: ConfigError,
    Area.FORMS: ConfigError,
    Area.FILES: ConfigError,
    Area.TEAM: ConfigError,
    Area.STORE: StoreError,
    Area.PAGES: WallError,
    Area.SITE: WallError,
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that an owner should know; `then` says what to do, where there is something."""

    area: Area
    level: Level
    where: str
    what: str
    then: str = ""


def exit_code(findings: Iterable[Finding]) -> int:
    """Give 0 where nothing is an error, else the code of the first area that has one."""
    areas = {finding.area for finding in findings if finding.level is Level.ERROR}
    return next((_ERRORS[area].exitcode for area in Area if area in areas), 0)


def some(items: Iterable[str], most: int = 5) -> str:
    """List a few, and say how many there are more."""
    listed = list(items)
    more = len(listed) - most
    return ", ".join(listed[:most]) + (f" and {more} more" if more > 0 else "")


def count_of(number: int, one: str, many: str = "") -> str:
    """Say how many there are of something: "1 page", "3 pages"."""
    return f"1 {one}" if number == 1 else f"{number:,} {many or one + 's'}"
