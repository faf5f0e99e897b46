"""Bodies of requests, taken whole and in bounded time before anybody works on them.

Granian reads headers in bounded time, but waits for a body as long as its client likes, in a
thread that nothing can wake (its issue 728). So a client that takes too long is told so by
another thread, and its connection is then closed under the thread that waits.
"""

from __future__ import annotations

import contextlib
import os
import socket
import struct
import threading
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final, Protocol

_TICK_SECONDS: Final = 0.25
_LAST_SENT, _PIECES_SENT = 44, 156
"""Where struct tcp_info of Linux, tcp(7), has the milliseconds since something was sent, and
how many packets with data were sent."""
_ACCURACY_SECONDS: Final = 0.2
_PIECE_BYTES: Final = 1 << 16
_PATIENCE_BYTES: Final = 1 << 26
"""So much of a body that is too long is taken and thrown away, so that its sender, who may read
only when all is sent, hears why."""


class Line(Protocol):
    """Granian's way to answer one request, from any thread."""

    def response_bytes(self, status: int, headers: list[tuple[str, str]], body: bytes) -> None:
        """Send an answer; the second one is dropped."""


class Refused(Exception):
    """A body that is not taken, with status and reason."""

    def __init__(self, status: str, reason: str) -> None:
        self.status, self.reason = status, reason
        super().__init__(reason)


class Late(Exception):
    """A body that did not come in time; its sender knows already."""


class _Waiting:
    """One body that is being waited for."""

    __slots__ = ("client", "deadline", "line", "refused_at")

    def __init__(self, line: Line, client: str, seconds: float) -> None:
        self.line, self.client = line, client
        self.deadline = time.monotonic() + seconds
        self.refused_at = 0.0


class Bodies:
    """Takes the bodies of a server that listens on a port."""

    def __init__(self, port: int, longest: int, seconds: float) -> None:
        """Bodies of more than `longest` bytes are left to the application to refuse."""
        self._port, self._longest, self._seconds = port, longest, seconds
        self._lock = threading.Lock()
        self._waiting: set[_Waiting] = set()
        self._end = threading.Event()
        threading.Thread(target=self._watch, daemon=True, name="bodies").start()

    def close(self) -> None:
        """Watch no longer."""
        self._end.set()

    def take(self, line: Line, environ: Mapping[str, Any]) -> bytes:
        """The body of a request; of one that is too long, nothing.

        Raises:
            Refused: its length is not announced, or it ended early.
            Late: it did not come in time.
        """
        if "HTTP_TRANSFER_ENCODING" in environ:
            # Granian does not tell a body that broke off from one that has ended.
            raise Refused("411 Length Required", "Send the body with a Content-Length")
        size = int(environ.get("CONTENT_LENGTH") or 0)
        if size == 0:
            return b""
        waiting = _Waiting(line, environ["REMOTE_ADDR"], self._seconds)
        with self._lock:
            self._waiting.add(waiting)
        try:
            body = self._read(environ["wsgi.input"], size)
        finally:
            with self._lock:
                self._waiting.discard(waiting)
        if waiting.refused_at:
            raise Late
        if len(body) < size <= self._longest:
            raise Refused("400 Bad Request", "The body ended before its announced length")
        return body

    def _read(self, source: Any, size: int) -> bytes:
        if size > self._longest:
            left = min(size, max(_PATIENCE_BYTES, self._longest))
            while left > 0 and (piece := source.read(_PIECE_BYTES)):
                left -= len(piece)
            return b""
        return bytes(source.read(size))

    def _watch(self) -> None:
        while not self._end.wait(_TICK_SECONDS):
            if self._waiting:
                self._refuse()
                self._hang_up()

    def _refuse(self) -> None:
        now = time.monotonic()
        with self._lock:
            late = [one for one in self._waiting if now > one.deadline and not one.refused_at]
            for one in late:
                one.refused_at = now
        for one in late:
            words = f"The body did not come within {self._seconds:g} s\n".encode()
            headers = [("Content-Type", "text/plain"), ("Content-Length", str(len(words)))]
            one.line.response_bytes(408, [*headers, ("Connection", "close")], words)

    def _hang_up(self) -> None:
        """Close the connections of those who were refused a moment ago and send on."""
        with self._lock:
            refused = [(one.client, one.refused_at) for one in self._waiting if one.refused_at]
        if not refused:
            return
        time.sleep(_ACCURACY_SECONDS)  # the refusal leaves first
        clients = {client for client, _ in refused}
        for connection in _connections(self._port):
            with contextlib.suppress(OSError):
                client = connection.getpeername()[0]
                if client not in clients:
                    continue
                sent_at = _sent_at(connection)
                # Granian does not say which connection a request came on: it is the one on which
                # something was sent when the refusal was, and nothing since. Another one of the
                # same client would have to have been answered in the same moment.
                if any(
                    client == one and abs(sent_at - at) < _ACCURACY_SECONDS for one, at in refused
                ):
                    connection.shutdown(socket.SHUT_RDWR)


def _sent_at(connection: socket.socket) -> float:
    """When something was last sent, by the monotonic clock; 0 where nothing was."""
    state = connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, 256)
    [ago] = struct.unpack_from("=I", state, _LAST_SENT)
    [pieces] = struct.unpack_from("=I", state, _PIECES_SENT)
    return time.monotonic() - ago / 1000 if pieces else 0.0


def _connections(port: int) -> Iterator[socket.socket]:
    """The connections that this process has accepted on a port, each a copy."""
    for entry in Path("/proc/self/fd").iterdir():
        with contextlib.suppress(OSError):
            if not str(entry.readlink()).startswith("socket:"):
                continue
            with socket.socket(fileno=os.dup(int(entry.name))) as connection:
                is_ours = connection.family in (socket.AF_INET, socket.AF_INET6)
                if is_ours and connection.getsockname()[1] == port:
                    yield connection
