"""The service description of the endpoint, from facts only.

SPARQL 1.1 Service Description (W3C, 2013) with VoID counts. Formats are those
of the table that the server chooses from, counts those of the release. None of
the features that the recommendation names (federation, dereferencing, union default
graph, required dataset, empty graphs) is there, so none is stated.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from pyoxigraph import BlankNode, Literal, NamedNode, Triple, serialize

from cislex import formats, terms
from cislex.formats import GraphFormat

_SD: Final = "http://www.w3.org/ns/sparql-service-description#"
_SIMPLE_ENTAILMENT: Final = "http://www.w3.org/ns/entailment/Simple"
"""What is concluded by rules is written into the graph, and not by the query."""
_DATASET: Final = BlankNode("dataset")
LICENCE: Final = "https://creativecommons.org/licenses/by/4.0/"


def describe(
    endpoint: str, manifest: Mapping[str, Any], graphs: Mapping[str, int], form: GraphFormat
) -> bytes:
    """The description of the endpoint at an absolute address, in one of the graph formats.

    `manifest` is that of the release; a count that it lacks is left out. `graphs` are the named
    graphs with the number of triples in each.

    Raises:
        ValueError: the endpoint's address is no IRI.
    """
    prefixes = {"sd": _SD, "void": terms.PREFIXES["void"], "dct": terms.PREFIXES["dct"]}
    triples = [*_service(endpoint, manifest), *_named(graphs)]
    return serialize(triples, format=form.engine, prefixes=prefixes) or b""


def _service(endpoint: str, manifest: Mapping[str, Any]) -> list[Triple]:
    service, view = BlankNode("service"), BlankNode("view")
    offered = [one.engine.iri for one in formats.RESULTS]
    offered += [one.engine.iri for one in formats.GRAPHS]
    found = [
        Triple(service, _rdf("type"), _sd("Service")),
        Triple(service, _sd("endpoint"), NamedNode(endpoint)),
        Triple(service, _sd("supportedLanguage"), _sd("SPARQL11Query")),
        Triple(service, _sd("defaultEntailmentRegime"), NamedNode(_SIMPLE_ENTAILMENT)),
        *(Triple(service, _sd("resultFormat"), NamedNode(iri)) for iri in offered),
        Triple(service, _sd("defaultDataset"), _DATASET),
        Triple(_DATASET, _rdf("type"), _sd("Dataset")),
        Triple(_DATASET, _sd("defaultGraph"), view),
        Triple(view, _rdf("type"), _sd("Graph")),
    ]
    # Of other people's files nobody here knows the licence.
    if "sources" not in manifest:
        found.append(Triple(_DATASET, NamedNode(terms.expand("dct:license")), NamedNode(LICENCE)))
    if identifier := manifest.get("identifier"):
        version = NamedNode(terms.expand("dct:identifier"))
        found.append(Triple(_DATASET, version, Literal(str(identifier))))
    counts = manifest.get("counts", {})
    for name in ("triples", "classes", "properties"):
        if name in counts:
            predicate = NamedNode(terms.expand(f"void:{name}"))
            found.append(Triple(view, predicate, Literal(int(counts[name]))))
    return found


def _named(graphs: Mapping[str, int]) -> Iterator[Triple]:
    triples = NamedNode(terms.expand("void:triples"))
    for number, (name, size) in enumerate(graphs.items()):
        named, graph = BlankNode(f"named{number}"), BlankNode(f"graph{number}")
        yield Triple(_DATASET, _sd("namedGraph"), named)
        yield Triple(named, _rdf("type"), _sd("NamedGraph"))
        yield Triple(named, _sd("name"), NamedNode(name))
        yield Triple(named, _sd("graph"), graph)
        yield Triple(graph, _rdf("type"), _sd("Graph"))
        yield Triple(graph, triples, Literal(size))


def _sd(name: str) -> NamedNode:
    return NamedNode(_SD + name)


def _rdf(name: str) -> NamedNode:
    return NamedNode(terms.PREFIXES["rdf"] + name)
