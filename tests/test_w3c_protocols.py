"""The W3C's cases for protocol, graph store, description and result formats, from its manifests.

Each case is run, or stands in a table with the reason why it does not apply to a service
that only reads; the numbers are checked, so that none gets lost.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from flask.testing import FlaskClient
from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, RdfFormat, parse, serialize
from rdflib import RDF, RDFS, Graph, Namespace, URIRef
from rdflib.compare import isomorphic

import w3c
from cislex import formats, sparql
from cislex.sparql import InProcess, Question
from cislex.store import Engine
from cislex.web import create_app
from cislex.web.serving import Snapshot
from w3c import MF, Case, Request
from web_toy import no_names, settings

PROTOCOL = w3c.cases("protocol")
GRAPH_STORE = w3c.cases("graph-store-protocol", "manifest-direct.ttl", "manifest-indirect.ttl")
DEPRECATED = w3c.cases("http-rdf-update")
DESCRIPTION = w3c.cases("service-description")
ROWS = [*w3c.cases("csv-tsv-res"), *w3c.cases("json-res")]
EVERY = [*PROTOCOL, *GRAPH_STORE, *DEPRECATED, *DESCRIPTION, *ROWS]

UPDATES = "the service only reads: its updates must succeed first"
"""They are sent all the same, and must be refused: see below."""
DIRECT = "graphs are named in a parameter, and have no addresses of their own"
CREATION = "the service only reads: it makes no graph and gives no location"
PROSE = "deprecated by the W3C in favour of graph-store-protocol, and written as prose"
REASONS = (
    {case.name: UPDATES for case in PROTOCOL if case.name.startswith("update_")}
    | {case.name: DIRECT for case in GRAPH_STORE if "DirectGraphIdentification" in case.requires}
    | {case.name: CREATION for case in GRAPH_STORE if "POSTGraphCreation" in case.requires}
    | {case.name: PROSE for case in DEPRECATED}
)
SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
UT = Namespace("http://www.w3.org/2009/sparql/tests/test-update#")
QT = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-query#")


def params(cases: Iterable[Case]) -> Sequence[object]:
    """The cases that apply, as parameters; one that is skipped where the files are absent."""
    found = [pytest.param(one, id=one.name) for one in cases if one.name not in REASONS]
    return found or [pytest.param(None, marks=pytest.mark.skip("the W3C files are not at hand"))]


@pytest.mark.skipif(not EVERY, reason="the W3C files are not at hand")
def test_every_case_is_run_or_has_its_reason() -> None:
    run = Counter(case.folder for case in EVERY if case.name not in REASONS)
    left_out = Counter(REASONS[case.name] for case in EVERY if case.name in REASONS)
    assert run == {
        "protocol": 27,
        "graph-store-protocol": 8,
        "service-description": 3,
        "csv-tsv-res": 6,
        "json-res": 4,
    }
    assert left_out == {UPDATES: 7, DIRECT: 4, CREATION: 1, PROSE: 18}


class _Served:
    """One graph in this process, served as a release."""

    def __init__(self, quads: Iterable[Quad], folder: Path) -> None:
        path = folder / "data.nq"
        path.write_bytes(serialize(quads, format=RdfFormat.N_QUADS) or b"")
        self._snapshot = Snapshot(
            "w3c", InProcess(Engine.in_memory([path])), {}, folder, no_names(folder)
        )

    def current(self) -> Snapshot:
        """The release."""
        return self._snapshot


def client(quads: Iterable[Quad], folder: Path) -> FlaskClient:
    """A client of a service over some quads."""
    return create_app(settings(folder), _Served(quads, folder)).test_client()


# The protocol.


def in_graph(turtle: str | bytes, graph: NamedNode | DefaultGraph) -> Iterator[Quad]:
    """The triples of a text in a graph; blank nodes of two texts are never the same."""
    for quad in parse(turtle, format=RdfFormat.TURTLE, rename_blank_nodes=True):
        yield Quad(quad.subject, quad.predicate, quad.object, graph)


def data_of(case: Case) -> Iterator[Quad]:
    """The named graphs that a case of the protocol wants."""
    for entry in case.graph.objects(case.node, UT.graphData):
        name = str(case.graph.value(entry, RDFS.label))
        file = str(case.graph.value(entry, UT.graph)).rpartition("/")[2]
        yield from in_graph((w3c.ROOT / case.folder / file).read_bytes(), NamedNode(name))


FITTING = {
    "boolean": {"application/sparql-results+json", "application/sparql-results+xml"},
    "tabular": {one.media_type for one in formats.RESULTS},
    "RDF": {one.media_type for one in formats.GRAPHS},
}


@pytest.mark.parametrize("case", params(PROTOCOL))
def test_protocol(case: Case, tmp_path: Path) -> None:
    web = client(data_of(case), tmp_path)
    for request in case.requests:
        response = request.send(web, "/sparql/", "/sparql")
        assert request.allows(response.status_code), response.text
        if request.format:
            assert response.mimetype in FITTING[request.format]
        if request.boolean is not None:
            assert response.get_json(force=True)["boolean"] == request.boolean


@pytest.mark.parametrize(
    "case",
    [pytest.param(case, id=case.name) for case in PROTOCOL if case.name in REASONS]
    or [pytest.param(None, marks=pytest.mark.skip("the W3C files are not at hand"))],
)
def test_updates_are_refused(case: Case, tmp_path: Path) -> None:
    update = case.requests[0]
    response = update.send(client([], tmp_path), "/sparql/", "/sparql")
    assert response.status_code == 403
    assert "releases are immutable" in response.text


# The graph store. Its cases write before they read: what they write is refused, and then read
# from a release that holds it.

Model = dict[NamedNode | DefaultGraph, list[Quad]]


def named(request: Request) -> NamedNode | DefaultGraph:
    """The graph that a request names."""
    parameters = parse_qs(urlsplit(request.path).query, keep_blank_values=True)
    return DefaultGraph() if "default" in parameters else NamedNode(parameters["graph"][0])


def written(model: Model, request: Request) -> None:
    """Do in the model what a writing request asks for."""
    graph = named(request)
    if request.method in ("PUT", "DELETE"):
        model.pop(graph, None)
    for text in request.turtle() if request.method != "DELETE" else ():
        model.setdefault(graph, []).extend(in_graph(text, graph))


@pytest.mark.parametrize("case", params(GRAPH_STORE))
def test_graph_store(case: Case, tmp_path: Path) -> None:
    model: Model = {}
    for request in case.requests:
        quads = [quad for content in model.values() for quad in content]
        response = request.send(client(quads, tmp_path), "/gsp", "/graphs")
        if request.method not in ("GET", "HEAD"):
            assert response.status_code == 405
            assert response.headers["Allow"] == "GET, HEAD, OPTIONS"
            written(model, request)
            continue
        assert request.allows(response.status_code), response.text
        for name, value in request.headers(request.expected).items():
            assert response.headers[name] == value
        if body := request.body(request.expected):
            expected, found = Graph().parse(data=body), Graph().parse(data=response.text)
            assert isomorphic(expected, found), response.text


# The description of the service.


@pytest.fixture
def described(tmp_path: Path) -> Graph:
    """The description of a service with a named graph."""
    quads = in_graph("<a:b> <a:c> 1 .", NamedNode("a:graph"))
    response = client(quads, tmp_path).get("/sparql", headers={"Accept": "application/rdf+xml"})
    assert (response.status_code, response.mimetype) == (200, "application/rdf+xml")
    return Graph().parse(data=response.text, format="xml")


RANGES = {
    "endpoint": None,
    "supportedLanguage": {SD.SPARQL11Query},
    "resultFormat": {
        *(URIRef(one.engine.iri) for one in formats.RESULTS),
        *(URIRef(one.engine.iri) for one in formats.GRAPHS),
    },
    "defaultEntailmentRegime": {URIRef("http://www.w3.org/ns/entailment/Simple")},
    "defaultDataset": SD.Dataset,
    "defaultGraph": SD.Graph,
    "namedGraph": SD.NamedGraph,
    "name": None,
    "graph": SD.Graph,
}
"""Property of the vocabulary → the class of its values, or the values that it may have."""


def check_schema(graph: Graph) -> None:
    """Every term of the vocabulary is used as the recommendation has it."""
    for _, predicate, value in graph:
        if str(predicate).startswith(SD):
            fitting: Any = RANGES[str(predicate).removeprefix(SD)]
            if isinstance(fitting, set):
                assert value in fitting
            elif fitting is None:
                assert isinstance(value, URIRef)
            else:
                assert (value, RDF.type, fitting) in graph
    [service] = graph.subjects(RDF.type, SD.Service)
    [dataset] = graph.objects(service, SD.defaultDataset)
    for named in graph.objects(dataset, SD.namedGraph):
        assert len(list(graph.objects(named, SD.name))) == 1
    assert len(list(graph.objects(dataset, SD.namedGraph))) == 1


@pytest.mark.parametrize("case", params(DESCRIPTION))
def test_service_description(case: Case, described: Graph) -> None:
    assert case.name in ("returns-rdf", "has-endpoint-triple", "conforms-to-schema")
    if case.name == "returns-rdf":
        assert len(described) > 10
    elif case.name == "has-endpoint-triple":
        assert list(described.objects(None, SD.endpoint)) == [URIRef("http://localhost/sparql")]
    else:
        check_schema(described)


# The formats of results.

NUMBER = re.compile(r"[+-]?[0-9.]+[eE][+-]?[0-9]+")


def cells(rows: Sequence[Sequence[str]]) -> list[dict[str, str]]:
    """Rows by column; blank nodes are numbered as they come, exponents written small."""
    seen: dict[str, str] = {}

    def cell(text: str) -> str:
        if text.startswith("_:"):
            return seen.setdefault(text, f"_:{len(seen)}")
        return text.lower() if NUMBER.fullmatch(text) else text

    return [dict(zip(rows[0], map(cell, row), strict=True)) for row in rows[1:]]


def table(text: str, extension: str) -> object:
    """What a results file says, whatever the order of its columns and the names of its nodes."""
    if extension == "csv":
        return cells(list(csv.reader(io.StringIO(text, newline=""))))
    if extension == "tsv":
        lines = [line.split("\t") for line in text.splitlines()]
        return cells([[name.removeprefix("?") for name in lines[0]], *lines[1:]])
    found = json.loads(text)
    if "boolean" in found:
        return found["boolean"]
    nodes: dict[str, str] = {}
    for row in found["results"]["bindings"]:
        for term in row.values():
            if term["type"] == "bnode":
                term["value"] = nodes.setdefault(term["value"], str(len(nodes)))
    return set(found["head"]["vars"]), found["results"]["bindings"]


DEVIATIONS = ("csv03", "tsv03")
"""The engine keeps the values of numbers, not their spelling nor types derived from integer."""


@pytest.mark.parametrize("case", params(ROWS))
def test_result_format(case: Case, request: pytest.FixtureRequest) -> None:
    if case.name in DEVIATIONS:
        request.applymarker(pytest.mark.xfail(strict=True, reason="numbers are kept by value"))
    expected = case.file(MF.result)
    extension = expected.suffix[1:].replace("srj", "json")
    form = formats.with_extension(extension, formats.Kind.RESULTS)
    assert form is not None
    engine = Engine.in_memory([case.file(MF.action / QT.data)])
    query = case.file(MF.action / QT.query).read_text("utf-8")
    answer = sparql.answer(InProcess(engine), Question(query, form)).read().decode()
    assert table(answer, extension) == table(expected.read_text("utf-8"), extension)


def test_blank_nodes_of_two_texts_differ() -> None:
    one, two = (next(in_graph("[] <a:b> 1 .", DefaultGraph())) for _ in range(2))
    assert isinstance(one.subject, BlankNode)
    assert one.subject != two.subject
