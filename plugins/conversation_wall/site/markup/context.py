"""
What a post's HTML depends on, besides its text and this package.

    RenderContext   where the post stands: its page, its repository, what the wall allows
    ThreadLink      what the wall knows of a thread that the post names
    Asset           what the site keeps of an image that the post shows

Whoever builds the page says all of it: rendering asks and reads nothing else.
"""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Asset:
    """The site's own copy of a remote image."""

    url: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class ThreadLink:
    """A thread's page on this wall, as seen from the page being built."""

    url: str
    title: str


@dataclass(frozen=True, slots=True)
class RenderContext:
    """
    What fills the places that a post's text leaves open.

    `id_prefix` is unique on the page. `url` is the post's own address on GitHub.
    `thread_links` answers for the wall's own threads, by repository (as typed: compare
    without case) and number. `find_image` gives the site's copy of an image, by its
    address as it stands in the post. Without `are_mentions_linked` a mention leads nowhere:
    for walls with pseudonyms.
    """

    id_prefix: str
    repository: str = ""
    github_url: str = "https://github.com"
    url: str = ""
    thread_links: Callable[[str, int], ThreadLink | None] | None = None
    find_image: Callable[[str], Asset | None] | None = None
    are_mentions_linked: bool = True
