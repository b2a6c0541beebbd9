"""An account in GitHub's JSON, read and written."""

from ..records import GHOST, PersonRecord
from .values import Node, a_number, a_text, an_object, maybe, required


def parse_person(value: object) -> PersonRecord:
    """Make a record of an account; GitHub gives none where it was deleted. Raises `NotAThread`."""
    if not value:
        return GHOST
    node = an_object(value, "an author")
    return PersonRecord(
        typename=maybe(node, "__typename", a_text) or "User",
        login=required(node, "login", a_text, "an author"),
        avatar_url=maybe(node, "avatarUrl", a_text) or "",
        url=maybe(node, "url", a_text) or "",
        database_id=maybe(node, "databaseId", a_number),
    )


def person_node(person: PersonRecord | None) -> Node | None:
    """Write an account as GitHub's node; `databaseId` stands only where it is known."""
    if person is None or person is GHOST:
        return None
    node: Node = {
        "__typename": person.typename,
        "login": person.login,
        "avatarUrl": person.avatar_url,
        "url": person.url,
    }
    return node if person.database_id is None else node | {"databaseId": person.database_id}
