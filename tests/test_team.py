"""Who speaks: the business, a customer, or a program."""

from dataclasses import replace

import pytest

from builders import a_config, a_person, on_day
from conversation_wall.records import GHOST, PersonRecord
from conversation_wall.wall.model import Role, Speaker
from conversation_wall.wall.team import speaker_of

ADA = {"name": "Ada", "role": "baker", "from": "2025-02-01", "until": "2025-03-31", "id": 7}


def role_of(
    author: PersonRecord, *, day: float = 0, association: str = "NONE", **settings: object
) -> Role:
    """Give the side on which somebody stands."""
    return speaker_of(author, association, on_day(day), a_config(**settings)).role


def test_the_team_speaks_by_its_public_names() -> None:
    """Somebody on the roster is shown by the roster's name and role."""
    config = a_config(team={"ada": {"name": "Ada", "role": "baker"}})

    speaker = speaker_of(a_person("Ada"), "NONE", on_day(0), config)

    expected = Speaker(Role.TEAM, "Ada", "Ada", title="baker", url="https://github.com/Ada")
    assert expected == speaker


def test_a_customer_speaks_by_their_login() -> None:
    """Somebody who is not on the roster is a customer, named by their login."""
    speaker = speaker_of(a_person("cara"), "NONE", on_day(0), a_config())

    assert Speaker(Role.CUSTOMER, "cara", "cara", url="https://github.com/cara") == speaker


@pytest.mark.parametrize(
    ("day", "role"),
    [(30.9, Role.CUSTOMER), (31, Role.TEAM), (89.9, Role.TEAM), (90, Role.CUSTOMER)],
)
def test_the_roster_has_dates(day: float, role: Role) -> None:
    """A post is the team's from the first day to the last one, in UTC, both included."""
    assert role == role_of(a_person("ada", database_id=7), day=day, team={"ada": ADA})


def test_a_registered_again_login_is_nobody() -> None:
    """An account with the login of the team but another number is a customer (T9)."""
    assert Role.CUSTOMER == role_of(a_person("ada", database_id=8), day=40, team={"ada": ADA})


def test_old_records_have_no_number() -> None:
    """A record without an account's number is trusted by its login."""
    assert Role.TEAM == role_of(a_person("ada", database_id=None), day=40, team={"ada": ADA})


@pytest.mark.parametrize("association", ["OWNER", "MEMBER", "COLLABORATOR", "CONTRIBUTOR"])
def test_a_roster_leaves_nothing_to_associations(association: str) -> None:
    """With a roster, GitHub's association makes nobody team (T9)."""
    assert Role.CUSTOMER == role_of(a_person("mallory"), association=association)


@pytest.mark.parametrize(
    ("association", "role"),
    [
        ("OWNER", Role.TEAM),
        ("MEMBER", Role.TEAM),
        ("COLLABORATOR", Role.TEAM),
        ("CONTRIBUTOR", Role.CUSTOMER),
        ("FIRST_TIMER", Role.CUSTOMER),
        ("NONE", Role.CUSTOMER),
    ],
)
def test_without_a_roster_associations_count(association: str, role: Role) -> None:
    """Without a roster owners, members and collaborators are team; contributors are not."""
    assert role == role_of(a_person("eve"), association=association, team=[])


@pytest.mark.parametrize(
    "author",
    [
        a_person("helper", typename="Bot"),
        a_person("helper[bot]"),
        a_person("Machine"),
        a_person("ada", typename="Bot"),
    ],
)
def test_programs_are_neither_side(author: PersonRecord) -> None:
    """A program is known by its type, its login or the settings, and is never team (T9)."""
    assert Role.BOT == role_of(author, bots=["machine"], association="MEMBER")


def test_a_deleted_account_is_a_customer_without_a_name() -> None:
    """A ghost gets no badge, whatever its association was (T9)."""
    speaker = speaker_of(GHOST, "OWNER", on_day(0), a_config(team=[]))

    assert Speaker(Role.CUSTOMER, "", "") == speaker


@pytest.mark.parametrize("url", ["javascript:alert(1)", "http://example.com/cara", ""])
def test_only_secure_addresses_lead_to_people(url: str) -> None:
    """An author's address is kept where it begins with https://."""
    author = replace(a_person("cara"), url=url)

    assert speaker_of(author, "NONE", on_day(0), a_config()).url is None
