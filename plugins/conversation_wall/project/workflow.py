"""
The files by which GitHub reads, builds and publishes a wall by itself.

    .github/workflows/wall.yml   when, in which order, and what is published
    .github/dependabot.yml       proposes newer versions of what these use

Every wall has the same text: what differs is in the settings, and GitHub itself knows the
repository and the address of its site.
"""

from collections.abc import Mapping
from importlib.resources import files

WORKFLOW = ".github/workflows/wall.yml"
DEPENDABOT = ".github/dependabot.yml"

_FOLDER = files(__package__) / "files"


def workflow_files() -> Mapping[str, str]:
    """Give both files, as text, by their paths in the repository."""
    return {path: (_FOLDER / path[1:]).read_text("utf-8") for path in (WORKFLOW, DEPENDABOT)}
