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
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from ..wall.metrics.facts import CUSTOMER, SAVED, Facts
from ..wall.metrics.likeness import boilerplate_among
from ..wall.metrics.measuring import FORMULA, Terms
from ..wall.metrics.plain import facts_among, plain_figures, plain_threads
from ..wall.model import Kind, Role, Status
from .doing_figures import figures_view, queue_figures
from .language import Language
from .open_data import FOLDER, TABLE, WALL, row_of, table_of
from .printed import figures_on, plain
from .score import Tally, score_view
from .views import figures_in

DOING, FRONT = "how-were-doing/index.html", "index.html"

# What rounding to nine digits may move.
_HAIR = 2e-9

Read = Callable[[str], bytes]


class NoDataError(Exception):
    """The data cannot be read: what is wrong, and where."""


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


@dataclass(frozen=True, slots=True)
class _Published:
    head: Mapping[str, Any]
    numbers: Sequence[Mapping[str, Any]]
    texts: Sequence[Mapping[str, Any]]
    tally: Tally


def verify(read: Read) -> Verified:
    """
    Compute every figure of a published wall again.

    `read` gives a file of the site by its path. Raises `NoDataError` where the data is
    missing or is none.
    """
    published = _published(read)
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


def _published(read: Read) -> _Published:
    head = _object(f"{FOLDER}{WALL}", read)
    try:
        if head["formula"] != FORMULA:
            raise NoDataError(
                f"{FOLDER}{WALL} is of formula version {head['formula']!r}, and this program "
                f"knows {FORMULA!r}. Take the version of the program that made the wall."
            )
        moment = datetime.fromisoformat(head["now"])
        language = Language(head["lang"], ZoneInfo(head["timezone"]), moment)
        terms = Terms(
            int(moment.timestamp()),
            language.timezone,
            int(head["answer_within"]),
            int(head["promise_months"]),
        )
        older = [line for name in head["files"]["facts"] for line in _lines(name, read)]
        numbers = [*older, *head["threads"]]
        texts = [line for name in head["files"]["threads"] for line in _lines(name, read)]
        tally = Tally(language, (), facts_among(numbers), terms)
        _ = (dict(head["topics"]), bool(head["score_shown"]), head["figures"])
    except (AttributeError, KeyError, LookupError, TypeError, ValueError, OSError) as error:
        raise NoDataError(
            f"{FOLDER}{WALL} is not as its schema says ({error}). It was changed, or is of "
            "another version of the wall."
        ) from error
    return _Published(head, numbers, texts, tally)


def _object(name: str, read: Read) -> dict[str, Any]:
    try:
        found = json.loads(read(name))
    except ValueError as error:
        raise NoDataError(f"{name} is no JSON: {error}.") from error
    if not isinstance(found, dict):
        raise NoDataError(f"{name} is no object in JSON.")
    return found


def _lines(name: object, read: Read) -> Iterator[dict[str, Any]]:
    # Nothing but a file beside `wall.json`.
    if not isinstance(name, str) or "/" in name or "\\" in name or name.startswith("."):
        raise ValueError(f"{name!r} is no name of a file")
    for line in read(FOLDER + name).splitlines():
        found = json.loads(line)
        if not isinstance(found, dict):
            raise TypeError(f"a line of {name} is no object")
        yield found


def _is_same(one: object, other: object) -> bool:
    numbers = (int, float)
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if isinstance(one, numbers) and isinstance(other, numbers):
        return math.isclose(one, other, rel_tol=0, abs_tol=_HAIR)
    return one == other


def _threads_differences(published: _Published) -> Iterator[Difference]:
    """Compare what a thread says of itself: its turns, its first answer, its order."""
    written = plain_threads(published.tally.facts, published.tally.terms.now)
    for said, computed in zip(published.numbers, written, strict=True):
        # Numbers of openers are not published, so who is new is taken at its word.
        yield from compare(f"{FOLDER}{WALL}: thread {said.get('id')}", dict(said), computed)


def _likeness_differences(published: _Published) -> Iterator[Difference]:
    for facts, letter, is_alike in boilerplate_among(published.tally.facts):
        # What is called saved may be so for threads that are not counted: kind words, say.
        if is_alike and letter != SAVED:
            place = f"{FOLDER}{WALL}: thread {_id(facts)}"
            yield Difference(place, "a reply of its own", "a saved reply")


def _texts_differences(published: _Published) -> Iterator[Difference]:
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
                yield Difference(place, "is shown", f"is missing in {WALL}")
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
        yield Difference(f"{FOLDER}{WALL}: thread {name}", "is counted", "is shown nowhere")


def _posts_of(text: Mapping[str, Any]) -> list[tuple[int, bool]]:
    return [
        (int(datetime.fromisoformat(post["at"]).timestamp()), post["side"] == Role.CUSTOMER.value)
        for post in text["posts"]
        if post["side"] != Role.BOT.value
    ]


def _table_differences(published: _Published, read: Read) -> Iterator[Difference]:
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


def _printed(published: _Published) -> dict[str, str]:
    """Give what the page of figures must print, by the name of each figure."""
    head, tally = published.head, published.tally
    view = figures_view(tally, head["topics"], is_scored=head["score_shown"])
    queue = queue_figures(tally.facts, tally.language)
    return {figure.name: plain(figure.text) for figure in figures_in((view, queue))}


def _page_differences(
    published: _Published, read: Read, printed: Mapping[str, str]
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
