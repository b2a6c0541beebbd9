"""An emulated GitHub: what tests and the demo start, load, change and ask."""

import json
import threading
from collections import deque
from collections.abc import Iterator
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from .answers import Answerer, Budget
from .apps import Apps
from .attachments import Attachments
from .changes import Changes
from .clock import Clock
from .faults import Faults, LoggedRequest
from .loading import dump_thread, load_file, read_lines
from .owner import Owner
from .sample import load_sample
from .schema import find_schema, load_schema
from .server import Server
from .state import Repository, State
from .works import dump_works
from .workshop import Workshop

REQUESTS_KEPT = 20_000


class Emulator:
    """
    GitHub's GraphQL API, and a little of the rest, on a port of this machine.

    It serves from the moment it is made until it is closed; as a context manager it
    closes itself. `clock` sets its time, `changes` does what people do on GitHub, `workshop`
    what a team makes of it, `owner` what an owner sets up, `faults` makes things go wrong, and `requests` tells what was asked.
    """

    def __init__(
        self,
        *,
        host: str = "127.0.0.1",
        port: int = 0,
        now: datetime | str | None = None,
        schema: Path | str | None = None,
        token: str | None = None,
        viewer: str = "wall",
        points_an_hour: int = 5000,
        attachments: Path | None = None,
    ) -> None:
        self.clock = Clock(now)
        self.state = State(self.clock)
        self.changes = Changes(self.state)
        self.owner = Owner(self.state)
        self.workshop = Workshop(self.state, self.changes)
        self.apps = Apps()
        self.faults = Faults()
        self.requests: deque[LoggedRequest] = deque(maxlen=REQUESTS_KEPT)
        self.attachments = Attachments(self.clock, attachments)
        self.viewer = viewer
        self.budgets = {
            "core": Budget(self.clock, points_an_hour),
            "graphql": Budget(self.clock, points_an_hour),
        }
        self.answerer = Answerer(
            load_schema(find_schema(schema)), self.state, self.budgets["graphql"], viewer
        )
        self._token = token
        self._server = Server((host, port), self)
        self.host = f"{host}:{self._server.server_port}"
        self.url = f"http://{self.host}"
        self._thread = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True
        )
        self._thread.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Stop serving and give the port back."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def load(
        self, path: Path | str, owner: str | None = None, name: str | None = None
    ) -> Repository:
        """Load a file of threads; without a name, into the first thread's repository."""
        full_name = f"{owner}/{name}" if owner and name else None
        with self.state.lock:
            return load_file(self.state, Path(path), full_name)

    def replay(
        self, path: Path | str, owner: str | None = None, name: str | None = None
    ) -> Iterator[str]:
        """
        Live a recorded history through, one tick at a time.

        Each line of the file is `{"at", "deleted", "thread"}`. The clock stops at each
        tick's time, its threads are put, and the time is given to whoever iterates.
        """
        lines = (json.loads(line) for line in read_lines(Path(path)))
        for at, states in groupby(lines, key=itemgetter("at")):
            self.clock.freeze(at)
            for line in states:
                thread = line["thread"]
                full_name = f"{owner}/{name}" if owner else "/".join(thread["url"].split("/")[3:5])
                self.changes.add_repository(full_name)
                placed = self.changes.put_thread(full_name, thread)
                if line["deleted"]:
                    self.changes.delete_thread(placed["id"])
            yield at

    def load_sample(self) -> Repository:
        """Load the made-up conversations, which hold what no public file has."""
        with self.state.lock:
            return load_sample(self.state)

    def dump(self, full_name: str) -> Iterator[str]:
        """Give a repository's threads as lines of NDJSON, by number, and its works behind them."""
        with self.state.lock:
            repository = self.state.repository_of(full_name)
            threads = sorted(repository.threads.values(), key=lambda thread: thread["number"])
            nodes = [*map(dump_thread, threads), *dump_works(repository)]
        for node in nodes:
            yield json.dumps(node, ensure_ascii=False, separators=(",", ":"))

    def is_authorised(self, header: str) -> bool:
        """Tell whether an Authorization header carries a token that is let in."""
        _, _, token = header.partition(" ")
        if token.startswith("ghs_"):
            return self.apps.is_in_force(token)
        return bool(token) and self._token in (None, token)

    def log(self, request: LoggedRequest) -> None:
        """Keep a request for `requests`."""
        self.requests.append(request)

    @property
    def points(self) -> int:
        """Give the points of all the queries logged."""
        return sum(request.points for request in self.requests)

    def ask(self, query: str, **variables: Any) -> dict[str, Any]:
        """Answer a query without HTTP; the budget is charged all the same."""
        body = json.dumps({"query": query, "variables": variables}).encode()
        return self.answerer.answer(body).payload
