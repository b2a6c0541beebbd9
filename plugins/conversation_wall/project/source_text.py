"""A Python file as text and as syntax tree at once, and the changes to make in it."""

import ast
import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate

from ..errors import ConfigError

# As Python ends its lines; `splitlines` knows more ends than Python does.
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")


@dataclass(frozen=True, slots=True)
class Edit:
    """A piece of a text, from `start` to `end`, and what takes its place."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class SourceText:
    """The text of a Python file, its syntax tree, its lines, and where each begins."""

    text: str
    tree: ast.Module
    lines: tuple[str, ...]
    starts: tuple[int, ...]

    def start_of(self, node: ast.expr | ast.stmt) -> int:
        """Give the place in the text where a node starts."""
        return self._place(node.lineno, node.col_offset)

    def end_of(self, node: ast.expr | ast.stmt) -> int:
        """Give the place in the text where a node ends."""
        return self._place(node.end_lineno or node.lineno, node.end_col_offset or 0)

    def end_of_line(self, node: ast.stmt) -> int:
        """Give the place after the line on which a statement ends."""
        return self.starts[node.end_lineno or node.lineno]

    def column(self, place: int) -> int:
        """Count the columns before a place in the text."""
        return place - max(start for start in self.starts if start <= place)

    def indent_of(self, node: ast.expr) -> str:
        """Give the white space before the line on which a node starts."""
        line = self.lines[node.lineno - 1]
        return line[: len(line) - len(line.lstrip(" \t"))]

    def _place(self, line: int, column: int) -> int:
        # Python counts bytes within the line, beginning with line 1.
        before = self.lines[line - 1].encode("utf-8")[:column]
        return self.starts[line - 1] + len(before.decode("utf-8"))


def parse_source(text: str, file: str) -> SourceText:
    """Read a Python file; raises `ConfigError`, naming the line, where it is none."""
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError) as error:
        line, reason = "", str(error)
        if isinstance(error, SyntaxError):
            line, reason = f", line {error.lineno}", error.msg
        raise ConfigError(
            f"The settings file does not read as Python: {reason} (in {file}{line}). "
            "Look for a missing quote, comma or bracket there."
        ) from error
    lines = tuple(_LINE.findall(text))
    return SourceText(text, tree, lines, tuple(accumulate(map(len, lines), initial=0)))


def edited(text: str, edits: Iterable[Edit]) -> str:
    """Make changes that do not overlap; those at one place come in their order."""
    parts, end = [], 0
    for edit in sorted(edits, key=lambda edit: edit.start):
        parts += [text[end : edit.start], edit.text]
        end = edit.end
    return "".join([*parts, text[end:]])
