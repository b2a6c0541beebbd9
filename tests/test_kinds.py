"""What a thread is and what it is about."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import a_category, a_config, a_thread
from conversation_wall.wall.kinds import kind_of, slug_of, topics_of
from conversation_wall.wall.model import Kind, Role, Topic


@pytest.mark.parametrize(
    ("category", "labels", "expected"),
    [
        ("ideas", [], Kind.IDEA),
        ("q-a", [], Kind.QUESTION),
        ("kind-words", [], Kind.PRAISE),
        (None, ["Bug"], Kind.PROBLEM),
        (None, ["coffee", "question", "bug"], Kind.QUESTION),
        ("ideas", ["bug"], Kind.IDEA),
        ("tea", ["enhancement"], Kind.IDEA),
        ("tea", ["coffee"], Kind.PROBLEM),
        (None, [], Kind.PROBLEM),
    ],
)
def test_the_kind_is_chosen_by_category_then_label(
    category: str | None, labels: list[str], expected: Kind
) -> None:
    """The category decides, then the first label that a rule names, then the default."""
    thread = a_thread(category=category, labels=labels)

    assert expected == kind_of(thread, Role.CUSTOMER, a_config())


def test_the_owner_adds_rules() -> None:
    """`WALL_KINDS` names categories by slug or by name, and labels, in any case."""
    config = a_config(kinds={"category:Tea & cake": "idea", "label:Cold": "praise"})
    by_name = replace(a_thread(), category=a_category("tea-cake", "Tea & Cake"))

    assert Kind.IDEA == kind_of(by_name, Role.CUSTOMER, config)
    assert Kind.PRAISE == kind_of(a_thread(labels=["COLD"]), Role.CUSTOMER, config)


@pytest.mark.parametrize("opener", [Role.TEAM, Role.BOT])
def test_what_the_business_opens_is_an_announcement(opener: Role) -> None:
    """A thread opened by the team or a program is an announcement, whatever its category."""
    assert Kind.ANNOUNCEMENT == kind_of(a_thread(category="ideas"), opener, a_config())


def test_a_customer_announces_nothing() -> None:
    """A customer's thread in the category of announcements has the default kind."""
    thread = a_thread(category="announcements")

    assert Kind.IDEA == kind_of(thread, Role.CUSTOMER, a_config(default_kind="idea"))


def test_topics_are_what_no_rule_names() -> None:
    """Labels and a category are topics, unless they say kind, status, approval or filter."""
    config = a_config(only=["label:public"], except_=["label:secret"])
    labels = ["Opening hours", "bug", "planned", "Approved", "Public", "opening-hours", "milk"]
    thread = a_thread(labels=labels, category="tea")

    expected = (
        Topic("Opening hours", "opening-hours"),
        Topic("milk", "milk"),
        Topic("Tea", "tea"),
    )
    assert expected == topics_of(thread, config)


@pytest.mark.parametrize("category", ["general", "ideas", None])
def test_some_categories_are_no_topic(category: str | None) -> None:
    """A category that is a kind, and GitHub's General, are no topics."""
    assert () == topics_of(a_thread(category=category), a_config())


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Coffee Beans", "coffee-beans"),
        ("  coffee   beans ", "coffee-beans"),
        ("coffee-beans", "coffee-beans"),
        ("C", "c"),
        ("a" * 60, "a" * 60),
    ],
)
def test_a_plain_name_is_its_own_slug(name: str, expected: str) -> None:
    """Case, spaces and hyphens make no other topic."""
    assert expected == slug_of(name)


def test_a_slug_that_loses_something_has_a_hash() -> None:
    """Names that would meet in one address are kept apart, whatever else the wall holds."""
    names = [
        "c",
        "c++",
        "c#",
        "ç",
        "咖啡",
        "茶",
        "☕",
        "",
        "a" * 61,
        "a" * 62,
        "area: tea",
        "area/tea",
    ]
    slugs = [slug_of(name) for name in names]

    assert len(names) == len(set(slugs))
    assert slug_of("C++") == slug_of("c++")
    assert slug_of(slug_of("c++")) != slug_of("c++")


@pytest.mark.parametrize("name", ["CON", "aux", "Nul", "com1", "LPT9"])
def test_no_slug_is_a_name_that_windows_keeps_for_itself(name: str) -> None:
    """No folder can be called so there, and a wall can be built anywhere."""
    assert re.fullmatch(f"{name.lower()}-[0-9a-f]{{8}}", slug_of(name))


@given(st.text(max_size=80))
def test_every_name_has_a_slug_for_an_address(name: str) -> None:
    """A slug is made of 1 to 60 of a-z, 0-9 and hyphens."""
    slug = slug_of(name)

    assert 1 <= len(slug) <= 60
    assert set(slug) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
