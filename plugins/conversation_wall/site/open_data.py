"""
The data behind the wall, for everybody: what the site shows, and what its figures are made of.

    data/wall.json          figures, what they depend on, and the newest threads in numbers
    data/facts-N.ndjson     older threads in numbers, where a wall has many
    data/threads.ndjson     what people wrote, masked as on the pages; threads-N.ndjson older ones
    data/wall.csv           a table for spreadsheets
    data/wall.schema.json   what each of the numbers means

Files are cut from the oldest end, as lists are, so that an old one stays as it is.
"""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from importlib.resources import files
from typing import TypeVar

from ..records import utc_text
from ..wall.metrics.facts import WINDOW, Facts
from ..wall.metrics.measuring import FORMULA
from ..wall.metrics.plain import plain_figures, plain_threads
from ..wall.metrics.talk import turns_in, words_of
from ..wall.model import Post, Thread, ThreadKey
from .assets import Asset
from .gathering import Summary
from .list_pages import Load
from .pairs import Scene, status_of
from .score import Tally
from .speakers import speaker_view
from .text import clean_text, clean_title
from .topic_names import topic_names

FOLDER = "data/"
WALL, SCHEMA, TABLE, THREADS = "wall.json", "wall.schema.json", "wall.csv", "threads.ndjson"
HEADS = ("id", "page", "title", "kind", "status", "topics", "opened_at", "first_answer_at",
         "turns", "team_words", "customer_words")  # fmt: skip

# So many threads stand in one file; the newest has between one and two times as many.
_CUT = 2000
# What a spreadsheet would take for a formula, also as a wide character.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")

_MARKUP = re.compile("[<>&\x7f-\x9f\u2028\u2029]")

T = TypeVar("T")


def open_data(scene: Scene, tally: Tally, load: Load) -> Iterator[Asset]:
    """Make every file of data."""
    keys = _keys_by_age(scene.gathered.summaries.values())
    old_keys, new_keys = cut(keys)
    for number, part in enumerate(old_keys, start=1):
        yield _threads(f"threads-{number}.ndjson", part, scene, load)
    yield _threads(THREADS, new_keys, scene, load)
    threads = [*plain_threads(tally.facts, tally.terms.now)]
    old, new = cut(threads)
    names = {
        "facts": [f"facts-{number}.ndjson" for number in range(1, len(old) + 1)],
        "threads": [
            *(f"threads-{number}.ndjson" for number in range(1, len(old_keys) + 1)),
            THREADS,
        ],
    }
    for name, older in zip(names["facts"], old, strict=True):
        yield Asset(FOLDER + name, _bytes(f"{_json(thread)}\n" for thread in older))
    yield Asset(FOLDER + WALL, _bytes(_wall(scene, tally, new, names)))
    yield Asset(FOLDER + TABLE, table_of(rows_of(scene, tally.facts)))
    yield Asset(FOLDER + SCHEMA, schema())


def schema() -> bytes:
    """Give the JSON Schema of `data/wall.json`."""
    return (files(__package__) / SCHEMA).read_bytes()


def rows_of(scene: Scene, threads: Iterable[Facts]) -> Iterator[tuple[str, ...]]:
    """Make the rows of the table: every thread that is shown, the oldest first."""
    for facts in threads:
        if not facts.is_held:
            page = scene.addresses.thread(facts.key)
            yield row_of(facts, page, scene.gathered.summaries[facts.key].title)


def row_of(facts: Facts, page: str, title: str) -> tuple[str, ...]:
    """Make a row of the table."""
    (plain,) = plain_threads((facts,), 0)
    team, customers = words_of(facts)
    return (
        str(plain["id"]),
        page,
        title,
        facts.kind.value,
        facts.status.value,
        " ".join(facts.topics),
        str(plain["opened_at"]),
        str(plain["first_answer_at"] or ""),
        str(turns_in(facts)),
        str(team),
        str(customers),
    )


def table_of(rows: Iterable[Sequence[str]]) -> bytes:
    """Write a table, so that no spreadsheet takes what somebody wrote for a formula."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(HEADS)
    writer.writerows([_safe(cell) for cell in row] for row in rows)
    # Spreadsheets know UTF-8 by its mark.
    return b"\xef\xbb\xbf" + text.getvalue().encode("utf-8", "replace")


def cut(items: Sequence[T], size: int = _CUT) -> tuple[list[Sequence[T]], Sequence[T]]:
    """Cut a sequence, the oldest first, from its oldest end: full parts, and the newest."""
    count = max(0, len(items) // size - 1)
    full = [items[place * size : (place + 1) * size] for place in range(count)]
    return full, items[count * size :]


def _safe(cell: str) -> str:
    return f"'{cell}" if cell.lstrip(" ").startswith(_FORMULA_STARTS) else cell


def _wall(
    scene: Scene, tally: Tally, threads: Sequence[object], names: dict[str, list[str]]
) -> Iterator[str]:
    """Write `wall.json`, each thread on a line of its own."""
    config, terms = scene.config, tally.terms
    head = {
        "$schema": SCHEMA,
        "formula": FORMULA,
        "now": utc_text(scene.language.now),
        "window_days": WINDOW // 86_400,
        "timezone": config.timezone.key,
        "lang": config.lang,
        "answer_within": terms.aim,
        "promise_months": terms.promise_months,
        "score_shown": config.score,
        "topics": topic_names(scene),
        "files": names,
        "figures": plain_figures(tally.measures),
    }
    yield _unmarked(json.dumps(head, ensure_ascii=False, indent=1))[:-2]
    yield ',\n "threads": ['
    for place, thread in enumerate(threads):
        yield f"{',' if place else ''}\n  {_json(thread)}"
    yield "\n ]\n}\n"


def _threads(name: str, keys: Sequence[ThreadKey], scene: Scene, load: Load) -> Asset:
    lines = (f"{_json(_shown(load(key), scene))}\n" for key in keys)
    return Asset(FOLDER + name, _bytes(lines))


def _shown(thread: Thread, scene: Scene) -> dict[str, object]:
    """Write a thread as its page shows it."""
    original = scene.gathered.originals.get(thread.key)
    return {
        "id": f"{thread.key.source}#{thread.key.number}",
        "page": scene.addresses.thread(thread.key),
        "url": thread.url or None,
        "title": clean_title(thread.title),
        "kind": thread.kind.value,
        "status": status_of(thread, scene).value,
        "duplicate_of": f"{original.source}#{original.number}" if original else None,
        "topics": [topic.slug for topic in thread.topics],
        "agree": thread.agree_count,
        "posts": [_post(post, thread) for post in thread.posts],
    }


def _post(post: Post, thread: Thread) -> dict[str, object]:
    told = thread.told if post.id == thread.opening.id else None
    answer = thread.answer.post.id if thread.answer else None
    return {
        "at": utc_text(post.created_at),
        "side": post.speaker.role.value,
        "name": speaker_view(post.speaker, told).name,
        "edited_at": utc_text(post.last_edited_at) if post.last_edited_at else None,
        "is_answer": post.id == answer,
        "text": clean_text(post.body),
    }


def _keys_by_age(summaries: Iterable[Summary]) -> list[ThreadKey]:
    ordered = sorted(summaries, key=lambda item: (item.opened_at, item.key.source, item.key.number))
    return [item.key for item in ordered]


def _json(value: object) -> str:
    return _unmarked(json.dumps(value, ensure_ascii=False, separators=(",", ":")))


def _unmarked(text: str) -> str:
    """Write what HTML takes for markup, or others for the end of a line, as JSON may, too."""
    return _MARKUP.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def _bytes(parts: Iterable[str]) -> bytes:
    return "".join(parts).encode("utf-8", "replace")
