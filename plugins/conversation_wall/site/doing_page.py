"""
How we're doing: what the wall says of its owner, with the numbers to check it by.

Who waits is everybody who waits; all other figures are of the last 365 days. The counts
themselves are in `wall.figures`, how they are drawn in `charts`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..wall.figures import is_recent, talk_of
from ..wall.model import Kind, Role
from ..wall.waits import median_wait
from .addresses import file_of, root_of
from .charts import meter_view, months_view, outcomes_view, waits_view
from .counts import say_count
from .framing import Framing, Page
from .gathering import Summary
from .language import Language, gettext, ngettext
from .pairs import Scene
from .score import Tally, waits_of
from .speakers import speaker_view
from .views import DoingView, EmptyView, Link, QueuedView, QueueView

PATH = "how-were-doing/"

_LONGEST = 10


def doing_page(framing: Framing, tally: Tally) -> Page:
    """Make the page of figures."""
    scene, root = framing.scene, root_of(PATH)
    language = scene.language
    listed = scene.gathered.listed
    recent = [item for item in tally.critiques if is_recent(item.opened_at, language.now)]
    lead = " ".join(_lead(recent, tally))
    doing = DoingView(
        title=gettext("Conversation or monologue?"),
        lead=lead,
        meter=meter_view(
            (
                talk_of(
                    is_critique=item.kind.is_critique,
                    is_answered=item.is_answered,
                    is_one_sided=item.is_one_sided,
                )
                for item in listed
                if is_recent(item.opened_at, language.now) and _is_talk(item)
            ),
            language,
        ),
        queue=_queue(tally, scene, root) if tally.critiques else None,
        waits=waits_view(
            [days for days, is_answered in waits_of(recent, language) if is_answered],
            scene.config.answer_within,
            _wait_sentences(recent, language),
            language,
        ),
        months=months_view(
            (language.local_date(item.opened_at) for item in tally.critiques),
            (
                language.local_date(item.first_answer_at)
                for item in tally.critiques
                if item.first_answer_at
            ),
            language,
        ),
        outcomes=outcomes_view((item.status for item in recent), language),
        left_out=tuple(_left_out(scene)),
        empty=None if tally.critiques else _empty(root),
    )
    view = framing.page_view(PATH, gettext("How we’re doing"), lead, current=PATH)
    return Page(
        file_of(PATH),
        "doing",
        replace(view, doing=doing, updated=language.moment(language.now)),
        max((item.updated_at for item in listed), default=None),
    )


def _lead(recent: Sequence[Summary], tally: Tally) -> Iterator[str]:
    language = tally.language
    if not tally.critiques:
        yield gettext("Nobody has raised a critique here yet.")
        return
    answered = sum(item.is_answered for item in recent)
    if not recent:
        text = gettext("In the last twelve months nobody raised a critique here.")
    elif answered:
        text = ngettext(
            "In the last twelve months %(count)s critique was raised here and we answered "
            "%(answered)s.",
            "In the last twelve months %(count)s critiques were raised here and we answered "
            "%(answered)s.",
            len(recent),
        )
    else:
        text = ngettext(
            "In the last twelve months %(count)s critique was raised here and we answered none.",
            "In the last twelve months %(count)s critiques were raised here and we answered none.",
            len(recent),
        )
    yield text % {"count": language.number(len(recent)), "answered": language.number(answered)}
    waiting = len(tally.waiting)
    if not waiting:
        yield gettext("Nobody is waiting for us.")
        return
    text = ngettext(
        "%(count)s person is still waiting for us.",
        "%(count)s people are still waiting for us.",
        waiting,
    )
    yield text % {"count": language.words(waiting).capitalize()}


def _is_talk(item: Summary) -> bool:
    """Tell whether it counts in the meter: praise waits for nothing, and no program talks."""
    return item.kind is not Kind.PRAISE and item.opener.role is not Role.BOT


def _queue(tally: Tally, scene: Scene, root: str) -> QueueView:
    waiting = tally.waiting
    has_more = len(waiting) > _LONGEST
    return QueueView(
        items=tuple(_queued(item, scene, root) for item in waiting[:_LONGEST]),
        text=None if waiting else gettext("Nobody is waiting right now."),
        more=Link(gettext("Everyone who’s waiting"), f"{root}waiting/") if has_more else None,
    )


def _queued(item: Summary, scene: Scene, root: str) -> QueuedView:
    language = scene.language
    days = language.days(item.opened_at, language.now)
    return QueuedView(
        title=item.title,
        url=root + scene.addresses.thread(item.key),
        speaker=speaker_view(item.opener, item.told),
        day=language.day(item.opened_at),
        wait=say_count("span", days, language) if item.is_clocked else "",
        is_late=item.is_clocked and days > scene.config.answer_within,
        count=scene.count("span", item.opened_at) if item.is_clocked else None,
    )


def _wait_sentences(critiques: Sequence[Summary], language: Language) -> Iterator[str]:
    yield gettext("Days until our first answer.")
    waits = list(waits_of(critiques, language))
    few = 2
    if sum(is_answered for _, is_answered in waits) < few:
        return
    days = median_wait(waits)
    if days is None:
        yield gettext("More than half are still waiting.")
    elif days == 0:
        yield gettext("Counting those who still wait, half had it the same day.")
    else:
        text = gettext("Counting those who still wait, half had it within %(span)s.")
        yield text % {"span": language.span(days)}


def _left_out(scene: Scene) -> Iterator[str]:
    language, gathered, config = scene.language, scene.gathered, scene.config
    hidden = sum(item.hidden_count for item in gathered.summaries.values())
    if hidden:
        text = ngettext(
            "%(count)s reply that is hidden on GitHub.",
            "%(count)s replies that are hidden on GitHub.",
            hidden,
        )
        yield text % {"count": language.words(hidden).capitalize()}
    repeated = len(gathered.originals)
    if repeated:
        text = ngettext(
            "%(count)s critique that repeats another.",
            "%(count)s critiques that repeat others.",
            repeated,
        )
        yield text % {"count": language.words(repeated).capitalize()}
    if config.publish == "approved" or config.only or config.except_:
        yield gettext("Threads that we keep off this wall.")
    yield gettext("Kind words: they wait for nothing.")


def _empty(root: str) -> EmptyView:
    return EmptyView(
        gettext("Nothing to count yet"),
        gettext("When somebody says something, this page shows how we deal with it."),
        Link(gettext("Be the first"), f"{root}say/"),
    )
