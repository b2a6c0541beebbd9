"""
The loops that keep one part of a source in step with GitHub.

    finish       threads that an earlier run did not come to, or to the end of
    read_all     everything, page by page, the oldest first
    read_news    what changed since the watermark
    sweep        the list of all threads without their words: what is gone, new, or miscounted
    scrub        the threads that were not read for the longest time, read again

Each saves what a question brought in one transaction, together with how far it has come,
so that a run that stops anywhere goes on there. Not being on a list proves nothing, since
lists shift while they are read: a thread is gone when GitHub says so of its id.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from ..records import ThreadType
from ..store.store import END, Progress
from ..store.upkeep import Known
from . import queries
from .desk import Desk
from .shapes import next_cursor
from .transport import StaleCursorError

# A thread can become visible later than another with a later time: look back a little. And
# a thread that was read so long after its last change is not read again for it.
OVERLAP = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Sign:
    """What a list tells of a thread without its words."""

    id: str
    updated_at: datetime
    comment_total: int


@dataclass(frozen=True, slots=True)
class News:
    """The first page of what changed, how many threads there are, and the newest change."""

    signs: tuple[Sign, ...]
    cursor: str | None
    total: int
    newest: datetime | None


def some_signs(nodes: Iterable[Any]) -> tuple[Sign, ...]:
    """Read a list; a thread that GitHub does not tell of is left out, and looked for by id."""
    return tuple(
        Sign(
            node["id"],
            datetime.fromisoformat(node["updatedAt"]),
            node["comments"]["totalCount"],
        )
        for node in nodes
        if node and node.get("id") and node.get("updatedAt") and node.get("comments")
    )


def finish(desk: Desk) -> None:
    """Read the threads that an earlier run did not come to, or to the end of."""
    part = desk.part
    texts = desk.store.upkeep.load_unfinished(part.repository, part.type)
    if texts:
        desk.begin("finishing long threads", len(texts))
        desk.save(desk.reader.finish(texts), desk.load())
        desk.step(len(texts))
    read_wanted(desk, "reading what was left")


def read_all(desk: Desk, news: News) -> None:
    """
    Read everything, from where an earlier run stopped.

    What changes meanwhile is news for the next run, or for `read_news`: the watermark is
    the newest change of when it began.
    """
    progress = desk.load()
    if not progress.is_full or not progress.cursor:
        progress = replace(
            progress,
            round=progress.round + 1,
            is_full=True,
            cursor=None,
            next_watermark=news.newest,
            sweep_cursor=None,
            sweep_began_at=None,
        )
    desk.begin("reading everything", news.total, desk.count_seen(progress.round))
    total, is_restarted = news.total, False
    while progress.cursor != END:
        try:
            page = desk.reader.read_page(progress.cursor)
        except StaleCursorError:
            if is_restarted or not progress.cursor:
                raise
            progress, is_restarted = replace(progress, cursor=None), True
            continue
        total, progress = page.total, replace(progress, cursor=page.cursor)
        desk.save(page.batch, progress)
        desk.step(len(page.batch.settled))
    rest = desk.reader.finish()
    desk.save(rest, progress)
    desk.step(len(rest.settled))
    _end_round(desk, progress, total)


def read_news(desk: Desk, news: News) -> None:
    """Read what changed since the watermark."""
    try:
        _list_news(desk, news)
    except StaleCursorError:
        desk.note(replace(desk.load(), cursor=None))
        _list_news(desk, news)
    read_wanted(desk, "reading what is new")


def read_wanted(desk: Desk, task: str) -> None:
    """Read the threads that a list has shown to be new, or other than they were."""
    _read_ids(desk, task, desk.store.upkeep.wanted(desk.part.repository, desk.part.type))


def sweep(desk: Desk, total: int, pages: int | None) -> None:
    """
    Compare GitHub's list with the store, from where it stopped; so many pages, or to its end.

    What the store does not have, or GitHub counts or dates otherwise, is read; at the end,
    what the list did not have is asked for by its id. GitHub counts `total` threads.
    """
    progress = desk.load()
    if progress.sweep_began_at is None:
        progress = replace(
            progress,
            round=progress.round + 1,
            sweep_began_at=desk.asking.now,
            sweep_cursor=None,
        )
        desk.note(progress)
    desk.begin("comparing with GitHub's list", desk.count(), desk.count_seen(progress.round))
    is_restarted = False
    while progress.sweep_cursor != END:
        if pages == 0:
            return
        try:
            connection = _fetch_signs(desk, progress.sweep_cursor)
        except StaleCursorError:
            if is_restarted or not progress.sweep_cursor:
                raise
            progress, is_restarted = replace(progress, sweep_cursor=None), True
            continue
        signs = some_signs(connection["nodes"])
        known = desk.store.upkeep.known([sign.id for sign in signs])
        drifted = [sign.id for sign in signs if _has_drifted(sign, known.get(sign.id))]
        total = int(connection["totalCount"])
        progress = replace(progress, sweep_cursor=next_cursor(connection) or END)
        desk.note_listed(progress, drifted, [sign.id for sign in signs])
        desk.step(len(signs))
        pages = None if pages is None else pages - 1
        read_wanted(desk, "reading what the list shows to be new")
    _end_round(desk, progress, total)


def scrub(desk: Desk, before: datetime, limit: int) -> None:
    """Read again, of the threads that were not read since a time, the longest unread."""
    part = desk.part
    ids = desk.store.upkeep.due(part.repository, part.type, before, limit)
    _read_ids(desk, "reading again what was not read for long", ids)


def has_drifted(desk: Desk, total: int) -> bool:
    """Tell whether GitHub counts more or fewer threads than when all were last seen."""
    return total - desk.count() != desk.load().drift


def since_of(progress: Progress) -> datetime | None:
    """Give the time since which changes are news; None where all are."""
    watermark = progress.next_watermark if progress.is_full else progress.watermark
    return watermark - OVERLAP if watermark else None


def _read_ids(desk: Desk, task: str, ids: Sequence[str]) -> None:
    """Read threads by their ids, and save them some at a time."""
    if ids:
        desk.begin(task, len(ids))
    for batch in desk.reader.read_ids(ids):
        desk.save(batch, desk.load())
        desk.step(len(batch.settled))


def _end_round(desk: Desk, progress: Progress, total: int) -> None:
    """Ask for what was not seen, by its id; then note that all was."""
    part = desk.part
    unseen = desk.store.upkeep.unseen(part.repository, part.type, progress.round)
    _read_ids(desk, "asking for what the list did not have", unseen)
    if progress.is_full:
        progress = replace(_reach(progress), cursor=None, is_full=False)
    desk.note(
        replace(
            progress,
            sweep_cursor=None,
            sweep_began_at=None,
            swept_at=progress.sweep_began_at or desk.asking.now,
            drift=total - desk.count(),
        )
    )


def _list_news(desk: Desk, news: News) -> None:
    """Note what changed since the watermark, page by page, from where it stopped."""
    progress = before = desk.load()
    since = since_of(progress)
    if progress.cursor is None:
        progress = replace(progress, next_watermark=news.newest)
    while True:
        signs, cursor = news.signs, news.cursor
        if progress.cursor is not None:
            connection = _fetch_signs(desk, progress.cursor, by_change=True, since=since)
            signs, cursor = some_signs(connection["nodes"]), next_cursor(connection)
        known = desk.store.upkeep.known([sign.id for sign in signs])
        fresh = [sign for sign in signs if since is None or sign.updated_at >= since]
        wanted = [sign.id for sign in fresh if not _is_settled(sign, known.get(sign.id))]
        # Discussions come with the newest change first, until those that are known.
        progress = replace(progress, cursor=cursor if len(fresh) == len(signs) else None)
        if progress.cursor is None:
            progress = _reach(progress)
        if wanted or progress != before:
            desk.note_listed(progress, wanted)
        if progress.cursor is None:
            return


def _fetch_signs(
    desk: Desk, cursor: str | None, *, by_change: bool = False, since: datetime | None = None
) -> Any:
    part = desk.part
    variables = part.place | {"size": queries.SIGNS_AT_ONCE, "cursor": cursor}
    if by_change and part.type is ThreadType.ISSUE:
        variables["since"] = since and since.isoformat()
    return desk.asking.fetch(
        queries.signs_query(part.type, by_change=by_change), variables
    ).threads()


def _is_settled(sign: Sign, known: Known | None) -> bool:
    """Tell whether a thread was read well after its last change, so that it is no news."""
    if known is None or _has_drifted(sign, known) or known.checked_at is None:
        return False
    return known.checked_at >= sign.updated_at + OVERLAP


def _has_drifted(sign: Sign, known: Known | None) -> bool:
    """Tell whether GitHub dates or counts a thread otherwise than when it was read."""
    if known is None or known.updated_at != sign.updated_at:
        return True
    return known.comment_total is not None and known.comment_total != sign.comment_total


def _reach(progress: Progress) -> Progress:
    """Move the watermark on, never back."""
    times = [time for time in (progress.watermark, progress.next_watermark) if time]
    return replace(progress, watermark=max(times, default=None), next_watermark=None)
