"""
Render the theme with sample views, to look at it without a store or Pelican.

    python scripts/gallery.py              into .wall/gallery/, with an index
    python scripts/gallery.py --watch      and again at every save, served to the browser

The samples are in `tests/gallery_views/`. An unknown field in a template is an error
here (`StrictUndefined`); Pelican itself would print nothing in its place. While watching,
an error is shown instead of the pages until the next save. `--theme` looks at another
theme of the wall.
"""

import importlib
import logging
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click
import jinja2
import watchfiles
from staticjinja.staticjinja import Site

from conversation_wall.preview.faults import Fault
from conversation_wall.preview.server import PreviewServer, Shown
from conversation_wall.site.stylesheet import join_sheets

ROOT = Path(__file__).resolve().parent.parent
THEME = ROOT / "theme"
TESTS = ROOT / "tests"
# What the samples are made of; each build reads them anew.
SOURCES = (TESTS / "gallery_views", ROOT / "plugins" / "conversation_wall" / "site")

Samples = Mapping[str, tuple[str, Mapping[str, Any]]]

INDEX = """\
<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  <title>Gallery</title>
  <link rel="icon" href="icon.svg" type="image/svg+xml">
  <link rel="stylesheet" href="style.css">
</head>
<body>
  <main class="main shell prose">
    <h1>Gallery</h1>
    {% for heading, samples in groups.items() %}
    <h2>{{ heading }}</h2>
    <ul>
      {% for name, (_template, context) in samples.items() %}
      <li><a href="{{ name }}.html">{{ name }}</a>: <bdi>{{ context.view.title }}</bdi></li>
      {% endfor %}
    </ul>
    {% endfor %}
  </main>
</body>
</html>
"""


@click.command()
@click.option("--output", type=click.Path(path_type=Path), default=ROOT / ".wall" / "gallery")
@click.option("--theme", type=click.Path(path_type=Path, exists=True), default=THEME)
@click.option("--watch", is_flag=True, help="Serve the pages, and render again at every save.")
@click.option("--port", default=0, help="Serve on this one, not on a free one.")
def main(output: Path, theme: Path, watch: bool, port: int) -> None:
    """Render every sample page and an index into OUTPUT."""
    if watch:
        keep_building(output, theme, port)
        return
    sys.path.insert(0, str(TESTS))
    groups: Mapping[str, Samples] = importlib.import_module("gallery_views").GROUPS
    for samples in groups.values():
        build(samples, output, theme)
    environment = jinja2.Environment(autoescape=True, lstrip_blocks=True, trim_blocks=True)
    index = environment.from_string(INDEX).render(groups=groups)
    (output / "index.html").write_text(index, "utf-8")
    click.echo(f"{sum(map(len, groups.values()))} pages in {output}")


def build(samples: Samples, output: Path, theme: Path = THEME) -> None:
    """Write one page for each sample, `{name: (template, context)}`, the sheet and the icon."""
    output.mkdir(parents=True, exist_ok=True)
    # It tells of every page otherwise, and an error is lost among them.
    logging.getLogger("staticjinja").setLevel(logging.WARNING)
    site = make_site(output, theme)
    for name, (template, context) in samples.items():
        try:
            site.render_template(
                site.get_template(template), dict(context), str(output / f"{name}.html")
            )
        except jinja2.TemplateError as error:
            error.add_note(f"This was the sample {name}.")
            raise
    (output / "style.css").write_bytes(join_sheets(theme).content)
    (output / "icon.svg").write_bytes((theme / "static" / "icon.svg").read_bytes())


def make_site(output: Path, theme: Path = THEME) -> Site:
    """Give the theme's templates in an environment like the build's, but strict."""
    site = Site.make_site(
        searchpath=theme / "templates",
        outpath=output,
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


def keep_building(output: Path, theme: Path, port: int) -> None:
    """Build at every save and serve what came of it, until Ctrl-C."""
    with PreviewServer(Shown(output), port=port) as server:
        show(rebuild(output, theme), output, server)
        server.start()
        click.echo(f"The gallery is on {server.origin}/  (Ctrl-C ends it)")
        for _changes in watchfiles.watch(theme, *SOURCES):
            show(rebuild(output, theme), output, server)


def rebuild(output: Path, theme: Path) -> str | None:
    """
    Build in a process of its own, and give its traceback if it fails.

    So all modules are read as they are now, and nothing that is halfway through an edit can
    end the watcher.
    """
    command = (sys.executable, __file__, "--output", str(output), "--theme", str(theme))
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    return done.stderr.strip() if done.returncode else None


def show(error: str | None, output: Path, server: PreviewServer) -> None:
    """Show what was built, or the error in the place of every page."""
    click.echo(error or "Rendered.", err=bool(error))
    if error is None:
        server.show(Shown(output))
        return
    # The last of the places that a traceback names, and what is wrong there.
    summary = error[max(error.rfind("  File "), 0) :].strip()
    server.show(Shown(output, fault=Fault("The gallery cannot be rendered", summary, error)))


if __name__ == "__main__":
    main()
