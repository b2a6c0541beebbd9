"""
Serve a folder to this machine, and let the pages in the browser load again when told.

    browser ── GET /wall.html ─────────► the file, and one line of script that no file holds
            ── GET /_changes?seen=3 ───► answered when something else than 3 is there to see

The script is this server's: what lies in the folder stays without.
"""

import http.server
import re
import threading
from http import HTTPStatus
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

# So often a silent listener is asked whether it is still there.
PULSE = 15.0
_POLICY = re.compile(r"default-src (?:'|&#39;)none(?:'|&#39;);")


class LiveServer(http.server.ThreadingHTTPServer):
    """A server of one folder on 127.0.0.1; `changed` makes every open page load again."""

    daemon_threads = True

    def __init__(self, folder: Path, port: int = 0) -> None:
        super().__init__(("127.0.0.1", port), Handler)
        self.folder = folder
        self.version = 1
        self.condition = threading.Condition()

    @property
    def address(self) -> str:
        """Where the folder is served."""
        return f"http://127.0.0.1:{self.server_port}/"

    def changed(self) -> None:
        """Tell every open page."""
        with self.condition:
            self.version += 1
            self.condition.notify_all()

    def start(self) -> None:
        """Serve in the background, for as long as the program runs."""
        threading.Thread(target=self.serve_forever, daemon=True).start()


class Handler(http.server.SimpleHTTPRequestHandler):
    """Give files as they are, pages with the script, and word of changes."""

    server: LiveServer

    def __init__(self, request: object, client: object, server: LiveServer) -> None:
        super().__init__(request, client, server, directory=str(server.folder))  # type: ignore[arg-type]

    def do_GET(self) -> None:
        """Answer a browser."""
        address = urlsplit(self.path)
        seen = int(parse_qs(address.query).get("seen", ["0"])[0])
        if address.path == "/_changes":
            self.send_changes(seen)
        elif address.path == "/_reload.js":
            code = f'new EventSource("/_changes?seen={seen}").onmessage = () => location.reload();'
            self.send_text("text/javascript", code)
        elif (page := Path(self.translate_path(self.path))).suffix == ".html" and page.is_file():
            self.send_text("text/html", with_script(page.read_text("utf-8"), self.server.version))
        else:
            super().do_GET()

    def send_changes(self, seen: int) -> None:
        """Wait until there is something that the page has not seen, then say so."""
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        try:
            with self.server.condition:
                while not self.server.condition.wait_for(
                    lambda: self.server.version != seen, timeout=PULSE
                ):
                    self.wfile.write(b": still here\n\n")
            self.wfile.write(b"data: again\n\n")
        except ConnectionError:
            # The page was closed meanwhile.
            self.close_connection = True

    def send_text(self, kind: str, text: str) -> None:
        """Send a text, whole."""
        content = text.encode()
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def end_headers(self) -> None:
        """Let no browser keep a sheet that is about to change."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def with_script(html: str, version: int) -> str:
    """Add the script to a page, and leave for it in the page's policy."""
    html = _POLICY.sub(r"\g<0> script-src 'self';", html, count=1)
    script = f'<script src="/_reload.js?seen={version}"></script>\n</body>'
    return html.replace("</body>", script, 1)
