"""A lean HTTP client, the same for every server: requests made beforehand, one kept connection.

A Python client costs processor time that the server could use, on few cores more than a cheap
query does. So this one sends ready bytes and reads the answer without looking into it; what it
costs is measured against a server that does nothing (`echo`), and reported.
"""

from __future__ import annotations

import multiprocessing
import select
import socket
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final, Self
from urllib.parse import quote

_DIGITS: Final = "0000000000"
_PIECE: Final = 1 << 18


@dataclass(frozen=True, slots=True)
class Server:
    """Where a server answers: on this machine, at a port and a path."""

    port: int
    path: str = "/sparql"
    parameters: str = ""
    results: str = "application/sparql-results+json"
    """The form of its tables: the one that it writes fastest, where that is not JSON."""

    def request(self, text: str, is_graph: bool = False) -> Request:
        """A request that asks a query, for a table or a graph."""
        accept = "text/turtle" if is_graph else self.results
        query = quote(f"{text}\n# {_DIGITS}", safe="")
        address = f"{self.path}?{self.parameters}query={query}"
        head = f"GET {address} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\nAccept: {accept}\r\n\r\n"
        return Request(head.encode("ascii"))


@dataclass(frozen=True, slots=True)
class Request:
    """The bytes of a request, with a number in a comment at the end of the query."""

    template: bytes

    def numbered(self, number: int) -> bytes:
        """The request with another number: a text that no cache has seen, and the same work."""
        head, tail = self.template.rsplit(_DIGITS.encode(), 1)
        return b"%b%010d%b" % (head, number, tail)


@dataclass(frozen=True, slots=True)
class Response:
    """A whole answer and how long it took in seconds, from the first byte sent."""

    status: int
    head: bytes
    body: bytes
    seconds: float


class Broken(Exception):
    """The server closed the connection, or what it sent is not HTTP."""


class Stale(Broken):
    """The server closed the connection without a word, as it may with one that was kept."""


class Connection:
    """One connection that is kept; opened again when the server closed it between answers."""

    def __init__(self, port: int, timeout: float) -> None:
        self._port, self._timeout = port, timeout
        self._socket: socket.socket | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def close(self) -> None:
        """Close it; the next request opens it again."""
        if self._socket:
            self._socket.close()
            self._socket = None

    def ask(self, request: bytes) -> Response:
        """Send a request and read the answer.

        Raises:
            Broken: there is no whole answer.
            TimeoutError: it takes longer than the time-out.
        """
        end = time.monotonic() + self._timeout
        try:
            if self._socket and select.select([self._socket], [], [], 0)[0]:
                # Nobody has asked: it is the end, or an error about our idleness.
                self.close()
            is_new = self._socket is None
            try:
                return self._exchange(self._link(), request, end)
            except Stale:
                if is_new:
                    raise
                self.close()
                return self._exchange(self._link(), request, end)
        except ConnectionError as error:
            self.close()
            raise Broken(str(error)) from error
        except (Broken, OSError):
            self.close()
            raise

    def _link(self) -> socket.socket:
        if self._socket is None:
            link = socket.create_connection(("127.0.0.1", self._port), timeout=self._timeout)
            link.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._socket = link
        self._socket.settimeout(self._timeout)
        return self._socket

    def _exchange(self, link: socket.socket, request: bytes, end: float) -> Response:
        start = time.perf_counter()
        try:
            link.sendall(request)
            piece = link.recv(_PIECE)
        except ConnectionError as error:
            raise Stale(str(error)) from error
        if not piece:
            raise Stale("the server closed the connection before it answered")
        head, rest = _head(link, piece, end)
        lower = head.lower()
        if b"\r\ntransfer-encoding: chunked" in lower:
            body = _chunked(link, rest, end)
        elif (place := lower.find(b"\r\ncontent-length:")) >= 0:
            size = int(lower[place + 17 :].split(b"\r\n", 1)[0])
            body = _sized(link, rest, size, end)
            if len(rest) > size:
                self.close()
        else:
            body = _until_closed(link, rest, end)
            self.close()
        seconds = time.perf_counter() - start
        if b"\r\nconnection: close" in lower:
            self.close()
        return Response(int(head[9:12]), head, body, seconds)


def _receive(link: socket.socket, end: float) -> bytes:
    if time.monotonic() > end:
        raise TimeoutError("the answer takes too long")
    return link.recv(_PIECE)


def _head(link: socket.socket, buffer: bytes, end: float) -> tuple[bytes, bytes]:
    while (place := buffer.find(b"\r\n\r\n")) < 0:
        piece = _receive(link, end)
        if not piece:
            raise Broken("the head of the answer ends early")
        buffer += piece
    if not buffer.startswith(b"HTTP/1."):
        raise Broken(f"this is not HTTP: {buffer[:40]!r}")
    return buffer[:place], buffer[place + 4 :]


def _sized(link: socket.socket, rest: bytes, size: int, end: float) -> bytes:
    if len(rest) >= size:
        return rest[:size]
    pieces, missing = [rest], size - len(rest)
    while missing > 0:
        piece = _receive(link, end)
        if not piece:
            raise Broken(f"the answer ends {missing} bytes early")
        pieces.append(piece)
        missing -= len(piece)
    return b"".join(pieces)


def _chunked(link: socket.socket, rest: bytes, end: float) -> bytes:
    buffer, place = bytearray(rest), 0
    pieces: list[bytes] = []
    while True:
        while (line := buffer.find(b"\r\n", place)) < 0:
            _more(link, buffer, end)
        size = int(bytes(buffer[place:line]).split(b";")[0], 16)
        after = line + 2 + size + 2
        while len(buffer) < after:
            _more(link, buffer, end)
        if size == 0:
            return b"".join(pieces)
        pieces.append(bytes(buffer[line + 2 : line + 2 + size]))
        place = after


def _more(link: socket.socket, buffer: bytearray, end: float) -> None:
    piece = _receive(link, end)
    if not piece:
        raise Broken("the answer ends early")
    buffer += piece


def _until_closed(link: socket.socket, rest: bytes, end: float) -> bytes:
    pieces = [rest]
    while piece := _receive(link, end):
        pieces.append(piece)
    return b"".join(pieces)


@dataclass(frozen=True, slots=True)
class Load:
    """What one of several clients shall do: ask these in turn from `start` for `seconds`.

    With a `step`, each request has a number of its own, from `first` on.
    """

    port: int
    requests: Sequence[Request]
    start: float
    seconds: float
    timeout: float
    first: int
    step: int


@dataclass(frozen=True, slots=True)
class Done:
    """What came of it: answers with status 200, others, and when the last one was there."""

    answers: int
    failures: int
    end: float


def work(load: Load) -> Done:
    """Be one client."""
    answers = failures = 0
    number = load.first
    time.sleep(max(0.0, load.start - time.monotonic()))
    with Connection(load.port, load.timeout) as connection:
        # Even where all processors are busy each client asks at least once.
        while not answers + failures or time.monotonic() < load.start + load.seconds:
            request = load.requests[(answers + failures) % len(load.requests)]
            number += load.step
            try:
                is_good = connection.ask(request.numbered(number)).status == 200
            except (Broken, OSError):
                is_good = False
            answers, failures = answers + is_good, failures + (not is_good)
    return Done(answers, failures, time.monotonic())


class Crowd:
    """Clients that ask at once, each in a process of its own."""

    def __init__(self, clients: int) -> None:
        self.clients = clients
        self._pool = multiprocessing.get_context("spawn").Pool(clients)
        self._number = 1_000_000
        self._pool.map(abs, range(clients), 1)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._pool.terminate()
        self._pool.join()

    def rate(
        self, port: int, requests: Sequence[Request], seconds: float, timeout: float, is_new: bool
    ) -> tuple[float, int]:
        """Answers a second, and how many requests failed; `is_new` makes each text new."""
        start = time.monotonic() + 0.1
        loads = []
        for client in range(self.clients):
            self._number += 1_000_000 if is_new else 0
            own = [*requests[client % len(requests) :], *requests[: client % len(requests)]]
            first = self._number if is_new else 0
            loads.append(Load(port, own, start, seconds, timeout, first, int(is_new)))
        done = self._pool.map(work, loads, 1)
        took = max(one.end for one in done) - start
        return sum(one.answers for one in done) / took, sum(one.failures for one in done)


@contextmanager
def echo(body: bytes = b"{}") -> Iterator[int]:
    """The port of a server that does nothing but answer: what is measured then is the client."""
    answer = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%b" % (len(body), body)
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    process = context.Process(target=_echo, args=(there, answer), daemon=True)
    process.start()
    try:
        yield here.recv()
    finally:
        process.terminate()
        process.join()


def _echo(said: multiprocessing.connection.Connection, answer: bytes) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        said.send(listener.getsockname()[1])
        while True:
            link, _ = listener.accept()
            threading.Thread(target=_echo_all, args=(link, answer), daemon=True).start()


def _echo_all(link: socket.socket, answer: bytes) -> None:
    link.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    while link.recv(_PIECE):
        link.sendall(answer)
