"""
Which file of a site an address leads to, as a web server would find it.

    from said/1/index.html:   "../../about/"  → about/index.html
    with the site's address:  "https://you.example/wall/about/" → the same
"""

import posixpath
from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

# Served at addresses of any depth, so what is relative there leads to different places.
NOT_FOUND_PAGE = "404.html"


@dataclass(frozen=True, slots=True)
class Target:
    """
    Where an address of the site leads: a file, and an anchor in it.

    `file` is None where there is no such file; `is_inside` is false where the address leaves
    the folder of the site on the same host.
    """

    file: str | None
    anchor: str = ""
    is_inside: bool = True


@dataclass(frozen=True, slots=True)
class Places:
    """The files of a site, and its full address (empty, or ending with a slash)."""

    files: Collection[str]
    address: str

    def target(self, page: str, url: str) -> Target | None:
        """Find where an address on a page leads; None for one of another site."""
        if self.address and f"{url}/".startswith(self.address):
            url, page = url[len(self.address) :], ""
        try:
            parts = urlsplit(url)
        except ValueError:
            return None
        if parts.scheme or parts.netloc:
            return None
        anchor = unquote(parts.fragment)
        if not parts.path and page:
            return Target(page, anchor)
        return self._inside(page, unquote(parts.path), anchor)

    def url_of(self, page: str) -> str:
        """Give the full address of a page."""
        is_index = page == "index.html" or page.endswith("/index.html")
        return self.address + (page.removesuffix("index.html") if is_index else page)

    def _inside(self, page: str, path: str, anchor: str) -> Target | None:
        if path.startswith("/"):
            # Without an address, the page for what is not found counts on the top of a host.
            top = urlsplit(self.address).path or ("/" if page == NOT_FOUND_PAGE else "")
            if not top or not path.startswith(top):
                return Target(None, anchor, is_inside=False)
            path, page = path[len(top) :], ""
        elif page == NOT_FOUND_PAGE:
            return None
        joined = posixpath.normpath(posixpath.join(posixpath.dirname(page), path))
        if joined.startswith(".."):
            return Target(None, anchor, is_inside=False)
        return Target(self._file(joined, is_folder=path.endswith("/")), anchor)

    def _file(self, path: str, *, is_folder: bool) -> str | None:
        path = "" if path == "." else path
        if path in self.files and not is_folder:
            return path
        index = f"{path}/index.html".lstrip("/")
        return index if index in self.files else None


def address_in(canonical: str | None) -> str:
    """Give the site's address from the canonical address of its front page."""
    if not canonical or not canonical.startswith(("https://", "http://")):
        return ""
    return canonical.rstrip("/") + "/"
