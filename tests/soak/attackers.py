"""Hostile people: the whole hostile list over HTTP, again and again, in a process of their own."""

from __future__ import annotations

import contextlib
import random
import socket
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from multiprocessing.connection import Connection as Pipe
from multiprocessing.synchronize import Event
from pathlib import Path
from typing import Final

import hostile
from benchmark.client import Broken, Connection

_STREAMS: Final = 3
_PAUSE: Final = 0.2
_RAW_PAUSE: Final = 15.0
_CROWD_PAUSE: Final = 60.0
_CROWD: Final = 50
_HALF_OPEN: Final = 200
_HALF_OPEN_SECONDS: Final = 10.0
SECRET: Final = "the secret of the soak"

_RAW: Final = {
    "oversized address": b"GET /sparql?query=" + b"a" * 2_000_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n",
    "many headers": b"GET / HTTP/1.1\r\nHost: x\r\n" + b"X-Y: z\r\n" * 5000 + b"\r\n",
    "a huge header": b"GET / HTTP/1.1\r\nHost: x\r\nX: " + b"y" * 500_000 + b"\r\n\r\n",
    "TRACE": b"TRACE / HTTP/1.1\r\nHost: x\r\n\r\n",
    "an unknown method": b"BREW /sparql HTTP/1.1\r\nHost: x\r\n\r\n",
    "path traversal": b"GET /dumps/..%2f..%2f..%2fetc/passwd HTTP/1.1\r\nHost: x\r\n\r\n",
    "plain path traversal": b"GET /../../../../etc/passwd HTTP/1.1\r\nHost: x\r\n\r\n",
    "header injection": b"GET /id/x%0d%0aSet-Cookie:%20a=b HTTP/1.1\r\nHost: x\r\n\r\n",
    "an injected host": b"GET /sparql HTTP/1.1\r\nHost: x\r\nHost: y\r\nAccept: */*\r\n\r\n",
    "two lengths": b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n"
    b"Content-Length: 30\r\nContent-Type: application/sparql-query\r\n\r\nASK {}",
    "length and chunks": b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: 6\r\n"
    b"Transfer-Encoding: chunked\r\nContent-Type: application/sparql-query\r\n\r\n0\r\n\r\n",
    "a negative length": b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
    "a wrong chunk": b"POST /sparql HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n"
    b"Content-Type: application/sparql-query\r\n\r\nzz\r\nASK {}\r\n0\r\n\r\n",
    "no HTTP": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\0" * 100 + b"\r\n\r\n",
}


@dataclass(slots=True)
class Fate:
    """What became of one kind of attack: outcome → how often, and the longest time in seconds."""

    outcomes: dict[str, int] = field(default_factory=dict)
    slowest: float = 0.0
    words: str = ""
    """What one of the answers said."""


@dataclass(slots=True)
class Attacks:
    """What came of all: fates by kind; what should never be is in `leaks`."""

    fates: dict[str, Fate] = field(default_factory=dict)
    leaks: list[str] = field(default_factory=list)


def attack(
    port: int, folder: Path, query_seconds: float, stop: Event, said: Pipe, seed: int
) -> None:
    """Attack until told to stop, then send what came of it."""
    with _listener() as (address, calls):
        secret = folder / "secret.nt"
        secret.write_text(f'<a:a> <a:b> "{SECRET}" .\n', "utf-8")
        mob = _Mob(port, query_seconds, stop)
        queries = list(hostile.everything(address, secret.as_uri()))
        threads = [
            *(
                threading.Thread(target=mob.stream, args=(queries, seed + n))
                for n in range(_STREAMS)
            ),
            threading.Thread(target=mob.crowds, args=(queries,)),
            threading.Thread(target=mob.raw),
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        if calls:
            mob.found.leaks.append(f"{len(calls)} calls to a server that nobody may call")
    said.send(mob.found)


class _Mob:
    def __init__(self, port: int, query_seconds: float, stop: Event) -> None:
        self.found = Attacks()
        self._port, self._stop = port, stop
        self._timeout = 3 * query_seconds + 60
        self._lock = threading.Lock()

    def stream(self, queries: list[hostile.Hostile], seed: int) -> None:
        """One query after the other, in another order each time."""
        order = random.Random(seed)
        while not self._stop.is_set():
            for query in order.sample(queries, len(queries)):
                if self._stop.wait(_PAUSE):
                    return
                self._query(query.kind, query.text)

    def crowds(self, queries: list[hostile.Hostile]) -> None:
        """Fifty cartesian products at once, now and then."""
        texts = [query for query in queries if "cartesian" in query.kind]
        while not self._stop.wait(_CROWD_PAUSE / 3):
            with ThreadPoolExecutor(_CROWD) as threads:
                for number in range(_CROWD):
                    text = texts[number % len(texts)].text
                    threads.submit(self._query, f"{_CROWD} cartesian at once", text)
            if self._stop.wait(_CROWD_PAUSE * 2 / 3):
                return

    def raw(self) -> None:
        """What is wrong with the HTTP already, and connections that never say all."""
        while not self._stop.is_set():
            for kind, sent in _RAW.items():
                self._raw(kind, sent)
            self._half_open()
            self._stop.wait(_RAW_PAUSE)

    def _query(self, kind: str, text: str) -> None:
        body = text.encode("utf-8", "surrogatepass")
        head = (
            f"POST /sparql HTTP/1.1\r\nHost: 127.0.0.1:{self._port}\r\n"
            "Content-Type: application/sparql-query\r\nAccept: */*\r\n"
            f"Content-Length: {len(body)}\r\nConnection: close\r\n\r\n"
        )
        self._exchange(kind, head.encode("ascii") + body)

    def _raw(self, kind: str, sent: bytes) -> None:
        self._exchange(kind, sent, may_close=True)

    def _exchange(self, kind: str, sent: bytes, may_close: bool = False) -> None:
        start = time.monotonic()
        words = b""
        try:
            with Connection(self._port, self._timeout) as connection:
                response = connection.ask(sent)
            outcome, words = str(response.status), response.body
            if SECRET.encode() in words or b"root:" in words or b"Set-Cookie" in response.head:
                self.found.leaks.append(f"{kind}: {words[:200]!r}")
        except TimeoutError:
            outcome = "no answer in time"
        except (Broken, OSError):
            # A server may close before it has read all of what it does not want.
            outcome = "closed" if may_close else "no answer"
        self._note(kind, outcome, time.monotonic() - start, words)

    def _half_open(self) -> None:
        start = time.monotonic()
        with contextlib.ExitStack() as stack:
            for number in range(_HALF_OPEN):
                try:
                    link = socket.create_connection(("127.0.0.1", self._port), timeout=10)
                    stack.enter_context(link)
                    link.sendall(
                        (b"GET /health HT", b"POST /sparql HTTP/1.1\r\nHost: x\r\n")[number % 2]
                    )
                except OSError:
                    self._note("half-open connections", "closed", time.monotonic() - start, b"")
                    return
            self._stop.wait(_HALF_OPEN_SECONDS)
        self._note("half-open connections", "held", time.monotonic() - start, b"")

    def _note(self, kind: str, outcome: str, seconds: float, words: bytes) -> None:
        with self._lock:
            fate = self.found.fates.setdefault(kind, Fate())
            fate.outcomes[outcome] = fate.outcomes.get(outcome, 0) + 1
            fate.slowest = max(fate.slowest, seconds)
            if outcome != "200" and words:
                fate.words = words[:300].decode("utf-8", "replace")


@contextlib.contextmanager
def _listener() -> Iterator[tuple[str, list[object]]]:
    """The address of a server that nobody may call, and the calls."""
    calls: list[object] = []
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def listen() -> None:
            with contextlib.suppress(OSError):
                while True:
                    link, caller = listener.accept()
                    calls.append(caller)
                    link.close()

        threading.Thread(target=listen, daemon=True).start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/", calls
