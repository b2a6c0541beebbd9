"""
What changed, written down by the owner: `content/outcomes/*.md`.

    Title: New lids
    Date: 2026-03-31
    Thread: #12                       or its address, or owner/name#12
    Link: https://you.example/lids    if there is something to see

    They fit now. We threw the old ones away.

Pelican never reads these files: the words stand on the wall beside the critique.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from ..config import Config
from ..errors import ConfigError
from ..wall.model import ThreadKey, Written
from ..wall.references import references_in

FOLDER = "outcomes"

_LINE = re.compile(r"(?P<name>[A-Za-z]+)[ \t]*:[ \t]*(?P<value>.*?)[ \t]*")
_NEEDED = ("title", "date", "thread")
_KNOWN = (*_NEEDED, "link")


def read_outcomes(content: Path, config: Config) -> tuple[Written, ...]:
    """
    Read the outcomes of a site's content, by the names of their files.

    Raises `ConfigError` that tells every mistake in them.
    """
    outcomes: dict[ThreadKey, Written] = {}
    mistakes: list[str] = []
    for path in sorted((content / FOLDER).glob("*.md")):
        try:
            written = _read(path, config)
        except (ValueError, OSError) as error:
            mistakes.append(f"  - {path.name}: {error}")
            continue
        first = outcomes.setdefault(written.key, written)
        if first is not written:
            mistakes.append(
                f"  - {path.name}: '{first.file}' is of the same thread: put both into one file"
            )
    if mistakes:
        raise ConfigError(
            f"Some outcomes cannot be read (in {content / FOLDER}):\n" + "\n".join(mistakes) + "\n"
            "Begin each file with the lines Title, Date and Thread, then an empty line, then what "
            "changed, in your words."
        )
    return tuple(outcomes.values())


def _read(path: Path, config: Config) -> Written:
    head, words = _split(path.read_text(encoding="utf-8-sig"))
    missing = [name.capitalize() for name in _NEEDED if not head.get(name)]
    if missing:
        raise ValueError(f"it does not begin with a line '{missing[0]}: …'")
    if not words:
        raise ValueError("it does not say what changed: write it below an empty line")
    return Written(
        file=path.name,
        key=_key(head["thread"], config),
        title=head["title"],
        on=_day(head["date"]),
        words=words,
        link=_link(head.get("link", "")),
    )


def _split(text: str) -> tuple[Mapping[str, str], str]:
    """Split a file at its first empty line into what is named, and the words."""
    lines = text.strip().splitlines()
    end = next((place for place, line in enumerate(lines) if not line.strip()), len(lines))
    head = dict(_named(lines[:end]))
    return head, "\n".join(lines[end:]).strip()


def _named(lines: list[str]) -> Iterator[tuple[str, str]]:
    for line in lines:
        found = _LINE.fullmatch(line)
        if found is None or found["name"].lower() not in _KNOWN:
            raise ValueError(
                f"'{line[:60]}' is none of the lines {', '.join(map(str.capitalize, _KNOWN))}"
            )
        yield found["name"].lower(), found["value"]


def _key(text: str, config: Config) -> ThreadKey:
    sources = [source.repository for source in config.sources]
    own = sources[0] if len(sources) == 1 else ""
    number = f"#{text}" if text.isdecimal() else text
    for source, thread in references_in(number, own, config.github_url):
        if not source:
            raise ValueError(
                f"'Thread: {text}' does not say of which repository: {sources[0]}#{thread}, maybe"
            )
        return ThreadKey(source, thread)
    raise ValueError(f"'Thread: {text}' is neither a number like #12 nor a thread's address")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ValueError(f"'Date: {text}' is no day like 2026-03-31") from error


def _link(text: str) -> str | None:
    if text and not re.fullmatch(r"https?://[^\s<>\"]+", text):
        raise ValueError(f"'Link: {text}' is no address like https://you.example/lids")
    return text or None
