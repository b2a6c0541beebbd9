"""
The ways to say something, the card to print, and our words on what we owe each other.

    say/  say/card/  pact/  house-rules/  privacy/  accessibility/

A page of the owner's own at one of these addresses takes the place of ours.
"""

from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urlsplit

from ..config import Config
from .addresses import file_of, mailto, root_of
from .framing import Framing, Page
from .language import gettext
from .views import CardView, Link, PageView, SayView, TextView, WayView
from .writing import letter_url, new_thread_links, repository_url

PATH = "say/"
CARD_PATH = "say/card/"

_ACCOUNT = {
    "names": gettext("Needs a free account; your GitHub name is shown."),
    "initials": gettext("Needs a free account; your initials are shown."),
    "pseudonyms": gettext("Needs a free account; the wall does not show your name."),
}


def say_pages(framing: Framing) -> Iterator[Page]:
    """Make the pages that the owner has not written."""
    own = {page.url for page in framing.frame.pages}
    pages = (_say_page(framing), _card_page(framing), *_text_pages(framing))
    for path, template, view in pages:
        if path not in own:
            yield Page(file_of(path), template, view)


def _say_page(framing: Framing) -> tuple[str, str, PageView]:
    root = root_of(PATH)
    title = gettext("Say something")
    lead = gettext(
        "Be as critical as you like about us. Choose whichever way suits you; they all end up on "
        "the wall."
    )
    say = SayView(
        title=title,
        lead=lead,
        ways=tuple(_ways(framing, root)),
        appears=_appears(framing),
        aim=_aim(framing),
        pact=Link(gettext("our pact"), f"{root}pact/"),
        deeds=Link(gettext("You said, we did"), f"{root}you-said-we-did/"),
        private=_email(framing),
    )
    view = framing.page_view(PATH, title, lead, current=PATH)
    return PATH, "say", replace(view, say_page=say)


def _aim(framing: Framing) -> str:
    scene = framing.scene
    return gettext(
        "We aim to answer in public within %(span)s. Until we do, the wall shows the gap and "
        "counts the days."
    ) % {"span": scene.language.span_in_words(scene.config.answer_within)}


def _ways(framing: Framing, root: str) -> Iterator[WayView]:
    config, on_github = framing.scene.config, new_thread_links(framing.scene)
    if config.contact_email:
        yield WayView(
            gettext("By email"),
            gettext(
                "No account needed. We copy your words to the wall unchanged, under the name you "
                "choose. Your address is never shown."
            ),
            (Link(gettext("Write an email"), letter_url(config.contact_email)),),
        )
    if on_github:
        yield WayView(
            gettext("On GitHub"),
            f"{_on_github(config)} {_ACCOUNT[config.people]}",
            on_github,
        )
    card = f"{root}{CARD_PATH}"
    if config.counter:
        button = Link(gettext("Print a card at home"), card)
        yield WayView(gettext("In the shop"), config.counter, (button,))
    else:
        text = gettext(
            "Print a card, write on it and give it to one of us. We copy your words to the wall "
            "unchanged."
        )
        yield WayView(gettext("On paper"), text, (Link(gettext("Print a card"), card),))


def _on_github(config: Config) -> str:
    if config.publish == "all":
        return gettext("Straight onto the wall, and you’ll hear when we reply.")
    return gettext("You’ll hear when we reply.")


def _appears(framing: Framing) -> str:
    if framing.scene.config.publish != "all":
        return gettext("We read what you wrote. It appears on the wall once we’ve approved it.")
    if repository_url(framing.scene):
        return gettext(
            "Your words appear on the wall: from GitHub with the next update, otherwise as soon "
            "as we’ve copied them."
        )
    return gettext("Your words appear on the wall as soon as we’ve copied them.")


def _card_page(framing: Framing) -> tuple[str, str, PageView]:
    title = gettext("A card to write on")
    lead = gettext(
        "Print this page: you get two of these on a sheet. Write on one, and give it to one of us."
    )
    url = urlsplit(framing.frame.site_url)
    card = CardView(
        title=title,
        lead=lead,
        question=framing.scene.config.question,
        address=f"{url.netloc}{url.path}" or None,
    )
    view = framing.page_view(CARD_PATH, title, lead)
    return CARD_PATH, "card", replace(view, card=card)


def _text_pages(framing: Framing) -> Iterator[tuple[str, str, PageView]]:
    pages = (
        (
            "pact",
            gettext("Our pact"),
            gettext("What you can hold us to, and what we ask of you."),
        ),
        (
            "house-rules",
            gettext("House rules"),
            gettext("What we publish, what we hide, and what we ask of you."),
        ),
        (
            "privacy",
            gettext("Privacy"),
            gettext("What this wall shows of you, and how to change or remove it."),
        ),
        (
            "accessibility",
            gettext("Accessibility"),
            gettext("What this wall does so that everybody can use it, and where it falls short."),
        ),
    )
    config, repository = framing.scene.config, repository_url(framing.scene)
    for name, title, description in pages:
        text = TextView(
            title=title,
            email=_email(framing),
            repository=Link(gettext("on GitHub"), repository) if repository else None,
            aim=_aim(framing),
            is_read_first=config.publish != "all",
            keeps_scheme="scheme" in config.scripts,
            people=config.people,
            masked=config.redact,
        )
        path = f"{name}/"
        view = framing.page_view(path, title, description, current=path)
        yield path, name, replace(view, text=text)


def _email(framing: Framing) -> Link | None:
    address = framing.scene.config.contact_email
    return Link(address, mailto(address)) if address else None
