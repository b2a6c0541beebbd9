"""
Bring the images beside the store up to date with what posts show.

    posts not looked at ─→ addresses ─→ wanted ─┬─ kept already
                                                ├─ resting: could not be fetched, and not due
                                                └─ due ─ fetch, recode → file ─→ noted
    what nothing wants any more is removed, row and file

An image that cannot be had is no failure of a sync: a link stands in its place until one
succeeds. Each image is noted by itself, so that a run that is stopped loses at most the
few that it was at.
"""

import io
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import islice

from PIL import Image

from ..store import Store
from ..store.images import KeptImage, Use
from . import recoding
from .doors import NotFetchedError

MOST_IN_THREAD = 100
# GitHub Pages takes sites of one gigabyte.
MOST_BYTES_KEPT = 500 * 1024**2
# How long a run fetches images; the next one goes on.
MOST_SECONDS = 600
_AT_ONCE = 4
_RECODED_IN = 60


@dataclass(frozen=True, slots=True)
class Wishes:
    """
    What the wall wants to show.

    `images_in` finds the addresses of images in a post's text, as the wall would show it;
    `is_taken` says of an address whether the settings let it be fetched, `is_shown` of a
    login and an account's number whether that person's posts are shown at all.
    """

    images_in: Callable[[str], Iterable[str]]
    is_taken: Callable[[str], bool]
    is_shown: Callable[[str, int | None], bool]


@dataclass(slots=True)
class Collection:
    """
    What a run did.

    `kept` are all images that the wall has now, `fetched` those that are new; `failed` has the
    reasons by address. `waiting` are left to a later run: those that rest, and those for which
    time or room did not last (`is_full`). `removed` are those that no post shows any more.
    """

    kept: int = 0
    fetched: int = 0
    removed: int = 0
    waiting: int = 0
    is_full: bool = False
    failed: dict[str, str] = field(default_factory=dict)


def collect(
    store: Store,
    wishes: Wishes,
    fetch: Callable[[str], bytes],
    begin: Callable[[int], None] = lambda _: None,
    clock: Callable[[], float] = time.monotonic,
) -> Collection:
    """
    Fetch what is wanted and due, and remove what is not wanted any more.

    `begin` hears how many are to be fetched. Raises `StoreError`.
    """
    images = store.images
    _look(store, wishes)
    wanted = tuple(_wanted(images.load_uses(), wishes))
    collection = Collection()
    with store.transaction():
        collection.removed = images.keep_only(wanted)
    kept, resting = images.load_kept(), images.load_resting()
    missing = [address for address in wanted if address not in kept]
    due = [address for address in missing if not resting.get(address)]
    with store.transaction():
        images.let_rest()
    if due:
        begin(len(due))
        room = MOST_BYTES_KEPT - sum({one.file: one.size for one in kept.values()}.values())
        _fetch_all(store, due, fetch, collection, room, clock)
    images.sweep()
    collection.kept = len(kept) + collection.fetched
    collection.waiting = len(missing) - collection.fetched - len(collection.failed)
    return collection


def _look(store: Store, wishes: Wishes) -> None:
    """Look at the posts that are new, or were written anew."""
    while posts := store.images.load_unseen():
        with store.transaction():
            for post, body in posts:
                store.images.save_seen(post, dict.fromkeys(wishes.images_in(body)))


def _wanted(uses: Iterable[Use], wishes: Wishes) -> Iterator[str]:
    """Give the addresses that are wanted, each once, and not too many for one thread."""
    counts: Counter[int] = Counter()
    seen: set[str] = set()
    for use in uses:
        if counts[use.thread] >= MOST_IN_THREAD:
            continue
        if wishes.is_taken(use.address) and wishes.is_shown(use.login, use.account_id):
            counts[use.thread] += 1
            if use.address not in seen:
                seen.add(use.address)
                yield use.address


def _fetch_all(  # noqa: PLR0913 - what a run is made of
    store: Store,
    due: Sequence[str],
    fetch: Callable[[str], bytes],
    collection: Collection,
    room: int,
    clock: Callable[[], float],
) -> None:
    images, ends_at, left = store.images, clock() + MOST_SECONDS, iter(due)
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        while clock() < ends_at and (batch := list(islice(left, _AT_ONCE))):
            for address, given in zip(
                batch, pool.map(lambda one: _try(one, fetch), batch), strict=True
            ):
                if isinstance(given, str):
                    collection.failed[address] = given
                    with store.transaction():
                        images.save_failure(address)
                    continue
                room -= len(given)
                if room < 0:
                    collection.is_full = True
                    return
                image = _described(given)
                images.write(image.file, given)
                with store.transaction():
                    images.save_kept(address, image)
                collection.fetched += 1


def _try(address: str, fetch: Callable[[str], bytes]) -> bytes | str:
    """Give the image as the wall keeps it, or why it cannot be had."""
    try:
        return _recoded(fetch(address))
    except (NotFetchedError, recoding.NoImageError) as error:
        return str(error)


def _recoded(content: bytes) -> bytes:
    """Recode in a process of its own, which a hostile file may break as it likes."""
    if recoding.kind_of(content) is None:
        # Most of what is no image ends here, without a process.
        return recoding.recode(content)
    command = (sys.executable, "-P", recoding.__file__)
    try:
        ended = subprocess.run(
            command, input=content, capture_output=True, timeout=_RECODED_IN, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise recoding.NoImageError("it takes too long to read") from error
    if ended.returncode:
        reason = ended.stderr.decode(errors="replace") if ended.returncode == 1 else ""
        is_ours = reason and "\n" not in reason
        raise recoding.NoImageError(reason if is_ours else "no program could read it")
    return ended.stdout


def _described(content: bytes) -> KeptImage:
    """Name an image after what is in it: the same one is kept once."""
    name = f"{blake2b(content, digest_size=16).hexdigest()}.webp"
    with Image.open(io.BytesIO(content), formats=["WEBP"]) as image:
        return KeptImage(name, *image.size, len(content))
