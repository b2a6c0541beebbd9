"""What a mail program repeats under a reply is folded away, and nothing else."""

import pytest
from markupsafe import Markup

from conversation_wall.site.markup import RenderContext, excerpt, render
from conversation_wall.site.markup.mail import fold_mail

FOLDED = '<details class="quoted"><summary>Quoted e-mail</summary>'


def html_of(body: str) -> Markup:
    """Render a post."""
    return render(body, RenderContext("c-1")).html


@pytest.mark.parametrize(
    "head",
    [
        "On Tue, Jan 2, 2024 at 3:04 PM Ada <ada@shop.example> wrote:",
        "On Tue, Jan 2, 2024 at 3:04 PM Ada Lovelace\n<ada@shop.example> wrote:",
        "On Tue, Jan 2, 2024 at 3:04 PM, Ada ada@shop.examplewrote:",
        "Am 02.01.24 um 15:04 schrieb Ada:",
        "Le 2 janv. 2024 à 15:04, Ada a écrit :",
        "El 2 ene 2024, Ada <ada@shop.example> escribió:",
    ],
)
@pytest.mark.parametrize("space", ["\n", "\n\n"])
def test_quoted_mail_is_folded(head: str, space: str) -> None:
    """The head that a mail program writes, and the quote below it, are folded together."""
    html = html_of(f"Thanks!\n\n{head}{space}> The lid\n> > leaks.\n\nBye")

    assert html.startswith(f"<p>Thanks!</p>\n{FOLDED}\n<p>{head[:5]}")
    assert html.endswith("</blockquote>\n</details>\n<p>Bye</p>\n")
    assert excerpt(html).text == "Thanks! Bye"


def test_head_below_other_words_is_parted_from_them() -> None:
    """Where no empty line stands before the head, the paragraph ends before it."""
    assert html_of("Thanks!\nOn 2 Jan 2024, Ada wrote:\n> a") == (
        f"<p>Thanks!</p>\n{FOLDED}\n<p>On 2 Jan 2024, Ada wrote:</p>\n"
        "<blockquote>\n<p>a</p>\n</blockquote>\n</details>\n"
    )


def test_quote_that_holds_its_head_is_folded() -> None:
    """So is a quote whose first words are such a head."""
    assert html_of("Me too.\n\n> On 2 Jan 2024, Ada wrote:\n> a").count(FOLDED) == 1


def test_forwarded_mail_is_folded() -> None:
    """What follows the lines that Outlook puts above a mail is folded to the end."""
    html = html_of("Yes.\n\nFrom: Ada <ada@shop.example>\nSent: Monday\nTo: Lin\n\nDoes it leak?")

    assert html.startswith(f"<p>Yes.</p>\n{FOLDED}\n<p>From: Ada")
    assert excerpt(html).text == "Yes."


@pytest.mark.parametrize(
    "body",
    [
        "> The lid leaks.\n\nIt does.",
        "On the wall Ada wrote:\n\n> The lid leaks.",
        "On 2 Jan 2024, Ada wrote:\n\nThe lid leaks.",
        "- From: Ada\n  Sent: Monday",
        "From: here\nto there",
    ],
)
def test_what_people_quote_is_left_open(body: str) -> None:
    """A quote without a mail's head is its author's own, and so are lines in a list."""
    assert "details" not in html_of(body)


def test_nothing_is_lost_in_a_fold() -> None:
    """Folding adds a fold, and takes no word away."""
    html = "<p>a<br>\nOn 1:00 b wrote:</p>\n<blockquote>c</blockquote>\n<p>d</p>"
    folded = fold_mail(html)

    assert Markup(folded).striptags() == "a On 1:00 b wrote: c d".replace("a ", "a Quoted e-mail ")
