"""
Who writes, and how much: counted while all threads pass by once, before any is judged.

    load_threads() ─→ counted(…, census) ─→ whoever reads them anyway
                              └─ census: posts a day, who is known, whose logins there are
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

from ...config import Config
from ...records import PostRecord, ThreadRecord
from ..kinds import is_approved
from ..model import Role
from ..team import author_of


@dataclass(slots=True)
class Census:
    """
    What is counted. Logins are in lower case.

    `known` have been let in: the team wrote below something of theirs, or a thread of theirs
    has the approving label. `customers` and `own` (team, bots) are all who ever wrote.
    """

    posts: Counter[tuple[str, date]] = field(default_factory=Counter)
    known: set[str] = field(default_factory=set)
    customers: set[str] = field(default_factory=set)
    own: set[str] = field(default_factory=set)


def counted(
    records: Iterable[ThreadRecord], census: Census, config: Config
) -> Iterator[ThreadRecord]:
    """Let threads pass by, and count."""
    for record in records:
        if config.publish == "known":
            census.known |= _let_in(record, config)
        for post in record.posts:
            login = post.author.login.casefold()
            if not login:
                continue
            if author_of(post, config).role is not Role.CUSTOMER:
                census.own.add(login)
                continue
            census.customers.add(login)
            census.posts[login, day_of(post, config)] += 1
        yield record


def flooding(records: Iterable[ThreadRecord], census: Census, config: Config) -> frozenset[str]:
    """Give the ids of the posts beyond the day's bound of their authors, the latest ones."""
    bound = config.posts_a_day
    over = {who_and_when for who_and_when, count in census.posts.items() if count > bound}
    if not over:
        return frozenset()
    found: dict[tuple[str, date], list[tuple[datetime, str]]] = {}
    for record in records:
        for post in record.posts:
            key = post.author.login.casefold(), day_of(post, config)
            if key in over and author_of(post, config).role is Role.CUSTOMER:
                found.setdefault(key, []).append((post.created_at, post.id))
    return frozenset(id for posts in found.values() for _, id in sorted(posts)[bound:])


def last_word_of_team(record: ThreadRecord, config: Config) -> datetime | None:
    """Give when the team last wrote in a thread: what stands above, it has seen."""
    times = [
        post.created_at
        for post in record.posts
        if not post.is_minimized and author_of(post, config).is_team
    ]
    return max(times, default=None)


def day_of(post: PostRecord, config: Config) -> date:
    """Give the day on which somebody wrote, where the wall is."""
    return post.created_at.astimezone(config.timezone).date()


def _let_in(record: ThreadRecord, config: Config) -> set[str]:
    """Give who is known by a thread."""
    seen_at = last_word_of_team(record, config)
    found = {
        post.author.login.casefold()
        for post in record.posts
        if seen_at and post.created_at < seen_at and not post.is_minimized
    }
    if is_approved(record, config):
        found.add(record.opening.author.login.casefold())
    return found - {""}
