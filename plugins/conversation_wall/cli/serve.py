"""
`wall serve`: the wall on this machine, built again at every save.

The pages lie in `.wall/serve/`, not where the site is published from: they name this
machine as their address. The last good site there outlives every mistake.
"""

import shutil
import signal
import sys
import time
import webbrowser
from pathlib import Path

import click

from ..config import read_settings
from ..preview.rebuilding import PACKAGE, Builder, Order, Outcome, first_inputs
from ..preview.server import PreviewServer, Shown, open_server
from ..preview.watching import Watcher
from .place import Place
from .telling import written_out

_FOLDER = Path(".wall", "serve")
# Where the page of questions lies, which only a preview has.
_STARTERS = "starters/"
# How many changed files are named.
_NAMED = 3


@click.command("serve")
@click.option(
    "--port", type=click.IntRange(0, 65535), help="Serve on this one, not on 8000 or the next free."
)
@click.option("--host", default="127.0.0.1", show_default=True, help="Who can see it; see below.")
@click.option("--open/--no-open", "opens", default=False, help="Open the wall in your browser.")
@click.pass_obj
def serve_command(place: Place, port: int | None, host: str, opens: bool) -> None:
    """
    Show the wall on this machine, and build it again at every save.

    What is watched: the settings, your content, the theme and your own templates, logo,
    sheet and plugins, and the store. A mistake is shown in the browser until it is mended.

    Only this machine sees it, unless you give --host 0.0.0.0: then everybody in your
    network does, at this machine's number.
    """
    if not place.settings_file.is_file():
        # There is nothing to mend where this is the wrong folder: it says so, and ends.
        read_settings(place.settings_file)
    # So that everything is put away then, too.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    folder = place.settings_file.resolve().parent / _FOLDER
    with open_server(Shown(folder), host, port) as server:
        # A second preview of this wall has another port.
        output = folder / str(server.server_address[1])
        order = Order(place.settings_file, place.store, folder, output, server.origin)
        try:
            _keep_building(order, server, opens=opens)
        except KeyboardInterrupt:
            click.echo("\nStopped.")
        finally:
            shutil.rmtree(output, ignore_errors=True)


def _keep_building(order: Order, server: PreviewServer, *, opens: bool) -> None:
    """Build at every save and show what came of it, until Ctrl-C."""
    with Builder() as builder, Watcher() as watcher:
        watcher.watch(first_inputs(order))
        outcome = _build(order, builder, watcher, server)
        notes = _tell_notes(outcome, ())
        server.start()
        address = f"{server.origin}{outcome.base}/"
        click.echo(f"The wall is on {address}  (Ctrl-C ends it)")
        click.echo(f"What you could ask next, for your eyes only: {address}{_STARTERS}")
        if opens:
            webbrowser.open(address)
        while True:
            changed = watcher.wait()
            click.echo(f"Changed: {_names(changed)}")
            if any(path.is_relative_to(PACKAGE) for path in changed):
                builder.reload()
                _tell_own_code(changed)
            notes = _tell_notes(_build(order, builder, watcher, server), notes)


def _build(order: Order, builder: Builder, watcher: Watcher, server: PreviewServer) -> Outcome:
    """Build, and show the wall or what is wrong with it."""
    started = time.perf_counter()
    outcome = builder.build(order, watcher.watch)
    took = time.perf_counter() - started
    if outcome.fault:
        server.show(Shown(order.output, server.shown.base, outcome.fault))
        click.echo(f"Error: {written_out(outcome.fault.message)}", err=True)
    else:
        server.show(Shown(order.output, outcome.base))
        click.echo(f"Built {outcome.pages} pages in {took:.2f} seconds.")
    return outcome


def _tell_notes(outcome: Outcome, told: tuple[str, ...]) -> tuple[str, ...]:
    """Say what the owner should know, unless it was told last time; give what is told now."""
    if outcome.fault:
        return told
    for note in outcome.notes:
        if note not in told:
            click.echo(written_out(note))
    return outcome.notes


def _names(changed: set[Path]) -> str:
    names = [path.name for path in sorted(changed)]
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return ", ".join(names[:_NAMED]) + more


def _tell_own_code(changed: set[Path]) -> None:
    """Say where a change is one of this process, which builds do not begin anew."""
    own = {getattr(module, "__file__", None) for module in tuple(sys.modules.values())}
    if any(str(path) in own for path in changed):
        click.echo(
            "Note: this changed a part of `wall serve` itself. Pages are built with it; to have "
            "the server use it, too, end it with Ctrl-C and start it again."
        )
