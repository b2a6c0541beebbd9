"""
Which hosts are GitHub's, and from which the wall takes images.

The sync asks it before it fetches an image, the build before it shows one: a changed
setting counts from the next build on.
"""

from urllib.parse import urlsplit

from .settings import PUBLIC_GITHUB

_FILES = ".githubusercontent.com"
# GitHub keeps uploaded files there and leads to them; in no post do they stand.
_STORAGE = ("github-production-", ".s3.amazonaws.com")


def is_githubs(host: str, github_url: str) -> bool:
    """Tell whether a host, in lower case, is GitHub's or of the wall's own GitHub server."""
    names = {urlsplit(url).hostname or "" for url in (PUBLIC_GITHUB, github_url)}
    return host.endswith(_FILES) or any(
        host == name or host.endswith(f".{name}") for name in names if name
    )


def is_taken_from(host: str, images: str, github_url: str) -> bool:
    """Tell whether images of a host are fetched, by the setting WALL_IMAGES."""
    return images == "all" or (images == "github" and is_githubs(host, github_url))


def may_lead_to(host: str, images: str, github_url: str) -> bool:
    """Tell whether an image's address may lead on to a host."""
    is_storage = host.startswith(_STORAGE[0]) and host.endswith(_STORAGE[1])
    return is_taken_from(host, images, github_url) or (images == "github" and is_storage)


def is_image_taken(address: str, images: str, github_url: str) -> bool:
    """Tell whether the image at an address is fetched, and shown."""
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").rstrip(".")
    except ValueError:
        return False
    is_web = parts.scheme in ("http", "https") and bool(host)
    return is_web and is_taken_from(host, images, github_url)
