"""
Every page of a folder, loaded in Chromium, and what was found there.

    watch(browser, folder, is_guarded=False) ─→ Watched: pages, and findings by kind

`watching.js` runs before all else in each document: it notes what runs, what a policy forbids,
and what stands there that no stranger can have put there. Without their guard the pages'
policies only report, so that whatever the sanitiser let pass would really run.
"""

import re
import threading
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import unescape
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import Browser, Dialog, Frame, Page, Request

from .serving import TYPES, find

KINDS = (
    "executions",
    "dialogs",
    "requests",
    "navigations",
    "clobbered",
    "furniture",
    "elements",
    "containment",
)
# Documents in one window: each of them is loaded, looked at, and left.
_AT_ONCE = 40

_WATCHING = Path(__file__).with_name("watching.js").read_text("utf-8")
_POLICY = re.compile(rb'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
_START = "/-start-"
_VISIT = """
async (addresses) => {
  const found = [];
  const visit = async (address) => {
    const frame = document.createElement("iframe");
    frame.width = 1000;
    frame.height = 700;
    const loaded = new Promise((done) => { frame.onload = done; });
    frame.src = address;
    document.body.append(frame);
    await loaded;
    // Time for what a page would do a moment later.
    await new Promise((done) => setTimeout(done, 4));
    try {
      const inner = frame.contentWindow;
      if (inner.location.pathname !== new URL(address, location).pathname) {
        found.push([address, "navigations", inner.location.href]);
      }
      inner.wallLook();
      for (const [kind, what] of inner.wallFound) found.push([address, kind, what]);
    } catch (error) {
      found.push([address, "navigations", String(error)]);
    }
    frame.remove();
  };
  for (let place = 0; place < addresses.length; place += 4) {
    await Promise.all(addresses.slice(place, place + 4).map(visit));
  }
  return found;
}
"""


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found on a page that must not be there."""

    page: str
    kind: str
    what: str


@dataclass(slots=True)
class Watched:
    """How many pages were loaded, and what was found."""

    pages: int = 0
    findings: list[Finding] = field(default_factory=list)

    def count(self, kind: str) -> int:
        """Count the findings of a kind."""
        return sum(finding.kind == kind for finding in self.findings)

    def add(self, other: "Watched") -> None:
        """Take in what was found elsewhere."""
        self.pages += other.pages
        self.findings += other.findings


def watch(
    browser: Browser, folder: Path, *, is_guarded: bool, pages: Sequence[str] | None = None
) -> Watched:
    """Load pages of a folder, or all, one after the other."""
    names = [
        path.relative_to(folder).as_posix()
        for path in sorted(folder.rglob("*"))
        if path.suffix in (".html", ".svg")
    ]
    watched = Watched(len(pages or names))
    with _serve(folder, is_guarded) as address:
        context = browser.new_context()
        context.add_init_script(_WATCHING)
        page = context.new_page()
        wanted = [f"/{quote(name)}" for name in pages or names]
        _listen(page, address, {address + name for name in wanted}, watched)
        for place in range(0, len(wanted), _AT_ONCE):
            page.goto(address + _START)
            for where, kind, what in page.evaluate(_VISIT, wanted[place : place + _AT_ONCE]):
                watched.findings.append(Finding(where, kind, what))
        context.close()
    return watched


def _listen(page: Page, address: str, wanted: Collection[str], watched: Watched) -> None:
    """Note what no page can hide: dialogs, requests and a window that goes elsewhere."""

    def note(kind: str, what: str, frame: Frame | None = None) -> None:
        where = frame.url if frame else page.url
        watched.findings.append(Finding(where.removeprefix(address), kind, what))

    def on_dialog(dialog: Dialog) -> None:
        note("dialogs", dialog.message)
        dialog.dismiss()

    def on_request(request: Request) -> None:
        if not request.url.startswith((f"{address}/", "about:", "blob:")):
            note("requests", request.url, request.frame)

    def on_navigation(frame: Frame) -> None:
        is_ours = (
            frame.url == address + _START
            if frame == page.main_frame
            else (frame.url in wanted or frame.parent_frame != page.main_frame)
        )
        if not is_ours:
            note("navigations", frame.url, frame)

    page.on("dialog", on_dialog)
    page.on("request", on_request)
    page.on("framenavigated", on_navigation)
    page.on("popup", lambda popup: note("navigations", f"a new window: {popup.url}"))


@contextmanager
def _serve(folder: Path, is_guarded: bool) -> Iterator[str]:
    root = folder.resolve()

    class Handler(BaseHTTPRequestHandler):
        """Answers from the folder; without a guard, with policies that only report."""

        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            """Send a file."""
            if self.path == _START:
                path, status, body = None, HTTPStatus.OK, b"<!doctype html><title>Start</title>"
            else:
                path, status = find(root, self.path)
                body = path.read_bytes() if path else b""
            policy = None
            if not is_guarded and (found := _POLICY.search(body[:4000])):
                policy = unescape(found[1].decode())
                body = body.replace(found[0], b"", 1)
            self.send_response(status)
            kind = TYPES.get(path.suffix if path else ".html", "application/octet-stream")
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            if path and path.suffix in (".css", ".js"):
                self.send_header("Cache-Control", "max-age=600")
            if policy:
                self.send_header("Content-Security-Policy-Report-Only", policy)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
