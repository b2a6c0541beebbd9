"""
Pelican's settings for a site that is a wall.

Only what the owner has left as Pelican has it is changed. Autoescape is not left to
anybody: every text on a wall is a stranger's.
"""

from pathlib import Path
from typing import Any

from pelican.settings import DEFAULT_CONFIG

from ..site.outcome_files import FOLDER

_OURS: dict[str, Any] = {
    "DIRECT_TEMPLATES": [],
    "PAGE_PATHS": ["pages"],
    "PAGE_URL": "{slug}/",
    "PAGE_SAVE_AS": "{slug}/index.html",
    "AUTHOR_SAVE_AS": "",
    "CATEGORY_SAVE_AS": "",
    "TAG_SAVE_AS": "",
    "FEED_ALL_ATOM": None,
    "CATEGORY_FEED_ATOM": None,
    "TRANSLATION_FEED_ATOM": None,
    "AUTHOR_FEED_ATOM": None,
    "AUTHOR_FEED_RSS": None,
    # The badge is a template, too.
    "TEMPLATE_EXTENSIONS": [".html", ".svg"],
    # The build joins the theme's sheets into one file itself.
    "THEME_STATIC_PATHS": [],
}
_EXCLUDES = ("ARTICLE_EXCLUDES", "PAGE_EXCLUDES", "STATIC_EXCLUDES")


def apply_defaults(settings: dict[str, Any]) -> None:
    """Set what a wall needs where the owner has set nothing."""
    theme = Path(str(settings["THEME"]))
    if not (theme / "templates" / "article.html").is_file():
        # The theme of the wall cannot show articles; one that can may have them.
        settings["ARTICLE_PATHS"] = []
    for name, value in _OURS.items():
        if settings.get(name) == DEFAULT_CONFIG.get(name):
            settings[name] = value
    for name in _EXCLUDES:
        # Only the wall's own reader opens what the owner wrote down of a thread.
        settings[name] = list(dict.fromkeys([*settings.get(name, ()), FOLDER]))
    environment = dict(settings.get("JINJA_ENVIRONMENT") or {})
    extensions = [*environment.get("extensions", ()), "jinja2.ext.i18n"]
    settings["JINJA_ENVIRONMENT"] = environment | {
        "autoescape": True,
        "extensions": list(dict.fromkeys(extensions)),
        # Templates do not change while a site is built.
        "auto_reload": False,
        "trim_blocks": True,
        "lstrip_blocks": True,
    }
