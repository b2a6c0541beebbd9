"""`wall serve`: what is saved is shown, mistakes too, as GitHub Pages would send it."""

import base64
import hashlib
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from builders import a_thread
from conversation_wall.errors import WallError
from conversation_wall.github.interchange import write_threads
from conversation_wall.preview.faults import Fault, fault_page
from conversation_wall.preview.files import Moved, find, type_of
from conversation_wall.preview.reloading import CHANGES, INTEGRITY, with_script
from conversation_wall.preview.server import PreviewServer, Shown, is_local, open_server
from conversation_wall.site.policy import POLICY, allow_scripts, widen
from serving import Fetched, fetch
from sites import ROOT, a_wall, read_page, run_wall, succeed

PATIENCE = 30
SQUARE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d 9"><path d="M0 0h9v9z"/></svg>'
PLUGIN = """\
from pelican import signals

def rename(pelican):
    pelican.settings["SITENAME"] = {name!r}

def register():
    signals.initialized.connect(rename)
"""


@dataclass(frozen=True, slots=True)
class Preview:
    """A running `wall serve`: its wall, its address without the last slash, what it said."""

    folder: Path
    process: subprocess.Popen[bytes]
    log: Path
    address: str

    def page(self, path: str = "/") -> Fetched:
        """Ask for a page."""
        return fetch(self.address + path)

    def wait(self, path: str, is_right: Callable[[Fetched], bool]) -> Fetched:
        """Ask for a page until it is as it should be."""
        deadline = time.monotonic() + PATIENCE
        while not is_right(page := self.page(path)):
            assert time.monotonic() < deadline, self.log.read_text("utf-8") + page.body
            time.sleep(0.05)
        return page

    def said(self) -> str:
        """Give what stands in the terminal."""
        return self.log.read_text("utf-8")


@contextmanager
def serving(folder: Path, checkout: Path = ROOT) -> Iterator[Preview]:
    """Run `wall serve` of a checkout in a wall's folder, on a free port."""
    log = folder / "terminal.txt"
    command = (sys.executable, str(checkout / "scripts" / "wall.py"), "serve", "--port", "0")
    with (
        log.open("wb") as output,
        subprocess.Popen(command, cwd=folder, stdout=output, stderr=output) as process,
    ):
        try:
            deadline = time.monotonic() + PATIENCE
            while not (found := re.search(r"is on (http://\S+)/  ", log.read_text("utf-8"))):
                assert process.poll() is None, log.read_text("utf-8")
                assert time.monotonic() < deadline, log.read_text("utf-8")
                time.sleep(0.05)
            yield Preview(folder, process, log, found[1])
        finally:
            process.terminate()


def a_workshop(folder: Path) -> Path:
    """Make a wall with something of every kind that an owner may change."""
    a_wall(
        folder,
        [a_thread("The lid drips.", number=1)],
        THEME="theme",
        THEME_TEMPLATES_OVERRIDES=["own"],
        PLUGIN_PATHS=[str(ROOT / "plugins"), "more"],
        PLUGINS=["conversation_wall", "shout"],
        WALL_LOGO="logo.svg",
        WALL_STYLE="own.css",
    )
    shutil.copytree(ROOT / "theme", folder / "theme")
    for name in ("own", "more"):
        (folder / name).mkdir()
    (folder / "logo.svg").write_text(SQUARE % 9, "utf-8")
    (folder / "own.css").write_text("", "utf-8")
    (folder / "more" / "shout.py").write_text(PLUGIN.format(name="Hollin"), "utf-8")
    return folder


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    """Serve one wall to all tests of this file that change it."""
    with serving(a_workshop(tmp_path_factory.mktemp("work") / "a wall")) as running:
        yield running


# What is saved is shown


def change_page(folder: Path) -> None:
    """Save a page of the owner's as editors do: a new file, in the place of the old one."""
    page = folder / "content" / "pages" / "about.md"
    new = page.with_suffix(".new")
    new.write_text("Title: About\nSlug: about\n\nWe roast on Mondays.\n", "utf-8")
    new.replace(page)


def change_theme(folder: Path) -> None:
    """Change a template of the theme."""
    template = folder / "theme" / "templates" / "base.html"
    template.write_text(
        template.read_text("utf-8").replace("<body>", '<body data-hue="teal">'), "utf-8"
    )


def override_template(folder: Path) -> None:
    """Put a template of one's own in the place of the theme's."""
    text = (folder / "theme" / "templates" / "privacy.html").read_text("utf-8")
    (folder / "own" / "privacy.html").write_text(
        text.replace("{{ view.text.title }}", "Ours: {{ view.text.title }}"), "utf-8"
    )


def change_sheet(folder: Path) -> None:
    """Change the owner's sheet, which gives the joined one another name."""
    (folder / "own.css").write_text(".main { color: teal }", "utf-8")


def change_logo(folder: Path) -> None:
    """Make the logo wider."""
    (folder / "logo.svg").write_text(SQUARE % 18, "utf-8")


def change_settings(folder: Path) -> None:
    """Ask another question."""
    with (folder / "pelicanconf.py").open("a", encoding="utf-8") as file:
        file.write('WALL_QUESTION = "Too bitter?"\n')


def change_plugin(folder: Path) -> None:
    """Change the code of a plugin, which a running process would not read again."""
    (folder / "more" / "shout.py").write_text(PLUGIN.format(name="Hollin & Sons"), "utf-8")


def change_store(folder: Path) -> None:
    """Import one more conversation."""
    write_threads(folder / "more.ndjson", [a_thread("Too cold.", number=77)])
    succeed(run_wall(folder, "import", "more.ndjson"))


@pytest.mark.parametrize(
    ("change", "path", "shown"),
    [
        (change_page, "/about/", "We roast on Mondays."),
        (change_theme, "/", 'data-hue="teal"'),
        (override_template, "/privacy/", "Ours: "),
        (change_sheet, "/", None),
        (change_logo, "/", 'width="64" height="32"'),
        (change_settings, "/", "Too bitter?"),
        (change_plugin, "/", "Hollin &amp; Sons"),
        (change_store, "/said/77/", "Too cold."),
    ],
)
def test_each_change_is_shown(
    preview: Preview, change: Callable[[Path], None], path: str, shown: str | None
) -> None:
    """Content, theme, own templates, sheet, logo, settings, plugins, store: each is seen."""
    before = sheet_of(preview.page().body)
    change(preview.folder)

    preview.wait(path, lambda page: shown in page.body if shown else sheet_of(page.body) != before)


def sheet_of(html: str) -> str:
    """Give the address of the sheet, which has the hash of its content."""
    return next(url for url in read_page(html).loads if url.endswith(".css"))


# Mistakes are shown


@pytest.mark.parametrize(
    ("name", "mistake", "told"),
    [
        ("theme/templates/page.html", b"{% if <b> %}", "A template does not render"),
        ("theme/templates/page.html", b"{{ 1 / 0 }}", "ZeroDivisionError"),
        ("pelicanconf.py", b"WALL_TEEM = []", "Did you mean WALL_TEAM?"),
        ("pelicanconf.py", b"WALL_TEAM = [", "does not read as Python"),
        ("more/shout.py", b"import no_such_module", "no_such_module"),
        (".wall/store.sqlite3", b"no database at all", "store"),
        ("own.css", b"@import url(https://elsewhere.example/a.css);", "WALL_STYLE has"),
        ("logo.svg", None, "WALL_LOGO names no file"),
    ],
)
def test_mistake_is_shown_until_it_is_mended(
    preview: Preview, name: str, mistake: bytes | None, told: str
) -> None:
    """A mistake stands in the place of every page and in the terminal; the next good save ends it."""
    file = preview.folder / name
    right = file.read_bytes()
    sheet = sheet_of(preview.wait("/", lambda page: page.status == 200).body)
    if mistake is None:
        file.unlink()
    else:
        file.write_bytes(mistake)

    wrong = preview.wait("/about/", lambda page: page.status == 500)
    kept = preview.page(f"/{sheet}")
    file.write_bytes(right)
    then = preview.wait("/about/", lambda page: page.status == 200)

    assert told in read_page(wrong.body).text
    assert "<b>" not in wrong.body
    assert told in preview.said()
    assert 200 == kept.status
    assert "About" in then.body


def test_open_page_loads_again_by_itself(chromium: Browser, preview: Preview) -> None:
    """An open page shows a change, a mistake and its mending, under the policy it will have."""
    template = preview.folder / "theme" / "templates" / "people.html"
    right = template.read_text("utf-8")
    page = chromium.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))

    page.goto(f"{preview.address}/people/")
    for text, heading in (
        (right.replace("people.title", "people.title ~ ' and you'"), "and you"),
        ("{% nonsense %}", "cannot be built"),
        (right, "People"),
    ):
        template.write_text(text, "utf-8")
        page.get_by_role("heading", level=1, name=heading).wait_for(timeout=PATIENCE * 1000)
    page.close()

    assert [] == [text for text in complaints if "500" not in text]


def test_files_are_left_as_they_are_built(preview: Preview) -> None:
    """The script is in what is served, never in a file; the published folder is not touched."""
    preview.wait("/", lambda page: page.status == 200 and "EventSource" in page.body)

    pages = list((preview.folder / ".wall" / "serve").rglob("*.html"))
    assert pages
    assert [] == [page for page in pages if b"EventSource" in page.read_bytes()]
    assert not (preview.folder / "output").exists()


def test_preview_of_a_project_site(tmp_path: Path) -> None:
    """It begins with a mistake, serves below the path of SITEURL, and ends by Ctrl-C with nothing left."""
    folder = a_wall(tmp_path, [a_thread(number=1)], SITEURL="https://you.example/my-wall/")
    right = (folder / "pelicanconf.py").read_text("utf-8")
    (folder / "pelicanconf.py").write_text(f"{right}WALL_LANG = 7\n", "utf-8")

    with serving(folder) as preview:
        wrong = preview.page("/anything")
        (folder / "pelicanconf.py").write_text(right, "utf-8")
        wall = preview.wait("/my-wall/", lambda page: page.status == 200)
        top, folded, missing = map(preview.page, ("/", "/my-wall/waiting", "/my-wall/no/such"))
        elsewhere = preview.page("/waiting/")
        preview.process.send_signal(signal.SIGINT)
        code = preview.process.wait(timeout=PATIENCE)

    here = f"{preview.address}/my-wall/"
    assert 500 == wrong.status
    assert "WALL_LANG" in wrong.body
    assert 'href="waiting/"' in wall.body
    assert (301, "/my-wall/") == (top.status, top.headers["Location"])
    assert (301, "/my-wall/waiting/") == (folded.status, folded.headers["Location"])
    assert (404, 404) == (missing.status, elsewhere.status)
    assert sheet_of(missing.body).startswith(here)
    assert 0 == code
    assert preview.said().endswith("Stopped.\n")
    assert "Traceback" not in preview.said()
    assert [] == list((folder / ".wall" / "serve").glob("[0-9]*"))


def test_change_of_the_wall_itself_is_shown(tmp_path: Path) -> None:
    """In a full copy its own code may change: pages follow at once, and for the rest it says so."""
    a_wall(tmp_path, [a_thread(number=1)], PLUGIN_PATHS=["plugins"])
    shutil.copytree(ROOT / "plugins", tmp_path / "plugins")
    (tmp_path / "scripts").mkdir()
    shutil.copy2(ROOT / "scripts" / "wall.py", tmp_path / "scripts")
    words, server = (
        tmp_path / "plugins" / "conversation_wall" / name
        for name in ("site/framing.py", "preview/server.py")
    )

    with serving(tmp_path, tmp_path) as preview:
        words.write_text(
            words.read_text("utf-8").replace("You said, we did", "Said and done"), "utf-8"
        )
        preview.wait("/", lambda page: "Said and done" in page.body)
        quiet = preview.said()
        with server.open("a", encoding="utf-8") as file:
            file.write("# Changed.\n")
        preview.wait("/", lambda _: "start it again" in preview.said())

    assert "start it again" not in quiet


def test_wrong_folder_is_told_at_once(tmp_path: Path) -> None:
    """Where there are no settings there is nothing to wait for."""
    ended = run_wall(tmp_path, "serve", "--port", "0")

    assert 2 == ended.code
    assert "There is no settings file" in ended.error


# As GitHub Pages sends it


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Make a folder of files, beside a secret."""
    site = tmp_path / "site"
    for name in ("index.html", "said/7/index.html", "about.html", "a b/index.html", "empty/x.txt"):
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(f"<title>{name}</title>", "utf-8")
    (site / "404.html").write_text("<title>missing</title>", "utf-8")
    (site / ".nojekyll").touch()
    (site / ".git").mkdir()
    (site / ".git" / "config").touch()
    (tmp_path / "secret.txt").write_text("secret", "utf-8")
    (site / "out.txt").symlink_to(tmp_path / "secret.txt")
    (site / "up").symlink_to(tmp_path)
    (site / "round").symlink_to(site / "round")
    return site


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("/", "index.html"),
        ("/said/7/", "said/7/index.html"),
        ("/said/7/index.html", "said/7/index.html"),
        ("/about", "about.html"),
        ("/a%20b/", "a b/index.html"),
        ("/empty/x.txt", "empty/x.txt"),
        ("/said/7", Moved("/said/7/")),
        ("/a%20b", Moved("/a%20b/")),
    ],
)
def test_files_are_found_as_on_github_pages(site: Path, path: str, found: str | Moved) -> None:
    """A folder is its index, without its slash it moves, and a page needs no ending."""
    expected = site / found if isinstance(found, str) else found

    assert expected == find(site, path)


@pytest.mark.parametrize(
    "path",
    [
        "", "/..", "/../secret.txt", "/said/../../secret.txt", "/%2e%2e/secret.txt",
        "/..%2fsecret.txt", "/%2e%2e%2fsecret.txt", "/..%5csecret.txt", "/..\\secret.txt",
        "/%252e%252e/secret.txt", "//secret.txt", "/said//7/", "/C:/secret.txt", "/out.txt",
        "/up/secret.txt", "/up/", "/round", "/round/", "/.nojekyll", "/.git/config", "/index.html%00.txt",
        "/%ff", "/said/7/%0d%0aX: 1", "/empty", "/empty/", "/about.html/", f"/{'x' * 5000}", "secret.txt",
    ],
)  # fmt: skip
def test_nothing_else_is_found(site: Path, path: str) -> None:
    """No path leads out of the folder, to a hidden file or to a list of files."""
    assert find(site, path) is None


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("index.html", "text/html; charset=utf-8"),
        ("badge.svg", "image/svg+xml"),
        ("feed.xml", "application/xml"),
        ("threads.ndjson", "application/x-ndjson; charset=utf-8"),
        ("data/wall.json", "application/json; charset=utf-8"),
        ("theme/days.js", "text/javascript; charset=utf-8"),
        ("PHOTO.JPG", "image/jpeg"),
        ("what.is-this", "application/octet-stream"),
    ],
)
def test_type_is_told_by_the_ending(name: str, expected: str) -> None:
    """A type is the same on every machine."""
    assert expected == type_of(Path(name))


def test_server_answers_from_the_folder_alone(site: Path) -> None:
    """Pages, 404.html with its status, types, HEAD without a body; nothing out of hostile requests."""
    with serving_folder(site) as server:
        missing = fetch(f"{server.origin}/no/such")
        head = fetch(f"{server.origin}/empty/x.txt", "HEAD")
        posted = fetch(f"{server.origin}/", "POST")
        hostile = [
            fetch(server.origin + path)
            for path in (
                "/../secret.txt",
                "/%2e%2e/secret.txt",
                "//evil.example/..",
                "/up/secret.txt",
            )
        ]
        absolute = fetch(server.origin, target="http://127.0.0.1/secret.txt")

    assert (404, True) == (missing.status, "<title>missing</title>" in missing.body)
    assert (200, "26", "") == (head.status, head.headers["Content-Length"], head.body)
    assert "nosniff" == head.headers["X-Content-Type-Options"]
    assert 501 == posted.status
    assert [404] * 4 == [answer.status for answer in hostile]
    assert "Location" not in {name for answer in hostile for name in answer.headers}
    assert 400 == absolute.status


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("127.0.0.1:8000", True),
        ("localhost:8000", True),
        ("LOCALHOST", True),
        ("[::1]:8000", True),
        ("192.168.1.20:8000", True),
        ("desk.example:8000", True),
        ("evil.example:8000", False),
        ("127.0.0.1.evil.example", False),
        ("localhost.evil.example", False),
        ("evil.example@127.0.0.1", False),
        ('127.0.0.1:8000"><script>', False),
        ("127.0.0.1:port", False),
        ("", False),
    ],
)
def test_only_names_of_this_machine_are_answered(host: str, expected: bool) -> None:
    """A name that somebody else may point here is no name of this machine."""
    assert expected is is_local(host, "desk.example")


def test_other_names_get_nothing(site: Path) -> None:
    """A page elsewhere that points its name to this machine reads neither pages nor changes."""
    with serving_folder(site) as server:
        answers = [
            fetch(f"{server.origin}{path}", Host="evil.example")
            for path in ("/", CHANGES, "/x.txt")
        ]

    assert [421] * 3 == [answer.status for answer in answers]
    assert "--host NAME" in answers[0].body


def test_taken_port_is_told_or_passed_over(site: Path) -> None:
    """A port that was asked for and is taken is an error; else the next free one is taken."""
    with open_server(Shown(site), "127.0.0.1", None) as one:
        port = one.server_address[1]
        with open_server(Shown(site), "127.0.0.1", None) as other:
            assert other.server_address[1] > port
        with pytest.raises(WallError, match=rf"port {port} of 127.0.0.1.*--port 0"):
            open_server(Shown(site), "127.0.0.1", port)
    with pytest.raises(WallError, match=r"no host nowhere\.invalid.*--host"):
        open_server(Shown(site), "nowhere.invalid", None)


def test_listeners_hear_of_each_change(site: Path) -> None:
    """Who has seen an older version, or one of an earlier run, is told at once."""
    with serving_folder(site) as server:
        seen = server.version
        server.show(Shown(site))
        answers = [fetch(f"{server.origin}{CHANGES}?seen={one}") for one in (seen, "earlier-3")]

    assert seen != server.version
    assert ["data: again\n\n"] * 2 == [answer.body for answer in answers]


def test_links_of_404_lead_to_where_it_was_asked_for(site: Path) -> None:
    """It has whole addresses, and `localhost` is another site than 127.0.0.1 to a browser."""
    with serving_folder(site) as server:
        (site / "404.html").write_text(f'<a href="{server.origin}/x/">x</a>', "utf-8")
        port = server.server_address[1]
        answer = fetch(f"{server.origin}/no", Host=f"localhost:{port}")

    assert f'<a href="http://localhost:{port}/x/">' in answer.body


@contextmanager
def serving_folder(folder: Path) -> Iterator[PreviewServer]:
    """Serve a folder within this process."""
    with PreviewServer(Shown(folder)) as server:
        server.start()
        yield server


# The script and its policy


@pytest.mark.parametrize(
    "policy", [POLICY, allow_scripts(POLICY, ["sha256-abc="]), "default-src 'none'"]
)
def test_policy_lets_in_one_script_more(policy: str) -> None:
    """The served page may run what it may run when published, and our script by its hash."""
    escaped = policy.replace("'", "&#39;")
    html = (
        f'<meta http-equiv="Content-Security-Policy" content="{escaped}"><body>Hi</body>'.encode()
    )

    served = with_script(html, "a-1").decode()

    script = re.search(r'<script data-seen="a-1">(.*?)</script>', served, re.DOTALL)
    assert script
    assert f"sha256-{hash_of(script[1])}" == INTEGRITY
    before, after = (directives(one) for one in (policy, str(read_page(served).policy)))
    assert {**before, "script-src": before.get("script-src", set()) | {f"'{INTEGRITY}'"},
            "connect-src": {"'self'"}} == after  # fmt: skip


def test_policy_is_widened_only_where_it_refuses() -> None:
    """A source that is allowed already, or that nothing refuses, is not named again."""
    assert "img-src 'self'" == widen("img-src 'self'", "script-src", "'self'")
    assert "script-src 'self'" == widen("script-src 'self'", "script-src", "'self'")
    assert "script-src 'self'; img-src x" == widen(
        "script-src 'none'; img-src x", "script-src", "'self'"
    )


def test_page_without_policy_or_end_gets_the_script() -> None:
    """A page of the owner's own may be anything that a browser takes."""
    assert with_script(b"\xff<p>old", "a-1").startswith(b'\xff<p>old<script data-seen="a-1">')


def test_fault_page_shows_words_as_words() -> None:
    """A message may quote anything, and the page's own sheet is all that its policy adds."""
    html = fault_page(Fault("No", "<script>alert(1)</script>", "<i>")).decode()

    style = re.search(r"<style>(.*?)</style>", html, re.DOTALL)
    assert style
    assert "<script" not in html
    assert "<i>" not in html
    assert f"'sha256-{hash_of(style[1])}'" in str(read_page(html).policy)


def directives(policy: str) -> dict[str, set[str]]:
    """Take a policy apart."""
    parts = (part.split() for part in policy.split(";"))
    return {name: set(sources) for name, *sources in parts}


def hash_of(text: str) -> str:
    """Hash as a policy does."""
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
