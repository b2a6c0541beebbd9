"""The widget, the badge and the code for them show the wall on other people's pages."""

import gzip
import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest

import browser
import gallery
from builders import a_post, a_thread
from conversation_wall.records import ThreadRecord
from conversation_wall.site.embed_code import NOWHERE, embed_code_view
from conversation_wall.site.views import BadgeView, PageView, WidgetView
from gallery_views import PAGES
from scenes import a_stage
from sites import Outline

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

BADGE_BUDGET = 1024
WIDGET_BUDGET = 2 * 1024
SHOP = "https://shop.test/"
EVIL = '"><img src=x onerror=y>[a](b)`&'
SVG = "{http://www.w3.org/2000/svg}"


def widget(folder: Path, threads: list[ThreadRecord], path: str = "embed/") -> WidgetView:
    """Give the widget of a wall with these threads."""
    view = a_stage(folder, threads).pages()[f"{path}index.html"].view.widget
    assert view
    return view


def badge(folder: Path, answered: int, waiting: int) -> BadgeView:
    """Give the badge of a wall with so many critiques."""
    threads = [answered_thread(number) for number in range(1, answered + 1)]
    threads += [a_thread(number=number + 1000) for number in range(waiting)]
    view = a_stage(folder, threads).pages()["badge.svg"].view.badge
    assert view
    return view


def answered_thread(number: int, day: float = 0, answer: str = "New lid") -> ThreadRecord:
    """Build a thread that the team has answered, in words that it uses nowhere else."""
    reply = a_post(f"{answer} {'i' * number}.", by="ada", day=day + 1)
    return a_thread(number=number, title=f"Cup {number}", day=day, comments=[reply])


def rendered(template: str, view: PageView) -> str:
    """Render a page with the theme."""
    text: str = gallery.make_site(Path()).env.get_template(template).render(view=view)
    return text


def sample(name: str) -> PageView:
    """Give the view of a sample of the gallery."""
    view: PageView = PAGES[name][1]["view"]
    return view


# What stands in the widget


def test_widget_shows_the_three_newest_critiques(tmp_path: Path) -> None:
    """Newest first, each with its answer or the gap; praise is no critique."""
    threads = [
        *(answered_thread(number, day=number) for number in range(1, 4)),
        a_thread(number=4, title="Lids", day=29),
        a_thread(number=5, title="Lovely", day=29.5, category="kind-words"),
    ]
    view = widget(tmp_path, threads)

    assert "3 of 4 critiques answered" == str(view.headline)
    assert ["Lids", "Cup 3", "Cup 2"] == [row.title for row in view.rows]
    assert view.rows[0].gap
    assert "Not answered yet — 1\xa0day" == view.rows[0].gap.headline
    assert ("Answered.", "New lid iii.", None) == (
        view.rows[1].status,
        view.rows[1].answer,
        view.rows[1].gap,
    )
    assert "../said/3/" == view.rows[1].url


def test_widget_never_hides_that_somebody_waits(tmp_path: Path) -> None:
    """Where the newest are all answered, the newest that is not takes the last place."""
    threads = [
        a_thread(number=1, title="Long ago", day=1),
        a_thread(number=2, title="Waits", day=2),
        *(answered_thread(number, day=number) for number in range(3, 7)),
    ]

    assert ["Cup 6", "Cup 5", "Waits"] == [row.title for row in widget(tmp_path, threads).rows]


def test_widget_of_a_wall_without_critiques_asks_for_one(tmp_path: Path) -> None:
    """Praise alone makes no score of nothing."""
    view = widget(tmp_path, [a_thread(category="kind-words")])
    html = rendered("widget.html", replace(sample("widget"), widget=view))

    assert ("What should we do better?", ()) == (view.headline, view.rows)
    assert "Yours would be the first." in html
    assert "<li " not in html


def test_widget_lies_in_each_scheme_and_on_no_map(tmp_path: Path) -> None:
    """It is a part of other pages: search engines are kept away, and the sitemap has it not."""
    pages = a_stage(tmp_path, [a_thread()]).pages("https://hollin.example/wall")
    found = {name: page for name, page in pages.items() if page.template == "widget"}

    schemes = {name: page.view.widget.scheme for name, page in found.items() if page.view.widget}
    assert {
        "embed/index.html": "",
        "embed/light/index.html": "light",
        "embed/dark/index.html": "dark",
    } == schemes
    assert not any(page.view.is_indexed or page.view.canonical for page in found.values())


def test_words_of_strangers_stay_words(tmp_path: Path) -> None:
    """A title and an answer are escaped, and find their own direction."""
    reply = a_post(f"No {EVIL}", by="ada")
    view = widget(tmp_path, [a_thread(title=EVIL, comments=[reply])])
    html = rendered("widget.html", replace(sample("widget"), widget=view))

    tags = Outline(html).tags
    assert "img" not in {tag for tag, _ in tags}
    assert ("h2", {"class": "widget__title", "dir": "auto"}) in tags
    assert "<bdi>No " in html


def test_answer_is_cut_to_what_two_lines_hold(tmp_path: Path) -> None:
    """Three long answers are no reason for a heavy frame."""
    threads = [answered_thread(number, answer="words " * 99) for number in range(1, 4)]
    rows = widget(tmp_path, threads).rows

    assert [True] * 3 == [len(row.answer) <= 160 and row.answer.endswith("…") for row in rows]


# The badge


@pytest.mark.parametrize(
    ("answered", "waiting", "text", "squares"),
    [
        (0, 0, "No critiques yet", (0, 0)),
        (0, 1, "0 of 1 answered", (0, 1)),
        (3, 0, "3 of 3 answered", (3, 0)),
        (3, 1, "3 of 4 answered", (3, 1)),
        (1, 29, "1 of 30 answered", (1, 9)),
        (12, 0, "12 of 12 answered", (10, 0)),
        (43, 4, "43 of 47 answered", (9, 1)),
        (49, 1, "49 of 50 answered", (9, 1)),
    ],
)
def test_badge_draws_answers_solid_and_gaps_dashed(
    tmp_path: Path, answered: int, waiting: int, text: str, squares: tuple[int, int]
) -> None:
    """A square for each of a few, ten for many; nobody who waits is rounded away."""
    view = badge(tmp_path, answered, waiting)

    assert (text, *squares) == (view.text, view.solid, view.dashed)


@pytest.mark.parametrize("text", ["43 of 47 answered", f"{EVIL} & </svg>", "من ٤٧"])
def test_badge_is_a_drawing_with_a_title(text: str) -> None:
    """It is well-formed whatever it says, names what it shows, and runs nothing."""
    view = replace(sample("widget"), badge=BadgeView(text, 9, 1), site_name=EVIL)
    root = ElementTree.fromstring(rendered("badge.svg", view))

    assert text == root.findtext(f"{SVG}title") == root.findtext(f"{SVG}text")
    solid, dashed = (path.get("d", "").count("z") for path in root.iter(f"{SVG}path"))
    assert (9, 1) == (solid, dashed)
    assert {"svg", "title", "style", "rect", "path", "text"} == {
        element.tag.removeprefix(SVG) for element in root.iter()
    }


def test_badge_takes_the_colour_of_the_owner() -> None:
    """By day and by night."""
    view = BadgeView("3 of 3 answered", 3, 0, ("#7a0019", "#ff99aa"))
    text = rendered("badge.svg", replace(sample("widget"), badge=view))

    assert (1, 1, 0) == tuple(map(text.count, ("#7a0019", "#ff99aa", "#0c4a5b")))


# The code


def test_code_is_the_frame_with_a_link_below_it() -> None:
    """Each snippet names the wall in full, and the shop whatever it is called."""
    view = embed_code_view(EVIL, "https://hollin.example/wall", "../")
    codes = [code.text for snippet in view.snippets for code in snippet.codes]

    tags = Outline(codes[0]).tags
    assert ["iframe", "p", "a"] == [tag for tag, _ in tags]
    assert {
        "src": "https://hollin.example/wall/embed/light/",
        "title": f"Latest conversations with {EVIL}",
        "width": "100%",
        "height": "640",
        "style": "border:0",
        "loading": "lazy",
        "sandbox": "allow-top-navigation-by-user-activation",
    } == tags[0][1]
    assert {"href": "https://hollin.example/wall/"} == tags[2][1]
    assert "https://hollin.example/wall/embed/dark/" in codes[1]
    assert "https://hollin.example/wall/embed/" in codes[2]
    assert ["a", "img"] == [tag for tag, _ in Outline(codes[3]).tags]
    assert re.fullmatch(
        r"\[!\[.*\\\[a\\\].*\]\(https://hollin.example/wall/badge.svg\)\]"
        r"\(https://hollin.example/wall/\)",
        codes[4],
    )
    assert view.note is None


def test_code_of_a_wall_without_an_address_says_so() -> None:
    """A made-up address stands in it, and the owner is told what to set."""
    view = embed_code_view("Hollin Lane", "", "../")

    assert f"{NOWHERE}/embed/light/" in view.snippets[0].codes[0].text
    assert view.note
    assert "WALL_SITEURL" in view.note


def test_code_can_be_read_and_its_previews_are_of_this_site(tmp_path: Path) -> None:
    """The code is text on the page, and only this page may show frames, of its own site."""
    pages = a_stage(tmp_path, [a_thread()]).pages()
    view = pages["embed-code/index.html"].view
    tags = Outline(rendered("embed_code.html", view)).tags

    frames = [attributes["src"] for tag, attributes in tags if tag == "iframe"]
    assert ["../embed/light/", "../embed/dark/", "../embed/"] == frames
    snippets = [attributes for tag, attributes in tags if tag == "pre"]
    assert ["snippet"] * 5 == [attributes["class"] for attributes in snippets]
    assert ["0"] * 5 == [attributes["tabindex"] for attributes in snippets]
    assert ["embed-code/index.html"] == [
        name for name, page in pages.items() if "frame-src 'self'" in page.view.policy
    ]


# On other sites


def test_widget_and_badge_are_light(sample_site: Path) -> None:
    """They cost other people's pages next to nothing."""
    frames = [sample_site / "embed" / path / "index.html" for path in ("", "light", "dark")]

    assert (sample_site / "badge.svg").stat().st_size <= BADGE_BUDGET
    assert [True] * 3 == [
        len(gzip.compress(path.read_bytes(), mtime=0)) <= WIDGET_BUDGET for path in frames
    ]


@pytest.mark.parametrize(("width", "height"), [(304, 640), (390, 640), (512, 400), (700, 400)])
def test_widget_fits_its_frame(
    chromium: "Browser", sample_site: Path, width: int, height: int
) -> None:
    """Nothing is cut and nothing scrolls, and the box ends where the frame does."""
    page = open_shop(chromium, sample_site, width, height)

    inner = page.frames[1].evaluate(
        """() => {
          const page = document.documentElement;
          const box = document.querySelector("main").getBoundingClientRect();
          return [page.scrollWidth, page.scrollHeight, box.width, box.height];
        }"""
    )
    page.context.close()

    assert [width, height, width, height] == inner


@pytest.mark.parametrize("link", ["Say something", "See the whole wall"])
def test_links_lead_out_of_the_frame(chromium: "Browser", sample_site: Path, link: str) -> None:
    """Whoever follows one is on the wall, and not in a small part of a shop's page."""
    page = open_shop(chromium, sample_site, 390, 640)

    with page.expect_request(f"{browser.SITE}/**") as request:
        page.frame_locator("iframe").get_by_role("link", name=link).click()
    is_top = request.value.frame == page.main_frame
    page.context.close()

    assert is_top


def test_light_stays_light_for_those_who_prefer_the_dark(
    chromium: "Browser", sample_site: Path
) -> None:
    """A light shop gets a light box, a dark one a dark box; the other follows the visitor."""
    papers = {}
    for path in ("embed/light/", "embed/dark/", "embed/"):
        for scheme in ("light", "dark"):
            page = open_shop(chromium, sample_site, 390, 640, path=path, scheme=scheme)
            papers[path, scheme] = page.frames[1].evaluate(
                """() => [document.querySelector("main"), document.body,
                document.documentElement].map(part => getComputedStyle(part).backgroundColor)"""
            )
            page.context.close()

    light, dark, clear = "rgb(255, 255, 255)", "rgb(15, 20, 22)", ["rgba(0, 0, 0, 0)"] * 2
    assert {
        ("embed/light/", "light"): [light, *clear],
        ("embed/light/", "dark"): [light, *clear],
        ("embed/dark/", "light"): [dark, *clear],
        ("embed/dark/", "dark"): [dark, *clear],
        ("embed/", "light"): [light, *clear],
        ("embed/", "dark"): [dark, *clear],
    } == papers


def open_shop(
    chromium: "Browser",
    site: Path,
    width: int,
    height: int,
    path: str = "embed/light/",
    scheme: "str" = "dark",
) -> "Page":
    """Open a page of another host that has the widget, as the code puts it there."""
    context = chromium.new_context(
        viewport={"width": 1280, "height": 900},
        color_scheme="dark" if scheme == "dark" else "light",
    )
    browser.serve_folder(context, site)
    frame = (
        f'<iframe src="{browser.SITE}/{path}" title="Latest conversations" width="{width}" '
        f'height="{height}" style="border:0;color-scheme:light dark" '
        'sandbox="allow-top-navigation-by-user-activation"></iframe>'
    )
    shop = f'<!doctype html><meta name="color-scheme" content="light dark">{frame}'
    context.route(SHOP, lambda route: route.fulfill(body=shop, content_type="text/html"))
    page = context.new_page()
    page.goto(SHOP)
    return page
