"""What we promised and have not done yet: the oldest first, so that what is overdue is on top."""

from collections.abc import Callable
from datetime import UTC, datetime

from ..wall.metrics.promises import months_before
from ..wall.model import Thread, ThreadKey
from .bylines import byline
from .gathering import Summary
from .language import gettext, ngettext
from .pairs import WITHOUT_A_WORD, Scene, element_id, gist_of
from .speakers import tag_view
from .views import Link, PromisesView, PromiseView, WaitView

_OLDEST = 10
_TEXT_LIMIT = 180


def promises_view(
    scene: Scene, root: str, load: Callable[[ThreadKey], Thread]
) -> PromisesView | None:
    """Show the oldest promises that are open; None where there is none."""
    promised_at = scene.gathered.deeds.promised_at
    items = sorted(
        (item for item in scene.gathered.listed if item.key in promised_at),
        key=lambda item: (promised_at[item.key], item.key.source, item.key.number),
    )
    if not items:
        return None
    language, months = scene.language, scene.config.promise_months
    due = _due(scene)
    overdue = sum(promised_at[item.key] <= due for item in items)
    shown = items[:_OLDEST]
    total = len(items)
    all_of_them = ngettext("The whole conversation", "All %(count)s", total)
    return PromisesView(
        lead=_lead(overdue, months, scene),
        items=tuple(_promise(item, load(item.key), due, scene, root) for item in shown),
        count=gettext("%(shown)s of %(count)s")
        % {"shown": language.number(len(shown)), "count": language.number(total)},
        all=Link(all_of_them % {"count": language.words(total)}, f"{root}planned/"),
    )


def _due(scene: Scene) -> datetime:
    """Give the day before which a promise is overdue."""
    now = int(scene.language.now.timestamp())
    return datetime.fromtimestamp(months_before(now, scene.config.promise_months), UTC)


def _lead(overdue: int, months: int, scene: Scene) -> str:
    span = ngettext("%(count)s month", "%(count)s months", months) % {
        "count": scene.language.words(months)
    }
    if not overdue:
        return gettext("What we said we’d do, the oldest first. None is older than %(span)s.") % {
            "span": span
        }
    text = ngettext(
        "What we said we’d do, the oldest first. %(count)s is older than %(span)s.",
        "What we said we’d do, the oldest first. %(count)s are older than %(span)s.",
        overdue,
    )
    return text % {"count": scene.language.words(overdue).capitalize(), "span": span}


def _promise(item: Summary, thread: Thread, due: datetime, scene: Scene, root: str) -> PromiseView:
    url = root + scene.addresses.thread(item.key)
    by, name = byline(item, scene.language)
    at = scene.gathered.deeds.promised_at[item.key]
    span = scene.language.span(scene.language.days(at, scene.language.now))
    is_overdue = at <= due
    sentence = (
        gettext("Promised %(day)s, overdue") if is_overdue else gettext("Promised %(day)s")
    ) % {"day": scene.language.day(at).text}
    return PromiseView(
        id=element_id(url),
        title=item.title,
        url=url,
        by=by,
        name=name,
        wait=WaitView(span, sentence, "late" if is_overdue else "waiting"),
        tag=tag_view(item.status),
        text=gist_of(thread, thread.outcome, scene, root, _TEXT_LIMIT)
        if thread.outcome
        else WITHOUT_A_WORD,
        again=_again(scene.gathered.deeds.put_off.get(item.key, 0), scene),
        is_overdue=is_overdue,
    )


def _again(count: int, scene: Scene) -> str | None:
    if not count:
        return None
    text = ngettext("Promised again once.", "Promised again %(count)s times.", count)
    return text % {"count": scene.language.words(count)}
