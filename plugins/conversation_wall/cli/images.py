"""What `wall sync` does about images in posts, and how it says so."""

from collections.abc import Callable

import click

from ..assets.collecting import MOST_BYTES_KEPT, Collection, Wishes, collect
from ..assets.fetching import Fetcher
from ..config import Config
from ..config.hosts import is_image_taken, may_lead_to
from ..site.images import images_in
from ..store import Store
from ..wall.privacy.forgetting import hashed_names


def collect_images(store: Store, config: Config, github_at: str) -> Collection:
    """Fetch the images that posts show; `github_at` is where this sync reaches GitHub."""
    setting, github_url = config.images, config.github_url

    def may_ask(host: str) -> bool:
        # What stands in for GitHub stands in for all of it.
        stands_in = github_at != github_url and setting == "github"
        return not stands_in and may_lead_to(host, setting, github_url)

    wishes = Wishes(
        images_in=images_in,
        is_taken=lambda address: is_image_taken(address, setting, github_url),
        is_shown=_shown_people(config),
    )
    fetcher = Fetcher(may_ask, github_url, github_at)
    return collect(store, wishes, fetcher.fetch, _begin)


def sentence_about(collection: Collection) -> str:
    """Say what came of the images; nothing where there are none."""
    failed = len(collection.failed)
    if not (collection.kept or failed or collection.waiting or collection.removed):
        return ""
    said = [f"Images: {collection.fetched} new"]
    if collection.removed:
        said.append(f"{collection.removed} removed")
    told = f"{', '.join(said)}, {collection.kept} in all."
    if failed:
        told += (
            f" {failed} could not be fetched: a link stands in {'its' if failed == 1 else 'their'} "
            "place, and a later sync tries again."
        )
    if collection.is_full:
        told += (
            f" No more are kept, since there is room for {MOST_BYTES_KEPT // 1024**2} MB; "
            "all others stay links."
        )
    elif collection.waiting:
        told += f" {collection.waiting} wait for a later sync."
    return told


def as_json(collection: Collection) -> dict[str, object]:
    """Give what came of the images to a program."""
    return {
        "kept": collection.kept,
        "fetched": collection.fetched,
        "removed": collection.removed,
        "waiting": collection.waiting,
        "failed": [
            {"address": address, "reason": reason} for address, reason in collection.failed.items()
        ],
    }


def _begin(count: int) -> None:
    click.echo(f"Images: {count} to fetch", err=True)


def _shown_people(config: Config) -> Callable[[str, int | None], bool]:
    """Tell whose posts the settings keep off the wall, and so their images off this machine."""
    hashed = hashed_names([*config.forget, *config.block])
    blocked = {login.casefold() for login in config.block}

    def is_shown(login: str, account_id: int | None) -> bool:
        return login.casefold() not in blocked and not hashed.names(login, account_id)

    return is_shown
