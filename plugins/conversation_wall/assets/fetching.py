"""
Fetch the bytes of an image, within bounds.

    address ─→ allowed host? ─→ public numbers? ─→ connect to one ─→ GET ─┬─ bytes
       ↑                                                                  │
       └────────────────────── Location, at most five times ──────────────┘

Nothing is sent but the address and the program's name: no token, no cookie. Every redirect
is looked at like a first address. Proxies are not used, since through one nobody knows who
is asked in the end.
"""

import contextlib
import http.client
import socket
import ssl
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Self
from urllib.parse import urljoin

import certifi

from ..config import PUBLIC_GITHUB
from .doors import NotFetchedError, Target, checked_numbers, read_target

_HEADERS = {
    "User-Agent": "conversation-wall",
    "Accept": "image/png, image/jpeg, image/gif, image/webp, image/avif;q=0.9",
    "Accept-Encoding": "identity",
    "Connection": "close",
}
_REDIRECTS = (301, 302, 303, 307, 308)
_PIECE = 64 * 1024
# A name may have many numbers, and none of them may answer.
_MOST_NUMBERS = 4
_CONNECTED_IN = 5


@dataclass(frozen=True, slots=True)
class Bounds:
    """How much an image may take: GitHub lets people upload images of ten megabytes."""

    bytes: int = 10 * 1024 * 1024
    seconds: float = 20
    redirects: int = 5


def _resolve(host: str, port: int) -> Sequence[str]:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(place[0]) for *_, place in found]


def _connect(number: str, port: int, seconds: float) -> socket.socket:
    return socket.create_connection((number, port), timeout=seconds)


def _trust() -> ssl.SSLContext:
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context


@dataclass(frozen=True, slots=True)
class Network:
    """How names become numbers, and numbers connections; tests bring their own."""

    resolve: Callable[[str, int], Sequence[str]] = _resolve
    connect: Callable[[str, int, float], socket.socket] = _connect
    trust: ssl.SSLContext = field(default_factory=_trust)


@dataclass(frozen=True, slots=True)
class Fetcher:
    """
    Fetches images.

    `may_ask` says of a host whether it may be asked. `github_url` is GitHub's address as it
    stands in posts, and `github_at` where this sync reaches it. A business's own GitHub
    server may well lie on a private network: it is the only one that is asked whatever its
    number, since the owner named it, and the sync reads it anyway.
    """

    may_ask: Callable[[str], bool]
    github_url: str = PUBLIC_GITHUB
    github_at: str = PUBLIC_GITHUB
    bounds: Bounds = Bounds()
    network: Network = field(default_factory=Network)

    def fetch(self, address: str) -> bytes:
        """Give the bytes at an address; raises `NotFetchedError`."""
        with _Watch(self.bounds.seconds) as watch:
            for _ in range(self.bounds.redirects + 1):
                given = self._ask(address, watch)
                if isinstance(given, bytes):
                    return given
                address = given
        raise NotFetchedError("its address leads on without end")

    def _ask(self, address: str, watch: "_Watch") -> bytes | str:
        """Give what is at an address, or where it leads on to."""
        if address.startswith(f"{self.github_url}/"):
            address = self.github_at + address.removeprefix(self.github_url)
        target = read_target(address)
        connection = http.client.HTTPConnection(target.host, target.port)
        try:
            connection.sock = self._open(target, watch)
            connection.request("GET", target.path, headers={**_HEADERS, "Host": target.authority})
            answer = connection.getresponse()
            if answer.status in _REDIRECTS:
                return urljoin(address, answer.getheader("Location", ""))
            if answer.status != HTTPStatus.OK:
                raise NotFetchedError(f"the answer is {answer.status}")
            content = self._read(answer)
        except http.client.HTTPException as error:
            watch.check()
            raise NotFetchedError("the answer makes no sense") from error
        except OSError as error:
            watch.check()
            raise NotFetchedError("its host cannot be reached") from error
        finally:
            watch.let_go()
            connection.close()
        watch.check()
        return content

    def _read(self, answer: http.client.HTTPResponse) -> bytes:
        if answer.getheader("Content-Encoding", "identity").lower() != "identity":
            raise NotFetchedError("it is packed in a way that was not asked for")
        expected = answer.length
        too_large = NotFetchedError(f"it is larger than {self.bounds.bytes // 1024**2} MB")
        if expected is not None and expected > self.bounds.bytes:
            raise too_large
        content = bytearray()
        while piece := answer.read(_PIECE):
            content += piece
            if len(content) > self.bounds.bytes:
                raise too_large
        if expected is not None and len(content) < expected:
            raise NotFetchedError("it broke off")
        return bytes(content)

    def _open(self, target: Target, watch: "_Watch") -> socket.socket:
        """Connect to a number that was checked, and to none other."""
        if self.github_at != PUBLIC_GITHUB and target.origin == read_target(self.github_at).origin:
            numbers: Sequence[str] = self.network.resolve(target.host, target.port)
        elif self.may_ask(target.host):
            numbers = checked_numbers(target, self.network.resolve)
        else:
            raise NotFetchedError(f"its address leads to {target.host}")
        plain = self._first(numbers[:_MOST_NUMBERS], target.port)
        plain.settimeout(self.bounds.seconds)
        if target.scheme == "http":
            watch.guard(plain)
            return plain
        try:
            secure = self.network.trust.wrap_socket(
                plain, server_hostname=target.host, do_handshake_on_connect=False
            )
        except (OSError, ValueError):
            plain.close()
            raise
        watch.guard(secure)
        try:
            secure.do_handshake()
        except OSError:
            secure.close()
            raise
        return secure

    def _first(self, numbers: Sequence[str], port: int) -> socket.socket:
        """Connect to the first number that answers: a machine may reach no version six."""
        for number in numbers[:-1]:
            try:
                return self.network.connect(number, port, _CONNECTED_IN)
            except OSError:
                continue
        return self.network.connect(numbers[-1], port, _CONNECTED_IN)


class _Watch:
    """Ends what is being read when the time is over, however slowly the other side goes on."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._is_over = False
        self._guarded: socket.socket | None = None
        self._lock = threading.Lock()
        self._timer = threading.Timer(seconds, self._end)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()

    def guard(self, opened: socket.socket) -> None:
        """End this one."""
        with self._lock:
            self._guarded = opened
        if self._is_over:
            opened.close()
            self.check()

    def let_go(self) -> None:
        """End nothing: it is being closed."""
        with self._lock:
            self._guarded = None

    def check(self) -> None:
        """Raise `NotFetchedError` when the time is over: what was read may be a part."""
        if self._is_over:
            raise NotFetchedError(f"it took longer than {self._seconds:g} seconds")

    def _end(self) -> None:
        with self._lock:
            self._is_over = True
            if self._guarded:
                # Of the plain socket: who reads wakes up, whatever TLS has still to say.
                with contextlib.suppress(OSError):
                    socket.socket.shutdown(self._guarded, socket.SHUT_RDWR)
