"""
Sample views of an imaginary shop, one for every state that the theme can show.

    parts     people, words, and builders like `a_pair`
    lists, threads, pages …   one module for each kind of page

Each module has its own `PAGES`, which maps a file name to the template and its context;
`PAGES` here holds them all, as `scripts/gallery.py` and the tests of the theme want it.
A new module is found by itself; its first line heads its samples in the gallery.
"""

import importlib
import pkgutil

from .parts import Sample

# By the first line of each module's docstring.
GROUPS: dict[str, dict[str, Sample]] = {}
for _name in sorted(module.name for module in pkgutil.iter_modules(__path__)):
    _module = importlib.import_module(f"{__name__}.{_name}")
    if hasattr(_module, "PAGES"):
        GROUPS[str(_module.__doc__).strip().partition("\n")[0].removesuffix(".")] = _module.PAGES

PAGES: dict[str, Sample] = {}
for _pages in GROUPS.values():
    if _twice := PAGES.keys() & _pages.keys():
        raise ValueError(f"Two samples are called {', '.join(sorted(_twice))}; rename one.")
    PAGES |= _pages
