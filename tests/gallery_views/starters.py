"""What an owner could ask next, in the preview only."""

from conversation_wall.site.views import AskedView, Link, StartersView, StarterView

from .parts import LONG_WORD, Sample, a_page

POST = Link("Post it on GitHub", "page.html")
STARTERS = StartersView(
    title="Start a conversation",
    lead="What this wall itself makes you want to ask. Change the words as you like; a question "
    "in your own voice gets more answers than ours.",
    starters=(
        StarterView(
            "Done since 6 November, and whoever asked has not said whether it helped.",
            "Is it better now? (The lids leak)",
            "You told us: “The lids leak” (https://github.com/hollin/coffee/discussions/41). Since "
            "6 November we have done something about it. Is it better now? Please tell us if it "
            "is, and all the more if it is not.",
            post=POST,
        ),
        StarterView(
            f"Nobody has said anything about {LONG_WORD} since 2 July.",
            f"What annoys you about {LONG_WORD}?",
            "It has been quiet there, and we doubt that all is well.",
        ),
    ),
    asked=(
        AskedView("What should we do better?", "page.html", "3 replies from 2 customers"),
        AskedView(LONG_WORD, "page.html", "No replies yet"),
    ),
    empty="Nothing to ask right now: nobody was left without a word.",
)
NOTHING = StartersView(STARTERS.title, STARTERS.lead, (), (), STARTERS.empty)


def starters_page(starters: StartersView) -> Sample:
    """The page of questions to ask."""
    return "starters.html", {"view": a_page(title=starters.title, starters=starters)}


PAGES: dict[str, Sample] = {
    "starters": starters_page(STARTERS),
    "starters-none": starters_page(NOTHING),
}
