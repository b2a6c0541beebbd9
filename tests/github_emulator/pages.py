"""
One page of a connection: nodes, edges, pageInfo and totalCount, by GitHub's rules.

    items + bounds ─check→ start, end ─cut→ page

Two kinds of list: a sorted one (threads, comments), where a cursor's place is found
by its key even when its item is gone; and a short listed one (labels, options),
where the item itself is looked for.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from graphql import (
    FieldNode,
    FragmentSpreadNode,
    GraphQLError,
    GraphQLResolveInfo,
    InlineFragmentNode,
    SelectionSetNode,
)

from .cursors import CursorError, Key, decode_cursor, encode_cursor

Node = dict[str, Any]
Info = GraphQLResolveInfo[Any]

LARGEST_PAGE = 100
BROKEN = "_broken"  # an item's error, given in its place
EDGES = "_edges"  # made only when asked for


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a query asked of a connection."""

    first: int | None = None
    last: int | None = None
    after: str | None = None
    before: str | None = None


@dataclass(frozen=True, slots=True)
class Ordering:
    """Items in the order asked for, and their keys, always ascending."""

    items: Sequence[Node]
    keys: Sequence[Key]
    is_descending: bool = False

    def place_after(self, key: Key) -> int:
        """Give the index of the first item that comes after a key."""
        if self.is_descending:
            return len(self.keys) - bisect_left(self.keys, key)
        return bisect_right(self.keys, key)

    def place_before(self, key: Key) -> int:
        """Give the index behind the last item that comes before a key."""
        if self.is_descending:
            return len(self.keys) - bisect_right(self.keys, key)
        return bisect_left(self.keys, key)


def read_bounds(info: Info, arguments: Node) -> Bounds | None:
    """
    Check the paging arguments as GitHub's resolvers do.

    None means that nothing but counts was asked for, which GitHub gives without
    `first` or `last`. Raises GraphQLError.
    """
    first, last = arguments.get("first"), arguments.get("last")
    name = info.field_name
    if first is None and last is None:
        if any(_selects_items(node, info) for node in info.field_nodes):
            raise GraphQLError(
                f"You must provide a `first` or `last` value to properly paginate "
                f"the `{name}` connection.",
                extensions={"type": "MISSING_PAGINATION_BOUNDARIES"},
            )
        return None
    for word, size in (("first", first), ("last", last)):
        if size is not None and size > LARGEST_PAGE:
            raise GraphQLError(
                f"Requesting {size} records on the `{name}` connection exceeds "
                f"the `{word}` limit of {LARGEST_PAGE} records.",
                extensions={"type": "EXCESSIVE_PAGINATION"},
            )
        if size is not None and size < 1:
            raise GraphQLError(
                f"Requesting {size} records on the `{name}` connection: "
                f"`{word}` must be between 1 and {LARGEST_PAGE}.",
                extensions={"type": "INVALID_PAGINATION"},
            )
    return Bounds(first, last, arguments.get("after"), arguments.get("before"))


def cut_sorted(ordering: Ordering, key: Callable[[Node], Key], bounds: Bounds | None) -> Node:
    """Cut a page out of a sorted list; cursors stay valid without their item."""
    if bounds is None:
        return {"totalCount": len(ordering.items)}
    start, end = 0, len(ordering.items)
    if bounds.after:
        start = _place(bounds.after, ordering.place_after)
    if bounds.before:
        end = _place(bounds.before, ordering.place_before)
    return _cut(ordering.items, (start, end), bounds, lambda index, item: key(item))


def cut_listed(
    items: Sequence[Node],
    bounds: Bounds | None,
    name: Callable[[Node], str],
    edge: Callable[[Node], Node] = lambda item: {"node": item},
) -> Node:
    """Cut a page out of a short list in its own order."""
    if bounds is None:
        return {"totalCount": len(items)}

    def place(key: Key) -> int:
        position, wanted = key
        matches = (index for index, item in enumerate(items) if name(item) == wanted)
        return next(matches, int(position) - 1)

    start = _place(bounds.after, place) + 1 if bounds.after else 0
    end = max(_place(bounds.before, place), 0) if bounds.before else len(items)
    return _cut(items, (start, end), bounds, lambda index, item: (index, name(item)), edge)


def _cut(
    items: Sequence[Node],
    span: tuple[int, int],
    bounds: Bounds,
    key: Callable[[int, Node], Key],
    edge: Callable[[Node], Node] = lambda item: {"node": item},
) -> Node:
    start, end = span[0], max(span)
    if bounds.first is not None:
        end = min(end, start + bounds.first)
    if bounds.last is not None:
        start = max(start, end - bounds.last)
    cut = items[start:end]

    def cursor(offset: int) -> str:
        return encode_cursor(key(start + offset, cut[offset]))

    return {
        "totalCount": len(items),
        "nodes": [_whole(edge(item)["node"]) for item in cut],
        EDGES: lambda: [
            {"cursor": cursor(offset), **edge(item), "node": _whole(edge(item)["node"])}
            for offset, item in enumerate(cut)
        ],
        "pageInfo": {
            "startCursor": cursor(0) if cut else None,
            "endCursor": cursor(len(cut) - 1) if cut else None,
            "hasPreviousPage": start > 0,
            "hasNextPage": end < len(items),
        },
    }


def _whole(item: Any) -> Any:
    """Let a broken item fail in its own place, as GitHub's partial answers do."""
    return GraphQLError(item[BROKEN]) if BROKEN in item else item


def _place(cursor: str, place: Callable[[Key], int]) -> int:
    try:
        return place(decode_cursor(cursor))
    except (CursorError, TypeError, ValueError) as error:  # the latter two: of another list
        raise GraphQLError(
            f"`{cursor}` does not appear to be a valid cursor.",
            extensions={"type": "INVALID_CURSOR_ARGUMENTS"},
        ) from error


def _selects_items(node: FieldNode, info: Info) -> bool:
    return any(name in ("nodes", "edges") for name in _selected(node.selection_set, info))


def _selected(selection: SelectionSetNode | None, info: Info) -> Iterator[str]:
    """Name the fields of a selection, those of its fragments too."""
    for child in selection.selections if selection else ():
        if isinstance(child, FieldNode):
            yield child.name.value
        elif isinstance(child, InlineFragmentNode):
            yield from _selected(child.selection_set, info)
        elif isinstance(child, FragmentSpreadNode):
            yield from _selected(info.fragments[child.name.value].selection_set, info)
