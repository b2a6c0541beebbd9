"""
The figures of a wall as the page shows them: from the published facts alone.

The build makes the page with it, and `wall verify` makes it again from `data/wall.json`.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime

from ..wall.metrics.after import Returned, Verdicts
from ..wall.metrics.facts import Facts, seen_at
from ..wall.metrics.measuring import Group, Measures, is_recent
from ..wall.metrics.shares import Share
from ..wall.metrics.talk import talk_of
from ..wall.model import Kind, Status
from .charts import heard_view, meter_view, outcomes_view, waits_view
from .dials import dials_view
from .language import Language, gettext, ngettext
from .months_chart import months_view
from .sayings import median_span, share_text
from .score import Tally
from .views import Figure, FiguresView, GroupsView, GroupView, NoteView

# So many of those who wait stand on the page.
LONGEST = 10

_MOST_TOPICS = 5
_KINDS = {
    Kind.PROBLEM.value: gettext("Problems"),
    Kind.IDEA.value: gettext("Ideas"),
    Kind.QUESTION.value: gettext("Questions"),
}


def figures_view(
    tally: Tally, topics: Mapping[str, str], *, is_scored: bool = False
) -> FiguresView:
    """Make the figures; `topics` are names of topics by slug, `is_scored` shows the score."""
    measures, terms, language = tally.measures, tally.terms, tally.language
    recent = [seen_at(facts, terms.now) for facts in tally.facts if is_recent(facts, terms.now)]
    critiques = [facts for facts in recent if facts.kind.is_critique]
    return FiguresView(
        lead=Figure("lead", " ".join(_lead(measures, language))),
        score=_score(measures, language) if is_scored else None,
        meter=meter_view(map(talk_of, recent), language),
        dials=dials_view(measures, terms.promise_months, language) if recent else (),
        heard=heard_view(measures.year.clock, language),
        waits=waits_view([*_waits(critiques, language)], terms.aim, language),
        months=months_view(measures.months, language),
        groups=tuple(_groups(measures, topics, language)),
        outcomes=outcomes_view((facts.status for facts in critiques), language),
        after=tuple(_after(measures, language)) if critiques else (),
    )


def wait_figure(facts: Facts, language: Language) -> Figure:
    """Say how long somebody has waited so far."""
    days = language.days(_moment(facts.opened_at), language.now)
    text = language.span(days) if days else gettext("today")
    return Figure(f"waiting.{facts.key.source}#{facts.key.number}", text)


def queue_figures(threads: Iterable[Facts], language: Language) -> tuple[Figure, ...]:
    """Say how long those have waited who wait longest, or that nobody does."""
    shown = [facts for facts in threads if facts.kind.is_critique and not facts.is_held]
    waiting = sorted(
        (facts for facts in shown if facts.status is Status.WAITING),
        key=lambda facts: (facts.opened_at, facts.key.number),
    )
    if shown and not waiting:
        return (nobody_waits(),)
    return tuple(
        wait_figure(facts, language) for facts in waiting[:LONGEST] if facts.is_clocked
    )  # fmt: skip


def nobody_waits() -> Figure:
    """Say that nobody waits."""
    return Figure("queue", gettext("Nobody is waiting. Every critique has an answer."))


def _moment(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def _lead(measures: Measures, language: Language) -> Iterator[str]:
    year, waiting = measures.year, measures.waiting
    if not measures.shown and not year.critiques:
        yield gettext("Nobody has raised a critique here yet.")
        return
    if not year.critiques:
        text = gettext("In the last twelve months nobody raised a critique here.")
    elif year.answered:
        text = ngettext(
            "In the last twelve months %(count)s critique was raised here and we answered "
            "%(answered)s.",
            "In the last twelve months %(count)s critiques were raised here and we answered "
            "%(answered)s.",
            year.critiques,
        )
    else:
        text = ngettext(
            "In the last twelve months %(count)s critique was raised here and we answered none.",
            "In the last twelve months %(count)s critiques were raised here and we answered none.",
            year.critiques,
        )
    yield (
        text
        % {"count": language.number(year.critiques), "answered": language.number(year.answered)}
    )
    if waiting:
        text = ngettext(
            "%(count)s person is still waiting for us.",
            "%(count)s people are still waiting for us.",
            waiting,
        )
        yield text % {"count": language.words(waiting).capitalize()}
    else:
        yield gettext("Nobody is waiting for us.")
    if measures.held:
        text = ngettext(
            "%(count)s critique waits for us to let it through.",
            "%(count)s critiques wait for us to let them through.",
            measures.held,
        )
        yield text % {"count": language.words(measures.held).capitalize()}


def _score(measures: Measures, language: Language) -> Figure:
    if measures.score is None:
        text = gettext("Our score: too early to tell. It takes ten critiques by five people.")
    else:
        text = gettext("Our score: %(score)s of 100") % {"score": language.number(measures.score)}
    return Figure("doing.score", text)


def _waits(critiques: Iterable[Facts], language: Language) -> Iterator[int]:
    for facts in critiques:
        if facts.is_clocked and facts.answered_at is not None:
            yield language.days(_moment(facts.asked_at), _moment(facts.answered_at))


def _groups(
    measures: Measures, topics: Mapping[str, str], language: Language
) -> Iterator[GroupsView]:
    heads = (
        gettext("Critiques"),
        gettext("Answered"),
        gettext("Waiting"),
        gettext("Answered within a week"),
        gettext("Half within"),
    )
    if measures.kinds:
        rows = tuple(
            GroupView(_KINDS[group.name], None, _cells(group, f"kind.{group.name}", language))
            for group in measures.kinds
        )
        yield GroupsView("kinds", gettext("By kind"), heads, rows)
    named = [group for group in measures.topics if group.name in topics]
    if named:
        rest = len(named) - _MOST_TOPICS
        more = ngettext("%(count)s more topic", "%(count)s more topics", max(1, rest))
        yield GroupsView(
            "topics",
            gettext("By topic"),
            heads,
            tuple(
                GroupView(
                    topics[group.name],
                    f"topic/{group.name}/",
                    _cells(group, f"topic.{group.name}", language),
                )
                for group in named[:_MOST_TOPICS]
            ),
            Figure("topics.more", more % {"count": language.number(rest)}) if rest > 0 else None,
        )


def _cells(group: Group, name: str, language: Language) -> tuple[Figure, ...]:
    has_median = group.median is not None
    median = median_span(group.median or 0, language) if has_median else gettext("not yet")
    return (
        Figure(f"{name}.critiques", language.number(group.critiques)),
        Figure(f"{name}.answered", language.number(group.answered)),
        Figure(f"{name}.waiting", language.number(group.waiting)),
        Figure(f"{name}.within", share_text(group.within, language)),
        Figure(f"{name}.median", median),
    )


def _after(measures: Measures, language: Language) -> Iterator[NoteView]:
    yield NoteView(gettext("Did it help?"), Figure("helped", _helped(measures.verdicts, language)))
    yield NoteView(
        gettext("Did they come back?"), Figure("returned", _returned(measures.returned, language))
    )
    if measures.wordless:
        text = ngettext(
            "%(count)s critique was closed without a word. It still waits.",
            "%(count)s critiques were closed without a word. They still wait.",
            measures.wordless,
        )
        words = text % {"count": language.words(measures.wordless).capitalize()}
        yield NoteView(gettext("Closed in silence"), Figure("wordless", words))


def _helped(verdicts: Verdicts, language: Language) -> str:
    if not verdicts.count:
        return gettext("Nothing is done yet that anybody could judge.")
    text = ngettext(
        "%(count)s thing is done. Whoever asked for it: %(yes)s said that it helped, %(no)s that "
        "it did not, %(else)s wrote something else, %(silent)s said nothing.",
        "%(count)s things are done. Of those who asked for them, %(yes)s said that it helped, "
        "%(no)s that it did not, %(else)s wrote something else, %(silent)s said nothing.",
        verdicts.count,
    )
    return text % {
        "count": language.number(verdicts.count),
        "yes": language.number(verdicts.confirmed),
        "no": language.number(verdicts.not_solved),
        "else": language.number(verdicts.replied),
        "silent": language.number(verdicts.silent),
    }


def _returned(returned: Returned, language: Language) -> str:
    if not returned.answered and not returned.unanswered:
        return gettext(
            "Too early to tell: nobody raised their first critique three months ago or more."
        )

    def say(share: Share | None) -> str:
        return share_text(share, language) if share else gettext("0 of 0")

    return gettext(
        "First-time critics who wrote again within three months: %(answered)s where we answered "
        "within two weeks, %(unanswered)s where we did not."
    ) % {"answered": say(returned.answered), "unanswered": say(returned.unanswered)}
