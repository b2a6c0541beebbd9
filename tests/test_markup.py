"""A stranger's Markdown becomes HTML that says the same, and can do nothing else."""

import json
import random
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import Markup

from bench.shapes import published, shapes
from conversation_wall.site.markup import (
    Asset,
    RenderContext,
    ThreadLink,
    excerpt,
    place,
    plain_text,
    prepare,
    render,
    renderer_version,
)
from conversation_wall.site.markup.allowlist import CLEANER
from conversation_wall.site.text import name_set
from strict_posts import Reader, faults_of

CORPORA = Path(__file__).parents[1].parent / "shared" / "security"
SAMPLE = 2_000
REL = 'rel="nofollow ugc noopener noreferrer"'


def a_context(**fields: object) -> RenderContext:
    """Stand for a post on the page of a wall of one repository."""
    return RenderContext(**{"id_prefix": "c-1", "repository": "ada/shop", **fields})  # type: ignore[arg-type]


def html_of(body: str, **fields: object) -> str:
    """Render in a plain context."""
    return str(render(body, a_context(**fields)).html).strip()


# -------------------------------------------------------------------------------- two halves


def test_text_is_prepared_once_for_every_page() -> None:
    """What `prepare` made fits any page: only the context tells two pages' HTML apart."""
    body = "@ada #12 a[^1] ![](https://x.example/a.png)\n\n[^1]: b"
    prepared = prepare(body)
    here = a_context(id_prefix="c-1", thread_links=wall_link)
    there = a_context(id_prefix="c-2", repository="lin/tea", find_image=lambda _: Asset("x", 1, 1))

    assert place(prepared, here) == render(body, here)
    assert place(prepared, there) == render(body, there)
    assert place(prepared, here) != place(prepared, there)


def test_renderer_has_a_version() -> None:
    """What was kept is told apart by the code that made it: one short word, always the same."""
    assert re.fullmatch("[0-9a-f]{16}", renderer_version())


# ------------------------------------------------------------------------------ what is shown


@pytest.mark.parametrize(
    ("body", "html"),
    [
        ("one\ntwo", "<p>one<br>\ntwo</p>"),
        ("**a** _b_ ~~c~~ `d` <kbd>e</kbd>",
         "<p><strong>a</strong> <em>b</em> <del>c</del> <code>d</code> <kbd>e</kbd></p>"),
        (":tada: :no-such:", "<p>🎉 :no-such:</p>"),
        (":+1: :woman_technologist: :de: :octocat:", "<p>👍 👩‍💻 🇩🇪 :octocat:</p>"),
        ("$x^2$ and $5 or $6", '<p><code class="math">x^2</code> and $5 or $6</p>'),
        ("a <!-- hidden --> b", "<p>a  b</p>"),
        ("http://localhost:3000/a",
         f'<p><a href="http://localhost:3000/a" {REL}>http://localhost:3000/a</a></p>'),
        ("{{ 7 * 7 }} {% x %}", "<p>{{ 7 * 7 }} {% x %}</p>"),
    ],
)  # fmt: skip
def test_markdown_is_rendered_as_on_github(body: str, html: str) -> None:
    """Text reads as it does on GitHub: lines break, names become emoji, prices are no formulas."""
    assert html_of(body) == html


@pytest.mark.parametrize(
    ("info", "opening"),
    [
        ("Brainfuck title=x", '<code class="language-brainfuck">'),
        ("X++", '<code class="language-x++">'),
        ('x"y', "<code>"),
        ("a" * 31, "<code>"),
    ],
)
def test_language_of_code_is_a_safe_name(info: str, opening: str) -> None:
    """A language becomes a class only if it looks like one."""
    assert html_of(f"~~~{info}\n<b> @ada #1\n~~~") == (
        f"<pre>{opening}&lt;b&gt; @ada #1\n</code></pre>"
    )


def test_task_boxes_become_words() -> None:
    """A task list shows boxes that are read aloud, and no form."""
    assert html_of("- [ ] a\n- [x] b") == (
        '<ul>\n<li><span class="task" role="img" aria-label="to do">☐</span> a</li>\n'
        '<li><span class="task" role="img" aria-label="done">☑</span> b</li>\n</ul>'
    )


def test_headings_begin_below_the_page_and_step_by_one() -> None:
    """A stranger's h1 is the fourth level; h3 after it is one deeper, never two."""
    html = html_of("# a\n\n### b\n\n##### c\n\n## d\n\n# \n\n<h2></h2>")

    assert re.findall(r"<h(\d)>(\w)", html) == [("4", "a"), ("5", "b"), ("6", "c"), ("5", "d")]


def test_table_is_wrapped_for_the_keyboard() -> None:
    """A wide table scrolls in a named group; an empty head is no head."""
    assert html_of("|a||\n|-|-:|\n|1|2|").replace("\n", "") == (
        '<div class="table" role="group" tabindex="0" aria-label="Table"><table><thead><tr>'
        '<th scope="col">a</th><td class="align-right"></td></tr></thead><tbody><tr>'
        '<td>1</td><td class="align-right">2</td></tr></tbody></table></div>'
    )


def test_typed_table_has_its_parts_in_order() -> None:
    """Heads say of what they are heads; caption, head and foot stand once, where they belong."""
    html = html_of(
        "<table><tr><th>a<th>b<tr><th>c<td>d</tr><caption>e<caption>f<thead><tr><td>g</table>"
    )

    assert html.partition("<table>")[2] == (
        "<caption>e</caption><thead><tr><td>g</td></tr></thead>"
        '<tbody><tr><th scope="col">a</th><th scope="col">b</th></tr>'
        '<tr><th scope="row">c</th><td>d</td></tr></tbody>'
        "<tbody><tr><td>f</td></tr></tbody></table></div>"
    )


def test_link_in_code_within_code_vouches_for_nobody() -> None:
    """Code ends where it ends for a browser, so that no link in it is overlooked."""
    html = html_of("<div><code><a href=https://a.example><code>a</code>.example</a></code></div>")

    assert html == f'<div><code><a href="https://a.example" {REL}>a.example</a></code></div>'


def test_alert_is_anybodys_but_its_title_is_ours() -> None:
    """`> [!NOTE]` makes an alert; a title of one's own, or copied HTML, makes none (T3)."""
    assert html_of("> [!NOTE]\n> hi") == (
        '<div class="alert alert--note">\n<p class="alert__title">Note</p>\n<p>hi</p>\n</div>'
    )
    assert "class" not in html_of("> [!NOTE] Official answer\n> hi")
    assert "class" not in html_of(
        '<div class="markdown-alert markdown-alert-note">\n'
        '<p class="markdown-alert-title">Note</p></div>'
    )


def test_footnotes_work_within_the_post() -> None:
    """Notes and references point at one another, with ids of this post only."""
    html = html_of("a[^x] b[^x] c[^é]\n\n[^x]: one\n[^é]: two")

    assert faults_of(html) == []
    assert Reader(html).ids == [
        "c-1-fnref-1-1", "c-1-fnref-1-2", "c-1-fnref-2-1", "c-1-fn-1", "c-1-fn-2",
    ]  # fmt: skip


def test_footnotes_that_got_lost_are_not_linked() -> None:
    """Where typed HTML swallows the notes, their references are plain numbers."""
    html = html_of("a[^1]\n\n<div><textarea>\n\n[^1]: x")

    assert faults_of(html) == []
    assert html.startswith("<p>a<sup>1</sup></p>")


def test_typed_details_always_have_a_summary() -> None:
    """`<details>` works, and its summary comes first and says something."""
    assert html_of("<details>\n\nhi\n\n</details>") == (
        "<details><summary>Details</summary>\n<p>hi</p>\n</details>"
    )
    assert html_of("<details><i>x</i><summary>Log</summary></details>") == (
        "<details><summary>Log</summary><i>x</i></details>"
    )


@pytest.mark.parametrize(
    ("typed", "html"),
    [
        ("<ul>a<li>b</ul>", "<ul><li>a</li><li>b</li></ul>"),
        ("<div><li>a</div>", "<div><div>a</div></div>"),
        ("<dl><dd>a</dl>", "<div><div>a</div></div>"),
        ("<dl><dt>a<dd>b</dl>", "<dl><dt>a</dt><dd>b</dd></dl>"),
        ("<div><b><p>a</p></b></div>", "<div><p>a</p></div>"),
        ("<h1><div>a</div></h1>", "<h4>a</h4>"),
        ("<div><tt>a</tt><strike>b</strike></div>", "<div><code>a</code><s>b</s></div>"),
        ("<figure><figcaption>a</figure>", "<div><div>a</div></div>"),
        ("<div><ruby>a<rt><p>b</p></rt></ruby></div>", "<div>a<div><p>b</p></div></div>"),
        ("<pre>a<div>b</div></pre>", "<pre>a b</pre>"),
        ("<details open>a</details>", "<details open><summary>Details</summary>a</details>"),
        (
            "<div><code>a<sub><code>b</code></sub></code></div>",
            "<div><code>a<sub>b</sub></code></div>",
        ),
    ],
)
def test_typed_html_is_mended(typed: str, html: str) -> None:
    """What a stranger typed as HTML becomes what validators and screen readers accept."""
    assert html_of(typed) == html


def test_text_from_right_to_left_finds_its_direction() -> None:
    """Outermost blocks get `dir="auto"` where letters need it, and only there."""
    assert html_of("שלום\n\n- א") == ('<p dir="auto">שלום</p>\n<ul dir="auto">\n<li>א</li>\n</ul>')
    assert "dir" not in html_of("hello")


# ------------------------------------------------------------------------- links and references


def test_links_vouch_for_nobody() -> None:
    """Every link out carries `nofollow ugc noopener noreferrer`; one without words shows its host."""
    assert html_of("[a.example](https://a.example/) [](https://b.example/x)") == (
        f'<p><a href="https://a.example/" {REL}>a.example</a> '
        f'<a href="https://b.example/x" {REL}>b.example</a></p>'
    )


@pytest.mark.parametrize(
    "target",
    [
        "javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "vbscript:x", "#c-2",
        "/relative", "//host.example", "{}javascript:alert(1)", "{}http://[", "{filename}/../x",
        "{static}/x", "{1}data:x", "|filename|x", "ftp://a.example", "http://", "https://[::1",
        "file:///etc/passwd", "mailto:", "java&#10;script:alert(1)",
    ],
)  # fmt: skip
def test_only_web_and_mail_are_linked(target: str) -> None:
    """A target that is no web or mail address leaves words, and never stops a build (F1, F2, T2, T5)."""
    assert "<a" not in html_of(f"[words](<{target}>)")
    assert "<a" not in html_of(f"<a href='{target}'>words</a>")
    assert "words" in html_of(f"<a href='{target}'>words</a>")


@pytest.mark.parametrize(
    ("body", "host"),
    [
        ("[bank.example](https://evil.example)", "evil.example"),
        ("[https://bank.example/a](https://evil.example/https://bank.example)", "evil.example"),
        ("[log in at www.bank.example now](https://evil.example)", "evil.example"),
        ("<https://bank.example@evil.example/>", "evil.example"),
        (r"<a href='https:\\evil.example\@bank.example'>bank.example</a>", "evil.example"),
        ("<a href='https:evil.example'>bank.example</a>", "evil.example"),
        ("[ｂａｎｋ．ｅｘａｍｐｌｅ](https://evil.example)", "evil.example"),
        ("[ba\u200bnk.example](https://evil.example)", "evil.example"),
        ("http://аpple.example", "xn--pple-43d.example"),
        ("[press](http://аpple.example)", "xn--pple-43d.example"),
        ("[me@bank.example](mailto:me@evil.example)", "me@evil.example"),
        ("[bank.example](https://github.com/ada/shop/issues/12)", "github.com"),
        ("[your invoice](https://evil.example/)", "evil.example"),
        ("[README.md](https://evil.example/)", "evil.example"),
        ("[github.io](https://evil.github.io/)", "evil.github.io"),
        ("[evil.example](https://evil.example.com/)", "evil.example.com"),
        ("[not-evil.example](https://evil.example/)", "evil.example"),
        ("[![Log in](https://a.example/x.png)](https://evil.example/)", "evil.example"),
        ("<a href=https://evil.example/><b>Pay</b> here</a>", "evil.example"),
        ("[me](https://bank.example:443@evil.example:8080/x)", "evil.example"),
        ("[x](http://2130706433/)", "2130706433"),
    ],
)
def test_link_that_names_another_host_is_unmasked(body: str, host: str) -> None:
    """Where the words hide the real host, it stands beside them (T7)."""
    assert f'<span class="link-host"> ({host})</span>' in html_of(body)


def test_link_is_written_as_browsers_read_it() -> None:
    """A backslash is a slash, so that every reader of the page sees the same host."""
    html = html_of(r"<a href=' https:\\evil.example\@bank.example'>x</a>")

    assert 'href="https://evil.example/@bank.example"' in html


@pytest.mark.parametrize(
    "body",
    [
        "[www.bank.example](https://bank.example/x)", "[Read it on Bank.Example](https://bank.example)",
        "[our code](https://github.com/ada/shop/blob/main/x.py)", "[so we said](https://github.com/ada/shop/issues/12)",
        "[the manual](https://docs.github.com/en)", "[write to us](mailto:a.me@b.example)",
        "https://a.example/x.y", "www.a.example", "me@bank.example", "[a.me@b.example](mailto:a.me@b.example)",
    ],
)  # fmt: skip
def test_honest_link_is_left_alone(body: str) -> None:
    """Words that name the host itself, and links to the wall's own GitHub, need no hint."""
    assert "link-host" not in html_of(body)


def test_mentions_lead_to_github() -> None:
    """A mention is a link, but not in code, in links, in mail, or of npm scopes."""
    link = f'<a class="mention" href="https://github.com/ada-l" {REL}>@ada-l</a>'

    assert html_of("(@ada-l)") == f"<p>({link})</p>"
    assert "mention" not in html_of(
        "`@ada` [@ada](https://a.example) a@b.example x@y @angular/core"
    )
    assert html_of("@ada", are_mentions_linked=False) == "<p>@ada</p>"


def wall_link(repository: str, number: int) -> ThreadLink | None:
    """Know thread 12 of the shop."""
    is_ours = (repository.lower(), number) == ("ada/shop", 12)
    return ThreadLink("../12/", 'The "lid"') if is_ours else None


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("#12", "#12"),
        ("GH-12", "GH-12"),
        ("ada/shop#12", "ada/shop#12"),
        ("https://github.com/ada/shop/discussions/12", "#12"),
        ("https://github.com/Ada/Shop/issues/12#issuecomment-5", "#12 (comment)"),
        ("[here](https://github.com/ada/shop/issues/12)", "here"),
    ],
)
def test_references_stay_on_the_wall(typed: str, words: str) -> None:
    """A reference to a thread of this wall leads to its page here, with its title."""
    assert html_of(typed, thread_links=wall_link) == (
        f'<p><a class="thread-link" href="../12/" title="The &quot;lid&quot;">{words}</a></p>'
    )


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("- #12", "#12"),
        ("- [ ] ada/shop#12", "ada/shop#12"),
        ("1. https://github.com/ada/shop/issues/12\n   - a", "#12"),
        ("- #12\n\n- b", "#12"),
    ],
)
def test_item_that_only_refers_says_the_title(typed: str, words: str) -> None:
    """A reference that is all an item of a list holds is spelt out, as on GitHub."""
    html = html_of(typed, thread_links=wall_link)

    assert f'<a class="thread-link" href="../12/">The &quot;lid&quot; {words}</a>' in html
    assert "lid" not in plain_text(Markup(html_of("- #12 a", thread_links=wall_link)))


HASH = "0a1b2c3d4e5f60718293a4b5c6d7e8f901234567"


@pytest.mark.parametrize(
    ("typed", "repository", "shown", "words"),
    [
        (HASH, "ada/shop", HASH, "<code>0a1b2c3</code>"),
        (f"lin/tea@{HASH}", "lin/tea", HASH, "lin/tea@<code>0a1b2c3</code>"),
        ("lin/tea@0a1b2c3", "lin/tea", "0a1b2c3", "lin/tea@<code>0a1b2c3</code>"),
        ("commit 0a1b2c3d", "ada/shop", "0a1b2c3d", "<code>0a1b2c3</code>"),
        ("Fixed in 0a1b2c3.", "ada/shop", "0a1b2c3", "<code>0a1b2c3</code>"),
        (f"https://github.com/lin/tea/commit/{HASH}", "lin/tea", HASH, "lin/tea@<code>0a1b2c3</code>"),
        (f"https://github.com/ada/shop/commit/{HASH}", "ada/shop", HASH, "<code>0a1b2c3</code>"),
    ],
)  # fmt: skip
def test_commits_lead_to_github(typed: str, repository: str, shown: str, words: str) -> None:
    """A commit's hash or address is a link, written as short as GitHub writes it."""
    link = f'<a href="https://github.com/{repository}/commit/{shown}" {REL}>{words}</a>'

    assert link in html_of(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "0a1b2c3", "in 1234567", "in defaced", f"x{HASH}", f"{HASH}0", f"`{HASH}`", f"a-{HASH}",
        f"https://a.example/{HASH}", f"#{HASH}", "order in 0a1b2c3d4e5f6", "colour #0a1b2c3",
    ],
)  # fmt: skip
def test_other_names_are_no_commits(typed: str) -> None:
    """Numbers of orders, words and parts of addresses lead to no commit."""
    assert "/commit/" not in html_of(typed)


def test_other_references_lead_to_github() -> None:
    """What is not on the wall is on GitHub; what is no reference stays text."""
    html = html_of("#13 lin/tea#4 https://github.com/lin/tea/pull/5", thread_links=wall_link)

    assert re.findall(r'href="([^"]*)" [^>]*>([^<]*)', html) == [
        ("https://github.com/ada/shop/issues/13", "#13"),
        ("https://github.com/lin/tea/issues/4", "lin/tea#4"),
        ("https://github.com/lin/tea/pull/5", "lin/tea#5"),
    ]
    assert "<a" not in html_of("a#12 #1a #012 `#12` 1f2e3d4 #12-a")


# ----------------------------------------------------------------------------------- images


def test_image_is_the_sites_copy_or_a_link() -> None:
    """No image is loaded from elsewhere: a local copy, else a link that says where it is (T6)."""
    url = "https://github.com/user-attachments/assets/1?a=1&b=2"
    images = {url: Asset("../assets/1.webp", 640, 480)}

    assert html_of(f"![The lid]({url})", find_image=images.get) == (
        '<p><img src="../assets/1.webp" width="640" height="480" alt="The lid" loading="lazy" decoding="async"></p>'
    )
    assert html_of(f"![The lid]({url})") == (
        f'<p><a class="image-link" href="{url.replace("&", "&amp;")}" {REL}>'
        "Image on GitHub: The lid</a></p>"
    )


def test_picture_is_the_first_that_the_site_has() -> None:
    """Of a picture's own image and its sources, the first that the site keeps is shown."""
    typed = (
        "<picture><source media='(prefers-color-scheme: dark)' srcset='https://x.example/d.png 2x'>"
        "<source srcset=https://x.example/l.png><img alt='Lid' src='https://x.example/i.png'></picture>"
    )
    dark = {"https://x.example/d.png": Asset("d.webp", 3, 2)}
    both = {**dark, "https://x.example/i.png": Asset("i.webp", 3, 2)}

    assert html_of(typed, find_image=dark.get) == (
        '<p><img src="d.webp" width="3" height="2" alt="Lid" loading="lazy" decoding="async"></p>'
    )
    assert 'src="i.webp"' in html_of(typed, find_image=both.get)
    assert html_of(typed) == (
        f'<p><a class="image-link" href="https://x.example/i.png" {REL}>'
        "Image on x.example: Lid</a></p>"
    )


def test_image_in_a_link_is_named_in_it() -> None:
    """A linked image without a copy becomes words in that link, never a link in a link."""
    assert html_of("[![build](https://x.example/b.svg)](https://a.example)") == (
        f'<p><a href="https://a.example" {REL}>Image: build</a>'
        '<span class="link-host"> (a.example)</span></p>'
    )


@pytest.mark.parametrize(
    "typed",
    [
        "<picture><source srcset='https://x.example/a'><img src='https://x.example/b'></picture>",
        "<pre><img src='https://x.example/b'></pre>", "<code><img src=https://x.example/b></code> #1",
        "<video poster='https://x.example/a' src='https://x.example/b'></video>",
        "<audio src='https://x.example/b'>", "<table background='https://x.example/b'><td>x</table>",
        "<div style='background:url(https://x.example/b)'>x</div>", "<svg><image href=x /></svg>",
        "<img srcset='https://x.example/a 2x' src='https://x.example/b'> @ada",
        "<object data='https://x.example/b'></object>", "<input type=image src=https://x.example/b>",
        "<link rel=stylesheet href=https://x.example/b>", "<iframe src=https://x.example/b></iframe>",
    ],
)  # fmt: skip
def test_nothing_is_loaded_from_elsewhere(typed: str) -> None:
    """No element of a post makes a browser talk to anybody (T6)."""
    html = html_of(typed)

    assert not re.search(r"src|srcset|poster|background|style|data=", html)
    assert faults_of(html) == []


def test_recordings_become_links() -> None:
    """A film or a sound is not lost: it is linked."""
    assert html_of("<video src='https://x.example/a.mp4'></video>") == (
        f'<p><a href="https://x.example/a.mp4" {REL}>Recording</a>'
        '<span class="link-host"> (x.example)</span></p>'
    )


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("https://github.com/user-attachments/assets/0a-1b", "Recording on GitHub"),
        ("https://user-images.githubusercontent.com/1/a.MOV", "Recording on GitHub"),
        ("https://github.com/ada/shop/assets/1/a.mp4", "Recording on GitHub"),
        ("https://x.example/a.mp4", "https://x.example/a.mp4"),
    ],
)
def test_uploaded_recording_is_said_to_be_one(url: str, words: str) -> None:
    """The bare address of an upload, which GitHub plays, is a link that says so."""
    assert html_of(url) == f'<p><a href="{url}" {REL}>{words}</a></p>'


@pytest.mark.parametrize("colour", ["#0969DA", "rgb(9, 105, 218)", "hsl(212,92%,45%)"])
def test_colour_in_code_is_shown(colour: str) -> None:
    """A colour written as code has a swatch beside it, without a style of a stranger's."""
    assert html_of(f"`{colour}`") == (
        f'<p><code>{colour}<svg class="swatch" viewBox="0 0 1 1" aria-hidden="true">'
        f'<path fill="{colour}" d="M0 0h1v1H0z"></path></svg></code></p>'
    )


@pytest.mark.parametrize(
    "code", ["#12", "#0969d", "#0969daa", "rgb(1,2)", "rgb(url(x),1,2)", "red"]
)
def test_other_code_has_no_swatch(code: str) -> None:
    """Only the three forms that GitHub knows are colours."""
    assert "svg" not in html_of(f"`{code}`")


# ---------------------------------------------------------------------------------- threats


@pytest.mark.parametrize(
    "typed",
    [
        "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<p onclick=alert(1)>x",
        "<div class=official id=c-2 name=x style='position:fixed' role=alert data-official>x</div>",
        "</div></article></main><h1>Official answer</h1>", "<form><input><button>Go</button></form>",
        "<a id=getElementById name=body href=https://a.example>x</a>", "<base href=//evil.example>",
        "<meta http-equiv=refresh content=0>", "<svg><style><img src=x onerror=alert(1)>",
        "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>", "<textarea><b>", "<!--",
        "<bdo dir=rtl>x</bdo>", "<details><summary><summary>", "<plaintext>", "<b><i></b></i>",
        "<span title='\ufdd0note' class='\ufdd0title'>x</span>", "&#xfdd0; <i class='&#xfdd0;title'>x",
        "<a title='&#64976;to-1-1' href=https://a.example>x</a>", "<p class=\"\ufdd0note\">x</p>",
        "<div class='&#xfdd0;note'>x</div>", "<li title='&#xFDD0;1'>x", "<p class='&#64976;title'>x",
        "<span class=&#0064976done>x</span>", "<a title='&#xfdd0;to-1-1'>1</a>", "x &#xfdd0;",
        '<code class="language-x">a</code><li id="fn-1">b</li>',
        '<input type="checkbox" disabled="" />', '<sup class="footnote-ref"><a href="#fn-1" '
        'id="fnref-1" data-footnote-ref>1</a></sup>', "<ol start='x'><li>a</ol>",
        "<a \ufdd2login>@ada</a>", "<a &#xfdd2;login>x</a>", "a &#xfdd2;thread #1 &#64978;",
        "<img \ufdd2linked src='x' alt='y'>", "<table><td align='x' colspan=9999 rowspan=0 nowrap>a</table>",
        "<a href=https://a.example><table><td><a href=https://b.example>x</a></table></a>",
    ],
)  # fmt: skip
def test_typed_html_holds_no_furniture_and_no_power(typed: str) -> None:
    """Nothing typed acts, styles, names or closes anything outside its post (T1, T3, T4, T5)."""
    html = html_of(typed)

    assert faults_of(html) == []
    assert not re.search(r'class="(?!image-link|link-host)| id=| role=', html.replace(' class="table"', "")
                         .replace(' role="group"', ""))  # fmt: skip


@pytest.mark.parametrize("body", ["&#xfffe;", "&#xffff; &#27;", "\ud800 a", "\x1b[31m", "a\x00b"])
def test_forbidden_characters_are_no_accident(body: str) -> None:
    """Characters that XML forbids, typed or referred to, leave the rest in order (F3, F4)."""
    rendered = render(f"{body} **kept**", a_context())

    assert not rendered.is_plain
    assert "<strong>kept</strong>" in rendered.html
    assert not re.search("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]", rendered.html)


def test_text_before_a_colon_is_text() -> None:
    """A body that looks like front matter is a paragraph (F7, T13)."""
    assert html_of("Title: x\nSave_as: ../x") == "<p>Title: x<br>\nSave_as: ../x</p>"


# ----------------------------------------------------------------------------------- limits


@pytest.mark.parametrize(
    "body",
    [
        "> " * 200 + "deep", "<div>" * 200, "**a** " * 6_000, "|a" * 300 + "|\n" + "|-" * 300 + "|\n" +
        "a\n" * 1_000, "".join(f"<i>{'<b>'}{n}" for n in range(100)),
    ],
    ids=["depth", "typed depth", "elements", "cells", "unclosed"],
)  # fmt: skip
def test_text_beyond_the_limits_is_shown_as_typed(body: str) -> None:
    """One bad post becomes escaped text, marked, with every word in it."""
    rendered = render(body, a_context())

    assert rendered.is_plain
    assert rendered.html == Markup('<pre class="plain">{}</pre>').format(body)


def test_long_body_is_shortened() -> None:
    """Beyond GitHub's own limit the rest stays on GitHub."""
    rendered = render("a" * 70_000, a_context())

    assert rendered.is_shortened
    assert len(rendered.html) < 66_000
    assert "…" in rendered.html


def test_links_and_images_are_limited() -> None:
    """Beyond 100 links words stay words; beyond 20 images the rest are links."""
    assert html_of("@ada " * 150).count("<a") == 100
    assert html_of("[a](https://a.example) " * 150).count("<a") == 100
    html = html_of("![a](https://a.example) " * 30, find_image=lambda _: Asset("x.webp", 1, 1))
    assert (html.count("<img"), html.count("<a")) == (20, 10)


@pytest.mark.parametrize(
    "shape",
    [pytest.param(shape, id=name) for name, shape in (*shapes(), *published(CORPORA))],
)
def test_every_shape_is_rendered_or_shown_as_typed(shape: str) -> None:
    """Shapes that are slow elsewhere give a page of a bounded size (`bench bounds` takes the time)."""
    html = render(shape, a_context()).html

    assert len(html) < 1_000_000
    assert faults_of(str(html)) == []


# ---------------------------------------------------------------------- corpora and any text


def payloads() -> list[str]:
    """Read every string of the corpora of attacks."""
    found: set[str] = set()

    def gather(value: object) -> None:
        if isinstance(value, str):
            found.add(value)
        elif isinstance(value, list):
            for item in value:
                gather(item)
        elif isinstance(value, dict):
            for key, item in value.items():
                if key not in ("file", "list", "name", "title", "description"):
                    gather(item)

    for path in sorted(CORPORA.glob("*/*.json")):
        if path.parent.name != "pathological-markdown":
            gather(json.loads(path.read_text("utf-8")))
    return sorted(found)


def test_attacks_of_others_do_nothing() -> None:
    """A sample of published attacks leaves only allowed elements, attributes and addresses (T1–T7)."""
    if not CORPORA.is_dir():
        pytest.skip(f"the corpora of attacks are not in {CORPORA}")
    sample = random.Random(12).sample(payloads(), SAMPLE)

    faults = {
        payload: found
        for payload in sample
        for body in (payload, f"a\n\n{payload}\n\nb @ada #1", f"[x]({payload})", f"> - {payload}")
        if (found := faults_of(html_of(body)))
    }

    assert faults == {}


def test_attacks_leave_the_sentinel_alone() -> None:
    """What follows a payload in another post is not swallowed: each post closes what it opens."""
    if not CORPORA.is_dir():
        pytest.skip(f"the corpora of attacks are not in {CORPORA}")
    sample = random.Random(21).sample(payloads(), SAMPLE // 4)

    assert all(not Reader(f"<div>{html_of(payload)}</div><p>next</p>").open for payload in sample)


SNIPPETS = st.sampled_from(
    [
        *name_set(
            "* _ ` ``` ~~~ > - 1. # | --- [ ] ( ) ! ^ : \\ @ada #1 a/b#2 [^1] $ $$ <b> </b> <p> "
            "<div> </div> </a> <table> <td> <li> <ul> <dl> <dt> <details> <summary> <pre> <code> "
            "<h1> </h1> <!-- --> <svg> <math> <select> [x](https://a.example) [!NOTE] [x] &#xfdd0; "
            "&lt; <ruby> <rt> א 👍 <a"
        ),
        *("\n", "\n\n", " ", "\n[^1]: x", "<a href=https://a.example>", "<b title=x>"),
        *(
            "<img src=https://a.example/x>",
            "<picture>",
            "</picture>",
            "<source srcset=https://a.example/y>",
        ),
        *("\nOn 1:00 a wrote:\n", "\n> On 1:00 a wrote:", "\nFrom: a\nTo: b\n", "`#0969da`"),
        *("\n```py\n", "\n```mermaid\n", "\n```\n", "0a1b2c3d4e5f60718293a4b5c6d7e8f901234567 "),
        *(
            "https://github.com/ada/shop/issues/12#issuecomment-5 ",
            "https://a.example/user-attachments/assets/1 ",
        ),
    ]
)


@settings(deadline=None, max_examples=300)
@given(st.lists(SNIPPETS | st.text(st.characters(codec=None), max_size=6), max_size=40))
def test_any_text_is_rendered_in_balance(pieces: list[str]) -> None:
    """Rendering never raises, and whatever is typed stays inside its post."""
    body = "".join(pieces)
    rendered = render(body, a_context())

    assert faults_of(str(rendered.html)) == []
    assert render(body, a_context()) == rendered


@settings(deadline=None, max_examples=200)
@given(st.lists(SNIPPETS, max_size=30))
def test_cleaning_what_is_clean_changes_nothing(pieces: list[str]) -> None:
    """What nh3 let pass is let pass again, in the form a browser would give it."""
    once = CLEANER.clean(CLEANER.clean("".join(pieces)))

    assert CLEANER.clean(once) == once


@settings(deadline=None)
@given(st.text(st.sampled_from("ab <>&*_`\n#@[]()"), max_size=60))
def test_shown_text_stays_what_it_says(text: str) -> None:
    """Escaped text read back from a page and typed as code shows the same again."""
    once = plain_text(render(f"~~~~\n{text}\n~~~~", a_context()).html)

    assert once == " ".join(text.split())


# --------------------------------------------------------------------------------- excerpts


def test_excerpt_is_the_authors_beginning() -> None:
    """An excerpt leaves out quotes, code and notes, and is cut on a word."""
    html = render(
        "> > old\n> old\n\nIt *leaks*[^1] &amp; drips.\n\n```\nlog\n```\n\n[^1]: n", a_context()
    ).html

    assert (excerpt(html).text, excerpt(html).is_cut) == ("It leaks & drips.", False)
    assert (excerpt(html, 12).text, excerpt(html, 12).is_cut) == ("It leaks &…", True)


def test_excerpt_of_a_mere_quote_is_the_quote() -> None:
    """Where there is nothing else, the quote is shown."""
    assert excerpt(render("> only this", a_context()).html).text == "only this"
    assert excerpt(render("", a_context()).html).text == ""


def test_plain_text_names_no_host_where_no_link_is() -> None:
    """The host beside a link belongs to the link."""
    html = render("See [the invoice](https://evil.example/).", a_context()).html

    assert "link-host" in html
    assert "See the invoice." == excerpt(html).text == plain_text(html)


def test_plain_text_keeps_words_apart() -> None:
    """Blocks and line breaks separate words; character references are read."""
    assert plain_text(render("a\nb\n\n- c\n- d &lt;", a_context()).html) == "a b c d <"
