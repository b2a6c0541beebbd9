"""The ways to say something, the card to print, and pages of plain words."""

from dataclasses import replace

from conversation_wall.site.views import CardView, Link, SayView, TextView, WayView

from .parts import LONG_WORD, Sample, a_page

EMAIL = Link("hello@hollinlane.example", "mailto:hello@hollinlane.example")
REPOSITORY = Link("on GitHub", "https://github.com/hollin/wall")

BY_EMAIL = WayView(
    "By email",
    "No account needed. We copy your words to the wall unchanged, under the name you choose. "
    "Your address is never shown.",
    (Link("Write an email", EMAIL.url),),
)
ON_GITHUB = WayView(
    "On GitHub",
    "Straight onto the wall, and you’ll hear when we reply. Needs a free account; your GitHub "
    "name is shown.",
    (Link("Write on GitHub", REPOSITORY.url),),
)
IN_THE_SHOP = WayView(
    "In the shop",
    "There’s a card by the till at 4 Hollin Lane. Write on it and put it in the box. We type it "
    "up on Fridays.",
    (Link("Print a card at home", "say-card.html"),),
)
BY_KIND = replace(
    ON_GITHUB,
    buttons=tuple(
        Link(text, f"{REPOSITORY.url}/discussions/new?category={slug}")
        for text, slug in (
            ("A problem", "problems"),
            ("An idea", "ideas"),
            ("A question", "q-a"),
            ("Kind words", "kind-words"),
        )
    ),
)
AIM = (
    "We aim to answer in public within three\u00a0days. Until we do, the wall shows the gap "
    "and counts the days."
)
SAY = SayView(
    title="Say something",
    lead="Be as critical as you like about us. Choose whichever way suits you; they all end up on "
    "the wall.",
    ways=(BY_EMAIL, ON_GITHUB, IN_THE_SHOP),
    appears="Your words appear on the wall: from GitHub with the next update, otherwise as soon "
    "as we’ve copied them.",
    aim=AIM,
    pact=Link("our pact", "page.html"),
    deeds=Link("You said, we did", "deeds.html"),
    private=EMAIL,
)
CARD = CardView(
    title="A card to write on",
    lead="Print this page: you get two of these on a sheet. Write on one, and give it to one of "
    "us.",
    question="What should we do better?",
    address="hollinlane.example/wall",
)
WORDS = TextView(
    title="House rules",
    email=EMAIL,
    repository=REPOSITORY,
    aim=AIM,
    is_read_first=False,
    keeps_scheme=True,
)


def say_page(say: SayView) -> Sample:
    """The page of the ways; its own button in the header is filled."""
    here = Link("Say something", "say.html", is_current=True)
    return "say.html", {"view": a_page(title=say.title, say=here, say_page=say)}


def card_page(card: CardView) -> Sample:
    """The page of the card."""
    return "card.html", {"view": a_page(title=card.title, card=card)}


def text_page(template: str, text: TextView) -> Sample:
    """A page whose words stand in the template."""
    return template, {"view": a_page(title=text.title, text=text)}


PAGES: dict[str, Sample] = {
    "say": say_page(SAY),
    "say-no-email": say_page(replace(SAY, ways=(ON_GITHUB, IN_THE_SHOP), private=None)),
    "say-paper": say_page(replace(SAY, ways=(replace(IN_THE_SHOP, text=LONG_WORD),), private=None)),
    "say-by-kind": say_page(replace(SAY, ways=(BY_EMAIL, BY_KIND, IN_THE_SHOP))),
    "say-by-kind-first": say_page(replace(SAY, ways=(BY_KIND, IN_THE_SHOP), private=None)),
    "say-card": card_page(CARD),
    "say-card-long": card_page(replace(CARD, question=LONG_WORD, address=LONG_WORD)),
    "pact": text_page("pact.html", replace(WORDS, title="Our pact")),
    "pact-read-first": text_page(
        "pact.html", replace(WORDS, title="Our pact", email=None, is_read_first=True)
    ),
    "house-rules": text_page("house-rules.html", WORDS),
    "privacy": text_page("privacy.html", replace(WORDS, title="Privacy")),
    "privacy-pseudonyms": text_page(
        "privacy.html",
        replace(WORDS, title="Privacy", people="pseudonyms", masked=("emails", "phones")),
    ),
    "accessibility": text_page(
        "accessibility.html",
        replace(WORDS, title="Accessibility", email=None, repository=None, is_read_first=True),
    ),
}
