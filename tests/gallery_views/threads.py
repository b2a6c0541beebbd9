"""Conversations, whole."""

from dataclasses import replace
from typing import Any

from markupsafe import Markup

from conversation_wall.site.views import (
    FieldView,
    Link,
    OutcomeView,
    PagerView,
    PollView,
    RelatedView,
    SettledView,
    StepView,
    TagView,
    ThreadView,
)

from .parts import (
    DONE,
    GHOST,
    LATE,
    LONG_WORD,
    MARA,
    RICH,
    SETTLED,
    WEN,
    Sample,
    a_customer,
    a_day,
    a_page,
    a_post,
    a_turn,
    waits,
)

THREAD = ThreadView(
    title="Which bin does the pouch go in?",
    crumbs=(Link("The wall", "wall.html"), Link("Packaging", "topic.html")),
    raised="Osian L. said this on 6 November 2026",
    speaker=a_customer("Osian L."),
    day=a_day("6 November 2026"),
    agree="22 people agree",
    outcome=OutcomeView(DONE, "Every pouch says in words which bin it goes in."),
    steps=(
        StepView("Raised", a_day("6 November"), "6 November", is_last=False),
        StepView("Answered", a_day("7 November"), "7 November, after 1\u00a0day", is_last=False),
        StepView("Planned", a_day("9 November"), "", is_last=False),
        StepView("Done", a_day("14 November"), "after 8\u00a0days", is_last=True),
    ),
    poll=None,
    turns=(
        a_turn(
            a_post("d-1", a_customer("Osian L."), "<p>The pouch says “eco”.</p><p>Bin?</p>"),
            a_post(
                "d-2",
                a_customer("Beca R."),
                "<p>And the valve?</p>",
                edited="edited",
                reply_to=Link("In reply to Osian L.", "#d-1"),
            ),
            answered=(
                a_post("d-3", MARA, "<p>Film: <b>food waste</b>.</p><ul><li>Valve: bin.</li></ul>"),
                a_post("d-4", WEN, "<p>The shop page says so too.</p>", reason="Marked by us."),
            ),
        ),
        a_turn(
            answered=(a_post("d-5", MARA, "<p>Printed.</p>", tag=TagView("done", "Now done")),),
            later="5\u00a0days later",
        ),
        a_turn(a_post("d-6", a_customer("Osian L."), "<p>Thank you.</p>", settled=SETTLED)),
    ),
    settled=None,
    notes=(),
    duplicate_of=None,
    duplicates=(Link("Is the pouch compost?", "thread.html"), Link("Bins", "thread.html")),
    reply=Link("Reply on GitHub", "https://github.com/hollin/wall/discussions/44"),
    reply_lead="Disagree, or found it isn’t fixed? Say so.",
    email=Link("Reply by e-mail", "mailto:wall@example.com"),
    related_title="More about packaging",
    related=(
        RelatedView("The roast date is printed brown on brown", "thread.html", DONE),
        RelatedView("Sell refills", "thread.html", None),
    ),
    pager=None,
)

OPEN_THREAD = replace(
    THREAD,
    title="A very long report of one " + LONG_WORD,
    outcome=OutcomeView(None, "", LATE),
    steps=(StepView("Raised", a_day("6 November"), "6 November", is_last=True),),
    poll=PollView(
        "Which day suits you?",
        (("Monday", "12 votes", 60), ("Never", "8 votes", 40), ("Both", "No votes", 0)),
        "20 votes",
    ),
    turns=(
        a_turn(
            a_post("d-7", GHOST, RICH, notes=("Locked by us: off topic.",)),
            answered=(a_post("d-8", MARA, RICH.replace("p-fn", "q-fn")),),
        ),
        a_turn(
            a_post("d-9", a_customer("Osian L."), f"<p>{LONG_WORD}</p>"),
            wait=waits("12\u00a0days", "late"),
            gap=LATE,
        ),
    ),
    settled=SettledView(replace(SETTLED, text="We marked this as settled"), is_by_team=True),
    notes=("This conversation is locked.",),
    duplicate_of=Link("Which bin does the bag go in?", "thread.html"),
    duplicates=(),
    email=None,
    related=(),
    pager=PagerView("Messages 1 to 50", None, Link("Later messages", "thread.html")),
)


BY_FORM = replace(
    OPEN_THREAD,
    title="The lid leaks",
    poll=None,
    notes=(),
    duplicate_of=None,
    turns=(
        a_turn(
            a_post(
                "opening",
                a_customer("Osian L."),
                "",
                fields=(
                    FieldView("What happened?", Markup("<p>It ran down my sleeve.</p>")),
                    FieldView(
                        "What should have happened?",
                        Markup("<p>Nothing.</p><h4>And</h4><ul><li>a lid that holds</li></ul>"),
                    ),
                ),
            ),
            gap=LATE,
        ),
    ),
)


def thread_page(view: ThreadView, **changes: Any) -> Sample:
    """A page with a conversation on it; `changes` are the page's."""
    return "thread.html", {"view": a_page(thread=view, **{"title": view.title, **changes})}


PAGES: dict[str, Sample] = {
    "thread": thread_page(THREAD),
    "thread-open": thread_page(OPEN_THREAD),
    "thread-by-form": thread_page(BY_FORM),
}
