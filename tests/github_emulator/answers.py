"""
One GraphQL request, from its body to GitHub's answer.

    body ─read→ document ─reckon→ cost ─charge→ budget ─execute→ data and errors
"""

import json
import sys
import traceback
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from graphql import (
    DocumentNode,
    GraphQLError,
    GraphQLSchema,
    VariableDefinitionNode,
    execute_sync,
    print_ast,
)

from .clock import Clock, to_stamp
from .cost import MOST_NODES, Cost, reckon_cost
from .defaults import resolve_default, resolve_type
from .documents import Documents, QueryError, choose_operation
from .execution import PlainFieldExecutor
from .faults import TIMED_OUT
from .resolvers import Answering
from .state import State


class Budget:
    """The points, or requests, of one hour; the hour begins with the first of them."""

    def __init__(self, clock: Clock, limit: int) -> None:
        self._clock = clock
        self.limit = limit
        self._used = 0
        self._reset_at = clock.now()

    @property
    def used(self) -> int:
        """Give what was used in this hour."""
        self._renew()
        return self._used

    @used.setter
    def used(self, value: int) -> None:
        self._renew()
        self._used = value

    @property
    def remaining(self) -> int:
        """Give what is left of this hour."""
        return max(0, self.limit - self.used)

    @property
    def reset_at(self) -> datetime:
        """Give the time at which the hour ends."""
        self._renew()
        return self._reset_at

    def charge(self, points: int) -> bool:
        """Take points, if any are left; GitHub lets the last query overdraw."""
        if not self.remaining:
            return False
        self.used = min(self.limit, self.used + points)
        return True

    def headers(self, resource: str) -> dict[str, str]:
        """Give the five headers that tell the state of the budget."""
        return {
            "X-RateLimit-Limit": str(self.limit),
            "X-RateLimit-Remaining": str(self.remaining),
            "X-RateLimit-Reset": str(int(self.reset_at.timestamp())),
            "X-RateLimit-Used": str(self.used),
            "X-RateLimit-Resource": resource,
        }

    def _renew(self) -> None:
        now = self._clock.now()
        if now >= self._reset_at:
            self._used = 0
            self._reset_at = now.replace(microsecond=0) + timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a GraphQL request gets, and what it cost."""

    payload: dict[str, Any]
    status: int = 200
    points: int = 0
    nodes: int = 0


class Answerer:
    """Answer GraphQL requests from a state, within a budget."""

    def __init__(self, schema: GraphQLSchema, state: State, budget: Budget, viewer: str) -> None:
        self._schema = schema
        self._documents = Documents(schema)
        self._state = state
        self._budget = budget
        self._viewer = viewer
        self.times_out_above: int | None = None

    def answer(self, body: bytes) -> Answer:
        """Answer the body of a request as GitHub would."""
        try:
            request = json.loads(body)
        except ValueError:
            request = None
        if not isinstance(request, dict):
            return Answer({"message": "Problems parsing JSON", "status": "400"}, status=400)
        query, variables = request.get("query"), request.get("variables") or {}
        if not isinstance(query, str) or not query:
            message = "A query attribute must be specified and must be a string."
            return Answer({"errors": [{"message": message}]})
        with self._state.lock:
            return self._answer(query, variables, request.get("operationName"))

    def _answer(self, query: str, variables: dict[str, Any], name: str | None) -> Answer:
        try:
            document = self._documents.read(query)
            operation = choose_operation(document, name)
        except QueryError as rejected:
            return Answer({"errors": rejected.errors})
        cost = reckon_cost(self._schema, document, operation, variables)
        if cost.nodes > MOST_NODES:
            return Answer({"errors": [_too_many_nodes(cost.nodes)]}, nodes=cost.nodes)
        if not self._budget.charge(cost.points):
            error = {"type": "RATE_LIMITED", "message": "API rate limit exceeded for user ID 1."}
            return Answer({"errors": [error]})
        if self.times_out_above is not None and cost.nodes > self.times_out_above:
            payload = {"data": None, "errors": [{"message": TIMED_OUT}]}
            return Answer(payload, 502, cost.points, cost.nodes)
        payload = self._execute(document, variables, name, cost)
        return Answer(payload, points=cost.points, nodes=cost.nodes)

    def _execute(
        self, document: DocumentNode, variables: dict[str, Any], name: str | None, cost: Cost
    ) -> dict[str, Any]:
        context = Answering(self._state, self._viewer, self._rate_limit(cost))
        result = execute_sync(
            self._schema,
            document,
            {"__typename": "Query"},
            context,
            variables,
            name,
            resolve_default,
            resolve_type,
            executor_class=PlainFieldExecutor,
        )
        if not result.errors:
            return {"data": result.data}
        errors = [_shape_error(error) for error in result.errors]
        # Without data no field ran: GitHub then leaves the key out.
        ran = any("path" in error for error in errors)
        return ({"data": result.data} if ran else {}) | {"errors": errors}

    def _rate_limit(self, cost: Cost) -> dict[str, Any]:
        budget = self._budget
        return {
            "__typename": "RateLimit",
            "limit": budget.limit,
            "cost": cost.points,
            "remaining": budget.remaining,
            "used": budget.used,
            "resetAt": to_stamp(budget.reset_at),
            "nodeCount": cost.nodes,
        }


def _too_many_nodes(nodes: int) -> Mapping[str, Any]:
    return {
        "type": "MAX_NODE_LIMIT_EXCEEDED",
        "message": f"This query requests up to {nodes:,} possible nodes which exceeds "
        f"the maximum limit of {MOST_NODES:,}.",
    }


def _shape_error(error: GraphQLError) -> dict[str, Any]:
    shaped: dict[str, Any] = {}
    original = error.original_error
    if original is not None and not isinstance(original, GraphQLError):
        traceback.print_exception(original, file=sys.stderr)
        shaped["extensions"] = {"emulator": f"a fault of the emulator itself: {original!r}"}
    if (error.extensions or {}).get("type"):
        shaped["type"] = error.extensions["type"]  # type: ignore[index]
    if error.path:
        shaped["path"] = error.path
    shaped["locations"] = [
        {"line": location.line, "column": location.column} for location in error.locations or ()
    ]
    variable = next(iter(error.nodes or ()), None)
    if isinstance(variable, VariableDefinitionNode):
        name, kind = variable.variable.name.value, print_ast(variable.type)
        problem = {"path": [], "explanation": error.message}
        shaped["extensions"] = {"problems": [problem]}
        shaped["message"] = f"Variable ${name} of type {kind} was provided invalid value"
    else:
        shaped["message"] = error.message
    return shaped
