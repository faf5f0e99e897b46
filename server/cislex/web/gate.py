"""Between Granian and the application: each request is checked, answered, logged and counted.

What Granian leaves open is closed here: a request without a clear host is refused, the body
is taken in bounded time (`cislex.web.bodies`), and a reply is sent only with its length, so
that one that breaks off cannot be taken for a whole one.
"""

from __future__ import annotations

import contextlib
import io
import logging
import re
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from typing import IO, TYPE_CHECKING, Any, Final, Protocol, cast

from cislex.web.bodies import Bodies, Late, Line, Refused
from cislex.web.observing import AccessLog, Metrics, Served
from cislex.web.serving import Observed, noted

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

_HOST: Final = re.compile(r"(?:[A-Za-z0-9._-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\])(?::\d{1,5})?")
_BASE: Final[dict[str, Any]] = {
    "SCRIPT_NAME": "",
    "SERVER_SOFTWARE": "cislex",
    "wsgi.errors": sys.stderr,
    "wsgi.version": (1, 0),
    "wsgi.multiprocess": False,
    "wsgi.multithread": True,
    "wsgi.run_once": False,
}
_IN_MEMORY: Final = 1 << 20
"""Replies of up to this many bytes are handed over whole."""
_PIECE_BYTES: Final = 1 << 16
_LOG = logging.getLogger(__name__)

Headers = list[tuple[str, str]]


class Streaming(Line, Protocol):
    """Granian's way to answer one request."""

    def response_iter(self, status: int, headers: Headers, body: Iterator[bytes]) -> None:
        """Send an answer piece by piece; waits for the client."""


class _Response:
    """What an application says to `start_response`."""

    __slots__ = ("headers", "status")

    def __init__(self) -> None:
        self.status, self.headers = 500, Headers()

    def __call__(
        self, status: str, headers: Headers, exc_info: object = None
    ) -> Callable[[bytes], object]:
        self.status, self.headers = int(status[:3]), headers
        return _no_write

    def header(self, name: str) -> str:
        """A header field, or nothing; the name in lower case."""
        return next((value for key, value in self.headers if key.lower() == name), "")


def _no_write(data: bytes) -> object:
    raise NotImplementedError("write() of WSGI is not offered: return the body")


class Gate:
    """What Granian calls with each request, in a thread for each."""

    def __init__(
        self,
        application: WSGIApplication,
        bodies: Bodies,
        snapshots: Observed,
        metrics: Metrics,
        log: AccessLog | None,
    ) -> None:
        self._application, self._bodies = application, bodies
        self._snapshots, self._metrics, self._log = snapshots, metrics, log

    def __call__(self, line: Streaming, environ: dict[str, Any]) -> None:
        """Answer one request."""
        start = time.perf_counter()
        environ.update(_BASE)
        noted.hit = None
        response, body, size = _Response(), b"", 0
        try:
            _check(environ)
            body = self._bodies.take(line, environ)
            environ["wsgi.input"] = io.BytesIO(body)
            size = _send(line, response, self._application(environ, response))
        except Refused as refusal:
            size = _refuse(line, response, refusal)
        except Late:
            response.status = 408
        except Exception:
            _LOG.exception("unexpected error at %a", environ.get("PATH_INFO"))
            failure = Refused("500 Internal Server Error", "Something went wrong here")
            size = _refuse(line, response, failure)
        query = environ.get("QUERY_STRING", "").encode() + body
        served = Served(
            response.status,
            response.header("content-type"),
            size,
            time.perf_counter() - start,
            query,
            noted.hit,
        )
        self._metrics.count(environ, served)
        if self._log:
            self._log.write(environ, served, self._snapshots.figures.release)


def _check(environ: dict[str, Any]) -> None:
    """Refuse a request that does not say clearly to whom it is addressed."""
    host = environ.get("HTTP_HOST", "")
    is_old = environ.get("SERVER_PROTOCOL") != "HTTP/1.1"
    if not _HOST.fullmatch(host) and not (is_old and not host):
        raise Refused("400 Bad Request", "Send one Host header with the name of this server")
    if environ["REQUEST_METHOD"] == "CONNECT":
        raise Refused("501 Not Implemented", "This is no proxy: ask it with GET or POST")
    if not environ["PATH_INFO"].startswith("/"):
        raise Refused("400 Bad Request", "Ask for a path that begins with /")


def _refuse(line: Streaming, response: _Response, refusal: Refused) -> int:
    body = f"{refusal.reason}\n".encode()
    response(
        refusal.status,
        [
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Length", str(len(body))),
            ("Connection", "close"),
        ],
    )
    line.response_bytes(response.status, response.headers, body)
    return len(body)


def _send(line: Streaming, response: _Response, result: Iterable[bytes]) -> int:
    """Send a reply; how many bytes its body has."""
    with contextlib.ExitStack() as ending:
        if close := getattr(result, "close", None):
            ending.callback(close)
        if isinstance(result, (list, tuple)):
            return _send_whole(line, response, b"".join(result))
        length = response.header("content-length")
        if length and int(length) <= _IN_MEMORY:
            return _send_whole(line, response, b"".join(result))
        if not length:
            file = ending.enter_context(tempfile.SpooledTemporaryFile(_IN_MEMORY))
            file.writelines(result)
            length = str(file.tell())
            response.headers = [*response.headers, ("Content-Length", length)]
            file.seek(0)
            result = _pieces(cast(IO[bytes], file))
        line.response_iter(response.status, response.headers, iter(result))
        return int(length)


def _send_whole(line: Streaming, response: _Response, body: bytes) -> int:
    line.response_bytes(response.status, response.headers, body)
    return len(body)


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    while piece := file.read(_PIECE_BYTES):
        yield piece
