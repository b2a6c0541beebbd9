"""
Where the wall's files go: beside those of the site that stands, until all are made.

    Output.put ─→ as it stands there already: left alone
               └→ else into the workshop, under a number ── move ─→ into place, by a rename

So a build that fails changes nothing, one that is killed leaves every page whole, and a file
that did not change keeps its time. Plain `pelican` has no workshop: there each file is moved
at once.
"""

import os
import shutil
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Self

from ..site.assets import Asset


@dataclass(slots=True)
class Output:
    """
    The files of a build, or of the part of that name.

    `kept` are as they were, `made` lie in the workshop by the names given.
    """

    target: Path
    workshop: Path | None = None
    part: str = "last"
    kept: list[str] = field(default_factory=list)
    made: dict[str, str] = field(default_factory=dict)

    def put(self, asset: Asset) -> None:
        """Take a file, unless it stands there already."""
        path = self.target / asset.path
        if _holds(path, asset.content):
            self.kept.append(asset.path)
            return
        self.made[asset.path] = name = f"{self.part}-{len(self.made)}"
        if self.workshop:
            (self.workshop / name).write_bytes(asset.content)
        else:
            self._clear(path)
            place = path.with_name(f".{path.name}-{name}")
            place.write_bytes(asset.content)
            place.replace(path)

    def move(self) -> None:
        """
        Move all that was made into place: the pages last, since they name the other files.

        First comes `.nojekyll`, by which the next build knows that the folder is a wall's.
        """
        if self.workshop is None:
            return
        for file in sorted(self.made, key=lambda file: (file.endswith(".html"), file)):
            path = self.target / file
            self._clear(path)
            (self.workshop / self.made[file]).replace(path)

    def of_part(self, part: str) -> Self:
        """Give an output to the same place, for a part that any process makes."""
        return replace(self, part=part, kept=[], made={})

    def add(self, part: Self) -> None:
        """Take note of what a part put."""
        self.kept += part.kept
        self.made |= part.made

    def files(self) -> set[str]:
        """Name every file of the wall."""
        return {*self.kept, *self.made}

    def _clear(self, path: Path) -> None:
        """Make room for a file: what is no longer produced may stand in its way."""
        if path.parent.is_dir():
            if path.is_dir():
                shutil.rmtree(path)
            return
        for above in path.parents:
            if above == self.target or above.is_dir():
                break
            above.unlink(missing_ok=True)
        path.parent.mkdir(parents=True, exist_ok=True)


def _holds(path: Path, content: bytes) -> bool:
    try:
        with open(path, "rb", buffering=0) as file:  # noqa: PTH123 - twice as quick
            return os.fstat(file.fileno()).st_size == len(content) and file.read() == content
    except OSError:
        return False
