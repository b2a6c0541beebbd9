"""
The owner's settings: `WALL_*` in `pelicanconf.py`, checked at start, all at once.

`settings` is the table of what there is, `checks` says what a value may be (`roster` and
`forms` for one setting each), `loading` reads the file and makes the `Config` that everything below is handed.
"""

from .forms import is_issue_form
from .loading import Config, importable, load_config, read_settings
from .settings import PUBLIC_GITHUB, SETTINGS, Member, Setting, Source

__all__ = [
    "PUBLIC_GITHUB",
    "SETTINGS",
    "Config",
    "Member",
    "Setting",
    "Source",
    "importable",
    "is_issue_form",
    "load_config",
    "read_settings",
]
