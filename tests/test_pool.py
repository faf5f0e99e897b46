"""The pool: who waits and who goes first, what is killed, and what is left behind."""

from __future__ import annotations

import concurrent.futures
import gc
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from cislex.errors import (
    QueryError,
    QueryTimedOut,
    ServerBusy,
)
from cislex.pool import Lane, Pool
from cislex.settings import Settings
from pools import (
    ENDLESS,
    THINGS,
    Innocent,
    ask,
    label,
    rows,
    running,
    wait_until,
    write_graph,
)

MIB = 1024 * 1024


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_graph(tmp_path_factory.mktemp("graph") / "graph.nt")


def lives(process: int) -> bool:
    """Whether a process runs; one that has ended but is not buried does not."""
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def in_threads(pool: Pool, queries: list[str], count: int) -> list[QueryError | bytes]:
    """The answers or errors of queries that are asked at once."""

    def answer(query: str) -> QueryError | bytes:
        try:
            return ask(pool, query)
        except QueryError as error:
            return error

    with concurrent.futures.ThreadPoolExecutor(count) as threads:
        return list(threads.map(answer, queries))


def test_the_memory_of_all_queries_is_limited(graph: Path) -> None:
    hungry = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c ?f ?i"
    with running(graph, memory_bytes=100 * MIB) as pool:
        found = in_threads(pool, [hungry] * 4, 4)
        assert all("100 MiB of memory, the limit for all together" in str(one) for one in found)
        assert rows(pool, label(5))


def test_a_full_queue_is_told(graph: Path) -> None:
    limits = {"workers": 1, "long_queries": 0, "query_seconds": 2.0}
    with running(graph, **limits, queue_length=0) as pool:
        found = in_threads(pool, [ENDLESS] * 3, 3)
        assert {type(one) for one in found} == {ServerBusy, QueryTimedOut}
        assert any("0 queries wait already" in str(one) for one in found)
    with running(graph, **limits, queue_length=9) as pool:
        found = in_threads(pool, [ENDLESS] * 3, 3)
        assert any("Too many long queries" in str(one) for one in found)
        assert rows(pool, label(5))


def test_many_endless_queries_do_not_stop_a_short_one(graph: Path) -> None:
    with running(graph, query_seconds=5.0) as pool, Innocent(lambda: pool) as innocent:
        found = in_threads(pool, [ENDLESS] * 30, 30)
        assert {type(one) for one in found} <= {QueryTimedOut, ServerBusy}
        assert innocent.answers > 50
    assert innocent.faults == []


def test_workers_that_are_killed_cost_no_answer(graph: Path) -> None:
    with (
        running(graph) as pool,
        Innocent(lambda: pool, 0) as one,
        Innocent(lambda: pool, 0) as other,
    ):
        random.seed(1)
        for _ in range(40):
            victims = pool.process_ids[1:]
            if victims:
                os.kill(random.choice(victims), signal.SIGKILL)
            time.sleep(0.05)
    assert one.faults + other.faults == []
    assert one.answers + other.answers > 100


def test_a_nursery_that_is_killed_is_started_again(graph: Path) -> None:
    with running(graph) as pool, Innocent(lambda: pool) as innocent:
        before = pool.process_ids
        os.kill(before[0], signal.SIGKILL)
        wait_until(lambda: pool.process_ids[0] != before[0])
        assert rows(pool, label(7))
        wait_until(lambda: not any(map(lives, before)))
    assert innocent.faults == []


def test_memory_and_files_stay_as_they_are(graph: Path) -> None:
    def taken(pool: Pool) -> tuple[int, int]:
        statm = [Path(f"/proc/{one}/statm").read_text() for one in [os.getpid(), *pool.process_ids]]
        resident = sum(int(text.split()[1]) for text in statm) * 4096
        return resident, len(list(Path("/proc/self/fd").iterdir()))

    with running(graph, workers=1) as pool:
        for number in range(500):
            ask(pool, label(number))
        gc.collect()
        before = taken(pool)
        for number in range(4000):
            ask(pool, label(number % THINGS))
        gc.collect()
        after = taken(pool)
    assert after[0] - before[0] < 20 * MIB
    assert after[1] <= before[1]


def test_processes_end_with_the_pool(graph: Path) -> None:
    with running(graph) as pool:
        processes = pool.process_ids
        assert len(processes) == 3
        assert all(map(lives, processes))
    wait_until(lambda: not any(map(lives, processes)))
    with pytest.raises(ServerBusy, match="stopping"):
        ask(pool, "ASK {}")


def test_processes_end_when_nobody_holds_the_pool(graph: Path) -> None:
    pool = Pool([graph], Settings(workers=2))
    processes = pool.process_ids
    del pool
    wait_until(lambda: not any(map(lives, processes)))


def test_processes_end_when_the_server_is_killed(graph: Path) -> None:
    program = f"""
import sys, threading, time
from pools import ENDLESS, ask, running
from pathlib import Path
with running(Path({str(graph)!r})) as pool:
    threading.Thread(target=ask, args=(pool, ENDLESS), daemon=True).start()
    time.sleep(0.5)
    print(*pool.process_ids, flush=True)
    time.sleep(60)
"""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, env=environment
    ) as server:
        assert server.stdout
        processes = list(map(int, server.stdout.readline().split()))
        server.kill()
    assert len(processes) >= 3
    wait_until(lambda: not any(map(lives, processes)))


def test_a_lane_is_left_and_entered_in_order() -> None:
    lane = Lane(1, 5)
    order: list[int] = []

    def stay(number: int) -> None:
        lane.enter(10)
        order.append(number)
        lane.leave()

    lane.enter(1)
    assert not lane.try_enter()
    with pytest.raises(ServerBusy, match=r"No worker was free for 0\.01 s"):
        lane.enter(0.01)
    with concurrent.futures.ThreadPoolExecutor(5) as threads:
        for number in range(5):
            threads.submit(stay, number)
            wait_until(lambda number=number: lane.waiting > number)  # type: ignore[misc]
        with pytest.raises(ServerBusy, match="5 queries wait already"):
            lane.enter(1)
        lane.leave()
    assert order == list(range(5))
    assert lane.try_enter()
