"""Fenced code is drawn in colour, by class, and never says anything else than was typed."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import Markup

from conversation_wall.site.markup import RenderContext, excerpt, render
from conversation_wall.site.markup.fences import LIMITS, MAX_CODE, highlight

LINE = "a = 1 + 2 # b\n"
ORIGIN = "https://github.com/ada/shop/issues/3#issuecomment-5"


def html_of(body: str, url: str = ORIGIN) -> str:
    """Render a post that lies at `url`."""
    return str(render(body, RenderContext("c-1", "ada/shop", url=url)).html).strip()


def test_code_is_coloured_by_what_it_is() -> None:
    """Words, names, numbers, texts and remarks have a class of their own."""
    assert html_of('```py\ndef f(a):\n    return "<b>" + 1 # no\n```') == (
        '<pre><code class="language-py"><span class="code__keyword">def </span>'
        '<span class="code__name">f</span>(a):\n    <span class="code__keyword">return </span>'
        '<span class="code__string">"&lt;b&gt;" </span>+ <span class="code__number">1 </span>'
        '<span class="code__comment"># no\n</span></code></pre>'
    )


def test_changes_are_coloured() -> None:
    """In a diff, what came and what went are told apart."""
    assert html_of("```diff\n- a\n+ b\n```") == (
        '<pre><code class="language-diff"><span class="code__deleted">- a\n</span>'
        '<span class="code__inserted">+ b\n</span></code></pre>'
    )


@pytest.mark.parametrize(
    "body",
    [
        "```\ndef f(): pass\n```",
        "    def f(): pass",
        "```nothing-known\ndef f(): pass\n```",
        f"```py\n{'a = 1' * 80}\n```",
        f"```py\na{' ' * 150}= 1\n```",
        f"```py\n{LINE * 700}\n```",
    ],
    ids=["no language", "indented", "unknown language", "long line", "blanks", "long"],
)
def test_other_code_stays_plain(body: str) -> None:
    """Nobody guesses a language, and what would take long is left as it is."""
    assert "span" not in html_of(body)


def test_only_so_much_of_a_post_is_coloured() -> None:
    """All blocks of a post together are coloured up to a limit; the rest stays plain."""
    block = f"```py\n{LINE * 200}```\n\n"

    assert html_of(block * 5).count("code__comment") == MAX_CODE // len(LINE * 200) * 200


@pytest.mark.parametrize("language", ["mermaid", "geojson", "topojson", "stl"])
def test_what_github_draws_is_text_with_a_link(language: str) -> None:
    """A drawing that needs a script stays readable as text, and leads to the post on GitHub."""
    html = html_of(f"```{language}\na --> b\n```")

    assert f'<figure class="drawing"><pre><code class="language-{language}">a --&gt; b\n' in html
    assert (
        f'<a href="{ORIGIN}" rel="nofollow ugc noopener noreferrer">See it drawn on GitHub</a>'
        in html
    )
    assert "<a" not in html_of(f"```{language}\na --> b\n```", url="")


def test_suggestion_is_named() -> None:
    """A suggested change says that it is one."""
    assert html_of("```suggestion\na\n```") == (
        '<figure class="suggestion"><figcaption>Suggested change</figcaption>'
        '<pre><code class="language-suggestion">a\n</code></pre></figure>'
    )


def test_excerpt_leaves_drawings_out() -> None:
    """The words of a post are its author's, not those under a drawing."""
    html = render("See:\n\n```mermaid\na --> b\n```", RenderContext("c-1")).html

    assert excerpt(html).text == "See:"


CODE = st.lists(
    st.sampled_from(
        [*"'\"`\\/*#$@{}()[]<>&;:,.=+-% \n0a_", "def ", "<<A\n", "${", "/*", "//", "\\\n"]
    )
    | st.text(st.characters(exclude_characters="\r", exclude_categories=["Cs", "Cc"]), max_size=4),
    max_size=60,
).map("".join)


@settings(deadline=None, max_examples=200)
@given(st.sampled_from(sorted(LIMITS)), CODE)
def test_colours_change_no_letter(language: str, code: str) -> None:
    """Whatever is typed, in whatever language, says the same in colour."""
    escaped = str(Markup.escape(code))

    assert Markup(re.sub("</?span[^>]*>", "", highlight(language, escaped))).unescape() == code
