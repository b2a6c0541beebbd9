"""
You said, we did: the newest changes by month, what we said no to, and a page for each year.

    you-said-we-did/            the newest changes, then #promised and #no
    you-said-we-did/2026/       all changes of a year, cut from the oldest end like the lists
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from ..wall.model import Status, Thread
from .addresses import file_of, list_path, root_of
from .bylines import byline
from .framing import Framing, Page
from .gathering import Summary
from .language import Language, gettext, ngettext
from .list_pages import Load, pager_view
from .lists import by_change, pages_of
from .markup import shorten
from .pairs import WITHOUT_A_WORD, Scene, element_id, gist_of, words_of
from .promises_view import promises_view
from .proof_views import deed_gist, proof_view, verdict_view
from .sentences import first_sentences, split_condition, without_status
from .speakers import tag_view
from .views import (
    DeedMonthView,
    DeedsView,
    DeedView,
    EmptyView,
    Link,
    RefusalsView,
    RefusalView,
    TagView,
    WaitView,
)

PATH = "you-said-we-did/"

_NEWEST = 10
_NEWEST_REFUSALS = 5
# Of these, up to two pages' worth stand on one page.
_OF_A_YEAR = 20
_TEXT_LIMIT = 180
_CONDITION_LIMIT = 280


def deeds_pages(framing: Framing, load: Load) -> Iterator[Page]:
    """Make the page of what was done and what was not, and the pages of the years."""
    scene = framing.scene
    listed = scene.gathered.listed
    done = by_change(item for item in listed if item.status is Status.DONE)
    declined = by_change(item for item in listed if item.status is Status.DECLINED)
    yield _main_page(done, declined, framing, load)
    for year, items in groupby(done, lambda item: _year(item, scene.language)):
        yield from _year_pages(year, tuple(items), framing, load)


def _main_page(
    done: tuple[Summary, ...], declined: tuple[Summary, ...], framing: Framing, load: Load
) -> Page:
    scene, root, title = framing.scene, root_of(PATH), gettext("You said, we did")
    shown = done[:_NEWEST]
    lead, to_refusals = _lead(done, declined, scene.language)
    view = framing.page_view(
        PATH, title, lead or gettext("What changed because somebody said so."), current=PATH
    )
    deeds = DeedsView(
        title=title,
        lead=lead,
        to_refusals=to_refusals,
        months=_months(shown, scene, root, load),
        count=_count(len(shown), len(done), scene.language),
        years=tuple(_years(shown, done, scene.language, root)),
        pager=None,
        refusals=_refusals(declined, scene, root, load) if declined else None,
        empty=None if done else _empty(root),
        promises=promises_view(scene, root, load),
        silent=_silent(scene, root),
    )
    newest = (*shown, *declined[:_NEWEST_REFUSALS])
    changed_at = max((item.updated_at for item in newest), default=None)
    return Page(file_of(PATH), "deeds", replace(view, deeds=deeds), changed_at)


def _year_pages(
    year: int, items: tuple[Summary, ...], framing: Framing, load: Load
) -> Iterator[Page]:
    scene, start = framing.scene, _year_path(year)
    title = gettext("You said, we did in %(year)s") % {"year": year}
    text = ngettext(
        "%(count)s change started as a critique on this wall.",
        "%(count)s changes started as a critique on this wall.",
        len(items),
    ) % {"count": scene.language.words(len(items)).capitalize()}
    names = gettext("Newer changes"), gettext("Older changes")
    for page in pages_of(items, _OF_A_YEAR):
        path = list_path(start, page.number)
        root = root_of(path)
        # The count moves with every change: without it an older page stays as it is.
        lead = text if page.number is None else None
        deeds = DeedsView(
            title=title,
            lead=lead,
            to_refusals=None,
            months=_months(page.items, scene, root, load),
            count="",
            years=(),
            pager=pager_view(page, start, root, names),
            refusals=None,
            empty=None,
        )
        view = framing.page_view(path, title, lead or "", current=PATH)
        changed_at = max(item.updated_at for item in page.items)
        yield Page(file_of(path), "deeds", replace(view, deeds=deeds), changed_at)


def _lead(
    done: Sequence[Summary], declined: Sequence[Summary], language: Language
) -> tuple[str | None, Link | None]:
    """Say what this year brought, and give the words in it that lead to the refusals."""
    this_year = language.local_date(language.now).year
    changes = sum(_year(item, language) == this_year for item in done)
    refusals = sum(_year(item, language) == this_year for item in declined)
    sentences, words = [], ""
    if changes:
        sentences.append(
            ngettext(
                "%(count)s change this year started as a critique on this wall.",
                "%(count)s changes this year started as a critique on this wall.",
                changes,
            )
            % {"count": language.words(changes).capitalize()}
        )
    elif done:
        sentences.append(gettext("Nothing has changed yet this year. What did before is below."))
    if declined:
        words = ngettext("that is here too", "those are here too", refusals or len(declined))
    if refusals and changes:
        text = gettext("We said no to %(count)s more, and %(here)s.")
    elif refusals:
        text = gettext("We said no to %(count)s this year, and %(here)s.")
    else:
        text = gettext("We said no to %(count)s before, and %(here)s.")
    if declined:
        count = language.words(refusals or len(declined))
        sentences.append(text % {"count": count, "here": words})
    return " ".join(sentences) or None, Link(words, "#no") if words else None


def _months(
    items: Sequence[Summary], scene: Scene, root: str, load: Load
) -> tuple[DeedMonthView, ...]:
    def month_of(item: Summary) -> tuple[int, int]:
        day = scene.language.local_date(item.changed_at)
        return day.year, day.month

    return tuple(
        DeedMonthView(
            id=f"wall-{year}-{month:02}",
            name=scene.language.month(year, month),
            deeds=tuple(_deed(item, load(item.key), scene, root) for item in deeds),
        )
        for (year, month), deeds in groupby(items, month_of)
    )


def _deed(item: Summary, thread: Thread, scene: Scene, root: str) -> DeedView:
    url = root + scene.addresses.thread(item.key)
    day = scene.language.day(item.changed_at)
    by, name = byline(item, scene.language)
    return DeedView(
        id=element_id(url),
        title=item.title,
        url=url,
        by=by,
        name=name,
        wait=_wait(item, scene.language) if item.is_clocked else None,
        tag=TagView("done", gettext("Done %(day)s") % {"day": day.text}),
        day=day,
        text=deed_gist(thread, scene, root, _TEXT_LIMIT) or WITHOUT_A_WORD,
        proof=proof_view(item.key, scene),
        verdict=verdict_view(item.key, item.opener, item.told, scene),
    )


def _wait(item: Summary, language: Language) -> WaitView:
    days = language.days(item.opened_at, item.changed_at)
    span = language.span(days)
    sentence = (
        gettext("It took %(span)s") % {"span": span} if days else gettext("It took less than a day")
    )
    return WaitView(span, sentence, "answered")


def _years(
    shown: Sequence[Summary], done: Sequence[Summary], language: Language, root: str
) -> Iterator[Link]:
    this_year = language.local_date(language.now).year
    for year, items in groupby(done, lambda item: _year(item, language)):
        is_cut = year == this_year and len([*items]) > len(shown)
        text = gettext("All of %(year)s") % {"year": year}
        yield Link(gettext("Earlier this year") if is_cut else text, root + _year_path(year))


def _refusals(declined: Sequence[Summary], scene: Scene, root: str, load: Load) -> RefusalsView:
    language, shown = scene.language, declined[:_NEWEST_REFUSALS]
    total = len(declined)
    all_of_them = ngettext("The whole conversation", "All %(count)s", total)
    return RefusalsView(
        items=tuple(_refusal(item, load(item.key), scene, root) for item in shown),
        count=gettext("%(shown)s of %(count)s")
        % {"shown": language.number(len(shown)), "count": language.number(total)},
        all=Link(all_of_them % {"count": language.words(total)}, f"{root}declined/"),
    )


def _silent(scene: Scene, root: str) -> Link | None:
    """Count in public what was closed without a word."""
    count = scene.gathered.deeds.silent
    if not count:
        return None
    text = ngettext(
        "%(count)s more we closed without a word. It still waits for an answer.",
        "%(count)s more we closed without a word. They still wait for an answer.",
        count,
    )
    return Link(text % {"count": scene.language.words(count).capitalize()}, f"{root}waiting/")


def _refusal(item: Summary, thread: Thread, scene: Scene, root: str) -> RefusalView:
    url = root + scene.addresses.thread(item.key)
    by, name = byline(item, scene.language)
    reason, condition = _reason(thread, scene, root)
    return RefusalView(
        id=element_id(url),
        title=item.title,
        url=url,
        by=by,
        name=name,
        tag=tag_view(item.status),
        text=reason,
        condition=condition,
    )


def _reason(thread: Thread, scene: Scene, root: str) -> tuple[str, str | None]:
    """Find the team's last word on what would change its mind, and the reason beside it."""
    for post in reversed(thread.posts):
        if post.is_substantive:
            reason, condition = split_condition(words_of(thread, post, scene, root))
            if condition:
                text = first_sentences(without_status(reason), _TEXT_LIMIT)
                return text, shorten(condition, _CONDITION_LIMIT).text
    if thread.outcome is None:
        return WITHOUT_A_WORD, None
    return gist_of(thread, thread.outcome, scene, root, _TEXT_LIMIT), None


def _count(shown: int, total: int, language: Language) -> str:
    return ngettext("%(shown)s of %(count)s change", "%(shown)s of %(count)s changes", total) % {
        "shown": language.number(shown),
        "count": language.number(total),
    }


def _empty(root: str) -> EmptyView:
    return EmptyView(
        gettext("Nothing done yet"),
        gettext("What changed because somebody said so comes here, and how long it took."),
        Link(gettext("Back to the wall"), root),
    )


def _year(item: Summary, language: Language) -> int:
    return language.local_date(item.changed_at).year


def _year_path(year: int) -> str:
    return f"{PATH}{year}/"
