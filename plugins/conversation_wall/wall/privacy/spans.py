"""Where something stands in a text, and whether that is the target of a link."""

import re

# From its first character to the one after its last.
Span = tuple[int, int]

# A link to here leads nowhere, and is shown as its words alone.
NOWHERE = "#"

_BEFORE_TARGET = re.compile(
    r"(?:\]\(\s{0,3}<?|\]:[ \t]{0,3}<?|\b(?:href|src)\s{0,3}=\s{0,3}[\"']?)\Z", re.IGNORECASE
)
_LONGEST_BEFORE = 20


def is_target(text: str, start: int) -> bool:
    """Tell whether the target of a link, in Markdown or HTML, begins at a place."""
    return _BEFORE_TARGET.search(text[max(0, start - _LONGEST_BEFORE) : start]) is not None
