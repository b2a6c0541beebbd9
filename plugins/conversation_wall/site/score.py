"""How many critiques are answered, how fast, and who waits: in one sentence and one bar."""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property

from ..wall.metrics.facts import Facts
from ..wall.metrics.measuring import Measures, Terms, measure
from ..wall.model import Status
from .gathering import Summary
from .language import Language, gettext, ngettext
from .pairs import Scene
from .sayings import median_span
from .views import Figure, Link, ScoreView, Sentence


@dataclass(frozen=True)
class Tally:
    """The critiques of a wall, and what is measured of it; `waiting` has the longest wait first."""

    language: Language
    critiques: tuple[Summary, ...]
    facts: tuple[Facts, ...]
    terms: Terms

    @cached_property
    def measures(self) -> Measures:
        """Every figure."""
        return measure(self.facts, self.terms)

    @cached_property
    def answered_count(self) -> int:
        """How many have a first answer."""
        return sum(item.is_answered for item in self.critiques)

    @cached_property
    def waiting(self) -> tuple[Summary, ...]:
        """Who is still waiting."""
        waiting = (item for item in self.critiques if item.status is Status.WAITING)
        return tuple(sorted(waiting, key=lambda item: (item.opened_at, item.key.number)))

    @property
    def headline(self) -> Figure:
        """Say "43 of 47 critiques answered"."""
        return headline_of(self.measures, self.language)


def tally_of(scene: Scene) -> Tally:
    """Count the critiques that stand on lists."""
    critiques = tuple(item for item in scene.gathered.listed if item.kind.is_critique)
    return Tally(scene.language, critiques, scene.gathered.facts, terms_of(scene))


def terms_of(scene: Scene) -> Terms:
    """Give what the figures depend on beside the facts."""
    config = scene.config
    return Terms(
        now=int(scene.language.now.timestamp()),
        timezone=config.timezone,
        aim=config.answer_within,
        promise_months=config.promise_months,
    )


def score_view(measures: Measures, language: Language, root: str) -> ScoreView | None:
    """Make the score of the wall; a wall without a critique has none."""
    if not measures.shown:
        return None
    sentences = (
        median_sentence(measures, language),
        waiting_sentence(measures, language),
        silent_sentence(measures, language),
    )
    return ScoreView(
        headline=headline_of(measures, language),
        sentences=tuple(filter(None, sentences)),
        answered_share=measures.shown_answered * 100 // measures.shown,
        has_waiting=measures.shown_answered < measures.shown,
        link=Link(gettext("How we’re doing"), f"{root}how-were-doing/"),
    )


def headline_of(measures: Measures, language: Language) -> Figure:
    """Say "43 of 47 critiques answered"."""
    text = ngettext(
        "%(answered)s of %(count)s critique answered",
        "%(answered)s of %(count)s critiques answered",
        measures.shown,
    ) % {
        "answered": language.number(measures.shown_answered),
        "count": language.number(measures.shown),
    }
    return Figure("score", text)


def median_sentence(measures: Measures, language: Language) -> Sentence | None:
    """Say how long it takes, where there is more than one answer to say it of."""
    few = 2
    clock = measures.year.clock
    if clock.answered < few:
        return None
    if clock.median is None:
        return Sentence(gettext("More than half are still waiting."), figure="score.median")
    span = median_span(clock.median, language)
    text = gettext("Half are answered within %(span)s.") % {"span": span}
    return Sentence(text, span, figure="score.median")


def waiting_sentence(measures: Measures, language: Language) -> Sentence:
    """Say how many wait, and how long the longest of them."""
    waiting = measures.waiting
    if measures.longest_at is None:
        return Sentence(gettext("Nobody is waiting."), figure="score.waiting")
    count = language.words(waiting).capitalize()
    longest = language.days(datetime.fromtimestamp(measures.longest_at, UTC), language.now)
    if not longest:
        text = ngettext(
            "%(count)s person is waiting since today.",
            "%(count)s people are waiting since today.",
            waiting,
        )
        return Sentence(text % {"count": count}, figure="score.waiting")
    span = language.span(longest)
    text = ngettext(
        "%(count)s person is waiting: %(span)s so far.",
        "%(count)s people are waiting, one for %(span)s.",
        waiting,
    ) % {"count": count, "span": span}
    return Sentence(text, span, figure="score.waiting")


def silent_sentence(measures: Measures, language: Language) -> Sentence | None:
    """Say how many neither wait nor have an answer: a label or their own opener ended that."""
    silent = measures.shown - measures.shown_answered - measures.waiting
    if silent <= 0:
        return None
    text = ngettext(
        "%(count)s more went on without a word from us.",
        "%(count)s more went on without a word from us.",
        silent,
    )
    count = language.words(silent).capitalize()
    return Sentence(text % {"count": count}, figure="score.silent")
