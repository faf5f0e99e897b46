"""Query workers: what they answer, what they serve, and the limits of one query."""

from __future__ import annotations

import gzip
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from cislex import formats, sparql, store
from cislex.errors import (
    AnswerTooLarge,
    QueryError,
    QueryFailed,
    QueryKilled,
    QueryRefused,
    QuerySyntaxError,
    QueryTimedOut,
    ReleaseError,
)
from cislex.formats import Format, Kind
from cislex.pool import Pool
from cislex.settings import Settings
from cislex.sparql import InProcess, Question
from cislex.store import Engine
from pools import (
    BOMB,
    ENDLESS,
    THINGS,
    ask,
    label,
    rows,
    running,
    write_graph,
)

MIB = 1024 * 1024


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_graph(tmp_path_factory.mktemp("graph") / "graph.nt")


@pytest.fixture(scope="module")
def pool(graph: Path) -> Iterator[Pool]:
    with running(graph) as found:
        yield found


def error_of(pool: Pool, query: str) -> QueryError:
    with pytest.raises(QueryError) as caught:
        ask(pool, query)
    return caught.value


@pytest.mark.parametrize("form", [*formats.RESULTS, *formats.GRAPHS])
def test_a_worker_answers_as_the_engine_does(pool: Pool, graph: Path, form: Format) -> None:
    things = "{ ?s <http://example.org/label> ?o }"
    query = f"SELECT ?s ?o {things} ORDER BY ?o LIMIT 40"
    if form.kind is Kind.GRAPH:
        query = f"CONSTRUCT {things} WHERE {{ {{ SELECT ?s ?o {things} ORDER BY ?o LIMIT 40 }} }}"
    expected = sparql.answer(InProcess(Engine.in_memory([graph])), Question(query, form)).read()
    assert sparql.answer(pool, Question(query, form)).read() == expected
    assert len(expected) > 1000


def test_a_large_answer_comes_whole(pool: Pool) -> None:
    query = "SELECT * { ?a ?b ?c . ?d <http://example.org/of> <http://example.org/1> }"
    found = rows(pool, query)
    assert len(found) == 2 * THINGS * 10
    assert len(ask(pool, query)) > 8 * MIB


def test_errors_of_a_query_come_through(pool: Pool) -> None:
    with pytest.raises(QuerySyntaxError, match="PREFIX lex:") as caught:
        ask(pool, "SELECT * {\n ?s lex:p ?o }")
    assert (caught.value.line, caught.value.column) == (2, 5)
    with pytest.raises(QueryRefused, match="only reads"):
        ask(pool, "DROP ALL")
    with pytest.raises(QueryFailed, match="cannot hold"):
        sparql.answer(pool, Question("ASK {}", formats.TURTLE))
    with pytest.raises(QuerySyntaxError, match="no absolute IRI"):
        sparql.answer(pool, Question("ASK {}", formats.JSON, ("nowhere",)))


def test_every_function_works_within_the_walls(pool: Pool) -> None:
    calls = "NOW(), RAND(), UUID(), STRUUID(), SHA512('a'), BNODE(), REGEX('a', '^A$', 'i')"
    binds = " ".join(f"BIND({call} AS ?x{n})" for n, call in enumerate(calls.split(", ", 6)))
    [row] = rows(pool, f"SELECT * {{ {binds} }}")
    assert len(row) == 7


def test_the_time_is_limited(graph: Path) -> None:
    with running(graph, query_seconds=0.5) as pool:
        start = time.monotonic()
        with pytest.raises(QueryTimedOut, match=r"longer than 0\.5 s.*LIMIT"):
            ask(pool, ENDLESS)
        assert time.monotonic() - start < 10
        assert rows(pool, label(5))


def test_the_memory_of_a_query_is_limited(graph: Path) -> None:
    with running(graph, query_memory_bytes=64 * MIB) as pool:
        with pytest.raises(QueryKilled, match="64 MiB of memory"):
            ask(pool, BOMB)
        assert rows(pool, label(5))


def test_the_length_of_an_answer_is_limited(graph: Path) -> None:
    with running(graph, answer_bytes=MIB) as pool:
        with pytest.raises(AnswerTooLarge, match=r"1 MiB.*LIMIT"):
            ask(pool, "SELECT * { ?a ?b ?c . ?d ?e ?f }")
        assert rows(pool, label(5))


def test_a_stack_that_is_too_small_is_told(pool: Pool) -> None:
    with pytest.raises(QueryKilled, match="256 MiB of stack"):
        ask(pool, "SELECT * " + "{" * 400_000 + "}" * 400_000)
    assert rows(pool, label(5))


def test_a_worker_that_has_grown_answers_no_other_question(graph: Path) -> None:
    values = " ".join(f"<http://example.org/{number}>" for number in range(400_000))
    with running(graph, workers=1) as pool:
        _, worker = pool.process_ids
        ask(pool, label(5))
        assert worker in pool.process_ids
        assert b"/99999" in ask(pool, f"SELECT (MAX(STR(?x)) AS ?y) {{ VALUES ?x {{ {values} }} }}")
        assert worker not in pool.process_ids


def test_a_store_on_disk_is_served_too(graph: Path, tmp_path: Path) -> None:
    store.fill(tmp_path / "store", graph.read_bytes())
    with running(tmp_path / "store", query_seconds=2.0) as pool:
        assert len(rows(pool, "SELECT * { ?s ?p ?o }")) == 2 * THINGS
        with pytest.raises(QueryTimedOut):
            ask(pool, ENDLESS)
        assert rows(pool, label(5))
        shutil.rmtree(tmp_path / "store")
        # Workers that have opened the store go on; those that come later cannot.
        errors = [str(error_of(pool, ENDLESS)) for _ in range(4)]
        assert "longer than 2 s" in errors[0]
        assert "build the graph again" in errors[-1]
    with pytest.raises(ReleaseError, match="build the graph again"):
        Pool([tmp_path], Settings())


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.nt", '<a:a> <a:b> "x" .'),
        ("a.ttl", "@prefix a: <a:> . a:a a:b 'x' ."),
        ("a.nq", '<a:a> <a:b> "x" <a:g> .'),
        ("a.trig.gz", "<a:g> { <a:a> <a:b> 'x' }"),
    ],
)
def test_rdf_files_are_served_from_memory(tmp_path: Path, name: str, text: str) -> None:
    path = tmp_path / name
    path.write_bytes(gzip.compress(text.encode()) if name.endswith(".gz") else text.encode())
    with running(path, workers=1) as pool:
        [row] = rows(pool, "SELECT * { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }")
        assert row["o"]["value"] == "x"


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.ttl", b"<a:a> <a:b> .", r"a\.ttl: .*line 1.*mend the file"),
        ("a.nt.gz", b"no gzip", r"a\.nt\.gz cannot be read"),
        ("a.doc", b"", r"does not end in \.nt"),
        ("missing.nt", None, "No such file"),
    ],
)
def test_a_file_that_is_no_rdf_is_told(
    tmp_path: Path, name: str, content: bytes | None, words: str
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(ReleaseError, match=words):
        Pool([tmp_path / name], Settings())
