"""
Where every page lies. All paths are made of numbers and of slugs of our own making.

    ""  page/2/  waiting/  answered/ …  topic/<slug>/  said/44/  said/<repository>-44/
"""

import re
from dataclasses import dataclass
from hashlib import blake2b
from urllib.parse import quote

from ..wall.model import ThreadKey

_UNSAFE = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Addresses:
    """The paths of threads; `prefixes` names the repository where a wall has several."""

    prefixes: dict[str, str]

    @classmethod
    def of(cls, repositories: tuple[str, ...]) -> "Addresses":
        """Name each repository by a word; by more of it where two would be alike."""
        if len(repositories) < 2:  # noqa: PLR2004 - one repository needs no name
            return cls(dict.fromkeys(repositories, ""))
        names = [_slug(repository.partition("/")[2]) for repository in repositories]
        return cls(
            {
                repository: f"{name if names.count(name) == 1 else _full(repository)}-"
                for repository, name in zip(repositories, names, strict=True)
            }
        )

    def thread(self, key: ThreadKey, page: int = 1) -> str:
        """Give the path of a thread's page, from the top of the site."""
        further = "" if page == 1 else f"{page}/"
        return f"said/{self.prefixes[key.source]}{key.number}/{further}"


def list_path(path: str, page: int | None) -> str:
    """Give the path of a page of a list; None is its first page."""
    return path if page is None else f"{path}page/{page}/"


def root_of(path: str) -> str:
    """Give the way from a page to the top of the site: "" or "../../"."""
    return "../" * path.count("/")


def file_of(path: str) -> str:
    """Give the file in which a page lies."""
    return path if path.endswith(".html") else f"{path}index.html"


def mailto(address: str, **fields: str) -> str:
    """Give the address of a letter: to whom, and what stands in its `subject` and `body`."""
    # RFC 6068, section 2: in an address only the @ means something.
    query = "&".join(f"{name}={quote(text, safe='')}" for name, text in fields.items())
    return f"mailto:{quote(address, safe='@')}{'?' if query else ''}{query}"


def _full(repository: str) -> str:
    return f"{_slug(repository)}-{blake2b(repository.lower().encode(), digest_size=3).hexdigest()}"


def _slug(name: str) -> str:
    return _UNSAFE.sub("-", name.lower()).strip("-") or "wall"
