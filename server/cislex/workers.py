"""The nursery and its workers as the server sees them.

Nothing here decides which query runs when: that is `cislex.pool`.
"""

from __future__ import annotations

import contextlib
import json
import logging
import os
import resource
import select
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import IO, Final

from cislex import wire
from cislex.errors import QueryError, QueryKilled, QueryTimedOut, ReleaseError, ServerBusy
from cislex.nursery import PID, STACK_BYTES
from cislex.settings import Settings, in_words

SLICE: Final = 0.02
"""Seconds after which a running query is looked at; later this happens less often."""
_LONGEST_SLICE: Final = 0.1
_PROCESS_CLOCK: Final = 2
"""Linux, clock_getcpuclockid(3): what makes the number of a process that of its clock."""
_START_SECONDS: Final = 3600
_OBEY_SECONDS: Final = 30
_READ_BYTES: Final = 1 << 16
_LOG = logging.getLogger(__name__)


class Vanished(Exception):
    """A worker or its nursery has ended, and not because of a query: ask another one."""


class Nursery:
    """A process of `cislex.nursery`, over a store folder or RDF files."""

    def __init__(self, paths: Sequence[Path], settings: Settings) -> None:
        """Start it, and wait until it has loaded the graph.

        Raises:
            ReleaseError: the graph cannot be loaded.
        """
        self._lock = threading.Lock()
        self._link, there = socket.socketpair()
        with there:
            self._process = subprocess.Popen(
                [
                    *(sys.executable, "-P", "-m", "cislex.nursery"),
                    *(str(there.fileno()), str(settings.query_memory_bytes)),
                    *(str(path.absolute()) for path in paths),
                ],
                pass_fds=[there.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                env=_environment(),
            )
        try:
            self._hear()
        except BaseException:
            self.close()
            raise

    @property
    def process_id(self) -> int:
        """The process of the nursery."""
        return self._process.pid

    def fork(self) -> Worker:
        """A new worker.

        Raises:
            Vanished: the nursery has ended, and with it all workers.
            ServerBusy: the system has no process or no file left for it.
        """
        try:
            with self._lock:
                self._link.sendall(b"f")
                data, descriptors, _, _ = socket.recv_fds(self._link, PID.size, 2)
        except OSError:
            raise Vanished from None
        if not data:
            raise Vanished
        [process] = PID.unpack(data)
        if len(descriptors) != 2:
            for one in descriptors:
                os.close(one)
            if process:
                self.kill(process)
            raise ServerBusy("This system has no process or file left: ask again in a few seconds")
        link, weight = descriptors
        return Worker(process, socket.socket(fileno=link), weight, self)

    def kill(self, process: int) -> None:
        """Kill a worker, and have it buried; never waits for the nursery."""
        # Nobody else buries workers, so that the number cannot belong to another process.
        if self._process.poll() is None:
            with contextlib.suppress(OSError):
                os.kill(process, signal.SIGKILL)
                self._link.sendall(b"k" + PID.pack(process))

    def end_of(self, process: int) -> int:
        """How a worker has ended: exit code, or the negative number of a signal."""
        try:
            with self._lock:
                self._link.sendall(b"w" + PID.pack(process))
                status = self._link.recv(PID.size)
        except OSError:
            status = b""
        return os.waitstatus_to_exitcode(*PID.unpack(status)) if status else -signal.SIGKILL

    @cached_property
    def bytes(self) -> int:
        """The memory that every worker inherits."""
        with Path(f"/proc/{self.process_id}/statm").open("rb") as weight:
            return _resident(weight.fileno())

    def close(self) -> None:
        """End the nursery and with it all of its workers."""
        self._link.close()
        self._process.kill()
        self._process.wait()

    def _hear(self) -> None:
        self._link.settimeout(_START_SECONDS)
        with self._link.makefile("rb") as words:
            line = words.readline()
        if not line:
            raise ReleaseError("The graph cannot be loaded: its process has ended; see the log")
        said = json.loads(line)
        if "error" in said:
            raise ReleaseError(said["error"])
        if not said["isolated"]:
            _LOG.warning("this system cannot take the network from query workers")
        self._link.settimeout(_OBEY_SECONDS)


class Worker:
    """A process that answers one question at a time."""

    def __init__(self, process: int, link: socket.socket, weight: int, nursery: Nursery) -> None:
        self.process_id = process
        self.bytes = 0
        """Memory of its own when it was last weighed."""
        self._link, self._weight, self._nursery = link, weight, nursery
        self._is_dead = False
        self._nice = 0
        self._events = select.poll()
        self._events.register(link, select.POLLIN)
        self._buffer = bytearray()

    @property
    def is_fresh(self) -> bool:
        """Whether it can answer the next question as well as the first."""
        return not self._is_dead and not self._nice

    @property
    def is_waiting(self) -> bool:
        """Whether it waits for a question; a dead one does not."""
        return not self._is_dead and not self._events.poll(0)

    def ask(self, message: bytes, settings: Settings, look: Callable[[float], None]) -> IO[bytes]:
        """Put a question and take the whole answer, within the limits.

        `look` is called from time to time with the seconds since the start, and may raise;
        then, and when a limit was met, the worker is dead.

        Raises:
            QueryError: every kind but ServerBusy.
            Vanished: the worker ended for another reason than the query.
        """
        start = time.monotonic()
        try:
            self._link.settimeout(settings.query_seconds)
            self._link.sendall(message)
            read = self._reader(start, settings.query_seconds, look)
            reply = wire.receive(read, settings.answer_bytes)
        except TimeoutError:
            self.kill()
            raise _timed_out(settings.query_seconds) from None
        except (EOFError, ConnectionError):
            raise self._died(settings) from None
        except BaseException:
            self.kill()
            raise
        if reply.is_last:
            self.kill()
        if reply.error:
            reply.body.close()
            raise reply.error
        return reply.body

    def slow_down(self, nice: int) -> None:
        """Let others go first; there is no way back."""
        if nice > self._nice:
            self._nice = nice
            with contextlib.suppress(OSError):
                os.setpriority(os.PRIO_PGRP, self.process_id, nice)

    @property
    def processor_seconds(self) -> float:
        """Processor time that it has used since it was forked."""
        with contextlib.suppress(OSError):
            return time.clock_gettime(~self.process_id << 3 | _PROCESS_CLOCK)
        return time.monotonic()

    def weigh(self) -> None:
        """See how much memory it has taken for itself."""
        self.bytes = max(0, _resident(self._weight) - self._nursery.bytes)

    def kill(self) -> None:
        """End the process at once."""
        if not self._is_dead:
            self._close()
            self._nursery.kill(self.process_id)

    def _close(self) -> None:
        self._is_dead = True
        self._link.close()
        os.close(self._weight)

    def _reader(
        self, start: float, seconds: float, look: Callable[[float], None]
    ) -> Callable[[int], bytes]:
        next_look = start + SLICE

        def read(size: int) -> bytes:
            """This many bytes of what the worker says."""
            nonlocal next_look
            while len(self._buffer) < size:
                ready = self._events.poll(max(1, 1000 * (next_look - time.monotonic())))
                now = time.monotonic()
                if now - start > seconds:
                    raise TimeoutError
                if now >= next_look:
                    look(now - start)
                    next_look = now + max(SLICE, min(_LONGEST_SLICE, (now - start) / 4))
                if ready:
                    piece = self._link.recv(max(_READ_BYTES, size - len(self._buffer)))
                    if not piece:
                        raise EOFError
                    self._buffer += piece
            found = bytes(self._buffer[:size])
            del self._buffer[:size]
            return found

        return read

    def _died(self, settings: Settings) -> QueryError | Vanished:
        self._close()
        end = self._nursery.end_of(self.process_id)
        if end == -signal.SIGSEGV:
            stack = in_words(STACK_BYTES)
            return QueryKilled(
                f"The query needs more than {stack} of stack: it is nested too deeply, or it "
                "chains too many terms. Write long lists as VALUES or IN, or split the query"
            )
        if end == -signal.SIGABRT:
            memory = in_words(settings.query_memory_bytes)
            return QueryKilled(
                f"The query needs more than {memory} of memory, the limit here: ask for less, "
                "sort or group fewer rows, or load a dump"
            )
        if end > 0:
            return QueryKilled("The engine broke over this query: ask it in another way")
        return Vanished()


def _timed_out(seconds: float) -> QueryTimedOut:
    return QueryTimedOut(
        f"The query takes longer than {seconds:g} s, the limit here: ask for less, add a "
        "LIMIT, see that all patterns share variables, or load a dump"
    )


def _resident(weight: int) -> int:
    """The memory of a process in bytes, shared pages included, from its open statm."""
    try:
        return int(os.pread(weight, 100, 0).split()[1]) * resource.getpagesize()
    except ProcessLookupError:
        return 0


def _environment() -> dict[str, str]:
    """The environment of a nursery: large pages make its forks five times as fast (glibc)."""
    tunables = filter(None, (os.environ.get("GLIBC_TUNABLES"), "glibc.malloc.hugetlb=1"))
    return {**os.environ, "GLIBC_TUNABLES": ":".join(tunables)}
