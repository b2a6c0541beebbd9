"""
NDJSON files: one thread a line, plain or packed with zstd or gzip.

    {"__typename": "Discussion", "id": "D_1", "number": 1, "url": "https://github.com/…", …}

Behind the threads come the merged pull requests and the releases, a line each. The file's repository is read off the addresses of its threads. A thread that was
transferred keeps the address of its new home: its number there is another one, and it
stays with the repository of the lines around it.
"""

import gzip
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, BinaryIO

import zstandard

from ..errors import PartialError
from ..records import MergedPull, Release, ThreadRecord
from .nodes import thread_node
from .parse import parse_thread
from .traces import parse_pull, parse_release, pull_node, release_node
from .values import Node, NotAThread

Work = Release | MergedPull

# A thread of GitHub's largest comments, a thousand of them, is below this, in bytes.
_LONGEST_LINE = 128 * 1024 * 1024
_ADDRESS = re.compile(
    r"https?://[^/]+/(?P<source>[^/]+/[^/]+)/(?:discussions|issues|pull|releases/tag)/"
    r"(?P<number>\d*)"
)
_WORKS: dict[str, Callable[[Node, str], Work]] = {
    "PullRequest": parse_pull,
    "Release": parse_release,
}


@dataclass(frozen=True, slots=True)
class Fault:
    """A line that is no thread, and why."""

    path: Path
    line: int
    reason: str

    def __str__(self) -> str:
        """Say where and what."""
        return f"{self.path}, line {self.line}: {self.reason}"


def read_threads(
    path: Path,
    source: str | None = None,
    faults: list[Fault] | None = None,
    works: list[Work] | None = None,
) -> Iterator[ThreadRecord]:
    """
    Read the threads of a file, of the repository `source` or of those they name.

    Releases and merged pull requests are added to `works`. A line that is no thread is added to `faults`, or, without a list of faults, raises
    `PartialError`; so does a file that cannot be read, or ends in the middle.
    """
    faults_here: list[Fault] = [] if faults is None else faults
    current = source
    for number, line in _lines(path, faults_here):
        try:
            node = json.loads(line)
            named, fits = _named_source(node)
            if source is None and (fits or current is None):
                current = named
            if current is None:
                raise NotAThread("its 'url' names no repository; name it with --source owner/name")
            if parse_work := _work_parser(node):
                work = parse_work(node, source or named or current)
                if works is not None:
                    works.append(work)
                continue
            yield parse_thread(node, current)
        except (ValueError, RecursionError) as error:
            faults_here.append(Fault(path, number, _reason(error)))
        if faults is None and faults_here:
            raise PartialError(
                f"This is no thread: {faults_here[0]}. Mend or remove the line, then try again."
            )


def write_threads(path: Path, threads: Iterable[ThreadRecord], works: Iterable[Work] = ()) -> int:
    """
    Write threads to a file, in place of what it held, and works behind them; give how many threads.

    The file is whole or as it was: it is written beside its place and moved there.
    """
    count = 0
    unfinished = path.with_name(f".{path.name}.part")
    try:
        with unfinished.open("wb") as raw, _packed(raw, path) as file:
            for thread in threads:
                file.write(_line(thread_node(thread)))
                count += 1
            for work in works:
                file.write(_line(_work_node(work)))
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
    return count


def _work_parser(node: object) -> Callable[[Node, str], Work] | None:
    """Give what reads a line that is no thread; None for all others."""
    typename = node.get("__typename") if isinstance(node, dict) else None
    return _WORKS.get(typename) if isinstance(typename, str) else None


def _work_node(work: Work) -> Node:
    return release_node(work) if isinstance(work, Release) else pull_node(work)


def _line(node: Node) -> bytes:
    return json.dumps(node, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _named_source(node: object) -> tuple[str | None, bool]:
    """Give the repository of a thread's address, and whether its number fits."""
    url = node.get("url") if isinstance(node, dict) else None
    address = _ADDRESS.match(url) if isinstance(url, str) else None
    if not address or not isinstance(node, dict):
        return None, False
    return address["source"], address["number"] == str(node.get("number"))


def _lines(path: Path, faults: list[Fault]) -> Iterator[tuple[int, bytes]]:
    number = 0
    try:
        with path.open("rb") as raw, _unpacked(raw, path) as file:
            while line := file.readline(_LONGEST_LINE + 1):
                number += 1
                if len(line) > _LONGEST_LINE:
                    limit = _LONGEST_LINE // 1024**2
                    faults.append(Fault(path, number, f"it is longer than {limit} MB"))
                    return
                line = line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line
                if line.strip():
                    yield number, line
    except (OSError, EOFError, zstandard.ZstdError) as error:
        faults.append(Fault(path, number + 1, f"the file cannot be read further ({error})"))


def _unpacked(raw: BinaryIO, path: Path) -> IO[bytes]:
    if path.suffix == ".zst":
        return io.BufferedReader(
            zstandard.ZstdDecompressor().stream_reader(raw, read_across_frames=True)
        )
    if path.suffix == ".gz":
        return io.BufferedReader(gzip.GzipFile(fileobj=raw, mode="rb"))
    return raw


def _packed(raw: BinaryIO, path: Path) -> IO[bytes]:
    if path.suffix == ".zst":
        return zstandard.ZstdCompressor().stream_writer(raw, closefd=False)
    if path.suffix == ".gz":
        # Without a name and a time the same threads give the same bytes.
        return io.BufferedWriter(gzip.GzipFile(filename="", mode="wb", fileobj=raw, mtime=0))
    return raw


def _reason(error: Exception) -> str:
    if isinstance(error, NotAThread):
        return str(error)
    if isinstance(error, UnicodeDecodeError):
        return "it is not UTF-8"
    if isinstance(error, RecursionError):
        return "it is nested too deeply"
    return f"it is not JSON ({error})"
