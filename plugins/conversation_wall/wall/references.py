"""
What a text names: `#12`, `GH-12`, `owner/name#12`, or the address of a thread or pull request.

    references_in("Fixed in #57", "ada/lamps", …) ─→ ("ada/lamps", 57)

Names of repositories are given in small letters: GitHub knows no others.
"""

import re
from collections.abc import Iterator
from itertools import islice

Reference = tuple[str, int]

# Nobody means more than so many at once.
_MOST = 100
_NUMBER = r"[1-9]\d{0,8}(?![\w-])"
_REFERENCE = re.compile(
    rf"(?<![\w&/#.@-])(?:(?P<repository>[\w-]{{1,39}}/[\w.-]{{1,100}})?\#|GH-)(?P<number>{_NUMBER})"
    r"|(?P<site>https?://[\w.:-]{1,200})/(?P<path>[\w-]{1,39}/[\w.-]{1,100})"
    rf"/(?:issues|discussions|pull)/(?P<page>{_NUMBER})",
    re.ASCII,
)
_LINK = re.compile(r"https?://[^\s<>()\[\]\"'`]{3,2000}")


def references_in(text: str, source: str, github_url: str) -> Iterator[Reference]:
    """Give what a text of a repository's names, in its order; other sites do not count."""
    return islice(_references(text, source.casefold(), github_url), _MOST)


def first_link(text: str) -> str | None:
    """Give the first address in a text."""
    found = _LINK.search(text)
    return found[0].rstrip(".,;:!?") if found else None


def _references(text: str, source: str, github_url: str) -> Iterator[Reference]:
    for found in _REFERENCE.finditer(text):
        if found["site"] and found["site"].casefold() != github_url.casefold():
            continue
        repository = found["repository"] or found["path"]
        number = int(found["number"] or found["page"])
        yield (repository.casefold() if repository else source), number
