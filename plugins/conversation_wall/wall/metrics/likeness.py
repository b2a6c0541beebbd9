"""Saved replies, found again in what is published: the shingles of the team's posts."""

from collections.abc import Iterator, Sequence

from ..boilerplate import alike_posts
from .facts import SAVED, TEAM, Facts
from .reading import unpacked


def boilerplate_among(threads: Sequence[Facts]) -> Iterator[tuple[Facts, str, bool]]:
    """
    Judge each post of the team by the published shingles alone.

    Gives the thread, the letter that it has there, and whether it is like posts in three
    or more other threads.
    """
    posts = [
        (f"{number}", f"{number}.{place}", unpacked(shingles))
        for number, facts in enumerate(threads)
        for place, shingles in enumerate(facts.shingles)
    ]
    alike = alike_posts(posts)
    for number, facts in enumerate(threads):
        letters = [side for side in facts.sides if side in (TEAM, SAVED)]
        for place, letter in enumerate(letters):
            yield facts, letter, f"{number}.{place}" in alike
