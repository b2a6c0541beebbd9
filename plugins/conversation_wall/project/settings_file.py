"""
Change settings in the owner's `pelicanconf.py`, and nothing else in it.

    source ─ast→ where each value stands ─→ only those values written anew ─→ source

Comments, order and layout are the owner's and stay byte for byte. What is not one plain
assignment of a plain value (`WALL_TEAM = team()`) is the owner's code, which only the
owner can change: that is told, with the lines to write.
"""

import ast
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..config.settings import SETTINGS
from ..errors import ConfigError
from .literals import render_literal
from .source_text import Edit, SourceText, edited, parse_source
from .value_edits import value_edits

_MARK = "\ufeff"
_CHANGING = (
    "append",
    "clear",
    "extend",
    "insert",
    "pop",
    "popitem",
    "remove",
    "setdefault",
    "update",
)


@dataclass(frozen=True, slots=True)
class _Assignment:
    """A line `NAME = value`; `before` is what stands in front of its equals sign."""

    statement: ast.stmt
    target: ast.expr
    before: ast.expr
    value: ast.expr


def set_settings(source: str, values: Mapping[str, object], *, file: str = "pelicanconf.py") -> str:
    """
    Give the source of a settings file in which these settings have these values.

    A setting that is not there yet comes after the one that stands before it in the table of
    settings, else at the end. Raises `ConfigError` where the file does not read as Python, and, all
    at once, for settings that cannot be changed safely.
    """
    if source.startswith(_MARK):
        return _MARK + set_settings(source.removeprefix(_MARK), values, file=file)
    if "\r\n" in source and "\n" not in source.replace("\r\n", ""):
        unix = set_settings(source.replace("\r\n", "\n"), values, file=file)
        return unix.replace("\n", "\r\n")
    text = parse_source(source, file)
    edits: list[Edit] = []
    missing: list[str] = []
    faults: dict[str, str] = {}
    for name, value in values.items():
        try:
            assignment = _assignment_of(text, name)
            if assignment is None:
                missing.append(name)
            else:
                edits += _edits(text, assignment, value)
        except ValueError as error:
            faults[name] = str(error)
    if faults:
        raise ConfigError(_refusal(faults, values, file))
    return edited(source, [*edits, *_additions(text, missing, values)])


def _assignment_of(text: SourceText, name: str) -> _Assignment | None:
    """Find where a setting is set; raises `ValueError` unless that is one plain line."""
    lines = sorted(_changes_of(text.tree, name))
    if not lines:
        return None
    if len(lines) > 1:
        raise ValueError(f"is set in more than one place (lines {', '.join(map(str, lines))})")
    for assignment in _plain_assignments(text.tree):
        if isinstance(assignment.target, ast.Name) and assignment.target.id == name:
            later = [line for line in _star_imports(text.tree) if line > lines[0]]
            if later:
                raise ValueError(f"may be set anew by the import on line {later[0]}")
            return assignment
    raise ValueError(f"is not set by a plain line of its own (line {lines[0]})")


def _plain_assignments(tree: ast.Module) -> Iterator[_Assignment]:
    for node in tree.body:
        match node:
            case ast.Assign(targets=[target]):
                yield _Assignment(node, target, target, node.value)
            case ast.AnnAssign(target=ast.Name() as target, value=ast.expr() as value):
                yield _Assignment(node, target, node.annotation, value)


def _changes_of(tree: ast.Module, name: str) -> Iterator[int]:
    """Give the lines on which a name gets a value, or on which its value is changed."""
    for node in ast.walk(tree):
        match node:
            case ast.Name(ctx=ast.Store() | ast.Del()) if node.id == name:
                yield node.lineno
            case ast.Subscript(value=ast.Name(id=found), ctx=ast.Store() | ast.Del()) if (
                found == name
            ):
                yield node.lineno
            case ast.Attribute(value=ast.Name(id=found), attr=attribute) if (
                found == name and attribute in _CHANGING
            ):
                yield node.lineno
            case ast.alias() if name == (node.asname or node.name):
                yield node.lineno


def _star_imports(tree: ast.Module) -> list[int]:
    """Give the lines of `from … import *`, which may set anything."""
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.names[0].name == "*"
    ]


def _edits(text: SourceText, assignment: _Assignment, value: object) -> list[Edit]:
    # From the equals sign to the end: brackets around the value are no part of its node.
    equals = text.text.index("=", text.end_of(assignment.before)) + 1
    start = equals + len(text.text[equals:]) - len(text.text[equals:].lstrip(" \t\\\r\n"))
    end = text.end_of(assignment.statement)
    whole = Edit(start, end, render_literal(value, before=text.column(start)))
    try:
        return value_edits(text, assignment.value, value, whole)
    except (ValueError, TypeError, SyntaxError) as error:
        raise ValueError(f"is worked out by code (line {assignment.value.lineno})") from error


def _additions(
    text: SourceText, missing: Sequence[str], values: Mapping[str, object]
) -> Iterator[Edit]:
    """Say where the settings come that are not there yet."""
    end = len(text.text)
    if missing and text.text and text.text[-1] not in "\r\n":
        yield Edit(end, end, "\n")
    order = [setting.name for setting in SETTINGS]
    places = {
        assignment.target.id: text.end_of_line(assignment.statement)
        for assignment in _plain_assignments(text.tree)
        if isinstance(assignment.target, ast.Name)
    }
    imported = max((text.starts[line] for line in _star_imports(text.tree)), default=0)
    for name in missing:
        before = order[: order.index(name)] if name in order else []
        neighbours = [places[each] for each in before if each in places]
        place = max(neighbours[-1], imported) if neighbours else end
        yield Edit(place, place, f"{_line(name, values)}\n")


def _line(name: str, values: Mapping[str, object]) -> str:
    start = f"{name} = "
    return start + render_literal(values[name], before=len(start))


def _refusal(faults: Mapping[str, str], values: Mapping[str, object], file: str) -> str:
    listed = "\n".join(f"  - {name} {reason}" for name, reason in faults.items())
    wanted = "\n".join(_line(name, values) for name in faults)
    count = "1 setting" if len(faults) == 1 else f"{len(faults)} settings"
    return (
        f"{count} cannot be changed for you, because code of your own makes it (in {file}):\n"
        f"{listed}\nNothing was changed. Write this there yourself, then try again:\n\n{wanted}"
    )
