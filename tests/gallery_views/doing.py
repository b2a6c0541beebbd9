"""How we're doing."""

from array import array
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from conversation_wall.site.doing_figures import figures_view
from conversation_wall.site.language import Language
from conversation_wall.site.score import Tally
from conversation_wall.site.views import (
    CountingView,
    DoingView,
    EmptyView,
    Figure,
    FiguresView,
    Link,
    QueuedView,
    QueueView,
    SpeakerView,
)
from conversation_wall.wall.metrics.facts import DAY, Facts
from conversation_wall.wall.metrics.measuring import Terms
from conversation_wall.wall.model import Kind, Status, ThreadKey
from conversation_wall.wall.verdicts import Helped

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

COUNTING = CountingView(
    rules=(
        ("Answered", "Someone who works here has replied."),
        ("Heard", "The share that has an answer within so many days, by Kaplan and Meier."),
    ),
    left_out=("Three replies that are hidden on GitHub.", "Kind words: they wait for nothing."),
    version="Formulas: version v1.",
    files=(Link("data/wall.json", "doing.html"), Link("data/wall.csv", "doing.html")),
)
TOPICS = {"delivery": "Delivery", "long": LONG_WORD}


def a_thread(ago: float, sides: str = "c", after: float = 1, **changes: Any) -> Facts:
    """A critique of so many days ago; each post stands so many days after the one before."""
    opened_at = int(NOW.timestamp()) - round(ago * DAY)
    given: dict[str, Any] = {
        "kind": Kind.PROBLEM,
        "status": Status.ANSWERED if "t" in sides else Status.WAITING,
        "topics": ("delivery",),
        "opener": round(ago * 10),
        **changes,
    }
    return Facts(
        key=ThreadKey("hollin/coffee", round(ago * 10)),
        opened_at=opened_at,
        asked_at=opened_at,
        at=array("q", [round(place * after * DAY) for place in range(len(sides))]),
        sides=sides,
        words=array("I", [30] * len(sides)),
        **given,
    )


def a_year(start: float = 0) -> list[Facts]:
    """A year of a wall: most are answered soon, some late, some never."""
    return [
        *[a_thread(start + 8 + place * 8, "ctc", place % 4, kind=Kind.IDEA) for place in range(20)],
        *[a_thread(start + 5 + place * 15, "ct", place % 9) for place in range(23)],
        *[a_thread(start + 2 + place * 9, topics=("long",)) for place in range(4)],
        a_thread(start + 50, "t", kind=Kind.ANNOUNCEMENT),
        *[
            a_thread(start + 301 + place, "ct", 2, status=Status.DONE, **done(start + 290))
            for place in range(6)
        ],
        a_thread(start + 320, "ct", 9, status=Status.PLANNED, promised_at=days_ago(300)),
    ]


def days_ago(days: float) -> int:
    """The time so many days ago."""
    return int(NOW.timestamp()) - round(days * DAY)


def done(ago: float) -> dict[str, Any]:
    """What is known of a thing that was promised and done."""
    return {
        "promised_at": days_ago(ago),
        "done_at": days_ago(ago - 20),
        "helped": Helped.CONFIRMED,
        "has_returned": True,
    }


def figures(
    threads: Sequence[Facts], language: Language, *, is_scored: bool = False
) -> FiguresView:
    """The figures of a wall."""
    terms = Terms(int(NOW.timestamp()), ZoneInfo("Europe/London"), 3, 6)
    tally = Tally(language, (), tuple(threads), terms)
    return figures_view(tally, TOPICS, is_scored=is_scored)


def waiting(
    title: str, wait: str, speaker: SpeakerView, *, is_late: bool = True, day: str = "28 October"
) -> QueuedView:
    """Somebody who waits."""
    count = Figure(f"waiting.{title}", wait) if wait else None
    return QueuedView(title, "thread.html", speaker, a_day(day), count, is_late)


FULL = DoingView(
    title="Conversation or monologue?",
    figures=figures([*a_year(), *a_year(365)], ENGLISH, is_scored=True),
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
    counting=COUNTING,
    empty=None,
)

SMALL = replace(
    FULL,
    figures=figures(
        [
            a_thread(20, "ctc"),
            a_thread(9, "ct", 9),
            a_thread(3, "ct"),
            a_thread(3.2, "t", kind=Kind.ANNOUNCEMENT),
        ],
        ENGLISH,
    ),
    queue=QueueView((), Figure("queue", "Nobody is waiting."), None),
)

EMPTY = replace(
    FULL,
    figures=figures([], ENGLISH),
    queue=None,
    empty=EmptyView(
        "Nothing to count yet",
        "When somebody says something, this page shows how we deal with it.",
        Link("Be the first", "say.html"),
    ),
)

MIRRORED = replace(
    FULL,
    title="حوار أم مونولوج؟",
    figures=figures(a_year(), ARABIC),
    queue=QueueView((waiting("وصل الطلب متأخرًا", "١٢ يومًا", a_customer("سلمى")),), None, None),
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
