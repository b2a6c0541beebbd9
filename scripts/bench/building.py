"""
What builds take, beside Hugo's and Pelican's of the same conversations.

    round after round, so that a busy hour is busy for all of them:
        Hugo · a full build · again with another theme · one thread changed · the same by
        plain `pelican` · nothing changed · the next day · (Pelican alone, in the first rounds)

Each figure is a ratio of medians: seconds depend on the machine, ratios hardly.
"""

import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from statistics import median

from .making import NOW, Node, Plan, make, write
from .rivals import hugo_command, make_hugo_site, make_pelican_site, pelican_command
from .running import ROOT, Ran, a_wall, run, run_command

_PELICAN = ("content", "--quiet", "--fatal", "errors", "-s", "pelicanconf.py")
# What counts as output of a thread: all but pictures, cards and search.
_UNCOUNTED = ("cards", "images", "search")


@dataclass(slots=True)
class Measured:
    """
    What was measured, by what was done; `touched` counts the files that a build wrote.

    `size` is of the whole output in bytes, without what is not counted; `shown` the pages on
    which a count moves from one day to the next.
    """

    threads: int
    ran: dict[str, list[Ran]] = field(default_factory=dict)
    touched: dict[str, list[int]] = field(default_factory=dict)
    files: int = 0
    size: int = 0

    def note(self, what: str, ran: Ran) -> None:
        """Keep one run."""
        self.ran.setdefault(what, []).append(ran)

    def seconds(self, what: str) -> float:
        """Give the median of the seconds."""
        return median(ran.seconds for ran in self.ran[what])

    def cpu(self, what: str) -> float:
        """Give the median of the CPU's seconds."""
        return median(ran.cpu for ran in self.ran[what])

    def peak(self, what: str) -> float:
        """Give the median of the largest memory, in MB."""
        return median(ran.peak for ran in self.ran[what])

    def ratio(self, what: str, other: str) -> float:
        """Give the ratio of two medians."""
        return self.seconds(what) / self.seconds(other)


def measure(threads: int, runs: int, *, pelican_runs: int, tell: Callable[[str], None]) -> Measured:
    """Build the same conversations in every way, `runs` times."""
    found = Measured(threads)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        plan = Plan(threads)
        write(folder / "threads.ndjson", make(plan))
        hugo = make_hugo_site(folder / "hugo", make(plan))
        pelican = make_pelican_site(folder / "pelican", make(plan)) if pelican_runs else None
        wall = _imported(folder, plan)
        for number in range(runs):
            tell(f"Round {number + 1} of {runs}.")
            shutil.rmtree(hugo / "public", ignore_errors=True)
            found.note("Hugo", run_command(hugo, hugo_command()))
            if pelican and number < pelican_runs:
                shutil.rmtree(pelican / "output", ignore_errors=True)
                found.note("Pelican", run_command(pelican, pelican_command()))
            _round(wall, plan, number, found)
    return found


def grown(threads: int, *, tell: Callable[[str], None]) -> Measured:
    """Build as many conversations once, and once more with one of them changed."""
    found = Measured(threads)
    with tempfile.TemporaryDirectory() as name:
        plan = Plan(threads)
        tell(f"{threads:,} threads.")
        write(Path(name, "threads.ndjson"), make(plan))
        wall = _imported(Path(name), plan)
        found.note("full", run(wall, "build"))
        _change(wall, plan, 0)
        _watched(wall, found, "one change", lambda: run(wall, "build"))
    return found


def _imported(folder: Path, plan: Plan) -> Path:
    # A theme of its own, since one round changes it.
    shutil.copytree(ROOT / "theme", folder / "theme")
    wall = a_wall(folder / "wall", plan.repository, THEME=str(folder / "theme"))
    run(wall, "import", folder / "threads.ndjson")
    return wall


def _round(wall: Path, plan: Plan, number: int, found: Measured) -> None:
    for made in (*wall.glob("output"), *wall.glob(".wall/store.sqlite3-*")):
        shutil.rmtree(made) if made.is_dir() else made.unlink()
    found.note("full", run(wall, "build"))
    base = wall.parent / "theme" / "templates" / "base.html"
    base.write_text(f"{base.read_text('utf-8')}<!-- {number} -->\n", "utf-8")
    found.note("other theme", run(wall, "build"))
    _change(wall, plan, number)
    _watched(wall, found, "one change", lambda: run(wall, "build"))
    _change(wall, plan, number + 1000)
    _watched(
        wall,
        found,
        "one change, plain pelican",
        lambda: run_command(wall, (*pelican_command()[:3], *_PELICAN)),
    )
    # Plain `pelican` keeps no seal.
    run(wall, "build")
    _watched(wall, found, "nothing", lambda: run(wall, "build"))
    tomorrow = (NOW + timedelta(days=1)).isoformat()
    _watched(wall, found, "next day", lambda: run(wall, "build", "--as-of", tomorrow))
    files = [path for path in (wall / "output").rglob("*") if path.is_file()]
    found.files = len(files)
    found.size = sum(
        path.stat().st_size
        for path in files
        if path.relative_to(wall / "output").parts[0] not in _UNCOUNTED
    )


def _change(wall: Path, plan: Plan, number: int) -> None:
    """Let somebody say one thing more, in a thread of the middle."""
    node = _nth(plan, max(1, plan.threads // 2 - number % max(1, plan.threads // 2)))
    comment = next(iter(node["comments"]), None) or _first_comment(plan)
    node["comments"].append(
        comment
        | {
            "id": f"{comment['id']}-{number}",
            "databaseId": 1_000_000_000 + number,
            "url": f"{node['url']}#issuecomment-{1_000_000_000 + number}",
            "body": f"It was so again, {number} times.",
            "isMinimized": False,
        }
    )
    write(wall / "change.ndjson", [node])
    run(wall, "import", "change.ndjson")


def _nth(plan: Plan, number: int) -> Node:
    return next(node for node in make(plan) if node["number"] == number)


def _first_comment(plan: Plan) -> Node:
    return next(comment for node in make(plan) for comment in node["comments"])


def _watched(wall: Path, found: Measured, what: str, act: Callable[[], Ran]) -> None:
    """Run a build, and count the files that it touched."""
    before = dict(_files(wall / "output"))
    found.note(what, act())
    after = dict(_files(wall / "output"))
    changed = sum(before.get(path) != state for path, state in after.items())
    found.touched.setdefault(what, []).append(changed + len(before.keys() - after.keys()))


def _files(folder: Path) -> Iterator[tuple[str, tuple[int, int, int]]]:
    for path, _, names in os.walk(folder):
        for name in names:
            status = os.stat(os.path.join(path, name))  # noqa: PTH116, PTH118 - 20,000 of them
            yield f"{path}/{name}", (status.st_mtime_ns, status.st_size, status.st_ino)


def as_json(found: Measured) -> Mapping[str, object]:
    """Give what a history of measurements keeps."""
    return {
        "threads": found.threads,
        "seconds": {what: round(found.seconds(what), 3) for what in found.ran},
        "cpu": {what: round(found.cpu(what), 3) for what in found.ran},
        "peak": {what: round(found.peak(what), 1) for what in found.ran},
        "touched": found.touched,
        "files": found.files,
        "size": found.size,
    }


def keep(path: Path, measured: list[Measured], machine: str) -> None:
    """Add a line to the history."""
    line = {"machine": machine, "measured": [as_json(found) for found in measured]}
    with path.open("a", encoding="utf-8", newline="\n") as file:
        file.write(json.dumps(line) + "\n")
