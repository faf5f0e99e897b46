"""Questions to the engine: what is refused, what errors say, what answers hold."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse

from cislex import formats, sparql
from cislex.errors import QueryError, QueryFailed, QueryRefused, QuerySyntaxError
from cislex.formats import Format, Kind
from cislex.releases import current
from cislex.sparql import Asks, InProcess, Question, Term, table
from cislex.store import Engine, Result

pytest_plugins = ["web_fixtures"]

LEX = "PREFIX lex: <https://w3id.org/cislex/ont#> PREFIX id: <https://w3id.org/cislex/id/>\n"


@pytest.fixture(scope="module")
def toy(toy_root: Path) -> Asks:
    return InProcess(Engine(current(toy_root).store_path))


@pytest.mark.parametrize(
    ("query", "kind"),
    [
        ("SELECT * {}", Kind.RESULTS),
        ("# CONSTRUCT\nPREFIX describe: <a:SELECT> ask {}", Kind.RESULTS),
        ("BASE <a:b>\nCONSTRUCT WHERE {}", Kind.GRAPH),
        ("describe <a:b>", Kind.GRAPH),
        ("INSERT DATA {} ; SELECT * {}", None),
        ("", None),
        ("hello", None),
    ],
)
def test_the_first_keyword_tells_the_kind(query: str, kind: Kind | None) -> None:
    assert sparql.kind(query) is kind


SERVICES = [
    "SELECT * { SERVICE <http://127.0.0.1:8/> { ?s ?p ?o } }",
    "SELECT * { service SILENT <http://127.0.0.1:8/> { ?s ?p ?o } }",
    "SELECT * { ?s ?p 1SERVICE <http://127.0.0.1:8/> { ?s ?p ?o } }",
    "SELECT * { ?s ?p 1e5SERVICE <http://127.0.0.1:8/> { ?s ?p ?o } }",
    "SELECT * { ?s ?p trueSERVICE <http://127.0.0.1:8/> { ?s ?p ?o } }",
    "SELECT * { ?s ?p true.SERVICE <http://127.0.0.1:8/> { ?s ?p ?o } }",
    "PREFIX : <http://127.0.0.1:8/> SELECT * { {} SERVICE:x { ?s ?p ?o } }",
    "PREFIX : <http://127.0.0.1:8/> SELECT * { ?s ?p trueSERVICE:x { ?s ?p ?o } }",
    "PREFIX a: <b:> SELECT * { ?s ?p a:.SERVICE <http://127.0.0.1:8/> { ?s ?p ?o } }",
    "SELECT * { <a:\\u0062#> ?p ?o . SERVICE <http://127.0.0.1:8/> { ?s ?p ?o } }",
    "SELECT * { ?s ?p '''a''''''.SERVICE ''' . SERVICE <http://127.0.0.1:8/> { } }",
    "ASK { FILTER EXISTS { SERVICE ?x { ?s ?p ?o } } }",
    "SELECT * { ?s ?p ?o } # x\rSERVICE <http://127.0.0.1:8/> {}",
]


@pytest.mark.parametrize("query", SERVICES)
def test_service_is_refused_however_it_is_written(toy: Asks, query: str) -> None:
    with pytest.raises(QueryRefused, match=r"SERVICE is not allowed here \(line \d+, column"):
        table(toy, query)


def test_the_word_may_stand_in_names_texts_and_comments(toy: Asks) -> None:
    found = table(toy, LEX + "ASK { ?x lex:providesService 'SERVICE', ?SERVICE } # SERVICE")
    assert found.boolean is False
    assert table(toy, "SELECT ?service { BIND(<a:SERVICE> AS ?service) }").rows == (
        {"service": Term("uri", "a:SERVICE")},
    )


@pytest.mark.parametrize(
    "text",
    ["INSERT DATA { <a:a> <a:b> <a:c> }", "DROP ALL", "# x\nload <http://127.0.0.1:8/>"],
)
def test_an_update_is_refused_with_the_reason(toy: Asks, text: str) -> None:
    with pytest.raises(QueryRefused, match="only reads"):
        table(toy, text)


FAULTS = [
    ("", 1, 1, "empty"),
    ("  \n", 1, 1, "empty"),
    ("hello", 1, 1, "begins with SELECT"),
    ("SELECT * { ?s ?p ?o", 1, 20, "too early"),
    ("SELECT * { ?s ?p ?o } LIMIT abc", 1, 29, "cannot go on"),
    ("SELECT * { ?s ?p ?o } ORDER ?s", 1, 29, "BY could follow"),
    ("SELECT ?x WHERE ( ?x ?y ?z )", 1, 17, '"{" could follow'),
    ("SELECT * { ?x ?y ?z FILTER(?y > ) }", 1, 33, "cannot go on"),
    ('SELECT * {\n ?s ?p "тест" абв\n}', 2, 15, "cannot go on"),
    ("SELECT * {\n\t?s lex:isPartyTo ?o }", 2, 5, r"PREFIX lex: <https://w3id.org/cislex/ont#>"),
    ("PREFIX lex: <a:> SELECT * { ?s lexx:p _:b }", 1, 32, "prefix lexx: is not declared"),
    ("SELECT * { ?s <http://[> ?o }", 1, 25, "not absolute"),
    ("SELECT ?s (COUNT(?o) AS ?n) { ?s ?p ?o }", 1, 41, "GROUP BY"),
]


@pytest.mark.parametrize(("query", "line", "column", "words"), FAULTS)
def test_a_syntax_error_says_where_and_what(
    toy: Asks, query: str, line: int, column: int, words: str
) -> None:
    with pytest.raises(QuerySyntaxError, match=words) as caught:
        table(toy, query)
    assert (caught.value.line, caught.value.column) == (line, column)
    assert "u{" not in str(caught.value)


def test_a_table_keeps_language_and_datatype(toy: Asks) -> None:
    rows = table(
        toy, 'SELECT * { VALUES (?a ?b ?c) { ("x"@ru 5 <a:b>) (UNDEF UNDEF UNDEF) } }'
    ).rows
    integer = "http://www.w3.org/2001/XMLSchema#integer"
    assert rows[0] == {
        "a": Term("literal", "x", "ru"),
        "b": Term("literal", "5", datatype=integer),
        "c": Term("uri", "a:b"),
    }
    assert rows[1] == {}


@pytest.mark.parametrize("form", [*formats.RESULTS, *formats.GRAPHS])
def test_every_format_answers(toy: Asks, form: Format) -> None:
    query = (
        "SELECT ?s { ?s ?p ?o }" if form.kind is Kind.RESULTS else "CONSTRUCT WHERE { ?s ?p ?o }"
    )
    answer = sparql.answer(toy, Question(query, form))
    body = answer.read()
    assert len(body) == answer.size > 100
    assert b"cislex" in body


def test_a_large_answer_comes_in_pieces(toy: Asks) -> None:
    query = "SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 20000"
    answer = sparql.answer(toy, Question(query, formats.JSON))
    pieces = list(answer.chunks())
    assert len(pieces) > 10
    assert len(json.loads(b"".join(pieces))["results"]["bindings"]) > 1000


def test_a_dataset_of_the_question_is_honoured(toy: Asks) -> None:
    graph = "https://w3id.org/cislex/graph/toy"
    count = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    named = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"
    everything = table(toy, count).rows
    assert table(toy, count, (graph,)).rows == everything
    assert table(toy, count, (), (graph,)).rows[0]["n"].value == "0"
    assert table(toy, named, (), (graph,)).rows == everything
    with pytest.raises(QueryError, match="no absolute IRI"):
        table(toy, count, ("not an iri",))


class Failing:
    """An engine whose answer breaks at the last row."""

    def query(
        self, text: str, default_graphs: Sequence[str] = (), named_graphs: Sequence[str] = ()
    ) -> Result:
        raise OSError("the disk is gone")


def test_an_engine_that_gives_up_is_an_error_before_any_byte() -> None:
    with pytest.raises(QueryFailed, match="the disk is gone"):
        table(InProcess(Failing()), "ASK {}")


def test_a_kind_that_the_format_cannot_hold_is_an_error(toy: Asks) -> None:
    with pytest.raises(QueryFailed, match="cannot hold"):
        sparql.answer(toy, Question("ASK {}", formats.TURTLE))
    with pytest.raises(QueryFailed, match="cannot hold"):
        sparql.answer(toy, Question("DESCRIBE <a:b>", formats.JSON))


@pytest.mark.parametrize("piece", ['"\\"', "a-", "<a", "a:", "'''a", "a.", '""" ', "?", "#"])
def test_a_hostile_query_is_looked_through_quickly(piece: str) -> None:
    start = time.perf_counter()
    sparql.kind(piece * (300_000 // len(piece)))
    assert time.perf_counter() - start < 30


TURTLE_OF = [
    ("DESCRIBE <https://w3id.org/cislex/id/atlantis>", {"id", "lex", "rdfs"}, {"wd", "eli", "sh"}),
    ("PREFIX i: <https://w3id.org/cislex/id/> DESCRIBE i:atlantis", {"i"}, {"id", "lex"}),
    ("prefix : <a:> PREFIX x:<a:b#>\nCONSTRUCT { :a x:c 1 } {}", {"", "x"}, {"id"}),
    ("BASE <a:> PREFIX r: <r> CONSTRUCT { r: r:b 1 } {}", set(), {"r"}),
    ("# PREFIX bad name: <a:>\nCONSTRUCT { <a:a> <a:b> 1 } {}", set(), {"name", "bad name"}),
    ("PREFIX a: <a:> CONSTRUCT { a:x a:y 1 } {} # { PREFIX b: <b:>", {"a"}, {"b"}),
    ('CONSTRUCT { <a:a> <a:b> "2020-01-01"^^<http://www.w3.org/2001/XMLSchema#date> } {}',
     {"xsd"}, {"id"}),
]  # fmt: skip


@pytest.mark.parametrize(("query", "there", "absent"), TURTLE_OF)
@pytest.mark.parametrize("form", ["ttl", "trig"])
def test_turtle_has_the_prefixes_that_the_query_declares_or_the_graph_uses(
    toy: Asks, query: str, there: set[str], absent: set[str], form: str
) -> None:
    chosen = formats.with_extension(form, Kind.GRAPH)
    assert chosen is not None
    text = sparql.answer(toy, Question(query, chosen)).read().decode()
    names = {line.split()[1].rstrip(":") for line in text.splitlines() if line.startswith("@")}
    assert there <= names
    assert not absent & names
    plain = sparql.answer(toy, Question(query, formats.GRAPHS[1])).read()
    assert set(parse(text, format=RdfFormat.TURTLE)) == set(
        parse(plain, format=RdfFormat.N_TRIPLES)
    )
