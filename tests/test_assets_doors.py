"""No address that a stranger writes leads this machine into its own network."""

import pytest

from conversation_wall.assets.doors import (
    NotFetchedError,
    Target,
    checked_numbers,
    is_public,
    read_target,
)


@pytest.mark.parametrize(
    ("address", "target"),
    [
        ("https://Images.Example/a b.png?c=d#e",
         Target("https", "images.example", 443, "/a%20b.png?c=d")),
        ("http://images.example", Target("http", "images.example", 80, "/")),
        ("https://images.example:443/a", Target("https", "images.example", 443, "/a")),
        ("https://bücher.example/ü", Target("https", "xn--bcher-kva.example", 443, "/%C3%BC")),
        ("http://[2606:4700::1]/a", Target("http", "2606:4700::1", 80, "/a")),
    ],
)  # fmt: skip
def test_addresses_are_taken_apart(address: str, target: Target) -> None:
    """Scheme, host, port and what to ask for are read once, by one reader."""
    assert target == read_target(address)


@pytest.mark.parametrize(
    "address",
    [
        "", "a.png", "//images.example/a", "ftp://images.example/a", "file:///etc/passwd",
        "data:image/png;base64,AA", "gopher://images.example/", "javascript:alert(1)",
        "https://me:secret@images.example/a", "https://github.com@images.example/a",
        "https://github.com\\@images.example/a", "https://images.example:0x50/a",
        "https://images.example:99999/a", "https:///a", "https://a_$(id)/", "https://[::1/",
        "https://" + "a" * 300 + "/", "https://images.example/" + "a" * 9000,
    ],
)  # fmt: skip
def test_odd_addresses_are_refused(address: str) -> None:
    """Other schemes, passwords, and what browsers and programs read differently lead nowhere."""
    with pytest.raises(NotFetchedError):
        read_target(address)


@pytest.mark.parametrize(
    "number",
    [
        "127.0.0.1", "127.9.9.9", "0.0.0.0", "10.0.0.1", "172.16.0.1", "172.31.255.255",
        "192.168.1.1", "169.254.169.254", "100.64.0.1", "100.127.255.254", "224.0.0.1",
        "239.255.255.255", "240.0.0.1", "255.255.255.255", "192.0.2.1", "198.18.0.1",
        "::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12::1", "fec0::1", "ff02::1",
        "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1", "64:ff9b::7f00:1",
        "2002:7f00:1::", "2001:0:7f00:1::", "2001:db8::1", "", "localhost",
    ],
)  # fmt: skip
def test_private_numbers_are_known(number: str) -> None:
    """Loopback, private, link-local, shared, multicast and documentation numbers are not public."""
    assert not is_public(number)


@pytest.mark.parametrize("number", ["140.82.121.3", "8.8.8.8", "2606:50c0:8000::154"])
def test_public_numbers_are_known(number: str) -> None:
    """GitHub's, and any other host's on the open web, are."""
    assert is_public(number)


def test_every_number_of_a_host_is_checked() -> None:
    """A name that has one private number among public ones is refused altogether."""
    target = read_target("https://images.example/a")
    public = ["140.82.121.3", "8.8.8.8", "8.8.8.8"]

    assert ("140.82.121.3", "8.8.8.8") == checked_numbers(target, lambda *_: public)
    with pytest.raises(NotFetchedError, match="private network"):
        checked_numbers(target, lambda *_: [*public, "10.0.0.1"])
    with pytest.raises(NotFetchedError, match="no address"):
        checked_numbers(target, lambda *_: [])


def test_only_the_webs_ports_are_asked() -> None:
    """Another port is another service."""
    for address in ("http://images.example:22/", "https://images.example:80/"):
        with pytest.raises(NotFetchedError, match="port"):
            checked_numbers(read_target(address), lambda *_: ["8.8.8.8"])
