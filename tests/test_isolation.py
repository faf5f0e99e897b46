"""The walls around a worker: each keeps the engine from the network by itself."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from pools import ask, running, write_graph

WALLS = {
    "namespace": "assert isolation.leave_network() == 'namespace'",
    "seccomp": "assert isolation._refuse_sockets()",
    "no files": "isolation.confine(1 << 30, os.getppid(), opens_files=False)",
}
PROGRAM = """
import os, sys
from pyoxigraph import Store
from cislex import isolation
store = Store()
{wall}
try:
    found = list(store.query(sys.argv[1]))
except (OSError, RuntimeError) as error:
    sys.exit(f"refused: {{error}}")
print(len(found), "rows")
"""
CALLS = (
    "SELECT * {{ SERVICE <{}> {{ ?s ?p ?o }} }}",
    "SELECT * {{ SERVICE SILENT <{}> {{ ?s ?p ?o }} }}",
    "SELECT * {{ BIND(1 AS ?x) FILTER EXISTS {{ SERVICE <{}> {{ ?s ?p ?o }} }} }}",
)


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    with socket.create_server(("127.0.0.1", 0)) as found:
        found.settimeout(0.2)
        yield found


def call(wall: str, query: str, listener: socket.socket) -> subprocess.CompletedProcess[str]:
    address = f"http://127.0.0.1:{listener.getsockname()[1]}/"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    return subprocess.run(
        [sys.executable, "-c", PROGRAM.format(wall=wall), query.format(address)],
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize("query", CALLS)
@pytest.mark.parametrize("wall", WALLS)
def test_each_wall_keeps_the_engine_from_the_network(
    wall: str, query: str, listener: socket.socket
) -> None:
    if wall == "namespace" and not _may_have_namespaces():
        pytest.skip("this system gives no network namespace")
    done = call(WALLS[wall], query, listener)
    with pytest.raises(TimeoutError):
        listener.accept()
    assert "Traceback" not in done.stderr
    assert done.returncode == 0 or "refused:" in done.stderr


def test_without_a_wall_the_engine_calls(listener: socket.socket) -> None:
    """The tests above would see a call."""
    address = f"http://127.0.0.1:{listener.getsockname()[1]}/"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM.format(wall=""), CALLS[0].format(address)],
        env=environment,
        stderr=subprocess.DEVNULL,
    ) as process:
        listener.settimeout(30)
        connection, _ = listener.accept()
        connection.close()
        process.kill()


def test_a_worker_stands_behind_all_of_them(tmp_path: Path) -> None:
    limit = 64 * 1024 * 1024
    with running(write_graph(tmp_path / "graph.nt"), query_memory_bytes=limit) as pool:
        assert ask(pool, "ASK {}")  # they stand there before the first question
        nursery, *workers = (Path(f"/proc/{process}") for process in pool.process_ids)
        limits = {
            line[:26].strip(): line[26:].split()[0]
            for line in (workers[-1] / "limits").read_text().splitlines()
        }
        assert limits["Max open files"] == "0"
        assert limits["Max core file size"] == "0"
        assert limit < int(limits["Max address space"]) < 4 * 1024**3
        assert (workers[-1] / "oom_score_adj").read_text().strip() == "1000"
        assert (nursery / "oom_score_adj").read_text() == Path(
            "/proc/self/oom_score_adj"
        ).read_text()
        if _may_have_namespaces():
            interfaces = (nursery / "net" / "dev").read_text().splitlines()[2:]
            assert {line.split(":")[0].strip() for line in interfaces} == {"lo"}


def _may_have_namespaces() -> bool:
    program = "from cislex import isolation; print(isolation.leave_network())"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-c", program]
    return (
        "namespace"
        in subprocess.run(
            command, env=environment, capture_output=True, text=True, check=True
        ).stdout
    )
