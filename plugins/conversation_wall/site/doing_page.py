"""
How we're doing: what the wall says of its owner, with the numbers to check it by.

Who waits is everybody who waits, and promises are of all times; all other figures are of the
last 365 days. They are computed in `wall.metrics` and said in `doing_figures`.
"""

from collections.abc import Iterator
from dataclasses import replace

from ..wall.metrics.facts import Facts
from ..wall.metrics.measuring import FORMULA
from ..wall.model import Kind, ThreadKey
from .addresses import file_of, root_of
from .dials import terms as dial_rules
from .doing_figures import LONGEST, figures_view, nobody_waits, wait_figure
from .framing import MODERATION, Framing, Page
from .gathering import Summary
from .language import gettext, ngettext
from .open_data import FOLDER, SCHEMA, TABLE, THREADS, WALL
from .pairs import Scene
from .score import Tally
from .speakers import speaker_view
from .topic_names import topic_names
from .views import CountingView, DoingView, EmptyView, Link, QueuedView, QueueView

PATH = "how-were-doing/"


def doing_page(framing: Framing, tally: Tally) -> Page:
    """Make the page of figures."""
    scene, root = framing.scene, root_of(PATH)
    figures = figures_view(tally, topic_names(scene), is_scored=scene.config.score)
    doing = DoingView(
        title=gettext("Conversation or monologue?"),
        figures=figures,
        queue=_queue(tally, scene, root) if tally.critiques else None,
        counting=_counting(scene, root),
        empty=None if tally.critiques else _empty(root),
    )
    view = framing.page_view(PATH, gettext("How we’re doing"), figures.lead.text, current=PATH)
    return Page(
        file_of(PATH),
        "doing",
        replace(view, doing=doing, updated=scene.language.moment(scene.language.now)),
        max((item.updated_at for item in scene.gathered.listed), default=None),
    )


def _queue(tally: Tally, scene: Scene, root: str) -> QueueView:
    waiting = tally.waiting
    has_more = len(waiting) > LONGEST
    facts = {facts.key: facts for facts in tally.facts}
    return QueueView(
        items=tuple(_queued(item, facts, scene, root) for item in waiting[:LONGEST]),
        text=None if waiting else nobody_waits(),
        more=Link(gettext("Everyone who’s waiting"), f"{root}waiting/") if has_more else None,
    )


def _queued(item: Summary, facts: dict[ThreadKey, Facts], scene: Scene, root: str) -> QueuedView:
    language = scene.language
    days = language.days(item.opened_at, language.now)
    return QueuedView(
        title=item.title,
        url=root + scene.addresses.thread(item.key),
        speaker=speaker_view(item.opener, item.told),
        day=language.day(item.opened_at),
        wait=wait_figure(facts[item.key], language) if item.is_clocked else None,
        is_late=item.is_clocked and days > scene.config.answer_within,
        count=scene.count("span", item.opened_at) if item.is_clocked else None,
    )


def _counting(scene: Scene, root: str) -> CountingView:
    return CountingView(
        rules=(
            (
                gettext("Which threads"),
                gettext(
                    "Problems, ideas and questions of customers, opened in the last 365 days; "
                    "also those that we have not let through yet. What repeats another counts "
                    "with it, from the day on which it was first said."
                ),
            ),
            (
                gettext("Answered"),
                gettext(
                    "Someone who works here has replied. A reply that we give to everybody "
                    "doesn’t count, nor does a label without a word."
                ),
            ),
            (
                gettext("Waiting"),
                gettext(
                    "Days since the critique was posted, weekends included. What we closed "
                    "without a word still waits; whoever closed their own does not. What was "
                    "told to us elsewhere, on a day we don’t know, has no wait."
                ),
            ),
            *dial_rules(),
            (gettext("Taken on trust"), " ".join(_trusted(scene))),
        ),
        left_out=tuple(_left_out(scene)),
        version=gettext("Formulas: version %(version)s.") % {"version": FORMULA},
        files=tuple(Link(name, f"{root}{FOLDER}{name}") for name in (WALL, TABLE, THREADS, SCHEMA)),
        ledger=Link(gettext("What is not shown"), root + MODERATION),
    )


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
    praise = sum(item.kind is Kind.PRAISE for item in gathered.listed)
    if praise:
        text = ngettext(
            "%(count)s kind word: it waits for nothing.",
            "%(count)s kind words: they wait for nothing.",
            praise,
        )
        yield text % {"count": language.words(praise).capitalize()}


def _trusted(scene: Scene) -> Iterator[str]:
    """Say what nobody can check by these figures."""
    yield gettext("An account of ours that we have not named would count as a customer’s.")
    told = sum(item.told is not None for item in scene.gathered.listed)
    if told:
        text = ngettext(
            "%(count)s critique was told to us elsewhere; we typed it in, with its day.",
            "%(count)s critiques were told to us elsewhere; we typed them in, with their days.",
            told,
        )
        yield text % {"count": scene.language.words(told).capitalize()}


def _empty(root: str) -> EmptyView:
    return EmptyView(
        gettext("Nothing to count yet"),
        gettext("When somebody says something, this page shows how we deal with it."),
        Link(gettext("Be the first"), f"{root}say/"),
    )
