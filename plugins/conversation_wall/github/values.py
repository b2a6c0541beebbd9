"""Single values out of JSON, each with its check; `NotAThread` says what is wrong with one."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, TypeVar

T = TypeVar("T")
# JSON as the standard library gives it.
Node = dict[str, Any]

# SQLite's largest whole number.
_LARGEST = 2**63 - 1


class NotAThread(ValueError):  # noqa: N818 - says what the line is, as the message goes on to do
    """The JSON is not a thread; the text says what is missing or wrong in it."""


def required(node: Node, key: str, read: Callable[[object], T], what: str = "the thread") -> T:
    """Read what nothing of its kind can be without."""
    value = maybe(node, key, read)
    if value is None:
        raise NotAThread(f"{what} has no '{key}'")
    return value


def maybe(node: Node, key: str, read: Callable[[object], T]) -> T | None:
    """Read what may be left out, or null; a wrong value is told by its key."""
    value = node.get(key)
    if value is None:
        return None
    try:
        return read(value)
    except NotAThread:
        raise
    except ValueError as error:
        raise NotAThread(f"its '{key}' {error}") from error


def list_of(node: Node, key: str, read: Callable[[object], T]) -> tuple[T, ...]:
    """Read each thing of a list; one that was left out is empty."""
    values = node.get(key)
    if values is None:
        return ()
    if not isinstance(values, list):
        raise NotAThread(f"its '{key}' is not a list")
    return tuple(read(value) for value in values)


def flag(node: Node, key: str) -> bool:
    """Read a yes or no; what was left out is a no."""
    return maybe(node, key, a_bool) or False


def an_object(value: object, what: str) -> Node:
    """Take a JSON object."""
    if not isinstance(value, dict):
        raise NotAThread(f"{what} is not a JSON object")
    return value


def a_text(value: object) -> str:
    """Take a text that any encoding can write."""
    if not isinstance(value, str):
        raise ValueError("is not a text")
    if not value.isascii():
        # Half a pair of UTF-16 can be written in JSON, but in no other encoding.
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return value


def a_number(value: object) -> int:
    """Take a whole number that the store can keep."""
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= _LARGEST:
        raise ValueError("is not a whole number")
    return value


def a_bool(value: object) -> bool:
    """Take true or false."""
    if not isinstance(value, bool):
        raise ValueError("is neither true nor false")
    return value


def a_moment(value: object) -> datetime:
    """Take a time, in UTC."""
    try:
        moment = datetime.fromisoformat(str(value))
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError) as error:
        raise ValueError("is not a time like 2026-11-23T09:40:00Z") from error
