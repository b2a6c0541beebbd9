"""How a post shows what is hidden in it: each mark set apart from its author's words."""

import re

from markupsafe import Markup

from .language import gettext

_TAG_OR_MARK = re.compile(r"<[^>]*>|‹[^‹›<>]{1,60}›")


def marks_of() -> dict[str, str]:
    """Give the words that stand in the place of what is hidden, by what it is."""
    return {
        "emails": gettext("‹e-mail address hidden›"),
        "phones": gettext("‹phone number hidden›"),
        "secrets": gettext("‹key or password hidden›"),
        "names": gettext("‹name hidden›"),
        "links": gettext("‹link hidden›"),
    }


def show_marks(html: Markup) -> Markup:
    """Set the marks in a post's HTML apart; not those in attributes."""
    if "‹" not in html:
        return html
    marks = frozenset(marks_of().values())

    def show(found: re.Match[str]) -> str:
        return f'<span class="masked">{found[0]}</span>' if found[0] in marks else found[0]

    return Markup(_TAG_OR_MARK.sub(show, str(html)))
