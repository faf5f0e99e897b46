"""Measures: rounds in which every system is asked every query, so that noise hits all alike."""

from __future__ import annotations

import contextlib
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from pyoxigraph import (
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    parse,
    parse_query_results,
)

from benchmark.client import Broken, Crowd, Response
from benchmark.systems import Ask, Data, Running, System

_QUERIES: Final = Path(__file__).with_name("queries")
_TEN: Final = frozenset(
    (
        *("entity", "three joins", "date range", "group by", "text contains"),
        *("property path", "construct", "optionals", "count all", "many rows"),
    )
)
_ARBITRARY: Final = frozenset({"many rows"})
"""Queries that leave open which rows they get."""


@dataclass(frozen=True, slots=True)
class Query:
    """One query of the benchmark; `is_goal` when it is one of the ten that the goals are about."""

    name: str
    text: str

    @property
    def is_goal(self) -> bool:
        """Whether the goals for speed are about it."""
        return self.name in _TEN

    @property
    def is_graph(self) -> bool:
        """Whether the answer is a graph, and not a table."""
        return "CONSTRUCT" in self.text


def queries() -> list[Query]:
    """All queries, in order."""
    paths = sorted(_QUERIES.glob("*.rq"))
    return [
        Query(path.stem.split("-", 1)[1].replace("-", " "), path.read_text("utf-8").strip())
        for path in paths
    ]


@dataclass(frozen=True, slots=True)
class Limits:
    """How long to measure: rounds, and the seconds and requests of a cell in each of them."""

    rounds: int
    requests: int
    round_seconds: float
    cell_seconds: float
    answer_seconds: float
    crowd_seconds: float
    slow_seconds: float
    """What takes one client longer than this is not asked by many."""
    restarts: int
    """So often a system that does not answer is started again; then it is given up."""


FULL: Final = Limits(12, 10, 0.3, 6.0, 10.0, 1.0, 1.0, 4)
QUICK: Final = Limits(3, 5, 0.1, 0.4, 4.0, 0.15, 0.1, 1)


@dataclass(slots=True)
class Cell:
    """One query on one system: the seconds of each answer, new texts and repeated ones."""

    first: list[float] = field(default_factory=list)
    again: list[float] = field(default_factory=list)
    rows: int = -1
    values: int = 0
    fault: str = ""
    rate_first: float = 0.0
    rate_again: float = 0.0

    def median(self, is_new: bool) -> float | None:
        """The median in seconds, unless something was wrong."""
        times = self.first if is_new else self.again
        return None if self.fault or not times else statistics.median(times)

    def high(self, is_new: bool) -> float | None:
        """The 95th percentile in seconds."""
        times = sorted(self.first if is_new else self.again)
        return None if self.fault or not times else times[int(0.95 * (len(times) - 1) + 0.5)]


@dataclass(slots=True)
class Column:
    """One system: why it is not measured, how long it took to be ready, and its cells."""

    name: str
    missing: str = ""
    restarts: int = 0
    ready_seconds: float = 0.0
    cells: dict[str, Cell] = field(default_factory=dict)
    mix_first: float = 0.0
    mix_again: float = 0.0


@dataclass(slots=True)
class Table:
    """All systems on data of one size."""

    triples: int
    columns: list[Column]


def content(response: Response) -> tuple[int, int]:
    """How many rows or triples an answer has, and a number that stands for their values."""
    head = response.head.lower()
    if b"sparql-results" in head:
        form = QueryResultsFormat.XML if b"xml" in head else QueryResultsFormat.JSON
        solutions = parse_query_results(response.body, format=form)
        assert isinstance(solutions, QuerySolutions)
        rows = [tuple(map(_value, solution)) for solution in solutions]
    else:
        # A set, for CONSTRUCT may give a triple twice.
        triples = set(parse(response.body, format=RdfFormat.TURTLE))
        rows = [(*map(_value, (one.subject, one.predicate, one.object)),) for one in triples]
    return len(rows), hash(tuple(sorted(rows)))


def _value(term: object) -> str:
    """The text of a term: systems differ in how they write the types of numbers."""
    return str(getattr(term, "value", ""))


class Bench:
    """Systems that run, each query prepared for each."""

    def __init__(
        self, data: Data, limits: Limits, asked: Sequence[Query], say: Callable[[str], object]
    ) -> None:
        self._data, self._limits, self._asked, self._say = data, limits, asked, say
        self._running: dict[str, Running] = {}
        self._asks: dict[tuple[str, str], Ask] = {}
        self._spent: dict[tuple[str, str], float] = {}
        self._number = 1
        self.table = Table(data.triples, [])

    def start(self, systems: Sequence[System], stack: contextlib.ExitStack) -> None:
        """Start every system that is there; they end with the stack."""
        for system in systems:
            column = Column(system.name, system.missing())
            self.table.columns.append(column)
            if column.missing:
                continue
            self._say(f"starting {system.name}")
            start = time.monotonic()
            try:
                running = system.start(self._data, self._limits.answer_seconds)
            except (RuntimeError, OSError) as error:
                self._say(f"{system.name}: {error}")
                column.missing = "does not start"
                continue
            stack.callback(running.close)
            column.ready_seconds = time.monotonic() - start
            self._running[system.name] = running
            for query in self._asked:
                column.cells[query.name] = Cell()
                ask = running.prepare(query.text, query.is_graph)
                self._asks[system.name, query.name] = ask

    def check(self) -> None:
        """Ask everything once: what is wrong or too slow is not measured."""
        for query in self._asked:
            self._say(f"checking {query.name}")
            right: Cell | None = None
            for column in self._present():
                cell = column.cells[query.name]
                response = self._ask(column, query, 0)
                if cell.fault.startswith("status") and column in self._present():
                    # Once may be chance, and it has been started again.
                    cell.fault = ""
                    response = self._ask(column, query, 0)
                if response:
                    cell.rows, cell.values = content(response)
                    right = right or cell
                    differ = cell.values != right.values and query.name not in _ARBITRARY
                    if cell.rows != right.rows or differ:
                        cell.fault = f"wrong: {cell.rows} rows, not {right.rows}"
                        cell.fault = cell.fault if cell.rows != right.rows else "other values"

    def measure_one_client(self) -> None:
        """Rounds of one client; the first round only warms up."""
        for turn in range(self._limits.rounds + 1):
            self._say(f"round {turn} of {self._limits.rounds}")
            for query in self._asked:
                present = self._present()
                shift = turn % max(1, len(present))
                for column in present[shift:] + present[:shift]:
                    for is_new in (True, False):
                        self._sample(column, query, is_new, is_warm=turn > 0)

    def measure_crowd(self, crowd: Crowd) -> None:
        """Answers a second of many clients: for each query, then for all of them in turn."""
        for query in self._asked:
            self._say(f"{crowd.clients} clients: {query.name}")
            for column in self._present():
                cell = column.cells[query.name]
                if self._may_crowd(column, query):
                    cell.rate_first = self._rate(crowd, column, [query], True)
                    cell.rate_again = self._rate(crowd, column, [query], False)
        self._say(f"{crowd.clients} clients: all queries in turn")
        for column in self._present():
            if all(self._may_crowd(column, query) for query in self._asked):
                column.mix_first = self._rate(crowd, column, self._asked, True)
                column.mix_again = self._rate(crowd, column, self._asked, False)

    def _present(self) -> list[Column]:
        return [
            column
            for column in self.table.columns
            if not column.missing and column.restarts <= self._limits.restarts
        ]

    def _may_crowd(self, column: Column, query: Query) -> bool:
        median = column.cells[query.name].median(True)
        has_server = self._running[column.name].server is not None
        return has_server and median is not None and median < self._limits.slow_seconds

    def _rate(self, crowd: Crowd, column: Column, asked: Sequence[Query], is_new: bool) -> float:
        server = self._running[column.name].server
        assert server
        requests = [server.request(query.text, query.is_graph) for query in asked]
        seconds = self._limits.crowd_seconds * min(len(asked), 5)
        timeout = crowd.clients * self._limits.answer_seconds
        rate, failures = crowd.rate(server.port, requests, seconds, timeout, is_new)
        if failures:
            self._say(f"{column.name}: {failures} requests failed")
        return 0.0 if failures else rate

    def _sample(self, column: Column, query: Query, is_new: bool, is_warm: bool) -> None:
        cell = column.cells[query.name]
        times = cell.first if is_new else cell.again
        key = column.name, query.name
        start = time.monotonic()
        for _ in range(self._limits.requests):
            is_spent = times and self._spent.get(key, 0.0) > self._limits.cell_seconds
            if cell.fault or is_spent or time.monotonic() - start > self._limits.round_seconds:
                break
            self._number += 1
            response = self._ask(column, query, self._number if is_new else 0)
            if response and is_warm:
                times.append(response.seconds)
        if is_warm:
            self._spent[key] = self._spent.get(key, 0.0) + time.monotonic() - start

    def _ask(self, column: Column, query: Query, number: int) -> Response | None:
        """The answer, or None and a fault in the cell."""
        fault = "no answer"
        try:
            response = self._asks[column.name, query.name](number)
        except TimeoutError:
            fault = f"over {self._limits.answer_seconds:g} s"
        except (Broken, OSError):
            pass
        else:
            if response.status == 200:
                return response
            fault = f"status {response.status}"
            self._say(f"{column.name}, {query.name}: {response.body[:300]!r}")
        column.cells[query.name].fault = fault
        self._recover(column, f"{column.name}, {query.name}: {fault}")
        return None

    def _recover(self, column: Column, words: str) -> None:
        """Start it again, for it may still be at work, or give it up."""
        column.restarts += 1
        if column.restarts <= self._limits.restarts:
            self._say(f"{words}; it is started again")
            self._running[column.name].restart()
            return
        self._say(f"{words}; it is given up")
        self._running[column.name].close()
        for cell in column.cells.values():
            cell.fault = cell.fault or ("" if cell.again else "given up")
