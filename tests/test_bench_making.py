"""The conversations that a bench makes up are the same for a seed, and like real ones in size."""

from dataclasses import replace
from pathlib import Path

import pytest

from bench.making import Plan, make, write
from conversation_wall.github.interchange import read_threads

SOME = Plan(600)


@pytest.mark.parametrize("kind", ["Issue", "Discussion"])
def test_same_seed_makes_the_same(kind: str) -> None:
    """Two machines measure the same; another seed makes other conversations."""
    plan = Plan(20, kind)

    assert list(make(plan)) == list(make(plan))
    assert list(make(plan)) != list(make(replace(plan, seed=2)))


@pytest.mark.parametrize("kind", ["Issue", "Discussion"])
def test_made_threads_are_read_as_any(kind: str, tmp_path: Path) -> None:
    """What is made up is in the form that `wall import` reads, every id once."""
    file = tmp_path / "threads.ndjson"
    write(file, make(Plan(50, kind)))

    threads = list(read_threads(file))

    ids = [post.id for thread in threads for post in thread.posts]
    assert list(range(1, 51)) == [thread.number for thread in threads]
    assert len(ids) == len(set(ids))


def test_sizes_are_those_of_real_conversations() -> None:
    """Six comments on the average, of 408 characters below 890, and a few long threads."""
    threads = list(make(SOME))
    comments = [comment for thread in threads for comment in thread["comments"]]

    assert 6 == pytest.approx(len(comments) / len(threads), rel=0.1)
    assert 890 == pytest.approx(sum(len(each["body"]) for each in threads) / len(threads), rel=0.1)
    assert 408 == pytest.approx(
        sum(len(each["body"]) for each in comments) / len(comments), rel=0.1
    )
    assert 50 < max(len(thread["comments"]) for thread in threads)


def test_only_discussions_have_replies_and_answers() -> None:
    """Half of a Discussion's comments are replied to, and some answer it."""
    threads = list(make(replace(SOME, type="Discussion")))
    comments = [comment for thread in threads for comment in thread["comments"]]
    marked = [comment["id"] for comment in comments if comment["isAnswer"]]

    assert 0.5 == pytest.approx(sum(bool(one["replies"]) for one in comments) / len(comments), 0.1)
    assert marked == [thread["answer"] for thread in threads if thread["answer"]] != []
