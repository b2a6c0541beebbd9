"""
Repair what is safe to repair: record the account numbers of the roster.

A number is only written where GitHub has just given it and no post on the wall speaks
against it; a login is never changed, and nothing is ever deleted.
"""

import re
from collections.abc import Mapping
from pathlib import Path

from ..config import read_settings
from ..errors import ConfigError
from ..project.changes import Change, find_changes, read_text
from ..project.folders import SETTINGS_FILE
from ..project.settings_file import set_settings

_ROSTER = re.compile(r"^WALL_TEAM\b", re.MULTILINE)


def record_ids(settings_file: Path, ids: Mapping[str, int]) -> tuple[Change, ...]:
    """
    Find what is to be written into the file that has the roster.

    Raises `ConfigError` where code of the owner's own makes the roster.
    """
    folder = settings_file.parent
    # The settings for publishing take the roster from the others.
    names = [
        name
        for name in dict.fromkeys((settings_file.name, SETTINGS_FILE))
        if _ROSTER.search(read_text(folder / name) or "")
    ]
    if not names:
        raise ConfigError(_by_hand(ids, settings_file.name))
    text = read_text(folder / names[0]) or ""
    roster = _with_ids(read_settings(folder / names[0])["WALL_TEAM"], ids)
    try:
        changed = set_settings(text, {"WALL_TEAM": roster}, file=names[0])
    # A date in the roster is no plain value.
    except TypeError as error:
        raise ConfigError(_by_hand(ids, names[0])) from error
    return find_changes(folder, {names[0]: changed})


def _with_ids(roster: object, ids: Mapping[str, int]) -> dict[str, object]:
    members = (
        roster if isinstance(roster, Mapping) else dict.fromkeys(str(each) for each in roster)  # type: ignore[attr-defined]
    )
    return {
        str(login): _details(details) | {"id": number}
        if (number := ids.get(str(login).strip().removeprefix("@"))) is not None
        else details or {}
        for login, details in members.items()
    }


def _details(details: object) -> dict[str, object]:
    if isinstance(details, Mapping):
        return dict(details)
    return {"name": details} if details else {}


def _by_hand(ids: Mapping[str, int], file: str) -> str:
    listed = ", ".join(f"'id': {number} for {login!r}" for login, number in ids.items())
    return (
        f"The roster is made by code of your own, which only you can change (in {file}). "
        f"Nothing was changed. Write there {listed}."
    )
