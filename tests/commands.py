"""`cislex serve` in a process of its own, as people run it, for tests of what it does."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from pools import wait_until


@dataclass
class Running:
    """A running server: its process, its address, its access log."""

    process: subprocess.Popen[str]
    address: str
    log: Path

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(urlsplit(self.address).port or 0)

    def ask(
        self, path: str, method: str = "GET", body: bytes | None = None, **headers: str
    ) -> tuple[int, dict[str, str], bytes]:
        """Status, headers (names in lower case) and body of one request."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=150)
        try:
            names = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, path, body, names)
            response = connection.getresponse()
            fields = {name.lower(): value for name, value in response.getheaders()}
            return response.status, fields, response.read()
        finally:
            connection.close()

    def query(self, query: str, **headers: str) -> tuple[int, bytes]:
        """Status and body of the answer to a query, as CSV."""
        address = "/sparql?query=" + quote(query)
        status, _, body = self.ask(address, "GET", None, **{"Accept": "text/csv", **headers})
        return status, body

    def is_well(self) -> bool:
        """Whether it answers as it should."""
        return self.query("SELECT (1 + 1 AS ?two) {}") == (200, b"two\r\n2\r\n")

    def send(self, data: bytes, seconds: float = 10, half_close: bool = False) -> bytes:
        """What it says to some bytes until it closes the connection, or nothing more comes."""
        answer = b""
        with (
            socket.create_connection(("127.0.0.1", self.port), timeout=seconds) as connection,
            contextlib.suppress(OSError),
        ):
            connection.sendall(data)
            if half_close:
                connection.shutdown(socket.SHUT_WR)
            while piece := connection.recv(1 << 16):
                answer += piece
        return answer

    def lines(self) -> list[dict[str, Any]]:
        """The access log; fails where a line is not one JSON object."""
        return [json.loads(line) for line in self.log.read_text("ascii").splitlines()]

    def family(self) -> set[int]:
        """The processes that it has started, and those that they have."""
        found, new = set[int](), {self.process.pid}
        while new:
            found |= new
            new = {one for one, parent in _parents().items() if parent in new} - found
        return found - {self.process.pid}

    def stop(self, number: signal.Signals = signal.SIGTERM) -> int:
        """Send a signal, and wait for the end: the exit code."""
        self.process.send_signal(number)
        return self.process.wait(60)


def _parents() -> dict[int, int]:
    """Process → its parent."""
    found = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            # The name stands in parentheses, and may hold anything.
            found[int(path.parent.name)] = int(path.read_text().rpartition(")")[2].split()[1])
    return found


def lives(process: int) -> bool:
    """Whether a process runs; a dead one that nobody has buried does not."""
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


@contextlib.contextmanager
def serving(folder: Path, *options: str) -> Iterator[Running]:
    """`cislex serve --production` with some options, until the end of the block.

    `folder` takes its log.
    """
    log = folder / "access.log"
    command = [sys.executable, "-m", "cislex.cli", "serve", "--production", "--port", "0"]
    process = subprocess.Popen(
        [*command, "--access-log", str(log), *options],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "TMPDIR": str(folder)},
    )
    assert process.stdout
    try:
        address = process.stdout.readline().rpartition(" ")[2].strip()
        assert address, "the server does not start"
        yield Running(process, address, log)
    finally:
        if process.poll() is None:
            process.kill()
        process.wait()
        process.stdout.close()


def wait_for_end(processes: set[int]) -> None:
    """Wait until none of some processes lives."""
    wait_until(lambda: not any(map(lives, processes)))
