"""
How a sync shows that it is at work.

    on a terminal   a bar: what is done, threads, posts, points left, time
    elsewhere       a plain line when something begins, and not more
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from ..github.sync import Stage, Summary

Watch = Callable[[Stage, Summary], None]


@contextmanager
def watching(console: Console) -> Iterator[Watch]:
    """Give what a sync tells its stages to."""
    if not console.is_terminal:
        yield _plain_lines(console)
        return
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[counts]}"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console, transient=True) as progress:
        bar = progress.add_task("Asking GitHub", total=None, counts="")

        def show(stage: Stage, summary: Summary) -> None:
            progress.update(
                bar,
                description=f"{stage.part}: {stage.task}",
                completed=min(stage.done, stage.total),
                total=stage.total,
                counts=counts_of(summary),
            )

        yield show


def counts_of(summary: Summary) -> str:
    """Say what was read so far, and what may still be asked."""
    left = "" if summary.points_left is None else f", {summary.points_left:,} points left"
    return f"{summary.threads:,} threads, {summary.posts:,} posts{left}"


def _plain_lines(console: Console) -> Watch:
    """Say each thing once, when it begins."""
    told: set[str] = set()

    def show(stage: Stage, summary: Summary) -> None:
        line = f"{stage.part}: {stage.task} ({stage.left:,} threads)"
        name = f"{stage.part}: {stage.task}"
        if name not in told:
            told.add(name)
            console.out(line, highlight=False)

    return show
