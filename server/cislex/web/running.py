"""Runs the app on a socket: the server that `cislex serve` starts.

Granian speaks HTTP/1.1 in Rust and calls the app in threads of this process, which also
holds the query pool: 0.05 ms a request, a third of what other WSGI servers take. Its own
command line starts a process for that; the classes below it do not, and their interface may
change with its minor versions, so that pyproject.toml names one. All of it that is used
stands in this module.
"""

from __future__ import annotations

import asyncio
import atexit
import contextlib
import logging
import os
import resource
import signal
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from typing import Any, Final, NoReturn, cast

from flask import Flask
from granian._futures import _new_cbscheduler
from granian._granian import SocketHolder, WorkerSignal, WSGIWorker
from granian.http import HTTP1Settings

from cislex.errors import SettingError
from cislex.settings import Settings
from cislex.web import create_app
from cislex.web.bodies import Bodies
from cislex.web.files import Files
from cislex.web.gate import Gate
from cislex.web.observing import AccessLog, Metrics, MetricsDoor, behind_proxies
from cislex.web.serving import Observed, Releases

_HEADER_BYTES: Final = 128 * 1024
_BACKLOG: Final = 1024
_SPARE: Final = 64
"""Connections beside those whose queries run or wait: for files, metrics, refusals."""
_LOG = logging.getLogger(__name__)


class Server:
    """Listens from the beginning, answers while it serves."""

    def __init__(self, app: Flask, settings: Settings, snapshots: Observed) -> None:
        """Begin to listen; port 0 takes a free one.

        Raises:
            SettingError: the address cannot be listened on, or a setting does not fit.
        """
        _check_connections(settings)
        self._app, self._settings, self._snapshots = app, settings, snapshots
        self._log = AccessLog(settings.access_log) if settings.access_log else None
        self._socket = _listen(settings)
        self.host, self.port = self._socket.getsockname()[:2]
        self._signal = WorkerSignal()
        self._stopping, self._done = threading.Event(), threading.Event()

    @property
    def address(self) -> str:
        """Where it listens, as a URL."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.port}"

    def serve_forever(self) -> bool:
        """Answer until `stop`; whether every request was finished then."""
        longest = int(self._app.config["MAX_CONTENT_LENGTH"])
        bodies = Bodies(self.port, longest, self._settings.client_seconds)
        metrics = Metrics(self._snapshots)
        door = MetricsDoor(self._app, metrics, self._settings)
        application = behind_proxies(door, self._settings)
        gate = Gate(application, bodies, self._snapshots, metrics, self._log)
        self._signal.add_cb(self._done.set)
        loop = asyncio.new_event_loop()  # Granian wants one, and never runs it for WSGI
        try:
            scheduler = cast(Any, _new_cbscheduler)(loop, gate, impl_asyncio=True)
            self._worker().serve_mtr(scheduler, loop, self._signal)
            self._stopping.wait()
            return self._done.wait(_longest_request(self._settings))
        finally:
            bodies.close()
            loop.close()

    def stop(self) -> None:
        """Take no new request; those that run are finished."""
        self._stopping.set()
        self._signal.set()

    def shutdown(self) -> None:
        """Stop, and wait until all is done."""
        self.stop()
        self._done.wait()

    def server_close(self) -> None:
        """Close what is still open."""
        self._socket.close()
        if self._log:
            self._log.close()

    def _worker(self) -> Any:
        settings = self._settings
        descriptor = self._socket.detach()
        return cast(Any, WSGIWorker)(
            worker_id=1,
            sock=(None, cast(Any, SocketHolder)(descriptor, False, _BACKLOG)),
            ipc=None,
            # Each connection has one request at a time, so that none waits for a thread.
            py_threads=settings.connections,
            backpressure=settings.connections,
            http_mode="1",
            http1_opts=HTTP1Settings(
                header_read_timeout=int(1000 * settings.client_seconds),
                max_buffer_size=_HEADER_BYTES,
            ),
        )


def bind(settings: Settings, snapshots: Observed | None = None) -> Server:
    """A server that listens but does not answer yet; port 0 takes a free port.

    Raises:
        SettingError: the address cannot be listened on, or settings do not fit together.
    """
    served = snapshots or Releases(settings)
    app = create_app(settings, served, is_own=not isinstance(served, Files))
    return Server(app, settings, served)


def serve(
    settings: Settings,
    announce: Callable[[str], object] = print,
    open_graph: Callable[[Settings], Releases | Files] = Releases,
) -> None:
    """Serve a graph until SIGTERM or SIGINT; `announce` hears the address.

    Requests that run then are finished first. A second signal ends everything at once.
    It does not return: the process ends with it.

    Raises:
        ReleaseError: there is no release to serve.
        SettingError: the address cannot be listened on.
    """
    _allow_files()
    with _hearing(_exit, signal.SIGTERM), contextlib.closing(open_graph(settings)) as served:
        server = bind(settings, served)
        try:
            what = "Release" if isinstance(served, Releases) else "Graph"
            announce(f"{what} {served.current().identifier} is served on {server.address}")
            with _hearing(lambda _: server.stop(), signal.SIGTERM, signal.SIGINT):
                is_finished = server.serve_forever()
            announce("Stopped")
        finally:
            server.server_close()
    if not is_finished:
        _LOG.error("requests were still running when the time for them was over")
    _leave(0 if is_finished else 1)


def _leave(status: int) -> NoReturn:
    """End the process, tidied up, but not the interpreter first.

    Threads of Granian let go of Python only some time after it says that all is done; one
    that comes back to an interpreter that has ended aborts the process.
    """
    atexit._run_exitfuncs()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)


def _exit(number: int) -> NoReturn:
    """End while tidying up what was begun."""
    raise SystemExit(128 + number)


@contextlib.contextmanager
def _hearing(react: Callable[[int], object], *numbers: signal.Signals) -> Iterator[None]:
    """React to the first of some signals; a second one ends everything at once."""
    before = {one: signal.getsignal(one) for one in numbers}

    def heard(number: int, _: object) -> None:
        for one in numbers:
            signal.signal(one, signal.SIG_DFL)
        react(number)

    try:
        for one in numbers:
            signal.signal(one, heard)
        yield
    finally:
        for one in numbers:
            signal.signal(one, before[one])


def _longest_request(settings: Settings) -> float:
    """Seconds after which every request has ended, unless its client is too slow a reader."""
    return settings.client_seconds + settings.queue_seconds + settings.query_seconds + 1


def _listen(settings: Settings) -> socket.socket:
    try:
        [(family, _, _, _, address), *_] = socket.getaddrinfo(
            settings.host, settings.port, type=socket.SOCK_STREAM
        )
        listener = socket.create_server(address[:2], family=family, backlog=_BACKLOG)
    except (OSError, UnicodeError) as error:
        raise SettingError(
            f"{settings.host}:{settings.port} cannot be listened on: "
            "another server may run there; choose another --port"
        ) from error
    listener.setblocking(False)
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    # Connections inherit it: a client that takes nothing for so long is let go.
    milliseconds = int(1000 * settings.client_seconds)
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, milliseconds)
    return listener


def _check_connections(settings: Settings) -> None:
    """See that there is a thread for whoever is told that the server is busy."""
    queries = settings.places + settings.long_queries + settings.queue_length
    if settings.connections < queries + _SPARE:
        raise SettingError(
            f"{settings.connections} connections are too few for {queries} queries that run or "
            f"wait: set --connections to {queries + _SPARE} or more, or lower --queue-length"
        )


def _allow_files() -> None:
    """Let this process open as many files as it may: connections and workers need them."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
