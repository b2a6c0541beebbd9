"""
The emulator on a port: HTTP/1.1 with keep-alive, a thread for each connection.

    request ─fault?→ ─route→ GraphQL · REST · attachment ─spoil?→ one write to the socket
"""

import json
import re
import socket
import struct
import time
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from .attachments import ASSETS, FILES, SIGNED
from .faults import Fault, LoggedRequest
from .rest import Reply, reply_error, reply_to_get

if TYPE_CHECKING:
    from .emulator import Emulator

GRAPHQL_PATHS = ("/graphql", "/api/graphql")
REST_PREFIX = "/api/v3"
_INSTALLATION = re.compile(r"/app/installations/([^/]+)/access_tokens")


class Server(ThreadingHTTPServer):
    """Serve one emulator."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self, address: tuple[str, int], emulator: "Emulator") -> None:
        super().__init__(address, Handler)
        self.emulator = emulator
        self.request_ids = count(1)


class Handler(BaseHTTPRequestHandler):
    """Read a request, let the emulator answer it, and send the answer."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: Server

    def do_GET(self) -> None:
        """Serve the REST API and the attachments."""
        self._serve()

    def do_HEAD(self) -> None:
        """Serve the head of what GET gives."""
        self._serve()

    def do_POST(self) -> None:
        """Serve GraphQL, and tokens for Apps."""
        self._serve()

    def log_message(self, format: str, *args: object) -> None:
        """Keep quiet: `Emulator.requests` is the log."""

    def _serve(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        fault = (
            self.server.emulator.faults.take(self.path, body.decode(errors="replace")) or Fault()
        )
        time.sleep(fault.delay)
        if fault.status is not None:
            reply, logged = _fault_reply(fault), self._log(body, fault.status)
        else:
            reply, logged = self._route(body)
        if fault.spoils:
            spoilt = fault.spoil(json.loads(reply.body))
            reply = Reply.of_json(reply.status, spoilt, **_extra_headers(reply))
        self.server.emulator.log(logged)
        self._send(reply, fault)

    def _route(self, body: bytes) -> tuple[Reply, LoggedRequest]:
        emulator = self.server.emulator
        parts = urlsplit(self.path)
        path = parts.path
        if path.startswith((ASSETS, FILES)):
            place = emulator.attachments.sign(path)
            found = place is not None
            reply = Reply(302, headers={"Location": f"{self._base_url()}{place}"})
            reply = reply if found else reply_error(404, "Not Found")
        elif path.startswith(SIGNED):
            opened = emulator.attachments.open(path, parts.query)
            if opened is None:
                reply = Reply(403, b"The address has expired.", {"Content-Type": "text/plain"})
            else:
                reply = Reply(200, opened[0], {"Content-Type": opened[1]})
        elif installed := _INSTALLATION.fullmatch(path.removeprefix(REST_PREFIX)):
            reply = emulator.apps.reply(installed[1], self.headers.get("Authorization", ""))
        elif not emulator.is_authorised(self.headers.get("Authorization", "")):
            reply = reply_error(401, "Bad credentials")
        elif path in GRAPHQL_PATHS and self.command == "POST":
            return self._answer_query(body)
        else:
            reply = self._answer_rest(path)
        return reply, self._log(body, reply.status)

    def _answer_query(self, body: bytes) -> tuple[Reply, LoggedRequest]:
        emulator = self.server.emulator
        answer = emulator.answerer.answer(body)
        headers = emulator.budgets["graphql"].headers("graphql")
        headers["X-GitHub-Media-Type"] = "github.v4; format=json"
        logged = self._log(body, answer.status, answer.points, answer.nodes)
        return Reply.of_json(answer.status, answer.payload, **headers), logged

    def _answer_rest(self, path: str) -> Reply:
        emulator = self.server.emulator
        core = emulator.budgets["core"]
        prefix = REST_PREFIX if path.startswith(f"{REST_PREFIX}/") else ""
        path = path.removeprefix(prefix)
        if self.command == "POST":
            return reply_error(404, "Not Found")
        if path != "/rate_limit" and not core.charge(1):
            reply = reply_error(403, "API rate limit exceeded for user ID 1.")
        else:
            with emulator.state.lock:
                reply = reply_to_get(
                    emulator.state,
                    path,
                    self._base_url() + prefix,
                    emulator.viewer,
                    emulator.budgets,
                )
        return Reply(reply.status, reply.body, reply.headers | core.headers("core"))

    def _base_url(self) -> str:
        return f"http://{self.headers.get('Host', self.server.emulator.host)}"

    def _log(self, body: bytes, status: int, points: int = 0, nodes: int = 0) -> LoggedRequest:
        try:
            request = json.loads(body or b"{}")
        except ValueError:
            request = {}
        return LoggedRequest(
            at=self.server.emulator.clock.now(),
            method=self.command,
            path=self.path,
            status=status,
            query=request.get("query") or "",
            variables=request.get("variables") or {},
            points=points,
            nodes=nodes,
        )

    def _send(self, reply: Reply, fault: Fault) -> None:
        if fault.reset:
            self._reset()
            return
        number = next(self.server.request_ids)
        headers = {
            "Date": format_datetime(self.server.emulator.clock.now(), usegmt=True),
            "Server": "github.com",
            "X-GitHub-Request-Id": f"EMU:{number:06X}",
            **reply.headers,
            **(fault.headers if fault.status is None else {}),
            "Content-Length": str(len(reply.body)),
        }
        reason = self.responses.get(reply.status, ("",))[0]
        head = [f"HTTP/1.1 {reply.status} {reason}"]
        head += [f"{name}: {value}" for name, value in headers.items()]
        body = b"" if self.command == "HEAD" else reply.body
        if fault.cut_at is not None:
            body = body[: fault.cut_at]
            self.close_connection = True
        # One write: two small ones wait for each other's acknowledgement.
        self.wfile.write("\r\n".join([*head, "", ""]).encode("latin-1", "replace") + body)

    def _reset(self) -> None:
        """Break the connection off, so that the client sees a reset."""
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.close_connection = True


def _fault_reply(fault: Fault) -> Reply:
    assert fault.status is not None
    if isinstance(fault.body, bytes | str):
        body = fault.body.encode() if isinstance(fault.body, str) else fault.body
        return Reply(fault.status, body, {"Content-Type": "text/html"} | fault.headers)
    return Reply.of_json(fault.status, fault.body, **fault.headers)


def _extra_headers(reply: Reply) -> dict[str, str]:
    return {name: value for name, value in reply.headers.items() if name != "Content-Type"}
