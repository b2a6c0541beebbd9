"""Masking: e-mail addresses, telephone numbers and secrets, and what only looks like them."""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
import zstandard

from conversation_wall.wall.privacy.masking import Masker, published_in
from conversation_wall.wall.privacy.phones import regions_of

MARKS = {"emails": "‹e›", "phones": "‹p›", "secrets": "‹s›"}
RUN = "a1B2c3D4e5" * 10


def masked(text: str, regions: tuple[str, ...] = ("GB", "US")) -> str:
    """Mask a text with short marks."""
    return Masker(MARKS, regions).mask(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Write to bob@x.com: now", "Write to ‹e›: now"),
        ("bob.smith+shop@mail.x.co.uk.", "‹e›."),
        ("a@b.co,c@d.org;e@f.net", "‹e›,‹e›;‹e›"),
        ("'bob@x.com'", "'‹e›'"),
        ("Ada <ada@x.com>", "Ada ‹e›"),
        ("_bob@x.com_ and **bob@x.com**", "_‹e›_ and **‹e›**"),
        (r"bob\@x.com", "‹e›"),
        ("bob&#64;x.com or bob&commat;x&period;com", "‹e› or ‹e›"),
        ("bob [at] x [dot] com", "‹e›"),
        ("büro@münchen.example", "‹e›"),
    ],
)
def test_email_address_is_masked(text: str, expected: str) -> None:
    """However it is written down, as long as a reader could write to it."""
    assert expected == masked(text)


@pytest.mark.parametrize(
    "text",
    [
        "npm i next@15.0.1 lodash@4.x payload@3.0.0-beta.1",
        "![logo](logo@2x.png)",
        "[closure@hello.rs:1:46: 1:64]",
        "git@github.com:hollin/coffee.git",
        "@bob, and @bob@mastodon.example",
        "https://medium.example/@bob",
        "On Monday Ada notifications@github.com wrote:",
        "user@localhost",
        "a@b",
    ],
)
def test_what_only_has_the_sign_stays(text: str) -> None:
    """Versions, pictures, places in files, repositories, mentions, robots."""
    assert text == masked(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[write](mailto:bob@x.com?subject=1)", "[write](#)"),
        ('[write](mailto:bob@x.com "now")', '[write](# "now")'),
        ("<mailto:bob@x.com>", "‹e›"),
        ("[me]: mailto:bob@x.com", "[me]: #"),
        ('<a href="mailto:bob@x.com">mail</a>', '<a href="#">mail</a>'),
        ("[020 7946 0958](tel:+442079460958)", "[‹p›](#)"),
        ("https://x.org/?e=bob@x.com&y=1", "https://x.org/?e=e&y=1"),
        ("![bob@x.com](https://x.org/a.png)", "![‹e›](https://x.org/a.png)"),
        ("`bob@x.com`", "`‹e›`"),
        ('email = "bob@x.com"', 'email = "‹e›"'),
    ],
)
def test_markdown_around_it_stays_whole(text: str, expected: str) -> None:
    """A link's target cannot be marked, so it leads nowhere; an address on the web stays one."""
    assert expected == masked(text)


@pytest.mark.parametrize(
    "number",
    [
        "+44 20 7946 0958",
        "+44 (0)20 7946 0958",
        "+447700900123",
        "+49 171 2345678",
        "+1 (555) 123-4567",
        "0044 20 7946 0958",
        "020 7946 0958",
        "(020) 7946 0958",
        "07700 900123",
        "07700900123",
        "02079460958",
        "(212) 555-0123",
        "212.555.0123",
        "555-123-4567",
        "1-800-555-0199",
    ],
)
def test_telephone_number_is_masked(number: str) -> None:
    """With the code of any country, else as it is written where the wall is."""
    assert "Ring ‹p›, or so." == masked(f"Ring {number}, or so.")


def test_bare_digits_are_a_number_only_after_a_word_for_it() -> None:
    """Ten digits may be anything: a time, an order, a limit."""
    assert "call ‹p› after 2125550123" == masked("call 2125550123 after 2125550123")


def test_chat_address_holds_a_number() -> None:
    """The number is all that such an address says."""
    assert "https://wa.me/p" == masked("https://wa.me/447700900123")


@pytest.mark.parametrize(
    "text",
    [
        "192.168.100.100 and 10.0.0.1:8080",
        "2024-01-15 10:30:22.123456 and 15/01/2024 103022",
        "v1.2.3.4567, 0.76.0-2013070111",
        "£1,234,567.89, $1 000 000 000, 2 500 000 kr",
        "ISBN 978-3-16-148410-0 and 9783161484100",
        "1700000000 1700000000000 2147483647",
        "#12345678 and hollin/coffee#123456789",
        "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        "123e4567-e89b-12d3-a456-426614174000",
        "main.py:1234:5678 line 12345678",
        "4111 1111 1111 1111",
        "https://x.org/020-7946-0958/page",
        "16-43-21 2020 2021 2022",
        "c7 44 24 08 80 00 00 00",
    ],
)
def test_other_digits_stay(text: str) -> None:
    """Addresses of machines, times, versions, prices, books, hashes, lines."""
    assert text == masked(text)


@pytest.mark.parametrize(
    "secret",
    [
        f"ghp_{RUN[:36]}",
        f"github_pat_{RUN[:22]}_{RUN[:59]}",
        "AKIAIOSFODNN7EXAMPLE",
        f"glpat-{RUN[:20]}",
        "xoxb-123456789012-123456789012-abcdefABCDEFabcdef123456",
        "sk_live_" + RUN[:24],
        f"sk-{RUN[:20]}T3BlbkFJ{RUN[:20]}",
        f"sk-ant-api03-{RUN[:60]}",
        f"SG.{RUN[:22]}.{RUN[:43]}",
        f"npm_{RUN[:36]}",
        f"AIza{RUN[:35]}",
        f"123456789:AAF{RUN[:32]}",
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U",
        "-----BEGIN RSA PRIVATE KEY-----\nMIIEpAIBAAKCAQEA0Z\n-----END RSA PRIVATE KEY-----",
    ],
)
def test_secret_is_masked_whole(secret: str) -> None:
    """Nothing of it stays, not even its end."""
    assert "It is ‹s› here" == masked(f"It is {secret} here")


def test_password_in_an_address_is_masked() -> None:
    """The address says where it was for."""
    assert "postgres://bob:s@db.x.org/shop" == masked("postgres://bob:hunter2@db.x.org/shop")


def test_what_the_business_publishes_stays() -> None:
    """In whatever case, with or without the code of the country."""
    own = published_in(["Hello@hollin.example, 020 7946 0000"], ("GB",))
    masker = Masker(MARKS, ("GB",), own)

    text = "hello@hollin.example +44 20 7946 0000 020 7946 0958"
    assert "hello@hollin.example +44 20 7946 0000 ‹p›" == masker.mask(text)


def test_only_what_is_asked_for_is_masked_and_counted() -> None:
    """Without a mark for it, a kind is left alone."""
    counts: Counter[str] = Counter()
    masker = Masker({"emails": "‹e›"}, ("GB",))

    assert "‹e› ‹e› 020 7946 0958" == masker.mask("a@b.co c@d.co 020 7946 0958", counts)
    assert {"emails": 2} == dict(counts)


@pytest.mark.parametrize(
    ("lang", "zone", "expected"),
    [
        ("en", "UTC", ("GB", "US")),
        ("en-GB", "UTC", ("GB",)),
        ("en", "Europe/Berlin", ("DE",)),
        ("de-AT", "Europe/Berlin", ("AT", "DE")),
        ("fr", "UTC", ("FR",)),
    ],
)
def test_countries_come_from_language_and_time_zone(
    lang: str, zone: str, expected: tuple[str, ...]
) -> None:
    """Nobody has to name a country."""
    assert expected == regions_of(lang, zone)


@pytest.mark.parametrize(
    ("corpus", "most"),
    [("payload-discussions", 0), ("bitcoin-core-gui", 0)],
)
def test_no_number_of_real_conversations_is_taken_for_a_telephone(
    shared: Path, corpus: str, most: int
) -> None:
    """Thousands of versions, hashes, dates and lines: none of them is masked."""
    masker = Masker({"phones": "‹p›"}, ("GB", "US"))
    counts: Counter[str] = Counter()
    for body in bodies(shared / "data" / corpus / "threads.ndjson.zst"):
        masker.mask(body, counts)

    assert most == counts["phones"]


def bodies(path: Path) -> Iterator[str]:
    """Give every text of a file of threads."""
    with path.open("rb") as packed:
        lines = zstandard.ZstdDecompressor().stream_reader(packed).read().splitlines()
    for line in lines:
        thread = json.loads(line)
        yield f"{thread['title']}\n{thread['body']}"
        for comment in thread["comments"]:
            yield comment["body"]
            yield from (reply["body"] for reply in comment.get("replies", ()))


def test_what_touches_a_key_is_masked_with_it() -> None:
    """A number that follows a key at once is found when the key is gone."""
    key = "ghp_" + "a1B2" * 9

    assert "‹s›+‹p›" == masked(f"{key}+44 20 7946 0958")


def test_what_a_mark_has_grown_into_is_masked_to_its_end() -> None:
    """A key in a link's target takes the rest of the target, also the head of the next key."""
    key = "ghp_" + "a1B2" * 9

    assert key not in masked(f"[x]({key}-----BEGIN PRIVATE KEY-----\n{key} and\nso on")


def test_sign_within_a_word_hides_no_address() -> None:
    """Only at its beginning does it make an account of another network."""
    assert "a@a@a.bob" not in masked("a@a@a.bob@example.com")
    assert "@bob@mastodon.example" == masked("@bob@mastodon.example")
