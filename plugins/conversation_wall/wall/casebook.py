"""
What became of threads, noted one by one, and what only all of them together tell.

    note(thread) … ─→ deeds(facts): proofs of what is done, what who said it makes of it,
                                    and since when the rest is promised
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from ..config import Config
from ..records import MergedPull, Release, ThreadRecord
from .metrics.facts import Facts
from .model import Status, Thread, ThreadKey, Written
from .promises import promised_again
from .proofs import Clues, Proof, Workbook, clues_of
from .verdicts import Helped

_PROMISES = (Status.PLANNED, Status.STARTED)


@dataclass(frozen=True, slots=True)
class Deeds:
    """
    What became of threads, by key, as the page of deeds tells it.

    `helped` is what who raised it makes of what is done. `promised_at` is when what is
    promised was first seen so, and `put_off` how often it was promised again. `silent` are
    how many were closed without a word. `idle` are outcomes that were written down, and
    stand nowhere: their thread is not on the wall, or cannot be done.
    """

    proofs: Mapping[ThreadKey, Proof] = field(default_factory=dict)
    helped: Mapping[ThreadKey, Helped] = field(default_factory=dict)
    promised_at: Mapping[ThreadKey, datetime] = field(default_factory=dict)
    put_off: Mapping[ThreadKey, int] = field(default_factory=dict)
    silent: int = 0
    idle: tuple[Written, ...] = ()


class Casebook:
    """Notes what the page of deeds needs of each thread."""

    def __init__(
        self,
        config: Config,
        pulls: Iterable[MergedPull],
        releases: Iterable[Release],
        outcomes: Iterable[Written] = (),
    ) -> None:
        """Take the settings, what was merged and released, and what was written down."""
        self._config = config
        self._idle = {outcome.key: outcome for outcome in outcomes}
        self._works = Workbook()
        self._works.add_works(pulls, releases, config.github_url)
        self._clues: dict[ThreadKey, Clues] = {}
        self._put_off: dict[ThreadKey, int] = {}

    def note(self, thread: Thread, record: ThreadRecord) -> None:
        """Note a thread as it was before anything was masked, and the record it was made of."""
        self._works.add_thread(record)
        if thread.written:
            self._idle.pop(thread.written.key, None)
        if thread.status is Status.DONE:
            self._clues[thread.key] = clues_of(thread, record, self._config)
        if thread.status in _PROMISES:
            self._put_off[thread.key] = promised_again(thread, self._config)

    def deeds(self, facts: Iterable[Facts]) -> Deeds:
        """Prove, as far as it goes, what is done, and put the facts of all threads beside it."""
        shown = [each for each in facts if not each.is_held]
        return Deeds(
            proofs={key: self._works.prove(key, clues) for key, clues in self._clues.items()},
            helped={each.key: each.helped for each in shown if each.helped},
            promised_at={
                each.key: datetime.fromtimestamp(each.promised_at, UTC)
                for each in shown
                if each.promised_at is not None and each.status in _PROMISES
            },
            put_off=self._put_off,
            idle=tuple(self._idle.values()),
            silent=sum(each.is_wordless and each.status is Status.WAITING for each in shown),
        )
