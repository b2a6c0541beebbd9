"""The fuzzer's targets run, where the fuzzer is installed."""

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

FUZZ = Path(__file__).resolve().parent.parent / "scripts" / "fuzz.py"


@pytest.mark.skipif(find_spec("atheris") is None, reason="no Atheris: pip install --group fuzz")
@pytest.mark.parametrize("target", ["posts", "masks", "titles", "forms"])
def test_target_runs(target: str, tmp_path: Path) -> None:
    """A few hundred texts break no promise."""
    ended = subprocess.run(
        (sys.executable, FUZZ, target, "-runs=300"), cwd=tmp_path, capture_output=True, check=False
    )

    assert 0 == ended.returncode, ended.stderr[-2000:]
