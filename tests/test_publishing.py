"""What is shown."""

from dataclasses import replace

import pytest

from builders import a_category, a_config, a_post, a_thread
from conversation_wall.records import PostRecord
from conversation_wall.wall.model import Hidden
from conversation_wall.wall.publishing import hidden_posts, is_published, published_posts


@pytest.mark.parametrize(
    ("settings", "labels", "category", "expected"),
    [
        ({}, [], None, True),
        ({"publish": "approved"}, [], None, False),
        ({"publish": "approved"}, ["Approved"], None, True),
        ({"publish": "approved", "approved_label": "OK"}, ["ok"], None, True),
        ({"publish": "approved", "approved_label": "OK"}, ["approved"], None, False),
        ({"only": ["label:Public"]}, ["public"], None, True),
        ({"only": ["label:public", "category:tea"]}, [], "tea", True),
        ({"only": ["label:public", "category:tea"]}, ["bug"], "coffee", False),
        ({"except": ["label:secret"]}, ["SECRET"], None, False),
        ({"except": ["category:tea"]}, [], "tea", False),
        ({"except": ["category:tea"]}, [], "coffee", True),
        ({"only": ["label:public"], "except": ["label:secret"]}, ["public", "secret"], None, False),
    ],
)
def test_the_settings_say_which_threads_are_shown(
    settings: dict[str, object], labels: list[str], category: str | None, expected: bool
) -> None:
    """A thread needs the approving label if asked, one of `only`, and none of `except`."""
    thread = a_thread(labels=labels, category=category)

    assert expected == is_published(thread, a_config(**settings))


def test_categories_are_named_by_slug_or_name() -> None:
    """A category fits by its slug and by its name."""
    thread = replace(a_thread(), category=a_category("q-a", "Q&A"))

    assert is_published(thread, a_config(only=["category:Q&A"]))
    assert is_published(thread, a_config(only=["category:q-a"]))


def test_a_locked_thread_stays() -> None:
    """Locking takes nothing off the wall."""
    assert is_published(a_thread(locked=True), a_config())


@pytest.mark.parametrize("opening", [a_post(minimized="spam"), a_post(deleted_on=2)])
def test_without_its_opening_post_a_thread_is_not_shown(opening: PostRecord) -> None:
    """What GitHub hides or has deleted takes its thread along."""
    assert not is_published(a_thread(opening=opening), a_config())


def test_posts_stand_by_time() -> None:
    """Comments and replies are in order of time; at the same time, in GitHub's order."""
    reply = a_post("third", day=3)
    comments = [
        a_post("first", day=1, replies=[reply]),
        a_post("second", day=2),
        a_post("fourth", day=3),
        a_post("before its thread", day=-1),
    ]
    thread = a_thread("opening", comments=comments)

    expected = ["opening", "before its thread", "first", "second", "third", "fourth"]
    assert expected == [post.record.body for post in published_posts(thread)]


def test_replies_know_their_comment() -> None:
    """A reply names the comment it replies to; a comment names none."""
    thread = a_thread(comments=[a_post(id="C_1", replies=[a_post(day=2)])])

    assert [None, None, "C_1"] == [post.reply_to for post in published_posts(thread)]


@pytest.mark.parametrize(
    "comment", [a_post(minimized="abuse"), a_post("", deleted_on=3)], ids=["hidden", "deleted"]
)
def test_replies_outlive_their_comment(comment: PostRecord) -> None:
    """Replies of a comment that is hidden or deleted stay, as comments of their own."""
    replies = (a_post("stays", day=2),)
    thread = a_thread("opening", comments=[replace(comment, replies=replies)])

    posts = published_posts(thread)
    assert ["opening", "stays"] == [post.record.body for post in posts]
    assert [None, None] == [post.reply_to for post in posts]
    assert [0, 2] == [post.position for post in posts]


def test_hidden_posts_are_counted_by_reason() -> None:
    """What GitHub hides is counted by the reason it gives, comments and replies alike."""
    comments = [
        a_post(minimized="SPAM", replies=[a_post(minimized="spam"), a_post()]),
        a_post(minimized="OFF_TOPIC"),
        a_post(minimized=""),
    ]

    expected = (Hidden("off-topic", 1), Hidden("other", 1), Hidden("spam", 2))
    assert expected == hidden_posts(a_thread(comments=comments))
