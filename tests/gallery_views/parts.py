"""People, words and builders: what the samples are made of."""

from dataclasses import replace
from typing import Any

from markupsafe import Markup

from conversation_wall.site.markup import RenderContext, render
from conversation_wall.site.policy import POLICY
from conversation_wall.site.views import (
    AnswerView,
    BannerView,
    Day,
    GapView,
    Link,
    PageView,
    PairView,
    PostView,
    ReportView,
    SpeakerView,
    TagView,
    TurnView,
    WaitView,
)

Sample = tuple[str, dict[str, Any]]

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
WITHDRAWN = GapView("", "Dafydd removed this on 3 May.", "withdrawn")
CLOSED = GapView("Closed without a word", "We closed this on 9 October.", "closed")
WAITED = WaitView("1\u00a0day", "Answered after 1\u00a0day", "answered")

LONG_WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 2

# What `markup` makes of a post that uses everything.
ON_GITHUB = "https://github.com/hollin/wall/discussions/44"
TYPED = """
It sours at $t > 30$ seconds, and the light turns `#b8690f`. It was fine before 0a1b2c3d4e5f60718293a4b5c6d7e8f901234567.

```python
def brew(grams: int = 18) -> str:  # by weight
    return f"{grams * 14} g of water"
```

```diff
- grams = 18
+ grams = 20
```

```suggestion
Weigh it first.
```

```mermaid
graph LR
  beans --> grinder --> cup
```

https://github.com/user-attachments/assets/5b1c

On 6 Nov 2026, at 09:40, Mara wrote:
> Which basket is it?
"""
RICH = (
    Markup("""
<p>I have read <a href="https://example.com/grind">your guide</a>
<span class="link-host">(example.com)</span> and <code>setting = 14</code>.
Write to <span class="masked">‹e-mail address hidden›</span>.<sup><a
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
    + render(TYPED, RenderContext("p", "hollin/wall", url=ON_GITHUB)).html
)


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
        report=None
        if speaker.is_team
        else ReportView(
            "Report",
            f"this message by {speaker.name}, on GitHub",
            "https://github.com/contact/report-content?content_url=https%3A%2F%2Fgithub.com",
        ),
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


def menu(current: str = "") -> tuple[Link, ...]:
    """The menu, with one of its pages open."""
    links = {
        "Wall": "wall.html",
        "You said, we did": "deeds.html",
        "How we’re doing": "doing.html",
    }
    return tuple(Link(text, url, is_current=text == current) for text, url in links.items())


def a_page(**changes: Any) -> PageView:
    """A page with everything around it and nothing in it."""
    page = PageView(
        site_name="Hollin Lane Coffee",
        title="What should we do better?",
        description="What customers told Hollin Lane Coffee, and what it answered.",
        lang="en",
        locale="en_GB",
        direction="ltr",
        root="",
        canonical="https://example.com/wall/",
        banner=BannerView("Sample site.", "The shop, the people and their words are made up."),
        nav=menu(),
        say=Link("Say something", "say.html"),
        house_rules=Link("house rules", "page.html"),
        footer=(
            Link("Feed", "feed.xml"),
            Link("People", "people.html"),
            Link("Put this on your site", "embed-code.html"),
            Link("House rules", "page.html"),
            Link("Privacy", "privacy.html"),
            Link("Accessibility", "accessibility.html"),
        ),
        source=Link("Newer messages are on GitHub", "https://github.com/hollin/wall"),
        feeds=(Link("Critiques and kind words", "feed.xml"), Link("Answers", "answers.xml")),
        stylesheet="style.css",
        icon="icon.svg",
        policy=POLICY,
    )
    return replace(page, **changes)


def waits(text: str, state: str) -> WaitView:
    """A wait that goes on."""
    return WaitView(text, f"{text} so far", state)
