"""
Gather, before anything is written, what pages share: small summaries of all threads.

The bodies are put on a shelf, and taken from there thread by thread when pages are written,
so that a wall of any size is built with little memory.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from ..config import Config
from ..records import Sight
from ..store import Store
from ..wall.casebook import Casebook, Deeds
from ..wall.ledger import SIGHTS, Entry, Ledger
from ..wall.metrics.events import promises_seen
from ..wall.metrics.facts import Facts
from ..wall.metrics.notebook import Notebook
from ..wall.model import Status, ThreadKey, Written
from ..wall.privacy.screening import FORGOTTEN, screened, withheld_from
from .gleaning import Gleaner
from .images import Album, album_of
from .laps import Laps
from .published import Rules, held, rules_of, shown_as
from .shelf import Shelf
from .summaries import Summary

__all__ = ["Gathered", "Means", "Summary", "gather"]


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


@dataclass(frozen=True, slots=True)
class Means:
    """With what is gathered: where the threads go, how many processes share the work, a watch."""

    shelf: Shelf = field(default_factory=Shelf.passing)
    jobs: int = 1
    laps: Laps = field(default_factory=Laps)


def gather(
    store: Store,
    config: Config,
    outcomes: Iterable[Written] = (),
    means: Means | None = None,
) -> Gathered:
    """Judge every thread of the store, keep the summaries, and put the rest on a shelf."""
    means = means or Means()
    shelf, laps = means.shelf, means.laps
    outcomes, seen_at = tuple(outcomes), store.seen_at()
    # Nothing is done before its day has come.
    come = [
        one
        for one in outcomes
        if not seen_at or one.on <= seen_at.astimezone(config.timezone).date()
    ]
    rules = rules_of(store.load_threads, config, come)
    laps.end("What all threads decide together")
    summaries: dict[ThreadKey, Summary] = {}
    claims: dict[ThreadKey, ThreadKey] = {}
    masked: Counter[str] = Counter()
    withheld: Counter[str] = Counter()
    forgotten: list[ThreadKey] = []
    notebook = Notebook(config, promises_seen(store.load_observations([Sight.LABELS]), config))
    casebook = Casebook(config, store.load_pulls(), store.load_releases(), outcomes)
    album, images = album_of(store, config), set[str]()
    ledger = Ledger(store.load_observations(SIGHTS))
    for record, gleaned in Gleaner(store, rules, shelf, album, notebook).all(means.jobs):
        shown = screened(record, rules.screen)
        withheld.update(withheld_from(shown))
        ledger.note(record, shown, config)
        judged = shown_as(shown, rules)
        if judged is None or gleaned is None:
            unseen = held(record, shown, rules)
            if unseen:
                notebook.note(unseen, shown, is_held=True)
            if shown.opening.minimized_reason == FORGOTTEN:
                forgotten.append(ThreadKey(record.source, record.number))
            continue
        notebook.note(judged, shown, gleaned.facts)
        casebook.note(judged, shown)
        shelf.put(gleaned.row)
        summaries[judged.key] = gleaned.summary
        masked.update(gleaned.masked)
        images |= gleaned.images
        if judged.duplicate_of:
            claims[judged.key] = judged.duplicate_of
    shelf.finish()
    laps.end("Each thread: judged, masked, rendered")
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
