"""The sitemap names every page with its true date, and robots.txt says where it is."""

from pathlib import Path
from xml.etree import ElementTree

from builders import a_post, a_thread, on_day
from conversation_wall.site.sitemap import robots, sitemaps
from sites import a_wall, build

SITE = "https://hollin.example/wall"
NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def entries(document: bytes) -> dict[str, str | None]:
    """Give each address of a sitemap with its date."""
    root = ElementTree.fromstring(document)
    return {
        str(entry.findtext("s:loc", namespaces=NAMES)): entry.findtext(
            "s:lastmod", namespaces=NAMES
        )
        for entry in root
    }


def test_dates_are_those_of_the_conversations(tmp_path: Path) -> None:
    """A thread's date is its last change; a page of plain words has none."""
    threads = [
        a_thread(number=1, day=1, comments=[a_post("Hm.", by="ada", day=5, edited_on=7)]),
        a_thread(number=2, day=3),
    ]
    output = build(a_wall(tmp_path, threads, SITEURL=SITE))

    found = entries((output / "sitemap.xml").read_bytes())
    assert "2025-01-08T00:00:00Z" == found[f"{SITE}/said/1/"]
    assert "2025-01-04T00:00:00Z" == found[f"{SITE}/said/2/"]
    assert "2025-01-08T00:00:00Z" == found[f"{SITE}/"]
    assert found[f"{SITE}/privacy/"] is None
    assert found[f"{SITE}/about/"] is None


def test_every_page_is_named_and_nothing_else(tmp_path: Path) -> None:
    """Pages that stand for nothing of their own are left out: 404, widgets, the gone."""
    output = build(a_wall(tmp_path, [a_thread()], SITEURL=SITE))

    pages = {
        f"{SITE}/{path.relative_to(output).as_posix().removesuffix('index.html')}"
        for path in output.rglob("*.html")
    }
    widgets = {f"{SITE}/embed/", f"{SITE}/embed/light/", f"{SITE}/embed/dark/"}
    named = set(entries((output / "sitemap.xml").read_bytes()))
    assert pages - widgets - {f"{SITE}/404.html"} == named


def test_very_many_pages_are_listed_in_several_files() -> None:
    """The protocol allows fifty thousand in one: beyond that an index names the files."""
    pages = [(f"said/{number}/index.html", on_day(number)) for number in range(1, 6)]

    files = {asset.path: asset.content for asset in sitemaps(pages, SITE, largest=2)}

    assert ["sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml", "sitemap.xml"] == sorted(files)
    assert {f"{SITE}/sitemap-{number}.xml" for number in (1, 2, 3)} == set(
        entries(files["sitemap.xml"])
    )
    listed = [url for number in (1, 2, 3) for url in entries(files[f"sitemap-{number}.xml"])]
    assert [f"{SITE}/said/{number}/" for number in range(1, 6)] == sorted(listed)


def test_site_without_an_address_has_no_sitemap() -> None:
    """A sitemap of relative addresses is none; robots.txt then names nothing."""
    assert [] == list(sitemaps([("index.html", None)], ""))
    assert b"Sitemap" not in robots("").content
    assert f"\nSitemap: {SITE}/sitemap.xml\n".encode() in robots(SITE).content


def test_an_address_with_signs_is_escaped() -> None:
    """An owner's page may have an & in its address."""
    (asset,) = sitemaps([("a&b/index.html", None)], SITE)

    assert [f"{SITE}/a&b/"] == list(entries(asset.content))
