"""Saved replies, found again in what is published: the shingles of the team's posts."""

from collections.abc import Iterator, Sequence

from ..boilerplate import alike_posts
from .facts import SAVED, TEAM, Facts
from .reading import unpacked


def boilerplate_among(threads: Sequence[Facts]) -> Iterator[tuple[Facts, str, bool]]:
    """
    Judge each post of the team by the published shingles alone.

    Gives the thread, the letter that it has there, and whether it is like posts in three
    or more other threads. What opens a thread of the team's answers nobody, so it is none.
    """
    posts = [
        (f"{number}", f"{number}.{place}", unpacked(shingles))
        for number, facts in enumerate(threads)
        for place, (_, shingles) in enumerate(_replies(facts))
    ]
    alike = alike_posts(posts)
    for number, facts in enumerate(threads):
        for place, (letter, _) in enumerate(_replies(facts)):
            yield facts, letter, f"{number}.{place}" in alike


def _replies(facts: Facts) -> list[tuple[str, bytes]]:
    """Give the letter and the shingles of each comment or reply of the team that says something."""
    letters = [side for side in facts.sides if side in (TEAM, SAVED)]
    is_opened_by_team = facts.sides.startswith(TEAM)
    return list(zip(letters, facts.shingles, strict=True))[is_opened_by_team:]
