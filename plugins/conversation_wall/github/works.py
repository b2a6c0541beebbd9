"""
Releases and merged pull requests of a source: what came of threads that do not tell it.

An Issue tells by itself which pull request closed it; a Discussion does not, so of a
source with Discussions all merged pull requests are known, and what each says it is for.

    look     comes with the first question about a source, and costs nothing
    releases all of them, when any is new, and with each comparison of the lists
    pulls    what changed since the watermark, the newest change first
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, TypeVar

from ..records import MergedPull, Release
from ..store import Store
from ..store.works import WorkProgress
from . import queries
from .asking import Asking
from .rounds import OVERLAP
from .shapes import next_cursor
from .traces import parse_pull, parse_release
from .transport import StaleCursorError, TooMuchAskedError
from .values import Node, NotAThread

T = TypeVar("T")
_PAGE, _SMALLEST_PAGE = 100, 5
_NO_RELEASES = "0"
_WHAT = {"releases": "releases", "pullRequests": "merged pull requests"}


@dataclass(frozen=True, slots=True)
class WorkNews:
    """
    What the first question tells of a source's works.

    `releases` tells the newest from any others, and `newest_pull` when a pull request
    changed last; each is None where it is not wanted.
    """

    repository: str
    releases: str | None
    newest_pull: datetime | None
    are_pulls_wanted: bool


def look(name: str, repository: Mapping[str, Any], *, traced: bool, pulls: bool) -> WorkNews:
    """Read what the first question tells."""
    releases = repository.get("releases") if traced else None
    newest = ((repository.get("pullRequests") or {}).get("nodes") or ()) if traced and pulls else ()
    return WorkNews(
        repository=name,
        releases=releases and _sign(releases),
        newest_pull=datetime.fromisoformat(newest[0]["updatedAt"]) if newest else None,
        are_pulls_wanted=traced and pulls,
    )


def read_works(store: Store, asking: Asking, news: WorkNews, before: datetime | None) -> None:
    """
    Bring a source's releases and merged pull requests up to date.

    Releases are also read again that were last read before a time, if one is given: one
    of long ago may have changed.
    What is not wanted any more is removed. Raises `GitHubError`; what was saved stays.
    """
    _forget_unwanted(store, news)
    progress = store.upkeep.load_work_progress(news.repository)
    read_at = progress.releases_read_at
    is_due = news.releases != _NO_RELEASES and bool(
        before and (read_at is None or read_at < before)
    )
    if news.releases is not None and (is_due or news.releases != progress.releases_sign):
        _read_releases(store, asking, news)
    if news.newest_pull and (progress.pulls_cursor or progress.pulls_watermark != news.newest_pull):
        _read_pulls(store, asking, news)


def _sign(releases: Mapping[str, Any]) -> str:
    nodes = [node for node in releases["nodes"] if node]
    return " ".join(
        (str(releases["totalCount"]), *(f"{node['id']}@{node['updatedAt']}" for node in nodes))
    )


def _forget_unwanted(store: Store, news: WorkNews) -> None:
    known = store.upkeep.load_work_progress(news.repository)
    kept = known
    tables = []
    if news.releases is None and known.releases_sign:
        kept, tables = replace(kept, releases_sign="", releases_read_at=None), ["releases"]
    if not news.are_pulls_wanted and (known.pulls_watermark or known.pulls_next):
        kept = replace(kept, pulls_watermark=None, pulls_next=None, pulls_cursor=None)
        tables.append("pulls")
    if tables:
        with store.transaction():
            store.upkeep.remove_works(news.repository, *tables)
            store.upkeep.save_work_progress(news.repository, kept)


def _read_releases(store: Store, asking: Asking, news: WorkNews) -> None:
    pages = _Pages(asking, queries.RELEASES, "releases", news.repository)
    releases: list[Release] = []
    cursor, is_open, is_whole = None, news.releases != _NO_RELEASES, True
    while is_open:
        nodes, cursor = pages.fetch(cursor)
        is_open = cursor is not None
        published = [node for node in nodes if node is None or not node["isDraft"]]
        is_whole &= _take(releases, parse_release, published, pages)
    with store.transaction():
        store.upkeep.remove_works(news.repository, "releases")
        for release in releases:
            store.save_release(release)
        progress = store.upkeep.load_work_progress(news.repository)
        store.upkeep.save_work_progress(
            news.repository,
            replace(
                progress,
                releases_sign=news.releases or "" if is_whole else "",
                releases_read_at=asking.now,
            ),
        )


def _read_pulls(store: Store, asking: Asking, news: WorkNews) -> None:
    """Read from where an earlier run stopped, then what is new; of the first time all."""
    pages = _Pages(asking, queries.MERGED_PULLS, "pullRequests", news.repository)
    progress = store.upkeep.load_work_progress(news.repository)
    if progress.pulls_cursor:
        try:
            progress = _read_list(store, pages, progress)
        except StaleCursorError:
            progress = replace(progress, pulls_cursor=None)
    if progress.pulls_watermark != news.newest_pull:
        _read_list(store, pages, replace(progress, pulls_next=news.newest_pull))


def _read_list(store: Store, pages: "_Pages", progress: WorkProgress) -> WorkProgress:
    """Read pull requests down to the watermark, and move it."""
    watermark = progress.pulls_watermark
    is_first = progress.pulls_cursor is None
    while progress.pulls_cursor or is_first:
        nodes, cursor = pages.fetch(progress.pulls_cursor)
        pulls: list[MergedPull] = []
        if not _take(pulls, parse_pull, nodes, pages):
            # What is missing is asked for again by the next run.
            progress = replace(progress, pulls_next=watermark)
        times = [datetime.fromisoformat(node["updatedAt"]) for node in nodes if node]
        is_known = bool(watermark and times and times[-1] < watermark - OVERLAP)
        progress = replace(progress, pulls_cursor=None if is_known else cursor)
        if progress.pulls_cursor is None:
            progress = replace(progress, pulls_watermark=progress.pulls_next, pulls_next=None)
        with store.transaction():
            if is_first and watermark is None:
                # What an import has brought may not be there any more.
                store.upkeep.remove_works(pages.repository, "pulls")
            for pull in pulls:
                store.save_pull(pull)
            store.upkeep.save_work_progress(pages.repository, progress)
        is_first = False
    return progress


def _take(
    works: list[T], parse: Callable[[Node, str], T], nodes: list[Any], pages: "_Pages"
) -> bool:
    """Take what a page holds; false where some of it cannot be read, which is named then."""
    before = len(pages.asking.summary.unread)
    for node in nodes:
        name, reason = f"{pages.what} of {pages.repository}", "GitHub did not give one of them"
        if node is not None:
            try:
                works.append(parse(node, pages.repository))
                continue
            except NotAThread as error:
                name, reason = str(node.get("url") or name), str(error)
        pages.asking.summary.unread.append(f"{name}: {reason}")
    return before == len(pages.asking.summary.unread)


class _Pages:
    """The pages of one list of a repository; where GitHub gives up, smaller ones."""

    def __init__(self, asking: Asking, query: str, name: str, repository: str) -> None:
        self.asking = asking
        self._query = query
        self._name = name
        self.what = _WHAT[name]
        self._size = _PAGE
        self.repository = repository

    def fetch(self, cursor: str | None) -> tuple[list[Any], str | None]:
        """Give the items of a page, and where the next one begins."""
        owner, name = self.repository.split("/")
        variables: dict[str, object] = {"owner": owner, "name": name, "cursor": cursor}
        while True:
            try:
                answer = self.asking.fetch(self._query, variables | {"size": self._size})
                break
            except TooMuchAskedError:
                if self._size <= _SMALLEST_PAGE:
                    raise
                self._size = max(_SMALLEST_PAGE, self._size // 2)
        connection = answer.threads(self._name)
        return list(connection["nodes"]), next_cursor(connection)
