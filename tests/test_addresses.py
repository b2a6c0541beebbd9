"""Addresses: numbers and slugs of our own making, and nothing a stranger wrote."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from conversation_wall.site.addresses import Addresses, file_of, list_path, mailto, root_of
from conversation_wall.wall.model import ThreadKey

NAMES = some.from_regex(r"\A[A-Za-z0-9._-]{1,12}/[A-Za-z0-9._-]{1,12}\Z")


def test_one_repository_needs_no_name() -> None:
    """The common wall has the shortest paths."""
    addresses = Addresses.of(("hollin/coffee",))

    assert "said/44/" == addresses.thread(ThreadKey("hollin/coffee", 44))


def test_several_repositories_are_named() -> None:
    """The same number may stand in each of them."""
    addresses = Addresses.of(("hollin/coffee", "hollin/Web.Shop"))

    assert "said/web-shop-44/" == addresses.thread(ThreadKey("hollin/Web.Shop", 44))


@given(some.lists(NAMES, min_size=2, max_size=6, unique_by=str.lower))
def test_no_two_repositories_share_a_path(repositories: list[str]) -> None:
    """Names that would be alike get more of the name."""
    addresses = Addresses.of(tuple(repositories))
    paths = {addresses.thread(ThreadKey(repository, 1)) for repository in repositories}

    assert len(repositories) == len(paths)
    assert all(path.replace("said/", "").rstrip("/").replace("-", "").isalnum() for path in paths)


def test_further_pages_lie_below_the_first() -> None:
    """A long thread's second page is said/44/2/."""
    addresses = Addresses.of(("hollin/coffee",))

    assert "said/44/2/" == addresses.thread(ThreadKey("hollin/coffee", 44), 2)


def test_wall_of_nothing_has_no_prefixes() -> None:
    """An empty repository is no mistake."""
    assert {} == Addresses.of(()).prefixes


@pytest.mark.parametrize(
    ("path", "root", "file"),
    [
        ("", "", "index.html"),
        ("waiting/", "../", "waiting/index.html"),
        ("said/44/2/", "../../../", "said/44/2/index.html"),
        ("404.html", "", "404.html"),
    ],
)
def test_every_page_knows_its_file_and_the_way_up(path: str, root: str, file: str) -> None:
    """A page lies in a folder of its own, but for 404.html."""
    assert (root, file) == (root_of(path), file_of(path))


@pytest.mark.parametrize(("page", "path"), [(None, "done/"), (3, "done/page/3/")])
def test_page_of_a_list_lies_below_it(page: int | None, path: str) -> None:
    """The list's own address is its first page."""
    assert path == list_path("done/", page)


def test_letter_keeps_its_words_whatever_stands_in_them() -> None:
    """An address of a letter is made of its parts, so no part can add another."""
    assert "mailto:a%26b@shop.example?subject=%231%3A%20A%20%26%20B%3F&body=One%0D%0Atwo" == mailto(
        "a&b@shop.example", subject="#1: A & B?", body="One\r\ntwo"
    )
    assert "mailto:a@shop.example" == mailto("a@shop.example")
