"""
Render the theme with sample views, to look at it without a store or Pelican.

    python scripts/gallery.py              into .gallery/
    python scripts/gallery.py --watch      and again at every change

The samples are in `tests/gallery_views/`. An unknown field in a template is an error
here (`StrictUndefined`); Pelican itself would print nothing in its place.
"""

import importlib
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click
import jinja2
import watchfiles
from staticjinja.staticjinja import Site

from conversation_wall.site.stylesheet import join_sheets

ROOT = Path(__file__).resolve().parent.parent
THEME = ROOT / "theme"
TESTS = ROOT / "tests"

Samples = Mapping[str, tuple[str, Mapping[str, Any]]]


@click.command()
@click.option("--output", type=click.Path(path_type=Path), default=ROOT / ".gallery")
@click.option("--watch", is_flag=True, help="Render again when the theme or a sample changes.")
def main(output: Path, watch: bool) -> None:
    """Render every sample page into OUTPUT."""
    sys.path.insert(0, str(TESTS))
    samples = load_samples()
    build(samples, output)
    click.echo(f"{len(samples)} pages in {output}")
    if not watch:
        return
    for _changes in watchfiles.watch(THEME, TESTS / "gallery_views"):
        try:
            build(load_samples(), output)
        except (
            AttributeError,
            ImportError,
            NameError,
            OSError,
            SyntaxError,
            TypeError,
            jinja2.TemplateError,
        ) as error:
            # Halfway through an edit nothing fits; the next save may.
            click.echo(f"{type(error).__name__}: {error}", err=True)
        else:
            click.echo("Rendered again.")


def load_samples() -> Samples:
    """Import the samples, anew when they were imported before."""
    for name in [name for name in sys.modules if name.partition(".")[0] == "gallery_views"]:
        del sys.modules[name]
    samples: Samples = importlib.import_module("gallery_views").PAGES
    return samples


def build(samples: Samples, output: Path) -> None:
    """Write one page for each sample, `{name: (template, context)}`, the sheet and the icon."""
    output.mkdir(parents=True, exist_ok=True)

    def render(site: Site, template: jinja2.Template, **_context: object) -> None:
        for name, (template_name, context) in samples.items():
            if template_name == template.name:
                html = template.render(**context)
                Path(site.outpath, f"{name}.html").write_text(html, encoding="utf-8")

    make_site(output, rules=[(".*", render)]).render()
    (output / "style.css").write_bytes(join_sheets(THEME).content)
    (output / "icon.svg").write_bytes((THEME / "static" / "icon.svg").read_bytes())


def make_site(output: Path, rules: list[Any] | None = None) -> Site:
    """Give the theme's templates in an environment like the build's, but strict."""
    site = Site.make_site(
        searchpath=THEME / "templates",
        outpath=output,
        rules=rules,
        extensions=["jinja2.ext.i18n"],
        env_kwargs={
            "autoescape": True,
            "lstrip_blocks": True,
            "trim_blocks": True,
            "undefined": jinja2.StrictUndefined,
        },
    )
    site.env.policies["ext.i18n.trimmed"] = True
    # The extension adds this method when it is loaded, so no type knows it.
    site.env.install_null_translations(newstyle=True)  # type: ignore[attr-defined]
    return site


if __name__ == "__main__":
    main()
