"""SHACL validation behind one function."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pyshacl
from rdflib import Graph, URIRef
from rdflib.namespace import SH
from rdflib.term import Node


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """One thing that breaks one shape: its IRI, the shape's message, the value at fault."""

    focus: str
    message: str
    value: str


def violations(data: Any, shapes: Iterable[str]) -> list[Violation]:
    """What breaks the shapes (Turtle texts) in a graph (rdflib, or an engine's own store)."""
    graph = Graph()
    for text in shapes:
        graph.parse(data=text, format="turtle")
    conforms, report, _ = pyshacl.validate(data, shacl_graph=graph, inplace=True, advanced=False)
    if conforms:
        return []
    if not isinstance(report, Graph):
        raise RuntimeError(f"the shapes could not be applied: {report}")
    return sorted(
        Violation(
            *(str(report.value(result, SH.focusNode)), _message(report, result)),
            str(report.value(result, SH.value) or ""),
        )
        for result in report.subjects(SH.resultSeverity, None)
    )


def _message(report: Graph, result: Node) -> str:
    messages = sorted(map(str, report.objects(result, SH.resultMessage)))
    path = report.value(result, SH.resultPath)
    about = f" ({path.rsplit('/', 1)[-1]})" if isinstance(path, URIRef) else ""
    return "; ".join(messages) + about
