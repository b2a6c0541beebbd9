"""Our rendering of a post is compared with GitHub's own by what both say."""

from pathlib import Path

import pytest

from bench.agreement import NOT_OURS, compare, difference, read_said
from bench.text import SHARE_AIM, Measured, report
from conversation_wall.github.interchange import read_threads
from conversation_wall.site.markup import RenderContext, render


def ours(body: str) -> str:
    """Render a post of the shop's."""
    return str(render(body, RenderContext("c-1", "ada/shop")).html)


@pytest.mark.parametrize(
    ("body", "theirs"),
    [
        ("a\nb", '<p dir="auto">a<br>\nb</p>'),
        ("#12", '<p>#<a href="https://github.com/ada/shop/pull/12">12</a></p>'),
        ("- [x] a", '<ul><li><input type="checkbox" checked> a</li></ul>'),
        (
            "https://github.com/user-attachments/assets/1",
            '<video src="https://github.com/user-attachments/assets/1"></video>',
        ),
        (":tada:", '<p><g-emoji alias="tada">🎉</g-emoji></p>'),
        ("`#0969da`", '<p><code>#0969da<span class="ml-1 color"></span></code></p>'),
        (
            "a\n\nOn 1 Jan 2024, Ada wrote:\n> b",
            '<div class="email-fragment">a</div><span class="email-hidden-toggle"><a href="#">…</a>'
            '</span><div class="email-quoted-reply">On 1 Jan 2024, Ada wrote:\nb</div>',
        ),
    ],
)
def test_what_each_draws_in_its_own_way_agrees(body: str, theirs: str) -> None:
    """Boxes, players, folds and kinds of numbers are drawn differently and say the same."""
    assert difference(ours(body), theirs) == ""


@pytest.mark.parametrize(
    ("body", "theirs", "reason"),
    [
        ("a", "<p>b</p>", "words"),
        ("[a](https://a.example)", '<a href="https://b.example">a</a>', "links"),
        ("@gone", "<p>@gone</p>", "account"),
        ("a", '<p>a</p><img src="https://a.example/i.png">', "media"),
        ("a", '<div class="blob-wrapper">code</div>', "lines"),
        ("*a*", '<div class="email-fragment">*a*</div>', "mail"),
    ],
)
def test_difference_has_a_reason(body: str, theirs: str, reason: str) -> None:
    """Where the two say something else, the reason is named."""
    assert difference(ours(body), theirs) == reason


def test_words_and_addresses_are_read_in_order() -> None:
    """What a post says is read as a reader reads it."""
    said = read_said('<p>a<a href="/b#c">b</a></p><p>c<img src="d"></p>')

    assert (said.words, said.links, said.media) == (("ab", "c"), ("/b#c",), ("d",))


def test_real_posts_agree(shared: Path) -> None:
    """At least 98 % of real posts say what GitHub's HTML says, and only what is not ours differs."""
    file = shared / "data" / "payload-discussions" / "threads.ndjson.zst"
    agreement = compare(read_threads(file))

    assert agreement.posts > 1_000
    assert agreement.share >= SHARE_AIM
    assert set(agreement.differing) <= set(NOT_OURS)


def test_report_names_posts_and_languages() -> None:
    """The report holds times, shares, the posts that differ, and the slowest languages."""
    measured = Measured("shop", 2, 50, 20, 3, compare(()))

    text = report([measured], {"java": 0.1})

    assert ("| shop" in text, "| java" in text) == (True, True)
    assert not measured.misses
