"""
The small scripts that an owner may switch on with `WALL_SCRIPTS`.

    days      counts the days on between two builds         pages with a gap
    copy      adds a button to each snippet of code         the page with the code
    scheme    adds a choice of light or dark                every page

Everything works without them, and none needs another. Their words come from here.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from pathlib import Path

from ..errors import ConfigError
from .assets import Asset, hashed
from .counts import words_of_counts
from .language import Language, gettext
from .policy import allow_scripts, integrity_of
from .views import Count, PageView, ScriptView


@dataclass(frozen=True, slots=True)
class Script:
    """A script of the theme as a file of the site, and how a page can name what is in it."""

    name: str
    asset: Asset
    integrity: str


def load_scripts(theme: Path, names: Iterable[str]) -> tuple[Script, ...]:
    """Load the scripts that the owner wants. Raises `ConfigError` where the theme lacks one."""
    return tuple(_load(theme, name) for name in names)


def add_scripts(view: PageView, scripts: Iterable[Script], language: Language) -> PageView:
    """Give a page the scripts that have something to do there, and allow just these."""
    # A frame on another site may run none.
    needed = [script for script in scripts if not view.widget and _NEEDS[script.name](view)]
    return replace(
        view,
        policy=allow_scripts(view.policy, (script.integrity for script in needed)),
        scripts=tuple(
            ScriptView(
                url=view.root + script.asset.path,
                integrity=script.integrity,
                words=tuple(_WORDS[script.name](language).items()),
            )
            for script in needed
        ),
    )


def _load(theme: Path, name: str) -> Script:
    path = theme / "static" / "js" / f"{name}.js"
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ConfigError(
            f"The theme has no script {path}. Take {name!r} out of WALL_SCRIPTS, or copy the "
            "script of the wall's theme there."
        ) from error
    return Script(name, hashed(name, ".js", content), integrity_of(content))


def _has_count(view: PageView) -> bool:
    return any(isinstance(part, Count) for part in _parts(view))


def _parts(view: object) -> Iterator[object]:
    """Give a view and everything in it."""
    yield view
    if isinstance(view, tuple):
        inner = view
    elif is_dataclass(view):
        inner = tuple(getattr(view, field.name) for field in fields(view))
    else:
        return
    for part in inner:
        yield from _parts(part)


_NEEDS: Mapping[str, Callable[[PageView], bool]] = {
    "days": _has_count,
    "copy": lambda view: view.embed_code is not None,
    "scheme": lambda view: True,
}


def _words_of_days(language: Language) -> dict[str, str]:
    return {
        "words": words_of_counts(language),
        "built": language.local_date(language.now).isoformat(),
        "timezone": language.timezone.key,
    }


def _words_of_copy(language: Language) -> dict[str, str]:
    return {"copy": gettext("Copy"), "copied": gettext("Copied.")}


def _words_of_scheme(language: Language) -> dict[str, str]:
    return {
        "label": gettext("Colours"),
        "system": gettext("As on your device"),
        "light": gettext("Light"),
        "dark": gettext("Dark"),
    }


_WORDS: Mapping[str, Callable[[Language], dict[str, str]]] = {
    "days": _words_of_days,
    "copy": _words_of_copy,
    "scheme": _words_of_scheme,
}
