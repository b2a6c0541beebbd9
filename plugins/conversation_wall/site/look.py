"""The look of one site: its sheet, icon, logo and scripts, of the theme and of the owner's."""

from dataclasses import dataclass
from pathlib import Path

from ..config import Config
from .assets import Asset, hashed
from .logo import Logo, load_logo
from .palette import Palette, dye_drawing, make_palette, read_tokens
from .scripts import Script, load_scripts
from .stylesheet import join_sheets, load_icon, load_style, read_sheet


@dataclass(frozen=True, slots=True)
class Look:
    """What every page shows of theme and owner; without a colour of the owner's no palette."""

    sheet: Asset
    icon: Asset
    logo: Logo | None = None
    scripts: tuple[Script, ...] = ()
    palette: Palette | None = None

    @property
    def assets(self) -> tuple[Asset, ...]:
        """The files that go beside the pages."""
        logo = (self.logo.asset,) if self.logo else ()
        return (self.sheet, self.icon, *logo, *(script.asset for script in self.scripts))


def load_look(theme: Path, config: Config) -> Look:
    """Make the look. Raises `ConfigError` where a file is missing or cannot be used."""
    palette = (
        make_palette(config.colour, read_tokens(read_sheet(theme, "tokens")))
        if config.colour
        else None
    )
    icon = load_icon(theme)
    return Look(
        sheet=join_sheets(theme, palette, load_style(config.style) if config.style else ""),
        icon=hashed("icon", ".svg", (dye_drawing(icon, palette) if palette else icon).encode()),
        logo=load_logo(config.logo) if config.logo else None,
        scripts=load_scripts(theme, config.scripts),
        palette=palette,
    )
