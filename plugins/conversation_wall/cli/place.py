"""Which settings and which store a command works with, and how it says what it did."""

from dataclasses import dataclass
from pathlib import Path

from ..config import Config, load_config, read_settings
from ..config.checks import a_web_address
from ..errors import ConfigError


@dataclass(frozen=True, slots=True)
class Place:
    """Which settings file and which store a command works with."""

    settings_file: Path
    store: Path | None

    def config(self) -> Config:
        """Read and check the settings; the store named on the command line goes first."""
        settings = {**read_settings(self.settings_file), **self.overrides()}
        return load_config(settings, self.settings_file)

    def site_url(self) -> str:
        """Give the address of the site, without a slash at its end; it may be empty."""
        value = read_settings(self.settings_file).get("SITEURL")
        try:
            return a_web_address(value) if value else ""
        except ValueError as error:
            raise ConfigError(
                f"SITEURL {error} (in {self.settings_file}; `publishconf.py` takes it from "
                "WALL_SITEURL). Mend it, then try again."
            ) from error

    def content(self) -> Path:
        """Give the folder of the owner's own pages."""
        path = str(read_settings(self.settings_file).get("PATH") or "content")
        return self.settings_file.parent / path

    def overrides(self) -> dict[str, object]:
        """Give the settings that the command line sets."""
        return {"WALL_STORE": str(self.store.resolve())} if self.store else {}

    def store_path(self) -> Path:
        """Give the store: named on the command line, or by the settings."""
        return self.store or self.config().store


def count_of_threads(count: int) -> str:
    """Say how many threads there are."""
    return "1 thread" if count == 1 else f"{count} threads"
