"""
What became of threads: events of Issues, pull requests, releases; in files and in the state.

    thread["timelineItems"]                    what happened to an Issue, the oldest first
    thread["closedByPullRequestsReferences"]   pull requests that somebody linked by hand
    Repository.pulls, Repository.releases      by number, by tag

A pull request is one dict, wherever it is named: what becomes of it is seen everywhere.
"""

from collections.abc import Iterator
from typing import Any

from .pages import Node
from .state import Repository, State, node_id

# Under which key an event names the thing that it leads to.
THING_OF = {
    "ClosedEvent": "closer",
    "CrossReferencedEvent": "source",
    "MarkedAsDuplicateEvent": "canonical",
    "TransferredEvent": "fromRepository",
    "ConvertedToDiscussionEvent": "discussion",
}
EVENTS, LINKED = "timelineItems", "closedByPullRequestsReferences"
_KEYS = {
    "PullRequest": ("url", "number", "title", "state", "mergedAt", "mergeCommit"),
    "Commit": ("url", "oid", "messageHeadline"),
    "Repository": ("url", "nameWithOwner"),
    "Issue": ("url", "number", "title"),
    "Discussion": ("url", "number", "title"),
}
_PULL_KEYS = ("number", "title", "url", "state", "mergedAt", "mergeCommit", "body")
_RELEASE_KEYS = ("tagName", "name", "url", "publishedAt", "isPrerelease", "description")


def complete_past(state: State, repository: Repository, thread: Node) -> None:
    """Give the events of a loaded thread, and what they name, their places in the state."""
    for event in thread.get(EVENTS) or ():
        _complete_event(state, event)
        key = THING_OF.get(event["__typename"], "")
        if event.get(key):
            event[key] = _adopt(state, repository, thread, event[key])
    if thread.get(LINKED):
        thread[LINKED] = [_adopt(state, repository, thread, pull) for pull in thread[LINKED]]


def add_event(state: State, thread: Node, kind: str, actor: Node | None, **fields: Any) -> None:
    """Note what happens to an Issue now."""
    event = {"__typename": kind, "createdAt": state.clock.stamp(), "actor": actor, **fields}
    _complete_event(state, event)
    thread.setdefault(EVENTS, []).append(event)


def put_pull(state: State, repository: Repository, pull: Node) -> Node:
    """Add a pull request, or tell more of one that is known."""
    number = pull["number"]
    known = repository.pulls.setdefault(number, {})
    known |= pull
    known["__typename"] = "PullRequest"
    known.setdefault("id", f"PR_{repository.node['id']}-{number}")
    known.setdefault("url", f"{repository.node['url']}/pull/{number}")
    known.setdefault("title", "")
    known.setdefault("body", "")
    known.setdefault("state", "OPEN")
    known.setdefault("mergedAt", None)
    known.setdefault("mergeCommit", None)
    known.setdefault("createdAt", known["mergedAt"] or state.clock.stamp())
    known.setdefault("updatedAt", known["mergedAt"] or known["createdAt"])
    known["_repository"] = repository
    if known.get("author"):
        known["author"] = state.person(known["author"])
    state.nodes[known["id"]] = known
    return known


def put_release(state: State, repository: Repository, release: Node) -> Node:
    """Add a release, or put it in the place of the one with its tag."""
    tag = release["tagName"]
    release |= {"__typename": "Release", "_repository": repository}
    release.setdefault("id", f"RE_{repository.node['id']}-{tag}")
    release.setdefault("name", tag)
    release.setdefault("url", f"{repository.node['url']}/releases/tag/{tag}")
    release.setdefault("description", "")
    release.setdefault("isPrerelease", False)
    release.setdefault("isDraft", False)
    release.setdefault("publishedAt", state.clock.stamp())
    release.setdefault("createdAt", release["publishedAt"] or state.clock.stamp())
    release.setdefault("updatedAt", release["createdAt"])
    repository.releases[tag] = release
    state.nodes[release["id"]] = release
    return release


def put_work(state: State, repository: Repository, node: Node) -> bool:
    """Put what a line of a file holds, if it is a pull request or a release."""
    put = {"PullRequest": put_pull, "Release": put_release}.get(node.get("__typename", ""))
    if put:
        put(state, repository, node)
    return put is not None


def dump_past(thread: Node) -> Node:
    """Give the two lists of a thread as they stand in a file; an empty one is left out."""
    events = [_dump_event(event) for event in thread.get(EVENTS) or ()]
    linked = [_dump_thing(pull) for pull in thread.get(LINKED) or ()]
    return ({EVENTS: events} if events else {}) | ({LINKED: linked} if linked else {})


def dump_works(repository: Repository) -> Iterator[Node]:
    """Give merged pull requests and published releases as they stand in a file."""
    for _, pull in sorted(repository.pulls.items()):
        if pull["state"] == "MERGED":
            yield {"__typename": "PullRequest"} | {key: pull[key] for key in _PULL_KEYS}
    releases = [each for each in repository.releases.values() if not each["isDraft"]]
    for release in sorted(releases, key=lambda each: (each["publishedAt"], each["tagName"])):
        yield {"__typename": "Release"} | {key: release[key] for key in _RELEASE_KEYS}


def _complete_event(state: State, event: Node) -> None:
    event["_serial"] = state.next_serial()
    event["id"] = f"EV_{event['_serial']}"
    if event.get("actor"):
        event["actor"] = state.person(event["actor"])


def _adopt(state: State, repository: Repository, thread: Node, thing: Node) -> Node:
    """Give the one dict of a pull request of the thread's repository; others as they are."""
    is_own = thing["url"].split("/")[3:5] == thread["url"].split("/")[3:5]
    if thing["__typename"] == "PullRequest" and is_own:
        return put_pull(state, repository, thing)
    return thing


def _dump_event(event: Node) -> Node:
    shown = {
        key: value
        for key, value in event.items()
        if (key[0] != "_" or key == "__typename") and key != "id"
    }
    key = THING_OF.get(event["__typename"], "")
    if shown.get(key):
        shown[key] = _dump_thing(shown[key])
    return shown


def _dump_thing(thing: Node) -> Node:
    keys = _KEYS.get(thing["__typename"], ())
    return {"__typename": thing["__typename"]} | {key: thing.get(key) for key in keys}


def rename_works(repository: Repository, old_url: str) -> None:
    """Let pull requests and releases have the repository's new address."""
    for work in (*repository.pulls.values(), *repository.releases.values()):
        work["url"] = work["url"].replace(f"{old_url}/", f"{repository.node['url']}/")


def forget_in_works(state: State, login: str) -> None:
    """Make a ghost of an account in events and pull requests."""
    for repository in state.repositories.values():
        pulls = [(pull, "author") for pull in repository.pulls.values()]
        events = [
            (event, "actor")
            for thread in repository.threads.values()
            for event in thread.get(EVENTS) or ()
        ]
        for node, role in (*pulls, *events):
            if node.get(role) and node[role]["login"] == login:
                node[role] = None


def number_ids(repository: Repository) -> str:
    """Give a made-up commit, one for each pull request."""
    return f"{node_id('', len(repository.pulls)):0<40}"
