"""Pools of query workers for tests: a graph in a file, and short questions."""

from __future__ import annotations

import contextlib
import json
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from cislex import formats, sparql
from cislex.errors import ServerBusy
from cislex.pool import Pool
from cislex.settings import Settings
from cislex.sparql import Asks, Question

THINGS = 3000
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
DOUBLINGS = " ".join(f"BIND(CONCAT(?v{n}, ?v{n}) AS ?v{n + 1})" for n in range(40))
BOMB = 'SELECT (STRLEN(?v40) AS ?n) { VALUES ?v0 { "aaaaaaaa" } ' + DOUBLINGS + " }"


def write_graph(path: Path) -> Path:
    """A file of N-Triples: things with a number and a label each."""
    lines = []
    for number in range(THINGS):
        thing = f"<http://example.org/{number}>"
        lines.append(f'{thing} <http://example.org/label> "thing number {number}"@en .')
        lines.append(f"{thing} <http://example.org/of> <http://example.org/{number // 10}> .")
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


@contextlib.contextmanager
def running(path: Path, **limits: Any) -> Iterator[Pool]:
    """A pool over a file or a store, with some settings."""
    pool = Pool([path], Settings(**{"workers": 2, "query_seconds": 20.0, **limits}))
    try:
        yield pool
    finally:
        pool.close()


def ask(pool: Asks, query: str) -> bytes:
    """The answer as JSON or Turtle."""
    is_graph = sparql.kind(query) is formats.Kind.GRAPH
    form = formats.TURTLE if is_graph else formats.JSON
    return sparql.answer(pool, Question(query, form)).read()


def rows(pool: Asks, query: str) -> list[Any]:
    """The rows of a SELECT."""
    found: list[Any] = json.loads(ask(pool, query))["results"]["bindings"]
    return found


def label(number: int) -> str:
    """A short question for the label of a thing."""
    return f"SELECT ?x {{ <http://example.org/{number}> <http://example.org/label> ?x }}"


class Innocent:
    """Somebody who asks short questions all the time, and notes what went wrong.

    Whoever is told to ask again in a few seconds does so: on a machine that has other work, all
    workers can be busy for as long as one query may run. Whether answers still come is for the
    tests to see.
    """

    def __init__(self, current: Callable[[], Asks], pause: float = 0.01) -> None:
        self._current, self._pause = current, pause
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._ask)
        self.answers = self.busy = 0
        self.slowest = 0.0
        self.faults: list[str] = []

    def __enter__(self) -> Innocent:
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._stop.set()
        self._thread.join()

    def _ask(self) -> None:
        number = 0
        while not self._stop.wait(self._pause):
            number = (number + 1) % THINGS
            start = time.monotonic()
            try:
                [row] = rows(self._current(), label(number))
                assert row["x"]["value"] == f"thing number {number}"
                self.answers += 1
            except ServerBusy:
                self.busy += 1
            except Exception as error:
                self.faults.append(repr(error))
            self.slowest = max(self.slowest, time.monotonic() - start)


def wait_until(is_so: Callable[[], bool], seconds: float = 20) -> None:
    """Wait for something that happens soon."""
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end, "it takes too long"
        time.sleep(0.02)
