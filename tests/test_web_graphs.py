"""The graph store at `/graphs`: reading, choosing a form, and what is refused."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient
from pyoxigraph import RdfFormat, parse
from rdflib import Graph

from cislex import formats
from cislex.formats import GraphFormat
from cislex.web import create_app
from cislex.web.serving import Releases, Snapshot
from web_toy import settings

pytest_plugins = ["web_fixtures"]

TOY = "https://w3id.org/cislex/graph/toy"
TRIPLES = 58


@pytest.mark.parametrize("form", formats.GRAPHS, ids=lambda form: form.extension)
@pytest.mark.parametrize("which", ["default", f"graph={TOY}", "default=&", f"graph={quote(TOY)}"])
def test_a_graph_in_every_form(web: FlaskClient, form: GraphFormat, which: str) -> None:
    reply = web.get(f"/graphs?{which}", headers={"Accept": form.media_type})
    assert reply.status_code == 200, reply.text
    assert reply.headers["Content-Type"] == form.content_type
    quads = list(parse(reply.data, format=form.engine))
    assert len(quads) == TRIPLES
    assert {str(quad.graph_name) for quad in quads} == {"DEFAULT"}


BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


def test_a_browser_gets_the_list_and_a_program_the_description(web: FlaskClient) -> None:
    page = web.get("/graphs", headers={"Accept": BROWSER})
    assert page.mimetype == "text/html"
    assert "graph:toy" in page.text
    assert page.text.count(f"<td>{TRIPLES}</td>") == 3
    assert TOY in web.get("/graphs").text
    assert len(Graph().parse(data=web.get("/graphs").text)) > 20


def test_a_browser_gets_a_graph_too(web: FlaskClient) -> None:
    reply = web.get("/graphs?default", headers={"Accept": BROWSER})
    assert reply.mimetype in {form.media_type for form in formats.GRAPHS}


REFUSED = [
    ("default&graph=a:b", 400, "Name one graph"),
    ("x=1", 400, "Name one graph"),
    ("graph=a:b&graph=a:c", 400, "2 times"),
    ("graph=relative", 400, "no absolute IRI"),
    ("graph=", 400, "no absolute IRI"),
    ("graph=a:%20b", 400, "no absolute IRI"),
    ("graph=a:b>%20{}%20GRAPH%20<c:d", 400, "no absolute IRI"),
    ("graph=%FF", 400, "UTF-8"),
    ("graph=a:b", 404, "/graphs lists them"),
    ("graph=" + "a:" + "b" * 100_000, 404, "There is no graph"),
    (f"graph={TOY}%23", 404, "/graphs lists them"),
    ("&a=" * 300, 400, "more than"),
]


@pytest.mark.parametrize(("parameters", "status", "words"), REFUSED)
@pytest.mark.parametrize("accept", ["*/*", "application/json", BROWSER])
def test_what_is_no_graph_is_said_so(
    web: FlaskClient, parameters: str, status: int, words: str, accept: str
) -> None:
    reply = web.get(f"/graphs?{parameters}", headers={"Accept": accept})
    assert (reply.status_code, words in reply.text) == (status, True), reply.text[:300]
    assert len(reply.data) < 10_000
    assert reply.headers["Cache-Control"] == "no-store"


def test_other_forms_are_refused_with_those_that_there_are(web: FlaskClient) -> None:
    reply = web.get("/graphs?default", headers={"Accept": "image/png"})
    assert reply.status_code == 406
    assert all(form.media_type in reply.text for form in formats.GRAPHS)


@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE", "PATCH", "TRACE", "NONSENSE"])
@pytest.mark.parametrize("accept", ["*/*", BROWSER])
def test_writing_is_refused_with_what_is_possible(
    web: FlaskClient, method: str, accept: str
) -> None:
    reply = web.open(f"/graphs?graph={TOY}", method=method, headers={"Accept": accept})
    assert reply.status_code == 405
    assert set(reply.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}


def test_graphs_that_no_build_has_counted_are_counted(toy_root: Path) -> None:
    class Uncounted(Releases):
        def current(self) -> Snapshot:
            return dataclasses.replace(super().current(), manifest={})

    web = create_app(settings(toy_root), Uncounted(settings(toy_root))).test_client()
    found = Graph().parse(data=web.get("/graphs").text)
    assert sum(str(value) == str(TRIPLES) for value in found.objects()) == 2
    assert web.get(f"/graphs?graph={TOY}").status_code == 200
    assert web.get("/graphs?graph=a:b").status_code == 404


def test_the_engine_reads_back_what_it_gives(web: FlaskClient) -> None:
    text = web.get("/graphs?default", headers={"Accept": "text/turtle"}).data
    assert b"@prefix lex: <https://w3id.org/cislex/ont#> ." in text
    assert len(set(parse(text, format=RdfFormat.TURTLE))) == TRIPLES
