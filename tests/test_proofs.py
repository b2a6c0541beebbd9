"""What was done is proved by what a machine can follow, else it is claimed, or only said."""

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from builders import a_config, a_person, a_post, a_thread, on_day
from conversation_wall.records import MergedPull, Release, Thing, ThreadRecord, ThreadType, Trace
from conversation_wall.site.gathering import gather
from conversation_wall.wall.proofs import Grade, Proof
from scenes import a_store

COFFEE = "hollin/coffee"
CUPS = "hollin/cups"


def a_pull(
    number: int = 57, *, day: float = 5, source: str = COFFEE, body: str = "", title: str = "Lids"
) -> MergedPull:
    """Build a merged pull request."""
    url = f"https://github.com/{source}/pull/{number}"
    return MergedPull(source, number, title, url, on_day(day), "c" * 40, body)


def a_release(
    tag: str = "v1", *, day: float = 6, source: str = COFFEE, notes: str = "", early: bool = False
) -> Release:
    """Build a release; an `early` one is a preview of itself."""
    url = f"https://github.com/{source}/releases/tag/{tag}"
    return Release(source, tag, tag, url, on_day(day), notes, early)


def a_mention(
    number: int = 57, *, source: str = COFFEE, closes: bool = False, merged: float | None = 5
) -> Trace:
    """Build the trace that a pull request leaves in an Issue."""
    thing = _thing(number, source, None if merged is None else on_day(merged))
    return Trace("CrossReferencedEvent", on_day(4), a_person("ada"), closes=closes, thing=thing)


def a_closing(thing: Thing | None, *, day: float = 5) -> Trace:
    """Build the trace of closing."""
    return Trace("ClosedEvent", on_day(day), a_person("ada"), reason="COMPLETED", thing=thing)


def _thing(number: int, source: str, merged_at: datetime | None) -> Thing:
    url = f"https://github.com/{source}/pull/{number}"
    state = "MERGED" if merged_at else "OPEN"
    return Thing("PullRequest", url, number, "Lids", state, merged_at, "c" * 40)


def done(*words: str, **changes: Any) -> ThreadRecord:
    """Build a Discussion that is done, in these words of the team."""
    comments = [a_post(word, by="ada", day=7 + place) for place, word in enumerate(words)]
    return a_thread(**{"labels": ["done"], "comments": comments, **changes})


def done_issue(*traces: Trace, **changes: Any) -> ThreadRecord:
    """Build an Issue that is done, and what happened to it."""
    return a_thread(
        **{
            "type": ThreadType.ISSUE,
            "closed_on": 5,
            "reason": "COMPLETED",
            "labels": ["done"],
            "traces": traces,
            **changes,
        }
    )


def proofs(folder: Path, *records: ThreadRecord | MergedPull | Release) -> dict[int, Proof]:
    """Gather threads and works, and give the proofs by number."""
    threads = [each for each in records if isinstance(each, ThreadRecord)]
    works = [each for each in records if not isinstance(each, ThreadRecord)]
    with a_store(folder, threads, works) as store:
        found = gather(store, a_config(sources=[COFFEE, "ada/tables"])).deeds.proofs
    return {key.number: proof for key, proof in found.items()}


def drawn(proof: Proof) -> str:
    """Draw a proof in a line."""
    merged = proof.merged
    what = merged and (f"#{merged.number}" if merged.number else f"{(merged.commit or '')[:4]}")
    parts = (proof.grade.value, what, proof.release and proof.release.tag, proof.link)
    return " ".join(part for part in parts if part)


# Proved


@pytest.mark.parametrize(
    ("thread", "works"),
    [
        (done_issue(a_closing(_thing(57, COFFEE, on_day(5)))), []),
        (done_issue(a_mention(closes=True)), []),
        (done_issue(a_mention()), []),
        (done_issue(Trace("PullRequest", None, thing=_thing(57, COFFEE, on_day(5)))), []),
        (done("Done, in #57."), [a_pull()]),
        (done("Done: https://github.com/hollin/coffee/pull/57"), [a_pull()]),
        (done("New lids."), [a_pull(body="For #1.")]),
        (done("New lids."), [a_pull(title="Lids, for hollin/coffee#1")]),
    ],
    ids=["closer", "closing mention", "mention", "linked", "post", "address", "body", "title"],
)
def test_merged_and_released_is_proved(
    thread: ThreadRecord, works: list[MergedPull], tmp_path: Path
) -> None:
    """Whichever way leads there, from the thread or from the pull request."""
    (proof,) = proofs(tmp_path, thread, *works, a_release()).values()

    assert "proved #57 v1" == drawn(proof)


def test_commit_that_closed_is_followed_too(tmp_path: Path) -> None:
    """Not everybody works by pull requests."""
    url = f"https://github.com/{COFFEE}/commit/{'d' * 40}"
    commit = Thing("Commit", url, title="Lids", merge_commit="d" * 40)
    (proof,) = proofs(tmp_path, done_issue(a_closing(commit)), a_release()).values()

    assert "proved dddd v1" == drawn(proof)


def test_discussion_is_proved_by_the_issue_it_names(tmp_path: Path) -> None:
    """A question that became work is followed there, one step far."""
    issue = done_issue(a_closing(_thing(57, COFFEE, on_day(5))), number=2)
    found = proofs(tmp_path, done("Done, see #2."), issue, a_release())

    assert "proved #57 v1" == drawn(found[1])


@pytest.mark.parametrize(
    ("releases", "tag"),
    [
        ([a_release("v1", day=4), a_release("v2", day=6), a_release("v3", day=8)], "v2"),
        ([a_release("v2", day=6), a_release("v3", day=8, notes="New lids (#57)")], "v3"),
        ([a_release("v2", day=6, early=True), a_release("v3", day=8)], "v3"),
        ([a_release("v2", day=6, early=True)], "v2"),
        ([a_release("v2", day=6, source=CUPS), a_release("v3", day=8)], "v3"),
    ],
)
def test_release_is_the_first_that_holds_it(
    releases: list[Release], tag: str, tmp_path: Path
) -> None:
    """The first that names it; else the first after it; an early look only where there is no other."""
    (proof,) = proofs(tmp_path, done_issue(a_mention()), *releases).values()

    assert f"proved #57 {tag}" == drawn(proof)


# Claimed


def test_what_is_not_released_yet_is_claimed(tmp_path: Path) -> None:
    """It is merged; nobody has it."""
    (proof,) = proofs(tmp_path, done_issue(a_mention()), a_release(day=4)).values()

    assert "claimed #57" == drawn(proof)


@pytest.mark.parametrize(
    ("words", "grade"),
    [
        ("**Done.** New lids.", "claimed"),
        ("New lids: https://hollin.example/lids", "claimed https://hollin.example/lids"),
        ("New lids.", "said"),
    ],
)
def test_word_of_the_team_is_a_claim(words: str, grade: str, tmp_path: Path) -> None:
    """It says that it is done, or shows it; small talk before a label does neither."""
    (proof,) = proofs(tmp_path, done(words)).values()

    assert grade == drawn(proof)


def test_label_alone_is_only_said(tmp_path: Path) -> None:
    """Without a word there is nothing to believe."""
    assert Grade.SAID is proofs(tmp_path, done())[1].grade


# What is no proof


def test_work_of_strangers_proves_nothing(tmp_path: Path) -> None:
    """Anybody may name a thread in a pull request of their own; closing takes leave to do it."""
    mention = a_mention(source="mallory/coffee", closes=True)
    closed = done_issue(a_closing(_thing(8, "mallory/coffee", on_day(5))), number=2)
    found = proofs(tmp_path, done_issue(mention), closed, a_release())

    assert ["said", "claimed #8"] == [drawn(found[1]), drawn(found[2])]


def test_own_repository_of_code_may_be_another(tmp_path: Path) -> None:
    """A wall often stands apart from what it is about."""
    release = a_release(source=CUPS)
    (proof,) = proofs(tmp_path, done_issue(a_mention(source=CUPS)), release).values()

    assert "said" != proof.grade.value


def test_earlier_work_proves_nothing(tmp_path: Path) -> None:
    """What was merged before anybody said a word was not done because of it."""
    found = proofs(tmp_path, done("New lids.", day=6), a_pull(body="#1"), a_release())

    assert "said" == drawn(found[1])


def test_words_of_customers_prove_nothing(tmp_path: Path) -> None:
    """Nor do quotes in posts of the team."""
    comments = [
        a_post("Fixed by #57!", by="cara", day=6),
        a_post("> Fixed by #57!\n\nWe are on it.", by="ada", day=7),
    ]
    found = proofs(tmp_path, done(comments=comments), a_pull(), a_release())

    assert "said" == drawn(found[1])


def test_open_pull_request_proves_nothing(tmp_path: Path) -> None:
    """It may never be merged."""
    found = proofs(tmp_path, done_issue(a_mention(merged=None)), a_release())

    assert "said" == drawn(found[1])


def test_last_closing_counts(tmp_path: Path) -> None:
    """What closed it before it was opened again has not done it."""
    first = a_closing(_thing(57, COFFEE, on_day(2)), day=2)
    (proof,) = proofs(tmp_path, done_issue(first, a_closing(None)), a_release()).values()

    assert "said" == drawn(proof)


def test_only_what_is_done_is_proved(tmp_path: Path) -> None:
    """A merge alone makes nothing done: the team says so."""
    planned = a_thread(labels=["planned"])

    assert {} == proofs(tmp_path, planned, a_pull(body="#1"), a_release())
