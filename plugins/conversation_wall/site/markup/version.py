"""Which renderer this is: what was kept of another's work is not used."""

import hashlib
from functools import cache
from importlib.metadata import version
from pathlib import Path

# Besides this package, what makes a post's HTML.
_LIBRARIES = ("comrak", "nh3", "pygments")
_TEXT = Path(__file__).parent.parent / "text.py"


@cache
def renderer_version() -> str:
    """
    Name what `prepare` is made of: this package's own code, and its libraries.

    It is read from the code itself, so that nobody can forget to raise a number.
    """
    found = hashlib.sha256()
    for path in [*sorted(Path(__file__).parent.glob("*.py")), _TEXT]:
        found.update(path.read_bytes())
    found.update(" ".join(f"{name} {version(name)}" for name in _LIBRARIES).encode())
    return found.hexdigest()[:16]
