"""
The fewest pages of a built site that show everything which can be seen on it.

What a page shows is told by its address ("a thread's second page"), its elements, the
classes of the theme, and what it asks of a browser (policy, scheme). A page type that is
added tomorrow has an address or a class of its own, so nobody has to add it to a list.
"""

import re
from pathlib import Path

LONGEST = "said/*/index.html"

_CLASSES = re.compile(r'\bclass="([^"]*)"')
_ELEMENTS = re.compile(r"<([a-z][a-z0-9]*)[\s>]")
_ASKS = re.compile(r'<meta (?:http-equiv="Content-Security-Policy"|name="color-scheme")[^>]*>')


def page_types(output: Path) -> tuple[str, ...]:
    """Name one page or more of every type: the front page, the longest thread, what they lack."""
    pages = {
        path.relative_to(output).as_posix(): traits_of(path, output)
        for path in sorted(output.rglob("*.html"))
    }
    longest = max(output.glob(LONGEST), key=lambda path: path.stat().st_size)
    chosen = ["index.html", longest.relative_to(output).as_posix()]
    lacking = set().union(*pages.values()).difference(*(pages[name] for name in chosen))
    while lacking:
        best = max(pages, key=lambda name: (len(pages[name] & lacking), name))
        chosen.append(best)
        lacking -= pages[best]
    return tuple(chosen)


def traits_of(page: Path, output: Path) -> set[str]:
    """Collect what a page shows."""
    html = page.read_text("utf-8")
    classes = {name for names in _CLASSES.findall(html) for name in names.split()}
    return {
        shape_of(page.relative_to(output).as_posix()),
        *_ASKS.findall(html),
        *(f"<{name}>" for name in _ELEMENTS.findall(html)),
        # Languages of code in posts look alike.
        *(f".{name}" for name in classes if not name.startswith("language-")),
    }


def shape_of(address: str) -> str:
    """Give an address without what varies in it: `people/ada/index.html` is `people/*`."""
    first, *others = address.removesuffix("index.html").strip("/").split("/")
    return "/".join([first, *("page" if part == "page" else "*" for part in others)])
