"""
The lists: which threads stand where, in what order, and on which page.

Pages are cut from the oldest end: page 1 is the oldest and stays as it is, while the
list's own address holds the newest, between one and two pages' worth. The waiting list
alone is short and moves, and is cut from its top.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..config import Config
from ..wall.model import Kind, Status
from .gathering import Gathered, Summary
from .language import gettext


@dataclass(frozen=True, slots=True)
class List:
    """A list of threads, newest first (the waiting list: longest wait first); maybe of one kind."""

    path: str
    name: str
    title: str
    lead: str | None
    items: tuple[Summary, ...]
    empty: str
    empty_text: str = ""
    is_tab: bool = True
    is_cut_from_top: bool = False
    kind: Kind | None = None


@dataclass(frozen=True, slots=True)
class ListPage:
    """A page of a list; `number` is None at the list's own address."""

    number: int | None
    items: tuple[Summary, ...]
    newer: int | None = None
    has_newer: bool = False
    older: int | None = None
    first: int = 0
    total: int = 0


def lists_of(gathered: Gathered, config: Config) -> tuple[List, ...]:
    """Make every list of the wall; the tabs come first, and their counts add up to "All"."""
    listed = gathered.listed
    said = [item for item in listed if item.kind is not Kind.ANNOUNCEMENT]
    critiques = [item for item in said if item.kind.is_critique]

    def having(*statuses: Status) -> list[Summary]:
        return [item for item in critiques if item.status in statuses]

    praise = [item for item in said if item.kind is Kind.PRAISE]
    asked = [item for item in listed if item.kind is Kind.ANNOUNCEMENT]
    lists = [
        List("", gettext("All"), config.question, config.lead, by_opening(said), ""),
        List(
            "waiting/",
            gettext("Waiting"),
            gettext("Waiting for an answer"),
            gettext("Longest wait first. If you know the answer, you’re welcome to reply too."),
            tuple(sorted(having(Status.WAITING), key=_opening)),
            gettext("Nobody is waiting"),
            is_cut_from_top=True,
        ),
        List(
            "answered/",
            gettext("Answered"),
            gettext("Answered"),
            gettext("You asked, we replied, and nothing had to change."),
            by_change(having(Status.ANSWERED, Status.WITHDRAWN)),
            gettext("Nothing answered yet"),
            gettext("What we have answered, with nothing to change, comes here."),
        ),
        List(
            "planned/",
            gettext("Planned"),
            gettext("Planned"),
            gettext("We said we’ll change something, and haven’t yet."),
            by_change(having(Status.PLANNED, Status.STARTED)),
            gettext("Nothing planned right now"),
            gettext("What we will change, and haven’t yet, comes here."),
        ),
        List(
            "done/",
            gettext("Done"),
            gettext("Done"),
            gettext("You said it, and something changed."),
            by_change(having(Status.DONE)),
            gettext("Nothing done yet"),
            gettext("What changed because somebody said so comes here."),
        ),
        List(
            "declined/",
            gettext("Not doing"),
            gettext("Not doing"),
            gettext("We said no, and why."),
            by_change(having(Status.DECLINED)),
            gettext("Nothing turned down so far"),
            gettext("What we won’t do, and why, comes here."),
        ),
    ]
    if praise:
        lists.append(
            List(
                "kind-words/",
                gettext("Kind words"),
                gettext("Kind words"),
                gettext("What people liked. Nobody here waits for anything."),
                by_opening(praise),
                "",
                kind=Kind.PRAISE,
            )
        )
    if asked:
        lists.append(
            List(
                "we-asked/",
                gettext("We asked"),
                gettext("We asked"),
                gettext("What we said first. It doesn’t count as an answer to anybody."),
                by_opening(asked),
                "",
                is_tab=False,
            )
        )
    return (*lists, *_topic_lists(listed))


def pages_of(items: tuple[Summary, ...], size: int) -> Iterator[ListPage]:
    """Cut a list, newest first, from its oldest end."""
    full = max(0, len(items) // size - 1)
    rest = len(items) - full * size
    yield ListPage(None, items[:rest], older=full or None, first=1, total=len(items))
    for number in range(full, 0, -1):
        start = len(items) - number * size
        yield ListPage(
            number,
            items[start : start + size],
            newer=number + 1 if number < full else None,
            has_newer=True,
            older=number - 1 or None,
            first=(number - 1) * size + 1,
            total=len(items),
        )


def pages_from_top(items: tuple[Summary, ...], size: int) -> Iterator[ListPage]:
    """Cut a list from its top: page 2 follows the list's own address."""
    last = max(1, -(-len(items) // size))
    for number in range(1, last + 1):
        yield ListPage(
            None if number == 1 else number,
            items[(number - 1) * size : number * size],
            newer=number - 1 if number > 2 else None,  # noqa: PLR2004 - page 1 has no number
            has_newer=number > 1,
            older=number + 1 if number < last else None,
            first=(number - 1) * size + 1,
            total=len(items),
        )


def by_opening(items: list[Summary]) -> tuple[Summary, ...]:
    """Sort threads by when they were opened, the newest first."""
    return tuple(sorted(items, key=_opening, reverse=True))


def by_change(items: Iterable[Summary]) -> tuple[Summary, ...]:
    """Sort threads by when they got their status, the newest first."""
    return tuple(sorted(items, key=lambda item: (item.changed_at, *_opening(item)), reverse=True))


def _topic_lists(listed: list[Summary]) -> Iterator[List]:
    topics: dict[str, list[Summary]] = {}
    names: dict[str, str] = {}
    for item in listed:
        for topic in item.topics:
            topics.setdefault(topic.slug, []).append(item)
            names[topic.slug] = topic.name
    for slug in sorted(topics):
        name = names[slug]
        yield List(f"topic/{slug}/", name, name, None, by_opening(topics[slug]), "", is_tab=False)


def _opening(item: Summary) -> tuple[object, ...]:
    return item.opened_at, item.key.source, item.key.number
