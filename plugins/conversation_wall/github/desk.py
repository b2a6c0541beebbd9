"""Where the threads of one part are read, saved together with how far it has come, and counted."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from ..records import Sight
from ..store import Store
from ..store.store import Progress, Reading
from .asking import Asking
from .reading import Batch, Part, Reader


@dataclass(frozen=True, slots=True)
class Stage:
    """What a sync is at: for whom, what, and how many threads of how many."""

    part: Part
    task: str
    done: int
    total: int

    @property
    def left(self) -> int:
        """Give how many are to come."""
        return max(0, self.total - self.done)


class Desk:
    """Where the threads of one part are read, saved and counted."""

    def __init__(
        self, store: Store, part: Part, asking: Asking, report: Callable[[Stage], None]
    ) -> None:
        """Read and save the threads of this part."""
        self.store = store
        self.part = part
        self.asking = asking
        self.reader = Reader(asking, part)
        self._report = report
        self._stage = Stage(part, "", 0, 0)

    def begin(self, task: str, total: int, done: int = 0) -> None:
        """Say what comes, and of how many threads."""
        self._stage = Stage(self.part, task, done, total)
        self._report(self._stage)

    def step(self, count: int) -> None:
        """Say that so many more threads were looked at."""
        self._stage = replace(self._stage, done=self._stage.done + count)
        self._report(self._stage)

    def load(self) -> Progress:
        """Give how far this part has come."""
        return self.store.load_progress(self.part.repository, self.part.type)

    def count(self) -> int:
        """Count the threads that the store has of this part."""
        return self.store.upkeep.count(self.part.repository, self.part.type)

    def count_seen(self, sync_round: int) -> int:
        """Count those that a round has seen."""
        return self.store.upkeep.count_seen(self.part.repository, self.part.type, sync_round)

    def note_listed(
        self, progress: Progress, wanted: Sequence[str], seen: Sequence[str] = ()
    ) -> None:
        """Save what a page of a list told: what is to be read, and how far the part has come."""
        part, upkeep = self.part, self.store.upkeep
        with self.store.transaction():
            upkeep.mark_seen(seen, progress.round)
            upkeep.want(part.repository, part.type, wanted)
            self.store.save_progress(part.repository, part.type, progress)

    def note(self, progress: Progress) -> None:
        """Save how far the part has come."""
        with self.store.transaction():
            self.store.save_progress(self.part.repository, self.part.type, progress)

    def save(self, batch: Batch, progress: Progress) -> None:
        """
        Save what was read, and how far the part has come, at once.

        Raises what stopped the reading, if anything did, when all is saved.
        """
        part, upkeep, now = self.part, self.store.upkeep, self.asking.now
        threads = [thread for thread in batch.threads if part.takes(thread.record)]
        others = [thread.record.id for thread in batch.threads if not part.takes(thread.record)]
        left = upkeep.known(others)
        with self.store.transaction():
            for thread in threads:
                upkeep.make_room(thread.record)
                self.store.save_thread(
                    thread.record, Reading(progress.round, thread.comment_total, thread.read_at)
                )
            # What went, or cannot be read, is found again by the other loops.
            upkeep.remove_unfinished(batch.settled)
            for draft in batch.unfinished:
                upkeep.save_unfinished(part.repository, part.type, draft.id, draft.to_text())
            if now:
                self.store.remove_threads(batch.gone, now)
                self.store.remove_threads(left, now, Sight.LEFT)
            self.store.save_progress(part.repository, part.type, progress)
        summary = self.asking.summary
        summary.threads += len(threads)
        summary.removed += len(batch.gone) + len(left)
        for thread in threads:
            summary.posts += len(thread.record.posts)
        if batch.stopped_by:
            raise batch.stopped_by
