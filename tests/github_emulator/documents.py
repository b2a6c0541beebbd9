"""
Queries, read and validated once, and what GitHub says of those it rejects.

    text ─parse→ document ─validate→ kept by its text
            └──────── errors ────────→ QueryError, in GitHub's shape

GitHub's validator is graphql-ruby, ours graphql-core. They agree on what is wrong but
not on the words, so the code comes from the rule that failed and the commonest
messages are put into GitHub's words.
"""

import re
from collections.abc import Iterator
from typing import Any

from graphql import (
    ASTValidationRule,
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    GraphQLError,
    GraphQLSchema,
    GraphQLSyntaxError,
    InlineFragmentNode,
    Node,
    OperationDefinitionNode,
    SelectionSetNode,
    parse,
    specified_rules,
    validate,
)

CODES = {
    "FieldsOnCorrectTypeRule": "undefinedField",
    "ScalarLeafsRule": "selectionMismatch",
    "KnownArgumentNamesRule": "argumentNotAccepted",
    "ProvidedRequiredArgumentsRule": "missingRequiredArguments",
    "ValuesOfCorrectTypeRule": "argumentLiteralsIncompatible",
    "VariablesInAllowedPositionRule": "variableMismatch",
    "NoUndefinedVariablesRule": "variableNotDefined",
    "NoUnusedVariablesRule": "variableNotUsed",
    "KnownTypeNamesRule": "undefinedType",
    "KnownFragmentNamesRule": "useAndDefineFragment",
    "NoUnusedFragmentsRule": "useAndDefineFragment",
    "PossibleFragmentSpreadsRule": "cannotSpreadFragment",
    "OverlappingFieldsCanBeMergedRule": "fieldConflict",
    "KnownDirectivesRule": "undefinedDirective",
}

# Our validator's words, GitHub's words, and the names of the parts for `extensions`.
MESSAGES: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    (
        r"Cannot query field '(\w+)' on type '(\w+)'\..*",
        r"Field '\1' doesn't exist on type '\2'",
        ("fieldName", "typeName"),
    ),
    (
        r"Unknown argument '(\w+)' on field '(?:\w+)\.(\w+)'\..*",
        r"Field '\2' doesn't accept argument '\1'",
        ("argumentName", "name"),
    ),
    (
        r"Argument '(?:\w+)\.(\w+)\((\w+):\)' of type '(?:.+)' is required.*"
        r"|Field '(\w+)' argument '(\w+)' of type '(?:.+)' is required.*",
        r"Field '\1\3' is missing required arguments: \2\4",
        ("name", "arguments"),
    ),
    (
        r"Field '(\w+)' of type '(\w+)!?' must have a selection of subfields\..*",
        r"Field must have selections (field '\1' returns \2 but has no selections. "
        r"Did you mean '\1 { ... }'?)",
        ("nodeName", "typeName"),
    ),
    (
        r"Variable '(\$\w+)' is not defined(?: by operation '(\w+)')?\.",
        r"Variable \1 is used by \2 but not declared",
        ("variableName",),
    ),
    (
        r"Variable '(\$\w+)' is never used(?: in operation '(\w+)')?\.",
        r"Variable \1 is declared by \2 but not used",
        ("variableName",),
    ),
    (
        r"Field '(\w+)' must not have a selection since type '(\w+)!?' has no subfields\.",
        r"Selections can't be made on scalars (field '\1' returns \2 but has selections)",
        ("nodeName", "typeName"),
    ),
    (r"Fragment '(\w+)' is never used\.", r"Fragment \1 was defined, but not used", ()),
    (r"Syntax Error: (.*)", r"Parse error: \1", ()),
)


class QueryError(Exception):
    """A query that GitHub would not run, with the errors in GitHub's shape."""

    def __init__(self, errors: list[dict[str, Any]]) -> None:
        super().__init__(errors[0]["message"])
        self.errors = errors


class Documents:
    """Keep each query's document, so that a query sent a thousand times is read once."""

    def __init__(self, schema: GraphQLSchema) -> None:
        self._schema = schema
        self._documents: dict[str, DocumentNode] = {}

    def read(self, query: str) -> DocumentNode:
        """Parse and validate a query. Raises QueryError."""
        found = self._documents.get(query)
        if found is None:
            found = self._documents[query] = self._check(query)
        return found

    def _check(self, query: str) -> DocumentNode:
        try:
            document = parse(query, allow_empty_selection_sets=False)
        except GraphQLSyntaxError as error:
            raise QueryError([_shape(error)]) from error
        if validate(self._schema, document):
            # The rule is known only when each runs alone; a rejected query can wait.
            raise QueryError(
                [
                    _shape(error, rule, document)
                    for rule in specified_rules
                    for error in validate(self._schema, document, [rule])
                ]
            )
        return document


def choose_operation(document: DocumentNode, name: str | None) -> OperationDefinitionNode:
    """Pick the operation to run: the named one, or the only one. Raises QueryError."""
    operations = [
        node for node in document.definitions if isinstance(node, OperationDefinitionNode)
    ]
    if name:
        operations = [node for node in operations if node.name and node.name.value == name]
    if len(operations) != 1:
        wanted = f"No operation named `{name}`" if name else "An operation name is required"
        raise QueryError([{"message": wanted}])
    if operations[0].operation.value != "query":
        raise QueryError(
            [
                {
                    "message": "The emulator answers queries only, no "
                    f"{operations[0].operation.value}s: change it through Emulator.changes."
                }
            ]
        )
    return operations[0]


def put_in_github_words(message: str) -> tuple[str, dict[str, str]]:
    """Give GitHub's words for a message of our validator, and the parts it names."""
    for pattern, words, names in MESSAGES:
        match = re.fullmatch(pattern, message, re.DOTALL)
        if match:
            parts = [part for part in match.groups() if part is not None]
            named = {name: part.lstrip("$") for name, part in zip(names, parts, strict=False)}
            return match.expand(words).replace(" by  ", " by anonymous query "), named
    return message, {}


def _shape(
    error: GraphQLError,
    rule: type[ASTValidationRule] | None = None,
    document: DocumentNode | None = None,
) -> dict[str, Any]:
    message, named = put_in_github_words(error.message)
    shaped: dict[str, Any] = {}
    if rule is not None and document is not None:
        shaped["path"] = _path_to(document, error.nodes[0]) if error.nodes else []
        shaped["extensions"] = {"code": CODES.get(rule.__name__, rule.__name__), **named}
    shaped["locations"] = [
        {"line": location.line, "column": location.column} for location in error.locations or ()
    ]
    shaped["message"] = message
    return shaped


def _path_to(document: DocumentNode, wanted: Node) -> list[str]:
    """Name the way to a node as graphql-ruby does: `query Q`, `... on User`, fields."""
    for definition in document.definitions:
        if isinstance(definition, OperationDefinitionNode):
            start = definition.operation.value
            start += f" {definition.name.value}" if definition.name else ""
        elif isinstance(definition, FragmentDefinitionNode):
            start = f"fragment {definition.name.value}"
        else:
            continue
        if definition is wanted:
            return [start]
        for path, node in _walk(definition.selection_set, [start]):
            if node is wanted or wanted in _parts(node):
                return path
    return []


def _walk(selection: SelectionSetNode | None, path: list[str]) -> Iterator[tuple[list[str], Node]]:
    for node in selection.selections if selection else ():
        step = path
        if isinstance(node, FieldNode):
            step = [*path, (node.alias or node.name).value]
        elif isinstance(node, InlineFragmentNode):
            on = f" on {node.type_condition.name.value}" if node.type_condition else ""
            step = [*path, f"...{on}"]
        yield step, node
        yield from _walk(getattr(node, "selection_set", None), step)


def _parts(node: Node) -> list[Node]:
    """Give what an error may point at inside a field: its arguments and their values."""
    arguments = list(getattr(node, "arguments", None) or ())
    condition = getattr(node, "type_condition", None)
    others = (condition, getattr(node, "selection_set", None))
    return [*arguments, *(each.value for each in arguments), *filter(None, others)]
