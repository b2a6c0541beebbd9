"""
Where a stranger's address leads, before a door is opened there.

    "https://images.example/cup.png"  ─read_target→  Target  ─checked_numbers→  ("93.184.216.34",)

A post can name any address, also one that only this machine can reach: a router, a
neighbour's printer, the keys that a cloud tells its machines. So a name is resolved once,
every number that it has must be public, and the connection goes to such a number, not to
the name: what it resolves to a moment later does not matter.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import quote, urlsplit

_PORTS = {"http": 80, "https": 443}
_HOST = re.compile(r"[a-z0-9_](?:[a-z0-9_.-]{0,251}[a-z0-9_])?")
_LONGEST = 8000
# As they stand in addresses; all others are written as "%20".
_PLAIN = "/%:=&?~+!$,;'@()*[]|-._"
# All of the open web's numbers of version six; what packs old numbers in itself is none of it.
_OPEN = IPv6Network("2000::/3")
_PACKED = (IPv6Network("2002::/16"), IPv6Network("2001::/32"))

Resolve = Callable[[str, int], Sequence[str]]


class NotFetchedError(Exception):
    """An image could not be fetched, or must not be; the message says why."""


@dataclass(frozen=True, slots=True)
class Target:
    """An address, taken apart: whom to connect to, and what to ask for."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def origin(self) -> tuple[str, str, int]:
        """Give the server."""
        return self.scheme, self.host, self.port

    @property
    def is_usual(self) -> bool:
        """Whether the port is the one that browsers take for the scheme."""
        return self.port == _PORTS[self.scheme]

    @property
    def authority(self) -> str:
        """Give the server as the `Host` of a request."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.is_usual else f"{host}:{self.port}"


def read_target(address: str) -> Target:
    """Take an address apart; raises `NotFetchedError` for what is no plain web address."""
    try:
        parts = urlsplit(address.strip())
        scheme, host, port = parts.scheme, (parts.hostname or "").rstrip("."), parts.port
        if not host.isascii():
            host = host.encode("idna").decode("ascii")
    except ValueError as error:
        raise NotFetchedError("its address cannot be read") from error
    if scheme not in _PORTS or len(address) > _LONGEST:
        raise NotFetchedError("its address is none of the web")
    if "@" in parts.netloc:
        raise NotFetchedError("its address holds a name or a password")
    if not (_HOST.fullmatch(host) or ":" in host):
        raise NotFetchedError("its address names no host")
    path = quote(parts.path or "/", safe=_PLAIN)
    query = f"?{quote(parts.query, safe=_PLAIN)}" if parts.query else ""
    return Target(scheme, host, _PORTS[scheme] if port is None else port, path + query)


def checked_numbers(target: Target, resolve: Resolve) -> tuple[str, ...]:
    """
    Give the numeric addresses of a host; raises `NotFetchedError` unless all are public.

    One that is not among others that are is a trick, never an accident.
    """
    if not target.is_usual:
        raise NotFetchedError(f"its address names the port {target.port}")
    numbers = tuple(dict.fromkeys(resolve(target.host, target.port)))
    if not numbers:
        raise NotFetchedError("its host has no address")
    if not all(map(is_public, numbers)):
        raise NotFetchedError("its host is on a private network")
    return numbers


def is_public(number: str) -> bool:
    """Tell whether a numeric address is one of the open web's."""
    try:
        address: IPv4Address | IPv6Address = ip_address(number)
    except ValueError:
        return False
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped:
            address = address.ipv4_mapped
        elif address not in _OPEN or any(address in network for network in _PACKED):
            return False
    return address.is_global and not address.is_multicast
