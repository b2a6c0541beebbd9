"""Connections over the small collections of a repository, and the makers of their resolvers."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from .pages import Info, Node, cut_listed, read_bounds

if TYPE_CHECKING:
    from .state import Repository

Resolver = Callable[..., Any]


def resolve_owned(source: Node, info: Info, **arguments: Any) -> Node:
    """Give the repositories that a login owns: here, all there are."""
    repositories = info.context.state.repositories.values()
    nodes = [each.node for each in repositories if not each.is_hidden]
    return cut_listed(nodes, read_bounds(info, arguments), _id_of)


def listed(collection: str) -> Resolver:
    """Make the resolver of a connection over one of a repository's small collections."""

    def resolve(source: Node, info: Info, **arguments: Any) -> Node:
        items = list(getattr(source["_repository"], collection).values())
        order = arguments.get("orderBy")
        if order and order["field"] == "NAME":
            items.sort(key=lambda item: item["name"], reverse=order["direction"] == "DESC")
        return cut_listed(items, read_bounds(info, arguments), _id_of)

    return resolve


def one_of(collection: str, field: str) -> Resolver:
    """Make the resolver that picks one of a collection by a field."""

    def resolve(source: Node, info: Info, **arguments: Any) -> Node | None:
        items: list[Node] = list(getattr(source["_repository"], collection).values())
        return next((item for item in items if item[field] == arguments[field]), None)

    return resolve


def pins(kind: str) -> Resolver:
    """Make the resolver of the pinned Issues, or Discussions."""
    field = kind.lower()

    def resolve(source: Node, info: Info, **arguments: Any) -> Node:
        repository: Repository = source["_repository"]
        pinned = [
            {
                "__typename": f"Pinned{kind}",
                "id": f"P{thread['id']}",
                field: thread,
                "pinnedBy": repository.node["owner"],
                "createdAt": thread["createdAt"],
                "updatedAt": thread["updatedAt"],
                "pattern": "DOT",
                "repository": repository.node,
            }
            for thread in repository.pins
            if thread["__typename"] == kind
        ]
        return cut_listed(pinned, read_bounds(info, arguments), _id_of)

    return resolve


def _id_of(item: Node) -> str:
    return str(item["id"])
