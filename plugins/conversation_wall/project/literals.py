"""
Values written as Python, as a careful owner would write them: at most 100 columns, broken
where a reader expects it.

    {"ada": {"name": "Ada"}}   ─→   {
                                        "ada": {"name": "Ada"},
                                    }   only where one line does not hold it
"""

import textwrap
from collections.abc import Mapping

WIDTH = 100
_STEP = "    "


def render_literal(value: object, *, before: int = 0, indent: str = "", after: int = 0) -> str:
    """
    Write a value: None, True, a number, a text, or a list, tuple or mapping of such.

    `before` columns of its first line are taken already, and `after` must stay free in its
    last; its further lines stand at `indent`. Raises `TypeError` for any other value.
    """
    line = _line(value)
    if before + len(line) + after <= WIDTH and not _is_table(value):
        return line
    deeper = indent + _STEP
    if isinstance(value, str) and value:
        lines = [deeper + _quoted(part) for part in _parts(value, WIDTH - len(deeper) - 2)]
        is_better = len(lines) > 1 or len(lines[0]) <= WIDTH
        return "\n".join(["(", *lines, f"{indent})"]) if is_better else line
    if isinstance(value, Mapping) and value:
        lines = [
            f"{deeper}{render_entry(key, each, indent=deeper)}," for key, each in value.items()
        ]
        return "\n".join(["{", *lines, f"{indent}}}"])
    if isinstance(value, list | tuple) and value:
        opening, closing = "[]" if isinstance(value, list) else "()"
        items = [render_literal(each, before=len(deeper), indent=deeper, after=1) for each in value]
        return "\n".join([opening, *(f"{deeper}{item}," for item in items), indent + closing])
    return line


def render_entry(key: object, value: object, *, indent: str = "") -> str:
    """Write one entry of a mapping, on a line that begins with `indent` and ends with a comma."""
    start = f"{_line(key)}: "
    before = len(indent) + len(start)
    return start + render_literal(value, before=before, indent=indent, after=1)


def _is_table(value: object) -> bool:
    """Tell a mapping of mappings, which is read best with a line for each."""
    return isinstance(value, Mapping) and any(isinstance(v, Mapping) for v in value.values())


def _line(value: object) -> str:
    """Write a value on one line."""
    if isinstance(value, str):
        return _quoted(value)
    if value is None or isinstance(value, bool | int | float):
        return repr(value)
    if isinstance(value, Mapping):
        entries = (f"{_line(key)}: {_line(each)}" for key, each in value.items())
        return "{" + ", ".join(entries) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_line, value)) + "]"
    if isinstance(value, tuple):
        return "(" + ", ".join(map(_line, value)) + ("," if len(value) == 1 else "") + ")"
    raise TypeError(f"{type(value).__name__} is no value of a settings file")


def _quoted(text: str) -> str:
    """Quote a text with double quotes, unless it holds some; `repr` escapes what cannot be seen."""
    # An apostrophe makes `repr` choose double quotes; it is taken away again.
    return repr(text) if '"' in text else '"' + repr(f"'{text}")[2:]


def _parts(text: str, width: int) -> list[str]:
    """Cut a text between its words, so that each part with its escapes fits."""
    longest = max(len(_quoted(character)) - 2 for character in text)
    wrapper = textwrap.TextWrapper(
        width=max(width // longest, 1),
        expand_tabs=False,
        replace_whitespace=False,
        drop_whitespace=False,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return wrapper.wrap(text)
