"""`wall verify`: computes the figures of a published wall again, from what it publishes."""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import click
import requests

from ..errors import WallError
from ..site.data_read_back import NoDataError
from ..site.verifying import Difference, Verified, verify
from .telling import tell

_TIMEOUT = (10, 30)
_MOST_BYTES = 200_000_000
_PIECE = 1 << 16
_SHOWN = 50
_LONGEST = 300
_HERE = ("localhost", "127.0.0.1", "::1")


class VerifyError(WallError):
    """A wall that cannot be checked, or does not say what its data says."""


@click.command("verify")
@click.argument("place", metavar="PATH-OR-URL")
def verify_command(place: str) -> None:
    """
    Compute every figure of a published wall again, and name those that differ.

    PATH-OR-URL is the address of a wall, or the folder of a built site. Nothing but what the
    wall publishes is used: any wall can be checked by anybody.
    """
    try:
        verified = verify(_reader(place))
    except NoDataError as error:
        raise VerifyError(f"This wall cannot be checked ({place}). {error}") from error
    if verified.differences:
        raise VerifyError(_report(verified, place))
    tell(
        f"All {verified.figures:,} figures are as they follow from the data of "
        f"{verified.threads:,} threads."
    )


def _report(verified: Verified, place: str) -> str:
    lines = [_line(difference) for difference in verified.differences[:_SHOWN]]
    rest = len(verified.differences) - _SHOWN
    if rest > 0:
        lines.append(f"- and {rest:,} more")
    count = len(verified.differences)
    return "\n".join(
        (
            f"{count:,} {'thing differs' if count == 1 else 'things differ'} from what the data "
            f"say ({place}):",
            *lines,
            "Build the wall anew and publish it whole; if it stays, somebody changed it.",
        )
    )


def _line(difference: Difference) -> str:
    said, computed = _short(difference.said), _short(difference.computed)
    return f"- {difference.place}: it says {said}, it should be {computed}"


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _reader(place: str) -> Callable[[str], bytes]:
    if not place.startswith(("https://", "http://")):
        return _folder_reader(Path(place))
    if not _is_safe(place):
        raise VerifyError(
            f"{place} is not encrypted, so anybody on the way may change it. "
            "Give the address that begins with https://."
        )
    return _web_reader(f"{place.rstrip('/')}/")


def _folder_reader(folder: Path) -> Callable[[str], bytes]:
    def read(name: str) -> bytes:
        try:
            return (folder / name).read_bytes()
        except OSError as error:
            raise VerifyError(
                f"{folder / name} cannot be read: {error.strerror or error}. Give the folder of "
                "a built wall, like output."
            ) from error

    return read


def _web_reader(address: str) -> Callable[[str], bytes]:
    session = requests.Session()
    left = [_MOST_BYTES]

    def read(name: str) -> bytes:
        url = address + name.removesuffix("index.html")
        try:
            with session.get(url, timeout=_TIMEOUT, stream=True) as answer:
                answer.raise_for_status()
                if not _is_safe(answer.url):
                    raise VerifyError(f"{url} leads to {answer.url}, which is not encrypted.")
                pieces = []
                for piece in answer.iter_content(_PIECE):
                    left[0] -= len(piece)
                    if left[0] < 0:
                        raise VerifyError(
                            f"{address} is too large: more than {_MOST_BYTES // 1_000_000} MB. "
                            "Download the site, and give its folder."
                        )
                    pieces.append(piece)
                return b"".join(pieces)
        except (requests.RequestException, OSError) as error:
            raise VerifyError(
                f"{url} cannot be read: {error}. Look at the address; it is that of the wall's "
                "front page."
            ) from error

    return read


def _is_safe(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme == "https" or parts.hostname in _HERE
