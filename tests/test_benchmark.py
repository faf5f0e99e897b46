"""The benchmark measures what it says: its data, its client, its tables, on tiny sizes."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Store, parse

from benchmark import data, report, systems
from benchmark.client import Broken, Connection, Crowd, Response, Server, echo
from benchmark.measuring import Bench, Cell, Column, Limits, Query, Table, content, queries
from benchmark.systems import Ask, InProcess

SIZE = 20_000
ROOT = Path(__file__).resolve().parents[1]
WHERE = report.Circumstances("a machine", 0.5, 0.05, 8, 20_000.0)


@pytest.fixture(scope="module")
def lines() -> list[str]:
    return list(data.triples(SIZE))


@pytest.fixture(scope="module")
def engine(lines: list[str]) -> InProcess:
    store = Store()
    store.bulk_load("".join(lines).encode(), format=RdfFormat.N_TRIPLES)
    return InProcess(store)


def test_the_data_is_the_same_each_time_and_of_the_size(lines: list[str]) -> None:
    assert lines == list(data.triples(SIZE))
    assert SIZE <= len(lines) < SIZE + 20
    assert len(set(lines)) == len(lines)
    assert len(list(parse("".join(lines), format=RdfFormat.N_TRIPLES))) == len(lines)


def test_a_smaller_size_is_the_beginning_of_a_larger_one(lines: list[str]) -> None:
    small = list(data.triples(1000))
    assert small == lines[: len(small)]


def test_the_ten_queries_of_the_goals_are_there() -> None:
    assert sum(query.is_goal for query in queries()) == 10
    assert len(queries()) == 13


@pytest.mark.parametrize("query", queries(), ids=lambda query: query.name)
def test_every_query_has_an_answer(engine: InProcess, query: Query) -> None:
    first, second = (engine.prepare(query.text, query.is_graph)(number) for number in (1, 2))
    rows, _ = content(first)
    assert rows > 0
    assert content(first) == content(second)
    assert (rows == 10_000) == (query.name == "many rows")


def test_other_values_are_noticed(engine: InProcess) -> None:
    one, other = (
        content(engine.prepare(f"SELECT ({value} AS ?x) {{}}", False)(0)) for value in "12"
    )
    assert one[0] == other[0] == 1
    assert one[1] != other[1]


@contextmanager
def answering(*answers: bytes) -> Iterator[int]:
    """The port of a server that sends these, one for each request, and then closes."""
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve() -> None:
            link, _ = listener.accept()
            with link:
                for answer in answers:
                    link.recv(65536)
                    link.sendall(answer)

        thread = threading.Thread(target=serve)
        thread.start()
        yield listener.getsockname()[1]
        thread.join()


HEAD = b"HTTP/1.1 200 OK\r\n"


def test_the_client_reads_answers_however_they_end() -> None:
    chunked = HEAD + b"Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n"
    sized = HEAD + b"content-length: 4\r\n\r\nfour"
    with answering(sized, chunked, HEAD + b"\r\nthe rest") as port, Connection(port, 5) as link:
        found = [link.ask(b"GET / HTTP/1.1\r\n\r\n") for _ in range(3)]
    assert [one.body for one in found] == [b"four", b"abcde", b"the rest"]
    assert {one.status for one in found} == {200}


@pytest.mark.parametrize(
    "answer", [HEAD + b"Content-Length: 9\r\n\r\nfour", HEAD, b"nonsense\r\n\r\n", b""]
)
def test_the_client_takes_no_half_answer(answer: bytes) -> None:
    with answering(answer) as port, Connection(port, 5) as link, pytest.raises(Broken):
        link.ask(b"GET / HTTP/1.1\r\n\r\n")


def test_the_client_takes_no_answer_that_it_has_not_asked_for() -> None:
    answer = HEAD + b"Content-Length: 4\r\n\r\nfour"
    unasked = b"HTTP/1.1 500 Idle\r\nContent-Length: 0\r\n\r\n"
    with (
        socket.create_server(("127.0.0.1", 0)) as listener,
        Connection(listener.getsockname()[1], 5) as connection,
    ):
        for sent in ((answer, b""), (answer, unasked), (answer + unasked, b""), (answer, b"")):
            thread = threading.Thread(target=serve_once, args=(listener, *sent))
            thread.start()
            found = connection.ask(b"GET / HTTP/1.1\r\n\r\n")
            assert (found.status, found.body) == (200, b"four")
            thread.join()


def serve_once(listener: socket.socket, answer: bytes, later: bytes) -> None:
    link, _ = listener.accept()
    with link:
        link.recv(65536)
        link.sendall(answer)
        time.sleep(0.05)
        link.sendall(later)


def test_each_request_has_a_text_of_its_own() -> None:
    request = Server(80).request("ASK { <http://example.org/0000000000> ?p ?o }")
    assert len({request.numbered(number) for number in range(100)}) == 100
    assert b"example.org%2F0000000000" in request.numbered(7)


def test_many_clients_are_counted() -> None:
    with Crowd(2) as crowd, echo() as port:
        rate, failures = crowd.rate(port, [Server(port).request("ASK {}")], 0.2, 5.0, True)
        assert rate > 100
        assert failures == 0
    with Crowd(1) as crowd, answering(HEAD + b"\r\n") as port:
        _, failures = crowd.rate(port, [Server(port).request("ASK {}")], 0.2, 1.0, True)
        assert failures > 0


def made_up(**medians: tuple[float, float]) -> Table:
    """A table of systems with the median of the query "entity", first and again."""
    columns = []
    for name, (first, again) in medians.items():
        cell = Cell(first=[first] * 3, again=[again] * 3, rows=5, rate_first=1 / first)
        columns.append(Column(name.replace("_", ", "), cells={"entity": cell}))
    columns[0].cells["entity"].first = [*columns[0].cells["entity"].first, 10.0]
    return Table(1000, columns)


ENTITY = [Query("entity", "SELECT")]


def test_the_table_shows_medians_and_ratios() -> None:
    table = made_up(cislex=(0.001, 0.0002), oxigraph=(0.002, 0.002))
    table.columns.append(Column("Virtuoso", "not installed"))
    text = report.markdown(WHERE, ENTITY, [table])
    row = "| entity * | 5 | 1.00 (10000) | 2.00 (2.00) | not installed | 0.50 |"
    assert row in text.splitlines()
    assert "queries: **0.50**, at most 0.7: reached" in text
    assert "queries: **0.10**, at most 0.15: reached" in text
    assert "| entity | 1000 | 500 | not installed | 2.00 |" in text
    assert json.loads(json.dumps(report.as_json(WHERE, [table])))["tables"][0]["triples"] == 1000


def test_goals_that_are_missed_are_told() -> None:
    table = made_up(
        cislex=(0.0009, 0.0005), engine_memory=(0.0001, 0.0001), oxigraph=(0.001, 0.001)
    )
    first, again, cheap, many = report.goals(table, ENTITY)
    assert "**0.90**, at most 0.7: missed" in first
    assert "**0.50**, at most 0.15: missed" in again
    assert "**0.80**, at most 0.35: missed (entity)" in cheap
    assert many.endswith("none")


def test_a_wrong_answer_wins_nothing() -> None:
    table = made_up(cislex=(0.001, 0.001), oxigraph=(0.002, 0.002))
    table.columns[0].cells["entity"].fault = "wrong: 4 rows, not 5"
    assert "wrong: 4 rows, not 5 |" in report.markdown(WHERE, ENTITY, [table])
    assert "not measured" in report.goals(table, ENTITY)[0]


LIMITS = Limits(1, 1, 0.1, 0.1, 5.0, 0.1, 0.1, 1)


class Silent(InProcess):
    """A system that does not answer every query."""

    restarts = 0

    def prepare(self, text: str, is_graph: bool) -> Ask:
        def ask(number: int) -> Response:
            raise TimeoutError

        return ask if "COUNT" in text else super().prepare(text, is_graph)

    def restart(self) -> None:
        self.restarts += 1


@pytest.mark.parametrize(("limit", "fault"), [(3, ""), (1, "given up")])
def test_a_system_that_often_does_not_answer_is_given_up(
    tmp_path: Path, limit: int, fault: str
) -> None:
    silent = Silent(Store())
    system = systems.System("silent", lambda made, seconds: silent)
    asked = [
        *(Query(f"count {number}", "SELECT (COUNT(*) AS ?n) {}") for number in range(2)),
        Query("other", "SELECT (1 AS ?x) {}"),
    ]
    with systems.prepared(tmp_path, data.write, 100) as made, ExitStack() as stack:
        bench = Bench(made, replace(LIMITS, restarts=limit), asked, lambda words: None)
        bench.start([system], stack)
        bench.check()
        bench.measure_one_client()
    [column] = bench.table.columns
    assert silent.restarts == min(limit, 2)
    assert column.cells["count 0"].fault == "over 5 s"
    assert column.cells["other"].fault == fault


def test_systems_that_differ_are_found(tmp_path: Path) -> None:
    def half(made: systems.Data, _: float) -> InProcess:
        store = Store()
        text = "".join(made.file.read_text("utf-8").splitlines(keepends=True)[:-1])
        store.bulk_load(text.encode(), format=RdfFormat.N_TRIPLES)
        return InProcess(store)

    asked = [query for query in queries() if query.name in ("count all", "many rows")]
    with systems.prepared(tmp_path, data.write, 1000) as made, ExitStack() as stack:
        bench = Bench(made, LIMITS, asked, lambda words: None)
        bench.start([systems.DISK, systems.System("half", half)], stack)
        bench.check()
        bench.measure_one_client()
    disk, other = bench.table.columns
    assert [cell.fault for cell in disk.cells.values()] == ["", ""]
    assert other.cells["count all"].fault == "other values"
    assert other.cells["many rows"].fault.startswith("wrong: ")
    assert disk.cells["count all"].median(True)
    assert other.cells["count all"].median(True) is None


def test_the_program_runs(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "benchmark", "--quick", "--size", "2000"]
    command += ["--folder", str(tmp_path), "--only", "engine, disk", "--only", "engine, memory"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "tests")}
    done = subprocess.run(
        command, capture_output=True, text=True, env=environment, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == (tmp_path / "bench.md").read_text("utf-8").strip()
    [table] = json.loads((tmp_path / "bench.json").read_text("utf-8"))["tables"]
    assert [column["name"] for column in table["columns"]] == ["engine, disk", "engine, memory"]
    assert all(cell["first"] for one in table["columns"] for cell in one["cells"].values())
    assert not (tmp_path / "work" / "2000").exists()
