"""Whatever a stranger types, each file of a site is what its name says, and says what was typed."""

import csv
import json
import re
import string
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest

from builders import a_person, a_post, a_thread
from conversation_wall.records import ThreadType
from conversation_wall.site.open_data import table_of
from conversation_wall.site.text import clean_title
from sites import a_wall, build, files_of

ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"

# Each ends what another grammar begins; together they are one title.
BREAKERS = (
    "</script><script>alert(1)</script>",
    "<!--<script>",
    "-->",
    "]]>",
    "<![CDATA[",
    "\"' onmouseover=alert(1) x='\"",
    "&quot; onmouseover=alert(1) &amp;lt;b&amp;gt; &#34;",
    "\\\" \\u003cb\\u003e \\",
    "\u2028\u2029",
    "{{ 7 * 7 }}{% raw %}",
    "</title></textarea></style></svg>",
    "?>", "<?xml ", "<!DOCTYPE x [<!ENTITY a 'b'>]>&a;",
    "=cmd|' /C calc'!A0", "+1", "-1", "@SUM(1)", "\t=1", "＝1",
    "a,b;c|d\"e\r\nf",
    "::set-output name=x::y",
    "\x1b[31m\x00\x0b\ufffe\ufdd0",
    "../../etc/passwd", "CON", "NUL.txt", "a" * 300,
)  # fmt: skip
FORMULAS = (
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    " =1",
    "＝1",
    "＋1",
    "－1",
    "＠a",
)


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a wall on which each breaker is title, body, label, name and answer."""
    threads = [
        a_thread(
            text,
            number=number,
            day=number,
            title=text,
            by=a_person(text),
            labels=[text],
            category=text,
            type=(ThreadType.ISSUE, ThreadType.DISCUSSION)[number % 2],
            comments=[a_post(text, by="ada", day=number + 0.5)],
        )
        for number, text in enumerate(BREAKERS, start=1)
    ]
    folder = tmp_path_factory.mktemp("grammars")
    name = "".join(BREAKERS[:8])
    return build(a_wall(folder, threads, SITENAME=name, SITEURL="https://wall.example/x"))


class Page(HTMLParser):
    """What a page says of itself in its head, and its first heading."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.said: dict[str, str] = {}
        self.element = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep what `meta` elements say."""
        values = dict(attrs)
        if tag == "meta" and (name := values.get("property") or values.get("name")):
            self.said[name] = values.get("content") or ""
        self.element = tag if tag in ("h1", "title") and tag not in self.said else ""

    def handle_endtag(self, tag: str) -> None:
        """Read on behind it."""
        self.element = ""

    def handle_data(self, data: str) -> None:
        """Keep the words of the title and the heading."""
        if self.element:
            self.said[self.element] = self.said.get(self.element, "") + data


@pytest.mark.parametrize("number", range(1, len(BREAKERS) + 1))
def test_page_says_the_title_as_it_was_typed(output: Path, number: int) -> None:
    """In the title, in what is shared, and as its heading: no more and no less."""
    said = Page((output / f"said/{number}/index.html").read_text("utf-8")).said
    title = clean_title(BREAKERS[number - 1])

    assert title == said["h1"].strip()
    assert title == said["og:title"]
    assert said["title"].startswith(title)


def test_feeds_are_xml_and_say_the_titles(output: Path) -> None:
    """Atom is read by a parser of XML, which refuses what is none."""
    titles = {clean_title(text) for text in BREAKERS}
    for name in ("feed.xml", "answers.xml"):
        root = ElementTree.fromstring((output / name).read_bytes())
        found = [entry.findtext(f"{ATOM}title") or "" for entry in root.iter(f"{ATOM}entry")]

        assert len(found) > 15
        assert {title.removeprefix("Answer: ") for title in found} <= titles
        assert all(entry.findtext(f"{ATOM}content") for entry in root.iter(f"{ATOM}entry"))


def test_sitemap_and_pictures_are_xml(output: Path) -> None:
    """Addresses stay on the site, and no picture holds what runs."""
    root = ElementTree.fromstring((output / "sitemap.xml").read_bytes())
    found = [node.text or "" for node in root.iter(f"{MAP}loc")]

    assert len(found) > len(BREAKERS)
    assert all(re.fullmatch(r"https://wall\.example/x/[a-z0-9/.-]*", url) for url in found)
    for path in output.rglob("*.svg"):
        names = {node.tag.rpartition("}")[2] for node in ElementTree.parse(path).iter()}
        assert names <= {"svg", "g", "path", "rect", "circle", "title", "desc", "style", "text"}


def test_data_are_json_that_no_page_could_take_for_markup(output: Path) -> None:
    """Each file, or each of its lines, is read by a parser; it holds no `<`, `>` or `&`."""
    files = {
        name: content.decode("utf-8")
        for name, content in files_of(output / "data").items()
        if name.endswith((".json", ".ndjson")) and "schema" not in name
    }
    for name, text in files.items():
        # Also where U+2028 ends a line, as for Python.
        for line in text.splitlines() if name.endswith(".ndjson") else [text]:
            json.loads(line)
        assert [] == [sign for sign in "<>&" if sign in text], name
    said = {json.loads(line)["title"] for line in files["threads.ndjson"].split("\n") if line}
    assert {clean_title(text) for text in BREAKERS} == said


def test_table_holds_no_formula(output: Path) -> None:
    """What a spreadsheet would compute is text there, and every cell is in its row."""
    text = (output / "data" / "wall.csv").read_bytes().decode("utf-8-sig")
    head, *rows = csv.reader(text.splitlines(keepends=True))

    assert len(BREAKERS) == len(rows)
    assert {len(head)} == {len(row) for row in rows}
    assert [] == [cell for row in rows for cell in row if cell.strip()[:1] in tuple("=+-@＝＋－＠")]
    assert {clean_title(text) for text in BREAKERS} == {
        row[head.index("title")].removeprefix("'") for row in rows
    }


@pytest.mark.parametrize("formula", FORMULAS)
def test_cell_is_never_a_formula(formula: str) -> None:
    """However it begins, and whatever blanks stand before it."""
    (_, row) = csv.reader(table_of([[formula]]).decode("utf-8-sig").splitlines(keepends=True))

    assert f"'{formula}" == row[0]


def test_files_have_safe_names(output: Path) -> None:
    """On every system: small letters, digits and marks that mean nothing, and no reserved name."""
    reserved = {
        "con",
        "prn",
        "aux",
        "nul",
        *(f"{a}{b}" for a in ("com", "lpt") for b in "0123456789"),
    }
    allowed = set(string.ascii_lowercase + string.digits + "-._")
    parts = {part for name in files_of(output) for part in name.split("/")} - {"CNAME"}

    assert [] == [part for part in parts if set(part) - allowed or len(part) > 100]
    assert [] == [part for part in parts if part.split(".")[0] in reserved or part.endswith(".")]
    assert all(path.resolve().is_relative_to(output) for path in output.rglob("*"))


def test_no_file_holds_what_xml_forbids(output: Path) -> None:
    """Nor what Unicode keeps for programs: no control character, no half of a pair, no noncharacter."""
    forbidden = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")
    found = {
        name: signs
        for name, content in files_of(output).items()
        if name.endswith((".html", ".xml", ".svg", ".txt", ".csv", ".css"))
        and (signs := forbidden.findall(content.decode("utf-8")))
    }

    assert {} == found
