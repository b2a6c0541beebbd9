"""
Which anchors are linked to, and which are there: kept as numbers.

A wall of 20,000 pages has a million ids. As texts they would take a few hundred megabytes;
as one number each, in an array, they take eight.
"""

from array import array


class Anchors:
    """Links to anchors, and the ids that they lead to, in any order."""

    def __init__(self) -> None:
        self._wanted: dict[int, int] = {}
        self._there = array("q")
        self._sources: list[str] = []

    def add_page(self, page: str, ids: list[str]) -> None:
        """Note the ids of a page, which is the source of the links that follow."""
        self._sources.append(page)
        self._there.extend(hash((page, id_)) for id_ in ids)

    def want(self, page: str, anchor: str) -> None:
        """Note a link to an anchor of a page."""
        self._wanted.setdefault(hash((page, anchor)), len(self._sources) - 1)

    def settle(self) -> tuple[str, ...]:
        """Take away what is there; give the first page that links to each of the rest."""
        for number in self._there:
            self._wanted.pop(number, None)
        return tuple(self._sources[place] for place in sorted(set(self._wanted.values())))

    def is_missing(self, page: str, anchor: str) -> bool:
        """Tell, after `settle`, whether an anchor that was linked to is not there."""
        return hash((page, anchor)) in self._wanted
