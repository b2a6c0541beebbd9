"""People find a way to say something, a card to print, and our words on what becomes of it."""

import gzip
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from playwright.sync_api import Browser

import gallery
from browser import SITE, serve_folder
from builders import a_thread
from conversation_wall.site.views import CardView, Link, SayView, TextView
from gallery_views import PAGES
from scenes import a_stage
from sites import a_wall, build

EVIL = "<img src=x onerror=alert(1)>"
OURS = ("say", "say/card", "pact", "house-rules", "privacy", "accessibility")
BUDGET = 6 * 1024


def say(folder: Path, **settings: Any) -> SayView:
    """Give what stands on the page of the ways."""
    view = a_stage(folder, [], **settings).pages()["say/index.html"].view.say_page
    assert view
    return view


def card(folder: Path, site_url: str) -> CardView:
    """Give what stands on the card."""
    view = a_stage(folder, []).pages(site_url)["say/card/index.html"].view.card
    assert view
    return view


def words(name: str, folder: Path, **settings: Any) -> TextView:
    """Give what a page of words depends on."""
    view = a_stage(folder, [], **settings).pages()[f"{name}/index.html"].view.text
    assert view
    return view


def ways(view: SayView) -> list[str]:
    """Name the ways in their order."""
    return [way.title for way in view.ways]


@pytest.fixture(scope="module")
def evil_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site whose owner has pasted the wrong thing everywhere."""
    settings = {"SITENAME": EVIL, "WALL_QUESTION": EVIL, "WALL_COUNTER": EVIL}
    return build(a_wall(tmp_path_factory.mktemp("evil"), [a_thread()], **settings))


def test_email_comes_first(tmp_path: Path) -> None:
    """It needs no account; then GitHub, then paper."""
    view = say(tmp_path, contact_email="hello@hollin.example")

    assert ["By email", "On GitHub", "On paper"] == ways(view)
    assert "https://github.com/hollin/coffee/discussions/new/choose" == view.ways[1].buttons[0].url
    assert "../say/card/" == view.ways[2].buttons[0].url


def test_email_has_a_subject_and_prompts(tmp_path: Path) -> None:
    """A mail program opens with questions to answer, whatever stands in the address."""
    url = urlsplit(say(tmp_path, contact_email="a+b#%41@hollin.example").ways[0].buttons[0].url)
    fields = parse_qs(url.query, strict_parsing=True)

    assert ("mailto", "a+b#%41@hollin.example", "") == (url.scheme, unquote(url.path), url.fragment)
    assert ["Something for the wall"] == fields["subject"]
    assert ["What happened?", "What should have happened?", "Which name may we show?"] == [
        line for line in fields["body"][0].split("\r\n") if line
    ]
    # To a mail program a plus is a plus, not a space.
    assert "+" not in url.query


def test_each_kind_has_its_own_button(tmp_path: Path) -> None:
    """With `WALL_FORMS` people choose what they have to say; e-mail still comes first."""
    forms = {"problem": "problems", "idea": "ideas", "question": "q-a", "praise": "kind-words"}
    view = say(tmp_path, forms=forms, contact_email="hello@hollin.example")

    new = "https://github.com/hollin/coffee/discussions/new?category="
    assert ["By email", "On GitHub", "On paper"] == ways(view)
    assert [
        Link("A problem", f"{new}problems"),
        Link("An idea", f"{new}ideas"),
        Link("A question", f"{new}q-a"),
        Link("Kind words", f"{new}kind-words"),
    ] == list(view.ways[1].buttons)


def test_without_an_address_nobody_is_sent_to_one(tmp_path: Path) -> None:
    """GitHub is the first way then, and private matters have no place of their own."""
    view = say(tmp_path)

    assert ["On GitHub", "On paper"] == ways(view)
    assert view.private is None


def test_paper_is_always_a_way(tmp_path: Path) -> None:
    """Also where there is neither an address nor a repository."""
    view = say(tmp_path, sources=[])

    assert ["On paper"] == ways(view)
    assert "GitHub" not in view.appears


def test_owner_says_how_it_goes_in_the_shop(tmp_path: Path) -> None:
    """`WALL_COUNTER` stands in the box as it was written."""
    way = say(tmp_path, counter="There’s a card by the till.").ways[-1]

    assert ("In the shop", "There’s a card by the till.") == (way.title, way.text)
    assert "Print a card at home" == way.buttons[0].text


def test_aim_is_the_owner_s_in_words(tmp_path: Path) -> None:
    """Nobody counts "within 5 days" as carefully as "within five days"."""
    assert "within five\N{NO-BREAK SPACE}days." in say(tmp_path, answer_within=5).aim


def test_nothing_is_promised_at_once_where_all_is_read_first(tmp_path: Path) -> None:
    """With `WALL_PUBLISH = "approved"` the pages say so."""
    view = say(tmp_path, publish="approved")

    assert "once we’ve approved it" in view.appears
    assert "Straight" not in view.ways[0].text
    assert words("house-rules", tmp_path, publish="approved").is_read_first


def test_card_names_the_wall_as_people_type_it(tmp_path: Path) -> None:
    """Without an address there is nothing to name."""
    assert "hollin.example/wall" == card(tmp_path, "https://hollin.example/wall").address
    assert card(tmp_path, "").address is None


def test_choice_of_light_or_dark_is_owned_up_to(tmp_path: Path) -> None:
    """It is the one thing that a visitor's browser may keep."""
    assert not words("privacy", tmp_path).keeps_scheme
    assert words("privacy", tmp_path, scripts=["scheme"]).keeps_scheme


def test_owner_s_own_page_takes_the_place_of_ours(tmp_path: Path) -> None:
    """Its address stays, and it is in the footer once."""
    folder = a_wall(tmp_path, [a_thread()])
    for name in ("house-rules", "privacy"):
        text = f"Title: Ours: {name}\nSlug: {name}\n\nIn our words.\n"
        (folder / "content" / "pages" / f"{name}.md").write_text(text, "utf-8")
    output = build(folder)
    rules = (output / "house-rules" / "index.html").read_text("utf-8")

    assert "In our words." in rules
    assert 1 == rules.count('aria-current="page"')
    assert "In our words." in (output / "privacy" / "index.html").read_text("utf-8")
    assert "Accessibility</h1>" in (output / "accessibility" / "index.html").read_text("utf-8")


@pytest.mark.parametrize("name", OURS)
def test_page_trusts_no_text_and_is_light(evil_site: Path, name: str) -> None:
    """Names and words of the owner are text; a page stays within 6 KB."""
    html = (evil_site / name / "index.html").read_bytes()

    assert b"<img" not in html
    assert b"&lt;img" in html
    assert BUDGET >= len(gzip.compress(html, mtime=0))


@pytest.mark.parametrize("name", OURS)
def test_page_without_address_and_repository_names_neither(tmp_path: Path, name: str) -> None:
    """Nobody is sent to a place that is not there."""
    page = a_stage(tmp_path, [], sources=[]).pages()[f"{name}/index.html"]
    template = gallery.make_site(tmp_path).env.get_template(f"{page.template}.html")

    html = template.render(view=page.view)

    assert "mailto:" not in html
    assert "//github.com" not in html


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_two_cards_and_nothing_else_are_printed(
    chromium: Browser, tmp_path: Path, paper: str
) -> None:
    """No header, menu or footer, on one sheet; the screen shows one card and the frame."""
    gallery.build({"card": PAGES["say-card"]}, tmp_path)
    page = chromium.new_page()
    serve_folder(page, tmp_path)
    page.goto(f"{SITE}/card.html")
    parts = page.locator("header, nav, h1, footer, .card").all()

    on_screen = [part.get_attribute("class") for part in parts if part.is_visible()]
    page.emulate_media(media="print")
    on_paper = [part.get_attribute("class") for part in parts if part.is_visible()]
    sheet = page.pdf(format=paper)
    page.close()

    assert (1, 7) == (on_screen.count("card"), len(on_screen))
    assert ["card", "card"] == on_paper
    assert 1 == sheet.count(b"/Type /Page\n")
