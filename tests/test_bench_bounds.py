"""No text takes much: what is slow elsewhere is rendered, or shown as typed, within bounds."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bench.shapes import LIMIT, shapes

ROOT = Path(__file__).resolve().parent.parent


def test_shapes_are_as_long_as_github_allows() -> None:
    """None is so long that it would be cut, and few are shorter than that."""
    lengths = [len(text) for _, text in shapes()]

    assert max(lengths) <= LIMIT
    assert sorted(lengths)[len(lengths) // 4] > LIMIT * 0.9


def test_names_of_shapes_are_their_own() -> None:
    """Two of one name would be one in a report."""
    names = [name for name, _ in shapes()]

    assert len(names) == len(set(names))


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork a process")
def test_walls_of_the_worst_texts_are_built_within_bounds() -> None:
    """Nothing that the system would stop: a sample alone, and together on one wall."""
    ended = subprocess.run(
        (sys.executable, ROOT / "scripts" / "bench", "bounds", "--every", "80"),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )

    assert (0, "") == (ended.returncode, ended.stderr), ended.stdout
    assert "all together, each" in ended.stdout
