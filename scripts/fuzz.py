"""
Look for texts that break the promises about strangers' words, guided by what code they reach.

    .venv/bin/python -m pip install --group fuzz
    .venv/bin/python scripts/fuzz.py posts -max_total_time=300
    .venv/bin/python scripts/fuzz.py masks .wall/fuzz/masks

    posts    rendering never raises; what comes out is well-formed and in the allowlist
    masks    no address or key that stands alone is left, whatever stands around it
    titles   a title is one line that no other text can be disturbed by
    forms    reading forms, words, kinds and verdicts of a post never raises

What follows the target goes to libFuzzer: options, and folders of texts to begin with. It
ends with the first text that breaks a promise, and writes it to a file: make a test of it.
The wheels of Atheris are for Linux and Python 3.11 to 3.13; nothing else needs it.
"""

import re
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "plugins"), str(ROOT / "tests"), str(ROOT / "scripts")]

try:
    import atheris
except ModuleNotFoundError:
    sys.exit("Atheris is missing. Run `python -m pip install --group fuzz` first.")

with atheris.instrument_imports(include=["conversation_wall"]):
    from bench.shapes import units
    from conversation_wall.site.markup import RenderContext, excerpt, render
    from conversation_wall.site.text import TITLE_LIMIT, clean_title
    from conversation_wall.wall.forms import kind_in, words_in
    from conversation_wall.wall.privacy.masking import Masker
    from conversation_wall.wall.told import told_in
    from conversation_wall.wall.words import spoken_text
    from strict_posts import faults_of

# Pieces that mean something: a byte chooses one, or says that the next bytes are letters.
PIECES = (
    *units(),
    *("\n", "\n\n", " ", "    ", "\t", "</a>", "</div>", "</b>", "</details>", "</table>", "</p>"),
    *("<a href='", "'>", ">", "https://a.example/", "javascript:", "<h1>", "<li>", "<td>", "<p>"),
    *("<pre>", "</pre>", "<code>", "</code>", "<picture>", "</picture>", "<source srcset=x>"),
    *("bob@example.com", "+44 20 7946 0958", "ghp_" + "a1B2" * 9, "### Who\n\n", "### Where\n\n"),
    *("](", "](https://b.example)", "[x](", "```python\n", "> [!TIP]\n> ", "[^1]", "\n[^1]: "),
    *("<div>\n", "&#xfdd0;", "&lt;", 'class="', "id='", "style=", "title='", "|a|b|\n|-|-|\n"),
)
_LETTERS = 200
# Control characters, ends of lines, marks of direction that reach beyond a word.
_DISTURBING = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
# What stands alone; `@bob@example.com` is an account of another network, and `x@bob` none.
_ADDRESS = re.compile(r"(?<![\w.+'@＠#-])bob@example\.com(?![\w:-])|ghp_(?:a1B2){9}(?![\w-])")
_CONTEXT = RenderContext("c-1", "ada/shop")
_MASKER = Masker({"emails": "‹E›", "phones": "‹P›", "secrets": "‹S›"}, ("GB", "DE"))
_NOW = datetime(2026, 1, 1, tzinfo=UTC)


class BrokenError(Exception):
    """A promise is broken."""


def text_of(data: bytes) -> str:
    """Make a text of bytes: most are pieces, the others letters."""
    provider = atheris.FuzzedDataProvider(data)
    parts = []
    while provider.remaining_bytes():
        choice = provider.ConsumeInt(1) % 256
        if choice < _LETTERS:
            parts.append(PIECES[choice % len(PIECES)])
        else:
            parts.append(provider.ConsumeUnicode(choice - _LETTERS))
    return "".join(parts)


def posts(data: bytes) -> None:
    """Render a post, twice."""
    body = text_of(data)
    rendered = render(body, _CONTEXT)
    if faults := faults_of(str(rendered.html)):
        raise BrokenError(f"{faults} in {rendered.html!r} of {body!r}")
    if rendered != render(body, _CONTEXT):
        raise BrokenError(f"Two renderings differ: {body!r}")
    if "\n" in excerpt(rendered.html).text:
        raise BrokenError(f"An excerpt of two lines: {body!r}")


def masks(data: bytes) -> None:
    """Mask a text, and look for what must not be left."""
    text = text_of(data)
    once = _MASKER.mask(text)
    if _ADDRESS.search(once):
        raise BrokenError(f"An address is left: {once!r} of {text!r}")


def titles(data: bytes) -> None:
    """Clean a title."""
    title = clean_title(text_of(data))
    if title != clean_title(title) or not title or len(title) > TITLE_LIMIT:
        raise BrokenError(f"{title!r} of {text_of(data)!r}")
    if _DISTURBING.search(title):
        raise BrokenError(f"{title!r} disturbs its neighbours")


def forms(data: bytes) -> None:
    """Read a post in every other way."""
    body = text_of(data)
    words_in(body)
    kind_in(body)
    told_in(body, _NOW)
    spoken_text(body)


TARGETS: dict[str, Callable[[bytes], None]] = {
    "posts": posts,
    "masks": masks,
    "titles": titles,
    "forms": forms,
}


def main() -> None:
    """Run the target that is named."""
    if len(sys.argv) == 1 or sys.argv[1] not in TARGETS:
        sys.exit(f"Name what to look at: {', '.join(TARGETS)}.")
    atheris.Setup([sys.argv[0], *sys.argv[2:]], TARGETS[sys.argv[1]])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
