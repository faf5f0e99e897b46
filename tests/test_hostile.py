"""Hostile queries: each gets a clear error in bounded time, and everybody else is served."""

from __future__ import annotations

import concurrent.futures
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
from hostile import DEEP, ENDLESS_WORK, GARBAGE, NESTED, SERVICES, nested
from pools import Innocent, ask, rows, running, write_graph

MIB = 1024 * 1024


@pytest.fixture(scope="module")
def pool(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pool]:
    graph = write_graph(tmp_path_factory.mktemp("graph") / "graph.nt")
    limits = {"query_memory_bytes": 256 * MIB, "answer_bytes": 8 * MIB, "query_seconds": 3.0}
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
    end = time.monotonic() + 60
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
    assert time.monotonic() - start < 60
    assert found is None or 20 < len(str(found)) <= 500
    return type(found).__name__ if found else "answered"


@pytest.mark.parametrize("what", NESTED)
def test_nesting_however_deep_ends_one_query_at_most(pool: Pool, what: str) -> None:
    texts = [nested(what, depth) for depth in DEEP]
    with concurrent.futures.ThreadPoolExecutor(len(DEEP)) as threads:
        fates = list(threads.map(lambda text: fate(pool, text), texts))
    allowed = {"answered", "QueryTimedOut", "QueryKilled", "AnswerTooLarge"}
    assert set(fates) <= allowed, fates
    assert fates[-1] != "answered"


def test_what_people_nest_is_answered(pool: Pool) -> None:
    for what in ("braces", "parentheses", "CONCAT", "IF", "EXISTS"):
        assert fate(pool, nested(what, 2000)) == "answered"
    values = " ".join(f"<http://example.org/{number}>" for number in range(20_000))
    [row] = rows(pool, f"SELECT (COUNT(*) AS ?n) {{ VALUES ?s {{ {values} }} ?s ?p ?o }}")
    assert row["n"]["value"] == "6000"


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


@pytest.mark.parametrize("what", GARBAGE)
def test_garbage_is_no_query(pool: Pool, what: str) -> None:
    assert fate(pool, GARBAGE[what]) in {"QuerySyntaxError", "QueryTimedOut", "QueryKilled"}


def test_a_lone_surrogate_is_no_query(pool: Pool) -> None:
    assert fate(pool, "SELECT * { ?s ?p '\ud800' }") == "QueryFailed"


@pytest.fixture(scope="module")
def listener() -> Iterator[socket.socket]:
    """A loopback port that nobody may call."""
    with socket.create_server(("127.0.0.1", 0)) as found:
        found.settimeout(0.2)
        yield found


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
