"""
Look at a source before anything of it is read: whether it may be, and what is new in it.

One question tells it all, and is the only one where nothing changed.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from ..config import Source
from ..errors import GitHubError
from ..records import ThreadType
from ..store import Store
from ..store.upkeep import Identity
from . import queries
from .asking import HIDDEN_WORK, Asking
from .reading import Part
from .rounds import News, since_of, some_signs
from .shapes import next_cursor
from .transport import RefusedError
from .works import WorkNews, look

# More threads than any list can be short of.
_UNKNOWN = 2**40


class RefusalError(GitHubError):
    """A source is not read, and stays as it was: others are."""


@dataclass(frozen=True, slots=True)
class Allowances:
    """What an owner let a sync do that it does not do by itself."""

    private: bool = False
    shrink: bool = False


@dataclass(frozen=True, slots=True)
class Look:
    """What is new in each part of a source, and among its works."""

    parts: tuple[tuple[Part, News], ...]
    works: WorkNews


def look_at(
    source: Source, store: Store, asking: Asking, allowed: Allowances, *, traced: bool
) -> Look:
    """
    Give the parts of a source, and what is new in each.

    Raises `RefusalError` where it is private, another repository than before, or has lost
    most of its threads.
    """
    since = since_of(store.load_progress(source.repository, ThreadType.ISSUE))
    repository, are_works_seen = _fetch_news(source, since, asking, traced=traced)
    if repository["isPrivate"] is not False and not allowed.private:
        raise RefusalError(
            f"{source.repository} is a private repository, and a wall is public. "
            "Nothing was read. If its conversations may be published, "
            "set WALL_ALLOW_PRIVATE = True."
        )
    identity = Identity(str(repository["id"]), str(repository["nameWithOwner"]))
    known = store.upkeep.load_identity(source.repository)
    if known and known.id != identity.id and not allowed.shrink:
        raise RefusalError(
            f"{source.repository} is another repository than before: the name was given to a new "
            "one. Nothing was read, and the wall stays as it was. If it is the right one, run "
            "`wall sync --accept-shrink`."
        )
    asking.summary.notes += _notes(source, repository, identity)
    parts = tuple(_parts(source, repository, identity, traced=traced))
    labels = "\n".join(source.labels)
    has_other_labels = store.upkeep.load_labels(source.repository) != labels
    if not allowed.shrink and not has_other_labels:
        _refuse_shrink(source, store, parts)
    with store.transaction():
        store.upkeep.save_identity(source.repository, identity)
        if has_other_labels:
            store.upkeep.save_labels(source.repository, labels)
            issues = store.load_progress(source.repository, ThreadType.ISSUE)
            # So its list is compared at once: other threads belong to the wall now.
            compared = replace(issues, drift=_UNKNOWN)
            store.save_progress(source.repository, ThreadType.ISSUE, compared)
        if known and known.name != identity.name:
            # Its addresses are new, and no time tells of it.
            store.upkeep.forget_checks(source.repository)
        progress = store.upkeep.load_work_progress(source.repository)
        if progress.is_traced != traced:
            # Threads are read anew, with what happened to them or without.
            store.upkeep.forget_checks(source.repository)
            store.upkeep.save_work_progress(source.repository, replace(progress, is_traced=traced))
    # An Issue names its pull requests itself.
    has_discussions = bool(repository["hasDiscussionsEnabled"])
    are_pulls_wanted = (
        source.discussions and has_discussions and repository["discussions"]["totalCount"] > 0
    )
    return Look(
        parts,
        look(source.repository, repository, traced=are_works_seen, pulls=are_pulls_wanted),
    )


def _fetch_news(
    source: Source, since: datetime | None, asking: Asking, *, traced: bool
) -> tuple[Mapping[str, Any], bool]:
    """Ask what is new, and whether the token may see releases and pull requests, too."""
    owner, name = source.repository.split("/")
    variables: dict[str, object] = {
        "owner": owner,
        "name": name,
        "since": since and since.isoformat(),
        "issues": source.issues,
        "discussions": source.discussions,
        "releases": traced,
        "pulls": traced and source.discussions,
    }
    if source.labels:
        variables["labels"] = list(source.labels)
    try:
        return asking.fetch(queries.NEWS, variables).repository, traced
    except RefusedError as error:
        if error.places.isdisjoint(("releases", "pullRequests")):
            raise
        # One thing that is kept from a token takes the whole repository with it.
        answer = asking.fetch(queries.NEWS, variables | {"releases": False, "pulls": False})
        asking.note(HIDDEN_WORK)
        return answer.repository, False


def _notes(source: Source, repository: Any, identity: Identity) -> Iterator[str]:
    if identity.name.lower() != source.repository.lower():
        yield (
            f"{source.repository} is now called {identity.name} on GitHub. Write the new name "
            "into WALL_SOURCES; what the wall has of it is kept."
        )
    if repository["isArchived"]:
        yield f"{source.repository} is archived on GitHub: nobody can write there any more."
    for what, is_wanted, is_on in (
        ("Discussions", source.discussions, repository["hasDiscussionsEnabled"]),
        ("Issues", source.issues, repository["hasIssuesEnabled"]),
    ):
        if is_wanted and not is_on:
            yield (
                f"{what} are switched off in {source.repository} and were left out; what the "
                f"wall has of them stays as it was. Switch them on again in the repository's "
                f"settings on GitHub, or name only the other part in WALL_SOURCES."
            )


def _parts(
    source: Source, repository: Any, identity: Identity, *, traced: bool
) -> Iterator[tuple[Part, News]]:
    if source.discussions and repository["hasDiscussionsEnabled"]:
        news = _news(repository["discussions"], repository["discussions"])
        yield Part(source.repository, identity.id, ThreadType.DISCUSSION, traced), news
    if source.issues and repository["hasIssuesEnabled"]:
        newest = repository["newestIssue"]["nodes"]
        news = _news(repository["issues"], repository["allIssues"], newest)
        yield Part(source.repository, identity.id, ThreadType.ISSUE, traced, source.labels), news


def _news(page: Any, counted: Any, newest: Any = None) -> News:
    signs = some_signs(page["nodes"])
    first = newest[0] if newest else None
    newest_at = datetime.fromisoformat(first["updatedAt"]) if first else None
    if newest is None and signs:
        newest_at = signs[0].updated_at
    return News(signs, next_cursor(page), int(counted["totalCount"]), newest_at)


def _refuse_shrink(source: Source, store: Store, parts: tuple[tuple[Part, News], ...]) -> None:
    """Refuse a source that has lost all its threads, or more than half of them."""
    upkeep = store.upkeep
    had = sum(
        upkeep.count(part.repository, part.type) + len(upkeep.missing(part.repository, part.type))
        for part, _ in parts
    )
    has = sum(news.total for _, news in parts)
    if 2 * has < had:
        raise RefusalError(
            f"{source.repository} had {had} conversations, and now GitHub shows {has or 'none'}. "
            "Nothing was read, and the wall stays as it was. Look whether the repository and the "
            "token are the right ones. If the others are really gone, run "
            "`wall sync --accept-shrink`."
        )
