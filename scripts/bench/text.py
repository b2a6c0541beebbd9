"""
What rendering posts costs, and how well it agrees with GitHub.

    measure   the posts of a file: microseconds each, and whether they read as on GitHub
    hostile   the languages whose code takes longest to colour, when it is typed to take long
    report    both, as tables
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from conversation_wall.github.interchange import read_threads
from conversation_wall.site.markup import RenderContext, place, prepare
from conversation_wall.site.markup.fences import LIMITS, highlight

from .agreement import NOT_OURS, Agreement, compare
from .tables import table

T = TypeVar("T")

# The aims: microseconds for a plain post, seconds for hostile code, posts that agree.
PLAIN_AIM = 100
HOSTILE_AIM = 0.5
SHARE_AIM = 0.98
PLAIN_LENGTH = 1_000
ROUNDS = 3
SHOWN = 5

# What made lexers slow, each repeated up to the limit of a language.
HOSTILE = (
    "a\n", "a ", "(", "{", "[", "'", '"', "<a ", "<", "/*", "\\", "/", "#", "${", "<<A\n", "1", ":", "{{",
    "<!--", "`", "a(\n", "=", "'''", "int f(a) ", "public static ", "x" + " " * 98, "x" + "\n" * 98,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Measured:
    """The posts of a file: how many, microseconds for each, and what GitHub made of them."""

    name: str
    posts: int
    prepare: float
    prepare_plain: float
    place: float
    agreement: Agreement

    @property
    def misses(self) -> bool:
        """Whether an aim was missed."""
        agreement = self.agreement
        return self.prepare_plain > PLAIN_AIM or (
            agreement.posts > 0 and agreement.share < SHARE_AIM
        )


def measure(path: Path) -> Measured:
    """Render every post of a file, several times, and compare with GitHub's HTML."""
    threads = list(read_threads(path))
    bodies = [post.body for thread in threads for post in thread.posts]
    plain = [body for body in bodies if len(body) < PLAIN_LENGTH and "```" not in body]
    prepared = [prepare(body) for body in bodies]
    context = RenderContext("c", "o/r")
    return Measured(
        name=path.parent.name,
        posts=len(bodies),
        prepare=_microseconds(prepare, bodies),
        prepare_plain=_microseconds(prepare, plain),
        place=_microseconds(lambda post: place(post, context), prepared),
        agreement=compare(threads),
    )


def hostile() -> dict[str, float]:
    """Give the seconds that the worst code of each language takes, the longest first."""
    found = {}
    for language, limit in LIMITS.items():
        found[language] = max(
            _seconds(partial(highlight, language), [_fill(piece, limit)]) for piece in HOSTILE
        )
    return dict(sorted(found.items(), key=lambda item: -item[1]))


def report(measured: Sequence[Measured], slowest: dict[str, float]) -> str:
    """Write tables, and name the posts that differ with the reason."""
    heads = ("Posts of", "posts", "prepare, µs", "plain posts", "place, µs", "compared", "agree")
    rows = [
        (
            it.name,
            f"{it.posts:,}",
            f"{it.prepare:.0f}",
            f"{it.prepare_plain:.0f}",
            f"{it.place:.1f}",
            f"{it.agreement.posts:,}",
            f"{it.agreement.share:.1%}" if it.agreement.posts else "",
        )
        for it in measured
    ]
    differing = [
        f"{it.name}, {reason} ({NOT_OURS.get(reason, 'ours to mend')}): {' '.join(ids)}"
        for it in measured
        for reason, ids in it.agreement.differing.items()
    ]
    languages = [(name, f"{seconds:.2f}") for name, seconds in [*slowest.items()][:SHOWN]]
    return "\n\n".join([table(heads, rows), *differing, table(("Hostile code", "s"), languages)])


def _fill(piece: str, limit: int) -> str:
    """Repeat a piece up to a limit, in lines that are not too long to be coloured."""
    text = (piece * limit)[:limit]
    if "\n" not in piece:
        text = "\n".join(text[start : start + 299] for start in range(0, limit, 300))
    return text.replace("&", "&amp;").replace("<", "&lt;")[:limit]


def _microseconds(work: Callable[[T], object], items: Sequence[T]) -> float:
    """Give the least of several rounds, for one item."""
    best = min(_seconds(work, items) for _ in range(ROUNDS))
    return best / max(1, len(items)) * 1_000_000


def _seconds(work: Callable[[T], object], items: Sequence[T]) -> float:
    start = time.process_time()
    for item in items:
        work(item)
    return time.process_time() - start
