"""
What became of a thread: its status, since when, and the team's last word on it.

    labels ──────────────→ claimed ─┬─ duplicate ── of which? ──────────→ duplicate
    reason for closing ──→          ├─ planned, started, done ──────────→ as claimed
                                    ├─ declined ── the team gave a reason → declined
                                    └─ else ─┬─ the team answered ──────→ answered
                                             ├─ its opener closed it ───→ withdrawn
                                             └─ nobody did ─────────────→ waiting

Nothing is won by silence: what the team closed or declined without a word is still waiting,
and is marked as wordless.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from ..config import Config
from ..records import ThreadRecord
from .kinds import label_sign
from .metrics.events import withdrawn_at
from .model import Answer, Kind, Post, Status, ThreadKey
from .words import spoken_text

_STRONGEST_FIRST = (
    Status.DUPLICATE,
    Status.DECLINED,
    Status.DONE,
    Status.STARTED,
    Status.PLANNED,
    Status.ANSWERED,
)
_PROMISES = (Status.PLANNED, Status.STARTED)

_REFERENCE = re.compile(
    r"""
    \bdup(?:licate|e)?s?(?:[ ]of)?:?[ ]{1,9}[<\[(]?
    (?:
        (?P<repository>[\w-]{1,100}/[\w.-]{1,100})?\#(?P<number>\d{1,10})\b
      | (?P<site>https?://[\w.:-]{1,200})/(?P<path>[\w-]{1,100}/[\w.-]{1,100})
        /(?:issues|discussions)/(?P<page>\d{1,10})\b
    )
    """,
    re.VERBOSE | re.ASCII | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """A status, when it came, and the post that carries it. `Thread` says what each means."""

    status: Status
    changed_at: datetime
    outcome: Post | None = None
    is_wordless: bool = False
    duplicate_of: ThreadKey | None = None


def judge(
    record: ThreadRecord,
    kind: Kind,
    posts: Sequence[Post],
    answer: Answer | None,
    config: Config,
) -> Verdict:
    """
    Decide what became of a thread, from its labels, its state and the team's words.

    Praise and announcements are answered or not, whatever their labels.
    """
    claimed = _claimed(record, kind, config) if kind.is_critique else None
    words = [post for post in posts if post.is_substantive]
    if claimed is Status.DUPLICATE:
        for post, key in _references(record, posts, config):
            return Verdict(claimed, post.created_at, outcome=post, duplicate_of=key)
    # Without a word, a label still shows what the team means; closing in silence does not,
    # and a no has no reason.
    is_shown = bool(words) or claimed in _labelled(record, config) - {Status.DECLINED}
    if claimed and claimed.is_decision and is_shown:
        outcome = _carrier(words, claimed, config)
        closed_at = record.closed_at or record.opening.updated_at
        changed_at = outcome.created_at if outcome else closed_at
        return Verdict(claimed, changed_at, outcome=outcome, is_wordless=not words)
    if answer:
        return Verdict(Status.ANSWERED, words[0].created_at, outcome=answer.post)
    withdrawn = withdrawn_at(record, posts[0].speaker.login)
    if withdrawn and kind.is_critique:
        return Verdict(Status.WITHDRAWN, withdrawn)
    is_settled = record.is_closed or claimed in (Status.DECLINED, Status.ANSWERED)
    is_wordless = is_settled and kind.is_critique
    return Verdict(Status.WAITING, posts[0].created_at, is_wordless=is_wordless)


def names(post: Post, status: Status, config: Config) -> bool:
    """Tell whether a sentence of a post begins with a label of a status: "Planned: …", "Done."."""
    labels = "|".join(
        re.escape(sign.removeprefix("label:"))
        for sign, word in config.statuses.items()
        if word == status.value and sign.startswith("label:")
    )
    begins = rf"(?:^|[.!?]\s)\W{{0,9}}(?:{labels})\W{{0,9}}[.:!–—]"
    return bool(labels) and bool(re.search(begins, spoken_text(post.body), re.I | re.M))


def promises_among(
    posts: Sequence[Post], verdict: Verdict, config: Config
) -> tuple[tuple[Status, Post], ...]:
    """
    Find the promises on the way to a status: the team's first post that names each.

    GitHub tells which labels a thread has, not since when; the team's words do.
    """
    if not verdict.status.is_decision:
        return ()
    before = [p for p in posts if p.is_substantive and p.created_at < verdict.changed_at]
    firsts = (
        (status, next((post for post in before if names(post, status, config)), None))
        for status in _PROMISES
    )
    promises = [(status, post) for status, post in firsts if post]
    return tuple(sorted(promises, key=lambda promise: promise[1].created_at))


def _carrier(words: Sequence[Post], status: Status, config: Config) -> Post | None:
    """
    Find the post that carries a status: the team's last that names it.

    Where no post does, it is the team's last: small talk after "Planned: new burrs" is not
    what was planned.
    """
    naming = [post for post in words if names(post, status, config)]
    return next(reversed(naming or words), None)


def _claimed(record: ThreadRecord, kind: Kind, config: Config) -> Status | None:
    """
    Give the status that labels or the reason for closing claim.

    A label wins, and of several the strongest; but a promise ends with the closing. A
    question that is closed as completed is answered or not: there was nothing to do.
    """
    labelled = _labelled(record, config)
    by_label = next((status for status in _STRONGEST_FIRST if status in labelled), None)
    if by_label and by_label not in _PROMISES:
        return by_label
    reason = (record.state_reason or "").casefold()
    word = config.statuses.get(f"state:{reason}") if record.is_closed else None
    if word is None:
        return by_label
    is_mere_question = kind is Kind.QUESTION and reason == "completed" and not by_label
    return None if is_mere_question else Status(word)


def _labelled(record: ThreadRecord, config: Config) -> set[Status]:
    signs = map(label_sign, record.labels)
    return {Status(config.statuses[sign]) for sign in signs if sign in config.statuses}


def _references(
    record: ThreadRecord, posts: Sequence[Post], config: Config
) -> Iterator[tuple[Post, ThreadKey]]:
    """
    Give the threads of the wall that the team calls this one a duplicate of, the last first.

    What lies outside the wall does not count: there, nobody could read the answer.
    """
    sources = {source.repository.casefold(): source.repository for source in config.sources}
    sources[record.source.casefold()] = record.source
    for post in reversed(posts):
        if not post.speaker.is_team:
            continue
        for found in reversed([*_REFERENCE.finditer(spoken_text(post.body))]):
            if found["site"] and found["site"].casefold() != config.github_url.casefold():
                continue
            repository = found["repository"] or found["path"] or record.source
            source = sources.get(repository.casefold())
            number = int(found["number"] or found["page"])
            if source and (source, number) != (record.source, record.number):
                yield post, ThreadKey(source, number)
