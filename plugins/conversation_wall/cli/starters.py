"""`wall starters`: what the owner could ask next, from the wall's own gaps."""

import json
from dataclasses import asdict

import click

from ..site.starters_page import note_threads, starters_view
from ..site.views import StartersView
from ..store import Store
from .judging import scene_of
from .place import Place
from .telling import written_out


@click.command("starters")
@click.option("--json", "as_json", is_flag=True, help="Print them as JSON.")
@click.pass_obj
def starters_command(place: Place, as_json: bool) -> None:
    """Propose what to ask your customers, from what the wall lacks, ready to post."""
    config = place.config()
    with Store.open(config.store) as store:
        scene = scene_of(store, config, place.content())
        notes = note_threads(scene.gathered.shelf.load_all())
    view = starters_view(notes, scene)
    if as_json:
        click.echo(json.dumps(asdict(view), ensure_ascii=False))
    else:
        _tell(view)


def _tell(view: StartersView) -> None:
    if not view.starters:
        _say(view.empty)
    for number, starter in enumerate(view.starters, start=1):
        _say(f"{number}. {starter.title}\n\n   {starter.why}\n\n   {starter.text}\n")
        if starter.post:
            _say(f"   Post it: {starter.post.url}\n")
    if view.asked:
        _say("What you asked before:")
    for asked in view.asked:
        _say(f"- {asked.title}: {asked.result} ({asked.url})")


def _say(text: str) -> None:
    click.echo(written_out(text))
