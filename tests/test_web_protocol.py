"""The SPARQL 1.1 Protocol at `/sparql`, case by case, and the W3C's own cases."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import KW_ONLY, dataclass, replace
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from flask.testing import FlaskClient
from rdflib import Graph, Namespace, URIRef

from web_toy import MAXIMUM, settings

pytest_plugins = ["web_fixtures"]

FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"
UPDATE = "application/sparql-update"
SELECT = "SELECT ?s WHERE { ?s a <https://w3id.org/cislex/ont#State> }"
CONSTRUCT = "CONSTRUCT WHERE { ?s a <https://w3id.org/cislex/ont#State> }"
TOY = "https://w3id.org/cislex/graph/toy"
COUNT = "SELECT (COUNT(*) AS ?n) { ?s a <https://w3id.org/cislex/ont#State> }"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
JSON, XML = "application/sparql-results+json", "application/sparql-results+xml"
CSV, TSV = "text/csv; charset=utf-8", "text/tab-separated-values; charset=utf-8"
TURTLE, HTML, TEXT = (f"text/{name}; charset=utf-8" for name in ("turtle", "html", "plain"))
NT, RDF, LD = "application/n-triples", "application/rdf+xml", "application/ld+json"
TRIG, NQ = "application/trig", "application/n-quads"
SD, VOID = (
    Namespace("http://www.w3.org/ns/sparql-service-description#"),
    Namespace("http://rdfs.org/ns/void#"),
)


@dataclass(frozen=True)
class Case:
    """A request, and what must come back: status, content type, a piece of the body."""

    name: str
    status: int
    gives: str = ""
    holds: str = ""
    _: KW_ONLY
    method: str = "GET"
    parameters: Sequence[tuple[str, str]] | str = ()
    accept: str | None = None
    content: str | None = None
    body: str | bytes = b""


def get(
    name: str,
    query: str,
    status: int,
    gives: str = "",
    holds: str = "",
    accept: str | None = None,
    **graphs: str,
) -> Case:
    """A query in the address; `graphs` are default and named."""
    dataset = [(f"{kind}-graph-uri", iri) for kind, iri in graphs.items()]
    pairs = [("query", query), *dataset]
    return Case(name, status, gives, holds, parameters=pairs, accept=accept)


def post(
    name: str,
    content: str | None,
    body: str | bytes,
    status: int,
    gives: str = "",
    holds: str = "",
    accept: str | None = None,
    parameters: Sequence[tuple[str, str]] = (),
) -> Case:
    """A query, or something else, in the body."""
    return Case(
        *(name, status, gives, holds),
        method="POST",
        content=content,
        body=body,
        accept=accept,
        parameters=parameters,
    )


ENCODED = urlencode({"query": SELECT})
TWICE = [("query", "ASK {}")] * 2
ROWS = "s\r\nhttps://w3id.org/cislex/id/atlantis\r\n"
FEDERATED = "SELECT * { SERVICE <http://127.0.0.1:8/> {} }"

CASES = [
    get("get", SELECT, 200, JSON, "id/atlantis"),
    get("accept star", SELECT, 200, JSON, accept="*/*"),
    get("accept json", SELECT, 200, JSON, accept="application/json"),
    get("accept xml", SELECT, 200, XML, accept="application/xml"),
    get("accept csv", SELECT, 200, CSV, ROWS, "text/csv"),
    get("accept tsv", SELECT, 200, TSV, "?s\n<https", "text/tab-separated-values"),
    get("accept text star", SELECT, 200, CSV, accept="text/*, text/html;q=0"),
    get("accept q0", SELECT, 200, XML, accept=f"*/*, {JSON};q=0"),
    get("accept turtle for rows", SELECT, 406, holds=JSON, accept="text/turtle"),
    get("accept image", SELECT, 406, holds="ask for one of them", accept="image/png"),
    get("accept csv for triples", CONSTRUCT, 406, holds="text/turtle", accept="text/csv"),
    get("ask", "ASK {}", 200, JSON, '"boolean":true'),
    get("construct", CONSTRUCT, 200, TURTLE, "id:atlantis a lex:State"),
    get("construct trig", CONSTRUCT, 200, TRIG, "id:atlantis a lex:State", TRIG),
    get("construct nq", CONSTRUCT, 200, NQ, "id/atlantis", NQ),
    get("construct jsonld", CONSTRUCT, 200, LD, "@id", LD),
    get("construct rdf", CONSTRUCT, 200, RDF, "rdf:RDF", RDF),
    get("construct nt", CONSTRUCT, 200, NT, "id/atlantis", NT),
    get("describe", "DESCRIBE <https://w3id.org/cislex/id/pact>", 200, TURTLE, "Pact"),
    get("browser", SELECT, 200, HTML, "id:atlantis", BROWSER),
    get("browser error", "SELECT", 400, HTML, 'role="alert"', BROWSER),
    get("percent is decoded once", 'SELECT ("100%25" AS ?x) {}', 200, JSON, '"100%25"'),
    get("plus stays plus", "SELECT (1+1 AS ?x) {}", 200, JSON, '"2"'),
    get("bad syntax", "SELECT * {", 400, TEXT, "line 1, column 11"),
    get("bad syntax, json", "SELECT * {", 400, "application/json", '"column":11', JSON),
    get("empty query", "", 400, TEXT, "empty"),
    get("update as query", "DROP ALL", 403, TEXT, "only reads"),
    get("service", FEDERATED, 403, TEXT, "SERVICE"),
    get("unknown function", "SELECT (<a:f>(1) AS ?x) {}", 500, TEXT, "a:f"),
    get("too long", "#" * (MAXIMUM + 1), 413, TEXT, "shorten"),
    get("nul", "ASK {} \0", 400),
    get("default graph", COUNT, 200, CSV, "\n1\r", "text/csv", default=TOY),
    get("absent default graph", COUNT, 200, CSV, "\n0\r", "text/csv", default="a:b"),
    get("named graph alone", COUNT, 200, CSV, "\n0\r", "text/csv", named=TOY),
    get("graph that is no IRI", COUNT, 400, holds="no absolute IRI", default="x y"),
    Case("two queries", 400, holds="2 times", parameters=TWICE),
    Case("update by get", 403, holds="only reads", parameters=[("update", "DROP ALL")]),
    Case("no UTF-8", 400, holds="UTF-8", parameters="query=ASK%20%7B%7D%FF"),
    Case("many parameters", 400, holds="more than", parameters="&a=" * 300),
    Case("parameters of others", 200, JSON, parameters="query=ASK%20%7B%7D&format=x"),
    Case("description", 200, TURTLE, "sd:Service"),
    Case("description as rdf", 200, RDF, accept=RDF),
    Case("description for a browser is the form", 200, HTML, "<textarea", accept=BROWSER),
    Case("description as an image", 406, accept="image/png"),
    post("post form", FORM, ENCODED, 200, JSON),
    post("post form with charset", FORM + "; charset=UTF-8", ENCODED, 200, JSON),
    post("post direct", DIRECT, SELECT, 200, JSON),
    post("post direct with charset", DIRECT + ";charset=utf-8", SELECT, 200, JSON),
    post("post in Cyrillic", DIRECT, 'SELECT ("Право" AS ?x) {}', 200, JSON, "Право"),
    post("post form, browser", FORM, ENCODED, 200, HTML, accept=BROWSER),
    post("post nothing", FORM, "", 400, holds="no query"),
    post("post without type", None, SELECT, 415),
    post("post plain text", "text/plain", SELECT, 415, holds=DIRECT),
    post("post unknown type", "application/sparql-todo", SELECT, 415),
    post("post multipart", "multipart/form-data; boundary=x", "--x--", 415),
    post("post in UTF-16", DIRECT + "; charset=UTF-16", SELECT.encode("utf-16"), 415),
    post("post bytes", DIRECT, b"\xff\xfe\x00", 400, holds="not UTF-8 at byte 0"),
    post("post form bytes", FORM, b"query=\xff", 400, holds="UTF-8"),
    post("post two queries", FORM, urlencode(TWICE), 400),
    post("post too long", DIRECT, "#" * (MAXIMUM + 1), 413, holds="shorten"),
    post("post far too long", DIRECT, "#" * (MAXIMUM * 10), 413),
    post("post update", UPDATE, "DROP ALL", 403, holds="only reads"),
    post("post update form", FORM, urlencode({"update": "DROP ALL"}), 403, holds="only reads"),
    post("query in both places", DIRECT, "ASK {}", 400, holds="two", parameters=TWICE[:1]),
    post(
        "graph beside a post", DIRECT, COUNT, 200, JSON, '"0"', None, [("default-graph-uri", "a:")]
    ),
    *(Case(f"method {name}", 405, method=name) for name in ("PUT", "DELETE", "PATCH")),
    Case("head", 200, TURTLE, method="HEAD"),
]


def address(case: Case) -> str:
    if isinstance(case.parameters, str):
        return "/sparql?" + case.parameters
    return "/sparql?" + urlencode(case.parameters, quote_via=quote)


@pytest.mark.parametrize("case", [pytest.param(case, id=case.name) for case in CASES])
def test_the_protocol(web: FlaskClient, case: Case) -> None:
    headers = {"Accept": case.accept} if case.accept is not None else {}
    response = web.open(
        address(case),
        method=case.method,
        headers=headers,
        data=case.body,
        content_type=case.content,
    )
    text = response.get_data(as_text=True)
    assert response.status_code == case.status, text
    assert not case.gives or response.headers["Content-Type"] == case.gives, text
    assert case.holds in text
    assert "Accept" in response.headers["Vary"]
    if case.status == 405:
        assert {"GET", "POST"} <= set(response.headers["Allow"].split(", "))


def test_several_accept_lines_are_one_header(web: FlaskClient) -> None:
    lines = [("Accept", "image/png"), ("Accept", "text/csv;q=0.5"), ("Accept", XML)]
    response = web.get("/sparql?query=ASK%20%7B%7D", headers=lines)
    assert response.headers["Content-Type"] == XML


def test_the_description_is_true(web: FlaskClient) -> None:
    graph = Graph().parse(data=web.get("/sparql", headers={"Accept": "text/turtle"}).text)
    [dataset] = graph.objects(None, SD.defaultDataset)
    [default] = graph.objects(dataset, SD.defaultGraph)
    described = {
        str(graph.value(named, SD.name)): int(str(graph.value(part, VOID.triples)))
        for named in graph.objects(dataset, SD.namedGraph)
        for part in graph.objects(named, SD.graph)
    }
    query = "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g"
    rows = web.get("/sparql", query_string={"query": query}).get_json(force=True)
    assert described == {
        row["g"]["value"]: int(row["n"]["value"]) for row in rows["results"]["bindings"]
    }
    query = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    text = web.get("/sparql", query_string={"query": query}, headers={"Accept": "text/csv"}).text
    assert str(graph.value(default, VOID.triples)) == text.split()[1]
    assert len(list(graph.objects(None, SD.resultFormat))) == 10
    assert set(graph.objects(None, SD.endpoint)) == {URIRef("http://localhost/sparql")}
    assert set(graph.objects(None, SD.supportedLanguage)) == {SD.SPARQL11Query}
    assert not set(graph.objects(None, SD.feature))


def test_the_description_names_the_address_before_a_proxy(toy_root: Path) -> None:
    from cislex.web import create_app

    app = create_app(replace(settings(toy_root), base_url="https://example.org/kg/"))
    text = app.test_client().get("/sparql").text
    assert "<https://example.org/kg/sparql>" in text
    assert "localhost" not in text
