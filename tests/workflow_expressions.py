"""
The expressions of GitHub's workflows, as far as ours go.

    a.b.c   'text'   5   true   !x   x == y   x != y   x && y   x || y   (x)   f(x, y)

Unknown names are null; texts are compared without case, and `&&` and `||` give one of
their sides, as GitHub documents it.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

Functions = Mapping[str, Callable[..., Any]]

_TOKEN = re.compile(r"\s*('(?:[^']|'')*'|\d+|[A-Za-z_][\w-]*|&&|\|\||==|!=|[!().,])")
_PLACE = re.compile(r"\$\{\{(.*?)\}\}", re.DOTALL)
_WORDS = {"true": True, "false": False, "null": None}


def fill(text: object, names: Mapping[str, Any], functions: Functions) -> str:
    """Replace each `${{ … }}` of a text by its value."""
    return _PLACE.sub(lambda place: as_text(evaluate(place[1], names, functions)), as_text(text))


def holds(condition: str | None, names: Mapping[str, Any], functions: Functions) -> bool:
    """Tell whether an `if` lets a step run: without a word on success, only after that."""
    inner = (condition or "").strip().removeprefix("${{").removesuffix("}}")
    says_when = re.search(r"\b(success|failure|always|cancelled)\(", inner)
    if not says_when and not functions["success"]():
        return False
    return not inner or bool(evaluate(inner, names, functions))


def evaluate(expression: str, names: Mapping[str, Any], functions: Functions) -> Any:
    """Give the value of one expression."""
    tokens, end = [], 0
    while match := _TOKEN.match(expression, end):
        tokens.append(match[1])
        end = match.end()
    assert not expression[end:].strip(), expression
    reader = _Reader(tokens, names, functions)
    value = reader.either()
    assert not reader.tokens, expression
    return value


def starts_with(text: object, start: object) -> bool:
    """Tell whether a text begins so; GitHub minds no capitals."""
    return as_text(text).lower().startswith(as_text(start).lower())


def as_text(value: object) -> str:
    """Write a value as GitHub does."""
    if value is None or isinstance(value, bool):
        return {None: "", True: "true", False: "false"}[value]
    return str(value)


class _Reader:
    def __init__(self, tokens: list[str], names: Mapping[str, Any], functions: Functions) -> None:
        self.tokens = tokens
        self._names = names
        self._functions = functions

    def either(self) -> Any:
        value = self._both()
        while self._takes("||"):
            other = self._both()
            value = value or other
        return value

    def _both(self) -> Any:
        value = self._compared()
        while self._takes("&&"):
            other = self._compared()
            value = value and other
        return value

    def _compared(self) -> Any:
        value = self._single()
        for sign, is_same in (("==", True), ("!=", False)):
            if self._takes(sign):
                other = self._single()
                return (as_text(value).lower() == as_text(other).lower()) is is_same
        return value

    def _single(self) -> Any:
        if self._takes("!"):
            return not self._single()
        if self._takes("("):
            value = self.either()
            assert self._takes(")")
            return value
        token = self.tokens.pop(0)
        if token.startswith("'"):
            return token[1:-1].replace("''", "'")
        if token.isdigit():
            return int(token)
        if self._takes("("):
            return self._functions[token](*self._arguments())
        value = _WORDS[token] if token in _WORDS else self._names.get(token)
        while self._takes("."):
            name = self.tokens.pop(0)
            value = value.get(name) if isinstance(value, Mapping) else None
        return value

    def _arguments(self) -> list[Any]:
        values = []
        while not self._takes(")"):
            values.append(self.either())
            self._takes(",")
        return values

    def _takes(self, token: str) -> bool:
        is_next = self.tokens[:1] == [token]
        if is_next:
            self.tokens.pop(0)
        return is_next
