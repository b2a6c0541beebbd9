"""
Published attacks, put into every place where a stranger can type something.

    read_payloads(folder)     every string of the sets of attacks, once, in a fixed order
    threads_with(payloads)    two conversations for each, which hold it in every place
    a_hostile_wall(…)         imported and built as anybody's wall: the folder of the site
    feed_pages(…)             what a reader of its feeds would show

The sets lie beside the repository (`../shared/security`), are used where they lie, and are
no part of it.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

from builders import a_category, a_person, a_post, a_thread, on_day
from conversation_wall.github.nodes import thread_node
from conversation_wall.github.traces import release_node
from conversation_wall.records import (
    PollOptionRecord,
    PollRecord,
    Release,
    Thing,
    ThreadRecord,
    ThreadType,
    Trace,
)
from conversation_wall.site import feeds
from conversation_wall.site.text import name_set
from sites import a_wall, run_wall, succeed

SOURCE = "hollin/coffee"
THREADS_EACH = 2

# What describes a payload in its set, and shapes that are to be slow: no attacks.
_ABOUT = name_set("file list name title description")
_ATOM = "{http://www.w3.org/2005/Atom}"
_ENTRIES_A_PAGE = 20
_SLOW = "pathological-markdown"


def read_payloads(folder: Path) -> list[str]:
    """Read every string of the sets in a folder, and every line of their texts."""
    found: set[str] = set()
    for path in sorted([*folder.glob("*/*.json"), *folder.glob("*/*.txt")]):
        if path.parent.name == _SLOW:
            continue
        text = path.read_text("utf-8")
        found.update(_strings(json.loads(text)) if path.suffix == ".json" else text.splitlines())
    return sorted(found)


def threads_with(payloads: Sequence[str]) -> Iterator[ThreadRecord]:
    """Make two conversations for each payload."""
    for place, payload in enumerate(payloads):
        number, day = THREADS_EACH * place + 1, place / 100
        yield _written(payload, number, day, f"team-{place}")
        yield _told(payload, number + 1, day, f"team-{place}")


def releases_with(payloads: Sequence[str]) -> Iterator[Release]:
    """Make a release for each payload, which holds what its second conversation led to."""
    for place, payload in enumerate(payloads):
        number = THREADS_EACH * place + 2
        yield Release(
            SOURCE,
            payload,
            payload,
            f"https://github.com/{SOURCE}/releases/tag/v{number}",
            on_day(40),
            f"{payload}\n\nFixes #{number}",
        )


def a_hostile_wall(folder: Path, payloads: Sequence[str]) -> Path:
    """Import and build a wall on which each payload stands everywhere; give its site."""
    team = {
        f"team-{place}": {"name": name.encode("utf-8", "replace").decode().strip() or "?"}
        for place, name in enumerate(payloads)
    }
    a_wall(
        folder,
        SITENAME=next(iter(team.values()))["name"],
        WALL_TEAM=team,
        WALL_SCRIPTS=["days", "copy", "scheme"],
    )
    nodes = [
        *map(thread_node, threads_with(payloads)),
        *map(release_node, releases_with(payloads)),
    ]
    # With every character referred to, a line can hold what is no text at all.
    lines = "".join(f"{json.dumps(node)}\n" for node in nodes)
    (folder / "threads.ndjson").write_text(lines, "ascii")
    succeed(run_wall(folder, "import", "threads.ndjson"))
    # Feeds hold the newest only: here they are to hold all.
    newest, feeds.ENTRIES = feeds.ENTRIES, len(payloads) * THREADS_EACH
    try:
        succeed(run_wall(folder, "build"))
    finally:
        feeds.ENTRIES = newest
    return folder / "output"


def feed_pages(site: Path, folder: Path) -> Path:
    """Write what a feed's reader would show, without any policy: some entries to a page."""
    folder.mkdir(parents=True)
    for name in ("feed.xml", "answers.xml"):
        root = ElementTree.parse(site / name).getroot()
        contents = [entry.findtext(f"{_ATOM}content") or "" for entry in root.iter(f"{_ATOM}entry")]
        for place in range(0, len(contents), _ENTRIES_A_PAGE):
            body = "".join(
                f"<div>{html}</div>" for html in contents[place : place + _ENTRIES_A_PAGE]
            )
            page = f"<!doctype html><meta charset=utf-8><title>Feed</title><body>{body}"
            (folder / f"{name}-{place}.html").write_text(page, "utf-8")
    return folder


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item)
    elif isinstance(value, dict):
        for key, item in value.items():
            if key not in _ABOUT:
                yield from _strings(item)


def _written(payload: str, number: int, day: float, member: str) -> ThreadRecord:
    """Put a payload into all that is typed into a Discussion, and into an answer to it."""
    replies = [
        a_post(payload, by=payload, day=day + 3),
        a_post(f"[{payload}]({payload})", day=day + 3),
    ]
    thread = a_thread(
        payload,
        number=number,
        day=day,
        title=payload,
        by=a_person(payload),
        labels=[payload],
        comments=[
            a_post(f"> - {payload}\n\n@ada {payload} #1", by=payload, day=day + 1),
            a_post(payload, by=member, day=day + 2, replies=replies),
        ],
        settled_by=payload,
    )
    poll = PollRecord(payload, 1, (PollOptionRecord(payload, 1), PollOptionRecord("no", 0)))
    return replace(thread, category=a_category(f"c-{number}", payload), poll=poll)


def _told(payload: str, number: int, day: float, member: str) -> ThreadRecord:
    """Put a payload into a form, told by the team of somebody; and into what came of it."""
    fields = "".join(
        f"### {label}\n\n{value}\n\n"
        for label, value in (
            ("Who", " ".join(payload.split())),
            ("Where", " ".join(payload.split()) or "by e-mail"),
            ("When", "2025-01-01"),
            ("Their words", payload or "words"),
        )
    )
    form = f"### What happened?\n\n{payload}\n\n### What should have happened?\n\n{payload}"
    pull = Thing(
        "PullRequest",
        f"https://github.com/{SOURCE}/pull/{number + 100_000}",
        number + 100_000,
        payload,
        "MERGED",
        on_day(30),
        "0" * 40,
    )
    return a_thread(
        fields,
        number=number,
        day=day,
        title=f"{payload} told",
        by=member,
        type=ThreadType.ISSUE,
        labels=["done"],
        comments=[
            a_post(form, by="cara", day=day + 1),
            a_post(f"Done. {payload}", by=member, day=day + 31),
            a_post(f"Works, {payload}", by="cara", day=day + 32),
        ],
        closed_on=day + 31,
        reason="COMPLETED",
        traces=[Trace("ClosedEvent", on_day(day + 31), a_person(payload), thing=pull)],
    )
