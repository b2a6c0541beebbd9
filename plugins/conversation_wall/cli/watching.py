"""
How a sync shows that it is at work.

    everywhere      a plain line when something begins, and not more
    on a terminal   and a bar below: how far it is, threads, posts, points left, time
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn

from ..github.sync import Stage, Summary

Watch = Callable[[Stage, Summary], None]


@contextmanager
def watching(console: Console) -> Iterator[Watch]:
    """Give what a sync tells its stages to."""
    say = _plain_lines(console)
    if not console.is_terminal:
        yield lambda stage, _: say(stage)
        return
    columns = (
        # It takes what room the words leave.
        BarColumn(bar_width=None),
        TaskProgressColumn(),
        TextColumn("{task.fields[counts]}"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console, transient=True, expand=True) as progress:
        bar = progress.add_task("", total=None, counts="asking GitHub")

        def show(stage: Stage, summary: Summary) -> None:
            say(stage)
            progress.update(
                bar,
                completed=min(stage.done, stage.total),
                total=stage.total,
                counts=counts_of(summary),
            )

        yield show


def counts_of(summary: Summary) -> str:
    """Say what was read so far, and what may still be asked."""
    left = "" if summary.points_left is None else f", {summary.points_left:,} points left"
    return f"{summary.threads:,} threads, {summary.posts:,} posts{left}"


def _plain_lines(console: Console) -> Callable[[Stage], None]:
    """Say each thing once, when it begins; nothing of what there is nothing of."""
    told: set[str] = set()

    def say(stage: Stage) -> None:
        name = f"{stage.part}: {stage.task}"
        if stage.left and name not in told:
            told.add(name)
            console.out(f"{name} ({stage.left:,} threads)", highlight=False)

    return say
