"""What the query form asks while one writes: completion, names, checks, filled questions."""

from __future__ import annotations

import json
from typing import Any

import pytest
from flask.testing import FlaskClient

from web_toy import HOSTILE, MAXIMUM

pytest_plugins = ["web_fixtures"]

ATLANTIS = "https://w3id.org/cislex/id/atlantis"
LEX = "PREFIX lex: <https://w3id.org/cislex/ont#>\n"


def check(web: FlaskClient, query: str) -> Any:
    answer = web.post("/check.json", data={"query": query})
    assert answer.status_code == 200, answer.text
    return answer.get_json()["fault"]


def test_terms_in_use_come_with_labels_and_counts(web: FlaskClient) -> None:
    found = web.get("/completion.json").get_json()
    assert found["prefixes"]["lex"] == "https://w3id.org/cislex/ont#"
    assert {"curie": "lex:State", "label": "state", "uses": 1} in found["classes"]
    assert {"curie": "lex:isPartyTo", "label": "is party to", "uses": 1} in found["properties"]
    uses = [one["uses"] for one in found["properties"]]
    assert uses == sorted(uses, reverse=True)
    # It is in the ontology, but nothing has it.
    assert "lex:qualifier" not in {one["curie"] for one in found["properties"]}


def test_names_come_in_the_language_of_the_page(web: FlaskClient) -> None:
    iris = [ATLANTIS, "https://example.org/nobody"]
    assert web.post("/names.json", json=iris).get_json() == {
        ATLANTIS: {"text": "Atlantis", "language": "en"}
    }
    found = web.post("/names.json?content=ru", json=iris).get_json()
    assert found[ATLANTIS] == {"text": "Атлантида", "language": "ru"}


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{}",
        b'"x"',
        b"[1]",
        b"[null]",
        b"\xff",
        b"[" * 100_000,
        json.dumps([ATLANTIS] * 501).encode(),
    ],
    ids=["empty", "object", "text", "number", "null", "bytes", "deep", "many"],
)
def test_what_is_no_list_of_iris_is_refused(web: FlaskClient, body: bytes) -> None:
    answer = web.post("/names.json", data=body, content_type="application/json")
    assert answer.status_code in (400, 413)
    assert "Send" in answer.text or "send" in answer.text or "shorten" in answer.text


@pytest.mark.parametrize("iri", [HOSTILE, "", "\0", "\ud800", "x" * 50_000, "' OR 1=1 --", "id:x"])
def test_strange_iris_have_no_names(web: FlaskClient, iri: str) -> None:
    answer = web.post("/names.json", data=json.dumps([iri]), content_type="application/json")
    assert answer.get_json() == {}


def test_a_right_query_is_right_and_is_not_answered(web: FlaskClient) -> None:
    for query in (
        "SELECT * { ?s ?p ?o }",
        "ASK {}",
        "CONSTRUCT WHERE { ?s ?p ?o }",
        f"DESCRIBE <{ATLANTIS}>",
        "SELECT * FROM <https://w3id.org/cislex/graph/toy> { GRAPH ?g { ?s ?p ?o } }",
    ):
        assert check(web, query) is None


def test_a_fault_is_told_with_its_place(web: FlaskClient) -> None:
    fault = check(web, "SELECT *\n{ ?s lex:p ?o }")
    assert (fault["line"], fault["column"]) == (2, 6)
    assert "PREFIX lex:" in fault["message"]
    assert check(web, "")["line"] == 1
    assert "only reads" in check(web, "DELETE WHERE { ?s ?p ?o }")["message"]
    assert "SERVICE" in check(web, "SELECT * { SERVICE <http://x.example/> {} }")["message"]


def test_columns_count_characters(web: FlaskClient) -> None:
    fault = check(web, 'SELECT * { ?s ?p "\N{CAT FACE}\N{CAT FACE}", x:y }')
    assert fault["column"] == 24


@pytest.mark.parametrize("query", ["{" * 5000, "(" * 5000, HOSTILE, "\0", "SELECT" * 1000])
def test_hostile_queries_are_checked_too(web: FlaskClient, query: str) -> None:
    assert check(web, query)["message"]


def test_a_long_or_doubled_query_is_refused(web: FlaskClient) -> None:
    assert web.post("/check.json", data={"query": "#" * (MAXIMUM + 1)}).status_code == 413
    doubled = "query=ASK%7B%7D&query=ASK%7B%7D"
    kind = "application/x-www-form-urlencoded"
    assert web.post("/check.json", data=doubled, content_type=kind).status_code == 400


def test_a_question_is_filled(web: FlaskClient) -> None:
    answer = web.get("/queries/treaties-of-a-state/query.rq?state=id:pact&lang=ru")
    assert answer.mimetype == "application/sparql-query"
    assert "<https://w3id.org/cislex/id/pact> lex:isPartyTo ?treaty" in answer.text
    assert ATLANTIS in web.get("/queries/treaties-of-a-state/query.rq").text


def test_what_cannot_be_filled_is_told(web: FlaskClient) -> None:
    assert web.get("/queries/nothing/query.rq").status_code == 404
    address = "/queries/treaties-of-a-state/query.rq"
    assert web.get(address, query_string={"state": "> } DROP ALL"}).status_code == 400
    assert web.get(address, query_string={"other": "x"}).status_code == 400
    unnamed = web.get("/queries/things-called/query.rq", headers={"Accept": "application/json"})
    assert "give a value" in unnamed.get_json()["error"]["message"]
    quoted = web.get("/queries/things-called/query.rq", query_string={"name": '"} #'})
    assert r'"\"} #"@en' in quoted.text
