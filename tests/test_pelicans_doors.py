"""Pelican has doors through which a stranger's text could act: none of them is open on a wall."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from builders import a_category, a_person, a_post, a_thread
from conversation_wall.records import ThreadRecord
from sites import a_wall, build, faults_of, files_of, read_site, run_pelican, succeed

CANARY = "secret-canary-7c1"
# Pelican's own words for places in a site, and what its patterns match.
PLACES = ("attach", "static", "filename", "author", "category", "tag", "index", "1", "", "photo")
JINJA = "{{ 1337 * 1337 }}{% raw %}{# x #}{{ SITENAME }}{% include 'base.html' %}${1337*1337}"


def links_of(name: str) -> str:
    """Write a link of Pelican's in every way in which a stranger can."""
    ways = [f"{{{name}}}/../.env", f"|{name}|/../.env", f"{{{name}}}../.env"]
    return "\n\n".join(
        text
        for way in ways
        for text in (
            f"[x]({way})",
            f"![x]({way})",
            f"[x](https://e.example \"href='{way}'\")",
            f"[x](https://e.example/\"href='{way}')",
            f'`href="{way}"`',
            f"    <a href='{way}'>x</a>",
            f"<a href='{way}'>x</a><img src='{way}'>",
            f"<abbr title='src=\"{way}\"'>x</abbr>",
            f"href='{way}' src=\"{way}\" data='{way}'",
        )
    )


def broken(text: str) -> str:
    """Write what makes Pelican's substitution raise, or a link that runs."""
    return f"[x]({{}}{text}) <a href='{{1}}{text}'>x</a> <a href='|x|{text}'>x</a>"


def a_hostile_thread(text: str, number: int = 1) -> ThreadRecord:
    """Put a text into every place."""
    comments = [
        a_post(text, by=a_person(text[:60]), day=1),
        a_post(text, by="ada", day=2, replies=[a_post(text, day=3)]),
    ]
    thread = a_thread(text, number=number, title=text, labels=[text], comments=comments)
    return thread if number % 2 else _with_category(thread, text)


def _with_category(thread: ThreadRecord, text: str) -> ThreadRecord:
    return replace(thread, category=a_category(f"c{thread.number}", text))


THREADS = [
    *(a_hostile_thread(links_of(name), number) for number, name in enumerate(PLACES, start=1)),
    a_hostile_thread(broken("javascript:alert(1)"), 21),
    a_hostile_thread(broken("data:text/html,x"), 22),
    a_hostile_thread(broken("http://["), 23),
    a_hostile_thread(broken("//["), 24),
    a_hostile_thread("Title: Taken\nSave_as: ../taken.html\nStatus: draft\nTemplate: none\n\nx", 31),
    a_hostile_thread("Slug: taken\nDate: never\nAuthor: Ada\nURL: taken/\n\nx", 32),
    a_hostile_thread("---\ntitle: taken\nsave_as: ../taken.html\n---\nx", 33),
    a_hostile_thread(":title: taken\n:save_as: ../taken.html\n\n.. include:: ../.env", 34),
    a_hostile_thread(JINJA, 41),
    *(
        a_thread("x", title=title, number=50 + place, labels=[title])
        for place, title in enumerate(
            ("index", "archives", "feed.xml", "theme", "Help", "help!", "☕", "👍", "..", "CON", "عربي", "x" * 256)
        )
    ),
]  # fmt: skip


def by_wall(folder: Path) -> Path:
    """Build as `wall build` does."""
    return build(folder)


def by_pelican(folder: Path) -> Path:
    """Build as plain Pelican does."""
    arguments = ("content", "-s", "pelicanconf.py", "-o", "output", "--fatal", "errors")
    succeed(run_pelican(folder, *arguments))
    return folder / "output"


@pytest.fixture(scope="module", params=[by_wall, by_pelican])
def output(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a wall on which strangers knock at every door, beside files that are nobody's business."""
    folder = tmp_path_factory.mktemp("doors") / "site"
    folder.mkdir()
    (folder / ".env").write_text(CANARY, "utf-8")
    (folder.parent / ".env").write_text(CANARY, "utf-8")
    a_wall(folder, THREADS)
    (folder / "content" / ".env").write_text(CANARY, "utf-8")
    make: Callable[[Path], Path] = request.param
    return make(folder)


def test_no_file_is_published_by_a_link(output: Path) -> None:
    """`{attach}` and its like are words: in text, links, titles of links, code and attributes."""
    files = files_of(output)

    assert [] == [name for name, content in files.items() if CANARY.encode() in content]
    assert [] == [name for name in files if ".env" in name]


def test_links_of_pelican_stay_words(output: Path) -> None:
    """None is substituted: each can be read as it was typed, and none leads anywhere."""
    site = read_site(output)

    for number, name in enumerate(PLACES, start=1):
        page = site[f"said/{number}/index.html"]
        assert f"{{{name}}}/../.env" in page.text
        led = [url for url in (*page.links, *page.loads) if ".env" in url]
        assert [] == [url for url in led if not url.startswith("https://e.example/")]


def test_no_link_begins_to_run(output: Path) -> None:
    """A relative link does not become one of JavaScript (F1), and none stops a build (F2)."""
    schemes = {
        url.partition(":")[0].lower()
        for page in read_site(output).values()
        for url in (*page.links, *page.loads)
        if ":" in url.partition("/")[0]
    }

    assert schemes <= {"http", "https", "mailto"}


def test_metadata_are_words(output: Path) -> None:
    """No post says where its page lies, what it is called, or that it is none."""
    site = read_site(output)

    assert "taken" not in {name.partition("/")[0] for name in files_of(output)}
    assert not (output.parent / "taken.html").exists()
    assert "Save_as: ../taken.html" in site["said/31/index.html"].text
    assert "Slug: taken" in site["said/32/index.html"].text
    assert all(f"said/{number}/index.html" in site for number in (31, 32, 33, 34))


def test_braces_are_words(output: Path) -> None:
    """Templates of strangers are never run."""
    site = read_site(output)

    assert [] == [name for name, file in files_of(output).items() if b"1787569" in file]
    assert JINJA in site["said/41/index.html"].text


def test_titles_name_no_file(output: Path) -> None:
    """Titles that are alike, or like a page's name, meet nobody: pages are named by numbers."""
    site = read_site(output)
    numbers = range(50, 62)

    assert {f"said/{number}/index.html" for number in numbers} <= {*site}
    assert [] == faults_of(output)
    assert all(path.resolve().is_relative_to(output) for path in output.rglob("*"))


def test_owner_s_pattern_never_sees_strangers(tmp_path: Path) -> None:
    """A pattern for links that matches everything is for the owner's own pages."""
    folder = a_wall(
        tmp_path,
        [a_thread('NASA says "no" -- [x](https://a.example) {static}/x')],
        INTRASITE_LINK_REGEX="[{|](?P<what>.*?)[|}]",
    )
    text = read_site(by_pelican(folder))["said/1/index.html"].text

    assert 'NASA says "no" -- x (a.example) {static}/x' in text
