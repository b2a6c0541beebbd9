"""
The smallest change that gives a written value another value.

A mapping keeps its lines, and the comments beside them, where entries change or are added;
any other value that differs is written anew.
"""

import ast
import re
from collections.abc import Mapping

from .literals import WIDTH, render_entry, render_literal
from .source_text import Edit, SourceText

# Behind the last value of a line: a comma perhaps, and a comment perhaps.
_LINE_ENDS = re.compile(r"[ \t]*(?P<comma>,?)[ \t]*(?:#[^\r\n]*)?(?=[\r\n]|\Z)")
_MAPPING_ENDS = re.compile(r"[ \t]*,?[ \t]*\}")
_VALUE_ENDS = re.compile(r"[ \t]*(?:[,}#\r\n]|\Z)")


def value_edits(source: SourceText, node: ast.expr, new: object, whole: Edit) -> list[Edit]:
    """
    Say what to change so that the literal at `node` has a new value: nothing where it has.

    `whole` writes all of it anew. Raises `ValueError` where the node is no literal.
    """
    old = ast.literal_eval(node)
    if is_same(old, new):
        return []
    if not isinstance(node, ast.Dict) or not isinstance(new, Mapping):
        return [whole]
    keys = [key for key in node.keys if key is not None]
    names = [ast.literal_eval(key) for key in keys]
    if not names or len(names) != len(old) or not set(names) <= set(new):
        return [whole]
    edits: list[Edit] = []
    for name, child in zip(names, node.values, strict=True):
        part = _part(source, child, new[name])
        changes = value_edits(source, child, new[name], part or whole)
        if changes and part is None:
            return [whole]
        edits += changes
    added = {name: value for name, value in new.items() if name not in old}
    entries = _new_entries(source, keys[-1], node.values[-1], added)
    return [whole] if entries is None else [*edits, *entries]


def is_same(old: object, new: object) -> bool:
    """Tell whether two values mean the same in a settings file, where a tuple is a list."""
    if isinstance(old, list | tuple) and isinstance(new, list | tuple):
        return len(old) == len(new) and all(map(is_same, old, new))
    return type(old) is type(new) and old == new


def _part(source: SourceText, node: ast.expr, value: object) -> Edit | None:
    """Write the value of one entry anew; None where it stands in brackets of its own."""
    start, end = source.start_of(node), source.end_of(node)
    if not _VALUE_ENDS.match(source.text, end):
        return None
    text = render_literal(
        value, before=source.column(start), indent=source.indent_of(node), after=1
    )
    return Edit(start, end, text)


def _new_entries(
    source: SourceText, key: ast.expr, value: ast.expr, added: Mapping[object, object]
) -> list[Edit] | None:
    """Put entries behind the last one; None where the layout is too strange for it."""
    end = source.end_of(value)
    if not added:
        return []
    line_ends = _LINE_ENDS.match(source.text, end)
    if line_ends and source.column(source.start_of(key)) == len(source.indent_of(key)):
        # Each entry has a line: the new ones follow behind the last one's comment.
        comma = [] if line_ends["comma"] else [Edit(end, end, ",")]
        indent = source.indent_of(key)
        lines = [f"\n{indent}{render_entry(*entry, indent=indent)}," for entry in added.items()]
        return [*comma, Edit(line_ends.end(), line_ends.end(), "".join(lines))]
    text = "".join(f", {render_entry(*entry)}" for entry in added.items())
    line = source.lines[(value.end_lineno or value.lineno) - 1].rstrip("\r\n")
    fits = len(line) + len(text) <= WIDTH and "\n" not in text
    return [Edit(end, end, text)] if fits and _MAPPING_ENDS.match(source.text, end) else None
