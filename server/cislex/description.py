"""The service description of the endpoint, from facts only.

SPARQL 1.1 Service Description (W3C, 2013) with VoID counts. Formats are those
of the table that the server chooses from, counts those of the release.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from pyoxigraph import BlankNode, Literal, NamedNode, Triple, serialize

from cislex import formats, terms
from cislex.formats import GraphFormat

_SD: Final = "http://www.w3.org/ns/sparql-service-description#"
LICENCE: Final = "https://creativecommons.org/licenses/by/4.0/"


def describe(endpoint: str, manifest: Mapping[str, Any], form: GraphFormat) -> bytes:
    """The description of the endpoint at an absolute address, in one of the graph formats.

    `manifest` is that of the release; a count that it lacks is left out.
    """
    prefixes = {"sd": _SD, "void": terms.PREFIXES["void"], "dct": terms.PREFIXES["dct"]}
    return serialize(_triples(endpoint, manifest), format=form.engine, prefixes=prefixes) or b""


def _triples(endpoint: str, manifest: Mapping[str, Any]) -> list[Triple]:
    service, dataset, view = BlankNode("service"), BlankNode("dataset"), BlankNode("view")
    offered = [one.engine.iri for one in formats.RESULTS]
    offered += [one.engine.iri for one in formats.GRAPHS]
    found = [
        Triple(service, _rdf("type"), _sd("Service")),
        Triple(service, _sd("endpoint"), NamedNode(endpoint)),
        Triple(service, _sd("supportedLanguage"), _sd("SPARQL11Query")),
        *(Triple(service, _sd("resultFormat"), NamedNode(iri)) for iri in offered),
        Triple(service, _sd("defaultDataset"), dataset),
        Triple(dataset, _rdf("type"), _sd("Dataset")),
        Triple(dataset, _sd("defaultGraph"), view),
        Triple(view, _rdf("type"), _sd("Graph")),
    ]
    # Of other people's files nobody here knows the licence.
    if "sources" not in manifest:
        found.append(Triple(dataset, NamedNode(terms.expand("dct:license")), NamedNode(LICENCE)))
    if identifier := manifest.get("identifier"):
        version = NamedNode(terms.expand("dct:identifier"))
        found.append(Triple(dataset, version, Literal(str(identifier))))
    counts = manifest.get("counts", {})
    for name in ("triples", "classes", "properties"):
        if name in counts:
            predicate = NamedNode(terms.expand(f"void:{name}"))
            found.append(Triple(view, predicate, Literal(int(counts[name]))))
    return found


def _sd(name: str) -> NamedNode:
    return NamedNode(_SD + name)


def _rdf(name: str) -> NamedNode:
    return NamedNode(terms.PREFIXES["rdf"] + name)
