"""
Sample views of an imaginary shop, one for every state that the theme can show.

`PAGES` maps a file name to the template and its context, as `scripts/gallery.py` and
`test_theme` want it.
"""

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

from markupsafe import Markup

from conversation_wall.site.views import (
    AnswerView,
    Day,
    EmptyView,
    GapView,
    HeroView,
    Link,
    ListView,
    OutcomeView,
    PagerView,
    PageView,
    PairView,
    PollView,
    PostView,
    RelatedView,
    ScoreView,
    SpeakerView,
    StepView,
    TabView,
    TagView,
    ThreadView,
    TurnView,
    WaitView,
)

MARA = SpeakerView("Mara", is_team=True, title="roaster")
WEN = SpeakerView("Wen", is_team=True, title="website")
GHOST = SpeakerView("Someone who has left GitHub", is_team=False)
BY_EMAIL = SpeakerView("A customer", is_team=False, note="by e-mail")
NOBODY = SpeakerView("", is_team=False)

PLANNED = TagView("planned", "Planned")
STARTED = TagView("started", "Under way")
DONE = TagView("done", "Done")
DECLINED = TagView("declined", "Not doing")
ANSWERED = TagView("answered", "Answered")
DUPLICATE = TagView("duplicate", "Said before")
PRAISE = TagView("praise", "Kind words")
SETTLED = TagView("settled", "Osian marked this as settled")

OPEN = GapView("Not answered yet — 2\u00a0days", "We aim to answer within three days.", "open")
LATE = GapView(
    "Not answered yet — 12\u00a0days",
    "We aim for three days. We’re late.",
    "late",
    Link("Everyone who’s waiting", "waiting.html"),
)
CLOSED = GapView("Closed without a word", "We closed this on 9 October.", "closed")
WAITED = WaitView("1\u00a0day", "Answered after 1\u00a0day", "answered")

LONG_WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 2

# What `markup` makes of a post that uses everything.
RICH = Markup("""
<p>I have read <a href="https://example.com/grind">your guide</a>
<span class="link-host">(example.com)</span> and <code>setting = 14</code>.<sup><a
class="footnote" id="p-fnref-1" href="#p-fn-1">1</a></sup></p>
<h4>What I tried</h4>
<ol><li>Coarser</li><li>Finer, then <kbd>Pulse</kbd></li></ol>
<h5>And then</h5>
<ul><li><span class="task" role="img" aria-label="done">☑</span> Cleaned it</li>
<li><span class="task" role="img" aria-label="to do">☐</span> Bought a new one</li></ul>
<blockquote><p>Every bag is ground to order.</p></blockquote>
<pre tabindex="0"><code class="language-python">grams = 18
water = 250  # and a very long line that does not fit into the column it stands in</code></pre>
<div class="table" role="group" tabindex="0" aria-label="Table"><table>
<thead><tr><th>Setting</th><th class="align-right">Seconds</th><th>Taste</th></tr></thead>
<tbody><tr><td>12</td><td class="align-right">45</td><td class="align-center">Sour</td></tr></tbody>
</table></div>
<p><img src="icon.svg" width="640" height="320" alt="A cup" loading="lazy"></p>
<p><a class="image-link" href="https://example.com/cup">Image: on GitHub</a></p>
<div class="alert alert--note"><p class="alert__title">Note</p><p>It was a Tuesday.</p></div>
<div class="alert alert--tip"><p class="alert__title">Tip</p><p>Rinse the paper.</p></div>
<div class="alert alert--important"><p class="alert__title">Important</p><p>Hot.</p></div>
<div class="alert alert--warning"><p class="alert__title">Warning</p><p>Very hot.</p></div>
<div class="alert alert--caution"><p class="alert__title">Caution</p><p>Steam.</p></div>
<details><summary>The whole log</summary><p>Nothing in it.</p></details>
<hr>
<div class="footnotes"><ol><li id="p-fn-1">By weight. <a class="footnote-back"
href="#p-fnref-1" aria-label="Back to the text">↩</a></li></ol></div>
<pre class="plain">This one could not be rendered, so it *stays* as it was written.</pre>
""")


def a_day(text: str, iso: str = "2026-11-06T09:40:00+00:00") -> Day:
    """A date in words."""
    return Day(text, iso)


def a_customer(name: str) -> SpeakerView:
    """Somebody who is not of the team."""
    return SpeakerView(name, is_team=False)


def a_pair(
    id: str,
    title: str,
    quote: str = "Two bags this month were open at the seam, and the coffee was in my post.",
    **changes: Any,
) -> PairView:
    """A pair that nobody has answered, and that shows no gap either."""
    pair = PairView(
        id=id,
        title=title,
        url=f"thread.html#{id}",
        speaker=a_customer("Osian L."),
        day=a_day("6 November"),
        topics=(Link("Packaging", "topic.html"),),
        quote=quote,
        more=None,
        agree="22 people agree",
        wait=WAITED,
        answer=None,
        gap=None,
    )
    return replace(pair, **changes)


def an_answer(tag: TagView | None = ANSWERED, **changes: Any) -> AnswerView:
    """The team's side of a pair."""
    answer = AnswerView(
        tag=tag,
        text="Our sealing bar ran too cool. We have turned it up and checked every bag since.",
        speaker=MARA,
        day=a_day("7 November"),
    )
    return replace(answer, **changes)


def a_post(anchor: str, speaker: SpeakerView, html: str, **changes: Any) -> PostView:
    """One post of a thread."""
    post = PostView(
        anchor=anchor,
        speaker=speaker,
        day=a_day("6 November"),
        html=Markup(html),
        github=Link("on GitHub", f"https://github.com/hollin/wall/discussions/44#{anchor}"),
    )
    return replace(post, **changes)


def a_turn(*said: PostView, answered: tuple[PostView, ...] = (), **changes: Any) -> TurnView:
    """A row of a thread; the wait stands in it when both sides spoke."""
    turn = TurnView(
        said=said,
        answered=answered,
        wait=WAITED if said and answered else None,
        gap=None,
        later=None,
    )
    return replace(turn, **changes)


def a_page(**changes: Any) -> PageView:
    """A page with everything around it and nothing in it."""
    page = PageView(
        site_name="Hollin Lane Coffee",
        title="What should we do better?",
        description="What customers told Hollin Lane Coffee, and what it answered.",
        lang="en",
        direction="ltr",
        root="",
        canonical="https://example.com/wall/",
        banner="Sample site. The shop, the people and their words are made up.",
        nav=(Link("Wall", "wall.html"), Link("House rules", "page.html")),
        say=Link("Say something", "say.html"),
        promise="We publish every critique that keeps to the house rules, and never edit one.",
        footer=(
            Link("Feed", "feed.xml"),
            Link("House rules", "page.html"),
            Link("Download the data", "data.html"),
        ),
        source=Link("Newer messages are on GitHub.", "https://github.com/hollin/wall"),
        stylesheet="style.css",
        icon="icon.svg",
    )
    return replace(page, **changes)


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


def waits(text: str, state: str) -> WaitView:
    """A wait that goes on."""
    return WaitView(text, f"{text} so far", state)


HERO = HeroView(
    question="What should we do better?",
    lead="You say it on one side, we answer on the other. An empty box is an answer we owe you.",
    say=Link("Say something", "say.html"),
    email=Link("No GitHub account? E-mail works too", "mailto:wall@example.com"),
    score=ScoreView(
        headline="43 of 47 critiques answered",
        sentence="Half are answered within 2 days. Four people are waiting, one for 26 days.",
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
    a_pair("said-6", "Bring back the loyalty card", answer=an_answer(DECLINED)),
    a_pair(
        "said-7",
        "Take cash again",
        speaker=NOBODY,
        answer=AnswerView(STARTED, "Marked as under way, without a word from us."),
        wait=None,
    ),
    a_pair("said-8", "Less plastic", gap=CLOSED, wait=waits("30\u00a0days", "closed")),
    a_pair("said-9", "Same as number six", answer=an_answer(DUPLICATE)),
    hero=HERO,
    pager=PagerView("Page 1 of 5", None, Link("Older conversations", "waiting.html")),
)

PRAISED = a_list(
    "Kind words",
    a_pair("said-10", "The best flat white in town", wait=None),
    a_pair("said-11", "Thank you, Mara", answer=an_answer(PRAISE)),
    a_pair("said-12", LONG_WORD, quote=LONG_WORD, speaker=a_customer(LONG_WORD), wait=None),
    lead="Praise waits for nothing.",
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
        a_turn(a_post("d-6", a_customer("Osian L."), "<p>Thank you.</p>", tag=SETTLED)),
    ),
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
    notes=("This conversation is locked.",),
    duplicate_of=Link("Which bin does the bag go in?", "thread.html"),
    duplicates=(),
    email=None,
    related=(),
    pager=PagerView("Messages 1 to 50", None, Link("Later messages", "thread.html")),
)

OWN_PAGE = SimpleNamespace(
    title="House rules",
    content="<p>Be kind.</p><h2>What we hide</h2><ul><li>Spam</li><li>Addresses</li></ul>",
)


def _list(view: ListView, **changes: Any) -> tuple[str, dict[str, Any]]:
    return "wall.html", {"view": a_page(list=view, **changes)}


def _thread(view: ThreadView) -> tuple[str, dict[str, Any]]:
    return "thread.html", {"view": a_page(thread=view, title=view.title)}


PAGES: dict[str, tuple[str, dict[str, Any]]] = {
    "wall": _list(
        WALL,
        nav=(Link("Wall", "wall.html", is_current=True), Link("House rules", "page.html")),
        updated=a_day("23 November 2026, 09:40"),
    ),
    "waiting": _list(
        a_list("Waiting", *WALL.pairs[:2], lead="Longest wait first."), title="Waiting", banner=None
    ),
    "waiting-empty": _list(a_list("Waiting", empty=NO_ONE), title="Waiting"),
    "new": _list(
        a_list(
            "All",
            hero=replace(HERO, score=None, email=None),
            tabs=(),
            empty=EmptyView("Nobody has said anything yet", "", Link("Be the first", "say.html")),
        ),
        say=None,
        source=None,
        footer=(),
        nav=(),
        canonical=None,
    ),
    "praise": _list(PRAISED, title="Kind words · Hollin Lane Coffee"),
    "asked": _list(ASKED, title="We asked"),
    "rtl": _list(ARABIC, lang="ar", direction="rtl", title="الكل"),
    "thread": _thread(THREAD),
    "thread-open": _thread(OPEN_THREAD),
    "404": ("404.html", {"view": a_page(title="Page not found", root="https://example.com/")}),
    "404-quiet": (
        "404.html",
        {"view": a_page(title="Page not found", root="https://example.com/", say=None)},
    ),
    "page": ("page.html", {"view": a_page(title="House rules"), "page": OWN_PAGE}),
}
