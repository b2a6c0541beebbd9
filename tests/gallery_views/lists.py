"""The wall and its lists."""

from dataclasses import replace
from typing import Any

from conversation_wall.site.views import (
    AnswerView,
    EmptyView,
    Figure,
    GapView,
    HeroView,
    Link,
    ListView,
    PagerView,
    PairView,
    ScoreView,
    Sentence,
    StepNote,
    TabView,
)

from .parts import (
    BY_EMAIL,
    CLOSED,
    DECLINED,
    DONE,
    DUPLICATE,
    GHOST,
    LATE,
    LONG_WORD,
    MARA,
    NOBODY,
    OPEN,
    PLANNED,
    PRAISE,
    STARTED,
    WEN,
    WITHDRAWN,
    Sample,
    a_customer,
    a_day,
    a_page,
    a_pair,
    an_answer,
    menu,
    waits,
)


def tabs(current: str) -> tuple[TabView, ...]:
    """The tabs of the wall, with one of them open."""
    counts = {"All": "47", "Waiting": "4", "Answered": "17", "Planned": "6", "Done": "14"}
    return tuple(
        TabView(text, count, f"{text.lower()}.html", is_current=text == current)
        for text, count in counts.items()
    )


def a_list(title: str, *pairs: PairView, **changes: Any) -> ListView:
    """A list of pairs."""
    view = ListView(
        title=title,
        lead=None,
        hero=None,
        tabs=tabs(title),
        heads=("You said", "Wait", "We answered"),
        pairs=pairs,
        pager=None,
        empty=None,
    )
    return replace(view, **changes)


HERO = HeroView(
    question="What should we do better?",
    lead="You say it on one side, we answer on the other. An empty box is an answer we owe you.",
    say=Link("Say something", "say.html"),
    email=Link("No GitHub account? E-mail works too", "mailto:wall@example.com"),
    score=ScoreView(
        headline=Figure("score", "43 of 47 critiques answered"),
        sentences=(
            Sentence("Half are answered within 2\u00a0days.", "2\u00a0days", figure="score.median"),
            Sentence(
                "Four people are waiting, one for 26\u00a0days.",
                "26\u00a0days",
                figure="score.waiting",
            ),
        ),
        answered_share=91,
        has_waiting=True,
        link=Link("How we’re doing", "doing.html"),
    ),
)

WALL = a_list(
    "All",
    a_pair("said-1", "My bag split in the post", gap=OPEN, wait=waits("2\u00a0days", "open")),
    a_pair("said-2", "The kettle page never loads", gap=LATE, wait=waits("12\u00a0days", "late")),
    a_pair("said-3", "Sell smaller bags", answer=an_answer(PLANNED, reason="Under way by May.")),
    a_pair("said-4", "Where is the decaf?", speaker=BY_EMAIL, answer=an_answer()),
    a_pair(
        "said-5",
        "Your opening hours are wrong on every map that I have looked at this week",
        speaker=GHOST,
        agree=None,
        topics=(),
        more=Link("Read all of it", "thread.html"),
        answer=an_answer(DONE, speaker=WEN, more=Link("Read all of it", "thread.html")),
    ),
    a_pair(
        "said-6",
        "Bring back the loyalty card",
        answer=an_answer(
            DECLINED,
            reason="Marked as our answer.",
            next_step=StepNote(a_day("2 December"), "The last stamps are taken until Easter."),
        ),
    ),
    a_pair(
        "said-7",
        "Take cash again",
        speaker=NOBODY,
        answer=AnswerView(STARTED, "Marked as under way, without a word from us."),
        wait=None,
    ),
    a_pair("said-8", "Less plastic", gap=CLOSED, wait=waits("30\u00a0days", "closed")),
    a_pair("said-9", "Same as number six", answer=an_answer(DUPLICATE)),
    a_pair("said-13", "The lid drips", quote="", agree=None, gap=WITHDRAWN, wait=None),
    hero=HERO,
    pager=PagerView("Page 1 of 5", None, Link("Older conversations", "waiting.html")),
)

PRAISED = a_list(
    "Kind words",
    a_pair("said-10", "The best flat white in town", wait=None),
    a_pair("said-11", "Thank you, Mara", answer=an_answer(PRAISE)),
    a_pair("said-12", LONG_WORD, quote=LONG_WORD, speaker=a_customer(LONG_WORD), wait=None),
    lead="Praise waits for nothing.",
    say=(
        Link("Write an email", "mailto:hello@hollinlane.example"),
        Link("Write on GitHub", "https://github.com/hollin"),
    ),
    pager=PagerView("Page 2 of 3", Link("Newer", "wall.html"), Link("Older", "wall.html")),
)

ASKED = a_list(
    "We asked",
    a_pair("said-20", "Should we open on Mondays?", speaker=MARA, wait=None),
    a_pair(
        "said-21",
        "Which mug?",
        speaker=WEN,
        wait=None,
        answer=an_answer(None, speaker=a_customer("Beca R.")),
    ),
    tabs=(),
)

NO_ONE = EmptyView(
    "Nobody is waiting",
    "Every critique on this wall has an answer. The last one took 1\u00a0day.",
    Link("Back to the wall", "wall.html"),
)

ARABIC = a_list(
    "الكل",
    a_pair(
        "said-30",
        "وصل الطلب متأخرًا",
        quote="انتظرت أسبوعًا كاملًا.",
        speaker=a_customer("سلمى"),
        day=a_day("٦ نوفمبر"),
        agree="يوافق ٦ أشخاص",
        gap=GapView("لم نُجب بعد — يومان", "هدفنا أن نجيب خلال ثلاثة أيام.", "open"),
        wait=waits("يومان", "open"),
    ),
    a_pair("said-31", "The grind is too coarse", answer=an_answer(PLANNED, text="معك حق.")),
    heads=("قلتم", "الانتظار", "أجبنا"),
    hero=replace(HERO, question="ما الذي ينبغي أن نحسّنه؟", lead="أنتم هنا ونحن هناك."),
    pager=PagerView("صفحة ١", None, Link("الأقدم", "rtl.html")),
)


def list_page(view: ListView, **changes: Any) -> Sample:
    """A page with a list on it; `changes` are the page's."""
    return "wall.html", {"view": a_page(list=view, **changes)}


PAGES: dict[str, Sample] = {
    "wall": list_page(
        WALL,
        nav=menu("Wall"),
        updated=a_day("23 November 2026, 09:40"),
    ),
    "waiting": list_page(
        a_list("Waiting", *WALL.pairs[:2], lead="Longest wait first."), title="Waiting", banner=None
    ),
    "waiting-empty": list_page(a_list("Waiting", empty=NO_ONE), title="Waiting"),
    "new": list_page(
        a_list(
            "All",
            hero=replace(HERO, score=None, email=None),
            tabs=(),
            empty=EmptyView("Nobody has said anything yet", "", Link("Be the first", "say.html")),
        ),
        source=None,
        stale="This wall was last updated on 20 November.",
        canonical=None,
    ),
    "praise": list_page(PRAISED, title="Kind words · Hollin Lane Coffee"),
    "asked": list_page(ASKED, title="We asked"),
    "rtl": list_page(ARABIC, lang="ar", direction="rtl", title="الكل"),
}
