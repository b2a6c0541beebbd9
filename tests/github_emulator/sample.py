"""
Made-up conversations that hold what no public file has.

Minimised comments of several reasons, a tombstone, a poll, pins, an attachment, a
ghost, a bot, a duplicate, a lock, an edit: all invented, by nobody, about a kettle.
"""

from typing import Any

from .loading import put_thread
from .pages import Node
from .state import DISCUSSION, HOST, ISSUE, Repository, State, a_person

OWNER, NAME = "northwind-kettles", "feedback"
REPOSITORY = f"{OWNER}/{NAME}"
PICTURE = "0b6f1a52-7d3c-4a1e-9f58-2c4d6e8a9b10"

IDEAS: Node = {
    "id": "DIC_ideas",
    "name": "Ideas",
    "slug": "ideas",
    "emoji": ":bulb:",
    "emojiHTML": "<div>💡</div>",
    "isAnswerable": False,
}
QUESTIONS: Node = {
    "id": "DIC_questions",
    "name": "Q&A",
    "slug": "q-a",
    "emoji": ":pray:",
    "emojiHTML": "<div>🙏</div>",
    "isAnswerable": True,
}
POLLS: Node = IDEAS | {"id": "DIC_polls", "name": "Polls", "slug": "polls", "emoji": ":bar_chart:"}


def load_sample(state: State) -> Repository:
    """Put the sample's threads into their own repository."""
    repository = state.add_repository(OWNER, NAME, description="Tell us what is wrong with it")
    for number, thread in enumerate(_threads(), start=1):
        path = "issues" if thread["__typename"] == ISSUE else "discussions"
        thread["number"] = number
        thread["url"] = f"{HOST}/{REPOSITORY}/{path}/{number}"
        put_thread(state, repository, thread)
    return repository


def _threads() -> list[Node]:
    return [
        _thread(
            DISCUSSION,
            "The lid drips on my hand",
            f"Every time I pour. See ![lid](https://github.com/user-attachments/assets/{PICTURE}).",
            day=1,
            by="ines-m",
            id="D_sample_lid",
            category=QUESTIONS,
            isAnswered=True,
            answer="DC_sample_lid_answer",
            answerChosenAt=_at(3),
            answerChosenBy=a_person("ines-m"),
            upvoteCount=9,
            reactionGroups=[{"content": "THUMBS_UP", "totalCount": 4}],
            comments=[
                _post(
                    "Turn the lid until the arrow clicks. The next batch has a lip.",
                    day=2,
                    by="ada-northwind",
                    id="DC_sample_lid_answer",
                    isAnswer=True,
                    authorAssociation="OWNER",
                    replies=[
                        _post("That did it, thank you.", day=3, by="ines-m"),
                        _post("Buy cheap lids here", day=4, by="lid-deals", **_hidden("spam")),
                    ],
                ),
                _post("", day=4, by=None, deletedAt=_at(6), replies=[_post("Agreed.", day=5)]),
                _post("Written before I left.", day=5, by=None),
            ],
        ),
        _thread(
            DISCUSSION,
            "Which colour next?",
            "Vote!",
            day=2,
            by="ada-northwind",
            authorAssociation="OWNER",
            category=POLLS,
            poll={
                "question": "Which colour next?",
                "totalVoteCount": 41,
                "options": [
                    {"option": "Slate", "totalVoteCount": 25},
                    {"option": "Mustard", "totalVoteCount": 16},
                ],
            },
        ),
        _thread(
            ISSUE,
            "Base gets hot enough to mark `oak`",
            "It left a ring on the table.",
            day=3,
            by="tomasz-k",
            isPinned=True,
            milestone="Spring batch",
            labels=[{"name": "planned", "color": "0e8a16", "description": "We will do it"}],
            lastEditedAt=_at(4),
            comments=[
                _post("We add a cork ring in spring.", day=4, by="ada-northwind"),
                _post("Same as the old one?", day=5, **_hidden("outdated")),
                _post("Nobody asked you.", day=6, by="grump", **_hidden("abuse")),
            ],
        ),
        _thread(
            ISSUE,
            "Hot base again",
            "Mine too.",
            day=6,
            by="li-wei",
            state="CLOSED",
            closed=True,
            closedAt=_at(7),
            stateReason="DUPLICATE",
            locked=True,
            activeLockReason="RESOLVED",
            comments=[_post("Duplicate of #3.", day=7, by="kettle-bot", kind="Bot")],
        ),
    ]


def _thread(thread_kind: str, title: str, body: str, *, day: int, by: str, **fields: Any) -> Node:
    is_issue = thread_kind == ISSUE
    given: Node = {} if is_issue else {"category": IDEAS}
    return (
        _post(body, day=day, by=by) | {"__typename": thread_kind, "title": title} | given | fields
    )


def _post(
    body: str, *, day: int, by: str | None = "visitor", kind: str = "User", **rest: Any
) -> Node:
    times = {"createdAt": _at(day), "updatedAt": _at(day)}
    return {"body": body, "author": a_person(by, kind) if by else None, **times, **rest}


def _hidden(reason: str) -> Node:
    return {"isMinimized": True, "minimizedReason": reason}


def _at(day: int) -> str:
    return f"2026-10-{day:02}T09:00:00Z"
