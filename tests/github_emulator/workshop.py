"""
What a team makes of what it was told: pull requests and releases.

A pull request that names an Issue leaves a mention there, which moves no time; what it
says that it fixes is closed when it is merged.
"""

import re
from typing import Any

from .changes import Changes
from .pages import Node
from .state import ISSUE, Repository, State, a_person
from .works import EVENTS, LINKED, add_event, number_ids, put_pull, put_release

_NAMED = re.compile(
    r"(?P<closes>\b(?:fix(?:e[sd])?|close[sd]?|resolve[sd]?):?\s+)?#(?P<number>\d+)", re.I
)


class Workshop:
    """Open, merge and publish, one act at a time, at the time of the state's clock."""

    def __init__(self, state: State, changes: Changes) -> None:
        self._state = state
        self._changes = changes

    def open_pull(self, repository: str, title: str, body: str = "", by: str = "ada") -> Node:
        """Open a pull request; the Issues that its body names hear of it."""
        with self._state.lock:
            found = self._state.repository_of(repository)
            author = self._state.person(a_person(by))
            pull = {"number": found.next_number(), "title": title, "body": body, "author": author}
            made = put_pull(self._state, found, pull)
            self._mention(found, made)
            return made

    def edit_pull(self, pull: Node, **fields: Any) -> None:
        """Edit a pull request, also one that was merged; Issues it names anew hear of it."""
        with self._state.lock:
            pull |= {"updatedAt": self._state.clock.stamp(), **fields}
            self._mention(pull["_repository"], pull)

    def merge(self, pull: Node, by: str = "ada") -> Node:
        """Merge a pull request, and close what it says that it fixes."""
        with self._state.lock:
            repository: Repository = pull["_repository"]
            now = self._state.clock.stamp()
            commit = {
                "__typename": "Commit",
                "oid": number_ids(repository),
                "_repository": repository,
            }
            pull |= {"state": "MERGED", "mergedAt": now, "updatedAt": now, "mergeCommit": commit}
            for thread in list(repository.threads.values()):
                if thread["__typename"] == ISSUE and _is_closed_by(thread, pull):
                    self._changes.close(thread["id"], by=by, closer=pull)
            return pull

    def link(self, pull: Node, issue_id: str) -> None:
        """Link a pull request to an Issue by hand, so that it closes it; no time tells of it."""
        with self._state.lock:
            linked = self._state.nodes[issue_id].setdefault(LINKED, [])
            if pull not in linked:
                linked.append(pull)

    def release(self, repository: str, tag: str, notes: str = "", **fields: Any) -> Node:
        """Publish a release; one of the same tag gives way."""
        with self._state.lock:
            release = {"tagName": tag, "description": notes, **fields}
            return put_release(self._state, self._state.repository_of(repository), release)

    def edit_release(self, release: Node, **fields: Any) -> None:
        """Edit a release."""
        with self._state.lock:
            release |= {"updatedAt": self._state.clock.stamp(), **fields}

    def delete_release(self, release: Node) -> None:
        """Take a release back."""
        with self._state.lock:
            release["_repository"].releases.pop(release["tagName"], None)
            self._state.nodes.pop(release["id"], None)

    def _mention(self, repository: Repository, pull: Node) -> None:
        for match in _NAMED.finditer(pull["body"]):
            issue = repository.threads.get((ISSUE, int(match["number"])))
            if issue is None or _mention_of(issue, pull):
                continue
            add_event(
                self._state,
                issue,
                "CrossReferencedEvent",
                pull["author"],
                willCloseTarget=bool(match["closes"]),
                source=pull,
            )


def _mention_of(issue: Node, pull: Node) -> Node | None:
    events = issue.get(EVENTS) or ()
    return next((event for event in events if event.get("source") is pull), None)


def _is_closed_by(thread: Node, pull: Node) -> bool:
    mention = _mention_of(thread, pull)
    is_linked = any(each is pull for each in thread.get(LINKED) or ())
    return not thread["closed"] and (is_linked or bool(mention and mention["willCloseTarget"]))
