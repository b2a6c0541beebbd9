"""
Random histories: what people do on GitHub, one act after another, by a seed.

    live(github, random, 30)    thirty acts, seconds to hours apart, on two repositories

After any history a sync must leave what a fresh full sync gives: see `sync_as_fresh`.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

from conversation_wall.config import Source
from conversation_wall.github.interchange import write_threads
from conversation_wall.github.sync import Options, State, Summary, sync
from conversation_wall.github.transport import GitHubTransport
from conversation_wall.store import Store
from github_emulator import Emulator
from github_emulator.state import a_person

REPOSITORIES = ("ada/lamps", "ada/chairs")
# Where threads go that leave the wall.
ELSEWHERE = "ada/attic"
ALL_LOOPS = Options()
SOURCES = tuple(map(Source, REPOSITORIES))
LOGINS = ("cara", "dora", "emil", "finn", "gwen")
TOKEN = "ghp_0123456789abcdefghijklmnopqrstuvwxyz"

Node = dict[str, Any]


class Life:
    """One emulated GitHub, and somebody who does things there at random."""

    def __init__(self, github: Emulator, random: Random) -> None:
        """Begin with a few threads in each repository."""
        self.github = github
        self.random = random
        for repository in (*REPOSITORIES, ELSEWHERE):
            github.changes.add_repository(repository)
        for _ in range(12):
            self._open()
            self._comment()

    def live(self, acts: int) -> None:
        """Do so many things, some in the same second, some hours apart."""
        for _ in range(acts):
            self.github.clock.move(seconds=self.random.choice((0, 0, 1, 30, 700, 9000)))
            self.random.choice(_ACTS)(self)

    def _threads(self, kind: str = "") -> list[Node]:
        return [
            thread
            for name in REPOSITORIES
            for thread in self.github.state.repository_of(name).threads.values()
            if thread["__typename"].startswith(kind)
        ]

    def _thread(self, kind: str = "") -> Node:
        threads = self._threads(kind)
        return self.random.choice(threads) if threads else self._open(kind)

    def _comments(self, kind: str = "") -> list[Node]:
        return [comment for thread in self._threads(kind) for comment in thread["comments"]]

    def _post(self, kind: str = "") -> Node:
        """Pick a comment or a reply; there is one, or it is made."""
        comments = self._comments(kind) or [self._comment(kind)]
        comment = self.random.choice(comments)
        return self.random.choice([comment, *comment.get("replies", ())])

    def _open(self, kind: str = "") -> Node:
        kind = kind or self.random.choice(("Issue", "Discussion"))
        return self.github.changes.add_thread(
            self.random.choice(REPOSITORIES),
            kind,
            title=self._words(),
            body=self._words(),
            author=None if self.random.random() < 0.1 else a_person(self._login()),
        )

    def _comment(self, kind: str = "") -> Node:
        thread = self._thread(kind)
        for _ in range(self.random.choice((1, 1, 1, 40))):
            comment = self.github.changes.add_comment(thread["id"], self._words(), self._login())
        return comment

    def _reply(self) -> None:
        comments = self._comments("Discussion") or [self._comment("Discussion")]
        comment = self.random.choice(comments)
        self.github.changes.add_reply(comment["id"], self._words(), self._login())

    def _delete(self) -> None:
        self.github.changes.delete_thread(self._thread()["id"])

    def _transfer(self) -> None:
        target = self.random.choice((*REPOSITORIES, ELSEWHERE))
        thread = self._thread()
        if thread["_repository"].full_name != target:
            self.github.changes.transfer(thread["id"], target)

    def _delete_post(self) -> None:
        self.github.changes.delete_comment(self._post()["id"], bumps=self.random.random() < 0.7)

    def _pull(self) -> None:
        """Open a pull request for a thread, or for none."""
        thread = self._thread()
        repository = thread["_repository"].full_name
        text = self.random.choice(("Fixes #%s", "For #%s", "Small things"))
        text = text % thread["number"] if "%" in text else text
        self.github.workshop.open_pull(repository, self._words(), text, self._login())

    def _pulls(self) -> list[Node]:
        names = (self.github.state.repository_of(name) for name in REPOSITORIES)
        return [pull for repository in names for pull in repository.pulls.values()]

    def _on_pull(self, act: Callable[[Node], object]) -> None:
        if pulls := self._pulls():
            act(self.random.choice(pulls))

    def _merge(self) -> None:
        self._on_pull(lambda pull: pull["mergedAt"] or self.github.workshop.merge(pull))

    def _edit_pull(self) -> None:
        text = f"Closes #{self._thread()['number']}"
        self._on_pull(lambda pull: self.github.workshop.edit_pull(pull, title="New", body=text))

    def _link(self) -> None:
        issue = self._thread("Issue")
        self._on_pull(lambda pull: self.github.workshop.link(pull, issue["id"]))

    def _release(self) -> None:
        tag = f"v{self.random.randrange(9)}"
        notes = f"For #{self._thread()['number']}"
        self.github.workshop.release(self.random.choice(REPOSITORIES), tag, notes)

    def _on_release(self, act: Callable[[Node], object]) -> None:
        names = (self.github.state.repository_of(name) for name in REPOSITORIES)
        if releases := [each for name in names for each in name.releases.values()]:
            act(self.random.choice(releases))

    def _repeat(self) -> None:
        one, other = self._thread("Issue"), self._thread("Issue")
        self.github.changes.mark_duplicate(one["id"], other["id"])

    def _mark(self) -> None:
        comment = self.random.choice(self._comments("Discussion") or [self._comment("Discussion")])
        self.github.changes.mark_answer(comment["id"], self._login())

    def _rename(self) -> None:
        login = self._login()
        self.github.changes.rename_author(login, f"{login[:4]}{self.random.randrange(99)}")

    def _words(self) -> str:
        return " ".join(self.random.choices(("hums", "warm", "ünd", "<b>", "😀", "@ada"), k=5))

    def _login(self) -> str:
        logins = {post["author"]["login"] for post in self._comments() if post["author"]}
        return self.random.choice(sorted(logins | set(LOGINS)))


def _on_thread(act: Callable[[Life, Node], object], kind: str = "") -> Callable[[Life], object]:
    return lambda life: act(life, life._thread(kind))


def _on_post(act: Callable[[Life, Node], object]) -> Callable[[Life], object]:
    return lambda life: act(life, life._post())


_ACTS: Sequence[Callable[[Life], object]] = (
    Life._open,
    Life._comment,
    Life._comment,
    Life._reply,
    Life._reply,
    Life._delete,
    Life._transfer,
    Life._delete_post,
    Life._mark,
    Life._rename,
    Life._pull,
    Life._pull,
    Life._merge,
    Life._merge,
    Life._edit_pull,
    Life._link,
    Life._release,
    Life._repeat,
    lambda life: life._on_release(life.github.workshop.delete_release),
    lambda life: life._on_release(lambda one: life.github.workshop.edit_release(one, name="New")),
    _on_thread(lambda life, thread: life.github.changes.convert(thread["id"]), "Issue"),
    _on_thread(lambda life, thread: life.github.changes.edit_thread(thread["id"], body="New.")),
    _on_thread(lambda life, thread: life.github.changes.edit_thread(thread["id"], title="New")),
    _on_thread(lambda life, thread: life.github.changes.close(thread["id"])),
    _on_thread(lambda life, thread: life.github.changes.reopen(thread["id"])),
    _on_thread(lambda life, thread: life.github.changes.lock(thread["id"], "SPAM")),
    _on_thread(lambda life, thread: life.github.changes.unlock(thread["id"])),
    _on_thread(lambda life, thread: life.github.changes.label(thread["id"], "bug", "done")),
    _on_thread(lambda life, thread: life.github.changes.label(thread["id"])),
    _on_thread(lambda life, thread: life.github.changes.pin(thread["id"])),
    _on_thread(lambda life, thread: life.github.changes.unpin(thread["id"])),
    _on_thread(lambda life, thread: life.github.changes.unmark_answer(thread["id"]), "Discussion"),
    _on_thread(lambda life, thread: life.github.changes.upvote(thread["id"]), "Discussion"),
    _on_post(lambda life, post: life.github.changes.edit_comment(post["id"], "Edited.")),
    _on_post(lambda life, post: life.github.changes.hide(post["id"])),
    _on_post(lambda life, post: life.github.changes.hide(post["id"], "spam")),
    _on_post(lambda life, post: life.github.changes.unhide(post["id"])),
    _on_post(lambda life, post: life.github.changes.react(post["id"], "HEART")),
    lambda life: life.github.changes.remove_author(life._login()),
    lambda life: life.github.changes.purge_author(life._login()),
)


def sync_all(store: Store, github: Emulator, options: Options = ALL_LOOPS) -> Summary:
    """Sync the repositories of a life, which may lose most of their few threads."""
    transport = GitHubTransport(TOKEN, github.url, sleep=lambda _: None)
    return sync(store, SOURCES, transport, replace(options, accept_shrink=True))


def sync_to_the_end(store: Store, github: Emulator, max_points: int) -> int:
    """Sync in runs of so many points until one is complete; give how many it took."""
    for run in range(1, 1000):
        summary = sync_all(store, github, Options(max_points=max_points))
        if summary.state is State.COMPLETE:
            return run
    raise AssertionError("A thousand runs did not come to the end.")


def exported(store: Store) -> bytes:
    """Give the bytes of an export."""
    path = store.path.with_suffix(".ndjson")
    write_threads(path, store.load_threads(), (*store.load_pulls(), *store.load_releases()))
    return path.read_bytes()


def exported_afresh(github: Emulator, folder: Path) -> bytes:
    """Give the bytes of an export after a first sync into an empty store."""
    path = folder / "fresh.sqlite3"
    path.unlink(missing_ok=True)
    with Store.open(path, create=True) as store:
        sync_all(store, github)
        return exported(store)
