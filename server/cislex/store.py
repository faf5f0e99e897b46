"""The engine: Oxigraph, embedded, in memory while building and read-only while serving."""

from __future__ import annotations

import gzip
import re
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import IO, Any, Self, cast

from pyoxigraph import (
    DefaultGraph,
    NamedNode,
    Quad,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
)

from cislex import terms
from cislex.errors import QueryFailed, QuerySyntaxError, ReleaseError

Result = QuerySolutions | QueryBoolean | QueryTriples
"""An engine's answer; it is lazy and writes itself (`serialize`)."""


class Workbench:
    """A store in memory, where a graph is put together."""

    def __init__(self, quads: Iterable[Quad] = ()) -> None:
        self._store = Store()
        self._store.bulk_extend(quads)

    @staticmethod
    def copied(path: Path, is_wanted: Callable[[str], bool]) -> list[Quad]:
        """The quads of those graphs of a store on disk whose names are wanted.

        Raises:
            ReleaseError: there is no store at the path, or it is damaged.
        """
        try:
            store = Store.read_only(str(path))
            return [
                quad
                for graph in store.named_graphs()
                if isinstance(graph, NamedNode) and is_wanted(graph.value)
                for quad in store.quads_for_pattern(None, None, None, graph)
            ]
        except OSError as error:
            raise ReleaseError(
                f"The store at {path} cannot be opened ({error}): build the graph again"
            ) from error

    def add(self, quads: Iterable[Quad]) -> None:
        """Put quads in."""
        self._store.bulk_extend(quads)

    def update(self, text: str) -> None:
        """Run one SPARQL update."""
        self._store.update(text)

    def query(self, text: str) -> Result:
        """Ask one SPARQL query of the default graph."""
        return self._store.query(text)

    def graphs(self) -> list[str]:
        """The names of the graphs that hold something, sorted."""
        names = (graph for graph in self._store.named_graphs() if isinstance(graph, NamedNode))
        return sorted(graph.value for graph in names)

    def quads(self, graph: str | None = None) -> Iterator[Quad]:
        """The quads of a graph, or of all graphs."""
        name = NamedNode(graph) if graph else None
        return self._store.quads_for_pattern(None, None, None, name)

    def remove(self, graphs: Iterable[str]) -> None:
        """Empty these graphs."""
        for graph in list(graphs):
            self._store.remove_graph(NamedNode(graph))

    def show(self, graphs: Iterable[str]) -> None:
        """Write the triples of these graphs into the default graph as well."""
        for graph in list(graphs):
            self._store.update(f"ADD {NamedNode(graph)} TO DEFAULT")

    def triples(self, graph: str | None = None) -> bytes:
        """A graph, or the default graph, as N-Triples."""
        name = NamedNode(graph) if graph else DefaultGraph()
        return self._store.dump(format=RdfFormat.N_TRIPLES, from_graph=name) or b""


class Engine:
    """A filled store that is only read: a folder on disk, or RDF files in memory."""

    def __init__(self, path: Path) -> None:
        """Open a store on disk.

        Raises:
            ReleaseError: there is none at the path, or it is damaged.
        """
        try:
            self._store = Store.read_only(str(path))
        except OSError as error:
            raise ReleaseError(
                f"The store at {path} cannot be opened ({error}): build the graph again"
            ) from error

    @classmethod
    def in_memory(cls, paths: Iterable[Path]) -> Self:
        """Read RDF files, N-Triples to TriG, gzip (`.gz`) or plain, into memory.

        Triples of a file without graphs go to the default graph.

        Raises:
            ReleaseError: a file cannot be read, or is not RDF; says which, where and why.
        """
        engine = cls.__new__(cls)
        engine._store = Store()
        for path in paths:
            try:
                _load(engine._store, path)
            except SyntaxError as error:
                raise ReleaseError(f"{path}: {error.msg}: mend the file") from error
            except (OSError, EOFError, ValueError, zlib.error) as error:
                raise ReleaseError(f"{path} cannot be read: {error}") from error
        return engine

    def query(
        self,
        text: str,
        default_graphs: Sequence[str] = (),
        named_graphs: Sequence[str] = (),
    ) -> Result:
        """Ask one SPARQL query.

        With `default_graphs` or `named_graphs` the dataset of the question is
        these graphs only (SPARQL 1.1 Protocol, section 2.1.4).

        Raises:
            QuerySyntaxError: the text is no SPARQL query.
            QueryFailed: the engine could not answer.
        """
        dataset: dict[str, Any] = {}
        try:
            if default_graphs or named_graphs:
                dataset = {
                    "default_graph": [NamedNode(iri) for iri in default_graphs],
                    "named_graphs": [NamedNode(iri) for iri in named_graphs],
                }
            return self._store.query(text, base_iri=terms.BASE, **dataset)
        except SyntaxError as error:
            raise _syntax_error(error) from error
        except (OSError, RuntimeError, ValueError) as error:
            raise QueryFailed(str(error)) from error


def fill(path: Path, content: bytes | Path) -> None:
    """Write N-Quads, or a file of them, into a new store on disk, ready to be opened for reading.

    Raises:
        OSError: the disk is full, perhaps.
    """
    store = Store(str(path))
    if isinstance(content, Path):
        store.bulk_load(path=str(content), format=RdfFormat.N_QUADS)
    else:
        store.bulk_load(content, format=RdfFormat.N_QUADS)
    store.optimize()
    store.flush()


def _load(store: Store, path: Path) -> None:
    packed = path.suffix == ".gz"
    form = RdfFormat.from_extension((path.with_suffix("") if packed else path).suffix[1:])
    if form is None:
        raise ValueError("its name does not end in .nt, .ttl, .nq, .trig, .rdf, .jsonld (or .gz)")
    with gzip.open(path) if packed else path.open("rb") as content:
        store.bulk_load(cast(IO[bytes], content), format=form, base_iri=path.absolute().as_uri())


def _syntax_error(error: SyntaxError) -> QuerySyntaxError:
    place = re.search(r"(?:at|line) (\d+)(?::| column )(\d+)", str(error))
    line, column = (int(place[1]), int(place[2])) if place else (0, 0)
    return QuerySyntaxError(str(error.msg or error), line, column)
