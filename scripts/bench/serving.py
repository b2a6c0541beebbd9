"""Send a folder as GitHub Pages does: packed, with a life of ten minutes, to this machine alone."""

import gzip
import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from urllib.parse import unquote, urlsplit

TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/vnd.microsoft.icon",
    ".js": "application/javascript; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".xml": "application/xml",
}
UNPACKED = {".ico", ".png"}


@dataclass(slots=True)
class Served:
    """Where a folder is served, and what was asked for so far, in order."""

    address: str
    asked: list[str] = field(default_factory=list)


@contextmanager
def serve(folder: Path) -> Iterator[Served]:
    """Serve a folder on a free port until the block ends."""
    root = folder.resolve()

    class Handler(http.server.BaseHTTPRequestHandler):
        """Answers GET from the folder."""

        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            """Send a file, packed if the browser takes it, or the page for what is not there."""
            served.asked.append(self.path)
            path, status = find(root, self.path)
            body = path.read_bytes() if path else b""
            is_packed = "gzip" in self.headers.get("Accept-Encoding", "") and (
                path is not None and path.suffix not in UNPACKED
            )
            if is_packed:
                body = pack(body)
            self.send_response(status)
            suffix = path.suffix if path else ""
            self.send_header("Content-Type", TYPES.get(suffix, "application/octet-stream"))
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Cache-Control", "max-age=600")
            self.send_header("Vary", "Accept-Encoding")
            if is_packed:
                self.send_header("Content-Encoding", "gzip")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        served = Served(f"http://127.0.0.1:{server.server_port}")
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield served
        finally:
            server.shutdown()


def find(root: Path, target: str) -> tuple[Path | None, HTTPStatus]:
    """Find what a request asks for; a folder's page is its `index.html`."""
    path = (root / unquote(urlsplit(target).path).lstrip("/")).resolve()
    if path.is_dir():
        path /= "index.html"
    if path.is_file() and path.is_relative_to(root):
        return path, HTTPStatus.OK
    missing = root / "404.html"
    return (missing if missing.is_file() else None), HTTPStatus.NOT_FOUND


def pack(body: bytes) -> bytes:
    """Pack a body, the same way each time."""
    return gzip.compress(body, compresslevel=9, mtime=0)
