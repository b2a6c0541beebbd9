"""The wall on other sites: the widget, the badge, and the code that puts them there."""

from dataclasses import dataclass

from .figure import Figure
from .parts import GapView, Link


@dataclass(frozen=True, slots=True)
class WidgetRowView:
    """
    One exchange in two lines each: `status` and `answer`, or the gap.

    `status` is "Planned." and the like, and stands before the answer.
    """

    title: str
    url: str
    status: str
    answer: str
    gap: GapView | None = None


@dataclass(frozen=True, slots=True)
class WidgetView:
    """
    What stands in the frame. `scheme` is light, dark or empty: as the visitor's device is.

    `empty` stands in the place of the rows where there are none.
    """

    headline: Figure | str
    rows: tuple[WidgetRowView, ...]
    empty: str
    wall: Link
    scheme: str


@dataclass(frozen=True, slots=True)
class BadgeView:
    """
    The score as a picture: so many squares are answered, so many are gaps.

    `colours` (by day and by night) are the owner's; without them the theme has its own.
    """

    text: str
    solid: int
    dashed: int
    colours: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class CodeView:
    """Code to copy; `label` says which where there are several."""

    id: str
    text: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class FrameView:
    """A page of this site, shown in a frame."""

    url: str
    title: str
    scheme: str


@dataclass(frozen=True, slots=True)
class SnippetView:
    """Something that one can put on a site: the code, and below it what comes of it."""

    title: str
    text: str
    codes: tuple[CodeView, ...]
    frame: FrameView | None = None
    badge: Link | None = None


@dataclass(frozen=True, slots=True)
class EmbedCodeView:
    """The page of codes; `note` says what the owner has to set first."""

    title: str
    lead: str
    note: str | None
    snippets: tuple[SnippetView, ...]
