"""Who spoke up, and who answers."""

from dataclasses import dataclass

from .parts import Link


@dataclass(frozen=True, slots=True)
class PersonView:
    """
    Somebody on the wall, with what they did in words.

    `url` leads to all they said. `title` is the job of a member of the team, `topics` what
    they answer most, `note` when they left.
    """

    name: str
    count: str
    url: str | None = None
    detail: str | None = None
    title: str | None = None
    topics: tuple[str, ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True)
class PeopleView:
    """
    The page of people; `others` says how many more there are than are listed.

    `are_unnamed`: customers are called something else in each conversation.
    """

    title: str
    lead: tuple[str, ...]
    customers: tuple[PersonView, ...]
    others: str | None
    team: tuple[PersonView, ...]
    names: str
    change: Link
    are_unnamed: bool = False
