"""
Whose posts are not shown: forgotten, blocked, too many on one day, not known yet.

    ThreadRecord ─screened→ ThreadRecord, in which such posts are hidden like those that
                            GitHub hides, without a word, by a reason of the wall's own

So nothing that comes later has to know: hidden posts are counted and not shown, replies to
them stay, and a thread that begins with one is not published.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from ...config import Config
from ...records import GHOST, PersonRecord, PostRecord, ThreadRecord
from ..kinds import is_approved
from ..model import Role
from ..team import author_of
from .census import Census, flooding, last_word_of_team
from .forgetting import HashedNames, hashed_names

# Before each reason of the wall's own: GitHub's have no colon.
OWN_REASON = "wall:"
FORGOTTEN, BLOCKED, FLOOD, HELD = REASONS = (
    f"{OWN_REASON}forgotten",
    f"{OWN_REASON}blocked",
    f"{OWN_REASON}flood",
    f"{OWN_REASON}held",
)


# Where a quoted line was.
_CUT = "> …"
_ALWAYS = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Screen:
    """Whose posts are not shown; `known` is None where nobody has to be known first."""

    config: Config
    forgotten: HashedNames
    blocked: HashedNames
    blocked_logins: frozenset[str]
    flood: frozenset[str] = frozenset()
    known: frozenset[str] | None = None

    @property
    def is_open(self) -> bool:
        """Whether it lets everything through."""
        return self.known is None and not (
            self.forgotten.entries or self.blocked_logins or self.flood
        )


def screen_of(records: Iterable[ThreadRecord], census: Census, config: Config) -> Screen:
    """Make the screen of what was counted; `records` are read once more if somebody flooded."""
    return Screen(
        config=config,
        forgotten=hashed_names(config.forget),
        blocked=hashed_names(config.block),
        blocked_logins=frozenset(login.casefold() for login in config.block),
        flood=flooding(records, census, config),
        known=frozenset(census.known) if config.publish == "known" else None,
    )


def screened(record: ThreadRecord, screen: Screen) -> ThreadRecord:
    """Hide the posts of a thread that are not shown."""
    if screen.is_open:
        return record
    seen_at = last_word_of_team(record, screen.config) if screen.known is not None else None

    def look(post: PostRecord) -> PostRecord:
        return _screened_post(post, screen, seen_at)

    # The approving label is for the thread; who comments on it is not known by that.
    is_let_in = is_approved(record, screen.config)
    opening = _screened_post(record.opening, screen, _ALWAYS if is_let_in else seen_at)
    comments = tuple(
        replace(look(comment), replies=tuple(map(look, comment.replies)))
        for comment in record.comments
    )
    chooser = record.answer_chosen_by
    is_gone = chooser is not None and is_forgotten(chooser, screen)
    hidden = replace(
        record,
        opening=opening,
        comments=comments,
        answer_chosen_by=None if is_gone else chooser,
    )
    return _without_quotes(hidden, record, screen)


def withheld_from(record: ThreadRecord) -> Counter[str]:
    """Count the posts that are hidden by the wall itself, by reason."""
    reasons = (post.minimized_reason or "" for post in record.posts)
    return Counter(reason for reason in reasons if reason in REASONS)


def is_forgotten(person: PersonRecord, screen: Screen) -> bool:
    """Tell whether somebody asked to be forgotten."""
    return screen.forgotten.names(person.login, person.database_id)


def _screened_post(post: PostRecord, screen: Screen, seen_at: datetime | None) -> PostRecord:
    if is_forgotten(post.author, screen):
        # Hidden on GitHub before, it stays so; but nobody may find out whose it was.
        reason = post.minimized_reason if post.is_minimized else FORGOTTEN
        return replace(_hidden(post, reason), author=GHOST)
    if post.is_minimized or post.deleted_at:
        return post
    reason = _reason(post, screen, seen_at)
    return _hidden(post, reason) if reason else post


def _reason(post: PostRecord, screen: Screen, seen_at: datetime | None) -> str | None:
    """Say why a post is not shown, or nothing. The team's and programs' are never held."""
    login = post.author.login.casefold()
    is_blocked = login in screen.blocked_logins
    if is_blocked or screen.blocked.names(login, post.author.database_id):
        return BLOCKED
    if author_of(post, screen.config).role is not Role.CUSTOMER:
        return None
    if post.id in screen.flood:
        return FLOOD
    is_seen = seen_at is not None and post.created_at < seen_at
    if screen.known is not None and login not in screen.known and not is_seen:
        return HELD
    return None


def _hidden(post: PostRecord, reason: str | None) -> PostRecord:
    return replace(
        post, is_minimized=True, minimized_reason=reason, body="", body_html=None, reactions=()
    )


def _without_quotes(hidden: ThreadRecord, record: ThreadRecord, screen: Screen) -> ThreadRecord:
    """Take the words of who is forgotten out of what others quote of them."""
    lines = frozenset(
        line
        for post in record.posts
        if is_forgotten(post.author, screen)
        for line in map(_plain, post.body.splitlines())
        if line
    )
    if not lines:
        return hidden

    def unquote(post: PostRecord) -> PostRecord:
        kept = [
            _CUT if line.lstrip().startswith(">") and _plain(line) in lines else line
            for line in post.body.split("\n")
        ]
        return replace(post, body="\n".join(kept), replies=tuple(map(unquote, post.replies)))

    return replace(
        hidden, opening=unquote(hidden.opening), comments=tuple(map(unquote, hidden.comments))
    )


def _plain(line: str) -> str:
    """Give a line without the marks of quotes, and with single spaces."""
    return " ".join(line.strip().lstrip("> ").split())
