"""
The images that posts show, from the wall's own copies.

    images_in    a post's text → the addresses of its images, for the sync to fetch
    Album        what the wall has of them; a link stands in the place of any other

An image is part of the site only where a published post shows it, in the text as it is
published. The copies lie beside the store, and their names are hashes of what is in them.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from ..config import Config
from ..config.hosts import is_image_taken
from ..errors import StoreError
from ..store import Store
from ..store.images import KeptImage
from ..wall.model import Thread
from .assets import Asset
from .markup import Asset as Copy
from .markup import RenderContext, place, prepare

FOLDER = "images"

_SHOWN = re.compile(rf'<img src="{FOLDER}/([^"/]+)"')


def images_in(body: str) -> tuple[str, ...]:
    """Find the images of a post, by the very reading that shows it."""
    found: dict[str, None] = {}

    def note(address: str) -> None:
        if address:
            found[address] = None

    place(prepare(body), RenderContext("", find_image=note))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Album:
    """The copies that the settings let the wall show; `shown` are the files that posts do."""

    kept: Mapping[str, KeptImage] = field(default_factory=dict)
    shown: frozenset[str] = frozenset()

    def finder(self, root: str) -> Callable[[str], Copy | None] | None:
        """Make what finds copies for a page that lies `root` below the top of the site."""
        if not self.kept:
            return None

        def find(address: str) -> Copy | None:
            image = self.kept.get(address)
            if image is None:
                return None
            return Copy(f"{root}{FOLDER}/{image.file}", image.width, image.height)

        return find

    def shown_in(self, thread: Thread) -> frozenset[str]:
        """Give the files that a published thread shows."""
        if not self.kept:
            return frozenset()
        context = RenderContext("", find_image=self.finder(""))
        return frozenset(
            file
            for post in thread.posts
            for body in (post.body, *(filled.text for filled in post.fields))
            if "![" in body or "<img" in body.lower()
            for file in _SHOWN.findall(place(prepare(body), context).html)
        )

    def showing(self, files: set[str]) -> "Album":
        """Give the album that shows these files."""
        return replace(self, shown=frozenset(files))


def album_of(store: Store, config: Config) -> Album:
    """Read what the wall has, and the settings let it show."""
    return Album(
        {
            address: image
            for address, image in store.images.load_kept().items()
            if is_image_taken(address, config.images, config.github_url)
        }
    )


def image_files(store: Store, album: Album) -> Iterator[Asset]:
    """Give the files that posts show, one at a time; raises `StoreError` where one went."""
    for name in sorted(album.shown):
        try:
            content = (store.images.folder / name).read_bytes()
        except OSError as error:
            raise StoreError(
                f"An image cannot be read: {error.strerror} ({store.images.folder / name}). "
                "Run `wall sync`, then build again."
            ) from error
        yield Asset(f"{FOLDER}/{name}", content)
