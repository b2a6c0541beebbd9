"""
What repositories published and merged, and how far a sync has come with it.

    releases     all of them, in the place of what was known
    pulls        merged pull requests, each in the place of what was known of it
    WorkProgress which releases were read, and up to when pull requests
"""

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from ..records import MergedPull, Release, utc_text
from .rows import to_moment
from .saving import source_number


@dataclass(frozen=True, slots=True)
class WorkProgress:
    """
    How far a source's releases and merged pull requests were read.

    `releases_sign` tells the releases that were read, at `releases_read_at`, from any others. Pull requests come
    with the newest change first: `pulls_watermark` is the change up to which all were
    read, `pulls_next` what it becomes at the end of the list under way, and `pulls_cursor`
    where that goes on. `is_traced` tells whether what happened to threads is read.
    """

    is_traced: bool = False
    releases_sign: str = ""
    releases_read_at: datetime | None = None
    pulls_watermark: datetime | None = None
    pulls_next: datetime | None = None
    pulls_cursor: str | None = None


def load_work_progress(connection: sqlite3.Connection, repository: str) -> WorkProgress:
    """Give how far a source has come; an empty `WorkProgress` before the first sync."""
    row = connection.execute(
        "SELECT is_traced, releases_sign, releases_read_at, pulls_watermark, pulls_next, "
        "pulls_cursor "
        "FROM sources WHERE repository = ?",
        (repository,),
    ).fetchone()
    if row is None:
        return WorkProgress()
    is_traced, sign, *times, cursor = row
    read_at, watermark, following = (text and to_moment(text) for text in times)
    return WorkProgress(bool(is_traced), sign, read_at, watermark, following, cursor)


def save_work_progress(
    connection: sqlite3.Connection, repository: str, progress: WorkProgress
) -> None:
    """Note how far a source has come."""
    connection.execute(
        "UPDATE sources SET is_traced = ?, releases_sign = ?, releases_read_at = ?, "
        "pulls_watermark = ?, pulls_next = ?, pulls_cursor = ? WHERE source = ?",
        (
            progress.is_traced,
            progress.releases_sign,
            progress.releases_read_at and utc_text(progress.releases_read_at),
            progress.pulls_watermark and utc_text(progress.pulls_watermark),
            progress.pulls_next and utc_text(progress.pulls_next),
            progress.pulls_cursor,
            source_number(connection, repository),
        ),
    )


def save_release(connection: sqlite3.Connection, release: Release) -> None:
    """Save a release in the place of the one with its tag."""
    connection.execute(
        "INSERT OR REPLACE INTO releases VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            source_number(connection, release.source),
            release.tag,
            release.name,
            release.url,
            utc_text(release.published_at),
            release.is_prerelease,
            release.body,
        ),
    )


def save_pull(connection: sqlite3.Connection, pull: MergedPull) -> None:
    """Save a merged pull request in the place of what was known of it."""
    connection.execute(
        "INSERT OR REPLACE INTO pulls VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            source_number(connection, pull.source),
            pull.number,
            pull.title,
            pull.url,
            utc_text(pull.merged_at),
            pull.merge_commit,
            pull.body,
        ),
    )


def remove_works(connection: sqlite3.Connection, repository: str, tables: Iterable[str]) -> None:
    """Remove what is known of a source's `releases`, or `pulls`."""
    for table in tables:
        connection.execute(
            f"DELETE FROM {table} WHERE source = ?", (source_number(connection, repository),)
        )


def load_releases(connection: sqlite3.Connection) -> Iterator[Release]:
    """Give all releases, by repository, the oldest first."""
    rows = connection.execute(
        "SELECT repository, tag, name, url, published_at, body, is_prerelease "
        "FROM releases JOIN sources USING (source) ORDER BY repository, published_at, tag"
    )
    for repository, tag, name, url, published_at, body, is_prerelease in rows:
        yield Release(
            repository, tag, name, url, to_moment(published_at), body, bool(is_prerelease)
        )


def load_pulls(connection: sqlite3.Connection) -> Iterator[MergedPull]:
    """Give all merged pull requests, by repository and number."""
    rows = connection.execute(
        "SELECT repository, number, title, url, merged_at, merge_commit, body "
        "FROM pulls JOIN sources USING (source) ORDER BY repository, number"
    )
    for repository, number, title, url, merged_at, merge_commit, body in rows:
        yield MergedPull(repository, number, title, url, to_moment(merged_at), merge_commit, body)
