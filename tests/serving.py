"""Serve a folder, and ask a server as a browser does: without a proxy, following nothing."""

import functools
import http.client
import http.server
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from dev import QuietHandler


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer, read to its end."""

    status: int
    headers: Mapping[str, str]
    body: str


def fetch(
    address: str, method: str = "GET", *, target: str | None = None, **headers: str
) -> Fetched:
    """Ask for an address, or for another target there; a header `Host` replaces the true one."""
    parts = urlsplit(address)
    target = target or address.removeprefix(f"{parts.scheme}://{parts.netloc}")
    connection = http.client.HTTPConnection(parts.netloc, timeout=20)
    try:
        connection.putrequest(method, target, skip_host="Host" in headers)
        for name, value in headers.items():
            connection.putheader(name, value)
        connection.endheaders()
        answer = connection.getresponse()
        return Fetched(
            answer.status, dict(answer.headers), answer.read().decode("utf-8", "replace")
        )
    finally:
        connection.close()


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder to this machine alone, and give its address."""
    with served_by(functools.partial(QuietHandler, directory=str(folder))) as address:
        yield address


@contextmanager
def served_by(handler: Callable[..., http.server.BaseHTTPRequestHandler]) -> Iterator[str]:
    """Let a handler answer this machine alone, and give its address."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()
