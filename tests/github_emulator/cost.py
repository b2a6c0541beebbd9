"""
What a query costs, reckoned before it runs, by GitHub's documented formulas.

For each connection with `first` or `last`:

    requests = how many parents it may be asked of (the product of the pages around it)
    nodes    = requests × its own page size

Points are the sum of the requests, divided by 100 and rounded, at least 1; the sum of
the nodes must not exceed 500,000. Connections asked for counts alone are free.
Of `nodes(ids:)` every id is a parent of what is selected below it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLSchema,
    InlineFragmentNode,
    IntValueNode,
    ListValueNode,
    OperationDefinitionNode,
    SelectionNode,
    SelectionSetNode,
    ValueNode,
    VariableNode,
    get_named_type,
)

MOST_NODES = 500_000
REQUESTS_A_POINT = 100


@dataclass(slots=True)
class Cost:
    """The two sums of a query."""

    requests: int = 0
    nodes: int = 0

    @property
    def points(self) -> int:
        """Give what the query takes from the hourly budget."""
        return max(1, (self.requests + REQUESTS_A_POINT // 2) // REQUESTS_A_POINT)


@dataclass(frozen=True, slots=True)
class _Walk:
    schema: GraphQLSchema
    fragments: dict[str, FragmentDefinitionNode]
    variables: dict[str, Any]
    cost: Cost


def reckon_cost(
    schema: GraphQLSchema,
    document: DocumentNode,
    operation: OperationDefinitionNode,
    variables: dict[str, Any],
) -> Cost:
    """Reckon a validated operation's cost; unset variables take their defaults."""
    fragments = {
        node.name.value: node
        for node in document.definitions
        if isinstance(node, FragmentDefinitionNode)
    }
    given = {
        definition.variable.name.value: _value(definition.default_value, {})
        for definition in operation.variable_definitions or ()
        if definition.default_value
    } | variables
    walk = _Walk(schema, fragments, given, Cost())
    assert schema.query_type is not None
    _walk_selections([operation.selection_set], schema.query_type.name, 1, walk)
    return walk.cost


def _walk_selections(
    selections: list[SelectionSetNode], type_name: str, parents: int, walk: _Walk
) -> None:
    for (parent_type, _), fields in _collect(selections, type_name, walk).items():
        field = fields[0]
        kind = walk.schema.type_map[parent_type]
        definition = getattr(kind, "fields", {}).get(field.name.value)
        inner = [each.selection_set for each in fields if each.selection_set]
        if definition is None or not inner:
            continue
        named = get_named_type(definition.type)
        children = parents
        if named.name.endswith("Connection"):
            size = _argument(field, "first", walk)
            size = _argument(field, "last", walk) if size is None else size
            if isinstance(size, int):
                walk.cost.requests += parents
                walk.cost.nodes += parents * max(size, 0)
                children = parents * max(size, 0)
        elif field.name.value == "nodes" and parent_type == "Query":
            ids = _argument(field, "ids", walk)
            children = parents * (len(ids) if isinstance(ids, list) else 1)
        _walk_selections(inner, named.name, children, walk)


def _collect(
    selections: list[SelectionSetNode], type_name: str, walk: _Walk
) -> dict[tuple[str, str], list[FieldNode]]:
    """Merge what is selected more than once, as execution does."""
    collected: dict[tuple[str, str], list[FieldNode]] = {}
    for selection in selections:
        for parent_type, field in _fields(selection, type_name, walk):
            answer_name = (field.alias or field.name).value
            collected.setdefault((parent_type, answer_name), []).append(field)
    return collected


def _fields(
    selection: SelectionSetNode, type_name: str, walk: _Walk
) -> Iterator[tuple[str, FieldNode]]:
    for node in selection.selections:
        if not _is_included(node, walk):
            continue
        if isinstance(node, FieldNode):
            yield type_name, node
        elif isinstance(node, InlineFragmentNode):
            inner = node.type_condition.name.value if node.type_condition else type_name
            yield from _fields(node.selection_set, inner, walk)
        elif isinstance(node, FragmentSpreadNode):
            fragment = walk.fragments[node.name.value]
            inner = fragment.type_condition.name.value
            yield from _fields(fragment.selection_set, inner, walk)


def _is_included(node: SelectionNode, walk: _Walk) -> bool:
    for directive in node.directives or ():
        holds = any(
            _value(argument.value, walk.variables) for argument in directive.arguments or ()
        )
        if (directive.name.value, holds) in (("skip", True), ("include", False)):
            return False
    return True


def _argument(field: FieldNode, name: str, walk: _Walk) -> Any:
    for argument in field.arguments or ():
        if argument.name.value == name:
            return _value(argument.value, walk.variables)
    return None


def _value(node: ValueNode | None, variables: dict[str, Any]) -> Any:
    if isinstance(node, VariableNode):
        return variables.get(node.name.value)
    if isinstance(node, IntValueNode):
        return int(node.value)
    if isinstance(node, ListValueNode):
        return [_value(each, variables) for each in node.values]
    return getattr(node, "value", None)
