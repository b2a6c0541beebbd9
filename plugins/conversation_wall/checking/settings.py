"""Look at the settings: what is wrong, what is missing, and what is still the sample's."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from ..config import Config, load_config, read_settings
from ..config.checks import a_web_address
from ..errors import ConfigError
from ..project.sample import SAMPLE, SAMPLE_ABOUT, without_sample
from ..project.site_files import ABOUT, PUBLISHED
from .findings import Area, Finding, Level, some

_TABLE = "Mend the file. The README has a table of all settings."
_INVENTED = (".example", ".test", ".invalid", ".localhost", "example.com", "example.org")
_THIS_MACHINE = ("localhost", "127.0.0.1", "0.0.0.0", "::1")


@dataclass(frozen=True, slots=True)
class Loaded:
    """
    Settings as the file gives them, and as checked.

    Where some are wrong, both are without these, so that the rest can be looked at; `wrong`
    names them. `config` is None where nothing could be read.
    """

    file: Path
    settings: Mapping[str, object]
    config: Config | None
    wrong: frozenset[str]
    findings: tuple[Finding, ...]

    @property
    def folder(self) -> Path:
        """The folder of the wall: all its files are named from here."""
        return self.file.parent


def load_settings(file: Path, overrides: Mapping[str, object]) -> Loaded:
    """Read and check a settings file; whatever is wrong becomes a finding."""
    try:
        settings = {**read_settings(file), **overrides}
    except ConfigError as error:
        finding = Finding(Area.SETTINGS, Level.ERROR, str(file), str(error))
        return Loaded(file, {}, None, frozenset(), (finding,))
    faults: list[str] = []
    while True:
        wrong = {fault.split(maxsplit=1)[0] for fault in faults}
        sound = {name: value for name, value in settings.items() if name not in wrong}
        try:
            config = load_config(sound, file)
        except ConfigError as error:
            # Some faults show only when others are out of the way.
            faults += error.faults
            continue
        findings = (
            Finding(Area.SETTINGS, Level.ERROR, str(file), fault, _TABLE) for fault in faults
        )
        return Loaded(file, sound, config, frozenset(wrong), tuple(findings))


def published_address(loaded: Loaded) -> str:
    """Give the address of the published site by its settings, or nothing."""
    beside = loaded.folder / PUBLISHED
    settings = loaded.settings
    if loaded.file.name != PUBLISHED and not settings.get("SITEURL") and beside.is_file():
        try:
            settings = read_settings(beside)
        except ConfigError:
            return ""
    return str(settings.get("SITEURL") or "")


def settings_findings(loaded: Loaded, address: str) -> Iterator[Finding]:
    """
    Tell what an owner should know of the settings; `address` is that of the published site.

    Where nothing is wrong, that is told, too.
    """
    yield from loaded.findings
    if loaded.config is None:
        return
    found = [*_missing(loaded), *_address(loaded, address), *_sample(loaded), *_words(loaded)]
    yield from found
    if not loaded.findings and all(finding.level is Level.NOTE for finding in found):
        yield _finding(loaded, Level.OK, "Every setting can be read.")


def _missing(loaded: Loaded) -> Iterator[Finding]:
    config, settings = loaded.config, loaded.settings
    assert config is not None
    if not config.sources and "WALL_SOURCES" not in loaded.wrong:
        yield _finding(
            loaded,
            Level.ERROR,
            "WALL_SOURCES names no repository, so there is nothing to read.",
            "Write yours there, like WALL_SOURCES = ['owner/name'].",
        )
    plugins = settings.get("PLUGINS")
    if isinstance(plugins, list | tuple) and not any(
        "conversation_wall" in str(p) for p in plugins
    ):
        yield _finding(
            loaded,
            Level.ERROR,
            "PLUGINS does not name conversation_wall, so there is no wall to build.",
            'Add it, like PLUGINS = ["conversation_wall"].',
        )
    for name, path in (("WALL_LOGO", config.logo), ("WALL_STYLE", config.style)):
        if path and not path.is_file():
            yield _finding(
                loaded,
                Level.ERROR,
                f"{name} names no file: {path} does not exist.",
                "Look at the name; it is read from the settings file's folder.",
            )


def _address(loaded: Loaded, address: str) -> Iterator[Finding]:
    if not address:
        yield _finding(
            loaded,
            Level.NOTE,
            "The published site has no address yet: SITEURL is empty. Without one there is no "
            "sitemap, and the feeds name no whole addresses.",
            f"{PUBLISHED} takes it from WALL_SITEURL; on GitHub the workflow sets it for you.",
        )
        return
    try:
        parts = urlsplit(a_web_address(address))
    except ValueError as error:
        yield _finding(loaded, Level.ERROR, f"SITEURL {error}.", "Write the whole address.")
        return
    host = parts.hostname or ""
    if host in _THIS_MACHINE:
        yield _finding(
            loaded,
            Level.WARNING,
            f"The site's address is {address}: that is this machine, which nobody else can visit.",
            "Set SITEURL to the address under which the wall is published.",
        )
    elif host.endswith(_INVENTED):
        yield _finding(
            loaded,
            Level.WARNING,
            f"The site's address is {address}, and no such address can exist.",
            "Set SITEURL to the address under which the wall is published.",
        )
    elif parts.scheme == "http":
        yield _finding(
            loaded,
            Level.WARNING,
            f"The site's address is {address}, so feeds and sitemap lead there without encryption.",
            "Let SITEURL begin with https:// if your host can do it (GitHub Pages can).",
        )


def _sample(loaded: Loaded) -> Iterator[Finding]:
    names = [name for name, value in SAMPLE.items() if loaded.settings.get(name) == value]
    about = loaded.folder / ABOUT
    if about.is_file() and SAMPLE_ABOUT in about.read_text("utf-8", "replace"):
        names.append(ABOUT)
    if names:
        yield _finding(
            loaded,
            Level.WARNING,
            f"This still is the invented sample shop's: {some(names, len(names))}.",
            "Run `wall init`, or write your own.",
        )


def _words(loaded: Loaded) -> Iterator[Finding]:
    config, settings = loaded.config, loaded.settings
    assert config is not None
    own = without_sample(settings)
    email = own.get("WALL_CONTACT_EMAIL")
    if config.contact_email is None and "WALL_CONTACT_EMAIL" not in loaded.wrong:
        yield _finding(
            loaded,
            Level.NOTE,
            "There is no WALL_CONTACT_EMAIL: customers without a GitHub account can only write on "
            "paper.",
            "Set WALL_CONTACT_EMAIL to an address for them, if you read one.",
        )
    elif email and str(email).rstrip().endswith(_INVENTED):
        yield _finding(
            loaded,
            Level.WARNING,
            f"WALL_CONTACT_EMAIL is {email}: nobody gets letters there.",
            "Write an address that you read.",
        )
    if own.get("WALL_BANNER"):
        yield _finding(
            loaded,
            Level.NOTE,
            f"Every page begins with your notice: “{config.banner}”.",
            "Set WALL_BANNER = None when it is over.",
        )
    if "WALL_TIMEZONE" not in settings:
        yield _finding(
            loaded,
            Level.NOTE,
            "There is no WALL_TIMEZONE, so days begin and end in UTC.",
            "Name yours, like WALL_TIMEZONE = 'Europe/London'.",
        )
    elif settings.get("TIMEZONE") not in (None, config.timezone.key):
        yield _finding(
            loaded,
            Level.NOTE,
            f"TIMEZONE is {settings['TIMEZONE']}, but WALL_TIMEZONE {config.timezone.key}.",
            "The wall goes by its own. Make them the same if that is not meant.",
        )
    language = config.lang.partition("-")[0]
    if language != "en":
        yield _finding(
            loaded,
            Level.NOTE,
            f"WALL_LANG is {config.lang}: dates and numbers follow it, the wall's own words stay "
            "English.",
        )


def _finding(loaded: Loaded, level: Level, what: str, then: str = "") -> Finding:
    return Finding(Area.SETTINGS, level, str(loaded.file), what, then)
