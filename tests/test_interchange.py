"""Files of threads are read with every fault told, and written as they were read."""

import gzip
import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import zstandard
from click.testing import CliRunner

from builders import a_thread
from conversation_wall.cli.main import wall
from conversation_wall.errors import PartialError
from conversation_wall.github.interchange import Fault, read_threads, write_threads
from conversation_wall.records import ThreadRecord
from conversation_wall.store import Store

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "scripts" / "sample" / "threads.ndjson"
REAL_CONVERSATIONS = ROOT.parent / "shared" / "data"
REAL_FILES = sorted(REAL_CONVERSATIONS.glob("*/threads*.ndjson.zst"))


def a_node(number: Any = 1, **fields: Any) -> dict[str, Any]:
    """Build the JSON of a thread."""
    return {
        "__typename": "Issue",
        "id": f"I_{number}",
        "number": number,
        "url": f"https://github.com/ada/lamps/issues/{number}",
        "title": "The lamp hums",
        "createdAt": "2026-01-02T03:04:05Z",
    } | fields


def a_line(number: Any = 1, **fields: Any) -> str:
    """Build the line of a thread."""
    return json.dumps(a_node(number, **fields))


def a_file(folder: Path, *lines: str | bytes, name: str = "threads.ndjson") -> Path:
    """Write lines to a file."""
    path = folder / name
    path.write_bytes(b"".join(_bytes(line) + b"\n" for line in lines))
    return path


def _bytes(line: str | bytes) -> bytes:
    return line if isinstance(line, bytes) else line.encode()


def read_all(path: Path, source: str | None = None) -> tuple[list[int], list[str]]:
    """Read a file; give the numbers of its threads and its faults, without the path."""
    faults: list[Fault] = []
    numbers = [thread.number for thread in read_threads(path, source, faults)]
    return numbers, [str(fault).removeprefix(f"{path}, ") for fault in faults]


def only_thread(path: Path) -> ThreadRecord:
    """Give the one thread of a file."""
    (thread,) = read_threads(path)
    return thread


def lines_of(path: Path) -> Iterator[bytes]:
    """Give the lines of a file, unpacked."""
    with path.open("rb") as raw:
        if path.suffix == ".zst":
            yield from io.BufferedReader(zstandard.ZstdDecompressor().stream_reader(raw))
        else:
            yield from raw


# Round trips


@pytest.mark.parametrize("path", REAL_FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_export_of_real_import_is_the_same(path: Path, tmp_path: Path) -> None:
    """Whatever was imported from a file of real threads is exported in the very same lines."""
    with Store.open(tmp_path / "store.sqlite3", create=True) as store:
        with store.transaction():
            for thread in read_threads(path):
                store.save_thread(thread)
        write_threads(tmp_path / "threads.ndjson", store.load_threads())

    different = [
        number
        for number, (expected, actual) in enumerate(
            zip(lines_of(path), lines_of(tmp_path / "threads.ndjson"), strict=True), start=1
        )
        if expected != actual
    ]
    assert [] == different


def test_there_are_real_conversations() -> None:
    """The round trips above run wherever the folder of real conversations is."""
    if not REAL_CONVERSATIONS.is_dir():
        pytest.skip(f"no real conversations: {REAL_CONVERSATIONS} is absent")

    assert REAL_FILES


def test_export_of_the_sample_is_the_same(tmp_path: Path) -> None:
    """The made-up conversations of the demo are exported as they were imported."""
    run = CliRunner().invoke
    store, again = ["--store", str(tmp_path / "s.sqlite3")], tmp_path / "threads.ndjson"
    for words in (["import", str(SAMPLE)], ["export", str(again)]):
        assert 0 == run(wall, [*store, *words]).exit_code

    assert SAMPLE.read_bytes() == again.read_bytes()


@pytest.mark.parametrize("name", ["threads.ndjson", "threads.ndjson.gz", "threads.ndjson.zst"])
def test_file_is_packed_by_its_name(name: str, tmp_path: Path) -> None:
    """What a file's name ends in says how it is packed, to read and to write."""
    threads = [a_thread(number=1), a_thread(number=2)]
    count = write_threads(tmp_path / name, threads)
    write_threads(tmp_path / "again.ndjson", read_threads(tmp_path / name))
    write_threads(tmp_path / "plain.ndjson", threads)

    assert 2 == count
    assert (tmp_path / "plain.ndjson").read_bytes() == (tmp_path / "again.ndjson").read_bytes()


@pytest.mark.parametrize("name", ["threads.ndjson", "threads.ndjson.gz", "threads.ndjson.zst"])
def test_same_threads_give_same_bytes(name: str, tmp_path: Path) -> None:
    """Neither the time nor the folder is in an exported file."""
    thread = a_thread()
    (tmp_path / "other").mkdir()
    write_threads(tmp_path / name, [thread])
    write_threads(tmp_path / "other" / name, [thread])

    assert (tmp_path / name).read_bytes() == (tmp_path / "other" / name).read_bytes()


@pytest.mark.parametrize(
    ("name", "pack"), [("t.gz", gzip.compress), ("t.zst", zstandard.ZstdCompressor().compress)]
)
def test_packed_pieces_are_read_in_a_row(
    name: str, pack: Callable[[bytes], bytes], tmp_path: Path
) -> None:
    """A file put together from packed files holds the threads of all of them."""
    path = tmp_path / name
    path.write_bytes(b"".join(pack(a_line(number).encode() + b"\n") for number in (1, 2)))

    assert ([1, 2], []) == read_all(path)


# Faults


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "it is not JSON"),
        ("a word", "it is not JSON"),
        (b'{"title": "\xff"}', "it is not UTF-8"),
        ("[1, 2]", "the thread is not a JSON object"),
        ("null", "the thread is not a JSON object"),
        ('"text"', "the thread is not a JSON object"),
        (a_line(__typename="Commit"), "its '__typename' is 'Commit', not 'Discussion'"),
        (a_line(__typename="PullRequest"), "the pull request has no 'mergedAt'"),
        (a_line(__typename=None), "its '__typename' is None"),
        (a_line(__typename=["Issue"]), "its '__typename' is ['Issue']"),
        (a_line(number=None), "the thread has no 'number'"),
        (a_line(id=None), "the thread has no 'id'"),
        (a_line(title=None), "the thread has no 'title'"),
        (a_line(createdAt=None), "the thread has no 'createdAt'"),
        (a_line(url=None), "the thread has no 'url'"),
        (a_line(number="7"), "its 'number' is not a whole number"),
        (a_line(number=True), "its 'number' is not a whole number"),
        (a_line(number=-1), "its 'number' is not a whole number"),
        (a_line(number=2**63), "its 'number' is not a whole number"),
        (a_line().replace('"number": 1', f'"number": {"9" * 5000}'), "it is not JSON"),
        (a_line(createdAt="yesterday"), "its 'createdAt' is not a time"),
        (a_line(createdAt="0001-01-01T00:00:00+14:00"), "its 'createdAt' is not a time"),
        (a_line(labels="bug"), "its 'labels' is not a list"),
        (a_line(comments=[None]), "a comment is not a JSON object"),
        (a_line(comments=[{"id": "C_1"}]), "a comment has no"),
        ("[" * 200_000, "it is nested too deeply"),
    ],
    ids=lambda value: str(value)[:30] if isinstance(value, str) else None,
)
def test_bad_line_is_named_and_the_good_ones_kept(
    line: str | bytes, reason: str, tmp_path: Path
) -> None:
    """A line that is no thread is named with its number and reason; all others are read."""
    path = a_file(tmp_path, a_line(1), line, a_line(3))

    numbers, (fault,) = read_all(path, source="ada/lamps")

    assert [1, 3] == numbers
    assert fault.startswith(f"line 2: {reason}")


def test_first_bad_line_ends_the_reading(tmp_path: Path) -> None:
    """Where nobody collects the faults, the first one is raised with file and line."""
    path = a_file(tmp_path, a_line(1), "{")

    with pytest.raises(PartialError) as raised:
        list(read_threads(path))

    assert 5 == raised.value.exitcode
    assert f"{path}, line 2: it is not JSON" in str(raised.value)
    assert "Mend or remove the line" in str(raised.value)


@pytest.mark.parametrize("pack", [gzip.compress, zstandard.ZstdCompressor().compress])
def test_file_cut_short_is_told(pack: Callable[[bytes], bytes], tmp_path: Path) -> None:
    """Of a packed file that ends in the middle, the whole lines are read and the end is told."""
    lines = b"".join(a_line(number, body=f"{number**40}").encode() + b"\n" for number in range(999))
    packed = pack(lines)
    path = tmp_path / ("t.gz" if pack is gzip.compress else "t.zst")
    path.write_bytes(packed[: len(packed) * 2 // 3])

    numbers, faults = read_all(path)

    assert list(range(len(numbers))) == numbers
    assert 0 < len(faults)
    assert 999 > len(numbers)


@pytest.mark.parametrize("name", ["t.gz", "t.zst"])
def test_wrongly_named_file_is_told(name: str, tmp_path: Path) -> None:
    """A plain file with the name of a packed one is a fault of its first line."""
    numbers, (fault,) = read_all(a_file(tmp_path, a_line(), name=name))

    assert [] == numbers
    assert fault.startswith("line 1: the file cannot be read further")


def test_missing_file_is_told(tmp_path: Path) -> None:
    """A file that is not there is a fault too."""
    numbers, (fault,) = read_all(tmp_path / "none.ndjson")

    assert [] == numbers
    assert "cannot be read" in fault


@pytest.mark.parametrize("content", [b"", b"\n\n  \n", b"\xef\xbb\xbf"])
def test_empty_file_has_no_threads(content: bytes, tmp_path: Path) -> None:
    """A file without a line is no fault."""
    path = tmp_path / "threads.ndjson"
    path.write_bytes(content)

    assert ([], []) == read_all(path)


# What text may hold


def test_byte_order_mark_is_skipped(tmp_path: Path) -> None:
    """Editors on Windows put a mark before the first line."""
    path = a_file(tmp_path, b"\xef\xbb\xbf" + a_line(1).encode(), a_line(2))

    assert ([1, 2], []) == read_all(path)


def test_windows_line_ends_are_read(tmp_path: Path) -> None:
    """A line may end with a carriage return and a line feed, and the last with nothing."""
    path = tmp_path / "threads.ndjson"
    path.write_bytes(f"{a_line(1)}\r\n{a_line(2)}".encode())

    assert ([1, 2], []) == read_all(path)


def test_half_a_surrogate_pair_becomes_a_sign(tmp_path: Path) -> None:
    """Half a character, which no file can hold, is shown as one that was lost."""
    thread = only_thread(a_file(tmp_path, a_line(body="a\ud83db", title="\ude00\ud83d\ude00")))

    assert ("a\ufffdb", "\ufffd😀") == (thread.opening.body, thread.title)


@pytest.mark.parametrize(
    "body", ["a\x00b", "\x1b[31m\x07", "a\u2028b\u0085c", "\u202eabc", "\uffff"]
)
def test_control_characters_are_kept(body: str, tmp_path: Path) -> None:
    """What a customer wrote goes through store and file unchanged, be it ever so odd."""
    with Store.open(tmp_path / "store.sqlite3", create=True) as store:
        with store.transaction():
            store.save_thread(only_thread(a_file(tmp_path, a_line(body=body))))
        write_threads(tmp_path / "again.ndjson", store.load_threads())

    assert body == only_thread(tmp_path / "again.ndjson").opening.body


# Which repository


def test_transferred_thread_stays_with_its_file(tmp_path: Path) -> None:
    """A thread whose address is elsewhere belongs to the repository of the lines around it."""
    moved = a_line(2, url="https://github.com/lin/shades/issues/71")
    path = a_file(tmp_path, a_line(1), moved, a_line(3))

    assert ["ada/lamps"] * 3 == [thread.source for thread in read_threads(path)]


def test_file_may_hold_several_repositories(tmp_path: Path) -> None:
    """Where address and number fit together, the address names the repository."""
    other = a_line(1, id="I_x", url="https://github.com/lin/shades/issues/1")
    path = a_file(tmp_path, a_line(1), other)

    assert ["ada/lamps", "lin/shades"] == [thread.source for thread in read_threads(path)]


def test_named_repository_wins(tmp_path: Path) -> None:
    """The repository that the command names is that of every thread."""
    path = a_file(tmp_path, a_line(1))

    assert ["lin/shades"] == [thread.source for thread in read_threads(path, "lin/shades")]


def test_thread_of_no_repository_is_told(tmp_path: Path) -> None:
    """An address that names no repository asks for one to be named."""
    numbers, (fault,) = read_all(a_file(tmp_path, a_line(url="https://forum.example/t/1")))

    assert [] == numbers
    assert "name it with --source owner/name" in fault


# Writing


def test_export_that_fails_leaves_the_old_file(tmp_path: Path) -> None:
    """A file is replaced as a whole or not at all, and nothing is left beside it."""
    path = tmp_path / "threads.ndjson"
    path.write_text("old\n")

    def threads() -> Iterator[ThreadRecord]:
        yield a_thread()
        raise PartialError("the second thread is damaged")

    with pytest.raises(PartialError):
        write_threads(path, threads())

    assert "old\n" == path.read_text()
    assert [path] == list(tmp_path.iterdir())
