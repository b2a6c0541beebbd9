"""
What a field answers for which the emulator has no resolver.

    in the dict → its value
    absent or null, nullable by the schema → null
    absent or null, not nullable → a plain value of the type, or an error naming the field

Plain values are given only where they say "nothing": false, 0, "", an empty list or
connection. An enum, an id or an object has no such value, so asking for one fails.
"""

import html
import zlib
from typing import Any
from urllib.parse import urlsplit

from graphql import (
    GraphQLError,
    GraphQLList,
    GraphQLNonNull,
    GraphQLScalarType,
    get_named_type,
)

from .pages import EDGES, Info, Node, cut_listed, read_bounds
from .state import HOST, LONG_AGO, node_id

PLAIN_VALUES: Node = {
    "Boolean": False,
    "Int": 0,
    "Float": 0.0,
    "String": "",
    "HTML": "",
    "BigInt": "0",
}


def resolve_default(source: Node, info: Info, **arguments: Any) -> Any:
    """Read a field out of its dict; this runs for nearly every field of an answer."""
    value = source.get(info.field_name)
    if value is None and isinstance(info.return_type, GraphQLNonNull):
        return _plain_value(source, info, arguments)
    if value is None and info.field_name == "edges" and EDGES in source:
        return source[EDGES]()
    return value


def resolve_type(source: Node, *_: Any) -> str:
    """Name the object type of a dict behind an interface or a union."""
    return str(source.get("__typename") or source["_typename"])


def resolve_body_text(source: Node, info: Info, **_: Any) -> str:
    """Give the text without markup, where it was loaded; else the body as it is."""
    return str(source.get("bodyText") or source.get("body") or "")


def resolve_title_html(source: Node, info: Info, **_: Any) -> str:
    """Give the title as HTML: escaped, with code between back-ticks."""
    parts = html.escape(source.get("title", ""), quote=False).split("`")
    if len(parts) % 2 == 0:
        return "`".join(parts)
    return "".join(f"<code>{part}</code>" if n % 2 else part for n, part in enumerate(parts))


def resolve_published_at(source: Node, info: Info, **_: Any) -> Any:
    """Give the time of publishing; posts that say nothing of it were never drafts."""
    return source.get("publishedAt", source["createdAt"])


def resolve_created_edit(source: Node, info: Info, **_: Any) -> bool:
    """Tell whether the post has a history of edits."""
    return bool(source.get("includesCreatedEdit", source.get("lastEditedAt")))


def resolve_person_id(source: Node, info: Info, **_: Any) -> str:
    """Give an account's node id, made from its login where none was loaded."""
    return source.get("id") or node_id("U_kgDO", zlib.crc32(source["login"].encode()))


def _plain_value(source: Node, info: Info, arguments: Node) -> Any:
    inner = info.return_type.of_type  # type: ignore[union-attr]
    named = get_named_type(info.return_type)
    if isinstance(inner, GraphQLList):
        return []
    if named.name.endswith("Connection"):
        return cut_listed([], read_bounds(info, arguments), str)
    if isinstance(named, GraphQLScalarType):
        if named.name in PLAIN_VALUES:
            return PLAIN_VALUES[named.name]
        if named.name == "URI":
            return _address(source, info.field_name)
        if named.name == "DateTime":
            return source.get("createdAt") or LONG_AGO
    raise GraphQLError(
        f"The emulator cannot answer {info.parent_type.name}.{info.field_name}, "
        f"which GitHub's schema never leaves null ({info.return_type}). "
        "Teach it in github_emulator/resolvers.py."
    )


def _address(source: Node, field_name: str) -> str:
    url = str(source.get("url") or HOST)
    return urlsplit(url).path or "/" if field_name.endswith("Path") else url
