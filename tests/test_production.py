"""The server as it runs for others: log, metrics, proxies, limits, stop and sudden death."""

from __future__ import annotations

import concurrent.futures
import contextlib
import re
import signal
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from cislex import cli
from cislex.errors import SettingError
from cislex.settings import Settings
from cislex.web import running
from commands import Running, lives, serving, wait_for_end
from pools import ENDLESS, THINGS, wait_until, write_graph
from web_toy import TOY, publish

PATIENT = "--query-seconds", "120"
"""For queries that may take long on a machine that has other work."""
SOME = 600
SLOW = f"""SELECT (COUNT(*) AS ?n) {{
    ?a <http://example.org/label> ?x
    {{ SELECT ?y {{ ?b <http://example.org/label> ?y }} LIMIT {SOME} }}
    FILTER(STRLEN(?x) + STRLEN(?y) > 0)
}}"""
"""A query that takes a second or two."""


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_graph(tmp_path_factory.mktemp("graph") / "graph.nt")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    folder = tmp_path_factory.mktemp("production")
    publish(folder / "store")
    with serving(folder, "--store", str(folder / "store")) as found:
        yield found


def figure(server: Running, name: str) -> float:
    """One line of the metrics; 0 where there is none."""
    status, _, text = server.ask("/metrics")
    assert status == 200
    found = re.search(rf"^{re.escape(name)} (\S+)$", text.decode(), re.MULTILINE)
    return float(found[1]) if found else 0.0


def begun(
    server: Running, pool: concurrent.futures.Executor, query: str
) -> concurrent.futures.Future[tuple[int, bytes]]:
    """The answer to come of a query that runs."""
    asked = pool.submit(server.query, query)
    wait_until(lambda: asked.done() or figure(server, "cislex_queries_running") == 1, 60)
    assert not asked.done(), asked.result()
    return asked


def test_each_request_is_logged_with_what_operators_need(server: Running) -> None:
    query = "SELECT ('logged' AS ?secret) {}"
    for _ in range(2):
        assert server.query(query, Cookie="secret", Authorization="secret")[0] == 200
    server.ask("/nowhere", User_Agent="secret")
    wait_until(lambda: any(line["path"] == "/nowhere" for line in server.lines()))
    first, second = [line for line in server.lines() if line["path"] == "/sparql"][-2:]
    assert first["query"] == second["query"] != ""
    assert (first["cached"], second["cached"]) == (False, True)
    assert (first["status"], first["method"], first["client"]) == (200, "GET", "127.0.0.1")
    assert first["format"] == "text/csv"
    assert first["bytes"] == len(b"secret\r\nlogged\r\n")
    assert first["seconds"] > 0
    assert first["release"]
    assert re.fullmatch(r"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00", first["time"])
    assert "secret" not in server.log.read_text()


def test_metrics_count_requests_failures_and_the_cache(server: Running) -> None:
    requests = 'cislex_requests_total{method="GET",route="sparql",status="%s"}'
    before = [figure(server, requests % status) for status in (200, 400)]
    hits, failed = figure(server, "cislex_cache_hits_total"), "cislex_queries_failed_total{reason="
    for _ in range(3):
        server.query("SELECT ('counted' AS ?x) {}")
    server.query("SELECT nonsense")
    server.query("ASK { BIND(1/0 AS ?x) FILTER(?x > ) }")
    wait_until(lambda: figure(server, requests % 400) == before[1] + 2)
    assert figure(server, requests % 200) == before[0] + 3
    assert figure(server, "cislex_cache_hits_total") >= hits + 2
    assert figure(server, "cislex_queries_ready") >= 1
    assert figure(server, "process_resident_memory_bytes") > 1_000_000
    text = server.ask("/metrics")[2].decode()
    assert failed + '"QuerySyntaxError"}' in text or figure(server, requests % 400) >= 2
    assert re.search(r'^cislex_release\{identifier="[0-9a-f]{12}"\} 1\.0$', text, re.MULTILINE)


def test_metrics_are_for_the_networks_that_may_see_them(server: Running, graph: Path) -> None:
    # Behind a proxy that is not trusted everybody seems to be near.
    for name in ("X-Forwarded-For", "Forwarded", "Via"):
        status, _, text = server.ask("/metrics", "GET", None, **{name: "203.0.113.7"})
        assert (status, b"metrics_networks" in text) == (403, True)
    assert server.ask("/metrics", "HEAD")[::2] == (200, b"")
    assert server.ask("/metrics", "POST", b"x")[0] == 405
    options = "--rdf", str(graph), "--metrics-networks", "203.0.113.0/24, ::1"
    with serving(graph.parent, *options, "--trusted-proxies", "1") as other:
        assert other.ask("/metrics")[0] == 403
        assert other.ask("/metrics", X_Forwarded_For="203.0.113.7")[0] == 200
        assert other.ask("/metrics", X_Forwarded_For="203.0.113.7, 198.51.100.1")[0] == 403
        wait_until(lambda: "203.0.113.7" in {line["client"] for line in other.lines()})


def test_only_a_trusted_proxy_is_believed(server: Running, graph: Path) -> None:
    def described(server: Running) -> bytes:
        return server.ask(
            "/sparql",
            Accept="text/turtle",
            X_Forwarded_Proto="https",
            X_Forwarded_Host="graph.example.org",
        )[2]

    assert b"graph.example.org" not in described(server)
    with serving(graph.parent, "--rdf", str(graph), "--trusted-proxies", "1") as other:
        assert b"<https://graph.example.org/sparql>" in described(other)


def test_a_full_queue_and_a_long_wait_are_told_to_come_back(graph: Path) -> None:
    limits = "--workers", "1", "--long-queries", "0", "--query-seconds", "6"
    options = "--rdf", str(graph), *limits, "--queue-length", "1", "--queue-seconds", "1"
    with (
        serving(graph.parent, *options) as server,
        concurrent.futures.ThreadPoolExecutor() as pool,
    ):
        assert server.ask("/health")[0] == 200
        start = time.monotonic()
        asked = [pool.submit(server.ask, "/sparql?query=" + one) for one in [_encoded(ENDLESS)] * 4]
        answers = [one.result() for one in asked]
        assert {status for status, _, _ in answers} == {503}
        assert all(int(headers["retry-after"]) > 0 for _, headers, _ in answers)
        assert time.monotonic() - start < 9
        # Nobody waits any more, and what needs no query never did.
        assert server.is_well()
        assert server.ask("/static/cislex.css")[0] == 200


def _encoded(query: str) -> str:
    return query.replace(" ", "%20").replace("{", "%7B").replace("}", "%7D")


def test_pages_are_served_while_slow_queries_run(graph: Path) -> None:
    with (
        serving(graph.parent, "--rdf", str(graph), "--query-seconds", "5") as server,
        concurrent.futures.ThreadPoolExecutor(60) as pool,
    ):
        asked = [pool.submit(server.query, ENDLESS) for _ in range(60)]
        wait_until(lambda: figure(server, "cislex_queries_running") > 20)
        start = time.monotonic()
        assert server.ask("/static/cislex.css")[0] == 200
        assert server.ask("/", Accept="text/html")[0] == 200
        assert time.monotonic() - start < 3
        assert {one.result()[0] for one in asked} == {503}


def test_a_server_that_is_told_to_stop_finishes_what_it_does(graph: Path, tmp_path: Path) -> None:
    with (
        serving(tmp_path, "--rdf", str(graph), *PATIENT) as server,
        concurrent.futures.ThreadPoolExecutor(1) as pool,
        contextlib.ExitStack() as opened,
    ):
        idle = opened.enter_context(socket.create_connection(("127.0.0.1", server.port)))
        idle.settimeout(60)
        family = server.family()
        assert len(family) >= 2
        slow = begun(server, pool, SLOW)
        server.process.send_signal(signal.SIGTERM)
        wait_until(lambda: not _connects(server.port))
        assert not slow.done()
        assert slow.result() == (200, b"n\r\n%d\r\n" % (THINGS * SOME))
        assert server.process.wait(60) == 0
        assert idle.recv(1) == b""
        wait_for_end(family)
        assert not list(tmp_path.glob("cislex-*"))
        assert server.lines()[-1]["status"] == 200
        again = "--rdf", str(graph), "--port", str(server.port)
        with serving(tmp_path, *again) as successor:
            assert successor.is_well()


def _connects(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=5).close()
    except OSError:
        return False
    return True


def test_a_second_signal_ends_a_server_at_once(graph: Path) -> None:
    with (
        serving(graph.parent, "--rdf", str(graph), *PATIENT) as server,
        concurrent.futures.ThreadPoolExecutor(1) as pool,
    ):
        family = server.family()
        endless = begun(server, pool, ENDLESS)
        server.process.send_signal(signal.SIGINT)
        wait_until(lambda: not _connects(server.port))
        assert server.stop(signal.SIGINT) == -signal.SIGINT
        with pytest.raises(OSError, match=r"closed|reset"):
            endless.result()
        wait_for_end(family)


def test_a_killed_server_takes_its_workers_with_it(graph: Path) -> None:
    with (
        serving(graph.parent, "--rdf", str(graph), *PATIENT) as server,
        concurrent.futures.ThreadPoolExecutor(1) as pool,
    ):
        endless = begun(server, pool, ENDLESS)
        family = server.family()
        assert len(family) >= 3
        assert all(map(lives, family))
        assert server.stop(signal.SIGKILL) == -signal.SIGKILL
        wait_for_end(family)
        with pytest.raises(OSError, match=r"closed|reset"):
            endless.result()


def test_the_process_that_serves_holds_the_pool(server: Running) -> None:
    commands = {
        one: Path(f"/proc/{one}/cmdline").read_bytes().split(b"\0") for one in server.family()
    }
    # Workers are forks of the nursery, and show its command.
    assert all(b"cislex.nursery" in command for command in commands.values())
    children = Path(f"/proc/{server.process.pid}/task").glob("*/children")
    own = [number for path in children for number in path.read_text().split()]
    assert len(own) == 1


def test_a_new_release_comes_in_while_others_ask(tmp_path: Path) -> None:
    publish(tmp_path / "store")
    with (
        serving(tmp_path, "--store", str(tmp_path / "store")) as server,
        concurrent.futures.ThreadPoolExecutor(1) as pool,
    ):
        assert server.ask("/id/newcomer")[0] == 404
        wait_until(lambda: len(server.lines()) == 1)
        asked = pool.submit(lambda: [server.is_well() for _ in range(200)])
        publish(tmp_path / "store", TOY + 'id:newcomer rdfs:label "Newcomer"@en .\n')
        wait_until(lambda: server.ask("/id/newcomer")[0] == 200)
        assert all(asked.result())
        wait_until(lambda: len({line["release"] for line in server.lines()}) == 2)


def test_production_logs_on_standard_output_and_nothing_else_does(graph: Path) -> None:
    # The log of the other tests goes to a file; what is left must not be on standard output.
    result = CliRunner().invoke(cli.main, ["serve", "--production", "--port", "99999"])
    assert result.exit_code == 1
    assert result.stdout == ""


def test_settings_that_do_not_fit_are_told(tmp_path: Path, graph: Path) -> None:
    publish(tmp_path)
    with pytest.raises(SettingError, match="--connections"):
        running.bind(Settings(store=tmp_path, port=0, connections=100))
    with pytest.raises(SettingError, match="--access-log"):
        running.bind(Settings(store=tmp_path, port=0, access_log=str(tmp_path / "no" / "log")))
    with pytest.raises(SettingError, match="networks are written as"):
        Settings.from_environment({"CISLEX_METRICS_NETWORKS": "everybody"})
