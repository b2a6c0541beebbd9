"""
The server of the preview: a folder as GitHub Pages sends it, to this machine.

It answers GET and HEAD; what lies in the folder stays as it is. A page from elsewhere
that makes its name point to this machine (DNS rebinding) is told apart by `Host`, and gets
nothing.
"""

import http.server
import ipaddress
import secrets
import socket
import socketserver
import sys
import threading
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from .. import __version__
from ..errors import WallError
from .faults import Fault, fault_page
from .files import Moved, find, type_of
from .reloading import CHANGES, with_script

# So often a silent listener is asked whether it is still there, in seconds.
_PULSE = 15.0
# Who sends no request for so long is let go.
_PATIENCE = 60
_PORTS = range(8000, 8020)
_EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}


@dataclass(frozen=True, slots=True)
class Shown:
    """What a request is answered from: a site below a path, or a fault in its place."""

    folder: Path
    base: str = ""
    fault: Fault | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What is sent for a request."""

    status: HTTPStatus
    type: str
    body: bytes
    headers: tuple[tuple[str, str], ...] = field(default=())


class PreviewServer(socketserver.ThreadingTCPServer):
    """Serves what it was last told to show; `show` makes every open page load again."""

    daemon_threads = True
    # On Windows it would let two servers have one port.
    allow_reuse_address = sys.platform != "win32"

    def __init__(self, shown: Shown, host: str = "127.0.0.1", port: int = 0) -> None:
        """Take a port; 0 is any that is free. Raises `OSError` where that cannot be."""
        # These first: making the socket may fail, and that closes the server.
        self._thread = threading.Thread(
            target=self.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True
        )
        # It has no other way to be told before it makes its socket.
        self.address_family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        super().__init__((host, port), _Handler)
        name = _EVERYWHERE.get(host) or (f"[{host}]" if ":" in host else host)
        self.host = host
        self.origin = f"http://{name}:{self.server_address[1]}"
        self.shown = shown
        # A page of an earlier run must not take this one's for what it has seen.
        self._run, self._count = secrets.token_hex(4), 0
        self._condition = threading.Condition()

    @property
    def version(self) -> str:
        """Name what is shown now; it is another one after each `show`."""
        return f"{self._run}-{self._count}"

    def start(self) -> None:
        """Serve in the background, until the server is closed."""
        self._thread.start()

    def show(self, shown: Shown) -> None:
        """Show this from now on."""
        with self._condition:
            self.shown = shown
            self._count += 1
            self._condition.notify_all()

    def wait_for_other(self, seen: str) -> bool:
        """Wait until something else is shown, for as long as one pulse; tell whether it is."""
        with self._condition:
            return self._condition.wait_for(lambda: self.version != seen, timeout=_PULSE)

    def server_close(self) -> None:
        """End the thread that serves, then give the port back."""
        if self._thread.is_alive():
            self.shutdown()
        super().server_close()

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of a browser that has gone; anything else is a mistake of ours."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


class _Handler(http.server.BaseHTTPRequestHandler):
    """Answers one browser."""

    server: PreviewServer
    server_version = f"wall/{__version__}"
    sys_version = ""
    timeout = _PATIENCE

    def do_GET(self) -> None:
        """Send a file, a page with the script, or word of changes."""
        address = urlsplit(self.path)
        if address.path == CHANGES and self._is_known():
            self._send_changes(parse_qs(address.query).get("seen", [""])[0])
        else:
            self._send(self._answer())

    def do_HEAD(self) -> None:
        """Send what GET would, without what is in it."""
        self.do_GET()

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def _is_known(self) -> bool:
        return is_local(self.headers.get("Host", ""), self.server.host)

    def _answer(self) -> Answer:
        if not self._is_known():
            return _plain(
                HTTPStatus.MISDIRECTED_REQUEST,
                "This server answers to localhost and to numbers like 127.0.0.1. "
                "To call it by another name, give it: wall serve --host NAME.",
            )
        if not self.path.startswith("/"):
            return _plain(HTTPStatus.BAD_REQUEST, "Ask for a path, like /about/.")
        # Before the file is read: what changes meanwhile is loaded again.
        version, shown = self.server.version, self.server.shown
        answer = answer_to(self.path, shown)
        if not answer.type.startswith("text/html"):
            return answer
        here = f"http://{self.headers['Host']}".encode()
        # 404.html alone has whole addresses; they lead to where this page was asked for.
        body = answer.body.replace(self.server.origin.encode(), here)
        return Answer(answer.status, answer.type, with_script(body, version), answer.headers)

    def _send(self, answer: Answer) -> None:
        self.send_response(answer.status)
        for name, value in answer.headers:
            self.send_header(name, value)
        self.send_header("Content-Type", answer.type)
        self.send_header("Content-Length", str(len(answer.body)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer.body)

    def _send_changes(self, seen: str) -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        while self.command != "HEAD" and not self.server.wait_for_other(seen):
            self.wfile.write(b": still here\n\n")
        self.wfile.write(b"data: again\n\n")


def open_server(shown: Shown, host: str, port: int | None) -> PreviewServer:
    """
    Make a server on this port, or on the first free one.

    Raises `WallError` where there is none, or the host is not this machine.
    """
    for number in _PORTS if port is None else (port,):
        try:
            return PreviewServer(shown, host, number)
        except socket.gaierror as error:
            raise WallError(
                f"There is no host {host}: {error.strerror}. "
                "Name one of this machine's with --host, or leave it out."
            ) from error
        except OSError as error:
            cause = error
    numbers = f"ports {_PORTS[0]} to {_PORTS[-1]}" if port is None else f"port {port}"
    raise WallError(
        f"Cannot serve on {numbers} of {host}: {cause}. Name another one, like --port 9000; "
        "--port 0 takes any that is free."
    ) from cause


def is_local(host: str, own: str) -> bool:
    """
    Tell whether a request's `Host` is a number, localhost, or the name that was given.

    A page from elsewhere can make a name of its own point here, but not a number.
    """
    try:
        name = urlsplit(f"//{host}").hostname or ""
        # Nothing may follow the port: the value goes into pages.
        if host.lower() not in _spellings(name, urlsplit(f"//{host}").port):
            return False
    except ValueError:
        return False
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return name in {"localhost", own.lower()}
    return True


def answer_to(target: str, shown: Shown) -> Answer:
    """Answer a request for a path: from the site, or with the fault in the place of a page."""
    path, mark, query = target.partition("?")
    found = _find(shown, path)
    is_page = not isinstance(found, Path) or found.suffix == ".html"
    if is_page and shown.fault:
        body = fault_page(shown.fault)
        return Answer(HTTPStatus.INTERNAL_SERVER_ERROR, "text/html; charset=utf-8", body)
    if isinstance(found, Moved):
        to = (("Location", f"{found.path}{mark}{query}"),)
        return Answer(HTTPStatus.MOVED_PERMANENTLY, "text/plain; charset=utf-8", b"", to)
    if found is None:
        missing = find(shown.folder, "/404.html")
        if not isinstance(missing, Path):
            return _plain(HTTPStatus.NOT_FOUND, "There is no such page.")
        return Answer(HTTPStatus.NOT_FOUND, type_of(missing), missing.read_bytes())
    return Answer(HTTPStatus.OK, type_of(found), found.read_bytes())


def _find(shown: Shown, path: str) -> Path | Moved | None:
    base = shown.base
    if base and path in {"", "/", base}:
        return Moved(f"{base}/")
    if not path.startswith(f"{base}/"):
        return None
    found = find(shown.folder, path.removeprefix(base))
    return Moved(base + found.path) if isinstance(found, Moved) else found


def _spellings(name: str, port: int | None) -> set[str]:
    end = "" if port is None else f":{port}"
    return {f"{name}{end}", f"[{name}]{end}"}


def _plain(status: HTTPStatus, text: str) -> Answer:
    return Answer(status, "text/plain; charset=utf-8", f"{text}\n".encode())
