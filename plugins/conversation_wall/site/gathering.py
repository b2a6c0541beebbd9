"""
Gather, before anything is written, what pages share: small summaries of all threads.

The bodies are read again, thread by thread, when pages are written, so that a wall of
any size is built with little memory.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from ..config import Config
from ..records import ThreadRecord
from ..store import Store
from ..wall.boilerplate import boilerplate_posts
from ..wall.curation import curate, team_posts
from ..wall.model import Kind, Status, Thread, ThreadKey, Topic
from .text import clean_name, clean_title


@dataclass(frozen=True, slots=True)
class Summary:
    """What lists, counts and links need of a thread. `is_answered`: the team has spoken."""

    key: ThreadKey
    title: str
    kind: Kind
    status: Status
    opened_at: datetime
    changed_at: datetime
    is_answered: bool
    topics: tuple[Topic, ...]


@dataclass(frozen=True, slots=True)
class Gathered:
    """All that is published, by key; `twins` are the duplicates of a thread."""

    summaries: dict[ThreadKey, Summary]
    originals: dict[ThreadKey, ThreadKey]
    twins: dict[ThreadKey, tuple[ThreadKey, ...]]
    boilerplate: frozenset[str]

    @property
    def listed(self) -> list[Summary]:
        """The threads that stand on lists: all but duplicates."""
        return [item for item in self.summaries.values() if item.key not in self.originals]


def gather(store: Store, config: Config) -> Gathered:
    """Judge every thread of the store once, and keep the summaries."""
    boilerplate = boilerplate_posts(team_posts(store.load_threads(), config))
    summaries: dict[ThreadKey, Summary] = {}
    claims: dict[ThreadKey, ThreadKey] = {}
    for thread in curated(store.load_threads(), config, boilerplate):
        summaries[thread.key] = _summary(thread)
        if thread.duplicate_of:
            claims[thread.key] = thread.duplicate_of
    originals = _settled(claims, summaries)
    for key in summaries.keys() & claims.keys() - originals.keys():
        summaries[key] = _on_its_own(summaries[key])
    twins: dict[ThreadKey, tuple[ThreadKey, ...]] = {}
    for key in sorted(originals, key=lambda key: (key.source, key.number)):
        twins[originals[key]] = (*twins.get(originals[key], ()), key)
    return Gathered(summaries, originals, twins, boilerplate)


def curated(
    records: Iterable[ThreadRecord], config: Config, boilerplate: frozenset[str]
) -> Iterable[Thread]:
    """Give the published threads."""
    for record in records:
        thread = curate(record, config, boilerplate)
        if thread:
            yield thread


def _summary(thread: Thread) -> Summary:
    return Summary(
        key=thread.key,
        title=clean_title(thread.title),
        kind=thread.kind,
        status=thread.status,
        opened_at=thread.opened_at,
        changed_at=thread.changed_at,
        is_answered=thread.first_answer_at is not None,
        topics=tuple(Topic(clean_name(topic.name), topic.slug) for topic in thread.topics),
    )


def _settled(
    claims: dict[ThreadKey, ThreadKey], summaries: dict[ThreadKey, Summary]
) -> dict[ThreadKey, ThreadKey]:
    """Follow "duplicate of" to its end; a circle, or a thread that is not here, settles nothing."""
    spelled = {(key.source.lower(), key.number): key for key in summaries}
    originals = {}
    for key in claims:
        seen, end = {key}, key
        while end in claims:
            target = claims[end]
            found = spelled.get((target.source.lower(), target.number))
            if found is None or found in seen:
                end = key
                break
            seen.add(found)
            end = found
        if end != key:
            originals[key] = end
    return originals


def _on_its_own(summary: Summary) -> Summary:
    """Take a duplicate whose original is not on the wall for a thread of its own."""
    return replace(summary, status=Status.ANSWERED if summary.is_answered else Status.WAITING)
