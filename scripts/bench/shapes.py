"""
Texts that made a parser, a pattern or a sanitiser slow, at GitHub's limit of 65,536 characters.

    shapes()            our own, by name: for Markdown, HTML, masks, counters of words, Unicode
    units()             what most of them repeat
    published(folder)   the recipes of the parsers' own tests, where the folder of attacks is
"""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

LIMIT = 65_536

_UNITS = {
    "addresses": "a@a.",
    "addresses without an end": "a@",
    "dots before an address": "a.",
    "digits": "0",
    "digits apart": "0 ",
    "digits in brackets": "(0) ",
    "telephone numbers": "+44 20 7946 0958, ",
    "half telephone numbers": "+1-",
    "dates": "2025-01-01 ",
    "passwords": "password=",
    "quoted passwords": 'password = "a1B2c3D4e5F6" ',
    "keys of a cloud": "AKIA",
    "tokens": "ghp_a1B2",
    "heads of keys": "-----BEGIN PRIVATE KEY-----\n",
    "pieces of a token": "eyJ.",
    "one long word": "aB3/",
    "letters apart": "a ",
    "lines": "\n",
    "words in lines": "a\n",
    "blanks": " ",
    "tabs": "\t",
    "blank lines with blanks": " \n",
    "mentions": "@a ",
    "mentions without an end": "@a",
    "numbers": "#1",
    "numbers of others": "a/b#1 ",
    "addresses of threads": "https://github.com/a/b/issues/1 ",
    "addresses of the web": "http://a.a/",
    "addresses with brackets": "http://a.a/((((",
    "hosts": "www.a.",
    "comments": "<!--",
    "comments, closed": "<!---->",
    "answers marked": "<!-- wall:answer -->\n",
    "declarations": "<!A ",
    "instructions": "<?a",
    "sections": "<![CDATA[",
    "angles": "<",
    "closing angles": "> ",
    "ampersands": "&",
    "references of characters": "&#x41;",
    "references without an end": "&#x",
    "ticks": "`",
    "growing ticks": "` `` ``` ",
    "fences": "```\n",
    "tildes": "~~~\n~~~\n",
    "pipes": "|",
    "rows": "|-|\n",
    "bullets": "- ",
    "bullets in lines": "-\n",
    "ordinals": "1. ",
    "rules": "***\n",
    "headings": "# \n",
    "underlines": "a\n=\n",
    "stars": "*",
    "stars and letters": "*a_ ",
    "strikes": "~~a",
    "brackets": "[",
    "brackets closed": "[]",
    "images": "![",
    "links": "[a](",
    "links of links": "[a](<",
    "definitions": "[a]: b\n",
    "titles of links": '[a](b "',
    "notes": "[^a]",
    "definitions of notes": "[^1]: a\n",
    "dollars": "$",
    "formulas": "$a$ ",
    "colons": ":",
    "shortcodes": ":+1:",
    "alerts": "> [!NOTE]\n",
    "boxes": "- [ ] ",
    "forms": "### What happened?\n\n",
    "duplicates": "Duplicate of #1\n",
    "fixes": "Fixes #1, closes a/b#2 ",
    "words of a status": "Done. Planned: ",
    "changes of mind": "We’d change our mind if ",
    "verdicts": "it's that's now's ",
    "mail": "On Monday, Ada <a@a.example> wrote:\n> ",
    "forwarded mail": "From: a\nSent: b\n",
    "formatting": "<b><i>",
    "tables of tables": "<table><tr><td>",
    "lists in summaries": "<details><summary>",
    "options": "<select><option>",
    "drawings": "<svg><math>",
    "rubies": "<ruby><rt>",
    "anchors": "<a href=https://a.example>",
    "attributes without an end": '<a b="',
    "emoji": "😀",
    "families": "👩‍👩‍👧‍👦",
    "towers": "\u0301",
    "ligatures that grow": "ﷺ",
    "turned around": "\u202e",
    "isolated": "\u2067",
    "unseen": "\u200b",
    "right to left": "א ",
    "nothing at all": "\x00",
    "halves of characters": "\ud800",
    "no characters": "\ufdd0\ufdd1\ufdd2",
}
_NESTED = {
    "quotes": ("> ", "a", ""),
    "items": ("- ", "a", ""),
    "brackets in brackets": ("[", "a", "]"),
    "links in links": ("[", "a", "](b)"),
    "notes in notes": ("[^", "a", "]"),
    "strong in strong": ("*a **a ", "b", " a** a*"),
    "typed blocks": ("<div>", "a", "</div>"),
    "typed letters": ("<b>", "a", "</b>"),
    "typed quotes and lists": ("<blockquote><ul><li>", "a", "</li></ul></blockquote>"),
}


def shapes() -> Iterator[tuple[str, str]]:
    """Give each shape with its name."""
    for name, unit in _UNITS.items():
        yield name, (unit * (LIMIT // len(unit) + 1))[:LIMIT]
    for name, (start, middle, end) in _NESTED.items():
        depth = (LIMIT - len(middle)) // len(start + end)
        yield f"nested: {name}", start * depth + middle + end * depth
    for name, text in _composed():
        yield name, text[:LIMIT]


def units() -> tuple[str, ...]:
    """Give the pieces of which the shapes are made, each once."""
    nested = (part for parts in _NESTED.values() for part in parts if part)
    return tuple(dict.fromkeys((*_UNITS.values(), *nested)))


def published(folder: Path) -> Iterator[tuple[str, str]]:
    """Give what the tests of Markdown's parsers use, cut to the limit."""
    recipes = folder / "pathological-markdown" / "recipes.json"
    if recipes.exists():
        for recipe in json.loads(recipes.read_text("utf-8")):
            text = _MADE[recipe["kind"]]() if "kind" in recipe else _repeated(recipe["parts"])
            yield f"published: {recipe['name']}", text[:LIMIT]


def _repeated(parts: list[tuple[str, int]]) -> str:
    share = LIMIT / max(1, sum(len(text) * times for text, times in parts))
    return "".join(text * max(1, int(times * min(1, share))) for text, times in parts)


# The recipes that repeat nothing, as those tests make them.
_MADE: dict[str, Callable[[], str]] = {
    "nested_list": lambda: "".join("  " * n + "* a\n" for n in range(250)),
    "backticks": lambda: "".join("e" + "`" * n for n in range(1, 360)),
    "refmap_collisions": lambda: (
        "".join(f"[{n:x}{n * 7919:x}]: /a\n\n" for n in range(4_300)) + "[0]" * 2_000
    ),
    "many_references": lambda: (
        "".join(f"[{n}]: u\n" for n in range(4_000)) + "[0] [1] [2] [3]" * 1_400
    ),
}


def _composed() -> Iterator[tuple[str, str]]:
    """Give shapes that no repetition makes."""
    yield from {
        "attributes reopened": "".join(f"<p><b x{n}>a" for n in range(6_000)),
        "attributes, closed in comments": "".join(f"<p><b x{n}><!--</b>-->a" for n in range(4_000)),
        "attributes before alerts": "".join(
            f"<div>\n<b x{n}\n\n> [!NOTE]\n> a\n\n" for n in range(2_000)
        ),
        "unfinished tags": "<div>\n" + "<b " * 21_000,
        "unfinished tags, ended once": "<div>\n" + "<b " * 21_000 + ">",
        "unfinished videos": "<div>\n" + "<video " * 9_000 + ">",
        "unfinished videos with source": "<div>\n" + "<video src " * 5_000 + ">",
        "unfinished closing tags": "<div>\n" + "</a " * 16_000,
        "cells": "|a" * 250 + "|\n" + "|-" * 250 + "|\n" + "a\n" * 30_000,
        "references of one note": "[^1]: a\n\n" + "[^1]" * 16_000,
        "references of one target": "[a]: <https://a.example/"
        + "a" * 30_000
        + ">\n\n"
        + "[a]" * 10_000,
        "lists in lists": "<dd><li>" * 8_000,
        "attributes": "<p " + " ".join(f"a{n}" for n in range(9_000)),
        "host-like words": "[" + "a" * 60_000 + ".](https://a.example)",
        "hosts in words": "[" + "a.example " * 6_000 + "](https://b.example)",
        "hosts that grow": "[" + "ﷺ" * 60_000 + "](https://a.example)",
        "repositories": "a/" * 32_000 + "x#1",
        "videos": "a\n<video a" + " src" * 13_000,
        "leading zeros": "<b>&#" + "0" * 60_000 + "65;",
        "pictures": "<div>\n" + "<picture>" * 7_000,
        "sources": "<div>\n" + "<picture>" + "<source " * 8_000 + "</picture>",
        "heads of mail": "On 1:00 a\n" * 6_000 + "> a",
        "quotes of mail": "On 1:00 a wrote:\n> a\n\n" * 2_800,
        "hashes": "in 0a1b2c3 " * 6_000,
        "code": ("~~~python\n" + "a = '1' " * 200 + "\n~~~\n") * 39,
        "different words": " ".join(f"w{n}" for n in range(9_500)),
        "different numbers": " ".join(f"+44 20 {7_000_000 + n}" for n in range(4_000)),
        "different addresses": " ".join(f"a{n}@a.example" for n in range(3_900)),
        "different threads": " ".join(f"#{n}" for n in range(1, 11_000)),
        "different mentions": " ".join(f"@a{n}" for n in range(9_000)),
        "different images": " ".join(f"![](https://a.example/{n})" for n in range(2_300)),
        "base64": "".join(chr(65 + n * n % 26) + chr(97 + n % 26) for n in range(32_000)),
    }.items()
