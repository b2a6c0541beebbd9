"""
Feeds for readers of news: what was said last, and what was answered last (Atom 1.0).

An entry's id comes from the post's address on GitHub, so it stays when the site moves
or a title is edited.
"""

import io
from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

from feedgenerator import Atom1Feed
from markupsafe import Markup

from ..wall.model import Kind, Post, Thread
from .assets import Asset
from .framing import Framing
from .gathering import Summary
from .language import gettext
from .list_pages import Load
from .pairs import post_url
from .speakers import speaker_view
from .text import clean_title
from .writing import repository_url

ENTRIES = 20


class _Feed(Atom1Feed):
    """An Atom feed whose date is the wall's, not the machine's clock."""

    def latest_post_date(self) -> datetime:
        """Give the date of the newest entry, or of the wall where there is none."""
        dates: list[datetime] = [item["updateddate"] for item in self.items]
        return max(dates, default=self.feed["now"])


def feeds(framing: Framing, load: Load) -> Iterator[Asset]:
    """Make the feed of critiques and kind words, and the feed of answers."""
    listed = framing.scene.gathered.listed
    said = [item for item in listed if item.kind is not Kind.ANNOUNCEMENT]
    newest = sorted(said, key=_opened, reverse=True)
    yield _feed(
        framing,
        "feed.xml",
        gettext("%(site)s: what customers say"),
        (_said(framing, load(item.key)) for item in islice(newest, ENTRIES)),
    )
    answered = [item for item in said if item.first_answer_at]
    latest = sorted(answered, key=_answered, reverse=True)
    yield _feed(
        framing,
        "answers.xml",
        gettext("%(site)s: what we answer"),
        (_answer(framing, load(item.key)) for item in islice(latest, ENTRIES)),
    )


def _opened(item: Summary) -> tuple[Any, ...]:
    return item.opened_at, item.key.source, item.key.number


def _answered(item: Summary) -> tuple[Any, ...]:
    return item.first_answer_at, item.key.source, item.key.number


def _feed(framing: Framing, path: str, title: str, entries: Iterator[dict[str, Any]]) -> Asset:
    frame, scene = framing.frame, framing.scene
    feed = _Feed(  # type: ignore[no-untyped-call]
        title=title % {"site": clean_title(frame.site_name)},
        link=_top(framing),
        description=None,
        language=scene.config.lang,
        feed_url=f"{_top(framing)}{path}",
        feed_guid=_tag(repository_url(scene) or frame.site_url, path),
        author_name=clean_title(frame.site_name),
        now=scene.language.now,
    )
    for entry in entries:
        feed.add_item(**entry)  # type: ignore[no-untyped-call]
    written = io.StringIO()
    feed.write(written, "utf-8")  # type: ignore[no-untyped-call]
    return Asset(path, written.getvalue().encode())


def _said(framing: Framing, thread: Thread) -> dict[str, Any]:
    return _entry(framing, thread, thread.opening) | {
        "title": clean_title(thread.title),
        "link": _top(framing) + framing.scene.addresses.thread(thread.key),
    }


def _answer(framing: Framing, thread: Thread) -> dict[str, Any]:
    # The first answer is what is new; which post stands beside the critique may change.
    post = next(post for post in thread.posts if post.is_substantive)
    return _entry(framing, thread, post) | {
        "title": gettext("Answer: %(title)s") % {"title": clean_title(thread.title)},
        "link": post_url(thread, post, framing.scene, _top(framing)),
    }


def _entry(framing: Framing, thread: Thread, post: Post) -> dict[str, Any]:
    told = thread.told if post.id == thread.opening.id else None
    html = framing.scene.html(thread, post, _top(framing))
    return {
        "description": None,
        "author_name": speaker_view(post.speaker, told).name,
        "pubdate": post.created_at,
        "updateddate": post.last_edited_at or post.created_at,
        "unique_id": _tag(thread.url, post.anchor),
        "content": str(html or Markup("<p></p>")),
        "categories": [topic.name for topic in framing.scene.gathered.summaries[thread.key].topics],
    }


def _top(framing: Framing) -> str:
    """Give the site's full address where it has one; Atom allows relative ones, too."""
    url = framing.frame.site_url
    return f"{url}/" if url else ""


def _tag(url: str, name: str) -> str:
    """Make a `tag:` URI (RFC 4151) from an address and the name of something there."""
    parts = urlsplit(url)
    return f"tag:{parts.hostname or 'localhost'},2026:{parts.path.strip('/')}/{name}"
