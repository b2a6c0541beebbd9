"""
The generator that writes the wall, and the receivers that make room for it.

Customers' text never becomes Pelican's content: pages get views, and Pelican's link
substitution, which could publish any file, never sees them.
"""

import logging
import os
import re
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from markupsafe import Markup
from pelican import Pelican, signals
from pelican.contents import Page as OwnPage
from pelican.generators import Generator, PagesGenerator
from pelican.writers import Writer

from ..config import Config, load_config
from ..errors import ConfigError
from ..site.assets import Asset
from ..site.gathering import Means, gather
from ..site.language import Language
from ..site.laps import Laps
from ..site.look import Look, load_look
from ..site.markup import excerpt
from ..site.outcome_files import read_outcomes
from ..site.owner_notes import owner_notes
from ..site.pages import Frame, Site, make_scene
from ..site.pairs import Scene
from ..site.score import score_view, tally_of
from ..site.shelf import Shelf
from ..site.views import Link
from ..store import Store
from .compiling import quicken
from .defaults import apply_defaults
from .output import Output
from .press import Press

# Where a build keeps the checked settings, among Pelican's own.
CONFIG = "CONVERSATION_WALL"
# Where `wall build --as-of` puts its time, and `--stale` that the wall is behind.
AS_OF = "CONVERSATION_WALL_AS_OF"
STALE = "CONVERSATION_WALL_STALE"
# Where the preview says that only the owner sees this site.
PREVIEW = "CONVERSATION_WALL_PREVIEW"
# Where `wall build` says into what its files go, and among how many processes.
OUTPUT = "CONVERSATION_WALL_OUTPUT"
JOBS = "CONVERSATION_WALL_JOBS"
# Where it says that nothing which was kept is to be trusted.
FULL = "CONVERSATION_WALL_FULL"
# Where it notes how long each stage takes.
LAPS = "CONVERSATION_WALL_LAPS"
# Where a build leaves what its owner should know, for the command to say.
NOTES = "CONVERSATION_WALL_NOTES"

_LOG = logging.getLogger(__name__)

_DESCRIPTION_LIMIT = 155


def connect() -> None:
    """Connect the receivers. They stand in this module: Pelican drops nested functions."""
    signals.initialized.connect(prepare)
    signals.generator_init.connect(install_gettext)
    signals.get_generators.connect(give_generator)
    signals.page_generator_finalized.connect(note_pages)
    signals.page_generator_write_page.connect(give_view)


def prepare(pelican: Pelican) -> None:
    """
    Check the wall's settings and its store, and set Pelican's where the owner left them alone.

    Raises `ConfigError` with every mistake at once, and `StoreError` where there is nothing to
    publish: Pelican has not yet cleared its output folder, so the last good site stays.
    """
    settings = pelican.settings
    # Pelican does not say where its settings file lies: `content` stands beside it.
    settings[CONFIG] = load_config(settings, Path(settings["PATH"]).parent / "pelicanconf.py")
    for folder in settings["THEME_TEMPLATES_OVERRIDES"]:
        if not Path(folder).is_dir():
            raise ConfigError(
                f"THEME_TEMPLATES_OVERRIDES names no folder: {folder} does not exist. "
                "Look at the name; its templates take the place of the theme's."
            )
    with Store.open(settings[CONFIG].store) as store:
        store.filled_at()
    apply_defaults(settings)


def install_gettext(generator: Generator) -> None:
    """Give the templates their words."""
    generator.env.policies["ext.i18n.trimmed"] = True
    # The extension adds this method when it is loaded, so no type knows it.
    generator.env.install_null_translations(newstyle=True)  # type: ignore[attr-defined]
    quicken(generator.env, generator.settings[CONFIG].store)


def give_generator(pelican: Pelican) -> type[Generator]:
    """Tell Pelican of the wall's generator."""
    return WallGenerator


def note_pages(generator: PagesGenerator) -> None:
    """Keep the owner's own pages, which the wall's menu leads to."""
    generator.context["wall_pages"] = tuple(
        Link(str(page.title), page.url)
        for page in sorted(generator.pages, key=lambda page: str(page.title))
    )


def give_view(generator: PagesGenerator, content: OwnPage) -> None:
    """Hand the frame of the site to an owner's own page, just before it is written."""
    title = str(content.metadata["title"])
    description = excerpt(Markup(content.content), _DESCRIPTION_LIMIT).text
    generator.context["view"] = generator.context["wall_site"].frame_view(
        content.url, title, description
    )


class WallGenerator(Generator):
    """Writes the wall from the store."""

    def generate_context(self) -> None:
        """Read the store once."""
        config: Config = self.settings[CONFIG]
        with ExitStack() as stack:
            self._fill_context(config, stack.enter_context(Store.open(config.store)))
            # It stays open until the pages are written.
            self._open = stack.pop_all()

    def generate_output(self, writer: Writer) -> None:
        """Write every page, what machines read, the sheet and what else pages show."""
        output = self.settings.get(OUTPUT) or Output(Path(self.output_path))
        with self._open:
            Press(
                site=self._site,
                find_template=self.get_template,
                context=self.context,
                writer=writer,
                output=output,
                jobs=self._jobs(),
            ).run()
        # Without the last one GitHub Pages would leave out what Jekyll does not like.
        for asset in (*self._frame.look.assets, Asset(".nojekyll", b"")):
            output.put(asset)
        self._site.close()

    def _jobs(self) -> int:
        return self.settings.get(JOBS) or os.cpu_count() or 1

    def _fill_context(self, config: Config, store: Store) -> None:
        now = self.settings.get(AS_OF) or store.filled_at()
        language = Language(config.lang, config.timezone, now)
        look = load_look(Path(self.theme), config)
        outcomes = read_outcomes(Path(self.settings["PATH"]), config)
        shelf = Shelf.beside(config.store, is_cleared=bool(self.settings.get(FULL)))
        means = Means(shelf, self._jobs(), self.settings.get(LAPS) or Laps())
        gathered = gather(store, config, outcomes, means)
        scene = make_scene(store, config, gathered, language)
        self.settings[NOTES] = [
            *_standing(scene),
            *owner_notes(scene.gathered),
            *_colour_note(look),
        ]
        self._frame = Frame(
            site_name=str(self.settings["SITENAME"]),
            site_url=check_site_url(self.settings["SITEURL"]),
            look=look,
            pages=self.context.get("wall_pages", ()),
            is_stale=bool(self.settings.get(STALE)),
            is_preview=bool(self.settings.get(PREVIEW)),
        )
        self.context["wall_site"] = self._site = Site(store, scene, self._frame)


def _standing(scene: Scene) -> Iterator[str]:
    """Say how many critiques are answered, and who waits."""
    score = score_view(tally_of(scene).measures, scene.language, "")
    if score:
        yield f"{score.headline}. {' '.join(sentence.text for sentence in score.sentences)}"


def _colour_note(look: Look) -> Iterator[str]:
    """Say which colour the wall has, where it is not the one that was asked for."""
    palette = look.palette
    if palette and palette.note:
        _LOG.log(logging.INFO if palette.is_kept else logging.WARNING, palette.note)
        yield palette.note


def check_site_url(value: object) -> str:
    """Check the site's address; it may be empty. Raises `ConfigError`."""
    url = str(value or "").rstrip("/")
    is_plain = url.startswith(("https://", "http://")) and not re.search(r"[\s?#<>\"]", url)
    if url and not is_plain:
        raise ConfigError(
            f"SITEURL must be a whole address like 'https://you.example/wall', not {value!r}. "
            "Mend it in the settings file (`publishconf.py` takes it from WALL_SITEURL)."
        )
    return url
