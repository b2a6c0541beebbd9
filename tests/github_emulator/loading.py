"""
Threads from NDJSON files, one per line, in GraphQL's names.

    file (plain, .gz, .zst) ─read→ lines ─json→ thread ─complete→ ─index→ State

and back: `dump_thread` gives a thread as it would stand in such a file.
"""

import gzip
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import zstandard

from .pages import Node
from .state import DISCUSSION, ISSUE, Repository, State, node_id, posts_of
from .works import EVENTS, LINKED, complete_past, dump_past, put_work

COMMON_FIELDS: Node = {
    "databaseId": None,
    "author": None,
    "authorAssociation": "NONE",
    "body": "",
    "bodyHTML": None,
    "lastEditedAt": None,
}
THREAD_FIELDS: Node = {
    "title": "",
    "locked": False,
    "activeLockReason": None,
    "closed": False,
    "closedAt": None,
    "stateReason": None,
}
DISCUSSION_FIELDS: Node = {
    "isAnswered": None,
    "answer": None,
    "answerChosenAt": None,
    "answerChosenBy": None,
    "upvoteCount": 0,
}
COMMENT_FIELDS: Node = {"isMinimized": False, "minimizedReason": None}
DISCUSSION_COMMENT_FIELDS: Node = {"isAnswer": False, "upvoteCount": 0, "deletedAt": None}
GENERAL_CATEGORY: Node = {
    "id": "DIC_kwDOEmu",
    "name": "General",
    "slug": "general",
    "emoji": ":speech_balloon:",
    "emojiHTML": None,
    "isAnswerable": False,
}


def read_lines(path: Path) -> Iterator[str]:
    """Give the lines of a file: plain, or packed with gzip or Zstandard."""
    with path.open("rb") as file:
        stream: Any = file
        if path.suffix == ".gz":
            stream = gzip.GzipFile(fileobj=file)
        elif path.suffix == ".zst":
            stream = zstandard.ZstdDecompressor().stream_reader(file)
        # Bodies hold U+2028 and other line ends of Unicode: only "\n" ends a line.
        with io.TextIOWrapper(stream, encoding="utf-8", newline="\n") as lines:
            yield from (line for line in lines if line.strip())


def load_file(state: State, path: Path, full_name: str | None = None) -> Repository:
    """
    Load a file's threads into one repository.

    Without a name, the first thread's address tells it: transferred threads keep
    addresses in other repositories, so the others are not asked.
    """
    repository = None
    if full_name is not None:
        repository = state.add_repository(*full_name.split("/"))
    for line in read_lines(path):
        thread = json.loads(line)
        if repository is None:
            repository = state.add_repository(*thread["url"].split("/")[3:5])
        if not put_work(state, repository, thread):
            put_thread(state, repository, thread)
    if repository is None:
        raise ValueError(f"{path} holds no thread, and no repository was named for it.")
    return repository


def put_thread(state: State, repository: Repository, thread: Node) -> Node:
    """Add a thread, or put it in the place of its former state."""
    kind = thread.get("__typename") or _guess_kind(thread)
    thread["__typename"] = kind
    number = thread["number"]
    former = repository.threads.get((kind, number))
    serials: dict[str, int] = {}
    if former is not None:
        serials = {post["id"]: post["_serial"] for post in posts_of(former)}
        take_out(state, former)
    _complete_thread(state, repository, thread)
    complete_past(state, repository, thread)
    thread["comments"] = [
        _complete_comment(state, thread, comment, None) for comment in thread.get("comments") or []
    ]
    for post in posts_of(thread):
        state.nodes[post["id"]] = post
        post["_serial"] = serials.get(post["id"]) or state.next_serial()
    _restore_order(state, thread["comments"])
    repository.threads[kind, number] = thread
    repository.forget_orderings()
    return thread


def put_comment(state: State, thread: Node, comment: Node, parent: Node | None = None) -> Node:
    """Append a comment to a thread, or a reply to a comment."""
    comment = _complete_comment(state, thread, comment, parent)
    comment["_serial"] = state.next_serial()
    state.nodes[comment["id"]] = comment
    siblings: list[Node] = thread["comments"] if parent is None else parent["replies"]
    siblings.append(comment)
    return comment


def take_out(state: State, thread: Node) -> None:
    """Forget a thread and its posts."""
    repository: Repository = thread["_repository"]
    repository.threads.pop((thread["__typename"], thread["number"]), None)
    repository.pins = [pinned for pinned in repository.pins if pinned is not thread]
    for post in posts_of(thread):
        state.nodes.pop(post["id"], None)
    repository.forget_orderings()


def dump_thread(thread: Node) -> Node:
    """Give a thread in the shape of the files: no more than was loaded or made."""
    shown = _public(thread)
    if EVENTS in shown or LINKED in shown:
        comments = shown.pop("comments")
        shown = {key: shown[key] for key in shown if key not in (EVENTS, LINKED)}
        shown |= dump_past(thread) | {"comments": comments}
    if "category" in shown:
        shown["category"] = _public(thread["category"])
    if "labels" in shown:
        shown["labels"] = [
            {key: label[key] for key in ("name", "color", "description")}
            for label in thread["labels"]
        ]
    shown["reactionGroups"] = [
        {"content": group["content"], "totalCount": group["totalCount"]}
        for group in thread["reactionGroups"]
        if group["totalCount"]
    ]
    for nested in ("comments", "replies"):
        if nested in shown:
            shown[nested] = [dump_thread(post) for post in shown[nested]]
    return shown


def pin_thread(thread: Node) -> None:
    """Pin a thread in its repository, behind those pinned before."""
    unpin_thread(thread)
    repository: Repository = thread["_repository"]
    repository.pins.append(thread)
    if "isPinned" in thread:  # a Discussion does not tell
        thread["isPinned"] = True


def unpin_thread(thread: Node) -> None:
    """Take a thread's pin away, if it has one."""
    repository: Repository = thread["_repository"]
    repository.pins = [pinned for pinned in repository.pins if pinned is not thread]
    if "isPinned" in thread:
        thread["isPinned"] = False


def _public(node: Node) -> Node:
    return {key: value for key, value in node.items() if key[0] != "_" or key == "__typename"}


def set_labels(repository: Repository, thread: Node, labels: list[Node]) -> None:
    """Give a thread labels, each the repository's one dict for it."""
    thread["labels"] = [add_label(repository, label) for label in labels]


def _guess_kind(thread: Node) -> str:
    return DISCUSSION if "/discussions/" in thread["url"] else ISSUE


def _complete_thread(state: State, repository: Repository, thread: Node) -> None:
    kind = thread["__typename"]
    path = "issues" if kind == ISSUE else "discussions"
    thread.setdefault("url", f"{repository.node['url']}/{path}/{thread['number']}")
    if "id" not in thread:
        thread["id"] = node_id("I_kwDO" if kind == ISSUE else "D_kwDO", state.next_serial())
    _complete_post(state, thread, THREAD_FIELDS)
    thread["_repository"] = repository
    set_labels(repository, thread, thread.get("labels") or [])
    if kind == ISSUE:
        thread.setdefault("state", "CLOSED" if thread["closed"] else "OPEN")
        thread.setdefault("isPinned", False)
        _name_milestone(repository, thread.setdefault("milestone", None))
        if thread["isPinned"]:
            pin_thread(thread)
        return
    for key, value in DISCUSSION_FIELDS.items():
        thread.setdefault(key, value)
    if thread["answerChosenBy"]:
        thread["answerChosenBy"] = state.person(thread["answerChosenBy"])
    category = thread.setdefault("category", dict(GENERAL_CATEGORY))
    thread["category"] = repository.categories.setdefault(category["id"], category)
    category["_repository"] = repository
    state.nodes[category["id"]] = thread["category"]


def _complete_comment(state: State, thread: Node, comment: Node, parent: Node | None) -> Node:
    is_discussion = thread["__typename"] == DISCUSSION
    if "id" not in comment:
        comment["id"] = node_id("DC_kwDO" if is_discussion else "IC_kwDO", state.next_serial())
    word = "discussioncomment" if is_discussion else "issuecomment"
    comment.setdefault("url", f"{thread['url']}#{word}-{comment['id']}")
    _complete_post(state, comment, COMMENT_FIELDS)
    comment["_thread"] = thread
    # An answer of `node(id)` needs the type; the files leave it out of comments.
    comment["_typename"] = "DiscussionComment" if is_discussion else "IssueComment"
    if is_discussion:
        for key, value in DISCUSSION_COMMENT_FIELDS.items():
            comment.setdefault(key, value)
        comment["_reply_to"] = parent
        replies = comment.get("replies") or []
        comment["replies"] = [_complete_comment(state, thread, reply, comment) for reply in replies]
    return comment


def _complete_post(state: State, post: Node, fields: Node) -> None:
    for key, value in {**COMMON_FIELDS, **fields}.items():
        post.setdefault(key, value)
    post.setdefault("createdAt", state.clock.stamp())
    post.setdefault("updatedAt", post["createdAt"])
    post.setdefault("reactionGroups", [])
    for role in ("author", "editor"):
        if post.get(role):
            post[role] = state.person(post[role])


def _restore_order(state: State, comments: list[Node]) -> None:
    """Keep serials rising along the list: cursors stand on them."""
    for siblings in (comments, *(comment.get("replies") or [] for comment in comments)):
        serials = [comment["_serial"] for comment in siblings]
        if serials != sorted(serials):
            for comment in siblings:
                comment["_serial"] = state.next_serial()


def add_label(repository: Repository, label: Node) -> Node:
    """Give the repository's one dict for a label, made where there is none."""
    key = (label["name"], label.get("color", "ededed"), label.get("description"))
    if key not in repository.labels:
        number = len(repository.labels) + 1
        repository.labels[key] = {
            "__typename": "Label",
            "id": f"{node_id('LA_kwDO', repository.node['databaseId'])}-{number}",
            "name": key[0],
            "color": key[1],
            "description": key[2],
            "url": f"{repository.node['url']}/labels/{key[0]}",
            "_repository": repository,
        }
    return repository.labels[key]


def _name_milestone(repository: Repository, title: str | None) -> None:
    if title is None or title in repository.milestones:
        return
    number = len(repository.milestones) + 1
    repository.milestones[title] = {
        "__typename": "Milestone",
        "id": f"{node_id('MI_kwDO', repository.node['databaseId'])}-{number}",
        "number": number,
        "title": title,
        "state": "OPEN",
        "url": f"{repository.node['url']}/milestone/{number}",
        "createdAt": repository.node["createdAt"],
        "updatedAt": repository.node["updatedAt"],
        "_repository": repository,
    }
