"""What this machine knows already: where a folder is kept on GitHub, and the time zone."""

import re
import subprocess
from pathlib import Path
from zoneinfo import ZoneInfo

_REMOTE = re.compile(
    r"(?:https?://(?:[^@/\s]+@)?|ssh://git@|git@)(?P<host>[\w.-]+)(?::\d+)?[:/]"
    r"(?P<repository>[\w.-]+/[\w.-]+?)(?:\.git)?/?"
)
_LOCALTIME = Path("/etc/localtime")


def repository_of(folder: Path, host: str) -> str | None:
    """Give 'owner/name' of the remote `origin` of a folder that is the top of a git checkout."""
    top = _git(folder, "rev-parse", "--show-toplevel")
    if not top or Path(top).resolve() != folder.resolve():
        return None
    remote = _REMOTE.fullmatch(_git(folder, "remote", "get-url", "origin"))
    return remote["repository"] if remote and remote["host"].lower() == host else None


def local_timezone() -> str | None:
    """Give the name of this machine's time zone, where the system tells."""
    _, found, name = _LOCALTIME.resolve().as_posix().partition("/zoneinfo/")
    try:
        return ZoneInfo(name).key if found else None
    except (KeyError, ValueError, OSError):
        return None


def _git(folder: Path, *arguments: str) -> str:
    try:
        ended = subprocess.run(
            ("git", "-C", folder, *arguments),
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
    except OSError:
        # There is no git: then it knows nothing.
        return ""
    return ended.stdout.strip() if ended.returncode == 0 else ""
