"""
Charts: figures as bars and months, in shares of a line's width and in pixels of height.

Solid is answered, dashed is a gap, an outline is what was said. Text is never drawn to
scale, so it stays readable at any width; where a language runs from the right, all is
mirrored here, because SVG knows no direction.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from ..wall.figures import Span, count_spans, tenths_of, wait_spans
from ..wall.metrics.clock import Clock, Heard
from ..wall.metrics.measuring import FEW
from ..wall.metrics.talk import Talk
from ..wall.model import Status
from .language import Language, gettext, ngettext
from .sayings import interval, median_span, percent, share_text
from .views import (
    BarsView,
    BarView,
    Block,
    Figure,
    MeterView,
    PartView,
)

# Between the parts of the meter, and the least of a part that can still be seen.
_GAP, _LEAST = 1, 1.5
# How high, in pixels, the meter and the bars of a row are; a dashed edge needs one all around.
_METER, _ROW, _EDGE = 56, 20, 1
_DASHED = frozenset(("hanging", "waiting"))


def meter_view(talks: Iterable[Talk], language: Language) -> MeterView | None:
    """Draw who spoke, thread by thread."""
    counts = Counter(talks)
    total = counts.total()
    if not total:
        return None
    both = counts[Talk.CONVERSATION]
    bars = _meter_bars(counts, language)
    return MeterView(
        title=Figure("meter", _meter_title(both, total, language)),
        parts=tuple(
            PartView(
                key=talk.value,
                text=Figure(f"meter.{talk.value}", _talk_text(talk, counts[talk], language)),
                note=_talk_note(talk, counts[talk]),
                bar=bars.get(talk),
            )
            for talk in Talk
        ),
    )


def heard_view(clock: Clock, language: Language) -> BarsView | None:
    """Draw who was heard within a day, three, a week and a month, and when half were."""
    if not clock.count:
        return None
    rows = tuple(
        BarView(
            label=gettext("Within %(span)s") % {"span": language.span(mark.days)},
            count=Figure(f"heard.{mark.days}", _heard_text(mark, clock, language)),
            bar=_heard_bar(mark, clock, language),
        )
        for mark in clock.heard
    )
    return BarsView(
        title=gettext("How soon we answer"),
        text=Figure("heard.median", _median_text(clock, language)),
        groups=(rows,),
    )


def waits_view(days: Sequence[int], aim: int, language: Language) -> BarsView | None:
    """Draw how long those who have an answer waited for it."""
    if not days:
        return None
    within, beyond = wait_spans(aim)
    counts = count_spans(days, (*within, *beyond))
    rows = [
        _bar(("within" if span in within else "beyond", _span_text(span, language),
              f"waits.{span.first}"), count, counts, language)
        for span, count in zip((*within, *beyond), counts, strict=True)
    ]  # fmt: skip
    met = sum(counts[: len(within)])
    aimed = ngettext(
        "Days until our first answer. We aim for %(aim)s, and met that once.",
        "Days until our first answer. We aim for %(aim)s, and met that %(count)s times.",
        met,
    )
    if not met:
        aimed = gettext("Days until our first answer. We aim for %(aim)s, and never met that.")
    aimed %= {"aim": language.span_in_words(aim), "count": language.number(met)}
    return BarsView(
        title=gettext("How long people waited"),
        text=Figure("waits", aimed),
        groups=(tuple(rows[: len(within)]), tuple(rows[len(within) :])),
        note=gettext("Everything above the line met our aim.") if met else None,
    )


def outcomes_view(statuses: Iterable[Status], language: Language) -> BarsView | None:
    """Draw what became of critiques."""
    of = Counter(statuses)
    total = of.total()
    if not total:
        return None
    rows = [
        ("done", gettext("Done"), of[Status.DONE]),
        ("planned", gettext("Planned"), of[Status.PLANNED] + of[Status.STARTED]),
        ("answered", gettext("Answered, nothing to change"), of[Status.ANSWERED]),
        ("declined", gettext("Not doing, with a reason"), of[Status.DECLINED]),
        ("waiting", gettext("Waiting for us"), of[Status.WAITING]),
    ]
    if of[Status.WITHDRAWN]:
        rows.append(("withdrawn", gettext("Closed by who raised it"), of[Status.WITHDRAWN]))
    counts = [count for *_, count in rows]
    title = ngettext(
        "What became of %(count)s critique", "What became of %(count)s critiques", total
    )
    return BarsView(
        title=Figure("outcomes", title % {"count": language.number(total)}),
        text=None,
        groups=(
            tuple(
                _bar((key, label, f"outcomes.{key}"), count, counts, language)
                for key, label, count in rows
            ),
        ),
    )


def _meter_title(both: int, total: int, language: Language) -> str:
    tenths = tenths_of(both, total)
    if tenths:
        return ngettext(
            "In %(count)s thread of %(total)s, both sides spoke",
            "In %(count)s threads of %(total)s, both sides spoke",
            tenths,
        ) % {"count": language.number(tenths), "total": language.number(FEW)}
    return ngettext(
        "In %(count)s of %(total)s thread, both sides spoke",
        "In %(count)s of %(total)s threads, both sides spoke",
        total,
    ) % {"count": language.number(both), "total": language.number(total)}


def _talk_text(talk: Talk, count: int, language: Language) -> str:
    if talk is Talk.CONVERSATION:
        text = ngettext("%(count)s conversation", "%(count)s conversations", count)
    elif talk is Talk.HANGING:
        text = ngettext("%(count)s left hanging", "%(count)s left hanging", count)
    else:
        text = ngettext("%(count)s monologue", "%(count)s monologues", count)
    return text % {"count": language.number(count)}


def _talk_note(talk: Talk, count: int) -> str:
    if talk is Talk.CONVERSATION:
        spoke = gettext("Both of us spoke. This is the point of the wall.")
        return spoke if count else gettext("We haven’t spoken with anybody yet.")
    if talk is Talk.HANGING:
        hung = gettext("A customer spoke and we haven’t. Our fault.")
        return hung if count else gettext("No customer spoke without an answer.")
    alone = gettext("We asked something and nobody came.")
    return alone if count else gettext("We never spoke alone.")


def _meter_bars(counts: Mapping[Talk, int], language: Language) -> dict[Talk, Block]:
    talks = [talk for talk in Talk if counts[talk]]
    room = 100 - _GAP * (len(talks) - 1)
    total = sum(counts.values())
    widths = {talk: max(_LEAST, room * counts[talk] / total) for talk in talks}
    # What the smallest got on top, the longest gives.
    widths[max(talks, key=widths.__getitem__)] -= sum(widths.values()) - room
    bars, x = {}, 0.0
    for talk, width in widths.items():
        bars[talk] = _lying(talk.value, x, width, _METER, language)
        x += width + _GAP
    return bars


def _bar(
    row: tuple[str, str, str], count: int, counts: Sequence[int], language: Language
) -> BarView:
    """Draw a row: its colour, its label, and the name of its figure."""
    key, label, name = row
    figure = Figure(name, language.number(count))
    if not count:
        return BarView(label, figure, None)
    width = max(_LEAST, count * 100 / max(counts))
    return BarView(label, figure, _lying(key, 0, width, _ROW, language))


def _heard_text(mark: Heard, clock: Clock, language: Language) -> str:
    if clock.count < FEW:
        return share_text(mark.rate, language)
    if mark.estimate is None:
        return gettext("too early to tell")
    return gettext("%(share)s (%(interval)s)") % {
        "share": percent(mark.estimate.share, language),
        "interval": interval(mark.estimate, language),
    }


def _heard_bar(mark: Heard, clock: Clock, language: Language) -> Block | None:
    if clock.count < FEW or mark.estimate is None or not mark.estimate.share:
        return None
    width = max(_LEAST, mark.estimate.share * 100)
    return _lying("heard", 0, width, _ROW, language)


def _median_text(clock: Clock, language: Language) -> str:
    few = 2
    if clock.answered < few:
        return ngettext(
            "%(answered)s of %(count)s critique has an answer so far.",
            "%(answered)s of %(count)s critiques have an answer so far.",
            clock.count,
        ) % {"answered": language.number(clock.answered), "count": language.number(clock.count)}
    if clock.median is None:
        return gettext("More than half are still waiting.")
    text = gettext("Counting those who still wait, half had an answer within %(span)s.")
    return text % {"span": median_span(clock.median, language)}


def _lying(key: str, x: float, width: float, height: int, language: Language) -> Block:
    edge = _EDGE if key in _DASHED else 0
    x = mirrored(x, width, language)
    return Block(key, x, round(width, 2), edge, height - 2 * edge)


def _span_text(span: Span, language: Language) -> str:
    first, last = language.number(span.first), language.number(span.last or 0)
    if span.last is None:
        days = span.first - 1
        text = ngettext("Over %(days)s day", "Over %(days)s days", days)
        return text % {"days": language.number(days)}
    if span.last == 0:
        return gettext("Same day")
    if span.first == span.last:
        return language.span(span.first)
    text = ngettext("%(first)s to %(last)s day", "%(first)s to %(last)s days", span.last)
    return text % {"first": first, "last": last}


def mirrored(x: float, width: float, language: Language) -> float:
    """Give where something begins, seen from the left."""
    return round(100 - x - width if language.direction == "rtl" else x, 2)
