"""Hostile queries: each gets a clear error in bounded time, and everybody else is served."""

from __future__ import annotations

import concurrent.futures
import random
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from cislex.errors import (
    QueryError,
    QueryRefused,
)
from cislex.pool import Pool
from pools import BOMB, DOUBLINGS, ENDLESS, Innocent, ask, rows, running, write_graph

MIB = 1024 * 1024
DEEP = (2_000, 20_000, 100_000, 1_000_000)


@pytest.fixture(scope="module")
def pool(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pool]:
    graph = write_graph(tmp_path_factory.mktemp("graph") / "graph.nt")
    limits = {"query_memory_bytes": 256 * MIB, "answer_bytes": 8 * MIB, "query_seconds": 1.0}
    with running(graph, **limits) as found:
        yield found


@pytest.fixture(scope="module", autouse=True)
def innocent(pool: Pool) -> Iterator[Innocent]:
    """Somebody who asks short questions as long as the tests of this file run."""
    with Innocent(lambda: pool, 0.02) as found:
        yield found


@pytest.fixture(autouse=True)
def _others_are_served(innocent: Innocent) -> Iterator[None]:
    before = innocent.answers
    yield
    end = time.monotonic() + 20
    while innocent.answers == before and time.monotonic() < end:
        time.sleep(0.01)
    assert innocent.answers > before
    assert innocent.faults == []


def fate(pool: Pool, query: str) -> str:
    """What becomes of a query: the name of its error, or "answered"."""
    start = time.monotonic()
    found: QueryError | None = None
    try:
        ask(pool, query)
    except QueryError as error:
        found = error
    assert time.monotonic() - start < 15
    assert found is None or 20 < len(str(found)) <= 500
    return type(found).__name__ if found else "answered"


NESTED = {
    "braces": ("SELECT * ", "{", "", "}", ""),
    "parentheses": ("SELECT (", "(", "1", ")", " AS ?x) {}"),
    "lists": ("SELECT * { ", "(", "1", ")", " ?p ?o }"),
    "blank nodes": ("SELECT * { ", "[<a:b> ", "1", "]", " }"),
    "paths": ("SELECT * { ?s ", "(", "<a:b>", ")*", " ?o }"),
    "not": ("SELECT * { FILTER(", "!", "true", "", ") }"),
    "CONCAT": ("SELECT (", "CONCAT(", "'a'", ")", " AS ?x) {}"),
    "IF": ("SELECT (", "IF(true, ", "1", ", 2)", " AS ?x) {}"),
    "EXISTS": ("SELECT * { ", "FILTER EXISTS { ", "?s ?p ?o", " }", " }"),
    "OPTIONAL": ("SELECT * { ", "OPTIONAL { ", "?s ?p ?o", " }", " }"),
    "MINUS": ("SELECT * { ?s ?p ?o ", "MINUS { ?s ?p ?o ", "", " }", " }"),
    "UNION": ("SELECT * { ", "{ ?a ?b ?c } UNION { ", "?s ?p ?o", " }", " }"),
    "subqueries": ("SELECT * { ", "{ SELECT * { ", "?s ?p ?o", " } }", " }"),
}


@pytest.mark.parametrize("what", NESTED)
def test_nesting_however_deep_ends_one_query_at_most(pool: Pool, what: str) -> None:
    head, opening, core, closing, tail = NESTED[what]
    texts = [head + opening * deep + core + closing * deep + tail for deep in DEEP]
    with concurrent.futures.ThreadPoolExecutor(len(DEEP)) as threads:
        fates = list(threads.map(lambda text: fate(pool, text), texts))
    allowed = {"answered", "QueryTimedOut", "QueryKilled", "AnswerTooLarge"}
    assert set(fates) <= allowed, fates
    assert fates[-1] != "answered"


def test_what_people_nest_is_answered(pool: Pool) -> None:
    for what in ("braces", "parentheses", "CONCAT", "IF", "EXISTS"):
        head, opening, core, closing, tail = NESTED[what]
        assert fate(pool, head + opening * 2000 + core + closing * 2000 + tail) == "answered"
    values = " ".join(f"<http://example.org/{number}>" for number in range(20_000))
    [row] = rows(pool, f"SELECT (COUNT(*) AS ?n) {{ VALUES ?s {{ {values} }} ?s ?p ?o }}")
    assert row["n"]["value"] == "6000"


def _joined(piece: str, count: int, between: str = " ") -> str:
    return between.join(piece.replace("#", str(number)) for number in range(count))


ENDLESS_WORK = {
    "a sum of 100 000 terms": "SELECT (" + "+".join(["1"] * 100_000) + " AS ?x) {}",
    "50 000 alternatives": "SELECT * { ?s ?p ?o FILTER(" + "||".join(["?s=?o"] * 50_000) + ") }",
    "1 000 patterns": "SELECT * { " + _joined("?s# ?p# ?o#", 1000, " . ") + " }",
    "1 000 patterns in a chain": "SELECT * { " + _joined("?s# ?p ?s#0", 1000, " . ") + " }",
    "1 000 OPTIONAL": "SELECT * { ?s ?p ?o " + _joined("OPTIONAL { ?o# ?p# ?s }", 1000) + " }",
    "1 000 steps": "SELECT * { ?s " + "/".join(["(!<a:b>)"] * 1000) + " ?o }",
    "100 stars": "SELECT * { ?s " + "(" * 100 + "(!<a:b>)*" + ")*" * 100 + " ?o }",
    "cartesian": ENDLESS,
    "cartesian in order": "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c ?f ?i",
    "cartesian and distinct": "SELECT DISTINCT ?c ?f ?i { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "cartesian in one text": "SELECT (GROUP_CONCAT(?c) AS ?x) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "cartesian triples": "CONSTRUCT { ?a ?e ?i } { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "doubled texts": BOMB,
    "doubled texts as a row": 'SELECT ?v21 { VALUES ?v0 { "aaaaaaaa" } ' + DOUBLINGS + " }",
    "replaced texts": 'SELECT (REPLACE(REPLACE(REPLACE("{a}", "a", "{b}"), "b", "{c}"), "c", "{d}")'
    " AS ?x) {{}}".format(a="a" * 1000, b="b" * 1000, c="c" * 1000, d="d" * 1000),
    "a greedy regex": 'SELECT * { ?s ?p ?o FILTER(REGEX("' + "a" * 50_000 + '!", "^(a+)+$")) }',
    "a large regex": "SELECT * { ?s ?p ?o FILTER(REGEX(STR(?o), "
    '"((((((((a{1,100}){1,100}){1,100}){1,100}))))){1,100}$")) }',
    "a deep regex": 'SELECT * { ?s ?p ?o FILTER(REGEX(STR(?o), "'
    + "(" * 100_000
    + ")" * 100_000
    + '")) }',
    "long paths everywhere": "SELECT * { ?s (!<a:b>)* ?o . ?o (!<a:c>)* ?x }",
    "1 000 aggregates": "SELECT ?s " + _joined("(COUNT(?o) AS ?c#)", 1000) + " { ?s ?p ?o } "
    "GROUP BY ?s",
}


def test_endless_work_is_ended(pool: Pool) -> None:
    ended = {"QueryTimedOut", "QueryKilled", "AnswerTooLarge"}
    with concurrent.futures.ThreadPoolExecutor(6) as threads:
        fates = threads.map(lambda text: fate(pool, text), ENDLESS_WORK.values())
        found = dict(zip(ENDLESS_WORK, fates, strict=True))
    quick = {what for what, end in found.items() if end == "answered"}
    # The engine's regular expressions take linear time; large ones it does not take at all.
    assert quick <= {"a greedy regex", "a large regex", "a deep regex"}, found
    assert {end for what, end in found.items() if what not in quick} <= ended, found


def test_fifty_cartesian_products_at_once(pool: Pool, innocent: Innocent) -> None:
    texts = [text for what, text in ENDLESS_WORK.items() if "cartesian" in what] * 10
    with concurrent.futures.ThreadPoolExecutor(50) as threads:
        fates = list(threads.map(lambda text: fate(pool, text), texts[:50]))
    ended = {"QueryTimedOut", "QueryKilled", "AnswerTooLarge", "ServerBusy"}
    assert set(fates) <= ended, fates


def _random_text(characters: str) -> str:
    return "".join(random.Random(7).choices(characters, k=1_000_000))


GARBAGE = {
    "letters": _random_text("abc {}()?\"'<>:#\n;.,@^_-"),
    "bytes": random.Random(7).randbytes(1_000_000).decode("latin-1"),
    "surrogates": "SELECT * { ?s ?p '\ud800' }",
    "zeros": "\0" * 1_000_000,
    "words": "abc " * 250_000,
    "comments": "#\n" * 500_000,
    "quotes": '"' * 1_000_000,
    "prefixes": "PREFIX a: <b:> " * 66_000,
    "one long name": "SELECT * { " + "a" * 1_000_000 + ":b ?p ?o }",
    "never closed": "SELECT * " + "{" * 20_000,
}


@pytest.mark.parametrize("what", GARBAGE)
def test_garbage_is_no_query(pool: Pool, what: str) -> None:
    allowed = {"QuerySyntaxError", "QueryTimedOut", "QueryKilled"}
    if what == "surrogates":
        allowed = {"QueryFailed"}
    assert fate(pool, GARBAGE[what]) in allowed


@pytest.fixture(scope="module")
def listener() -> Iterator[socket.socket]:
    """A loopback port that nobody may call."""
    with socket.create_server(("127.0.0.1", 0)) as found:
        found.settimeout(0.2)
        yield found


SERVICES = (
    "SELECT * {{ SERVICE <{0}> {{ ?s ?p ?o }} }}",
    "SELECT * {{ service SILENT <{0}> {{ ?s ?p ?o }} }}",
    "SELECT * {{ ?s ?p 1SERVICE <{0}> {{ ?s ?p ?o }} }}",
    "SELECT * {{ ?s ?p 1SERVICE SILENT <{0}> {{ ?s ?p ?o }} }}",
    "SELECT * {{ ?s ?p true.SERVICE SILENT <{0}> {{ ?s ?p ?o }} }}",
    "PREFIX : <{0}> SELECT * {{ {{}} SERVICE SILENT :x {{ ?s ?p ?o }} }}",
    "PREFIX : <{0}> SELECT * {{ {{}} SERVICE:x {{ ?s ?p ?o }} }}",
    "ASK {{ FILTER EXISTS {{ SERVICE <{0}> {{ ?s ?p ?o }} }} }}",
    "SELECT * {{ VALUES ?x {{ <{0}> }} SERVICE ?x {{ ?s ?p ?o }} }}",
    "BASE <{0}> SELECT * {{ # a comment\n SeRvIcE <x> {{ ?s ?p ?o }} }}",
)


@pytest.mark.parametrize("text", SERVICES)
def test_no_query_calls_another_server(pool: Pool, listener: socket.socket, text: str) -> None:
    with pytest.raises(QueryRefused, match="SERVICE is not allowed here"):
        ask(pool, text.format(f"http://127.0.0.1:{listener.getsockname()[1]}/"))


@pytest.mark.parametrize("silent", ["", "SILENT "])
def test_no_update_calls_another_server(pool: Pool, listener: socket.socket, silent: str) -> None:
    with pytest.raises(QueryRefused, match="LOAD is an update"):
        ask(pool, f"LOAD {silent}<http://127.0.0.1:{listener.getsockname()[1]}/>")


def test_a_dataset_is_not_fetched(pool: Pool, listener: socket.socket, tmp_path: Path) -> None:
    (tmp_path / "secret.nt").write_text('<a:a> <a:b> "secret" .\n')
    for iri in (
        (tmp_path / "secret.nt").as_uri(),
        f"http://127.0.0.1:{listener.getsockname()[1]}/secret.nt",
    ):
        assert rows(pool, f"SELECT * FROM <{iri}> {{ ?s ?p ?o }}") == []
        assert rows(pool, f"SELECT * FROM NAMED <{iri}> {{ GRAPH ?g {{ ?s ?p ?o }} }}") == []


def test_nobody_has_called(listener: socket.socket) -> None:
    with pytest.raises(TimeoutError):
        listener.accept()
