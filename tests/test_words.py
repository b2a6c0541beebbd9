"""The words that somebody says in a Markdown body."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversation_wall.wall.words import has_spoken_words, spoken_text, spoken_words


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("", ""),
        ("Thanks, we don't know yet!", "Thanks we don't know yet"),
        ("_Soon_, **very** ~~soon~~", "Soon very soon"),
        ("> You said this\n\nWe say that", "We say that"),
        ("> You said this\nWe say that", "We say that"),
        ("`code` and ``more ` code`` and ` a tick", "and and a tick"),
        ("before\n```python\nprint('x')\n```\nafter", "before after"),
        ("~~~\nnever closed", ""),
        ("````\n```\nstill code\n````\nafter", "after"),
        ("before\n\n    indented code\n\nafter", "before after"),
        ("- one\n\n    more of one", "one more of one"),
        ("<!-- hidden --> seen <!-- hidden\ntoo --> again", "seen again"),
        ("seen <!-- never closed", "seen never closed"),
        ("<!-- never closed\nhidden", ""),
        ("```\n<!--\n```\nafter -->", "after"),
        ("@ada @hollin/bakers see #12, tea#3", "see 12 tea 3"),
        ("https://example.com/a?b=c, www.example.com and <https://example.com>", "and"),
        ("[the page](https://example.com/a_(b) 'x') ends", "the page x ends"),
        ('[the page](https://example.com/a_(b) "x") ends', "the page ends"),
        ("![a cold cup](https://example.com/cup.png)", ""),
        ("[page]: https://example.com 'A page'", ""),
        ("ada@example.com answered", "answered"),
        ('<img alt="cup" src="cup.png"><details>inside</details>', "inside"),
        ("fish &amp; chips&nbsp;&#8203;", "fish chips"),
        ("👍 :+1: :tada: at 10:30", "at 10 30"),
        ("\u3164\u2800\u200b", ""),
        ("हिन्दी में", "हिन्दी में"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("冷たい。", "冷 た い"),
        ("วันนี้อากาศดี", "วันนี้อากาศดี"),
    ],
)
def test_words_are_what_somebody_says(body: str, expected: str) -> None:
    """Code, quotes, comments, images, addresses and mentions are not spoken."""
    assert expected.split() == list(spoken_words(body))
    assert bool(expected) == has_spoken_words(body)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Yes.\n\nOn Mon, 3 March 2025 at 10:15, Cara <c@example.com> wrote:\n\nOld words", "Yes"),
        ("Yes.\n\nOn Mon, 3 March 2025 at 10:15, Cara\n<c@example.com> wrote:\n> Old\n", "Yes"),
        ("Am 3. März 2025 schrieb Cara:\n> Alt\n\nJa.", "Ja"),
        ("Yes.\n\nOn 3 March Cara wrote:\n> Old\n\nNew", "Yes New"),
        ("On 3 March you wrote:\n\nNew", "New"),
        ("On Monday I wrote: it is cold", "On Monday I wrote it is cold"),
    ],
)
def test_the_tail_of_a_mail_is_a_quote(body: str, expected: str) -> None:
    """What stands below "On … wrote:" is not spoken, unless the quote is marked with >."""
    assert expected.split() == list(spoken_words(body))


def test_the_text_keeps_links_and_references() -> None:
    """The spoken text is the body as written, without quotes, code and comments."""
    text = spoken_text("> Duplicate of #1\n<!-- x -->Duplicate of #2\n```\n#3\n```")

    assert "Duplicate of #2" == text.strip()


@given(st.text(alphabet=st.sampled_from("ab `~>-<!\n\t[]()@#:&;_*/.'1コ\u0301"), max_size=300))
def test_words_never_hold_space_or_signs(body: str) -> None:
    """Whatever a stranger writes, a word begins with a letter or digit and has no space."""
    words = spoken_words(body)

    assert all(word[0].isalnum() and not any(map(str.isspace, word)) for word in words)
    assert bool(words) == has_spoken_words(body)


@pytest.mark.parametrize(
    "piece",
    [
        *("`", "``` ", "<!--", "<!-- -->", "a<!--", "<!--\n", "-->\n", "![", "[](", "](a(b"),
        *('](a "', "@", "@a/", "a/a#", "#1", "&#9", "&amp;", ":a", "<a", "</", "> ", "\n"),
        *("On 3\n", "On 3 wrote:\n", "    a\n\n", "- ", "[a]: ", "www.", "http://", "'a"),
        *("\u0301", "コ", "~~~\n", "`a``b```c", "a-", "a.b/", " ", "\t", "\r", "a@b."),
    ],
)
def test_hostile_text_takes_no_time(piece: str) -> None:
    """Sixty-five thousand characters of anything take milliseconds (ten times the target)."""
    body = (piece * 65_536)[:65_536]

    started_at = time.perf_counter()
    spoken_words(f"x {body}\ny")
    seconds = time.perf_counter() - started_at

    assert seconds < 0.5
