"""
The history as a file that is published with the site, and taken back from there.

    {"history":1,"sources":{"ada/lamps":"R_1"},"labels":{"planned":"0f3a5c7e9b1d"}}
    {"at":"2026-11-03T10:00:00Z","source":"ada/lamps","thread":"I_1","sight":"state","value":"open"}
    …
    {"count":812,"blake2b":"…"}

The first line says whose it is: GitHub's ids of the repositories; and by which marks the
labels that the settings name are found. The last line seals all before it.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from itertools import chain

from ..errors import StoreError
from ..records import Observation, Sight, utc_text
from .history import ID
from .rows import to_moment

FORMAT = 1
# Where it lies in the site.
PLACE = "data/history.ndjson"
# Ids of a thread with some thousand posts are far below it, in bytes.
LONGEST_LINE = 1024 * 1024
_KEYS = {"at", "source", "thread", "sight", "value", "posts"}


class HistoryError(StoreError):
    """A published history is damaged, or another wall's: nothing of it is taken."""


@dataclass(frozen=True, slots=True)
class History:
    """
    A history about to be read: GitHub's ids of its repositories by name, and what was seen.

    Whether it is whole shows at the end of `observations`: they raise `HistoryError`.
    """

    sources: Mapping[str, str]
    observations: Iterator[Observation]


def write_history(
    sources: Mapping[str, str], labels: Mapping[str, str], observations: Iterable[Observation]
) -> Iterator[bytes]:
    """Give the lines of the file. `labels` are marks by name."""
    seal, count = blake2b(digest_size=16), 0
    head = {"history": FORMAT, "sources": dict(sources), "labels": dict(labels)}
    for line in chain([_line(head)], map(_line, map(_node, observations))):
        seal.update(line)
        count += 1
        yield line
    yield _line({"count": count - 1, "blake2b": seal.hexdigest()})


def read_history(lines: Iterator[bytes]) -> History:
    """Read a file, line by line. Raises `HistoryError` with the reason alone where it is none."""
    head = next(lines, b"")
    sources = _sources(_object(head, 1))
    return History(sources, _observations(head, lines, sources))


def _observations(
    head: bytes, lines: Iterator[bytes], sources: Mapping[str, str]
) -> Iterator[Observation]:
    seal = blake2b(head, digest_size=16)
    for count, line in enumerate(lines):
        node = _object(line, count + 2)
        if "blake2b" in node:
            if node != {"count": count, "blake2b": seal.hexdigest()}:
                raise HistoryError("it was changed after it was written")
            break
        yield _observation(node, sources, count + 2)
        seal.update(line)
    else:
        raise HistoryError("its end is missing")
    if next(lines, None) is not None:
        raise HistoryError("something stands behind its end")


def _node(observation: Observation) -> dict[str, object]:
    node: dict[str, object] = {
        "at": utc_text(observation.at),
        "source": observation.source,
        "thread": observation.thread,
        "sight": observation.sight.value,
    }
    if observation.value:
        node["value"] = observation.value
    if observation.posts:
        node["posts"] = observation.posts
    return node


def _line(node: Mapping[str, object]) -> bytes:
    return json.dumps(node, separators=(",", ":")).encode() + b"\n"


def _object(line: bytes, number: int) -> dict[str, object]:
    try:
        node = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise HistoryError(f"line {number} is not JSON") from error
    if not isinstance(node, dict) or not line.endswith(b"\n"):
        raise HistoryError(f"line {number} is not whole")
    return node


def _sources(node: Mapping[str, object]) -> dict[str, str]:
    if "history" not in node:
        raise HistoryError("it does not begin as a history does")
    if node["history"] != FORMAT:
        raise HistoryError("a newer version of the wall has written it; update this one")
    sources = node.get("sources")
    if not isinstance(sources, dict) or not all(map(_is_id, sources.values())):
        raise HistoryError("its first line does not say whose it is")
    return {str(name): str(id_) for name, id_ in sources.items()}


def _observation(
    node: Mapping[str, object], sources: Mapping[str, str], number: int
) -> Observation:
    value, posts = node.get("value", ""), node.get("posts", [])
    if not isinstance(posts, list) or not isinstance(value, str):
        raise HistoryError(f"line {number} is no observation")
    source, thread = str(node.get("source")), str(node.get("thread"))
    is_plain = all(map(_is_id, (thread, *value.split(), *posts)))
    if not is_plain or source not in sources or not node.keys() <= _KEYS:
        raise HistoryError(f"line {number} is no observation")
    try:
        at, sight = to_moment(str(node.get("at"))), Sight(node.get("sight"))
    except ValueError as error:
        raise HistoryError(f"line {number} is no observation") from error
    return Observation(at, source, thread, sight, value, tuple(posts))


def _is_id(value: object) -> bool:
    return isinstance(value, str) and bool(ID.fullmatch(value))
