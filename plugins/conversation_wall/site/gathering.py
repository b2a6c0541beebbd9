"""
Gather, before anything is written, what pages share: small summaries of all threads.

The bodies are put on a shelf, and taken from there thread by thread when pages are written,
so that a wall of any size is built with little memory.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from ..config import Config
from ..records import Sight
from ..store import Store
from ..wall.casebook import Casebook, Deeds
from ..wall.ledger import SIGHTS, Entry, Ledger
from ..wall.metrics.events import promises_seen
from ..wall.metrics.facts import Facts
from ..wall.metrics.notebook import Notebook
from ..wall.model import Kind, Role, Speaker, Status, Thread, ThreadKey, Told, Topic, Written
from ..wall.privacy.screening import FORGOTTEN, screened, withheld_from
from ..wall.privacy.veiling import veiled
from .images import Album, album_of
from .published import Rules, held, rules_of, shown_as
from .shelf import Shelf
from .text import clean_name, clean_title


@dataclass(frozen=True, slots=True)
class Summary:
    """
    What lists, counts, feeds and links need of a thread.

    `opener` said it (`told` where it was said elsewhere), `answerer` gave the answer.
    `first_answer_at` is when the team first spoke, `is_one_sided` that only the business
    did. `is_clocked`: the wait is counted. `hidden_count` is of posts hidden on GitHub.
    """

    key: ThreadKey
    title: str
    kind: Kind
    status: Status
    opened_at: datetime
    changed_at: datetime
    updated_at: datetime
    topics: tuple[Topic, ...]
    opener: Speaker
    told: Told | None = None
    first_answer_at: datetime | None = None
    answerer: Speaker | None = None
    agree_count: int = 0
    is_clocked: bool = True
    is_one_sided: bool = False
    hidden_count: int = 0

    @property
    def is_answered(self) -> bool:
        """Whether the team has spoken."""
        return self.first_answer_at is not None


@dataclass(frozen=True, slots=True)
class Gathered:
    """
    All that is published, by key, and by which rules; `twins` are the duplicates of a thread.

    `masked` counts what is masked, by kind; `withheld` the posts that the wall itself does
    not show, by reason. `forgotten` are the threads begun by who asked to be. `facts` are
    what the figures are computed from, `deeds` tell what was done and what is promised,
    `album` has the images, `ledger` tells what is not shown, `shelf` has the threads.
    """

    summaries: dict[ThreadKey, Summary]
    originals: dict[ThreadKey, ThreadKey]
    twins: dict[ThreadKey, tuple[ThreadKey, ...]]
    rules: Rules
    masked: Mapping[str, int]
    withheld: Mapping[str, int] = field(default_factory=dict)
    forgotten: tuple[ThreadKey, ...] = ()
    facts: tuple[Facts, ...] = ()
    deeds: Deeds = field(default_factory=Deeds)
    album: Album = field(default_factory=Album)
    ledger: tuple[Entry, ...] = ()
    shelf: Shelf = field(default_factory=Shelf.passing)

    @property
    def listed(self) -> list[Summary]:
        """The threads that stand on lists: all but duplicates."""
        return [item for item in self.summaries.values() if item.key not in self.originals]


def gather(
    store: Store,
    config: Config,
    outcomes: Iterable[Written] = (),
    shelf: Shelf | None = None,
) -> Gathered:
    """Judge every thread of the store once, keep the summaries, and put the rest on a shelf."""
    shelf = shelf or Shelf.passing()
    rules = rules_of(store.load_threads, config, outcomes)
    summaries: dict[ThreadKey, Summary] = {}
    claims: dict[ThreadKey, ThreadKey] = {}
    masked: Counter[str] = Counter()
    withheld: Counter[str] = Counter()
    forgotten: list[ThreadKey] = []
    notebook = Notebook(config, promises_seen(store.load_observations([Sight.LABELS]), config))
    casebook = Casebook(config, store.load_pulls(), store.load_releases(), rules.outcomes.values())
    album, images = album_of(store, config), set[str]()
    ledger = Ledger(store.load_observations(SIGHTS))
    for record in store.load_threads():
        shown = screened(record, rules.screen)
        withheld.update(withheld_from(shown))
        ledger.note(record, shown, config)
        judged = shown_as(shown, rules)
        if judged is None:
            unseen = held(record, shown, rules)
            if unseen:
                notebook.note(unseen, shown, is_held=True)
            if shown.opening.minimized_reason == FORGOTTEN:
                forgotten.append(ThreadKey(record.source, record.number))
            continue
        notebook.note(judged, shown)
        casebook.note(judged, shown)
        thread = veiled(judged, shown, rules.veil, masked)
        shelf.put(thread)
        summaries[thread.key] = _summary(thread)
        images |= album.shown_in(thread)
        if thread.duplicate_of:
            claims[thread.key] = thread.duplicate_of
    shelf.finish()
    originals = _settled(claims, summaries)
    for key in summaries.keys() & claims.keys() - originals.keys():
        summaries[key] = _on_its_own(summaries[key])
    twins: dict[ThreadKey, tuple[ThreadKey, ...]] = {}
    for key in sorted(originals, key=lambda key: (key.source, key.number)):
        twins[originals[key]] = (*twins.get(originals[key], ()), key)
    facts = notebook.facts(originals)
    return Gathered(
        summaries,
        originals,
        twins,
        rules,
        masked,
        withheld,
        tuple(forgotten),
        facts,
        casebook.deeds(facts),
        album.showing(images),
        tuple(ledger.entries()),
        shelf,
    )


def _summary(thread: Thread) -> Summary:
    return Summary(
        key=thread.key,
        title=clean_title(thread.title),
        kind=thread.kind,
        status=thread.status,
        opened_at=thread.opened_at,
        changed_at=thread.changed_at,
        updated_at=thread.updated_at,
        topics=tuple(Topic(clean_name(topic.name), topic.slug) for topic in thread.topics),
        opener=thread.opening.speaker,
        told=thread.told,
        first_answer_at=thread.first_answer_at,
        answerer=thread.answer.post.speaker if thread.answer else None,
        agree_count=thread.agree_count,
        is_clocked=thread.is_clocked,
        is_one_sided=not any(post.speaker.role is Role.CUSTOMER for post in thread.posts),
        hidden_count=sum(hidden.count for hidden in thread.hidden),
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
