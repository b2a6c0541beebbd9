"""
What people do on GitHub, done to the emulator while it runs.

Posts are named by node id, repositories by `owner/name`. What moves a thread's
`updatedAt` and what does not is as GitHub was seen to do it: comments made, edited or
deleted, labels, locks, closing and answers do; hiding, reactions, upvotes, renamed,
deleted and purged accounts do not.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from .accounts import comments_by, forget_person, rename_person
from .loading import pin_thread, put_comment, put_thread, set_labels, take_out, unpin_thread
from .moves import convert, transfer
from .pages import BROKEN, Node
from .state import DISCUSSION, ISSUE, Repository, State, a_person, posts_of
from .works import add_event, rename_works


class Changes:
    """Change a state, one act at a time, at the time of its clock."""

    def __init__(self, state: State) -> None:
        self._state = state

    def add_thread(self, repository: str, kind: str = ISSUE, **fields: Any) -> Node:
        """Open a thread; whatever is not given is made up."""
        with self._changing():
            found = self._state.repository_of(repository)
            thread = {"__typename": kind, "number": found.next_number(), **fields}
            thread.setdefault("author", a_person("visitor"))
            return put_thread(self._state, found, thread)

    def put_thread(self, repository: str, thread: Node) -> Node:
        """
        Put a thread's whole state, as a file holds it, in the place of the former one.

        The dict is the emulator's own from then on.
        """
        with self._changing():
            return put_thread(self._state, self._state.repository_of(repository), thread)

    def edit_thread(self, thread_id: str, **fields: Any) -> Node:
        """Edit a thread; a new body or title is an edit, other fields are just set."""
        with self._changing():
            return self._edit(self._state.nodes[thread_id], fields)

    def delete_thread(self, thread_id: str) -> None:
        """Delete a thread: its ids no longer resolve."""
        with self._changing():
            take_out(self._state, self._state.nodes[thread_id])

    def transfer(self, thread_id: str, repository: str) -> Node:
        """Move a thread to another repository: the same id, another number and address."""
        with self._changing():
            target = self._state.repository_of(repository)
            return transfer(self._state, self._state.nodes[thread_id], target)

    def convert(self, issue_id: str) -> Node:
        """Make a Discussion of an Issue, which is gone then."""
        with self._changing():
            return convert(self._state, self._state.nodes[issue_id])

    def add_comment(self, thread_id: str, body: str, by: Any = "visitor", **fields: Any) -> Node:
        """Comment on a thread."""
        with self._changing():
            thread = self._state.nodes[thread_id]
            self._bump(thread)
            author = a_person(by) if isinstance(by, str) else by
            return put_comment(self._state, thread, {"body": body, "author": author, **fields})

    def add_reply(self, comment_id: str, body: str, by: Any = "visitor", **fields: Any) -> Node:
        """Reply to a comment of a Discussion."""
        with self._changing():
            comment = self._state.nodes[comment_id]
            self._bump(comment["_thread"])
            author = a_person(by) if isinstance(by, str) else by
            reply = {"body": body, "author": author, **fields}
            return put_comment(self._state, comment["_thread"], reply, comment)

    def edit_comment(self, post_id: str, body: str, **fields: Any) -> Node:
        """Edit a comment or a reply."""
        with self._changing():
            return self._edit(self._state.nodes[post_id], {"body": body, **fields})

    def delete_comment(self, post_id: str, bumps: bool = True) -> None:
        """
        Delete a comment or a reply.

        A comment with replies stays as a tombstone. With `bumps=False` the thread's
        `updatedAt` stays too, as when GitHub purges an account.
        """
        with self._changing():
            comment = self._state.nodes[post_id]
            thread = comment["_thread"]
            if comment.get("isAnswer"):
                self._unmark(thread)
            if comment.get("replies"):
                now = self._state.clock.stamp()
                comment |= {"body": "", "bodyHTML": "", "author": None}
                comment |= {"deletedAt": now, "updatedAt": now, "reactionGroups": []}
            else:
                parent = comment.get("_reply_to")
                (parent["replies"] if parent else thread["comments"]).remove(comment)
                del self._state.nodes[post_id]
            if bumps:
                self._bump(thread)

    def hide(self, post_id: str, reason: str = "off-topic") -> None:
        """Minimise a comment, for GitHub's reasons: spam, abuse, off-topic, outdated, ..."""
        self._set(post_id, {"isMinimized": True, "minimizedReason": reason}, bumps=False)

    def unhide(self, post_id: str) -> None:
        """Show a minimised comment again."""
        self._set(post_id, {"isMinimized": False, "minimizedReason": None}, bumps=False)

    def lock(self, thread_id: str, reason: str | None = None) -> None:
        """Lock a thread, for a reason such as `TOO_HEATED`."""
        self._set(thread_id, {"locked": True, "activeLockReason": reason})

    def unlock(self, thread_id: str) -> None:
        """Unlock a thread."""
        self._set(thread_id, {"locked": False, "activeLockReason": None})

    def close(
        self,
        thread_id: str,
        reason: str | None = None,
        by: str = "ada",
        closer: Node | None = None,
    ) -> None:
        """Close a thread: an Issue as COMPLETED, a Discussion as RESOLVED, if nothing is said."""
        is_issue = self._state.nodes[thread_id]["__typename"] == ISSUE
        reason = reason or ("COMPLETED" if is_issue else "RESOLVED")
        state = {"state": "CLOSED"} if is_issue else {}
        closed = {"closed": True, "closedAt": self._state.clock.stamp(), "stateReason": reason}
        self._set(thread_id, closed | state)
        self._note(thread_id, "ClosedEvent", by, stateReason=reason, closer=closer)

    def reopen(self, thread_id: str, by: str = "ada") -> None:
        """Open a closed thread again."""
        is_issue = self._state.nodes[thread_id]["__typename"] == ISSUE
        state = {"state": "OPEN"} if is_issue else {}
        self._set(thread_id, {"closed": False, "closedAt": None, "stateReason": "REOPENED"} | state)
        self._note(thread_id, "ReopenedEvent", by, stateReason="REOPENED")

    def mark_duplicate(self, issue_id: str, of: str, by: str = "ada") -> None:
        """Say that an Issue repeats another one."""
        self._set(issue_id, {})
        self._note(issue_id, "MarkedAsDuplicateEvent", by, canonical=self._state.nodes[of])

    def label(self, thread_id: str, *names: str, color: str = "ededed", by: str = "ada") -> None:
        """Give a thread these labels and no others, known ones as they are."""
        with self._changing():
            thread = self._state.nodes[thread_id]
            repository: Repository = thread["_repository"]
            known = {label["name"]: label for label in repository.labels.values()}
            new = [known.get(name) or {"name": name, "color": color} for name in names]
            before = [label["name"] for label in thread["labels"]]
            set_labels(repository, thread, new)
            for kind, some, others in (
                ("UnlabeledEvent", before, names),
                ("LabeledEvent", names, before),
            ):
                for name in dict.fromkeys(some):
                    if name not in others:
                        self._note(thread_id, kind, by, label={"name": name})
            if thread["__typename"] == ISSUE:  # a Discussion was seen to keep its time
                self._bump(thread)

    def pin(self, thread_id: str) -> None:
        """Pin a thread."""
        with self._changing():
            pin_thread(self._state.nodes[thread_id])

    def unpin(self, thread_id: str) -> None:
        """Take a thread's pin away."""
        with self._changing():
            unpin_thread(self._state.nodes[thread_id])

    def mark_answer(self, comment_id: str, by: str = "visitor") -> None:
        """Mark a comment as the answer of its Discussion."""
        with self._changing():
            comment = self._state.nodes[comment_id]
            thread = comment["_thread"]
            self._unmark(thread)
            comment["isAnswer"] = True
            thread |= {"isAnswered": True, "answer": comment_id}
            thread["answerChosenAt"] = self._state.clock.stamp()
            thread["answerChosenBy"] = self._state.person(a_person(by))
            self._bump(thread)

    def unmark_answer(self, thread_id: str) -> None:
        """Leave a Discussion without an answer."""
        with self._changing():
            thread = self._state.nodes[thread_id]
            self._unmark(thread)
            self._bump(thread)

    def react(self, post_id: str, content: str = "THUMBS_UP", by: str = "visitor") -> None:
        """React to a post."""
        with self._changing():
            groups: list[Node] = self._state.nodes[post_id]["reactionGroups"]
            group = next((group for group in groups if group["content"] == content), None)
            if group is None:
                group = {"content": content, "totalCount": 0}
                groups.append(group)
            group["totalCount"] += 1
            user = self._state.person(a_person(by))
            reaction = {"user": user, "createdAt": self._state.clock.stamp()}
            group.setdefault("_reactions", []).append(reaction)

    def upvote(self, post_id: str, count: int = 1) -> None:
        """Upvote a Discussion or one of its comments."""
        votes = self._state.nodes[post_id]["upvoteCount"]
        self._set(post_id, {"upvoteCount": votes + count}, bumps=False)

    def rename_author(self, login: str, new_login: str) -> None:
        """Rename an account, wherever it wrote."""
        with self._changing():
            rename_person(self._state, login, new_login)

    def remove_author(self, login: str) -> None:
        """Delete an account: its posts stay, their author is null."""
        with self._changing():
            forget_person(self._state, login)

    def purge_author(self, login: str) -> None:
        """Let an account's comments vanish, with no change to any time, as GitHub does."""
        with self._changing():
            for post_id in comments_by(self._state, login):
                if post_id in self._state.nodes:
                    self.delete_comment(post_id, bumps=False)

    def break_node(self, post_id: str, message: str = "Something went wrong.") -> None:
        """Let a thread or comment fail wherever it is asked for; `mend_node` ends it."""
        self._set(post_id, {BROKEN: message}, bumps=False)

    def mend_node(self, post_id: str) -> None:
        """Let a broken thread or comment be read again."""
        with self._changing():
            del self._state.nodes[post_id][BROKEN]

    def add_repository(self, repository: str, **fields: Any) -> Node:
        """Make a repository, or set fields of one, as in `isArchived=True`."""
        with self._changing():
            return self._state.add_repository(*repository.split("/"), **fields).node

    def make_private(self, repository: str, hides: bool = False) -> None:
        """Make a repository private; with `hides` this token cannot see it any more."""
        with self._changing():
            found = self._state.repository_of(repository)
            found.node |= {"isPrivate": True, "visibility": "PRIVATE"}
            found.is_hidden = hides

    def rename_repository(self, repository: str, new_name: str) -> None:
        """Rename a repository to `owner/name`; its old name still leads to it."""
        with self._changing():
            found = self._state.repository_of(repository)
            old_url = found.node["url"]
            del self._state.repositories[found.full_name.lower()]
            self._state.old_names[found.full_name.lower()] = found
            found.rename(*new_name.split("/"))
            self._state.repositories[new_name.lower()] = found
            for thread in found.threads.values():
                for post in posts_of(thread):
                    post["url"] = post["url"].replace(f"{old_url}/", f"{found.node['url']}/")
            rename_works(found, old_url)

    def switch_off(self, repository: str, kind: str) -> None:
        """Switch a repository's Issues, or its Discussions, off."""
        self._switch(repository, kind, False)

    def switch_on(self, repository: str, kind: str) -> None:
        """Switch them on again."""
        self._switch(repository, kind, True)

    @contextmanager
    def _changing(self) -> Iterator[None]:
        with self._state.lock:
            yield
            for repository in self._state.repositories.values():
                repository.forget_orderings()

    def _set(self, post_id: str, fields: Node, bumps: bool = True) -> None:
        with self._changing():
            node = self._state.nodes[post_id]
            node |= fields
            if bumps:
                self._bump(node)

    def _note(self, thread_id: str, kind: str, by: str, **fields: Any) -> None:
        """Let an Issue keep what happened to it; a Discussion keeps nothing of it."""
        thread = self._state.nodes[thread_id]
        if thread["__typename"] == ISSUE:
            add_event(self._state, thread, kind, a_person(by), **fields)

    def _edit(self, post: Node, fields: Node) -> Node:
        now = self._state.clock.stamp()
        if fields.keys() & {"title", "body"}:
            post |= {"updatedAt": now, "bodyHTML": None}
        if "body" in fields:
            post |= {"lastEditedAt": now, "editor": post["author"]}
        post |= fields
        if "_thread" in post and "updatedAt" not in fields:
            self._bump(post["_thread"])
        return post

    def _bump(self, thread: Node) -> None:
        thread["updatedAt"] = self._state.clock.stamp()

    def _unmark(self, thread: Node) -> None:
        answer = self._state.nodes.get(thread["answer"])
        if answer is not None:
            answer["isAnswer"] = False
        thread |= {"isAnswered": False, "answer": None}
        thread |= {"answerChosenAt": None, "answerChosenBy": None}

    def _switch(self, repository: str, kind: str, is_on: bool) -> None:
        field = {ISSUE: "hasIssuesEnabled", DISCUSSION: "hasDiscussionsEnabled"}[kind]
        with self._changing():
            self._state.repository_of(repository).node[field] = is_on
