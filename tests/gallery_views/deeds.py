"""You said, we did."""

from dataclasses import replace
from typing import Any

from conversation_wall.site.views import (
    DeedMonthView,
    DeedsView,
    DeedView,
    EmptyView,
    Link,
    PagerView,
    PromisesView,
    PromiseView,
    ProofStep,
    ProofView,
    RefusalsView,
    RefusalView,
    TagView,
    VerdictView,
    WaitView,
)

from .parts import DECLINED, LONG_WORD, Sample, a_day, a_page, menu


def a_deed(id: str, title: str, day: str, days: str, text: str, **changes: Any) -> DeedView:
    """Something that was done."""
    deed = DeedView(
        id=id,
        title=title,
        url="thread.html",
        by="Dafydd P. and 22 others",
        name="Dafydd P.",
        wait=WaitView(days, f"It took {days}", "answered"),
        tag=TagView("done", f"Done {day}"),
        day=a_day(day),
        text=text,
    )
    return replace(deed, **changes)


def a_refusal(id: str, title: str, text: str, condition: str | None, **changes: Any) -> RefusalView:
    """Something that was said no to."""
    refusal = RefusalView(
        id=id,
        title=title,
        url="thread.html",
        by="Gloria A. and 31 others",
        name="Gloria A.",
        tag=DECLINED,
        text=text,
        condition=condition,
    )
    return replace(refusal, **changes)


def a_step(name: str, verb: str, day: str) -> ProofStep:
    """A step of a proof."""
    return ProofStep(f"{name}, {verb} {day}", name, "#", a_day(day))


def a_promise(id: str, title: str, days: str, text: str, **changes: Any) -> PromiseView:
    """Something that was promised."""
    promise = PromiseView(
        id=id,
        title=title,
        url="thread.html",
        by="Femi O. and 34 others",
        name="Femi O.",
        wait=WaitView(days, "Promised 13 February", "waiting"),
        tag=TagView("planned", "Planned"),
        text=text,
    )
    return replace(promise, **changes)


PROMISES = PromisesView(
    lead="What we said we’d do, the oldest first. One is older than six months.",
    items=(
        a_promise(
            "said-17",
            "Let me pause my subscription",
            "283\u00a0days",
            "You’ll be able to pause for up to three months, and keep your price.",
            wait=WaitView("283\u00a0days", "Promised 13 February, overdue", "late"),
            again="Promised again two times.",
            is_overdue=True,
        ),
        a_promise(
            "said-66",
            "The pictures have no words behind them",
            "34\u00a0days",
            "The coffees and boxes are live. I expect the rest by the end of November.",
            tag=TagView("started", "Under way"),
        ),
    ),
    count="2 of 3",
    all=Link("All three", "list.html"),
)

FULL = DeedsView(
    title="You said, we did",
    lead="Fourteen changes this year started as a critique on this wall. "
    "We said no to six more, and those are here too.",
    to_refusals=Link("those are here too", "#no"),
    months=(
        DeedMonthView(
            "wall-2026-11",
            "November 2026",
            (
                a_deed(
                    "said-44",
                    "Which bin does the pouch go in?",
                    "14 November",
                    "8\u00a0days",
                    "Every pouch says which bin, in words. The leaf is gone.",
                    proof=ProofView(
                        "proved",
                        "Proved",
                        (
                            a_step("#57", "merged", "13 November"),
                            a_step("shop-2026.11", "released", "14 November"),
                        ),
                    ),
                    verdict=VerdictView("confirmed", "Dafydd P. says it helped", "Dafydd P."),
                ),
                a_deed(
                    "said-41",
                    "Why do I need a password to stop your letters?",
                    "9 November",
                    "same day",
                    "One press takes you off.",
                    by="A customer, by e-mail, and 11 others",
                    name="A customer",
                    wait=WaitView("same day", "It took less than a day", "answered"),
                    proof=ProofView(
                        "claimed",
                        "Our word",
                        (ProofStep("see hollinlane.example", "hollinlane.example", "#"),),
                    ),
                ),
            ),
        ),
        DeedMonthView(
            "wall-2026-10",
            "October 2026",
            (
                a_deed(
                    "said-39",
                    LONG_WORD,
                    "20 October",
                    "16\u00a0days",
                    "Marked so on GitHub, without a word from us.",
                    by=LONG_WORD,
                    name=LONG_WORD,
                    proof=ProofView("said", "Only a label says so"),
                    verdict=VerdictView(
                        "not-solved", f"{LONG_WORD} says it isn’t solved", LONG_WORD
                    ),
                ),
                a_deed(
                    "said-38",
                    "وصل الطلب متأخرًا",
                    "6 October",
                    "",
                    "شكرًا. نرسل الآن في اليوم نفسه.",
                    by="سلمى and 1 other",
                    name="سلمى",
                    wait=None,
                ),
            ),
        ),
    ),
    count="4 of 14 changes",
    years=(Link("Earlier this year", "deeds-year.html"), Link("All of 2025", "deeds-year.html")),
    pager=None,
    refusals=RefusalsView(
        (
            a_refusal(
                "said-46",
                "Put the price of the Sidamo back",
                "We’d lose money on every bag at that price.",
                "We’d change our mind if green coffee costs less than in May for two harvests.",
            ),
            a_refusal(
                "said-12", "Open on Mondays", "We tried it for a year, and nobody came.", None
            ),
        ),
        "2 of 6",
        Link("All six", "wall.html"),
    ),
    empty=None,
    promises=PROMISES,
    silent=Link("Two more we closed without a word. They still wait for an answer.", "list.html"),
)

YEAR = replace(
    FULL,
    title="You said, we did in 2025",
    lead="Forty changes started as a critique on this wall.",
    to_refusals=None,
    count="",
    years=(),
    pager=PagerView(
        "21 to 40", Link("Newer changes", "deeds.html"), Link("Older changes", "deeds.html")
    ),
    refusals=None,
    promises=None,
    silent=None,
)

NONE_YET = replace(
    FULL,
    lead=None,
    to_refusals=None,
    months=(),
    count="",
    years=(),
    refusals=None,
    promises=None,
    silent=None,
    empty=EmptyView(
        "Nothing done yet",
        "What changed because somebody said so comes here, and how long it took.",
        Link("Back to the wall", "wall.html"),
    ),
)

MIRRORED = replace(
    FULL,
    title="قلتم، وفعلنا",
    lead="بدأ أربعة عشر تغييرًا هذا العام بنقد هنا.",
    to_refusals=None,
    months=(
        DeedMonthView(
            "wall-2026-11",
            "نوفمبر ٢٠٢٦",
            (
                a_deed(
                    "said-47",
                    "القهوة المطحونة خشنة",
                    "١٤ نوفمبر",
                    "٨ أيام",
                    "ضبطنا المطحنة من جديد.",
                    by="سلمى و٢٢ آخرون",
                    name="سلمى",
                ),
                a_deed("said-44", "Which bin?", "٩ نوفمبر", "يوم", "It says so on the pouch."),
            ),
        ),
    ),
    count="٢ من ١٤ تغييرًا",
    years=(Link("في وقت سابق من هذا العام", "deeds-rtl.html"),),
    promises=None,
    silent=None,
)


def deeds_page(deeds: DeedsView, **changes: Any) -> Sample:
    """A page of what was done; `changes` are the page's."""
    view = a_page(title=deeds.title, deeds=deeds, nav=menu("You said, we did"))
    return "deeds.html", {"view": replace(view, **changes)}


PAGES: dict[str, Sample] = {
    "deeds": deeds_page(FULL),
    "deeds-year": deeds_page(YEAR),
    "deeds-none": deeds_page(NONE_YET),
    "deeds-rtl": deeds_page(MIRRORED, lang="ar", direction="rtl"),
}
