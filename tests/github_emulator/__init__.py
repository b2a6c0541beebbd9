"""
An emulated GitHub, for the tests and for the demo.

    emulator ─┬─ server ── answers ─┬─ documents, cost     a query, checked and reckoned
              │     │               └─ schema, execution   run by graphql-core
              │     │                     └─ resolvers ── threads, timelines, reactions, listings,
              │     │                                     defaults
              │     ├─ rest, apps, attachments             what is not GraphQL
              │     └─ faults                              what goes wrong, and the log
              ├─ changes ── accounts · owner               what people and owners do
              ├─ workshop                                  pull requests and releases
              ├─ loading, sample ── works ── state         threads as the files hold them
              └─ clock                                     and pages, cursors for all

It answers by GitHub's published schema from threads in NDJSON files, pages and counts
points as GitHub does, and can be changed, slowed and broken while it runs:

    with Emulator(now="2026-11-03T10:00:00Z") as github:
        github.load("threads.ndjson.zst")
        github.changes.add_comment(thread_id, "Any news?")
        github.faults.secondary_limit()

On the command line: `python -m github_emulator --help`, with `tests` on the path.
"""

from .clock import Clock
from .emulator import Emulator
from .faults import Fault, LoggedRequest
from .schema import SchemaError

__all__ = ["Clock", "Emulator", "Fault", "LoggedRequest", "SchemaError"]
