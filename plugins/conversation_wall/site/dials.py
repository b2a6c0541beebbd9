"""
The four dials, words before numbers: heard, dialogue, voice, kept.

Each shows this year beside the year before, so that a change is seen with how sure it is.
Nothing is coloured good or bad: an interval is not a verdict.
"""

from collections.abc import Callable, Iterator

from ..wall.metrics.clock import Heard
from ..wall.metrics.measuring import FEW, WEEK, Measures, Period
from ..wall.metrics.promises import Kept
from ..wall.metrics.shares import Estimate, Share
from ..wall.metrics.talk import Dialogue, Voice
from .language import Language, gettext, ngettext
from .sayings import count_of, in_ten, interval, percent
from .views import DialRowView, DialView, Figure, GaugeView

_ALL = 10
_LEAST = 1.5


def dials_view(measures: Measures, months: int, language: Language) -> tuple[DialView, ...]:
    """Make the dials; `months` is how old a promise must be to be judged."""
    year = measures.year
    makers: tuple[tuple[str, str, str, Callable[[Period, str], DialRowView | None]], ...] = (
        ("heard", gettext("Heard"), _heard_words(year, language), _Rows(language).heard),
        (
            "dialogue",
            gettext("Dialogue"),
            _dialogue_words(year.dialogue, language),
            _Rows(language).dialogue,
        ),
        ("voice", gettext("Voice"), _voice_words(year.voice, language), _Rows(language).voice),
        ("kept", gettext("Kept"), _kept_words(year.kept, months, language), _Rows(language).kept),
    )
    return tuple(
        DialView(
            key=key,
            name=name,
            words=Figure(f"{key}.words", words),
            rows=tuple(
                row
                for when, period in (("year", year), ("before", measures.before))
                if period and (row := make(period, f"{key}.{when}"))
            ),
        )
        for key, name, words, make in makers
    )


class _Rows:
    """Makes the row of each dial for a year; its figures are named after the dial and year."""

    def __init__(self, language: Language) -> None:
        self._language = language

    def heard(self, period: Period, name: str) -> DialRowView | None:
        mark = _week_of(period)
        if period.clock.count >= FEW and mark.estimate:
            of = self._critiques(period.clock.count)
            return self._row(name, mark.estimate, of)
        return self._few(name, mark.rate) if mark.rate else None

    def dialogue(self, period: Period, name: str) -> DialRowView | None:
        dialogue = period.dialogue
        if dialogue is None:
            return None
        if dialogue.share.of < FEW:
            went_on = Share(dialogue.interactive, dialogue.share.of, 0, 0, 1)
            return self._few(name, went_on)
        return self._row(name, dialogue.share, self._threads(dialogue.share.of))

    def voice(self, period: Period, name: str) -> DialRowView | None:
        voice = period.voice
        if voice is None:
            return None
        if voice.threads < FEW:
            return self._few(name, voice.share)
        words = ngettext("%(count)s word", "%(count)s words", voice.share.of)
        of = words % {"count": self._language.number(voice.share.of)}
        return self._row(name, voice.share, of)

    def kept(self, period: Period, name: str) -> DialRowView | None:
        if period.kept is None:
            return None
        share = period.kept.share
        if share.of < FEW:
            return self._few(name, share)
        promises = ngettext("%(count)s promise", "%(count)s promises", share.of)
        return self._row(name, share, promises % {"count": self._language.number(share.of)})

    def _row(self, name: str, share: Estimate | Share, of: str) -> DialRowView:
        language = self._language
        return DialRowView(
            label=_label(name),
            value=Figure(name, percent(share.share, language)),
            interval=Figure(f"{name}.interval", interval(share, language)),
            of=Figure(f"{name}.of", of),
            gauge=_gauge(share, language),
        )

    def _few(self, name: str, share: Share) -> DialRowView:
        return DialRowView(
            label=_label(name),
            value=Figure(name, count_of(share, self._language)),
            interval=None,
            of=None,
            gauge=None,
        )

    def _critiques(self, count: int) -> str:
        text = ngettext("%(count)s critique", "%(count)s critiques", count)
        return text % {"count": self._language.number(count)}

    def _threads(self, count: int) -> str:
        text = ngettext("%(count)s thread", "%(count)s threads", count)
        return text % {"count": self._language.number(count)}


def _label(name: str) -> str:
    return gettext("12 months before") if name.endswith(".before") else gettext("Last 12 months")


def _gauge(share: Estimate | Share, language: Language) -> GaugeView:
    width = max(_LEAST, (share.high - share.low) * 100)
    x = min(share.low * 100, 100 - width)
    if language.direction == "rtl":
        return GaugeView(
            round(100 - x - width, 2), round(width, 2), round(100 - share.share * 100, 2)
        )
    return GaugeView(round(x, 2), round(width, 2), round(share.share * 100, 2))


def _week_of(period: Period) -> Heard:
    return next(mark for mark in period.clock.heard if mark.days == WEEK)


def _heard_words(year: Period, language: Language) -> str:
    mark = _week_of(year)
    if year.clock.count < FEW or mark.estimate is None:
        if mark.rate is None:
            return gettext("Too early to tell: nobody asked a week ago or more.")
        text = ngettext(
            "Of the one who asked a week ago or more, %(count)s heard from us within a week.",
            "Of %(of)s who asked a week ago or more, %(count)s heard from us within a week.",
            mark.rate.of,
        )
        return text % {
            "of": language.words(mark.rate.of),
            "count": language.words(int(mark.rate.count)) if mark.rate.count else gettext("none"),
        }
    tenths = in_ten(mark.estimate.share)
    if tenths == _ALL:
        return gettext("Everybody hears from us within a week.")
    if not tenths:
        return gettext("Hardly anybody hears from us within a week.")
    text = ngettext(
        "%(count)s in ten hears from us within a week.",
        "%(count)s in ten hear from us within a week.",
        tenths,
    )
    return text % {"count": language.words(tenths).capitalize()}


def _dialogue_words(dialogue: Dialogue | None, language: Language) -> str:
    if dialogue is None:
        return gettext("Nobody has talked here yet.")
    text = ngettext(
        "Of %(of)s thread, %(on)s went on after our answer, %(once)s ended with it, and in "
        "%(alone)s only one side spoke.",
        "Of %(of)s threads, %(on)s went on after our answer, %(once)s ended with it, and in "
        "%(alone)s only one side spoke.",
        dialogue.share.of,
    )
    return text % {
        "of": language.number(dialogue.share.of),
        "on": language.number(dialogue.interactive),
        "once": language.number(dialogue.reactive),
        "alone": language.number(dialogue.one_way),
    }


def _voice_words(voice: Voice | None, language: Language) -> str:
    if voice is None:
        return gettext("Nobody has said a word here yet.")
    tenths = in_ten(voice.share.share)
    if tenths == _ALL:
        return gettext("All the words here are ours.")
    if not tenths:
        return gettext("Less than a tenth of the words here are ours.")
    text = ngettext(
        "Of ten words here, %(count)s is ours.", "Of ten words here, %(count)s are ours.", tenths
    )
    return text % {"count": language.words(tenths)}


def _kept_words(kept: Kept | None, months: int, language: Language) -> str:
    values = {"months": language.words(months)}
    if kept is None:
        text = ngettext(
            "We have no promise that is older than %(months)s month.",
            "We have no promise that is older than %(months)s months.",
            months,
        )
        return text % values
    text = ngettext(
        "%(of)s promise is old enough to judge: %(done)s kept, %(amended)s put off or taken back "
        "with a reason, %(broken)s broken.",
        "%(of)s promises are old enough to judge: %(done)s kept, %(amended)s put off or taken back "
        "with a reason, %(broken)s broken.",
        kept.share.of,
    )
    return text % {
        "of": language.number(kept.share.of),
        "done": language.number(kept.done),
        "amended": language.number(kept.amended),
        "broken": language.number(kept.share.of - kept.done - kept.amended),
    }


def terms() -> Iterator[tuple[str, str]]:
    """Give how each dial is computed."""
    yield (
        gettext("Heard"),
        gettext(
            "The share that has an answer within so many days, by Kaplan and Meier: who still "
            "waits counts for as long as they have waited. Beside it stands the plain share of "
            "those who asked so long ago or more. Intervals hold the truth 95 times of 100 "
            "(Greenwood’s, log-log; for plain shares Wilson’s)."
        ),
    )
    yield (
        gettext("Dialogue"),
        gettext(
            "A turn is a run of posts by one side. D = (½ · threads of two turns + threads of "
            "three or more) ÷ all threads, ours included. A saved reply is no turn."
        ),
    )
    yield (
        gettext("Voice"),
        gettext(
            "v = our words ÷ all words, without code, quotes and addresses. The dial in our score "
            "is V = 2 · (1 − v), at most 1: full until we speak more than half."
        ),
    )
    yield (
        gettext("Kept"),
        gettext(
            "Of what we said we would do, counted from the first time we said so: what is done, "
            "taken back with a reason, or put off with a reason once, ÷ all that is old enough."
        ),
    )
