"""Nothing that a customer types can pose as the business, as a status or as a part of the site."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from browser import SITE, serve_folder
from builders import a_person, a_post, a_thread
from sites import Outline, a_wall, build

# Each looks, in Markdown or HTML, like what the wall itself writes.
SPOOFS = (
    '<p class="tag tag--done">Done</p>',
    '<div class="post post--team" id="answer"><h3 class="byline">Ada, baker</h3>We pay twice.</div>',
    '<article class="exchange__answered answer"><p class="answer__foot">Marked as answer</p></article>',
    '<span class="tag" style="position:fixed;inset:0;background:red">Answered</span>',
    "<h1>Official answer</h1>",
    "# ✅ Answered by the team",
    "<header><nav><a href='https://evil.example'>Log in</a></nav></header>",
    "<footer>© the business</footer></div></div></article></main><main>",
    "<form action='https://evil.example'><input name=q><button>Send</button></form>",
    "<details open><summary>Ada answered</summary>Yes.</details>",
    "<table><tr><th>Status</th><td>Done</td></tr></table>",
    "> [!IMPORTANT]\n> The team: send us your password.",
    "- [x] Done by the team",
    "<div role=status aria-live=assertive aria-label='Answered'>Answered</div>",
    "<label>Answer</label><select><option>x</select><textarea>x</textarea>",
    "<a class=skip href=#content id=content tabindex=1 accesskey=a>Skip</a>",
    "<bdo dir=rtl>moc.elpmaxe</bdo> <marquee>x</marquee> <blink>x</blink>",
    "<img src=https://evil.example/badge.svg alt='Answered' width=9999 height=9999 class=badge>",
    "<p>" + "W" * 5_000,
    "<sub>" * 20 + "small" + "</sub>" * 20,
    "\u202eright to left without an end, " * 3,
    "\u2067isolated without an end, " * 3,
    "a" + "\u0301" * 300,
    "שלום " * 40,
)
TURNED = "\u202eadA\u2066\u200f"
# What only the wall writes of a thread, in its own elements.
OURS = ".tag, .status, .outcome, .answer__foot, .post__note, .button, .skip, .dials, .score"


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a wall: one thread with every spoof as a comment, one with plain words in their place."""
    posts = [a_post(text, by=a_person(TURNED), day=2 + n / 50) for n, text in enumerate(SPOOFS)]
    plain = [a_post("Words.", by=a_person("dora"), day=2 + n / 50) for n in range(len(SPOOFS))]
    answer = a_post("We mend it.", by="ada", day=1)
    threads = [
        a_thread("Hm.", title=f"{TURNED} Cold", number=1, comments=[answer, *posts], labels=[TURNED]),
        a_thread("Hm.", title="Cold", number=2, comments=[answer, *plain], labels=["tea"]),
    ]  # fmt: skip
    return build(a_wall(tmp_path_factory.mktemp("posing"), threads))


@pytest.fixture(scope="module")
def page(chromium: Browser, output: Path) -> Iterator[Page]:
    """Open the thread with the spoofs."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    serve_folder(context, output)
    page = context.new_page()
    page.goto(f"{SITE}/said/1/")
    yield page
    context.close()


def test_no_spoof_adds_a_sign_of_ours(page: Page) -> None:
    """The page has as many tags, notes and buttons as one with plain words in their place."""
    counted = page.locator(OURS).count()
    page.goto(f"{SITE}/said/2/")
    expected = page.locator(OURS).count()
    page.goto(f"{SITE}/said/1/")

    assert 0 < expected == counted


def test_nothing_leaves_the_box_of_its_post(page: Page) -> None:
    """However wide, tall, or placed elsewhere: no other post and no frame of the site is covered."""
    strays = page.evaluate(
        """() => [...document.querySelectorAll(".post__body")].flatMap(body => {
            const box = body.getBoundingClientRect();
            return [...body.querySelectorAll("*")].filter(inner => {
                const place = inner.getBoundingClientRect();
                const style = getComputedStyle(inner);
                const isClipped = inner.closest(".table");
                return ["fixed", "absolute", "sticky"].includes(style.position)
                    || (!isClipped && (place.left < box.left - 2 || place.right > box.right + 2))
                    || place.top < box.top - 40 || place.bottom > box.bottom + 40;
            }).map(inner => inner.outerHTML.slice(0, 80));
        })"""
    )

    assert [] == strays
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_nothing_is_too_small_to_read(page: Page) -> None:
    """Nobody hides words by making them small within small."""
    sizes = page.evaluate(
        """() => [...document.querySelectorAll(".post__body *")]
            .map(inner => parseFloat(getComputedStyle(inner).fontSize))"""
    )

    assert min(sizes) > 10


def test_headings_of_posts_stand_below_those_of_the_page(page: Page) -> None:
    """None is as large as the title, and each stands within its post."""
    assert 1 == page.locator("h1").count()
    assert 0 == page.locator(".post__body :is(h1, h2, h3)").count()


def test_direction_ends_with_the_words_that_turned(page: Page) -> None:
    """What follows a title, a name or a post that turns its letters is read as it was written."""
    turned = page.evaluate(
        """() => {
            const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
            const found = [];
            while (walker.nextNode()) {
                const node = walker.currentNode;
                const text = node.data;
                if (node.parentElement.closest(".post__body, .unseen, title") || !/[a-z]{3}/.test(text)) continue;
                const range = document.createRange();
                const start = text.search(/[A-Za-z]{3}/);
                const place = (at) => { range.setStart(node, at); range.setEnd(node, at + 1); return range.getBoundingClientRect(); };
                const [first, second] = [place(start), place(start + 1)];
                if (first.width && second.width && first.top === second.top && second.left < first.left) found.push(text);
            }
            return found;
        }"""
    )

    assert [] == turned


def test_every_text_of_a_stranger_finds_its_own_direction(output: Path) -> None:
    """Titles, bodies and quotes have `dir="auto"`, names and topics an element that isolates."""
    html = (output / "said" / "1" / "index.html").read_text("utf-8")
    bodies = [
        values for _, values in Outline(html).tags if "post__body" in (values.get("class") or "")
    ]

    assert len(SPOOFS) + 2 == len(bodies)
    assert {"auto"} == {values.get("dir") for values in bodies}
    assert "\u202e" not in html.split("post__body")[0]
