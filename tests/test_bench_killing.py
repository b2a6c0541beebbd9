"""A wall killed at any moment of a sync or a build is, after the next run, as if it never was."""

import os
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

from bench.killing import changed, differences, spread
from bench.making import Plan, make

ROOT = Path(__file__).resolve().parent.parent


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork a process")
def test_sample_of_kills_leaves_no_trace() -> None:
    """Killed at moments chosen by a seed, export and site are byte-identical in the end."""
    command = ("kill", "--points", "8", "--threads", "5", "--seed", "5")
    ended = subprocess.run(
        (sys.executable, ROOT / "scripts" / "bench", *command),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )

    rows = [line.split("|")[3:5] for line in ended.stdout.splitlines() if line.startswith("| ")]
    assert (0, "") == (ended.returncode, ended.stderr)
    assert [["2", "2"]] * 4 == [[cell.strip() for cell in row] for row in rows[2:]]


def test_moments_are_spread_over_the_whole_run() -> None:
    """One moment lies in each of as many equal spans, and each of the run can be one."""
    random = Random(3)
    chosen = [spread(20, 5, random) for _ in range(200)]

    assert all(
        place * 4 < moment <= place * 4 + 4
        for moments in chosen
        for place, moment in enumerate(moments)
    )
    assert set(range(1, 21)) == {moment for moments in chosen for moment in moments}


def test_differences_are_named() -> None:
    """Files that are missing, left over or other are told apart, some of them."""
    assert ["a is missing", "b differs", "c is left over"] == differences(
        {"a": b"", "b": b"1", "same": b""}, {"b": b"2", "c": b"", "same": b""}
    )
    assert 3 == len(differences({}, dict.fromkeys("abcd", b"")))


def test_github_is_another_afterwards() -> None:
    """Threads went, were edited, lost comments, or had them hidden without a new date."""
    nodes = list(make(Plan(16)))
    left = {node["id"]: node for node in changed(nodes)}
    undated = [
        node["id"]
        for node in nodes
        if (now := left.get(node["id"])) and now != node and now["updatedAt"] == node["updatedAt"]
    ]

    assert {nodes[0]["id"], nodes[8]["id"]} == {node["id"] for node in nodes} - left.keys()
    assert [nodes[2]["id"], nodes[10]["id"]] == undated
