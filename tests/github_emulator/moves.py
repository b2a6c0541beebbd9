"""Threads that become something else: in another repository, or of another kind."""

from .loading import put_thread, take_out
from .pages import Node
from .state import DISCUSSION, ISSUE, Repository, State, posts_of
from .works import add_event

# What an Issue and its comments take along into a Discussion.
_KEPT_OF_THREAD = ("title", "labels", "locked", "activeLockReason")
_KEPT_OF_POST = (
    *("author", "authorAssociation", "body", "createdAt", "lastEditedAt"),
    *("isMinimized", "minimizedReason", "reactionGroups"),
)


def transfer(state: State, thread: Node, target: Repository) -> Node:
    """Move a thread to another repository: the same id, another number and address."""
    former: Repository = thread["_repository"]
    take_out(state, thread)
    thread["number"] = target.next_number()
    path = "issues" if thread["__typename"] == ISSUE else "discussions"
    old_url = thread["url"]
    thread["url"] = f"{target.node['url']}/{path}/{thread['number']}"
    for post in posts_of(thread):
        post["url"] = post["url"].replace(old_url, thread["url"])
    thread["updatedAt"] = state.clock.stamp()
    if "isPinned" in thread:
        thread["isPinned"] = False
    if thread["__typename"] == ISSUE:
        add_event(state, thread, "TransferredEvent", None, fromRepository=former.node)
    return put_thread(state, target, thread)


def convert(state: State, issue: Node) -> Node:
    """Make a Discussion of an Issue: new ids, number and addresses, the words as they were."""
    repository: Repository = issue["_repository"]
    take_out(state, issue)
    thread = {
        "__typename": DISCUSSION,
        "number": repository.next_number(),
        **{key: issue[key] for key in _KEPT_OF_THREAD},
        **_kept(issue),
        "comments": [_kept(comment) for comment in issue["comments"]],
        "updatedAt": state.clock.stamp(),
    }
    return put_thread(state, repository, thread)


def _kept(post: Node) -> Node:
    return {key: post[key] for key in _KEPT_OF_POST if key in post}
