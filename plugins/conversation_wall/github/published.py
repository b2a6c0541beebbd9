"""
Take the wall's history back from where it was published: the only question not to GitHub.

A site that cannot be reached is not one without a history: to go on would lose what is
there, with the next site that is published. So only "not found" means that there is none.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http import HTTPStatus
from typing import TypeVar

import requests
from urllib3.exceptions import HTTPError

from ..errors import GitHubError
from ..store.history_file import LONGEST_LINE, HistoryError

_TIMEOUT = (10, 30)
_ATTEMPTS = 3
_MOST_REDIRECTS = 5
# A wall of some hundred thousand conversations stays below it, in bytes.
_LARGEST = 512 * 1024 * 1024
_CHUNK = 64 * 1024
_NONE_THERE = (HTTPStatus.NOT_FOUND, HTTPStatus.GONE)

T = TypeVar("T")


class _BrokenOff(Exception):  # noqa: N818 - it is no error yet
    """The site did not answer, or not to the end."""


def fetch_history(
    url: str, take: Callable[[Iterator[bytes]], T], sleep: Callable[[float], object]
) -> T | None:
    """
    Let `take` have the lines of a published history; None where there is none at this address.

    It is called anew at each attempt. Raises `GitHubError` where the history cannot be
    read, after a few attempts, and `HistoryError` where it is too large.
    """
    attempt = 1
    while True:
        try:
            return _fetch(url, take)
        except _BrokenOff as error:
            if attempt >= _ATTEMPTS:
                raise GitHubError(
                    f"The published wall could not be read ({url}: {error}). The store is new, "
                    "and its history is to be taken back from there: nothing was read, so that "
                    "nothing is lost. Try again later. If the wall was never published at that "
                    "address, run `wall sync --new-history`, this once."
                ) from error
        sleep(4**attempt)
        attempt += 1


def _fetch(url: str, take: Callable[[Iterator[bytes]], T]) -> T | None:
    with requests.Session() as session:
        session.max_redirects = _MOST_REDIRECTS
        with _telling():
            answer = session.get(url, stream=True, timeout=_TIMEOUT)
        if answer.status_code in _NONE_THERE:
            return None
        if answer.status_code != HTTPStatus.OK:
            raise _BrokenOff(f"it answers {answer.status_code}")
        return take(_lines(answer))


def _lines(answer: requests.Response) -> Iterator[bytes]:
    rest, size = b"", 0
    chunks = answer.iter_content(_CHUNK)
    while True:
        with _telling():
            chunk = next(chunks, b"")
        if not chunk:
            break
        size += len(chunk)
        *lines, rest = (rest + chunk).split(b"\n")
        for line in lines:
            yield line + b"\n"
        if size > _LARGEST or len(rest) > LONGEST_LINE:
            raise HistoryError("it is too large")
    if rest:
        yield rest


@contextmanager
def _telling() -> Iterator[None]:
    """Tell what goes wrong on the way from what goes wrong with the store."""
    try:
        yield
    except (requests.RequestException, HTTPError, OSError) as error:
        raise _BrokenOff(type(error).__name__) from error
