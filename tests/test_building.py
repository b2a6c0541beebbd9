"""The build: `wall build`, and plain `pelican`, from a store to files that hold together."""

import itertools
import os
import shutil
from pathlib import Path

import pytest

from builders import a_person, a_post, a_thread, on_day
from conversation_wall.github.interchange import write_threads
from conversation_wall.records import (
    PollOptionRecord,
    PollRecord,
    PostRecord,
    ThreadRecord,
    ThreadType,
)
from conversation_wall.store import Store
from sites import (
    ROOT,
    a_wall,
    build,
    copy_checkout,
    faults_of,
    files_of,
    read_site,
    run_pelican,
    run_script,
    run_wall,
    succeed,
)

SAMPLE = ROOT / "scripts" / "sample" / "threads.ndjson"
CANARY = "zanzibarspamcanary"
EVIL = "\"><script>alert(1)</script>'<img src=x onerror=alert(1)>{{ 7 * 7 }}{% raw %}"


def some_threads() -> list[ThreadRecord]:
    """Give threads of both types that refer to each other, hide, reply and answer."""
    hidden = [
        a_post(f"Buy {CANARY} here", day=3, minimized="spam"),
        a_post(f"{CANARY} again", by="ada", day=3, minimized="off-topic"),
    ]
    reply = a_post("Thank you! See #2.", day=4)
    answer = a_post(
        "We changed the lid. See also hollin/coffee#3", by="ada", day=2, replies=[reply]
    )
    poll = ThreadRecord(
        source="hollin/coffee",
        type=ThreadType.DISCUSSION,
        number=40,
        title="Which cup?",
        opening=a_thread("Vote!", number=40).opening,
        poll=PollRecord("Which cup?", 3, (PollOptionRecord("Blue", 2), PollOptionRecord("Red", 1))),
    )
    return [
        a_thread("The lid drips.", number=1, comments=[answer, *hidden], title="Lid"),
        a_thread("- [ ] a list\n\n[^1]\n\n[^1]: A note.", number=2, labels=["Cups", "planned"]),
        a_thread(number=3, type=ThreadType.ISSUE, by=None, labels=["Cups", "duplicate"]),
        a_thread("Duplicate of #1", number=4, labels=["duplicate"], closed_on=3, category="ideas"),
        a_thread("Lovely!", number=5, category="kind-words"),
        a_thread("We ask you.", number=6, by="ada", category="announcements"),
        *(a_thread(number=number, day=number, labels=["Cups"]) for number in range(10, 40)),
        poll,
    ]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a wall of some threads once."""
    folder = a_wall(
        tmp_path_factory.mktemp("wall"), some_threads(), WALL_BANNER="This is a sample."
    )
    build(folder)
    return folder


def test_site_holds_together(folder: Path) -> None:
    """Links and anchors resolve, ids are unique, nothing loads from elsewhere, each page has its policy."""
    assert [] == faults_of(folder / "output")


def test_every_published_post_is_on_a_page(folder: Path) -> None:
    """Each post stands at its anchor; a hidden one, and its words, nowhere."""
    site = read_site(folder / "output")
    posts = {(thread.number, post.url.partition("#")[2]) for thread in some_threads_of(folder)
             for post in all_posts(thread) if not post.is_minimized and post.id != thread.id}  # fmt: skip

    assert posts
    assert set() == {
        (number, anchor) for number, anchor in posts if anchor not in site[said(number)].ids
    }


def test_hidden_words_are_nowhere(folder: Path) -> None:
    """No byte of the site holds what was hidden; that something was hidden is said."""
    names = [
        name for name, content in files_of(folder / "output").items() if CANARY.encode() in content
    ]

    assert [] == names
    assert "hidden on GitHub: spam" in read_site(folder / "output")[said(1)].text


def test_banner_is_on_every_page(folder: Path) -> None:
    """A sample says on every page that it is one; a widget is a part of another page."""
    site = read_site(folder / "output")
    silent = [name for name, page in site.items() if "This is a sample." not in page.text]

    assert ["embed/dark/index.html", "embed/index.html", "embed/light/index.html"] == silent


def test_wall_that_is_behind_says_so_on_every_page(tmp_path: Path) -> None:
    """`--stale` publishes the last good wall once more, with its day; GitHub has the rest."""
    output = build(a_wall(tmp_path, [a_thread()]), "--stale")

    notice = "This wall was last updated on January 1. Newer messages are on GitHub"
    silent = [name for name, page in read_site(output).items() if notice not in page.text]
    assert ["embed/dark/index.html", "embed/index.html", "embed/light/index.html"] == silent


def test_links_are_relative_so_the_site_works_below_any_folder(folder: Path) -> None:
    """A project site lies under /repository/: only 404.html, served anywhere, needs the full address."""
    site = read_site(folder / "output")

    assert [] == [
        (name, url)
        for name, page in site.items()
        for url in (*page.links, *page.loads)
        if url.startswith("/") and name != "404.html"
    ]


def test_not_found_page_leads_by_full_addresses(tmp_path: Path) -> None:
    """404.html is served at every depth."""
    output = build(a_wall(tmp_path, [a_thread()], SITEURL="https://hollin.example/wall"))

    page = read_site(output)["404.html"]
    inside = [url for url in (*page.links, *page.loads) if not url.startswith(("#", "mailto:"))]
    assert [] == [
        url
        for url in inside
        if not url.startswith(("https://hollin.example/wall/", "https://github.com/"))
    ]
    assert page.canonical is None


def test_second_build_gives_the_same_bytes_and_touches_nothing(tmp_path: Path) -> None:
    """A build is a function of store and settings, and an unchanged file keeps its time."""
    output = build(a_wall(tmp_path, some_threads()))
    before = files_of(output)
    for path in output.rglob("*"):
        os.utime(path, (1_000_000_000, 1_000_000_000))

    build(tmp_path)

    assert before == files_of(output)
    assert {1_000_000_000} == {path.stat().st_mtime for path in output.rglob("*") if path.is_file()}


def test_order_of_import_does_not_matter(tmp_path: Path) -> None:
    """The same threads, told in another order, are the same site."""
    threads = some_threads()
    one = build(a_wall(tmp_path / "one", threads))
    two = build(a_wall(tmp_path / "two", reversed(threads)))

    assert files_of(one) == files_of(two)


def test_deleted_thread_vanishes_and_the_pages_shrink(tmp_path: Path) -> None:
    """Of what is gone from GitHub no word is left, only the notice; lists lose its page."""
    threads = [a_thread(CANARY, number=number, day=number) for number in range(11, 31)]
    threads = [*(a_thread(number=number, day=number) for number in range(1, 11)), *threads]
    output = build(a_wall(tmp_path, threads))
    assert (output / "page" / "2" / "index.html").is_file()
    with Store.open(tmp_path / ".wall" / "store.sqlite3") as store, store.transaction():
        store.remove_threads([thread.id for thread in threads[10:]], on_day(31))

    build(tmp_path)

    assert not (output / "page").exists()
    assert [] == [name for name, page in files_of(output).items() if CANARY.encode() in page]
    gone = read_site(output)[said(30)]
    assert "This conversation is no longer on GitHub" in gone.text
    assert "We noticed on February 1." in gone.text
    assert "Cold coffee" not in gone.text
    assert [] == faults_of(output)


def test_new_thread_leaves_numbered_pages_byte_for_byte(tmp_path: Path) -> None:
    """A numbered page holds nothing that a newer thread moves."""
    threads = [a_thread(number=number, day=number) for number in range(1, 36)]
    now = ("--as-of", "2026-01-01T00:00:00Z")
    output = build(a_wall(tmp_path, threads), *now)
    before = files_of(output / "page")
    write_threads(tmp_path / "new.ndjson", [a_thread(number=99, day=40)])
    succeed(run_wall(tmp_path, "import", "new.ndjson"))

    build(tmp_path, *now)

    assert len(before) > 0
    assert before == files_of(output / "page")


def test_new_thread_leaves_older_pages_and_other_threads_as_they_were(tmp_path: Path) -> None:
    """A newest thread comes on the first page; numbered pages keep their conversations."""
    threads = [a_thread(number=number, day=number) for number in range(1, 36)]
    output = build(a_wall(tmp_path, threads))
    before, site = files_of(output), read_site(output)
    write_threads(tmp_path / "new.ndjson", [a_thread(number=99, day=35)])
    succeed(run_wall(tmp_path, "import", "new.ndjson"))

    after, new_site = files_of(build(tmp_path)), read_site(output)

    assert {said(99)} == after.keys() - before.keys()
    assert [] == [
        name for name in before if name.startswith("said/") and before[name] != after[name]
    ]
    assert site["page/1/index.html"].ids == new_site["page/1/index.html"].ids
    assert site["page/2/index.html"].ids == new_site["page/2/index.html"].ids


def test_as_of_sets_the_clock(tmp_path: Path) -> None:
    """Waits run until the time of the build that is asked for, not until the machine's."""
    output = build(a_wall(tmp_path, [a_thread(day=0)]), "--as-of", "2025-01-09T00:00:00Z")

    assert "8\xa0days" in (output / "waiting" / "index.html").read_text("utf-8")


# Pelican


def test_plain_pelican_builds_the_same_site(tmp_path: Path) -> None:
    """`pelican` with publishconf.py, in a copy of this checkout, gives the bytes of `wall build`."""
    if not SAMPLE.is_file():
        write_threads(tmp_path / "threads.ndjson", some_threads())
    folder = copy_checkout(tmp_path / "a checkout")
    source = SAMPLE if SAMPLE.is_file() else tmp_path / "threads.ndjson"
    succeed(run_wall(folder, "import", source))
    publish = ("--settings", "publishconf.py")
    succeed(run_wall(folder, *publish, "build", "--output", "by-wall"))

    ended = run_pelican(
        folder, "content", "-s", "publishconf.py", "-o", "by-pelican", "--fatal", "errors"
    )

    assert 0 == ended.code, ended.error
    wall, pelican = files_of(folder / "by-wall"), files_of(folder / "by-pelican")
    assert set(wall) == set(pelican)
    differing = [
        (name, one, other)
        for name in wall
        for one, other in zip(wall[name].splitlines(), pelican[name].splitlines(), strict=False)
        if one != other
    ]
    assert [] == differing, differing
    assert wall == pelican
    assert [] == faults_of(folder / "by-wall")


@pytest.mark.parametrize(
    "body",
    [
        "[x]({attach}/../secret.txt)",
        "[x]({static}/../secret.txt)",
        "![x]({static}/secret.txt)",
        "[x](https://e.example \"href='{attach}/../secret.txt'\")",
        "{filename}/pages/about.md",
        "<a href='{attach}/../secret.txt'>x</a>",
        "{% include '/etc/passwd' %}{{ SITENAME }}",
    ],
)
def test_comment_publishes_no_file(body: str, tmp_path: Path) -> None:
    """Pelican's link substitution, which can publish any file, never sees a customer's words."""
    a_wall(tmp_path, [a_thread(body, comments=[a_post(body)])])
    (tmp_path / "secret.txt").write_text(CANARY, "utf-8")
    shutil.copy2(tmp_path / "secret.txt", tmp_path / "content" / "secret.txt")

    files = files_of(build(tmp_path))

    assert [] == [name for name, content in files.items() if CANARY.encode() in content]
    assert [] == [name for name in files if "secret" in name]


def test_markup_in_any_name_is_only_words(tmp_path: Path) -> None:
    """Title, login, label, category, poll and every text of the settings are escaped."""
    thread = a_thread(title=EVIL, by=a_person(EVIL), labels=[EVIL], category=EVIL)
    settings = {f"WALL_{name}": EVIL for name in ("BANNER", "QUESTION", "LEAD")}
    a_wall(
        tmp_path,
        [thread],
        SITENAME=EVIL,
        WALL_TEAM={"ada": {"name": EVIL, "role": EVIL}},
        **settings,
    )

    output = build(tmp_path)

    # A table is text, and says what was written as it was written.
    files = [content for name, content in files_of(output).items() if not name.endswith(".csv")]
    written = b"".join(files).decode("utf-8").lower()
    assert [] == [markup for markup in ("<script", "<img src=x", "49{%") if markup in written]
    assert [] == faults_of(output)


def test_owner_may_not_switch_escaping_off(tmp_path: Path) -> None:
    """Every text on a wall is a stranger's: JINJA_ENVIRONMENT cannot undo it."""
    a_wall(tmp_path, [a_thread(title="<b>bold")], JINJA_ENVIRONMENT={"autoescape": False})

    files = files_of(build(tmp_path))

    assert [] == [
        name for name, content in files.items() if b"<b>bold" in content and name[-4:] != ".csv"
    ]


def test_several_repositories_get_paths_of_their_own(tmp_path: Path) -> None:
    """Two repositories may number alike: their threads' paths begin with their names."""
    threads = [
        a_thread("Here.", number=7, source="hollin/coffee"),
        a_thread("There, as in hollin/coffee#7", number=7, source="hollin/web-shop"),
    ]
    output = build(a_wall(tmp_path, threads, WALL_SOURCES=["hollin/coffee", "hollin/web-shop"]))

    assert {"said/coffee-7/index.html", "said/web-shop-7/index.html"} <= files_of(output).keys()
    assert [] == faults_of(output)


def test_long_thread_stands_on_several_pages(tmp_path: Path) -> None:
    """Each post of a thread of 250 comments stands on one page, and links between them resolve."""
    comments = [a_post(f"Comment {number}.", day=1 + number / 100) for number in range(249)]
    comments.append(a_post("The first is right.", day=9, replies=[a_post("Yes.", day=10)]))
    output = build(a_wall(tmp_path, [a_thread(comments=comments)]))

    site = read_site(output)
    pages = [site[name] for name in (said(1), "said/1/2/index.html", "said/1/3/index.html")]
    anchors = list(itertools.chain.from_iterable(page.ids for page in pages))
    wanted = [post.url.partition("#")[2] for post in comments]
    assert wanted == [anchor for anchor in anchors if anchor in set(wanted)]
    assert [] == faults_of(output)


def test_settings_decide_what_is_built(tmp_path: Path) -> None:
    """A changed rule needs a build only, no new sync."""
    a_wall(tmp_path, [a_thread(number=1, labels=["approved"]), a_thread(CANARY, number=2)])
    assert said(2) in files_of(build(tmp_path))
    a_wall(tmp_path, WALL_PUBLISH="approved")

    files = files_of(build(tmp_path))

    assert said(1) in files
    assert said(2) not in files
    assert CANARY.encode() not in b"".join(files.values())


def test_store_is_not_changed_by_a_build(tmp_path: Path) -> None:
    """A build reads facts and makes judgements; it writes nothing back."""
    a_wall(tmp_path, some_threads())
    before = (tmp_path / ".wall" / "store.sqlite3").read_bytes()

    build(tmp_path)

    assert before == (tmp_path / ".wall" / "store.sqlite3").read_bytes()


def said(number: int) -> str:
    """Give the file of a thread's first page."""
    return f"said/{number}/index.html"


def some_threads_of(folder: Path) -> list[ThreadRecord]:
    """Give what a wall's store holds."""
    with Store.open(folder / ".wall" / "store.sqlite3") as store:
        return list(store.load_threads())


def all_posts(thread: ThreadRecord) -> list[PostRecord]:
    """Give the opening post, the comments and their replies."""
    replies = [reply for comment in thread.comments for reply in comment.replies]
    return [thread.opening, *thread.comments, *replies]


def test_address_of_the_site_is_a_whole_one(tmp_path: Path) -> None:
    """An address without https:// would lead nowhere, so nothing is built with it."""
    ended = run_wall(a_wall(tmp_path, [a_thread()], SITEURL="you.example/wall"), "build")

    assert 2 == ended.code
    assert "SITEURL must be a whole address" in ended.error


def test_settings_file_may_be_run_from_elsewhere(tmp_path: Path) -> None:
    """A settings file that imports its neighbour does so from any folder."""
    folder = a_wall(tmp_path / "wall", [a_thread()])
    (folder / "mine.py").write_text("from pelicanconf import *\n", encoding="utf-8")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()

    ended = run_script(elsewhere, "--settings", folder / "mine.py", "build", "--output", "site")

    assert 0 == ended.code
    assert (elsewhere / "site" / "index.html").is_file()


def test_store_of_another_wall_is_noticed(tmp_path: Path) -> None:
    """Where the settings name another repository than the store holds, the build says so."""
    ended = run_wall(a_wall(tmp_path, [a_thread()], WALL_SOURCES=["o/other"]), "build")

    assert 0 == ended.code
    assert "which WALL_SOURCES does not name" in ended.error
