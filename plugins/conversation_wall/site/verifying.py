"""
Is it true? Every figure, computed again from the published data alone.

    data/wall.json ─ threads in numbers ─ measure ─┬─→ figures of wall.json
                                                   ├─→ figures printed on the pages
                                                   └─→ wall.csv
    data/threads.ndjson ─ times and sides ────────────→ threads in numbers
    shingles of the team's posts ─────────────────────→ saved replies among them

What is not as it should be is a `Difference`: where, what it says, what it should say.
"""

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ..wall.metrics.facts import CUSTOMER, SAVED, Facts
from ..wall.metrics.likeness import boilerplate_among
from ..wall.metrics.plain import plain_figures, plain_threads
from ..wall.model import Kind, Role, Status
from .data_read_back import Published, Read, read_data
from .doing_figures import figures_view, queue_figures
from .open_data import FOLDER, TABLE, WALL, row_of, table_of
from .printed import figures_on, plain
from .score import score_view
from .views import figures_in

DOING, FRONT = "how-were-doing/index.html", "index.html"

# What no label of the team says.
_UNDECIDED = (Status.WAITING, Status.ANSWERED, Status.WITHDRAWN)

# What rounding to nine digits may move.
_HAIR = 2e-9


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that is not as it should be."""

    place: str
    said: str
    computed: str


@dataclass(frozen=True, slots=True)
class Verified:
    """How many figures were computed again, of how many threads, and which differ."""

    figures: int
    threads: int
    differences: tuple[Difference, ...]


def verify(read: Read) -> Verified:
    """
    Compute every figure of a published wall again.

    `read` gives a file of the site by its path. Raises `NoDataError` where the data is
    missing or is none.
    """
    published = read_data(read)
    said = published.head["figures"]
    computed = plain_figures(published.tally.measures)
    printed = _printed(published)
    differences = (
        *compare(f"{FOLDER}{WALL}: figures", said, computed),
        *_threads_differences(published),
        *_likeness_differences(published),
        *_texts_differences(published),
        *_table_differences(published, read),
        *_page_differences(published, read, printed),
    )
    return Verified(_count(computed) + len(printed), len(published.tally.facts), differences)


def compare(place: str, said: object, computed: object) -> Iterator[Difference]:
    """Compare two plain values, leaf by leaf."""
    if isinstance(said, dict) and isinstance(computed, dict):
        for name in {**computed, **said}:
            yield from compare(f"{place}.{name}", said.get(name), computed.get(name))
    elif isinstance(said, list) and isinstance(computed, list) and len(said) == len(computed):
        for number, (one, other) in enumerate(zip(said, computed, strict=True)):
            yield from compare(f"{place}[{number}]", one, other)
    elif not _is_same(said, computed):
        yield Difference(place, _json(said), _json(computed))


def _is_same(one: object, other: object) -> bool:
    numbers = (int, float)
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if isinstance(one, numbers) and isinstance(other, numbers):
        return math.isclose(one, other, rel_tol=0, abs_tol=_HAIR)
    return one == other


def _threads_differences(published: Published) -> Iterator[Difference]:
    """Compare what a thread says of itself: its turns, its first answer, its order."""
    written = plain_threads(published.tally.facts, published.tally.terms.now)
    for said, computed, facts in zip(
        published.numbers, written, published.tally.facts, strict=True
    ):
        yield from _contradictions(facts)
        # Numbers of openers are not published, so who is new is taken at its word.
        yield from compare(f"{FOLDER}{WALL}: thread {said.get('id')}", dict(said), computed)


def _contradictions(facts: Facts) -> Iterator[Difference]:
    """Compare the status of a critique with what happened in it."""
    place = f"{FOLDER}{WALL}: thread {_id(facts)}"
    is_answered = facts.answered_at is not None
    if facts.kind.is_critique and facts.status in _UNDECIDED:
        without = Status.WAITING if facts.withdrawn_at is None else Status.WITHDRAWN
        status = Status.ANSWERED if is_answered else without
        if facts.status is not status:
            yield Difference(f"{place}: status", facts.status.value, status.value)
    if facts.is_wordless and is_answered:
        yield Difference(f"{place}: wordless", "true", "false")


def _likeness_differences(published: Published) -> Iterator[Difference]:
    for facts, letter, is_alike in boilerplate_among(published.tally.facts):
        # What is called saved may be so for threads that are not counted: kind words, say.
        if is_alike and letter != SAVED:
            place = f"{FOLDER}{WALL}: thread {_id(facts)}"
            yield Difference(place, "a reply of its own", "a saved reply")


def _texts_differences(published: Published) -> Iterator[Difference]:
    """Compare times and sides with what people wrote."""
    facts = {_id(each): each for each in published.tally.facts if not each.is_held}
    for text in published.texts:
        found = facts.pop(str(text.get("id")), None)
        place = f"{FOLDER}threads.ndjson: thread {text.get('id')}"
        try:
            shown = _posts_of(text)
            status, kind = Status(text["status"]), Kind(text["kind"])
        except (AttributeError, KeyError, TypeError, ValueError):
            yield Difference(place, "something else than a thread", "a thread")
            continue
        if found is None:
            is_ours = text["posts"][:1] and text["posts"][0]["side"] == Role.TEAM.value
            if (kind.is_critique or is_ours) and status is not Status.DUPLICATE:
                yield Difference(place, "shown once more than it is counted", f"counted in {WALL}")
            continue
        counted = [
            (found.opened_at + at, side == CUSTOMER)
            for at, side in zip(found.at, found.sides, strict=True)
        ]
        if counted != shown:
            yield Difference(place, f"{len(shown)} posts", f"other times or sides in {WALL}")
        for name, said, computed in (
            ("status", status.value, found.status.value),
            ("kind", kind.value, found.kind.value),
            ("topics", _json(text.get("topics")), _json(list(found.topics))),
        ):
            if said != computed:
                yield Difference(f"{place}: {name}", said, f"{computed} in {WALL}")
    for name in facts:
        yield Difference(f"{FOLDER}{WALL}: thread {name}", "counted, and shown nowhere", "shown")


def _posts_of(text: Mapping[str, Any]) -> list[tuple[int, bool]]:
    return [
        (int(datetime.fromisoformat(post["at"]).timestamp()), post["side"] == Role.CUSTOMER.value)
        for post in text["posts"]
        if post["side"] != Role.BOT.value
    ]


def _table_differences(published: Published, read: Read) -> Iterator[Difference]:
    shown = {str(text.get("id")): text for text in published.texts}
    rows = (
        row_of(facts, str(text.get("page")), str(text.get("title")))
        for facts in published.tally.facts
        if (text := shown.get(_id(facts)))
    )
    said, computed = read(FOLDER + TABLE).splitlines(), table_of(rows).splitlines()
    for number in range(max(len(said), len(computed))):
        one, other = said[number : number + 1], computed[number : number + 1]
        if one != other:
            place = f"{FOLDER}{TABLE}: line {number + 1}"
            yield Difference(place, _line(one), _line(other))


def _line(lines: Sequence[bytes]) -> str:
    return lines[0].decode("utf-8", "replace") if lines else "nothing"


def _printed(published: Published) -> dict[str, str]:
    """Give what the page of figures must print, by the name of each figure."""
    head, tally = published.head, published.tally
    view = figures_view(tally, head["topics"], is_scored=head["score_shown"])
    queue = queue_figures(tally.facts, tally.language)
    return {figure.name: plain(figure.text) for figure in figures_in((view, queue))}


def _page_differences(
    published: Published, read: Read, printed: Mapping[str, str]
) -> Iterator[Difference]:
    found = figures_on(read(DOING))
    for name in {**printed, **{name: "" for name, _ in found}}:
        texts = [text for other, text in found if other == name] or ["nothing"]
        for text in texts:
            if text != printed.get(name, "nothing"):
                yield Difference(f"{DOING}: {name}", text, printed.get(name, "nothing"))
    score = score_view(published.tally.measures, published.tally.language, "")
    expected = {figure.name: plain(figure.text) for figure in figures_in(score)}
    for name, text in figures_on(read(FRONT)):
        if text != expected.get(name, "nothing"):
            yield Difference(f"{FRONT}: {name}", text, expected.get(name, "nothing"))


def _id(facts: Facts) -> str:
    return f"{facts.key.source}#{facts.key.number}"


def _count(value: object) -> int:
    if isinstance(value, dict):
        return sum(map(_count, value.values()))
    if isinstance(value, list):
        return sum(map(_count, value))
    return 1


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
