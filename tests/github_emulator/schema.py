"""
GitHub's published GraphQL schema, ready to execute.

    schema.graphql ─parse→ document ─build→ schema ─attach→ schema with resolvers

The file comes with the package `@octokit/graphql-schema`, which set-up installs
under `node_modules/`. Building takes most of a second, so it is done once per
process and path.
"""

import os
from functools import cache
from pathlib import Path
from typing import Any

from graphql import (
    GraphQLError,
    GraphQLObjectType,
    GraphQLScalarType,
    GraphQLSchema,
    build_ast_schema,
    parse,
)

from .clock import to_stamp_if_time
from .resolvers import RESOLVERS

SCHEMA_VARIABLE = "WALL_GITHUB_SCHEMA"
PROJECT = Path(__file__).parents[2]
INSTALLED_SCHEMA = PROJECT / "node_modules/@octokit/graphql-schema/schema.graphql"


class SchemaError(Exception):
    """GitHub's schema is not where it should be; the message says what to do."""


def find_schema(path: Path | str | None = None) -> Path:
    """
    Say where the schema lies: the given path, else the environment's, else set-up's.

    Raises SchemaError.
    """
    asked = path or os.environ.get(SCHEMA_VARIABLE)
    found = Path(asked) if asked else INSTALLED_SCHEMA
    if not found.is_file():
        raise SchemaError(
            f"GitHub's GraphQL schema is not at {found}. "
            "Run the project's set-up, which installs @octokit/graphql-schema, "
            f"or name the file with --schema or {SCHEMA_VARIABLE}."
        )
    return found


@cache
def load_schema(path: Path) -> GraphQLSchema:
    """Build the schema of a file and attach the emulator's resolvers to it."""
    document = parse(path.read_text(encoding="utf-8"), no_location=True)
    schema = build_ast_schema(document, assume_valid=True)
    for type_name, fields in RESOLVERS.items():
        kind = schema.type_map[type_name]
        assert isinstance(kind, GraphQLObjectType), type_name
        for field_name, resolver in fields.items():
            kind.fields[field_name].resolve = resolver
    times = schema.type_map["DateTime"]
    assert isinstance(times, GraphQLScalarType)
    times.coerce_input_value = _parse_date_time
    return schema


def _parse_date_time(value: Any) -> str:
    try:
        return to_stamp_if_time(value)
    except ValueError as error:
        raise GraphQLError(f"DateTime cannot represent {value!r}") from error
