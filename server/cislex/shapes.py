"""SHACL validation behind one function.

The shapes are independent of each other and the validator is plain Python,
so they are shared out among processes.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from threading import Thread
from typing import Any

import pyshacl
from pyoxigraph import RdfFormat, Store
from pyshacl.graph_abstraction import OxigraphDataGraph
from rdflib import RDF, Graph, URIRef
from rdflib.namespace import SH
from rdflib.term import Node


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """One thing that breaks one shape: its IRI, the shape's message, the value at fault."""

    focus: str
    message: str
    value: str


@contextmanager
def applied(data: bytes, shapes: Sequence[str]) -> Iterator[Callable[[], list[Violation]]]:
    """Apply shapes (Turtle texts) to a graph (N-Triples) while the caller does something else.

    Gives a function that waits for the end and says what breaks the shapes.
    """
    names = sorted(str(name) for name in _parsed(shapes).subjects(RDF.type, SH.NodeShape))
    processes = min(os.cpu_count() or 1, len(names)) or 1
    # A new interpreter for each: forking a process that has threads is not safe.
    with ProcessPoolExecutor(processes, get_context("spawn"), _end_with_parent) as pool:
        shares = [
            pool.submit(_check, data, tuple(shapes), names[number::processes])
            for number in range(processes)
        ]
        yield lambda: sorted(violation for share in shares for violation in share.result())


def _end_with_parent() -> None:
    """Let a process of the pool end when the one that made it is gone, even if it was killed."""
    parent = parent_process()

    def watch() -> None:
        if parent is not None:
            wait([parent.sentinel])
            os._exit(1)

    Thread(target=watch, daemon=True).start()


def _check(data: bytes, shapes: Sequence[str], names: Sequence[str]) -> list[Violation]:
    """What breaks the named shapes."""
    # The validator reads the engine's store directly, much faster than a graph of rdflib.
    store = Store()
    store.bulk_load(data, format=RdfFormat.N_TRIPLES)
    return apply(store, shapes, names)


def apply(data: Any, shapes: Sequence[str], names: Sequence[str]) -> list[Violation]:
    """What breaks the named shapes in a graph that the validator can read."""
    if isinstance(data, Store):
        data = _Data(data)
    conforms, report, _ = pyshacl.validate(
        data, shacl_graph=_parsed(shapes), use_shapes=list(names), inplace=True
    )
    if conforms:
        return []
    if not isinstance(report, Graph):
        raise RuntimeError(f"the shapes could not be applied: {report}")
    return [
        Violation(
            *(str(report.value(result, SH.focusNode)), _message(report, result)),
            str(report.value(result, SH.value) or ""),
        )
        for result in report.subjects(SH.resultSeverity, None)
    ]


class _Data(OxigraphDataGraph):
    """A store that the validator need not count to know that there is one, at each failure."""

    def __bool__(self) -> bool:
        return True


def _parsed(shapes: Sequence[str]) -> Graph:
    graph = Graph()
    for text in shapes:
        graph.parse(data=text, format="turtle")
    return graph


def _message(report: Graph, result: Node) -> str:
    messages = sorted(map(str, report.objects(result, SH.resultMessage)))
    path = report.value(result, SH.resultPath)
    about = f" ({path.rsplit('/', 1)[-1]})" if isinstance(path, URIRef) else ""
    return "; ".join(messages) + about
