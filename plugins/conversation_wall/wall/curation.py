"""
From a thread's record to the thread on the wall: here the rules come together.

    ThreadRecord ─→ published? ─→ posts with speakers ─→ answer ─→ status ─→ Thread
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, time

from ..config import Config
from ..records import PostRecord, ThreadRecord, ThreadType
from .answers import answer_to, helper_among, is_substantive, marked_id_of
from .forms import words_in
from .kinds import kind_of, topics_of
from .model import Post, Role, Speaker, Thread, ThreadKey
from .publishing import Placed, hidden_posts, is_held, is_published, published_posts
from .statuses import judge, promises_among
from .team import author_of, speaker_of
from .told import Critique, told_in

# The site's own ids are "opening…", "wall-…" and "post-…": no address of a post may take one.
_ANCHOR = re.compile(r"(?!opening\b|wall-|post-)[A-Za-z][A-Za-z0-9_-]{0,80}", re.IGNORECASE)
_OPENING = "opening"


def curate(record: ThreadRecord, config: Config, boilerplate: frozenset[str]) -> Thread | None:
    """
    Make the thread that the wall shows, or None where it is not published.

    `boilerplate` holds the ids of the posts that `boilerplate_posts` found.
    """
    return judged(record, config, boilerplate) if is_published(record, config) else None


def judged(record: ThreadRecord, config: Config, boilerplate: frozenset[str]) -> Thread:
    """Make the thread as the wall would show it, whether it is published or not."""
    opener = author_of(record.opening, config)
    critique = _told(record, opener)
    # Whoever of the team brought a critique in did not say it, and may answer it.
    opener_login = "" if critique else opener.login
    published = published_posts(record)
    posts = _posts(published, config, critique, opener_login, boilerplate)
    marked_id = marked_id_of(record)
    answer = answer_to(posts, marked_id)
    kind = kind_of(record, posts[0].speaker.role, config)
    verdict = judge(record, kind, posts, answer, config)
    is_dated = critique is None or critique.told.said_on is not None
    return Thread(
        key=ThreadKey(record.source, record.number),
        id=record.id,
        type=record.type,
        url=_web_address(record.url),
        title=record.title,
        kind=kind,
        status=verdict.status,
        posts=posts,
        opened_at=posts[0].created_at,
        changed_at=verdict.changed_at,
        updated_at=max(post.record.updated_at for post in published),
        answer=answer,
        first_answer_at=next((post.created_at for post in posts if post.is_substantive), None),
        helper=helper_among(posts, marked_id, opener_login),
        outcome=verdict.outcome,
        promises=promises_among(posts, verdict, config),
        is_wordless=verdict.is_wordless,
        is_closed=record.is_closed,
        is_locked=record.is_locked,
        is_clocked=kind.is_critique and is_dated,
        topics=topics_of(record, config),
        agree_count=_agree_count(record),
        duplicate_of=verdict.duplicate_of,
        told=critique.told if critique else None,
        hidden=hidden_posts(record),
        poll=record.poll,
        settled_by=_settled_by(record, opener, config),
    )


def team_posts(records: Iterable[ThreadRecord], config: Config) -> Iterator[tuple[str, str, str]]:
    """
    Give (thread id, post id, body) of the team's comments, for `boilerplate_posts`.

    Those in threads that wait for approval, too: they stop clocks that count.
    """
    for record in records:
        if is_published(record, config) or is_held(record, config):
            for placed in published_posts(record)[1:]:
                if author_of(placed.record, config).is_team:
                    yield record.id, placed.record.id, placed.record.body


def _told(record: ThreadRecord, opener: Speaker) -> Critique | None:
    # Only the team's word is taken for what somebody said elsewhere.
    return told_in(record.opening.body, record.opening.created_at) if opener.is_team else None


def _posts(
    published: Sequence[Placed],
    config: Config,
    critique: Critique | None,
    opener_login: str,
    boilerplate: frozenset[str],
) -> tuple[Post, ...]:
    opening, *others = published
    anchors = _anchors(others)
    posts = [_opening(opening.record, config, critique)]
    for placed in others:
        post = placed.record
        speaker = author_of(post, config)
        is_boilerplate = speaker.is_team and post.id in boilerplate
        posts.append(
            Post(
                id=post.id,
                anchor=anchors[placed.position],
                url=_web_address(post.url),
                speaker=speaker,
                body=post.body,
                created_at=post.created_at,
                last_edited_at=post.last_edited_at,
                reply_to=placed.reply_to,
                is_substantive=is_substantive(
                    speaker, post.body, opener_login, is_boilerplate=is_boilerplate
                ),
                is_boilerplate=is_boilerplate,
            )
        )
    return tuple(posts)


def _opening(post: PostRecord, config: Config, critique: Critique | None) -> Post:
    speaker, body, created_at = author_of(post, config), post.body, post.created_at
    filled = None if critique else words_in(body)
    if filled is not None:
        body = "\n\n".join(field.text for field in filled)
    if critique:
        speaker = Speaker(role=Role.CUSTOMER, login="", name=critique.told.who)
        body = critique.words
        if critique.told.said_on:
            said_at = datetime.combine(critique.told.said_on, time.min, tzinfo=UTC)
            created_at = min(said_at, created_at)
    return Post(
        id=post.id,
        anchor=_OPENING,
        url=_web_address(post.url),
        speaker=speaker,
        body=body,
        created_at=created_at,
        last_edited_at=post.last_edited_at,
        fields=filled if filled and len(filled) > 1 else (),
    )


def _anchors(posts: Iterable[Placed]) -> dict[int, str]:
    """
    Give each post's anchor by its position: the fragment of its address on GitHub.

    A fragment that is odd, taken, or looks like the site's own gives way to `post-<position>`.
    """
    anchors: dict[int, str] = {}
    taken: set[str] = set()
    for placed in sorted(posts, key=lambda post: post.position):
        fragment = placed.record.url.partition("#")[2]
        is_fit = _ANCHOR.fullmatch(fragment) and fragment not in taken
        anchors[placed.position] = fragment if is_fit else f"post-{placed.position}"
        taken.add(fragment)
    return anchors


def _web_address(url: str) -> str:
    """Give an address that a link may lead to, or the empty text for any other."""
    return url if url.startswith(("https://", "http://")) else ""


def _settled_by(record: ThreadRecord, opener: Speaker, config: Config) -> Speaker | None:
    """Give who marked an answer on GitHub: the opener, or one who was of the team then."""
    chooser = record.answer_chosen_by
    if chooser is None or not chooser.login:
        return None
    if chooser.login.casefold() == opener.login.casefold():
        return opener
    # GitHub lets nobody else mark an answer but those who may triage.
    marked_at = record.answer_chosen_at or record.opening.created_at
    speaker = speaker_of(chooser, "COLLABORATOR", marked_at, config)
    return speaker if speaker.is_team else None


def _agree_count(record: ThreadRecord) -> int:
    """Count who agrees. GitHub counts a Discussion's opener too; an Issue has its 👍."""
    if record.type is ThreadType.DISCUSSION:
        return max(0, record.opening.upvote_count - 1)
    return sum(
        reaction.total_count
        for reaction in record.opening.reactions
        if reaction.content == "THUMBS_UP"
    )
