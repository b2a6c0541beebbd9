"""The edges: very long, very many, nobody and nothing, and from right to left."""

from dataclasses import replace

from conversation_wall.site.views import (
    EmptyView,
    GapView,
    Link,
    OutcomeView,
    PagerView,
    RelatedView,
    SpeakerView,
    StepView,
    TagView,
    TurnView,
    WaitView,
)

from .lists import HERO, WALL, a_list, list_page
from .parts import (
    BY_EMAIL,
    LATE,
    LONG_WORD,
    MARA,
    PLANNED,
    PRAISE,
    Sample,
    a_customer,
    a_day,
    a_pair,
    a_post,
    a_turn,
    an_answer,
    waits,
)
from .threads import THREAD, thread_page

LONG_NAME = "Wilhelmina Catharina Everhardina van den Heuvel-Oosterbroek tot Nieuwenhuizen"
LONG_TEAM = SpeakerView(LONG_NAME, is_team=True, title="head of roasting, packing and the post")
LONG_TOPICS = tuple(
    Link(f"{name} and everything near it", "topic.html") for name in ("Bags", "Post")
)

LONG = a_list(
    "All",
    a_pair(
        "said-40",
        "A title that goes on " * 8,
        quote="I wrote all of it down, from the first day to the last. " * 6 + "…",
        speaker=a_customer(LONG_NAME),
        topics=LONG_TOPICS,
        more=Link("Read all of it", "thread.html"),
        answer=an_answer(PLANNED, speaker=LONG_TEAM, reason="New burrs go in on 2 December. " * 3),
    ),
    a_pair("said-41", LONG_WORD, speaker=a_customer(LONG_WORD), quote=LONG_WORD, gap=LATE),
    a_pair("said-42", "W", quote="?", answer=an_answer(text=LONG_WORD, speaker=LONG_TEAM)),
    hero=replace(HERO, question=f"{HERO.question} " * 3, lead=f"{HERO.lead} " * 3),
)

RAISED = (StepView("Raised", a_day("6 November"), "6 November", is_last=True),)
ALONE = replace(
    THREAD,
    outcome=OutcomeView(None, "", LATE),
    steps=RAISED,
    turns=(
        a_turn(
            a_post("a-1", BY_EMAIL, "<p>The lid drips.</p>"),
            wait=waits("12\u00a0days", "late"),
            gap=LATE,
        ),
    ),
    speaker=BY_EMAIL,
    raised="A customer, by e-mail, said this on 6 November 2026",
    agree=None,
    duplicates=(),
    related=(),
)
KIND = replace(
    ALONE,
    title="The best flat white in town",
    outcome=OutcomeView(PRAISE, ""),
    turns=(a_turn(a_post("k-1", a_customer("Beca R."), "<p>Every single time.</p>")),),
    speaker=a_customer("Beca R."),
    raised="Beca R. said this on 6 November 2026",
)


def a_long_thread(posts: int) -> tuple[TurnView, ...]:
    """Give turns in which everybody has a say, and the team now and then."""
    return tuple(
        a_turn(
            a_post(
                f"m-{n}", a_customer(f"Customer {n}"), f"<p>Mine does it, too, for {n} days.</p>"
            ),
            answered=(a_post(f"m-{n}-a", MARA, "<p>We are on it.</p>"),) if n % 5 == 0 else (),
        )
        for n in range(posts)
    )


MANY = replace(
    THREAD,
    title="The kettle page never loads",
    turns=a_long_thread(83),
    pager=PagerView(
        "Messages 101 to 200 of 331",
        Link("Earlier messages", "thread-many.html"),
        Link("Later messages", "thread-many.html"),
    ),
)

ARABIC = replace(
    THREAD,
    title="في أي حاوية نضع الكيس؟",
    crumbs=(Link("الحائط", "rtl.html"), Link("التغليف", "rtl.html")),
    raised="قالت سلمى هذا في ٦ نوفمبر",
    speaker=a_customer("سلمى"),
    day=a_day("٦ نوفمبر"),
    agree="يوافق ٢٢ شخصًا",
    outcome=OutcomeView(TagView("done", "تم"), "صار كل كيس يذكر الحاوية التي يوضع فيها."),
    steps=(
        StepView("طُرح", a_day("٦ نوفمبر"), "٦ نوفمبر", is_last=False),
        StepView("أُجيب", a_day("٧ نوفمبر"), "٧ نوفمبر، بعد يوم", is_last=False),
        StepView("تم", a_day("١٤ نوفمبر"), "بعد ٨ أيام", is_last=True),
    ),
    turns=(
        a_turn(
            a_post("r-1", a_customer("سلمى"), "<p>مكتوب على الكيس «eco» فقط.</p>"),
            a_post("r-2", a_customer("Beca R."), "<p>And the valve?</p>"),
            answered=(a_post("r-3", MARA, "<p>الغشاء مع بقايا الطعام.</p>"),),
            wait=WaitView("يوم", "أُجيب بعد يوم", "answered"),
        ),
        a_turn(
            a_post("r-4", a_customer("سلمى"), "<p>وماذا عن الغطاء؟</p>"),
            wait=waits("يومان", "open"),
            gap=GapView("لم نُجب بعد — يومان", "هدفنا أن نجيب خلال ثلاثة أيام.", "open"),
        ),
    ),
    duplicates=(),
    related=(RelatedView("تاريخ التحميص غير واضح", "rtl.html", TagView("done", "تم")),),
)

PAGES: dict[str, Sample] = {
    "long": list_page(LONG, title="Long words and long names", site_name=LONG_NAME),
    "nothing-planned": list_page(
        a_list(
            "Planned",
            empty=EmptyView("Nothing planned right now", "", Link("Back to the wall", "wall.html")),
        ),
        title="Planned",
    ),
    "stale": list_page(
        replace(WALL, pairs=WALL.pairs[:1], pager=None),
        stale="This wall was last updated on 20 November.",
    ),
    "thread-alone": thread_page(ALONE),
    "thread-praise": thread_page(KIND),
    "thread-many": thread_page(MANY),
    "rtl-thread": thread_page(ARABIC, lang="ar", direction="rtl"),
}
