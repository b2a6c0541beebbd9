"""What `wall check` finds in a folder, read back from its JSON."""

import json
from pathlib import Path
from typing import Any

from github_emulator import Emulator
from sites import Ended, run_wall

TOKEN = "a-token-that-nobody-may-see"


def run_check(folder: Path, *options: str, github: Emulator | None = None, **more: str) -> Ended:
    """Run `wall check` in a folder, with an emulated GitHub or with none."""
    address = {"GITHUB_TOKEN": TOKEN, "WALL_GITHUB_URL": github.url} if github else {}
    ended = run_wall(folder, "check", *options, **{**address, **more})
    assert "Traceback" not in ended.out + ended.error
    assert TOKEN not in ended.out + ended.error
    return ended


def findings(
    folder: Path, area: str, *options: str, github: Emulator | None = None, **more: str
) -> list[dict[str, Any]]:
    """Give what is found in one area."""
    ended = run_check(folder, "--json", *options, github=github, **more)
    found: list[dict[str, Any]] = json.loads(ended.out)["findings"]
    return [finding for finding in found if finding["area"] == area]


def told(
    folder: Path,
    area: str,
    *options: str,
    github: Emulator | None = None,
    lowest: str = "warning",
    **more: str,
) -> list[tuple[str, str]]:
    """Give level and words of what is found in one area, from errors down to a level."""
    levels = ["error", "warning", "note", "ok"]
    return [
        (finding["level"], f"{finding['where']}: {finding['what']} → {finding['then']}")
        for finding in findings(folder, area, *options, github=github, **more)
        if levels.index(finding["level"]) <= levels.index(lowest)
    ]
