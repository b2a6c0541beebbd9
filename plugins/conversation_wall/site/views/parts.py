"""What stands on pages of every kind: links, days, by-lines, tags, waits and gaps."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead somewhere."""

    text: str
    url: str
    is_current: bool = False


@dataclass(frozen=True, slots=True)
class Sentence:
    """
    A sentence in which some words stand out: `strong` is a part of `text`, or empty.

    `figure` names it where it is computed from the published facts.
    """

    text: str
    strong: str = ""
    figure: str = ""


@dataclass(frozen=True, slots=True)
class Day:
    """A date in words, with the exact time for machines (`time datetime`)."""

    text: str
    iso: str


@dataclass(frozen=True, slots=True)
class SpeakerView:
    """
    A by-line: who said it. `name` is empty for nobody.

    `title` is the job of a member of the team; `note` is "by e-mail", "a program" and
    the like.
    """

    name: str
    is_team: bool
    title: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class TagView:
    """A status: `key` picks the colour and the icon (answered, planned, done, declined…)."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class Count:
    """
    What `days.js` counts on: in which words, and since which day ("2026-11-20").

    A view has it only where the owner has switched that script on.
    """

    form: str
    since: str


@dataclass(frozen=True, slots=True)
class WaitView:
    """
    The line between critique and answer.

    `text` stands on the line ("1 day"), `sentence` below a critique on a narrow page
    ("Answered after 1 day"). `state` is answered, open or late.
    """

    text: str
    sentence: str
    state: str
    text_count: Count | None = None
    sentence_count: Count | None = None


@dataclass(frozen=True, slots=True)
class GapView:
    """
    The empty answer box. `state` is open, late, closed or withdrawn.

    Where the critique was withdrawn there is no headline: nothing is missing.
    """

    headline: str
    text: str
    state: str
    link: Link | None = None
    count: Count | None = None


@dataclass(frozen=True, slots=True)
class PagerView:
    """Where this page stands in a list, and the way on."""

    text: str
    newer: Link | None
    older: Link | None


@dataclass(frozen=True, slots=True)
class EmptyView:
    """What a list says when nothing stands on it."""

    headline: str
    text: str
    link: Link | None = None


@dataclass(frozen=True, slots=True)
class RelatedView:
    """Another thread of the same topic."""

    title: str
    url: str
    tag: TagView | None
