"""
What shows that something was done.

    proved    a pull request or commit that a machine can follow, and the release that holds it
    claimed   the team says so: in a post that says "done" or links to it, or in a dated outcome
    said      a label says so, and nothing else

What was merged before the critique was written proves nothing, nor does what strangers
merged elsewhere: anybody may name a thread in a pull request of their own.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from urllib.parse import urlsplit

from ..config import Config
from ..records import MergedPull, Release, Thing, ThreadRecord
from .model import Status, Thread, ThreadKey
from .references import Reference, first_link, references_in
from .statuses import names
from .words import spoken_text

_LINKED_BY_HAND = "PullRequest"


class Grade(Enum):
    """How sure it is that something was done."""

    PROVED = "proved"
    CLAIMED = "claimed"
    SAID = "said"


@dataclass(frozen=True, slots=True)
class Merged:
    """A pull request that was merged, or, without a number, a commit."""

    source: str
    url: str
    at: datetime
    number: int | None = None
    commit: str | None = None


@dataclass(frozen=True, slots=True)
class Proof:
    """What shows that a thread is done: what was merged, the first release with it, or a link."""

    grade: Grade
    merged: Merged | None = None
    release: Release | None = None
    link: str | None = None


@dataclass(frozen=True, slots=True)
class Clues:
    """
    What a thread itself tells of its proof.

    `closer` closed it, `linked` say that they do, `mentions` name it; `named` are what the
    team's posts name, the last first.
    """

    opened_at: datetime
    closer: Merged | None
    linked: tuple[Merged, ...]
    mentions: tuple[Merged, ...]
    named: tuple[Reference, ...]
    link: str | None
    is_dated: bool


def clues_of(thread: Thread, record: ThreadRecord, config: Config) -> Clues:
    """Read what a thread that is done tells."""
    team = [post for post in thread.posts if post.speaker.is_team and post.is_substantive]
    texts = [spoken_text(post.body) for post in reversed(team)]
    written = thread.written
    named = [
        reference
        for text in (*([written.words] if written else ()), *texts)
        for reference in references_in(text, record.source, config.github_url)
    ]
    outcome = spoken_text(thread.outcome.body) if thread.outcome else ""
    says_done = thread.outcome is not None and names(thread.outcome, Status.DONE, config)
    return Clues(
        opened_at=thread.opened_at,
        closer=closer_of(record),
        linked=tuple(_mentions(record, config, are_closing=True)),
        mentions=tuple(_mentions(record, config, are_closing=False)),
        named=tuple(dict.fromkeys(named)),
        link=(written and written.link) or first_link(outcome),
        is_dated=says_done or written is not None,
    )


def closer_of(record: ThreadRecord) -> Merged | None:
    """Give what closed an Issue the last time, if it was a pull request or a commit."""
    closings = [trace for trace in record.traces if trace.kind == "ClosedEvent"]
    if not record.is_closed or not closings:
        return None
    last = closings[-1]
    return _merged(last.thing, last.at) if last.thing else None


def _mentions(record: ThreadRecord, config: Config, *, are_closing: bool) -> Iterator[Merged]:
    for trace in record.traces:
        is_closing = trace.closes or trace.kind == _LINKED_BY_HAND
        is_mention = trace.kind in ("CrossReferencedEvent", _LINKED_BY_HAND)
        if trace.thing and is_mention and is_closing is are_closing:
            merged = _merged(trace.thing, None)
            if merged and _is_own(merged.source, record, config):
                yield merged


def _is_own(source: str, record: ThreadRecord, config: Config) -> bool:
    """Tell whether a repository belongs to those whose wall it is."""
    owners = {each.repository.partition("/")[0].casefold() for each in config.sources}
    owners.add(record.source.partition("/")[0].casefold())
    return source.partition("/")[0] in owners


def _merged(thing: Thing, at: datetime | None) -> Merged | None:
    source = "/".join(urlsplit(thing.url).path.split("/")[1:3]).casefold()
    if thing.typename == "Commit" and at:
        return Merged(source, thing.url, at, commit=thing.merge_commit)
    if thing.typename == "PullRequest" and thing.merged_at:
        return Merged(source, thing.url, thing.merged_at, thing.number, thing.merge_commit)
    return None


@dataclass(slots=True)
class Workbook:
    """
    What was merged and released, and which threads it names.

    `closers` are what closed each Issue, so that a Discussion which names it is proved by it.
    """

    _pulls: dict[Reference, Merged] = field(default_factory=dict)
    _naming: dict[Reference, list[Merged]] = field(default_factory=dict)
    _releases: dict[str, list[tuple[Release, frozenset[Reference]]]] = field(default_factory=dict)
    _closers: dict[Reference, Merged] = field(default_factory=dict)

    def add_works(
        self, pulls: Iterable[MergedPull], releases: Iterable[Release], github_url: str
    ) -> None:
        """Take in what the store has; releases come with the oldest first."""
        for pull in pulls:
            source = pull.source.casefold()
            merged = Merged(source, pull.url, pull.merged_at, pull.number, pull.merge_commit)
            self._pulls[source, pull.number] = merged
            text = f"{pull.title}\n{pull.body}"
            for reference in set(references_in(text, source, github_url)):
                self._naming.setdefault(reference, []).append(merged)
        for release in releases:
            named = frozenset(references_in(release.body, release.source, github_url))
            self._releases.setdefault(release.source.casefold(), []).append((release, named))

    def add_thread(self, record: ThreadRecord) -> None:
        """Note what closed an Issue."""
        closer = closer_of(record)
        if closer:
            self._closers[record.source.casefold(), record.number] = closer

    def prove(self, key: ThreadKey, clues: Clues) -> Proof:
        """Give the best proof there is."""
        merged = [each for each in self._candidates(key, clues) if each.at >= clues.opened_at]
        released = ((each, self._release_of(each)) for each in merged)
        found = next(((each, release) for each, release in released if release), None)
        if found:
            return Proof(Grade.PROVED, *found)
        if merged:
            return Proof(Grade.CLAIMED, merged[0], link=clues.link)
        is_claimed = clues.link or clues.is_dated
        return Proof(Grade.CLAIMED if is_claimed else Grade.SAID, link=clues.link)

    def _candidates(self, key: ThreadKey, clues: Clues) -> Iterator[Merged]:
        """Give what may prove it, the surest first."""
        if clues.closer:
            yield clues.closer
        yield from clues.linked
        for reference in clues.named:
            for known in (self._pulls, self._closers):
                if reference in known:
                    yield known[reference]
        yield from self._naming.get((key.source.casefold(), key.number), ())
        yield from clues.mentions

    def _release_of(self, merged: Merged) -> Release | None:
        """Give the first release that names it, else the first one after it; drafts of one last."""
        later = [
            (release, named)
            for release, named in self._releases.get(merged.source, ())
            if release.published_at >= merged.at
        ]
        naming = (
            release
            for release, named in later
            if merged.number and (merged.source, merged.number) in named
        )
        stable = (release for release, _ in later if not release.is_prerelease)
        anyone = (release for release, _ in later)
        return next((each for some in (naming, stable, anyone) for each in some), None)
