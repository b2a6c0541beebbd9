"""
What the emulated GitHub holds.

    State ─┬─ repositories by name ── Repository ─┬─ threads by (kind, number)
           ├─ nodes by id                         ├─ labels, milestones, categories
           │                                      ├─ pull requests, releases
           ├─ people by what is known of them     └─ pins, Pages
           └─ accounts that were registered

Threads and posts are the very dicts of the loaded NDJSON, in GraphQL's names, so the
default resolver reads them as they are. What the emulator adds to them begins with
an underscore, which no field of GitHub's does.
"""

import base64
import threading
import zlib
from collections.abc import Callable, Iterator
from typing import Any

from .clock import Clock
from .cursors import Key
from .pages import Node, Ordering

ISSUE, DISCUSSION = "Issue", "Discussion"
HOST = "https://github.com"
LONG_AGO = "2020-01-01T00:00:00Z"


class Repository:
    """One emulated repository: its own fields, its threads, and what they name."""

    def __init__(self, owner: str, name: str) -> None:
        self.threads: dict[tuple[str, int], Node] = {}
        self.labels: dict[tuple[str, str, str | None], Node] = {}
        self.milestones: dict[str, Node] = {}
        self.categories: dict[str, Node] = {}
        self.pulls: dict[int, Node] = {}
        self.releases: dict[str, Node] = {}
        self.pins: list[Node] = []
        self.pages: Node | None = None
        self.is_hidden = False
        self._last_number = 0
        self._orderings: dict[tuple[Any, ...], Ordering] = {}
        number = zlib.crc32(f"{owner}/{name}".encode()) & 0x7FFFFFFF
        self.node: Node = {
            "__typename": "Repository",
            "id": node_id("R_kgDO", number),
            "databaseId": number,
            "isPrivate": False,
            "isArchived": False,
            "visibility": "PUBLIC",
            "hasIssuesEnabled": True,
            "hasDiscussionsEnabled": True,
            "description": None,
            "createdAt": LONG_AGO,
            "updatedAt": LONG_AGO,
            "pushedAt": LONG_AGO,
            "defaultBranchRef": None,
            "_repository": self,
        }
        self.rename(owner, name)

    @property
    def full_name(self) -> str:
        """Give `owner/name`."""
        return str(self.node["nameWithOwner"])

    def rename(self, owner: str, name: str) -> None:
        """Take another name, as after a rename or a change of owner."""
        url = f"{HOST}/{owner}/{name}"
        owner_url = f"{HOST}/{owner}"
        self.node |= {"name": name, "nameWithOwner": f"{owner}/{name}", "url": url}
        self.node["owner"] = {
            "__typename": "Organization",
            "id": node_id("O_kgDO", zlib.crc32(owner.encode())),
            "login": owner,
            "url": owner_url,
            "avatarUrl": f"{owner_url}.png",
        }

    def has_kind(self, kind: str) -> bool:
        """Tell whether Issues, or Discussions, are switched on."""
        switch = "hasIssuesEnabled" if kind == ISSUE else "hasDiscussionsEnabled"
        return bool(self.node[switch])

    def next_number(self) -> int:
        """Give the next number, never one that was given: threads and pull requests share one series."""
        numbers = (*(number for _, number in self.threads), *self.pulls)
        highest = max(numbers, default=0)
        self._last_number = max(highest, self._last_number) + 1
        return self._last_number

    def order_threads(
        self,
        kind: str,
        key: Callable[[Node], Key],
        is_wanted: Callable[[Node], bool],
        is_descending: bool,
        name: tuple[Any, ...],
    ) -> Ordering:
        """
        Give the threads of a kind, filtered and sorted.

        `name` tells one order and filter from another; an ordering is kept under
        it until something changes, for the pages that follow.
        """
        found = self._orderings.get(name)
        if found is None:
            threads = (thread for (each, _), thread in self.threads.items() if each == kind)
            items = sorted((thread for thread in threads if is_wanted(thread)), key=key)
            keys = [key(thread) for thread in items]
            if is_descending:
                items.reverse()
            found = self._orderings[name] = Ordering(items, keys, is_descending)
        return found

    def forget_orderings(self) -> None:
        """Sort anew for the next query: something has changed."""
        self._orderings.clear()


class State:
    """Everything emulated, and the lock that queries and changes take in turn."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.lock = threading.RLock()
        self.repositories: dict[str, Repository] = {}
        self.old_names: dict[str, Repository] = {}
        self.nodes: dict[str, Node] = {}
        self.people: dict[tuple[Any, ...], Node] = {}
        self.accounts: dict[str, Node] = {}
        self._serial = 0

    def add_repository(self, owner: str, name: str, **fields: Any) -> Repository:
        """
        Give the repository of this name, new or known, with fields set.

        A name that a renamed repository had before is taken from it.
        """
        key = f"{owner}/{name}".lower()
        repository = self.repositories.get(key)
        if repository is None:
            self.old_names.pop(key, None)
            repository = self.repositories[key] = Repository(owner, name)
        repository.node |= fields
        self.nodes[repository.node["id"]] = repository.node
        return repository

    def find_repository(self, owner: str, name: str) -> Repository | None:
        """Find a repository by its name of today or of old; None if hidden or unknown."""
        key = f"{owner}/{name}".lower()
        repository = self.repositories.get(key) or self.old_names.get(key)
        return None if repository is None or repository.is_hidden else repository

    def repository_of(self, full_name: str) -> Repository:
        """Give the repository `owner/name`, which must be there, hidden or not."""
        key = full_name.lower()
        return self.repositories.get(key) or self.old_names[key]

    def next_serial(self) -> int:
        """Count what is made here: comments keep their order by it."""
        self._serial += 1
        return self._serial

    def person(self, author: Node) -> Node:
        """Give the one dict for a person of exactly these fields."""
        return self.people.setdefault(tuple(author.items()), author)

    def posts(self) -> Iterator[Node]:
        """Give every thread, comment and reply."""
        for repository in set(self.repositories.values()):
            for thread in repository.threads.values():
                yield from posts_of(thread)


def posts_of(thread: Node) -> Iterator[Node]:
    """Give a thread's opening post, its comments and their replies."""
    yield thread
    for comment in thread["comments"]:
        yield comment
        yield from comment.get("replies") or ()


def a_person(login: str, kind: str = "User") -> Node:
    """Make an account, with the addresses that GitHub gives it."""
    url = f"{HOST}/{login}"
    return {"__typename": kind, "login": login, "avatarUrl": f"{url}.png", "url": url}


def node_id(prefix: str, number: int) -> str:
    """Make a node id in the manner of GitHub's: a kind, and a packed number."""
    packed = base64.urlsafe_b64encode(number.to_bytes(8, "big").lstrip(b"\0") or b"\0")
    return prefix + packed.decode().rstrip("=")
