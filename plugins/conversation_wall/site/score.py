"""How many critiques are answered, how fast, and who waits: in one sentence and one bar."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from ..wall.model import Status
from ..wall.waits import median_wait
from .gathering import Summary
from .language import Language, gettext, ngettext
from .pairs import Scene
from .views import Link, ScoreView, Sentence


@dataclass(frozen=True)
class Tally:
    """The critiques of a wall, counted; `waiting` has the longest wait first."""

    language: Language
    critiques: tuple[Summary, ...]

    @cached_property
    def answered_count(self) -> int:
        """How many have a first answer."""
        return sum(item.is_answered for item in self.critiques)

    @cached_property
    def waiting(self) -> tuple[Summary, ...]:
        """Who is still waiting."""
        waiting = (item for item in self.critiques if item.status is Status.WAITING)
        return tuple(sorted(waiting, key=lambda item: (item.opened_at, item.key.number)))

    @cached_property
    def median_days(self) -> int | None:
        """In how many days half are answered, counting those who wait; None: in no such time."""
        return median_wait(waits_of(self.critiques, self.language))

    @property
    def headline(self) -> str:
        """Say "43 of 47 critiques answered"."""
        return ngettext(
            "%(answered)s of %(count)s critique answered",
            "%(answered)s of %(count)s critiques answered",
            len(self.critiques),
        ) % {
            "answered": self.language.number(self.answered_count),
            "count": self.language.number(len(self.critiques)),
        }


def waits_of(critiques: Iterable[Summary], language: Language) -> Iterator[tuple[int, bool]]:
    """Give each wait that is counted, in days so far, and whether an answer ended it."""
    for item in critiques:
        if item.is_clocked:
            end = item.first_answer_at or language.now
            yield language.days(item.opened_at, end), item.is_answered


def tally_of(scene: Scene) -> Tally:
    """Count the critiques that stand on lists."""
    critiques = tuple(item for item in scene.gathered.listed if item.kind.is_critique)
    return Tally(scene.language, critiques)


def score_view(tally: Tally, root: str) -> ScoreView | None:
    """Make the score of the wall; a wall without a critique has none."""
    count = len(tally.critiques)
    if not count:
        return None
    return ScoreView(
        headline=tally.headline,
        sentences=tuple(filter(None, (median_sentence(tally), waiting_sentence(tally)))),
        answered_share=tally.answered_count * 100 // count,
        has_waiting=tally.answered_count < count,
        link=Link(gettext("How we’re doing"), f"{root}how-were-doing/"),
    )


def median_sentence(tally: Tally) -> Sentence | None:
    """Say how long it takes, where there is more than one answer to say it of."""
    few = 2
    if tally.answered_count < few:
        return None
    days = tally.median_days
    if days is None:
        return Sentence(gettext("More than half are still waiting."))
    if days == 0:
        return Sentence(gettext("Half are answered the same day."))
    span = tally.language.span(days)
    return Sentence(gettext("Half are answered within %(span)s.") % {"span": span}, span)


def waiting_sentence(tally: Tally) -> Sentence:
    """Say how many wait, and how long the longest of them."""
    language, waiting = tally.language, tally.waiting
    if not waiting:
        return Sentence(gettext("Nobody is waiting."))
    count = language.words(len(waiting)).capitalize()
    longest = language.days(waiting[0].opened_at, language.now)
    if not longest:
        return Sentence(
            ngettext(
                "%(count)s person is waiting since today.",
                "%(count)s people are waiting since today.",
                len(waiting),
            )
            % {"count": count}
        )
    span = language.span(longest)
    text = ngettext(
        "%(count)s person is waiting: %(span)s so far.",
        "%(count)s people are waiting, one for %(span)s.",
        len(waiting),
    ) % {"count": count, "span": span}
    return Sentence(text, span)
