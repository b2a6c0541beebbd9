"""By-lines and tags."""

import pytest

from conversation_wall.site.speakers import speaker_view, tag_view
from conversation_wall.wall.model import Role, Speaker, Status, Told


def a_speaker(name: str = "cara", role: Role = Role.CUSTOMER, title: str | None = None) -> Speaker:
    """Build a speaker."""
    return Speaker(role, name, name, title)


def test_customer_is_named_by_login() -> None:
    """No title, no note."""
    view = speaker_view(a_speaker())

    assert ("cara", False, None, None) == (view.name, view.is_team, view.title, view.note)


def test_team_has_its_title() -> None:
    """A badge comes from the roster alone."""
    view = speaker_view(a_speaker("Ada", Role.TEAM, "roaster"))

    assert ("Ada", True, "roaster") == (view.name, view.is_team, view.title)


def test_program_is_called_one() -> None:
    """Nobody takes a program for a person."""
    assert "a program" == speaker_view(a_speaker("helper", Role.BOT)).note


def test_deleted_account_is_not_named() -> None:
    """GitHub no longer says who it was."""
    assert "Someone who has left GitHub" == speaker_view(a_speaker("")).name


def test_told_elsewhere_is_the_customers() -> None:
    """Words that the team brought in stand under the customer's name."""
    view = speaker_view(a_speaker("ada", Role.TEAM), Told("Mrs Webb", "By e-mail", None))

    assert ("Mrs Webb", False, "by e-mail") == (view.name, view.is_team, view.note)


def test_told_by_nobody_is_a_customer() -> None:
    """Both fields may be empty."""
    view = speaker_view(a_speaker("ada", Role.TEAM), Told("", "", None))

    assert ("A customer", "elsewhere") == (view.name, view.note)


@pytest.mark.parametrize("name", ["\u202eada", "a\nda", "a\x00da"])
def test_names_are_one_clean_line(name: str) -> None:
    """A name cannot disturb its neighbours."""
    shown = speaker_view(a_speaker(name)).name

    assert shown.isprintable()


def test_waiting_has_no_tag() -> None:
    """The gap says it."""
    assert tag_view(Status.WAITING) is None


def test_every_other_status_has_a_tag() -> None:
    """Colour never speaks alone: each has a word. A gap or a note says the two without one."""
    untagged = (Status.WAITING, Status.WITHDRAWN)
    tags = [tag_view(status) for status in Status if status not in untagged]

    assert [] == [tag for tag in tags if tag is None or not tag.text]
    assert len(tags) == len({tag.key for tag in tags if tag})
