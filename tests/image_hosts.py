"""
A server that answers as a test says, reached under any name, and the names' numbers.

    with Host({"/cup.png": Said(200, content)}) as host:
        host.fetcher().fetch("http://images.example/cup.png")

A `Fetcher` takes its network from here: so a test needs no door in the product that leads
to this machine.
"""

import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self

from conversation_wall.assets.fetching import Bounds, Fetcher, Network

PUBLIC = "140.82.121.3"


@dataclass(frozen=True, slots=True)
class Said:
    """An answer: pieces that come one after the other, and how long it says it is."""

    status: int = 200
    pieces: Sequence[bytes] = ()
    headers: Mapping[str, str] = field(default_factory=dict)
    length: int | None = None
    is_endless: bool = False


def leads_to(address: str) -> Said:
    """Lead on to another address."""
    return Said(302, headers={"Location": address})


class Host:
    """A server on this machine that all names lead to."""

    def __init__(
        self, answers: Mapping[str, Said], secure: Callable[[], ssl.SSLContext] | None = None
    ) -> None:
        """Answer these paths, and 404 for all others."""
        self.asked: list[tuple[str, str]] = []
        self.sent: list[dict[str, str]] = []
        self.connected: list[str] = []
        self._is_over = threading.Event()
        self._server = _Server(("127.0.0.1", 0), _handler(self, answers))
        if secure:
            self._server.socket = secure().wrap_socket(self._server.socket, server_side=True)

    def __enter__(self) -> Self:
        """Begin to serve."""
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        """End, and let go whom an endless answer holds."""
        self._is_over.set()
        self._server.shutdown()
        self._server.server_close()

    @property
    def url(self) -> str:
        """Give the address that it really has."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def fetcher(
        self,
        numbers: Mapping[str, Sequence[str]] | None = None,
        trust: ssl.SSLContext | None = None,
        may_ask: Callable[[str], bool] = lambda _: True,
        **bounds: Any,
    ) -> Fetcher:
        """Give a fetcher for which every public number is this server."""

        def resolve(host: str, port: int) -> Sequence[str]:
            if numbers and host in numbers:
                return numbers[host]
            # Numbers, in whatever way they are written, as the machine itself reads them.
            with suppress(OSError):
                hints = socket.getaddrinfo(host, port, flags=socket.AI_NUMERICHOST)
                return [str(place[0]) for *_, place in hints]
            return [PUBLIC]

        def connect(number: str, port: int, seconds: float) -> socket.socket:
            self.connected.append(number)
            return socket.create_connection(("127.0.0.1", self._server.server_address[1]), seconds)

        network = Network(resolve, connect, *([trust] if trust else []))
        return Fetcher(may_ask, bounds=Bounds(**bounds), network=network)

    def wait(self) -> Iterator[None]:
        """Go on, a little later each time, until the test is over."""
        while not self._is_over.wait(0.02):
            yield


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Keep quiet: who asks breaks off when it has seen enough."""


def _handler(host: Host, answers: Mapping[str, Said]) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            """Answer."""
            host.asked.append((self.headers["Host"], self.path))
            host.sent.append({name.lower(): value for name, value in self.headers.items()})
            said = answers.get(self.path.partition("?")[0], Said(404))
            self.send_response(said.status)
            for name, value in said.headers.items():
                self.send_header(name, value)
            length = sum(map(len, said.pieces)) if said.length is None else said.length
            if not said.is_endless and "Transfer-Encoding" not in said.headers:
                self.send_header("Content-Length", str(length))
            self.end_headers()
            for piece in said.pieces:
                self.wfile.write(piece)
            for _ in host.wait() if said.is_endless else ():
                self.wfile.write(b"\0")
            self.close_connection = True

        def log_message(self, format: str, *args: object) -> None:
            """Keep quiet."""

    return Handler
