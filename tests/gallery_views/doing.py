"""How we're doing."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from conversation_wall.site.charts import meter_view, months_view, outcomes_view, waits_view
from conversation_wall.site.language import Language
from conversation_wall.site.views import (
    DoingView,
    EmptyView,
    Link,
    QueuedView,
    QueueView,
    SpeakerView,
)
from conversation_wall.wall.figures import Talk
from conversation_wall.wall.model import Status

from .parts import (
    BY_EMAIL,
    GHOST,
    LONG_WORD,
    NOBODY,
    Sample,
    a_customer,
    a_day,
    a_page,
    menu,
)

NOW = datetime(2026, 11, 23, 9, 40, tzinfo=UTC)
ENGLISH = Language("en-GB", ZoneInfo("Europe/London"), NOW)
ARABIC = replace(ENGLISH, lang="ar")
EVERYBODY = Link("Everyone who’s waiting", "waiting.html")

RAISED = (2, 2, 3, 3, 4, 4, 5, 4, 3, 6, 6, 7)
GIVEN = (1, 2, 2, 4, 3, 5, 4, 4, 1, 7, 6, 5)
DAYS = (*[0] * 11, *[2] * 19, *[5] * 8, *[10] * 4, 15)


def by_month(counts: Sequence[int]) -> list[date]:
    """So many days in each of the twelve months up to November 2026."""
    months = [(2025, 12), *((2026, month) for month in range(1, 12))]
    return [
        date(*month, 5) for month, count in zip(months, counts, strict=True) for _ in range(count)
    ]


def talks(*counts: int) -> list[Talk]:
    """So many conversations, critiques left hanging, and monologues."""
    return [talk for talk, count in zip(Talk, counts, strict=True) for _ in range(count)]


def waiting(
    title: str, wait: str, speaker: SpeakerView, *, is_late: bool = True, day: str = "28 October"
) -> QueuedView:
    """Somebody who waits."""
    return QueuedView(title, "thread.html", speaker, a_day(day), wait, is_late)


FULL = DoingView(
    title="Conversation or monologue?",
    lead="In the last twelve months 47 critiques were raised here and we answered 43. "
    "Four people are still waiting for us.",
    meter=meter_view(talks(45, 4, 1), ENGLISH),
    queue=QueueView(
        (
            waiting("The bag split in the post", "26\u00a0days", a_customer("Osian L.")),
            waiting("The lid drips", "19\u00a0days", GHOST, day="4 November"),
            waiting(LONG_WORD, "12\u00a0days", a_customer(LONG_WORD), day="11 November"),
            waiting("No oat milk", "", BY_EMAIL, is_late=False, day="20 November"),
            waiting("Cold soup", "2\u00a0days", NOBODY, is_late=False, day="21 November"),
        ),
        None,
        EVERYBODY,
    ),
    waits=waits_view(
        DAYS, 3, ("Days until our first answer.", "Half had it within 2\u00a0days."), ENGLISH
    ),
    months=months_view(by_month(RAISED), by_month(GIVEN), ENGLISH),
    outcomes=outcomes_view(
        [
            *[Status.DONE] * 14,
            *[Status.PLANNED] * 6,
            *[Status.ANSWERED] * 17,
            *[Status.DECLINED] * 6,
            *[Status.WAITING] * 4,
        ],
        ENGLISH,
    ),
    left_out=("Three replies that are hidden on GitHub.", "Kind words: they wait for nothing."),
    empty=None,
)

SMALL = replace(
    FULL,
    lead="In the last twelve months 3 critiques were raised here and we answered 3. "
    "Nobody is waiting for us.",
    meter=meter_view(talks(3, 0, 1), ENGLISH),
    queue=QueueView((), "Nobody is waiting right now.", None),
    waits=waits_view((20, 1, 40), 14, ("Days until our first answer.",), ENGLISH),
    months=months_view(by_month((0,) * 11 + (3,)), by_month((0,) * 11 + (3,)), ENGLISH),
    outcomes=outcomes_view([Status.DONE, Status.ANSWERED, Status.ANSWERED], ENGLISH),
)

EMPTY = replace(
    FULL,
    lead="Nobody has raised a critique here yet.",
    meter=None,
    queue=None,
    waits=None,
    months=None,
    outcomes=None,
    empty=EmptyView(
        "Nothing to count yet",
        "When somebody says something, this page shows how we deal with it.",
        Link("Be the first", "say.html"),
    ),
)

MIRRORED = replace(
    FULL,
    title="حوار أم مونولوج؟",
    lead="في آخر اثني عشر شهرًا أجبنا عن ٤٣ من ٤٧.",
    meter=meter_view(talks(45, 4, 1), ARABIC),
    queue=QueueView((waiting("وصل الطلب متأخرًا", "١٢ يومًا", a_customer("سلمى")),), None, None),
    waits=waits_view(DAYS, 1, ("Days until our first answer.",), ARABIC),
    months=months_view(by_month(RAISED), by_month(GIVEN), ARABIC),
    outcomes=outcomes_view([Status.DONE] * 5 + [Status.WAITING] * 4, ARABIC),
)


def doing_page(doing: DoingView, **changes: Any) -> Sample:
    """The page of figures; `changes` are the page's."""
    view = a_page(
        title="How we’re doing",
        doing=doing,
        nav=menu("How we’re doing"),
        updated=a_day("23 November 2026, 09:40"),
    )
    return "doing.html", {"view": replace(view, **changes)}


PAGES: dict[str, Sample] = {
    "doing": doing_page(FULL),
    "doing-small": doing_page(SMALL),
    "doing-empty": doing_page(EMPTY),
    "doing-rtl": doing_page(MIRRORED, lang="ar", direction="rtl"),
}
