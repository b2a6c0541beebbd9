"""Changing settings in an owner's file: only what must change, and never by guessing."""

import ast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conversation_wall.errors import ConfigError
from conversation_wall.project.literals import WIDTH, render_literal
from conversation_wall.project.settings_file import set_settings
from sites import ROOT

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=120)
LITERALS = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=12,
)

OWNERS = '''\
"""Mine."""
import os

SITENAME = 'Bean & Leaf'  # as on the door
WALL_TEAM = {
    "ada": {"name": "Ada", "role": "baker"},  # since the beginning
    # Lin comes on Fridays
    "lin": {"name": "Lin"},  # Fridays
}

WALL_COUNTER = (
    "There’s a card by the till. "
    "We type it up."
)
OUTPUT_PATH = os.environ.get("OUT", "output")
'''


def test_only_the_value_is_changed() -> None:
    """Comments, quotes and layout around a new value stay byte for byte."""
    changed = set_settings(OWNERS, {"SITENAME": "Ana's café"})

    assert OWNERS.replace("'Bean & Leaf'", '"Ana\'s café"') == changed


@pytest.mark.parametrize(
    "source",
    [
        OWNERS,
        "\ufeff" + OWNERS,
        OWNERS.replace("\n", "\r\n"),
        OWNERS.rstrip("\n"),
        (ROOT / "pelicanconf.py").read_text("utf-8"),
    ],
)
def test_same_values_change_nothing(source: str) -> None:
    """A file that says all of it already is given back as it is, however it is written."""
    names = dict[str, object]()
    exec(source.removeprefix("\ufeff"), names)
    values = {name: names[name] for name in ("SITENAME", "WALL_TEAM", "WALL_COUNTER")}

    assert source == set_settings(source, values)


def test_entry_of_a_mapping_is_changed_and_added_in_its_place() -> None:
    """An account id goes into its entry, a new person behind the last; comments stay."""
    team = {
        "ada": {"name": "Ada", "role": "baker", "id": 583231},
        "lin": {"name": "Lin Wu"},
        "mo": {"name": "Mo"},
    }

    changed = set_settings(OWNERS, {"WALL_TEAM": team})

    assert (
        OWNERS.replace('"role": "baker"}', '"role": "baker", "id": 583231}').replace(
            '"lin": {"name": "Lin"},  # Fridays\n',
            '"lin": {"name": "Lin Wu"},  # Fridays\n    "mo": {"name": "Mo"},\n',
        )
        == changed
    )


def test_entry_that_outgrows_its_line_is_broken() -> None:
    """No line gets longer than 100 columns; the lines around it stay."""
    source = f'WALL_TEAM = {{\n    "ada": {{"name": "Ada", "role": "{"x" * 52}"}},\n    "lin": {{}},\n}}\n'
    team = {"ada": {"name": "Ada", "role": "x" * 52, "id": 583231}, "lin": {}}

    assert (
        f'WALL_TEAM = {{\n    "ada": {{\n        "name": "Ada",\n        "role": "{"x" * 52}",\n'
        '        "id": 583231,\n    },\n    "lin": {},\n}\n'
    ) == set_settings(source, {"WALL_TEAM": team})


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('X = {"a": 1}\n', 'X = {"a": 1, "b": 2}\n'),
        ('X = {"a": 1,}\n', 'X = {"a": 1, "b": 2,}\n'),
        ('X = {\n  "a": 1\n}\n', 'X = {\n  "a": 1,\n  "b": 2,\n}\n'),
        ('X = {\n  "a": 1  # one\n}\n', 'X = {\n  "a": 1,  # one\n  "b": 2,\n}\n'),
        ('X = {"z": 0,\n     "a": 1}\n', 'X = {"a": 1, "b": 2}\n'),
        ('X = {\n    "a": (0),\n}\n', 'X = {"a": 1, "b": 2}\n'),
        ('X = {"a": 1, "a": 1}\n', 'X = {"a": 1, "b": 2}\n'),
        ("X = dict\n", None),
        ('X: dict[str, int] = {"a": 1}\n', 'X: dict[str, int] = {"a": 1, "b": 2}\n'),
        ('X = (\n    {"a": 0}\n)\n', 'X = (\n    {"a": 1, "b": 2}\n)\n'),
        ("X = \\\n  {}; Y = 1  # end\n", 'X = \\\n  {"a": 1, "b": 2}; Y = 1  # end\n'),
        ("é = 'é'; X = 0  # é\n", 'é = \'é\'; X = {"a": 1, "b": 2}  # é\n'),
    ],
)
def test_mappings_in_every_layout(source: str, expected: str | None) -> None:
    """However an owner writes a mapping, it ends up with the values, and reads as Python."""
    if expected is None:
        with pytest.raises(ConfigError, match="worked out by code"):
            set_settings(source, {"X": {"a": 1, "b": 2}})
    else:
        assert expected == set_settings(source, {"X": {"a": 1, "b": 2}})


def test_missing_setting_comes_after_its_neighbour() -> None:
    """What is new stands behind the setting before it in the table, else at the end."""
    values: dict[str, object] = {
        "SITENAME": "Ana",
        "WALL_QUESTION": "Well?",
        "WALL_COLOUR": None,
        "WALL_SOURCES": [],
    }

    assert (
        'WALL_TEAM = ["ada"]\nWALL_QUESTION = "Well?"\nWALL_COLOUR = None\nX = 1\n'
        'SITENAME = "Ana"\nWALL_SOURCES = []\n'
    ) == set_settings('WALL_TEAM = ["ada"]\nX = 1', values)


def test_addition_comes_after_an_import_of_everything() -> None:
    """`from … import *` may set anything, so nothing new stands before it."""
    assert "A = 1\nfrom mine import *\nB = 2\n" == set_settings(
        "A = 1\nfrom mine import *\n", {"B": 2}
    )


def test_long_text_is_broken_between_words() -> None:
    """A sentence that is too long for a line is written on several."""
    text = "There’s a card by the till at 4 Hollin Lane. Write on it and put it in the box. We type it up soon."

    assert (
        'WALL_COUNTER = (\n    "There’s a card by the till at 4 Hollin Lane. Write on it and put it '
        'in the box. We type it up "\n    "soon."\n)\n'
    ) == set_settings("", {"WALL_COUNTER": text})


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("X = 1\nX = 2\n", "X is set in more than one place (lines 1, 2)"),
        ("X = 1\nX += 1\n", "X is set in more than one place (lines 1, 2)"),
        ("X = {}\nX['a'] = 1\n", "X is set in more than one place (lines 1, 2)"),
        ("X = {}\nX.update(a=1)\n", "X is set in more than one place (lines 1, 2)"),
        ("X = 1\nif X:\n    X = 2\n", "X is set in more than one place (lines 1, 3)"),
        ("if True:\n    X = 2\n", "X is not set by a plain line of its own (line 2)"),
        ("X = Y = 1\n", "X is not set by a plain line of its own (line 1)"),
        ("X, Y = 1, 2\n", "X is not set by a plain line of its own (line 1)"),
        ("from mine import X\n", "X is not set by a plain line of its own (line 1)"),
        ("X = os.environ['X']\n", "X is worked out by code (line 1)"),
        ("X = {'a': day(1)}\n", "X is worked out by code (line 1)"),
        ("X = f'{1}'\n", "X is worked out by code (line 1)"),
        ("X = 1\nfrom mine import *\n", "X may be set anew by the import on line 2"),
    ],
)
def test_owners_code_is_left_alone(source: str, reason: str) -> None:
    """What code makes is not changed; the message says why, and what to write."""
    with pytest.raises(ConfigError) as raised:
        set_settings(source, {"X": {"a": 1}})

    assert reason in str(raised.value)
    assert 'X = {"a": 1}' in str(raised.value)


def test_all_faults_are_told_at_once() -> None:
    """One message has every setting that cannot be changed, and none is changed."""
    with pytest.raises(ConfigError) as raised:
        set_settings("X = a()\nY = b()\nZ = 1\n", {"X": 1, "Y": 2, "Z": 3})

    assert "2 settings cannot be changed for you" in str(raised.value)
    assert "X = 1\nY = 2" in str(raised.value)


@pytest.mark.parametrize(("source", "line"), [("X = (\n", "line 1"), ("X = 1\0", "null")])
def test_file_that_is_no_python_is_told(source: str, line: str) -> None:
    """A broken file is not edited; the message names the place."""
    with pytest.raises(ConfigError, match=line):
        set_settings(source, {"X": 1})


@settings(max_examples=150, deadline=None)
@given(value=LITERALS)
def test_any_value_survives_being_written(value: object) -> None:
    """What is written reads back as the same value, with nothing in it that cannot be seen."""
    written = set_settings("", {"WALL_X": value})

    assert value == ast.literal_eval(written.removeprefix("WALL_X = "))
    assert written.replace("\n", "").isprintable()


@settings(max_examples=150, deadline=None)
@given(old=LITERALS, new=LITERALS)
def test_any_value_becomes_any_other(old: object, new: object) -> None:
    """A value is changed into another one, and nothing around it."""
    source = f"A = 1  # é\nX = {render_literal(old)}  # end\nB = 2"

    changed = set_settings(source, {"X": new})
    names = dict[str, object]()
    exec(changed, names)

    assert (1, new, 2) == (names["A"], names["X"], names["B"])
    assert changed.startswith("A = 1  # é\nX = ")
    assert changed.endswith("  # end\nB = 2")


def test_lines_are_short() -> None:
    """A roster of many people has lines of at most 100 columns."""
    team = {
        f"person-{number}": {"name": "Somebody Quite Long", "role": "shop and post", "id": 10**9}
        for number in range(3)
    } | {"x": {"name": "An even longer name " * 3, "role": "shop", "from": "2024-01-01"}}

    written = set_settings("", {"WALL_TEAM": team})

    assert WIDTH >= max(map(len, written.splitlines()))
