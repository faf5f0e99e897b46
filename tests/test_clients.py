"""Clients that nobody here wrote: SPARQLWrapper, rdflib's SPARQLStore, Comunica."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import RdfFormat, parse
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDF, RDFS, Namespace
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import (
    CSV,
    GET,
    JSON,
    N3,
    POST,
    POSTDIRECTLY,
    RDFXML,
    TSV,
    TURTLE,
    URLENCODED,
    XML,
    SPARQLWrapper,
)
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed

pytest_plugins = ["web_fixtures"]

LEX = Namespace("https://w3id.org/cislex/ont#")
ID = Namespace("https://w3id.org/cislex/id/")
GRAPH = URIRef("https://w3id.org/cislex/graph/toy")
PREFIXES = f"PREFIX lex: <{LEX}>\nPREFIX id: <{ID}>\nPREFIX rdfs: <{RDFS}>\n"
SELECT = PREFIXES + "SELECT ?state ?treaty WHERE { ?state lex:isPartyTo ?treaty }"
CLIENTS = Path(__file__).with_name("clients")


def converted(client: SPARQLWrapper) -> Any:
    """What SPARQLWrapper makes of the answer; its type depends on the format."""
    return client.queryAndConvert()


@pytest.mark.parametrize(
    ("method", "request_method"), [(GET, URLENCODED), (POST, URLENCODED), (POST, POSTDIRECTLY)]
)
def test_sparqlwrapper_asks_for_json(live: str, method: str, request_method: str) -> None:
    client = SPARQLWrapper(live + "/sparql", returnFormat=JSON)
    client.setMethod(method)
    client.setRequestMethod(request_method)
    client.setQuery(SELECT)
    rows = converted(client)["results"]["bindings"]
    assert [row["treaty"]["value"] for row in rows] == [str(ID.pact)]


@pytest.mark.parametrize("form", [CSV, TSV, XML])
def test_sparqlwrapper_asks_for_other_tables(live: str, form: str) -> None:
    client = SPARQLWrapper(live + "/sparql", returnFormat=form)
    client.setQuery(SELECT)
    found = converted(client)
    text = found.toxml() if form == XML else found.decode()
    assert str(ID.pact) in text


@pytest.mark.parametrize("form", [TURTLE, RDFXML, N3])
def test_sparqlwrapper_constructs(live: str, form: str) -> None:
    client = SPARQLWrapper(live + "/sparql", returnFormat=form)
    client.setQuery(PREFIXES + "CONSTRUCT WHERE { ?state lex:isPartyTo ?treaty }")
    engine = RdfFormat.RDF_XML if form == RDFXML else RdfFormat.TURTLE
    [triple] = parse(client.query().response.read(), format=engine)
    assert str(triple.triple) == f"<{ID.atlantis}> <{LEX.isPartyTo}> <{ID.pact}>"


def test_sparqlwrapper_is_told_of_a_bad_query(live: str) -> None:
    client = SPARQLWrapper(live + "/sparql", returnFormat=JSON)
    client.setQuery("SELECT * { ?s lex:p ?o }")
    with pytest.raises(QueryBadFormed, match="PREFIX lex:"):
        client.query()


@pytest.fixture(params=["GET", "POST", "POST_FORM"])
def store(live: str, request: pytest.FixtureRequest) -> SPARQLStore:
    """rdflib's store over the endpoint, by each way of asking."""
    return SPARQLStore(live + "/sparql", method=request.param)


def test_rdflib_queries(store: SPARQLStore) -> None:
    graph = Graph(store=store)
    assert [tuple(row) for row in graph.query(SELECT)] == [(ID.atlantis, ID.pact)]  # type: ignore[arg-type]
    assert graph.query(PREFIXES + "ASK { id:atlantis lex:isPartyTo id:pact }").askAnswer is True
    assert graph.query(PREFIXES + "ASK { id:pact lex:isPartyTo ?x }").askAnswer is False
    made = graph.query(PREFIXES + "CONSTRUCT { ?t a lex:Made } WHERE { ?s lex:isPartyTo ?t }").graph
    assert made is not None
    assert set(made) == {(ID.pact, RDF.type, LEX.Made)}


def test_rdflib_asks_with_values_and_prefixes_of_its_own(store: SPARQLStore) -> None:
    rows = Graph(store=store).query(
        "SELECT ?treaty { ?state lex:isPartyTo ?treaty }",
        initNs={"lex": LEX},
        initBindings={"state": ID.atlantis},
    )
    assert [row.treaty for row in rows] == [ID.pact]  # type: ignore[union-attr]


def test_rdflib_matches_triples(store: SPARQLStore) -> None:
    graph = Graph(store=store)
    assert list(graph.triples((ID.atlantis, LEX.isPartyTo, None))) == [
        (ID.atlantis, LEX.isPartyTo, ID.pact)
    ]
    assert graph.value(ID.pact, RDFS.label) == Literal("Pact", lang="en")
    assert (None, LEX.isPartyTo, ID.pact) in graph
    assert (ID.pact, LEX.isPartyTo, None) not in graph
    assert set(graph.objects(ID.pact, RDF.type)) == {LEX.InternationalTreaty, LEX.LegalSource}
    assert len(graph) == len(list(graph.triples((None, None, None)))) > 50


def test_rdflib_reads_named_graphs(store: SPARQLStore) -> None:
    assert GRAPH in set(store.contexts())
    assert (ID.atlantis, LEX.isPartyTo, ID.pact) in Graph(store, GRAPH)
    assert len(Graph(store, URIRef("https://w3id.org/cislex/graph/none"))) == 0
    pact = (ID.atlantis, LEX.isPartyTo, ID.pact)
    assert GRAPH in set(store.contexts(pact))


def test_rdflib_is_told_that_nothing_can_be_written(live: str) -> None:
    with pytest.raises(TypeError, match="read only"):
        Graph(store=SPARQLStore(live + "/sparql")).add((ID.a, ID.b, ID.c))


def why_no_comunica() -> str:
    """Why Comunica cannot be tried here; empty where it can."""
    wanted = json.loads((CLIENTS / "package.json").read_text("utf-8"))["engines"]["node"]
    node = shutil.which("node")
    if not node:
        return "there is no node: install Node.js and npm, then run make test"
    if not (CLIENTS / "node_modules" / ".installed").exists():
        return "Comunica is not installed: run make test where there is npm"
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=True).stdout
    have, need = ([int(part) for part in re.findall(r"\d+", text)[:2]] for text in (said, wanted))
    return "" if have >= need else f"Comunica needs Node.js {wanted}, and this is {said.strip()}"


NO_COMUNICA = why_no_comunica()
needs_comunica = pytest.mark.skipif(bool(NO_COMUNICA), reason=NO_COMUNICA)


def comunica(kind: str, query: str, *sources: str) -> Any:
    """What Comunica makes of the answer: rows, triples, or a truth value."""
    done = subprocess.run(
        ["node", CLIENTS / "comunica.mjs", kind, PREFIXES + query, *sources],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout)


@pytest.fixture(params=["sparql={}/sparql", "{}/sparql"], ids=["told", "described"])
def source(live: str, request: pytest.FixtureRequest) -> str:
    """The endpoint, named as one, or found to be one by its service description."""
    template: str = request.param
    return template.format(live)


@needs_comunica
def test_comunica_selects(source: str) -> None:
    rows = comunica("bindings", "SELECT ?s ?t { ?s lex:isPartyTo ?t }", source)
    assert rows == [{"s": f"<{ID.atlantis}>", "t": f"<{ID.pact}>"}]


@needs_comunica
def test_comunica_asks(source: str) -> None:
    assert comunica("boolean", "ASK { id:atlantis lex:isPartyTo id:pact }", source) is True
    assert comunica("boolean", "ASK { id:pact lex:isPartyTo ?x }", source) is False


@needs_comunica
def test_comunica_constructs(source: str) -> None:
    query = "CONSTRUCT { ?t rdfs:label ?l } WHERE { ?s lex:isPartyTo ?t . ?t rdfs:label ?l }"
    assert comunica("quads", query, source) == [[f"<{ID.pact}>", f"<{RDFS.label}>", '"Pact"@en']]


@needs_comunica
def test_comunica_reads_named_graphs(source: str) -> None:
    query = f"SELECT ?t {{ GRAPH <{GRAPH}> {{ id:atlantis lex:isPartyTo ?t }} }}"
    assert comunica("bindings", query, source) == [{"t": f"<{ID.pact}>"}]


@needs_comunica
def test_comunica_joins_the_endpoint_with_a_document(live: str, source: str) -> None:
    query = "SELECT DISTINCT ?s ?l { ?s lex:isPartyTo ?t . ?t rdfs:label ?l }"
    rows = comunica("bindings", query, source, f"{live}/id/pact.ttl")
    assert rows == [{"s": f"<{ID.atlantis}>", "l": '"Pact"@en'}]


@needs_comunica
def test_comunica_splits_a_query_between_a_document_and_the_endpoint(live: str) -> None:
    query = f"SELECT ?s ?l {{ SERVICE <{live}/sparql> {{ ?s lex:isPartyTo ?t }} ?t rdfs:label ?l }}"
    rows = comunica("bindings", query, f"{live}/id/pact.ttl")
    assert rows == [{"s": f"<{ID.atlantis}>", "l": '"Pact"@en'}]


@needs_comunica
def test_comunica_joins_the_endpoint_with_a_graph_of_the_graph_store(live: str) -> None:
    query = "SELECT DISTINCT ?s ?l { ?s lex:isPartyTo ?t . ?t rdfs:label ?l }"
    rows = comunica("bindings", query, f"{live}/sparql", f"{live}/graphs?graph={GRAPH}")
    assert rows == [{"s": f"<{ID.atlantis}>", "l": '"Pact"@en'}]
