"""What is measured: the engine itself, our server, and others that answer SPARQL over HTTP."""

from __future__ import annotations

import contextlib
import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

from pyoxigraph import QueryResultsFormat, QueryTriples, RdfFormat, Store

from benchmark.client import Broken, Connection, Response, Server
from servers import CISLEX, Program, free_port

ROOT: Final = Path(__file__).resolve().parents[2]
PEERS: Final = ROOT / "var" / "peers"
"""Where `make bench` installs the peers of PyPI, each in an environment of its own."""
_OK: Final = b"HTTP/1.1 200 OK"


@dataclass(frozen=True, slots=True)
class Data:
    """The same triples as a file and as a store on disk, and a folder to work in."""

    triples: int
    file: Path
    store: Path
    folder: Path


Ask = Callable[[int], Response]
"""Asks one query again, with this number in a comment at its end."""


class Running(Protocol):
    """A system that answers."""

    @property
    def server(self) -> Server | None:
        """Where it answers, unless it is in this process."""

    def prepare(self, text: str, is_graph: bool) -> Ask:
        """Make a query ready to be asked, so that only the answer is timed."""

    def restart(self) -> None:
        """End what it does and start again."""

    def close(self) -> None:
        """End it."""


@dataclass(frozen=True, slots=True)
class System:
    """Something that can be measured.

    It is started with the data and the seconds that an answer may take; `missing` says why it
    cannot be, here.
    """

    name: str
    start: Callable[[Data, float], Running]
    missing: Callable[[], str] = lambda: ""


class InProcess:
    """The engine in this process, its answer written out whole: what no server can beat."""

    server = None

    def __init__(self, store: Store) -> None:
        self._store = store

    def prepare(self, text: str, is_graph: bool) -> Ask:
        """See Running."""

        def ask(number: int) -> Response:
            numbered = f"{text}\n# {number:010d}"
            start = time.perf_counter()
            found = self._store.query(numbered)
            body = (
                found.serialize(format=RdfFormat.TURTLE)
                if isinstance(found, QueryTriples)
                else found.serialize(format=QueryResultsFormat.JSON)
            )
            seconds = time.perf_counter() - start
            kind = b"text/turtle" if is_graph else b"application/sparql-results+json"
            return Response(200, _OK + b"\r\nContent-Type: " + kind, body or b"", seconds)

        return ask

    def restart(self) -> None:
        """There is nothing to start."""

    def close(self) -> None:
        """Its memory goes with it."""


class Served:
    """A server in a process that we started."""

    def __init__(
        self, command: Sequence[str | Path], server: Server, log: Path, timeout: float
    ) -> None:
        """Start it and wait until it answers.

        Raises:
            RuntimeError: it ended, or does not answer in time.
        """
        self.server = server
        self._connection = Connection(server.port, timeout)
        self._program = Program(command, log, self._is_ready)

    def prepare(self, text: str, is_graph: bool) -> Ask:
        """See Running."""
        request = self.server.request(text, is_graph)
        return lambda number: self._connection.ask(request.numbered(number))

    def restart(self) -> None:
        """See Running."""
        self._connection.close()
        self._program.restart()

    def close(self) -> None:
        """See Running."""
        self._connection.close()
        self._program.close()

    def _is_ready(self) -> bool:
        try:
            return self.prepare("ASK {}", is_graph=False)(0).status == 200
        except (OSError, Broken):
            return False


def _engine_on_disk(data: Data, _: float) -> Running:
    return InProcess(Store.read_only(str(data.store)))


def _engine_in_memory(data: Data, _: float) -> Running:
    store = Store()
    store.bulk_load(path=str(data.file), format=RdfFormat.N_TRIPLES)
    return InProcess(store)


def _cislex(data: Data, timeout: float) -> Running:
    port = free_port()
    options = ("serve", "--rdf", data.file, "--production", "--port", str(port))
    return Served((*CISLEX, *options), Server(port), data.folder / "cislex.log", timeout)


def _oxigraph(data: Data, timeout: float) -> Running:
    port = free_port()
    program = PEERS / "oxigraph" / "bin" / "oxigraph"
    command = (program, "serve-read-only", "--location", data.store, "--bind", f"127.0.0.1:{port}")
    return Served(command, Server(port, "/query"), data.folder / "oxigraph.log", timeout)


def _rdflib(data: Data, timeout: float) -> Running:
    port = free_port()
    program = PEERS / "rdflib-endpoint" / "bin" / "rdflib-endpoint"
    command = (program, "serve", "--host", "127.0.0.1", "--port", str(port), data.file)
    return Served(command, Server(port, "/"), data.folder / "rdflib-endpoint.log", timeout)


def _peer(name: str) -> Callable[[], str]:
    program = PEERS / name / "bin" / name
    return lambda: "" if program.exists() else "not installed"


@contextlib.contextmanager
def prepared(folder: Path, write: Callable[[Path, int], int], size: int) -> Iterator[Data]:
    """The data of one size, on disk as long as it is used."""
    work = folder / str(size)
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    try:
        file = work / "data.nt"
        triples = write(file, size)
        store = Store(str(work / "store"))
        store.bulk_load(path=str(file), format=RdfFormat.N_TRIPLES)
        store.optimize()
        store.flush()
        del store
        yield Data(triples, file, work / "store", work)
    finally:
        shutil.rmtree(work, ignore_errors=True)


DISK: Final = System("engine, disk", _engine_on_disk)
MEMORY: Final = System("engine, memory", _engine_in_memory)
OURS: Final = System("cislex", _cislex)
OXIGRAPH: Final = System("oxigraph", _oxigraph, _peer("oxigraph"))
RDFLIB: Final = System("rdflib-endpoint", _rdflib, _peer("rdflib-endpoint"))
