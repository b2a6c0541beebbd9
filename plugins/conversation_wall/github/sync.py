"""
Bring the store up to date with GitHub.

    look at every source ─→ catch up: everything, or what is new ─→ sweep ─→ scrub

What is new comes first, for all sources; then the list of all threads is compared, and
the threads are read again that were not for the longest time: GitHub does not tell of
everything that is hidden or deleted. See `rounds` for the loops, and `staleness` for how
much of them is due. A run that is stopped by its points is incomplete, and the next goes on.
"""

from collections.abc import Callable
from dataclasses import dataclass

from ..config import Source
from ..errors import ConfigError
from ..store import Store
from . import queries, rounds
from .asking import Asking, State, Summary
from .desk import Desk, Stage
from .rounds import News
from .sources import Allowances, RefusalError, look_at
from .staleness import LEEWAY, Plan, make_plan
from .transport import LimitReachedError, RefusedError, Transport
from .works import WorkNews, read_works

__all__ = ["Options", "Stage", "State", "Summary", "sync"]


@dataclass(frozen=True, slots=True)
class Options:
    """
    How much a sync does.

    `full` reads everything; `news_only` leaves comparing and reading again to another run.
    A run comes every so many `hours_between`, and spends at most `max_points`. With
    `traces` it reads what happened to threads, too, and what came of them.
    """

    full: bool = False
    news_only: bool = False
    max_points: int | None = None
    hours_between: int = 24
    traces: bool = True
    allow_private: bool = False
    accept_shrink: bool = False


def sync(  # noqa: PLR0913 - what a run is made of
    store: Store,
    sources: tuple[Source, ...],
    transport: Transport,
    options: Options = Options(),
    report: Callable[[Stage], None] = lambda _: None,
    summary: Summary | None = None,
) -> Summary:
    """
    Read what changed on GitHub since the last time, and what is due to be read again.

    `report` hears what is being done, and `summary`, if there is one, is filled meanwhile.
    Raises `GitHubError` where GitHub refuses or cannot be reached, and `StoreError`; what
    was saved until then stays. A source that is refused keeps no other from being read.
    """
    if options.max_points is not None and options.max_points <= len(sources):
        raise ConfigError(
            f"--max-points {options.max_points} is too little: the first point of each source "
            f"goes to looking at it. Allow {len(sources) + 1} at least."
        )
    summary = Summary() if summary is None else summary
    run = _Run(store, Asking(transport, summary, options.max_points), options, report)
    try:
        refused = run.look_at_all(sources)
        run.catch_up()
        run.go_over()
    except LimitReachedError as limit:
        summary.state = State.INCOMPLETE
        summary.reason = str(limit)
        summary.resumes_at = limit.resets_at
        summary.left = run.left()
        refused = run.refused
    summary.stale_hours = run.plan().hours
    with store.transaction():
        store.upkeep.sweep_out()
        if summary.state is State.COMPLETE and not refused and summary.seen_at:
            store.save_seen_at(summary.seen_at)
    if refused:
        raise refused
    return summary


class _Run:
    """One run over all sources."""

    def __init__(
        self, store: Store, asking: Asking, options: Options, report: Callable[[Stage], None]
    ) -> None:
        self._store = store
        self._asking = asking
        self._options = options
        self._allowed = Allowances(options.allow_private, options.accept_shrink)
        self._report = report
        self._stage: Stage | None = None
        self._desks: list[tuple[Desk, News]] = []
        self._works: list[WorkNews] = []
        self._waiting: list[str] = []
        self.refused: RefusalError | RefusedError | None = None

    def look_at_all(self, sources: tuple[Source, ...]) -> RefusalError | RefusedError | None:
        """Look at every source; give what the first one that is not read was refused for."""
        self._waiting = [source.repository for source in sources]
        for source in sources:
            try:
                seen = look_at(
                    source,
                    self._store,
                    self._asking,
                    self._allowed,
                    traced=self._options.traces,
                )
            except (RefusalError, RefusedError) as error:
                self.refused = self.refused or error
            else:
                self._desks += [
                    (Desk(self._store, part, self._asking, self._note), news)
                    for part, news in seen.parts
                ]
                self._works.append(seen.works)
            self._waiting.remove(source.repository)
        # A repository taken out of the settings leaves the wall; an import stays.
        with self._store.transaction():
            self._store.remove_synced_sources(except_for=[source.repository for source in sources])
        return self.refused

    def catch_up(self) -> None:
        """Read what is new of every part, or everything."""
        for desk, news in self._desks:
            rounds.finish(desk)
            progress = desk.load()
            is_under_way = progress.is_full and progress.cursor is not None
            if progress.is_full or self._options.full:
                rounds.read_all(desk, news)
            # What was read by an earlier run may have changed since.
            if is_under_way or not (progress.is_full or self._options.full):
                rounds.read_news(desk, news)
        now = self._asking.now
        before = now - LEEWAY if now and not self._options.news_only else None
        for works in self._works:
            read_works(self._store, self._asking, works, before)

    def go_over(self) -> None:
        """Compare and read again what is due; where threads went or came, compare at once."""
        now = self._asking.now
        if now is None:
            return
        before = now - LEEWAY
        plan = self.plan()
        for desk, news in self._desks:
            progress = desk.load()
            is_due = progress.swept_at is None or progress.swept_at < before
            if rounds.has_drifted(desk, news.total):
                rounds.sweep(desk, news.total, None)
            elif not self._options.news_only and (is_due or progress.sweep_began_at):
                rounds.sweep(desk, news.total, plan.sweep_pages)
        if not self._options.news_only:
            for desk, _ in self._desks:
                rounds.scrub(desk, before, plan.share(desk.count()))

    def plan(self) -> Plan:
        """Plan from what there is, and what the run may spend."""
        limits = [self._options.max_points]
        if self._asking.rate:
            limits.append(self._asking.rate.limit)
        known = [limit for limit in limits if limit is not None]
        upkeep = self._store.upkeep
        sizes = [
            (part.type, upkeep.size(part.repository, part.type, queries.FIRST_COMMENTS[part.type]))
            for part in (desk.part for desk, _ in self._desks)
        ]
        return make_plan(
            sizes,
            self._options.hours_between,
            min(known, default=None),
            traced=self._options.traces,
        )

    def left(self) -> str:
        """Say what is still to be done."""
        things = [f"all of {name}" for name in self._waiting]
        if self._stage and self._stage.left:
            count = f"{self._stage.left:,} of {self._stage.total:,}"
            things.insert(0, f"{self._stage.task}, {self._stage.part}: {count} threads")
        return "; ".join(things)

    def _note(self, stage: Stage) -> None:
        self._stage = stage
        self._report(stage)
