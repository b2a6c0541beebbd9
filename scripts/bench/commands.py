"""What the command line offers."""

import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from random import Random

import click

from . import building, building_report, lighthouse, syncing, text
from .lighthouse import CATEGORIES, Visit
from .running import machine
from .serving import serve
from .tables import table

SAMPLE = lighthouse.ROOT / "scripts" / "sample" / "threads.ndjson"
WALL = lighthouse.ROOT / "scripts" / "wall.py"
HEADS = ("Page", *CATEGORIES, "LCP", "CLS", "TBT", "bytes", "requests")


@click.group()
def main() -> None:
    """Measure the wall."""


@main.command()
@click.option(
    "--runs", default=3, show_default=True, help="Visits to each page; the median counts."
)
def pages(runs: int) -> None:
    """Visit the sample's wall, longest thread and figures with Lighthouse; 100 is the aim."""
    lighthouse.install()
    with tempfile.TemporaryDirectory() as folder:
        site = build_sample(Path(folder))
        with serve(site) as served:
            found = {
                page: lighthouse.median(
                    [lighthouse.visit(f"{served.address}/{page}") for _ in range(runs)]
                )
                for page in addresses(site)
            }
    click.echo(report(found))
    if not all(visit.is_perfect for visit in found.values()):
        sys.exit(1)


@main.command()
@click.option("--small", is_flag=True, help="A few threads: to see that it works, not to judge.")
@click.option("--runs", default=3, show_default=True, help="First syncs of each wall.")
def sync(small: bool, runs: int) -> None:
    """Read whole walls from an emulated GitHub: points, CPU, memory."""
    cases = [case.small() if small else case for case in syncing.CASES]
    found = [(case, syncing.measure(case, runs)) for case in cases]
    click.echo(syncing.report(found))
    # A few posts do not make up for the time in which Python starts.
    if not small and any(syncing.misses(case, syncs) for case, syncs in found):
        sys.exit(1)


@main.command()
@click.option("--small", is_flag=True, help="A few threads: to see that it works, not to judge.")
@click.option("--threads", default=10_000, show_default=True)
@click.option("--runs", default=5, show_default=True, help="Rounds; medians count.")
@click.option("--pelican-runs", default=1, show_default=True, help="Rounds with Pelican alone.")
@click.option("--grown", default=0, help="Build so many threads, too: 100000 for the growth.")
@click.option("--history", type=click.Path(path_type=Path), help="Add a line to this file.")
def build(  # noqa: PLR0913 - one for each option
    small: bool, threads: int, runs: int, pelican_runs: int, grown: int, history: Path | None
) -> None:
    """Build made-up threads, beside Hugo's and Pelican's sites of the same."""
    if small:
        threads, runs, grown = 60, 1, grown and 120

    def tell(words: str) -> None:
        click.echo(words, err=True)

    found = building.measure(threads, runs, pelican_runs=pelican_runs, tell=tell)
    more = building.grown(grown, tell=tell) if grown else None
    click.echo(building_report.report(found, more, machine()))
    if history:
        building.keep(history, [found, *([more] if more else [])], machine())
    # What a program takes to start decides with so few threads.
    if not small and building_report.misses(found, more):
        sys.exit(1)


@main.command("text")
@click.argument("files", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
def measure_text(files: tuple[Path, ...]) -> None:
    """Render the posts of files, or the sample's: time, agreement with GitHub, hostile code."""
    measured = [text.measure(path) for path in files or (SAMPLE,)]
    slowest = text.hostile()
    click.echo(text.report(measured, slowest))
    if any(it.misses for it in measured) or max(slowest.values()) > text.HOSTILE_AIM:
        sys.exit(1)


@main.command("metrics")
@click.option("--threads", default=100_000, show_default=True, help="How many to measure.")
def measure_metrics(threads: int) -> None:
    """Compute every figure of a large wall: 5 seconds and 160 MB are the aim."""
    # It asks for the memory of a process as Windows cannot.
    from . import measuring  # noqa: PLC0415

    run = measuring.run_alone(threads)
    click.echo(measuring.report([run]))
    if not run.is_kept:
        sys.exit(1)


@main.command()
@click.option("--points", default=300, show_default=True, help="How many moments to kill at.")
@click.option("--threads", default=30, show_default=True, help="Issues, and as many Discussions.")
@click.option("--seed", default=1, show_default=True, help="Another one, other moments.")
def kill(points: int, threads: int, seed: int) -> None:
    """Kill syncs and builds at any moment, and run them again: all must be as without a kill."""
    # It loads the whole wall, which the other commands have no use for.
    from . import killing  # noqa: PLC0415

    outcomes = killing.kill_all(points, threads, seed)
    click.echo(killing.report(outcomes))
    if any(outcome.faults for outcome in outcomes):
        sys.exit(1)


@main.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--days", default=30, show_default=True, help="All loops go every so many days.")
@click.option("--ticks", type=click.IntRange(min=1), help="Live through the first so many only.")
def replay(file: Path, days: int, ticks: int | None) -> None:
    """Live a recorded history through, with a sync after each change, and look how it ends."""
    # It loads the emulated GitHub, which the other commands have no use for.
    from . import replaying  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as folder:
        found = replaying.replay(file, Path(folder), days, ticks)
    click.echo(replaying.report(found))
    if not found.is_same:
        sys.exit(1)


@main.command("payloads")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--sample", type=click.IntRange(min=1), help="So many of them, chosen by --seed.")
@click.option("--seed", default=1, show_default=True, help="Another one, another sample.")
@click.option("--size", default=300, show_default=True, help="Payloads on one wall.")
@click.option("--guarded", default=10, show_default=True, help="One wall in so many as published.")
def attack_walls(folder: Path, sample: int | None, seed: int, size: int, guarded: int) -> None:
    """Put the attacks of a folder into every place of a wall, and look at it in Chromium."""
    # They load the whole wall and Chromium, which the other commands have no use for.
    from browser import open_chromium  # noqa: PLC0415

    from . import hostile, payloads  # noqa: PLC0415

    chosen = payloads.read_payloads(folder)
    if not chosen:
        raise click.ClickException(f"{folder} holds no attacks: name a folder of sets of them.")
    if sample:
        chosen = Random(seed).sample(chosen, min(sample, len(chosen)))
    with open_chromium() as chromium:
        found = hostile.attack(
            chromium, chosen, size, guarded, lambda words: click.echo(words, err=True)
        )
    click.echo(hostile.report(found, len(chosen)))
    if any(watched.findings for watched in found.values()):
        sys.exit(1)


@main.command("bounds")
@click.argument(
    "folder", required=False, type=click.Path(exists=True, file_okay=False, path_type=Path)
)
@click.option(
    "--every",
    default=1,
    show_default=True,
    help="One text in so many: to see it work, not to judge.",
)
def measure_bounds(folder: Path | None, every: int) -> None:
    """Render texts of the worst kinds, and build walls of them: 1 s and 200 MB each is the aim."""
    # It forks processes and bounds them, as Windows cannot.
    from . import bounds, shapes  # noqa: PLC0415

    texts = [*shapes.shapes(), *(shapes.published(folder) if folder else ())]
    taken = list(bounds.measure(texts[::every]))
    click.echo(bounds.report(taken))
    # A few texts show that nothing is stopped; a busy machine is no fault of theirs.
    if not all(it.is_kept if every == 1 else it.code == 0 for it in taken):
        sys.exit(1)


def build_sample(folder: Path) -> Path:
    """Build the sample wall and give its output."""
    wall = (sys.executable, str(WALL), "--store", str(folder / "wall.sqlite3"))
    for arguments in (("import", str(SAMPLE)), ("build", "--output", str(folder / "site"))):
        ended = subprocess.run(
            (*wall, *arguments),
            cwd=lighthouse.ROOT,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        if ended.returncode != 0:
            raise click.ClickException(f"`wall {arguments[0]}` failed:\n{ended.stderr}")
    return folder / "site"


def addresses(site: Path) -> tuple[str, ...]:
    """Name the pages that most people come to, from the site's top."""
    threads = site.glob("said/*/index.html")
    longest = max(threads, key=lambda path: (path.stat().st_size, path))
    return ("", f"{longest.parent.relative_to(site).as_posix()}/", "how-were-doing/")


def report(found: Mapping[str, Visit]) -> str:
    """Write a table of visits, what kept a page from 100, and with what was measured."""
    rows = [
        (
            f"/{page}",
            *map(str, visit.scores),
            f"{visit.paint / 1000:.2f} s",
            f"{visit.shift:.3f}",
            f"{visit.blocked:.0f} ms",
            f"{visit.size:,}",
            str(visit.requests),
        )
        for page, visit in found.items()
    ]
    lacks = [
        f"/{page} lacks: {', '.join(visit.faults)}"
        for page, visit in found.items()
        if not visit.is_perfect
    ]
    one = next(iter(found.values()))
    measured = f"Lighthouse {one.version} (mobile), Chromium {one.browser}."
    return "\n\n".join([table(HEADS, rows), *lacks, measured])
