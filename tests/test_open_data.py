"""Open data: what is published is what its schema says, masked, and safe in a spreadsheet."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from builders import a_post, a_thread
from conversation_wall.site.assets import Asset
from conversation_wall.site.look import Look
from conversation_wall.site.open_data import FOLDER, SCHEMA, cut, schema, table_of
from conversation_wall.site.pages import Frame, Site
from conversation_wall.store import Store
from scenes import Stage, a_stage

VALIDATOR = Draft202012Validator(
    json.loads(schema()), format_checker=Draft202012Validator.FORMAT_CHECKER
)


def files(stage: Stage) -> dict[str, bytes]:
    """Make the files of data."""
    frame = Frame("Hollin Lane", "", Look(Asset("wall.css", b""), Asset("icon.svg", b"")))
    with Store.open(stage.store) as store:
        made = [asset for part in Site(store, stage.scene, frame).file_parts() for asset in part()]
        return {
            asset.path.removeprefix(FOLDER): asset.content
            for asset in made
            if isinstance(asset, Asset) and asset.path.startswith(FOLDER)
        }


def wall_of(folder: Path, *threads: Any, **settings: Any) -> dict[str, Any]:
    """Make `wall.json` of threads."""
    data: dict[str, Any] = json.loads(files(a_stage(folder, threads, **settings))["wall.json"])
    return data


def lines(content: bytes) -> list[dict[str, Any]]:
    """Read a file of a thread a line."""
    return [json.loads(line) for line in content.splitlines()]


def test_schema_is_a_schema() -> None:
    """And it lies beside what it is of."""
    Draft202012Validator.check_schema(json.loads(schema()))


def test_sample_is_what_the_schema_says(sample_site: Path) -> None:
    """Every value of a real build, nothing more and nothing less."""
    wall = json.loads((sample_site / FOLDER / "wall.json").read_bytes())

    assert [] == [error.message for error in VALIDATOR.iter_errors(wall)]
    assert schema() == (sample_site / FOLDER / SCHEMA).read_bytes()


@pytest.mark.parametrize("settings", [{}, {"publish": "approved"}])
def test_empty_wall_is_what_the_schema_says(tmp_path: Path, settings: dict[str, Any]) -> None:
    """Nobody has said anything, or nobody was let in."""
    assert [] == [*VALIDATOR.iter_errors(wall_of(tmp_path, **settings))]
    (tmp_path / "held").mkdir()
    wall = wall_of(tmp_path / "held", a_thread(), **settings)
    assert [] == [*VALIDATOR.iter_errors(wall)]


def test_held_threads_have_numbers_and_no_name(tmp_path: Path) -> None:
    """They count, and nobody can find them."""
    stage = a_stage(
        tmp_path, [a_thread("Secret words", labels=["price"])], publish="approved", now=9
    )
    made = files(stage)
    (thread,) = json.loads(made["wall.json"])["threads"]

    assert (None, [], True) == (thread["id"], thread["topics"], thread["held"])
    assert b"" == made["threads.ndjson"]
    assert not any(b"Secret" in content or b"price" in content for content in made.values())


def test_words_are_counted_before_masking(tmp_path: Path) -> None:
    """Whoever is masked has not said more or less; the text is masked all the same."""
    stage = a_stage(tmp_path, [a_thread("Write to cara at cara@customer.example please")])
    made = files(stage)
    (thread,) = json.loads(made["wall.json"])["threads"]
    (shown,) = lines(made["threads.ndjson"])

    assert [5] == thread["words"]
    assert "Write to cara at ‹e-mail address hidden› please" == shown["posts"][0]["text"]


@pytest.mark.parametrize("people", ["initials", "pseudonyms"])
def test_no_name_is_anywhere_in_the_data(tmp_path: Path, people: str) -> None:
    """Where customers are not named on the pages, no file names them."""
    threads = [a_thread(by="carapetersen", comments=[a_post("Ask carapetersen.", by="dan", day=2)])]
    made = files(a_stage(tmp_path, threads, people=people))

    assert not any(b"carapetersen" in content.lower() for content in made.values())


@pytest.mark.parametrize(
    "title", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "＝1", "=HYPERLINK('http://x')"]
)
def test_no_title_is_a_formula(title: str) -> None:
    """Whatever a stranger writes, a spreadsheet shows it and computes nothing."""
    table = table_of([["a/b#1", "said/1/", title]]).decode("utf-8-sig")
    cell = [*csv.reader(io.StringIO(table, newline=""))][1][2]

    assert f"'{title}" == cell


def test_table_has_a_row_for_each_thread(tmp_path: Path) -> None:
    """A heading, and numbers as they are."""
    threads = [a_thread(comments=[a_post("New lids, since Monday.", by="ada", day=2)])]
    table = files(a_stage(tmp_path, threads))["wall.csv"].decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(table, newline=""))

    assert {
        "id": "hollin/coffee#1",
        "page": "said/1/",
        "title": "Cold coffee",
        "kind": "problem",
        "status": "answered",
        "topics": "",
        "opened_at": "2025-01-01T00:00:00Z",
        "first_answer_at": "2025-01-03T00:00:00Z",
        "turns": "2",
        "team_words": "4",
        "customer_words": "4",
    } == row


def test_data_are_small(sample_site: Path) -> None:
    """A thread in numbers takes less than a kilobyte, and all its files less than four."""
    wall = json.loads((sample_site / FOLDER / "wall.json").read_bytes())
    sizes = [len(json.dumps(thread, separators=(",", ":"))) for thread in wall["threads"]]
    total = sum(path.stat().st_size for path in (sample_site / FOLDER).iterdir())

    assert max(sizes) < 2_000
    assert sum(sizes) / len(sizes) < 700
    assert total / len(sizes) < 4_000


def test_old_threads_lie_in_files_that_stay() -> None:
    """They are cut from the oldest end; the newest file has up to twice as many."""
    assert ([], [1, 2, 3]) == cut([1, 2, 3], 2)
    assert ([[1, 2]], [3, 4]) == cut([1, 2, 3, 4], 2)
    assert ([[1, 2], [3, 4]], [5, 6, 7]) == cut([1, 2, 3, 4, 5, 6, 7], 2)
    assert ([], []) == cut([], 2)


def test_large_wall_lies_in_several_files(tmp_path: Path) -> None:
    """Each thread in one of them, and all of them are verified."""
    threads = [a_thread(number=number, day=number / 24) for number in range(1, 4_002)]
    made = files(a_stage(tmp_path, threads, now=200))
    wall = json.loads(made["wall.json"])

    assert ["facts-1.ndjson"] == wall["files"]["facts"]
    assert ["threads-1.ndjson", "threads.ndjson"] == wall["files"]["threads"]
    assert [2_000, 2_001] == [len(lines(made["facts-1.ndjson"])), len(wall["threads"])]
    assert "hollin/coffee#2001" == lines(made["threads.ndjson"])[0]["id"]
