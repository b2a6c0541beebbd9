"""
Made-up conversations, as many as wanted: the same for a seed, on every machine.

    make(Plan(10_000)) ─→ nodes in the form that `wall import` and the emulated GitHub read

Their sizes are those of real ones: an opening post of some 890 characters, comments of
408, six to a thread on the average, a few threads with a hundred and more; code, lists,
links, labels, statuses, answers, people who came once and a team of four.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from math import log
from pathlib import Path
from random import Random
from typing import Any
from zlib import crc32

Node = dict[str, Any]

REPOSITORY = "northwind/kettles"
TEAM = ("ada-nw", "lin-nw", "omar-nw", "ruth-nw")
FIRST_DAY = datetime(2021, 11, 1, 9, tzinfo=UTC)
LAST_DAY = datetime(2026, 11, 1, 9, tzinfo=UTC)
NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)

_BODY, _COMMENT = 890, 408
# The last paragraph goes beyond what was meant.
_HALF_A_PART = 90
# With this spread 5 % of the threads have more than 20 comments and 0.1 % more than 100.
_SPREAD = 1.1
_TEXT = (
    "the kettle boils slow base gets warm lid drips when pour water handle loose after week "
    "light stays on green red button click twice and then nothing happens at all with my old "
    "one it was quiet this hums filter full of lime cable short for kitchen shelf we bought two "
    "sent back shop said wait answer please look at picture below thank you for telling us can "
    "reproduce here only tea never coffee morning cold half minute thermometer shows ninety four "
    "degrees instead hundred would be good to have an option could somebody explain why manual "
    "page seven says otherwise firmware update fixed broke again since version three"
)
_WORDS = _TEXT.split()
_CODE = "```python\nfor step in range({steps}):\n    heat(step)  # {word}\n    wait(0.5)\n```"
_PART_WEIGHTS = (70, 8, 8, 8, 6)
_KINDS = ("bug", "enhancement", "question", "praise")
_STATUSES = ("planned", "started", "done", "declined")
_TOPICS = ("lid", "base", "filter", "display", "delivery", "manual")
_CATEGORIES = (("Problems", "problems"), ("Ideas", "ideas"), ("Q&A", "q-a"))


@dataclass(frozen=True, slots=True)
class Plan:
    """
    How many conversations, of which type, and how much in each.

    `comments` is their average; of a Discussion's comments `replied` have replies below them.
    `first` is the number of the first, since Issues and Discussions share one series.
    """

    threads: int
    type: str = "Issue"
    comments: float = 6
    replied: float = 0.5
    repository: str = REPOSITORY
    seed: int = 1
    first: int = 1


def make(plan: Plan) -> Iterator[Node]:
    """Make them one after another, the oldest first."""
    step = (LAST_DAY - FIRST_DAY) / max(1, plan.threads)
    for place, number in enumerate(range(plan.first, plan.first + plan.threads), start=1):
        # A seed for each, so that a thread's words are the same however many there are.
        yield _thread(plan, Random(f"{plan.seed}/{number}"), number, FIRST_DAY + place * step)


def write(path: Path, nodes: Iterable[Node]) -> None:
    """Write them to a file, one a line."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for node in nodes:
            file.write(json.dumps(node, separators=(",", ":")) + "\n")


def _thread(plan: Plan, random: Random, number: int, at: datetime) -> Node:
    is_issue = plan.type == "Issue"
    path = "issues" if is_issue else "discussions"
    url = f"https://github.com/{plan.repository}/{path}/{number}"
    made = _Maker(plan, random, url, at, number)
    opening = made.post(_BODY, _customer(random, plan.threads), "")
    count = round(random.lognormvariate(log(max(plan.comments, 0.01)) - _SPREAD**2 / 2, _SPREAD))
    comments = [made.comment(opening["author"]["login"]) for _ in range(count)]
    status = random.choice(_STATUSES) if _happens(random, 0.4) else None
    is_closed = status in ("done", "declined")
    kind = random.choice(_KINDS)
    names = [kind if is_issue else random.choice(_TOPICS), status, random.choice(_TOPICS)]
    node = {
        "__typename": plan.type,
        **opening,
        "number": number,
        "title": made.words(40).capitalize(),
        "locked": _happens(random, 0.01),
        "activeLockReason": None,
        "closed": is_closed,
        "closedAt": _text(made.at) if is_closed else None,
        "stateReason": None,
        "labels": [_label(name) for name in dict.fromkeys(names) if name],
        "comments": comments,
        "updatedAt": _text(made.at),
    }
    if is_issue:
        reason = {"done": "COMPLETED", "declined": "NOT_PLANNED"}.get(status or "")
        state = "CLOSED" if is_closed else "OPEN"
        return node | {"state": state, "stateReason": reason, "isPinned": False, "milestone": None}
    return node | _of_a_discussion(random, comments)


def _of_a_discussion(random: Random, comments: list[Node]) -> Node:
    name, slug = random.choice(_CATEGORIES)
    by_team = [comment for comment in comments if comment["authorAssociation"] == "MEMBER"]
    answer = by_team[0] if by_team and _happens(random, 0.6) else None
    if answer:
        answer["isAnswer"] = True
    return {
        "category": {
            "id": f"DIC_{slug}",
            "name": name,
            "slug": slug,
            "emoji": ":speech_balloon:",
            "emojiHTML": None,
            "isAnswerable": True,
        },
        "isAnswered": answer is not None,
        "answer": answer and answer["id"],
        "answerChosenAt": answer and answer["createdAt"],
        "answerChosenBy": answer and answer["author"],
        "upvoteCount": random.choice((0, 1, 1, 3)),
    }


class _Maker:
    """Makes the posts of one thread, each some hours after the one before."""

    def __init__(self, plan: Plan, random: Random, url: str, at: datetime, number: int) -> None:
        self._plan, self._random, self._url, self.at = plan, random, url, at
        self._number, self._count = number, 0
        self._prefix = "" if plan.type == "Issue" else "D"

    def post(self, size: int, login: str, what: str) -> Node:
        """Make a post; `what` is empty for the opening one."""
        random, number = self._random, self._number * 10_000 + self._count
        self._count += 1
        stamp = _text(self.at)
        url = f"{self._url}#{'discussion' if self._prefix else 'issue'}comment-{number}"
        return {
            "id": f"{what or self._plan.type[0]}_made{number}",
            "databaseId": number % 2**31,
            "url": url if what else self._url,
            "createdAt": stamp,
            "updatedAt": stamp,
            "lastEditedAt": stamp if _happens(random, 0.1) else None,
            # The account of some was deleted since.
            "author": None if what and _happens(random, 0.02) else _person(login),
            "authorAssociation": "MEMBER" if login in TEAM else "NONE",
            "body": self._body(size),
            "bodyHTML": None,
            "reactionGroups": [{"content": "THUMBS_UP", "totalCount": random.randrange(1, 9)}]
            if _happens(random, 0.1)
            else [],
        }

    def comment(self, opener: str) -> Node:
        """Make a comment: of the team, of the opener, or of somebody else."""
        node = self._below(opener, f"{self._prefix}C" if self._prefix else "IC")
        if self._prefix:
            is_replied = _happens(self._random, self._plan.replied)
            count = self._random.choice((1, 1, 1, 2)) if is_replied else 0
            node["replies"] = [self._below(opener, "DC") for _ in range(count)]
        return node

    def _below(self, opener: str, what: str) -> Node:
        random = self._random
        self.at += min(timedelta(hours=random.expovariate(1 / 30)), (NOW - self.at) / 50)
        login = random.choice((random.choice(TEAM), opener, _customer(random, self._plan.threads)))
        node = self.post(_COMMENT, login, what)
        is_hidden = _happens(random, 0.005)
        node |= {"isMinimized": is_hidden, "minimizedReason": "spam" if is_hidden else None}
        extra = {"isAnswer": False, "upvoteCount": 0, "deletedAt": None} if self._prefix else {}
        return node | extra

    def words(self, size: int) -> str:
        """Give so many characters of words, more or less."""
        return " ".join(self._random.choices(_WORDS, k=max(1, round(size / 5.1))))

    def _body(self, mean: int) -> str:
        """Give paragraphs, and among them code, a list, a link or a mention."""
        random = self._random
        size = mean * (0.25 + random.expovariate(1 / 0.75)) - _HALF_A_PART
        text = self._part()
        while len(text) < size:
            text += f"\n\n{self._part()}"
        return text

    def _part(self) -> str:
        random = self._random
        text = f"{self.words(random.randrange(60, 260)).capitalize()}."
        match random.choices(("plain", "code", "list", "link", "mention"), _PART_WEIGHTS)[0]:
            case "code":
                return _CODE.format(steps=random.randrange(90), word=random.choice(_WORDS))
            case "list":
                return "\n".join(f"- {self.words(30)}" for _ in range(random.randrange(2, 5)))
            case "link":
                return f"{text} See [the manual](https://example.com/{random.randrange(99)})."
            case "mention":
                return f"@{random.choice(TEAM)} {text} **Like** #{random.randint(1, self._number)}?"
        return text


def _customer(random: Random, threads: int) -> str:
    """Name a customer; of two threads about three people came."""
    return f"guest-{random.randrange(max(3, threads * 3 // 2))}"


def _label(name: str) -> Node:
    return {"name": name, "color": "ededed", "description": None}


def _happens(random: Random, share: float) -> bool:
    return random.random() < share


def _person(login: str) -> Node:
    number = crc32(login.encode()) % 2**31
    return {
        "__typename": "User",
        "login": login,
        "avatarUrl": f"https://avatars.example.com/u/{number}?v=4",
        "url": f"https://github.com/{login}",
        "databaseId": number,
    }


def _text(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")
