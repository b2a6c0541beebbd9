"""A built site is whole: what is not is found on the page where it is, whatever it is."""

import shutil
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from builders import a_post, a_thread, on_day
from conversation_wall.checking.faults import Rule
from conversation_wall.checking.findings import Finding, Level
from conversation_wall.checking.places import Places, Target
from conversation_wall.checking.reading import read_page
from conversation_wall.checking.site import site_findings
from conversation_wall.checking.site_faults import faults_in_site
from conversation_wall.checking.sizes import LARGEST_SITE, MB, months_left, size_findings
from sites import a_wall, build

ADDRESS = "https://hollin.example/wall"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a small wall for an address, once."""
    answer = a_post("New lid.", by="ada", day=2)
    threads = [a_thread(number=1, comments=[answer]), a_thread(number=2, labels=["Cups"])]
    return build(a_wall(tmp_path_factory.mktemp("built"), threads, SITEURL=ADDRESS))


@pytest.fixture
def site(built: Path, tmp_path: Path) -> Path:
    """Copy that wall, to be broken."""
    return Path(shutil.copytree(built, tmp_path / "site"))


def faults(site: Path) -> set[tuple[Rule, str, str]]:
    """Give the faults of a site."""
    return {(fault.rule, fault.file, fault.detail) for fault in faults_in_site(site)}


def put(html: str, file: str = "about/index.html") -> Callable[[Path], None]:
    """Put something at the end of a page's content."""

    def change(site: Path) -> None:
        text = (site / file).read_text("utf-8")
        (site / file).write_text(text.replace("</main>", f"{html}</main>"), "utf-8")

    return change


def swap(file: str, old: str, new: str) -> Callable[[Path], None]:
    """Put something else in the place of a part of a file."""

    def change(site: Path) -> None:
        text = (site / file).read_text("utf-8")
        assert old in text
        (site / file).write_text(text.replace(old, new), "utf-8")

    return change


def told(site: Path, *, site_url: str = ADDRESS) -> list[Finding]:
    """Give the findings that are more than a note."""
    found = site_findings(site, (), site_url)
    return [finding for finding in found if finding.level in (Level.ERROR, Level.WARNING)]


def test_whole_site_has_no_fault(built: Path) -> None:
    """A site as it was built has none, and its owner is told so."""
    findings = list(site_findings(built, (), ADDRESS))

    assert set() == faults(built)
    assert [Level.OK, Level.OK] == [finding.level for finding in findings]
    assert "hold together" in findings[0].what


def test_site_without_its_front_page_is_told(site: Path) -> None:
    """Whoever visits it finds nothing; an empty folder is only not built yet."""
    (site / "index.html").unlink()
    (finding,) = told(site)
    (site.parent / "empty").mkdir()
    (site.parent / "empty" / ".DS_Store").touch()
    empty = list(site_findings(site.parent / "empty", (), ADDRESS))

    assert (Level.ERROR, True) == (finding.level, "has no front page" in finding.what)
    assert [(Level.NOTE, "There is no built site yet.")] == [(f.level, f.what) for f in empty]


@pytest.mark.parametrize(
    ("damage", "fault"),
    [
        (put("<a href='../said/9/'>x</a>"), (Rule.LINK, "../said/9/")),
        (put("<a href='../said/1'>x</a><a href='../said/1/index.html'>x</a>"), None),
        (put("<a href='../said/9?x#y'>x</a>"), (Rule.LINK, "../said/9?x#y")),
        (put(f"<a href='{ADDRESS}/nowhere/'>x</a>"), (Rule.LINK, f"{ADDRESS}/nowhere/")),
        (put(f"<a href='{ADDRESS}'>x</a><a href='{ADDRESS}/#content'>x</a>"), None),
        (put("<a href='/wall/about/'>x</a><a href='/wall/'>x</a>"), None),
        (put("<a href='/wall/none/'>x</a>"), (Rule.LINK, "/wall/none/")),
        (put("<a href='/shop/'>x</a>"), (Rule.LINK_INSIDE, "/shop/")),
        (put("<a href='../../shop/'>x</a>"), (Rule.LINK_INSIDE, "../../shop/")),
        (put("<a href='https://a.example/'>x</a><a href='mailto:a@b.example'>x</a>"), None),
        (put("<a href='https://[broken'>x</a>"), None),
        (put("<a href='#nowhere'>x</a>"), (Rule.ANCHOR, "#nowhere")),
        (put("<a href='#top'>x</a><a href='#'>x</a><a href='#:~:text=a'>x</a>"), None),
        (put("<a href='../said/1/#nowhere'>x</a>"), (Rule.ANCHOR, "../said/1/#nowhere")),
        (put("<p id='é b'></p><a href='#%C3%A9%20b'>x</a>"), None),
        (put("<p id=a></p><p id=a></p><p id=a></p>"), (Rule.ID_ONCE, "a")),
        (put("<img src='cup.png'>"), (Rule.LOAD, "cup.png")),
        (put("<img src='data:image/png;base64,AA=='>"), None),
        (put("<img src='//cdn.example/c.png'>"), (Rule.LOAD_FROM_HERE, "//cdn.example/c.png")),
        (
            put("<img srcset='https://a.example/1.png 1x'>"),
            (Rule.LOAD_FROM_HERE, "https://a.example/1.png"),
        ),
        (
            put("<video poster='https://a.example/p.png'></video>"),
            (Rule.LOAD_FROM_HERE, "https://a.example/p.png"),
        ),
        (
            put("<link rel='preload stylesheet' href='https://a.example/a.css'>"),
            (Rule.LOAD_FROM_HERE, "https://a.example/a.css"),
        ),
        (put("<link rel=license href='https://a.example/'>"), None),
        (
            swap("about/index.html", "default-src ", "default-source "),
            (Rule.POLICY, None),
        ),
        (swap("about/index.html", "Content-Security-Policy", "x"), (Rule.POLICY, "none")),
        (
            swap("about/index.html", f'canonical" href="{ADDRESS}', 'canonical" href="http://old'),
            (Rule.ONE_ADDRESS, "http://old/about/"),
        ),
        (put("<![nonsense"), (Rule.READABLE, None)),
    ],
)  # fmt: skip
def test_fault_of_a_page_is_found(
    damage: Callable[[Path], None], fault: tuple[Rule, str | None] | None, site: Path
) -> None:
    """Links, anchors, ids, what is loaded, policy and address: each is found, and nothing else."""
    damage(site)

    found = {(rule, file) for rule, file, _ in faults(site)}
    assert found == ({(fault[0], "about/index.html")} if fault else set())
    details = [detail for _, _, detail in faults(site)]
    assert fault is None or fault[1] in (None, *details)


@pytest.mark.parametrize(
    ("damage", "rule", "file"),
    [
        (swap("feed.xml", "</feed>", ""), Rule.FEED, "feed.xml"),
        (swap("feed.xml", f"{ADDRESS}/feed.xml", "feed.xml"), Rule.FEED_ADDRESS, "feed.xml"),
        (swap("feed.xml", "/said/2/", "/said/7/"), Rule.LINK, "feed.xml"),
        (swap("answers.xml", "/said/1/#", "/said/1/#x"), Rule.ANCHOR, "answers.xml"),
        (swap("sitemap.xml", "/said/2/", "/said/7/"), Rule.SITEMAP, "sitemap.xml"),
        (swap("sitemap.xml", "https://hollin.example/wall/about", "/wall/about"), Rule.SITEMAP,
         "sitemap.xml"),
        (swap("sitemap.xml", "</urlset>", "&nbsp;</urlset>"), Rule.FEED, "sitemap.xml"),
    ],
)  # fmt: skip
def test_fault_of_a_feed_or_sitemap_is_found(
    damage: Callable[[Path], None], rule: Rule, file: str, site: Path
) -> None:
    """What machines read is well-formed, and leads to pages that are there."""
    damage(site)

    assert {(rule, file)} == {(found, where) for found, where, _ in faults(site)}


def test_customers_cannot_break_the_site(tmp_path: Path) -> None:
    """Whatever address a customer writes, the wall has no fault by it, and is published."""
    urls = [f"{ADDRESS}/nowhere/", f"{ADDRESS}/#nowhere", "/nowhere", "../../..", "#nowhere", "//a.b",
            "https://[", "https://hollin.example/other", "x:y", "%2e%2e/%00", "?a#b"]  # fmt: skip
    words = "\n\n".join(
        f"[x]({url}) ![x]({url}) <a href='{url}' id=a name=a>x</a> <img src='{url}'> {url}"
        for url in urls
    )
    threads = [a_thread(words, title=words, comments=[a_post(words)])]

    assert [] == [*faults_in_site(build(a_wall(tmp_path, threads, SITEURL=ADDRESS)))]


def test_sheet_loads_from_here_only(site: Path) -> None:
    """A sheet's pictures and letters are looked for, too."""
    (sheet,) = (site / "theme").glob("*.css")
    with sheet.open("a", encoding="utf-8") as file:
        file.write("a{background:url( 'https://a.example/a.png' )} b{background:url(none.png)}")
        file.write("i{background:url(data:image/gif;base64,AA)} @import 'https://b.example/b.css';")

    name = f"theme/{sheet.name}"
    assert {
        (Rule.LOAD_FROM_HERE, name, "https://a.example/a.png"),
        (Rule.LOAD_FROM_HERE, name, "https://b.example/b.css"),
        (Rule.LOAD, name, "none.png"),
    } == faults(site)


def test_link_to_a_file_is_found(site: Path, tmp_path: Path) -> None:
    """GitHub Pages takes no symbolic links."""
    (site / "secret.txt").symlink_to(tmp_path)

    assert {(Rule.PLAIN_FILE, "secret.txt", "link")} == faults(site)


def test_missing_sheet_is_told_once_for_all_pages(site: Path) -> None:
    """A fault on every page is one finding, with its count and a few places."""
    (sheet,) = (site / "theme").glob("*.css")
    pages = sum(1 for _ in site.rglob("*.html"))
    sheet.unlink()
    (finding,) = told(site)

    assert Level.ERROR is finding.level
    assert f"{pages} pictures, sheets or scripts are missing" in finding.what
    assert f"and {pages - 5} more" in finding.what
    assert "wall build" in finding.then


def test_site_without_an_address_is_right_for_a_look(tmp_path: Path) -> None:
    """It has no sitemap and no fault, and its owner hears how it is published."""
    output = build(a_wall(tmp_path, [a_thread()]))

    assert set() == faults(output)
    notes = [f for f in site_findings(output, (), "") if f.level is Level.NOTE]
    assert ["publishconf.py" in note.then for note in notes] == [True]


def test_site_for_another_address_is_told(built: Path) -> None:
    """What was built for one address is not published at another."""
    (finding,) = told(built, site_url="https://new.example")

    assert f"built for {ADDRESS}/, but SITEURL is https://new.example/" in finding.what


def test_missing_output_is_a_note(tmp_path: Path) -> None:
    """Before the first build there is nothing to look at."""
    (finding,) = site_findings(tmp_path / "output", (), "")

    assert (Level.NOTE, "Run `wall build`.") == (finding.level, finding.then)


# Addresses


@pytest.mark.parametrize(
    ("page", "url", "target"),
    [
        ("a/index.html", "", Target("a/index.html")),
        ("a/index.html", "./", Target("a/index.html")),
        ("a/index.html", "..", Target("index.html")),
        ("a/index.html", "b%20c.txt", Target("a/b c.txt")),
        ("a/index.html", "b%20c.txt/", Target(None)),
        ("a/index.html", "?page=2#x", Target("a/index.html", "x")),
        ("404.html", "/a/", Target("a/index.html")),
        ("404.html", "a/", None),
        ("index.html", "/a/", Target(None, is_inside=False)),
        ("index.html", "javascript:void(0)", None),
    ],
)
def test_address_leads_where_a_server_would(page: str, url: str, target: Target | None) -> None:
    """Folders have an index, signs are decoded, and nothing leaves the site unseen."""
    places = Places({"index.html", "404.html", "a/index.html", "a/b c.txt"}, address="")

    assert target == places.target(page, url)


def test_odd_html_is_read() -> None:
    """Attributes without a value, in capitals and twice are read as browsers do."""
    page = read_page(
        "<A HREF=' /x '><a name><img SRC=1 src=2><p id><link rel=icon><IMG srcset=','>"
    )

    assert (["/x"], [""], ["2"]) == (page.links, page.ids, page.loads)


# Sizes


def every(days: float, count: int) -> list[datetime]:
    """Give so many days, a fixed time apart."""
    return [on_day(0) + timedelta(days=days * number) for number in range(count)]


@pytest.mark.parametrize(
    ("size", "opened_at", "months"),
    [
        (10 * MB, [], None),
        # 1 MB each, ten a month: 990 MB last 99 months.
        (10 * MB, every(0, 10), 99),
        (240 * MB, every(365.25 / 120, 240), 76),
        (2 * LARGEST_SITE, every(1, 10), 0),
    ],
)  # fmt: skip
def test_forecast_follows_the_pace_of_the_last_year(
    size: int, opened_at: list[datetime], months: float | None
) -> None:
    """What a conversation takes, times how many come in a month, against what is left."""
    assert months == (None if (left := months_left(size, opened_at)) is None else round(left))


@pytest.mark.parametrize(
    ("files", "opened_at", "levels", "words"),
    [
        ({"a": 10 * MB}, [], [Level.OK], "10.0 MB in 1 file; the biggest: a (10.0 MB)"),
        ({"a": 10 * MB}, every(30, 100), [Level.OK], "full in more than 100 years"),
        ({"a": 90 * MB}, every(0.1, 100), [Level.WARNING], "full in about 10 months"),
        ({"a": 1}, every(30, 100), [Level.OK], "more than 100 years"),
        (
            {"a": LARGEST_SITE, "b": 4_000},
            [],
            [Level.WARNING, Level.ERROR, Level.NOTE],
            "too large for GitHub Pages",
        ),
        (dict.fromkeys(map(str, range(50_001)), 1), [], [Level.OK, Level.NOTE], "10 minutes"),
        ({"a": 100 * MB + 1}, [], [Level.WARNING, Level.OK], "at most 100 MB"),
    ],
)
def test_size_is_told_against_what_pages_take(
    files: dict[str, int], opened_at: list[datetime], levels: list[Level], words: str
) -> None:
    """One gigabyte for a site, 100 MB for a file, ten minutes for a deployment."""
    findings = list(size_findings(files, opened_at, "output"))

    assert levels == [finding.level for finding in findings]
    assert words in " ".join(finding.what for finding in findings)
