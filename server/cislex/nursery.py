"""The nursery: a clean process that holds the graph and forks query workers.

`cislex.workers` runs it as `python -m cislex.nursery`, with one end of a
socket pair as its only link to the world. It has no threads; a graph in memory
is inherited by the workers, so that a new one is there in milliseconds however
large the graph is, and a store on disk is opened by each of them.

A worker answers in a thread with a stack that is large enough for deeply
nested queries, behind the walls of `cislex.isolation`. Whoever asks may kill it
at any moment.

    nursery → server   JSON, newline        ready, or why it cannot start
    server → nursery   b"f"                 fork a worker
    nursery → server   pid                  with its socket and its statm (SCM_RIGHTS), or 0
    server → nursery   b"k" pid             bury a worker that was killed
    server → nursery   b"w" pid             how did this worker end?
    nursery → server   wait status
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import resource
import select
import signal
import socket
import struct
import sys
import tempfile
import threading
import time
from collections import deque
from collections.abc import Sequence
from pathlib import Path
from typing import IO, Final, NoReturn, cast

from cislex import formats, isolation, sparql, wire
from cislex.errors import QueryError, QueryFailed, ReleaseError
from cislex.sparql import Question
from cislex.store import Engine

STACK_BYTES: Final = 256 * 1024**2
PID: Final = struct.Struct("!i")
_GROWTH_BYTES: Final = 128 * 1024**2
"""A worker that has grown by more does not answer another question."""
_ARENA_BYTES: Final = 128 * 1024**2
"""What the allocator of the C library maps, but does not use, for a new thread."""


def main(arguments: Sequence[str]) -> None:
    """Load the graph, say so, then fork workers until the link closes."""
    descriptor, memory, *paths = arguments
    link = socket.socket(fileno=int(descriptor))
    # The server says when to end; a signal to its whole group shall not cut answers short.
    for unwanted in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(unwanted, signal.SIG_IGN)
    graph = _Graph([Path(path) for path in paths])
    try:
        said = {"isolated": isolation.leave_network()}
        graph.load()
    except ReleaseError as error:
        said = {"error": str(error)}
    gc.collect()
    gc.freeze()
    with contextlib.suppress(ConnectionError):  # the server has gone
        link.sendall(json.dumps(said).encode() + b"\n")
        _Nursery(link, graph, int(memory)).run()


class _Graph:
    """One store folder on disk, or RDF files read into memory."""

    def __init__(self, paths: Sequence[Path]) -> None:
        self._paths = paths
        self._engine: Engine | None = None
        self.is_in_memory = not (len(paths) == 1 and paths[0].is_dir())

    def load(self) -> None:
        """Do before forking what can be shared; see that the rest will work."""
        if self.is_in_memory:
            self._engine = Engine.in_memory(self._paths)
            _warm(self._engine)
        elif not (self._paths[0] / "CURRENT").exists():
            raise ReleaseError(f"There is no store at {self._paths[0]}: build the graph again")

    def engine(self) -> sparql.Engine:
        """The engine of a worker: the threads of a store on disk would not survive a fork."""
        try:
            return self._engine or Engine(self._paths[0])
        except ReleaseError as error:
            return _Broken(error)


def _warm(engine: Engine) -> None:
    """Use what is made at first use, so that workers inherit it."""
    for form, query in ((formats.JSON, "ASK {}"), (formats.TURTLE, "CONSTRUCT {} {}")):
        with tempfile.TemporaryFile() as output:
            sparql.write(engine, Question(query, form), cast(IO[bytes], output))


class _Nursery:
    """Forks workers, and buries them."""

    def __init__(self, link: socket.socket, graph: _Graph, memory: int) -> None:
        self._link, self._graph, self._memory = link, graph, memory
        self._dying: deque[int] = deque()

    def run(self) -> None:
        """Obey until the link closes."""
        while command := self._next():
            if command == b"f":
                self._fork()
                continue
            [process] = PID.unpack(wire.exactly(self._link, PID.size))
            if command == b"k":
                self._dying.append(process)
            else:
                self._link.sendall(PID.pack(os.waitpid(process, 0)[1]))

    def _next(self) -> bytes:
        while self._dying:
            # To bury the dead takes the kernel a while when they are many: the living first.
            if select.select([self._link], [], [], 0)[0]:
                break
            process = self._dying.popleft()
            if os.waitpid(process, os.WNOHANG)[0] == 0:
                self._dying.append(process)
                time.sleep(0.001)
        return self._link.recv(1)

    def _fork(self) -> None:
        parent = os.getpid()
        with contextlib.ExitStack() as opened:
            try:
                here, there = map(opened.enter_context, socket.socketpair())
                process = os.fork()
            except OSError:  # no files or no processes are left
                self._link.sendall(PID.pack(0))
                return
            if process == 0:
                self._link.close()
                here.close()
                _work(there, self._graph, self._memory, parent)
            # An open file spares the server the way through /proc, slow when many die.
            weight = opened.enter_context(Path(f"/proc/{process}/statm").open("rb"))
            files = [here.fileno(), weight.fileno()]
            socket.send_fds(self._link, [PID.pack(process)], files)


class _Broken:
    """Stands for a store that is gone, perhaps because newer releases have replaced it."""

    def __init__(self, error: ReleaseError) -> None:
        self._words = str(error)

    def query(self, *_: object) -> NoReturn:
        """Say why there is no answer."""
        raise QueryFailed(self._words)


def _work(link: socket.socket, graph: _Graph, memory: int, parent: int) -> NoReturn:
    """Answer questions until the link closes, in a thread with a large stack; then end."""
    try:
        os.setpgid(0, 0)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # no last words of dying engines in the log
        engine = graph.engine()
        ceiling = memory + STACK_BYTES + _ARENA_BYTES
        isolation.confine(ceiling, parent, opens_files=not graph.is_in_memory)
        threading.stack_size(STACK_BYTES)
        thread = threading.Thread(target=_answer_all, args=(link, engine))
        thread.start()
        thread.join()
    finally:
        os._exit(1)  # the thread ends the process itself, unless the engine has panicked


def _answer_all(link: socket.socket, engine: sparql.Engine) -> None:
    ceiling = _peak() + _GROWTH_BYTES
    is_last = False
    try:
        while not is_last and (question := wire.hear(link)):
            body, error = wire.Frames(link), None
            try:
                sparql.write(engine, question, cast(IO[bytes], body))
            except QueryError as fault:
                error = fault
            is_last = _peak() > ceiling
            body.end(error, is_last)
    except MemoryError:
        os.abort()  # as the engine does
    except OSError:
        pass  # whoever asked has gone
    os._exit(0)


def _peak() -> int:
    """The most memory that this process has used, in bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


if __name__ == "__main__":
    main(sys.argv[1:])
