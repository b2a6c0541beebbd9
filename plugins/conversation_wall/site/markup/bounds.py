"""
What keeps a stranger's tags from growing, before nh3 reads them.

    bound_typed_tags   drop the attributes that would make HTML reopen elements without end
    is_deep            tell whether elements nest deeper than nh3 takes in good time
"""

import re

from ..text import name_set

MAX_DEPTH = 64
VOID = name_set("area base br col embed hr img input link meta source track wbr")

# All but comrak's own, which no stranger can copy while the guards are in.
_FORMATTING = re.compile(
    r"<(b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)[\s/]"
    r'(?!class="language-|data-math-style=")[^>]*>',
    re.IGNORECASE,
)
_EDGE = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_SELF_ENDING = name_set("dd dt li option p td th tr")


def bound_typed_tags(html: str) -> str:
    """
    Keep typed tags from growing.

    HTML reopens unclosed formatting elements in every paragraph, at most three alike; with
    differing attributes there is no end of it (65 KB of `<p><b x1><p><b x2>…`: 87 MB, 21 s).
    """
    # What follows the last ">" holds no tag, and would be searched for one again and again.
    html, end, rest = html.rpartition(">")
    return _FORMATTING.sub(r"<\1>", html + end) + rest


def is_deep(html: str) -> bool:
    """Estimate whether elements nest deeper than nh3 takes in good time (quadratic)."""
    if html.count("<") - html.count("</") <= MAX_DEPTH:
        return False
    unclosed: list[str] = []
    for slash, typed in _EDGE.findall(html):
        name = typed.lower()
        if name in VOID:
            continue
        if not slash:
            if not (name in _SELF_ENDING and unclosed and unclosed[-1] == name):
                unclosed.append(name)
                if len(unclosed) > MAX_DEPTH:
                    return True
        elif name in unclosed:
            while unclosed.pop() != name:
                pass
    return False
