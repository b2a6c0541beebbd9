"""
What the value of a setting may be: functions that give the checked value.

Each raises `ValueError` with the rest of a sentence that begins with the setting's name:
"WALL_ANSWER_WITHIN must be a whole number from 1 to 365, not 'soon'."
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError

Check = Callable[[object], object]

_REPOSITORY = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,38})/[A-Za-z0-9._-]{1,100}")
_LOGIN = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,99})(?:\[bot\])?")
_COLOUR = re.compile(r"#(?:[0-9a-fA-F]{3}){1,2}")
_EMAIL = re.compile(r"[^@\s<>\"?&]+@[^@\s<>\"?&]+\.[^@\s<>\"?&]+")
# The wall's salt, and a hash: what `wall forget` writes in place of a login.
_HASH = re.compile(r"[0-9a-f]{16}-[0-9a-f]{32}")
_NO_ADDRESS = re.compile(r"[\s?#<>\"]")
# What is written in quotes by whoever means the None of Python.
_NOTHING = ("none", "null")
_SOURCE_PARTS = ("discussions", "issues")


@dataclass(frozen=True, slots=True)
class Source:
    """
    A repository that feeds the wall, and which of its parts do.

    With `labels` only those Issues do that have one of them.
    """

    repository: str
    discussions: bool = True
    issues: bool = True
    labels: tuple[str, ...] = ()


def a_text(value: object) -> str:
    """Give a text that is not empty."""
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"must be a text, not {value!r}")
    return value.strip()


def maybe_a_text(value: object) -> str | None:
    """Give a text, or None for None and the empty text."""
    return None if value is None or value == "" else a_text(value)


def some_words(value: object) -> str:
    """Give a text that visitors read: never a word that should have been no text at all."""
    text = a_text(value)
    if text.casefold() in _NOTHING:
        raise ValueError(
            f"would show the word {text!r}. Write words of your own, or take the setting out"
        )
    return text


def maybe_some_words(value: object) -> str | None:
    """Give a text that visitors read, or None."""
    text = maybe_a_text(value)
    if text is not None and text.casefold() in _NOTHING:
        raise ValueError(f"would show the word {text!r}. Write None without quotes")
    return text


def a_number(lowest: int, highest: int) -> Check:
    """Make a check for a whole number within bounds."""

    def check(value: object) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not lowest <= value <= highest:
            raise ValueError(
                f"must be a whole number from {lowest} to {highest}, without quotes, not {value!r}"
            )
        return value

    return check


def yes_or_no(value: object) -> bool:
    """Give True or False."""
    if not isinstance(value, bool):
        raise ValueError(f"must be True or False, without quotes, not {value!r}")
    return value


def one_of(*choices: str) -> Check:
    """Make a check for one word out of a few."""

    def check(value: object) -> str:
        if value not in choices:
            raise ValueError(f"must be one of {', '.join(map(repr, choices))}, not {value!r}")
        return str(value)

    return check


def a_timezone(value: object) -> ZoneInfo:
    """Give a time zone by its name in the IANA database."""
    try:
        return ZoneInfo(a_text(value))
    except (KeyError, ValueError, OSError) as error:
        raise ValueError(
            f"must be the name of a time zone like 'Europe/London', not {value!r}"
        ) from error


def a_language(value: object) -> str:
    """Give a language tag that Babel knows."""
    text = a_text(value)
    try:
        Locale.parse(text, sep="-" if "-" in text else "_")
    except (ValueError, UnknownLocaleError) as error:
        raise ValueError(f"must be a language like 'en' or 'pt-BR', not {value!r}") from error
    return text.replace("_", "-")


def a_web_address(value: object) -> str:
    """Give an address that begins with http:// or https://, without a slash at the end."""
    text = a_text(value).rstrip("/")
    try:
        parts = urlsplit(text)
        is_complete = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        is_complete = False
    if not is_complete or _NO_ADDRESS.search(text):
        raise ValueError(f"must be an address like 'https://github.com', not {value!r}")
    return text


def maybe_an_email(value: object) -> str | None:
    """Give an e-mail address, or None."""
    text = maybe_a_text(value)
    if text is not None and not _EMAIL.fullmatch(text):
        raise ValueError(f"must be an e-mail address like 'hello@example.com', not {value!r}")
    return text


def maybe_a_colour(value: object) -> str | None:
    """Give a colour as "#rrggbb", or None."""
    text = maybe_a_text(value)
    if text is None:
        return None
    if not _COLOUR.fullmatch(text):
        raise ValueError(f"must be a colour like '#0c4a5b', not {value!r}")
    digits = text.lower().removeprefix("#")
    return "#" + (digits if len(digits) == len("rrggbb") else "".join(d * 2 for d in digits))


def some_texts(value: object) -> tuple[str, ...]:
    """Give a list of texts."""
    if isinstance(value, str) or not isinstance(value, list | tuple | set | frozenset):
        raise ValueError(f"must be a list like ['one', 'two'], not {value!r}")
    return tuple(a_text(item) for item in value)


def some_of(*choices: str) -> Check:
    """Make a check for a list of words out of a few; it gives them in their own order, once."""

    def check(value: object) -> tuple[str, ...]:
        words = {str(one_of(*choices)(word)) for word in some_texts(value)}
        return tuple(choice for choice in choices if choice in words)

    return check


def a_login(value: object) -> str:
    """Give a GitHub login, without the sign that mentions it."""
    text = a_text(value).removeprefix("@")
    if not _LOGIN.fullmatch(text):
        raise ValueError(f"has {value!r}, which is no GitHub login")
    return text


def some_logins(value: object) -> tuple[str, ...]:
    """Give a list of GitHub logins."""
    return tuple(a_login(item) for item in some_texts(value))


def some_hashes(value: object) -> tuple[str, ...]:
    """Give what `wall forget` has written; never a login, which would name somebody."""
    texts = some_texts(value)
    for text in texts:
        if not _HASH.fullmatch(text):
            raise ValueError(
                f"has {text!r}, which names somebody or is no hash. Take it out, and run "
                "`wall forget LOGIN`, which writes the hash"
            )
    return texts


def some_logins_or_hashes(value: object) -> tuple[str, ...]:
    """Give a list of GitHub logins, or of hashes as `wall forget` writes them."""
    return tuple(text if _HASH.fullmatch(text) else a_login(text) for text in some_texts(value))


def some_sources(value: object) -> tuple[Source, ...]:
    """Give the repositories: 'owner/name', or with '#discussions' or '#issues' for one part."""
    sources = tuple(_source(text) for text in some_texts(value))
    names = [source.repository.lower() for source in sources]
    if len(set(names)) < len(names):
        raise ValueError("names the same repository twice; once is enough")
    return sources


def some_rules(prefixes: tuple[str, ...], choices: tuple[str, ...]) -> Check:
    """Make a check for rules like {'label:bug': 'problem'}."""

    def check(value: object) -> dict[str, str]:
        if not isinstance(value, Mapping):
            example = f"{{'{prefixes[0]}:…': '{choices[0]}'}}"
            raise ValueError(f"must be rules like {example}, not {value!r}")
        return {a_sign(prefixes)(sign): str(one_of(*choices)(word)) for sign, word in value.items()}

    return check


def some_signs(*prefixes: str) -> Check:
    """Make a check for a list like ['label:public', 'category:ideas']."""

    def check(value: object) -> tuple[str, ...]:
        return tuple(a_sign(prefixes)(text) for text in some_texts(value))

    return check


def a_sign(prefixes: tuple[str, ...]) -> Callable[[object], str]:
    """Make a check for 'label:NAME', 'category:SLUG' and the like; it gives it in lower case."""

    def check(value: object) -> str:
        prefix, colon, rest = a_text(value).partition(":")
        if not colon or prefix not in prefixes or not rest.strip():
            allowed = " or ".join(f"'{prefix}:…'" for prefix in prefixes)
            raise ValueError(f"has {value!r}, which should begin with {allowed}")
        return f"{prefix}:{rest.strip().casefold()}"

    return check


def _source(text: str) -> Source:
    repository, hash_sign, part = text.partition("#")
    if not _REPOSITORY.fullmatch(repository) or repository.endswith(("/.", "/..")):
        raise ValueError(f"has {text!r}, which is no 'owner/name' of a repository")
    if hash_sign and part not in _SOURCE_PARTS:
        raise ValueError(f"has {text!r}: after '#' comes 'discussions' or 'issues'")
    return Source(repository, discussions=part != "issues", issues=part != "discussions")
