"""
Boilerplate: what the team pastes under one critique after another.

Two posts are alike when the Jaccard similarity of their shingles (runs of three spoken
words) is at least 0.8. Whom a post greets and who signs it is left out: "Hi Ada" above makes
no reply for Ada. A post is boilerplate when it is like team posts in three or more
other threads. It is shown, but it stops no clock.

Comparing each with each would take hours for a large wall. The answer is the same, found
faster:

    posts ─→ groups of equal shingle sets
          ─→ of these, the ones four fifths of whose shingles stand in another, too
          ─→ index of each group's rarest shingles: sets that are alike share one of them
          ─→ exact comparison of the few that do, until three other threads are found

The prefix filter: S. Chaudhuri, V. Ganti, R. Kaushik, "A Primitive Operator for
Similarity Joins in Data Cleaning", ICDE 2006.
"""

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import blake2b
from struct import unpack

from .words import spoken_paragraphs, words_among

_SHINGLE = 3
_OTHER_THREADS = 3

# Rarity is counted in 2²⁰ boxes: two shingles in one box cost time, never a wrong result.
_BOXES = (1 << 20) - 1

_LOW = (1 << 32) - 1

_NAME = r"[^\W\d_][\w'’.-]{0,40}"
_GREETING = re.compile(rf"\A\s{{0,99}}((?:{_NAME}[ \t]{{1,9}}){{0,3}})({_NAME})[ \t]{{0,9}}[,!\n]")
_ADDRESSED = re.compile(rf",[ \t]{{1,9}}({_NAME})(?=[,!?\n]|\Z)")
_SIGNED = re.compile(
    rf"\n[–—\s]{{0,9}}(?:{_NAME}[ \t]{{1,9}}){{0,2}}{_NAME}[,!]?"
    rf"(?:\n[–—\s]{{0,9}}(?:{_NAME}[ \t]{{1,9}}){{0,2}}{_NAME})?\s{{0,99}}\Z"
)


@dataclass(slots=True)
class _Group:
    """Posts of equal shingles; `shingles` are ordered, the rarest first."""

    shingles: "array[int]"
    post_ids: list[str] = field(default_factory=list)
    thread_ids: set[str] = field(default_factory=set)


def boilerplate_posts(posts: Iterable[tuple[str, str, str]]) -> frozenset[str]:
    """
    Find the boilerplate among the team's posts; give the ids of those posts.

    `posts` are (thread id, post id, body) of the posts by the team that are shown. The
    result does not depend on their order. A post without a spoken word is like none.
    """
    return alike_posts(
        (thread_id, post_id, shingles_of(body)) for thread_id, post_id, body in posts
    )


def alike_posts(posts: Iterable[tuple[str, str, frozenset[int]]]) -> frozenset[str]:
    """Find the boilerplate, as `boilerplate_posts`, where the shingles are known."""
    groups = _with_shared_shingles(_groups(posts))
    _order_by_rarity(groups)
    index = _index(groups)
    return frozenset(
        post_id
        for number, group in enumerate(groups)
        if _is_boilerplate(number, group, groups, index)
        for post_id in group.post_ids
    )


def shingles_of(body: str) -> frozenset[int]:
    """
    Give the shingles of a body as 64-bit numbers, the same on every machine.

    Each is the first 8 bytes, big-endian, of BLAKE2b of three words in lower case with a
    space between. Of fewer than three words, all are one shingle. A greeting, a name after
    a comma and a signature are left out, where three words stay.
    """
    text = "\n\n".join(spoken_paragraphs(body))
    spoken = words_among(_impersonal(text))
    if len(spoken) < _SHINGLE:
        spoken = words_among(text)
    words = [word.casefold().encode("utf-8", "surrogatepass") for word in spoken]
    if not words:
        return frozenset()
    if len(words) < _SHINGLE:
        runs = {b" ".join(words)}
    else:
        runs = set(map(b"%b %b %b".__mod__, zip(words, words[1:], words[2:], strict=False)))
    digests = b"".join([blake2b(run, digest_size=8).digest() for run in runs])
    return frozenset(unpack(f">{len(runs)}Q", digests))


def _impersonal(text: str) -> str:
    """Leave out whom a text greets ("Hi Ada,"), names ("thanks, Ada!") and who signs it."""
    text = _ADDRESSED.sub(lambda found: " " if found[1][0].isupper() else found[0], text)
    greeting = _GREETING.match(text)
    if greeting and (not greeting[1] or greeting[2][0].isupper()):
        text = text[greeting.end() :]
    return _SIGNED.sub("", text)


def are_alike(one: frozenset[int], other: frozenset[int]) -> bool:
    """Tell whether the Jaccard similarity of two sets of shingles is at least 0.8."""
    return _are_alike(len(one), len(other), len(one & other))


def _are_alike(one: int, other: int, shared: int) -> bool:
    # shared / (one + other - shared) >= 4/5, in whole numbers.
    return shared > 0 and 9 * shared >= 4 * (one + other)


def _groups(posts: Iterable[tuple[str, str, frozenset[int]]]) -> list[_Group]:
    """Give the posts in groups of equal shingles, small sets first."""
    groups: dict[bytes, _Group] = {}
    for thread_id, post_id, found in posts:
        if found:
            shingles = array("Q", sorted(found))
            group = groups.setdefault(shingles.tobytes(), _Group(shingles))
            group.post_ids.append(post_id)
            group.thread_ids.add(thread_id)
    return sorted(groups.values(), key=lambda group: len(group.shingles))


def _with_shared_shingles(groups: list[_Group]) -> list[_Group]:
    """Leave out the groups that no other can be alike, which are nearly all."""
    total = sum(len(group.shingles) for group in groups)
    boxes = (1 << min(24, (8 * total).bit_length())) - 1
    counts = bytearray(boxes + 1)
    for group in groups:
        for shingle in group.shingles:
            # Whether it is one, or more.
            counts[shingle & boxes] = 2 if counts[shingle & boxes] else 1
    return [
        group
        for group in groups
        if len(group.thread_ids) > _OTHER_THREADS
        or 5 * sum([counts[shingle & boxes] for shingle in group.shingles])
        >= 9 * len(group.shingles)
    ]


def _order_by_rarity(groups: list[_Group]) -> None:
    counts = array("I", bytes((_BOXES + 1) * array("I").itemsize))
    for group in groups:
        for shingle in group.shingles:
            counts[shingle & _BOXES] += 1
    for group in groups:
        group.shingles = array(
            "Q", sorted(group.shingles, key=lambda shingle: (counts[shingle & _BOXES], shingle))
        )


def _index(groups: list[_Group]) -> dict[int, list[int]]:
    """
    Give where each shingle stands in a prefix: (size, place, group), in rising order.

    The three are packed into one number, which takes a third of a tuple's memory.
    """
    index: dict[int, list[int]] = {}
    for number, group in enumerate(groups):
        size = len(group.shingles)
        for place, shingle in enumerate(_prefix(group)):
            index.setdefault(shingle, []).append((size << 64) | (place << 32) | number)
    for entries in index.values():
        entries.sort()
    return index


def _prefix(group: _Group) -> "array[int]":
    """
    Give so many of the rarest shingles that all sets alike have one of them in their prefix.

    Sets that are alike share four fifths of each, so at least one of all but that many.
    """
    size = len(group.shingles)
    return group.shingles[: size - (4 * size + 4) // 5 + 1]


def _is_boilerplate(
    number: int, group: _Group, groups: list[_Group], index: dict[int, list[int]]
) -> bool:
    thread_ids = set(group.thread_ids)
    if len(thread_ids) > _OTHER_THREADS:
        return True
    shingles = frozenset(group.shingles)
    for candidate in _candidates(number, group, index):
        other = groups[candidate]
        shared = len(shingles.intersection(other.shingles))
        if _are_alike(len(shingles), len(other.shingles), shared):
            thread_ids |= other.thread_ids
            # One of them is the post's own.
            if len(thread_ids) > _OTHER_THREADS:
                return True
    return False


def _candidates(number: int, group: _Group, index: dict[int, list[int]]) -> Iterator[int]:
    """
    Give the groups that may be alike: of a fitting size, with a shingle of both prefixes.

    Where the first one shared stands late in either, too few are left to share: the
    groups in which it stands at one place are passed over together.
    """
    size = len(group.shingles)
    seen = {number}
    for place, shingle in enumerate(_prefix(group)):
        entries = index[shingle]
        at = bisect_left(entries, (4 * size + 4) // 5 << 64)
        while at < len(entries):
            size_and_place = entries[at] >> 32
            other_size, other_place = size_and_place >> 32, size_and_place & _LOW
            if 4 * other_size > 5 * size:
                break
            start, at = at, bisect_left(entries, (size_and_place + 1) << 32, at)
            if _are_alike(size, other_size, min(size - place, other_size - other_place)):
                for entry in range(start, at):
                    candidate = entries[entry] & _LOW
                    if candidate not in seen:
                        seen.add(candidate)
                        yield candidate
