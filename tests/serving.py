"""Ask a server as a browser does: without a proxy, following nothing, keeping what it says."""

import http.client
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit


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
