"""Run the emulator from the command line until it is interrupted."""

import argparse
import sys
import threading
from pathlib import Path

from .emulator import Emulator
from .sample import REPOSITORY
from .schema import SCHEMA_VARIABLE, SchemaError


def main() -> int:
    """Start the emulator, load what was asked for, print its address, and wait."""
    options = _parse_options()
    try:
        emulator = Emulator(
            host=options.host,
            port=options.port,
            now=options.now,
            schema=options.schema,
            token=options.token,
            points_an_hour=options.points,
            attachments=options.attachments,
        )
    except SchemaError as error:
        print(error, file=sys.stderr)
        return 2
    with emulator:
        _load(emulator, options)
        print(f"GitHub emulator at {emulator.url} (GraphQL: {emulator.url}/graphql)", flush=True)
        try:
            threading.Event().wait()
        except KeyboardInterrupt:
            return 0
    return 0


def _parse_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m github_emulator", description=__doc__)
    parser.add_argument(
        "--load",
        nargs="+",
        action="extend",
        default=[],
        metavar="[OWNER/NAME=]FILE",
        help="threads as NDJSON, plain, .gz or .zst; may be repeated",
    )
    parser.add_argument("--owner", help="owner of the repository for files loaded without a name")
    parser.add_argument("--name", help="name of that repository (default: the first thread's)")
    parser.add_argument("--sample", action="store_true", help=f"load made-up threads: {REPOSITORY}")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=0, help="default: a free one")
    parser.add_argument("--now", help="stop the clock at this ISO 8601 time")
    parser.add_argument("--token", help="the only token let in (default: any)")
    parser.add_argument("--points", type=int, default=5000, help="points an hour")
    parser.add_argument("--attachments", type=Path, help="folder of <uuid>.<type> files")
    parser.add_argument("--schema", help=f"GitHub's schema.graphql (or set {SCHEMA_VARIABLE})")
    return parser.parse_args()


def _load(emulator: Emulator, options: argparse.Namespace) -> None:
    if options.sample:
        emulator.load_sample()
    for item in options.load:
        full_name, separator, file = item.partition("=")
        if separator and full_name.count("/") == 1 and not Path(item).exists():
            owner, name = full_name.split("/")
            repository = emulator.load(file, owner, name)
        else:
            repository = emulator.load(item, options.owner, options.name)
        print(f"{repository.full_name}: {len(repository.threads):,} threads", flush=True)


if __name__ == "__main__":
    sys.exit(main())
