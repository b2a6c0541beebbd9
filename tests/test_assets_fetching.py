"""An image comes from where its address leads, within bounds, or not at all."""

import datetime
import ssl
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from conversation_wall.assets.doors import NotFetchedError
from conversation_wall.assets.fetching import Bounds, Fetcher
from github_emulator import Emulator
from image_hosts import PUBLIC, Host, Said, leads_to

CUP = b"a picture of a cup"
IMAGE = "http://images.example/cup.png"


def test_image_is_fetched_from_the_number_that_was_checked() -> None:
    """The name is resolved once, and the connection goes to its number, with the name as host."""
    with Host({"/cup.png": Said(pieces=[CUP])}) as host:
        content = host.fetcher().fetch(f"{IMAGE}?size=large")

    assert CUP == content
    assert [("images.example", "/cup.png?size=large")] == host.asked
    assert [PUBLIC] == host.connected


def test_nothing_is_told_to_a_host() -> None:
    """No token, no cookie, no page that the image stood on."""
    cookie = {"Set-Cookie": "who=me", "Location": IMAGE}
    with Host({"/": Said(302, headers=cookie), "/cup.png": Said(pieces=[CUP])}) as host:
        host.fetcher().fetch("http://images.example/")

    told = {"host", "user-agent", "accept", "accept-encoding", "connection"}
    assert [told, told] == [set(sent) for sent in host.sent]


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1/cup.png", "http://2130706433/cup.png", "http://0x7f.1/cup.png",
        "http://0177.0.0.1/cup.png", "http://127.1/cup.png", "http://[::1]/cup.png",
        "http://[::ffff:127.0.0.1]/cup.png", "http://[::ffff:7f00:1]/cup.png", "http://0/cup.png",
        "http://169.254.169.254/latest/meta-data/", "http://10.0.0.1/", "http://100.64.0.1/",
        "http://[fd00::1]/", "http://router.example/", "http://images.example:8080/",
        "https://images.example:22/", "file:///etc/passwd", "http://me:pw@images.example/",
    ],
)  # fmt: skip
def test_no_private_host_is_asked(address: str) -> None:
    """Neither at first nor by a redirect, in whatever way its number is written."""
    numbers = {"router.example": [PUBLIC, "192.168.1.1"]}
    with Host({"/away": leads_to(address), "/cup.png": Said(pieces=[CUP])}) as host:
        for start in (address, "http://images.example/away"):
            with pytest.raises(NotFetchedError):
                host.fetcher(numbers).fetch(start)

    assert [("images.example", "/away")] == host.asked


def test_name_that_changes_its_number_changes_nothing() -> None:
    """A name is resolved anew for each redirect, and checked anew (DNS rebinding)."""
    numbers = {"turning.example": [PUBLIC]}
    with Host({"/": leads_to("http://turning.example/cup.png")}) as host:
        fetcher = host.fetcher(numbers)
        with pytest.raises(NotFetchedError, match="answer is 404"):
            fetcher.fetch("http://turning.example/")
        numbers["turning.example"] = ["127.0.0.1"]
        with pytest.raises(NotFetchedError, match="private"):
            fetcher.fetch("http://turning.example/")

    assert [PUBLIC, PUBLIC] == host.connected


def test_only_allowed_hosts_are_asked() -> None:
    """A host that the settings leave out is not asked, also where an allowed one leads there."""
    with Host({"/cup.png": leads_to("http://other.example/cup.png")}) as host:
        fetcher = host.fetcher(may_ask=lambda name: name == "images.example")
        with pytest.raises(NotFetchedError, match=r"leads to other\.example"):
            fetcher.fetch(IMAGE)

    assert 1 == len(host.asked)


def test_redirects_are_followed_and_bounded() -> None:
    """Five redirects are followed, relative ones too; a circle ends."""
    steps = {f"/{n}": leads_to(f"{n + 1}") for n in range(5)}
    answers = {**steps, "/5": Said(pieces=[CUP]), "/round": leads_to("/round")}
    with Host(answers) as host:
        assert CUP == host.fetcher().fetch("http://images.example/0")
        with pytest.raises(NotFetchedError, match="without end"):
            host.fetcher().fetch("http://images.example/round")

    assert 12 == len(host.asked)


GB = 1024**3


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        (Said(404), "answer is 404"),
        (Said(403, [CUP]), "answer is 403"),
        (Said(500), "answer is 500"),
        (Said(204), "answer is 204"),
        (Said(302), "without end"),
        (Said(pieces=[CUP], length=GB), "larger than 1 MB"),
        (Said(pieces=[b"\0" * 65536] * 17), "larger than 1 MB"),
        (Said(pieces=[CUP], length=100), "broke off"),
        (Said(pieces=[b"12\r\n", CUP], headers={"Transfer-Encoding": "chunked"}), "no sense"),
        (Said(pieces=[b"zz\r\n", CUP], headers={"Transfer-Encoding": "chunked"}), "no sense"),
        (Said(pieces=[CUP], headers={"Content-Encoding": "gzip"}), "packed"),
        (Said(headers={"X": "x" * 70_000}), "no sense"),
    ],
)
def test_answers_that_are_no_image_are_told(said: Said, reason: str) -> None:
    """Refusals, endless bodies, lies about length and broken encodings end with a reason."""
    with (
        Host({"/cup.png": said}) as host,
        pytest.raises(NotFetchedError, match=reason),
    ):
        host.fetcher(bytes=1024**2).fetch(IMAGE)


def test_body_in_chunks_is_read() -> None:
    """A server that does not know the length beforehand is a server, too."""
    pieces = [b"12\r\n", CUP, b"\r\n0\r\n\r\n"]
    with Host({"/cup.png": Said(pieces=pieces, headers={"Transfer-Encoding": "chunked"})}) as host:
        assert CUP == host.fetcher().fetch(IMAGE)


def test_whoever_drips_is_let_go() -> None:
    """A body that comes byte by byte, for ever, ends with the time for the whole."""
    with (
        Host({"/cup.png": Said(pieces=[CUP], is_endless=True)}) as host,
        pytest.raises(NotFetchedError, match=r"longer than 0\.2 seconds"),
    ):
        host.fetcher(seconds=0.2).fetch(IMAGE)


def test_host_that_cannot_be_reached_is_told() -> None:
    """No name, no server: a reason, and no failure of the sync."""
    with Host({}) as host:
        fetcher = host.fetcher({"nowhere.example": []})
    for address in ("http://nowhere.example/", "http://images.example/"):
        with pytest.raises(NotFetchedError, match=r"no address|cannot be reached"):
            fetcher.fetch(address)


def test_names_of_secure_hosts_are_proved(tmp_path: Path) -> None:
    """Although a number is connected to, the certificate must be the name's."""
    trust = a_certificate(tmp_path, "images.example")

    def secure() -> ssl.SSLContext:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(tmp_path / "certificate.pem", tmp_path / "key.pem")
        return context

    with Host({"/cup.png": Said(pieces=[CUP])}, secure) as host:
        fetcher = host.fetcher(trust=trust)
        assert CUP == fetcher.fetch("https://images.example/cup.png")
        with pytest.raises(NotFetchedError, match="cannot be reached"):
            fetcher.fetch("https://other.example/cup.png")

    assert ["images.example"] == [name for name, _ in host.asked]


def test_plain_server_is_no_secure_one() -> None:
    """Without a handshake there is no answer."""
    with Host({}) as host, pytest.raises(NotFetchedError, match="cannot be reached"):
        host.fetcher().fetch("https://images.example/cup.png")


def test_attachment_is_fetched_where_the_sync_reaches_github() -> None:
    """A wall's own GitHub server may be private: it is asked, and no other on its network."""
    with Emulator() as github, Host({"/away": Said(pieces=[CUP])}) as host:
        github.attachments.add("0b6f1a52.png", CUP)
        fetcher = Fetcher(lambda _: False, github_at=github.url, bounds=Bounds(seconds=10))

        assert CUP == fetcher.fetch("https://github.com/user-attachments/assets/0b6f1a52")
        with pytest.raises(NotFetchedError, match="answer is 404"):
            fetcher.fetch("https://github.com/user-attachments/assets/0b6f1a53")
        with pytest.raises(NotFetchedError, match=r"leads to 127\.0\.0\.1"):
            fetcher.fetch(f"{host.url}/away")

    assert [] == host.asked


def a_certificate(folder: Path, name: str) -> ssl.SSLContext:
    """Write a key and a certificate for a name, and give what trusts it."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    now = datetime.datetime.now(datetime.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem = certificate.public_bytes(serialization.Encoding.PEM)
    (folder / "certificate.pem").write_bytes(pem)
    (folder / "key.pem").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return ssl.create_default_context(cadata=pem.decode())
