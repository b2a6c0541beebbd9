"""The tables of `scripts/bench build`: what was aimed for, and what it is."""

from collections.abc import Iterator, Sequence
from math import log

from .building import Measured
from .tables import table

_RATIOS = (
    ("Full build ÷ Hugo", "full", "Hugo", 0.60, 0.35),
    ("Full build ÷ Pelican", "full", "Pelican", 0.06, 0.04),
    ("Another theme ÷ Hugo", "other theme", "Hugo", 0.45, 0.25),
    ("One change ÷ Hugo", "one change", "Hugo", 0.06, 0.02),
    ("One change, plain pelican ÷ Hugo", "one change, plain pelican", "Hugo", 0.08, 0.05),
)
_MEMORY = ("Peak memory ÷ Hugo", 0.10, 0.07)
_IDLE_CPU = 0.25
_A_THREAD = (12_288, 7_168)
_GROWTH = (1.1, 1.05)
_MEMORY_GROWTH = (2.0, 1.0)
_CHANGE_GROWTH = (1.5, 1.2)


def report(found: Measured, grown: Measured | None, machine: str) -> str:
    """Write the table of aims, the table of runs, and on what was measured."""
    rows = [*_rows(found), *(_growth_rows(found, grown) if grown else ())]
    heads = ("What", "is", "must", "goal", "")
    return "\n\n".join(
        [
            table(heads, rows),
            table(
                ("Run", "median", "least–most", "CPU", "peak", "files"),
                [_run_row(found, what) for what in found.ran],
            ),
            machine,
        ]
    )


def misses(found: Measured, grown: Measured | None) -> list[str]:
    """Name the aims that are missed."""
    rows = [*_rows(found), *(_growth_rows(found, grown) if grown else ())]
    return [row[0] for row in rows if row[-1] == "missed"]


def _rows(found: Measured) -> Iterator[Sequence[str]]:
    for name, what, other, must, goal in _RATIOS:
        if other in found.ran:
            yield _row(name, found.ratio(what, other), must, goal, "{:.3f}")
    memory = max(found.peak(what) for what in ("full", "other theme"))
    yield _row(_MEMORY[0], memory / found.peak("Hugo"), *_MEMORY[1:], "{:.3f}")
    yield _row("Nothing changed: files touched", max(found.touched["nothing"]), 0, 0, "{:.0f}")
    yield _row("Nothing changed: CPU seconds", found.cpu("nothing"), _IDLE_CPU, _IDLE_CPU, "{:.2f}")
    yield _row("Bytes a thread", found.size / found.threads, *_A_THREAD, "{:,.0f}")


def _growth_rows(found: Measured, grown: Measured) -> Iterator[Sequence[str]]:
    times = grown.threads / found.threads
    time = log(grown.seconds("full") / found.seconds("full")) / log(times)
    yield _row("Growth of time (exponent)", time, *_GROWTH, "{:.2f}")
    more = (grown.peak("full") - found.peak("full")) * 1024 / (grown.threads - found.threads)
    yield _row("KB of memory a thread", more, *_MEMORY_GROWTH, "{:.2f}")
    change = grown.seconds("one change") / found.seconds("one change")
    yield _row(f"One change, {times:.0f} times the threads", change, *_CHANGE_GROWTH, "{:.2f}")


def _row(name: str, value: float, must: float, goal: float, form: str) -> tuple[str, ...]:
    verdict = "goal" if value <= goal else "must" if value <= must else "missed"
    return (name, form.format(value), form.format(must), form.format(goal), verdict)


def _run_row(found: Measured, what: str) -> tuple[str, ...]:
    seconds = sorted(ran.seconds for ran in found.ran[what])
    touched = found.touched.get(what)
    return (
        what,
        f"{found.seconds(what):.2f} s",
        f"{seconds[0]:.2f}–{seconds[-1]:.2f}",
        f"{found.cpu(what):.2f} s",
        f"{found.peak(what):.0f} MB",
        f"{max(touched)}" if touched else "",
    )
