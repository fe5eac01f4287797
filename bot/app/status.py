"""The endpoint at which the bot tells how it is: on this machine's loopback address alone, in a thread of its own.

A thread, since what is asked for is also whether the event loop still goes round. `/health` is JSON, with status 200
when all is fine and 503 when not; `/metrics` is for Prometheus.
"""

from __future__ import annotations

import functools
import json
import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

from bot.app.health import Health
from knowledge.errors import InvalidInputError

if TYPE_CHECKING:
    from bot.app.metrics import Metrics

LOOPBACK = "127.0.0.1"
HEALTH, METRICS = "/health", "/metrics"
NO_METRICS = 'Metrics need the extra: pip install -e ".[metrics]"\n'
_NAMES = (LOOPBACK, "localhost")
_SECONDS_FOR_A_REQUEST = 5.0
_SECONDS_TO_END = 0.05
_JSON, _TEXT = "application/json", "text/plain; charset=utf-8"

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Page:
    status: HTTPStatus
    kind: str
    body: bytes


@contextmanager
def status_endpoint(port: int, health: Callable[[], Health], metrics: Metrics | None) -> Iterator[int]:
    """Tell how the bot is at this port until the block ends; give the port (another one when it was 0).

    Raises InvalidInputError when another program has the port.
    """

    def page(path: str) -> _Page:
        if path == HEALTH:
            now = health()
            status = HTTPStatus.OK if now.is_fine else HTTPStatus.SERVICE_UNAVAILABLE
            return _Page(status, _JSON, json.dumps(now.plain()).encode())
        if path == METRICS and metrics is not None:
            # Not above: it needs the extra, which is there when there are metrics.
            from bot.app.metrics import CONTENT_TYPE

            return _Page(HTTPStatus.OK, CONTENT_TYPE, metrics.exposition())
        said = NO_METRICS if path == METRICS else f"{HEALTH} or {METRICS}\n"
        return _Page(HTTPStatus.NOT_FOUND, _TEXT, said.encode())

    try:
        server = _Server((LOOPBACK, port), _handler(page))
    except OSError as error:
        raise InvalidInputError(
            f"Nothing can be told at port {port} of {LOOPBACK} ({error.strerror}). Set STATUS_PORT to a port that no "
            "other program has, or leave it empty."
        ) from error
    serve = functools.partial(server.serve_forever, poll_interval=_SECONDS_TO_END)
    thread = threading.Thread(target=serve, name="status", daemon=True)
    thread.start()
    _log.info("http://%s:%s%s tells how the bot is.", LOOPBACK, server.server_port, HEALTH)
    try:
        yield server.server_port
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    # A request that hangs must not keep the bot from ending.
    block_on_close = False


def _handler(page: Callable[[str], _Page]) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        timeout = _SECONDS_FOR_A_REQUEST
        server_version, sys_version = "NotSoFast", ""

        def do_GET(self) -> None:
            """Answer; only under this machine's own names, so that no page of a browser reads it by another name."""
            host = (self.headers.get("Host") or LOOPBACK).rpartition(":")
            name = host[0] if host[2].isdigit() else "".join(host)
            if name not in _NAMES:
                self.send_error(HTTPStatus.MISDIRECTED_REQUEST)
                return
            try:
                found = page(self.path.partition("?")[0])
            except Exception:  # the next request may go well
                _log.exception("How the bot is could not be told.")
                self.send_error(HTTPStatus.INTERNAL_SERVER_ERROR)
                return
            self.send_response(found.status)
            self.send_header("Content-Type", found.kind)
            self.send_header("Content-Length", str(len(found.body)))
            self.send_header("Cache-Control", "no-store")
            self.end_headers()
            self.wfile.write(found.body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as the base class has it
            """Say nothing: a line at every look would bury the rest."""

    return Handler
