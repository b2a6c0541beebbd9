"""A sync after each change of a recorded history ends as a fresh one, for fewer points than is usual."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from bench.commands import main
from bench.making import Node, Plan, make

Line = dict[str, object]


def a_line(at: str, thread: Node, *, deleted: bool = False) -> Line:
    """Say what a thread became at a time."""
    return {"at": at, "deleted": deleted, "thread": thread}


def write_history(path: Path, lines: list[Line]) -> Path:
    """Write a recorded history."""
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    return path


def replay(file: Path, *options: str) -> list[list[str]]:
    """Live a history through, and give the table of its ways, which end well."""
    ended = CliRunner().invoke(main, ["replay", str(file), *options], catch_exceptions=False)

    assert (0, True) == (ended.exit_code, "is what a fresh sync gives" in ended.output)
    rows = [line for line in ended.output.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in rows[2:]]


def test_made_up_history_ends_as_a_fresh_sync(tmp_path: Path) -> None:
    """Threads come, change and go, also without a new date; each way is told with its points."""
    one, two, three = make(Plan(3))
    quietly = three | {"comments": three["comments"][:1]}
    later = "2026-11-03T09:00:00Z"
    lines = [
        *(a_line("2026-11-02T10:00:00Z", thread) for thread in (one, two, three)),
        a_line(later, one | {"title": "Now another", "updatedAt": later}),
        a_line("2026-11-04T09:00:00Z", quietly),
        a_line("2026-11-05T09:00:00Z", two, deleted=True),
    ]

    rows = replay(write_history(tmp_path / "history.ndjson", lines))

    assert ["4", "6"] == rows[2][1:3]
    assert ["3", "2"] == [rows[0][1], rows[1][1]]


def test_start_of_a_real_history_ends_as_a_fresh_sync(shared: Path) -> None:
    """Weeks of a real repository are followed for fewer points than by fetching threads whole."""
    path = shared / "data" / "bitcoin-core-gui" / "replay.graphql.ndjson.zst"
    if not path.is_file():
        pytest.skip(f"no recorded history: {path} is absent")

    rows = replay(path, "--ticks", "25")
    ours, usual = int(rows[0][3]) + int(rows[1][3]), int(rows[2][3])

    assert usual > ours
