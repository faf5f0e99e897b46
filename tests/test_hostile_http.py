"""Hostile clients against the real server: an answer or a closed connection, in bounded time.

After each of them the server answers others as before.
"""

from __future__ import annotations

import contextlib
import json
import re
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from commands import Running, serving
from pools import wait_until, write_graph
from web_toy import publish

CLIENT_SECONDS = 1.0
HALF_OPEN = 200
HOST = b"Host: x\r\n"
ASK = b"GET /sparql?query=ASK%7B%7D HTTP/1.1\r\nAccept: text/csv\r\n" + HOST
POST = b"POST /sparql HTTP/1.1\r\nContent-Type: application/sparql-query\r\n" + HOST
CHUNKED = b"Transfer-Encoding: chunked\r\n"
CLOSED = b""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    folder = tmp_path_factory.mktemp("hostile")
    publish(folder / "store")
    options = "--client-seconds", str(CLIENT_SECONDS), "--maximum-query-bytes", "20000"
    with serving(folder, "--store", str(folder / "store"), *options) as found:
        yield found


@pytest.fixture(autouse=True)
def well_afterwards(server: Running) -> Iterator[None]:
    yield
    assert server.is_well()
    assert server.process.poll() is None


def status_of(answer: bytes) -> int:
    """The status of an answer; 0 where the connection was closed without one."""
    found = re.match(rb"HTTP/1\.1 (\d{3}) ", answer)
    return int(found[1]) if found else 0


def refused(answer: bytes) -> bool:
    """Whether an answer is a refusal, or none, and says nothing of the server's inside."""
    return (status_of(answer) >= 400 or answer == CLOSED) and b"Traceback" not in answer


def drip(connection: socket.socket, piece: bytes, seconds: float) -> None:
    """Send a piece from time to time, until the other side closes."""
    end = time.monotonic() + seconds
    with contextlib.suppress(ConnectionError):
        while time.monotonic() < end:
            connection.sendall(piece)
            time.sleep(0.1)


@pytest.mark.parametrize(
    "begun",
    [
        b"",
        b"GET / HT",
        b"GET / HTTP/1.1\r\n" + HOST + b"X-Never: end",
        POST + b"Content-Length: 100\r\n\r\nASK",
        POST + b"Content-Length: 100\r\nExpect: 100-continue\r\n\r\n",
    ],
    ids=["nothing", "half a line", "half headers", "half a body", "no body"],
)
def test_half_open_connections_disturb_nobody(server: Running, begun: bytes) -> None:
    with contextlib.ExitStack() as opened:
        start = time.monotonic()
        waiting = []
        for _ in range(HALF_OPEN):
            one = socket.create_connection(("127.0.0.1", server.port), timeout=10)
            waiting.append(opened.enter_context(one))
            one.sendall(begun)
        while time.monotonic() - start < CLIENT_SECONDS / 2:
            asked = time.monotonic()
            assert server.is_well()
            assert server.query("ASK {}", Connection="close")[0] == 200
            assert time.monotonic() - asked < 2
        for one in waiting:
            said = b""
            with contextlib.suppress(ConnectionError):
                while piece := one.recv(1000):
                    said += piece
            said = said.removeprefix(b"HTTP/1.1 100 Continue\r\n\r\n")
            assert status_of(said) in (0, 408)
        assert time.monotonic() - start < 2 * CLIENT_SECONDS + 5


def test_a_connection_that_drips_headers_is_closed(server: Running) -> None:
    start = time.monotonic()
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as connection:
        connection.sendall(b"GET / HTTP/1.1\r\n" + HOST)
        drip(connection, b"X: y\r\n", 10 * CLIENT_SECONDS)
    assert time.monotonic() - start < CLIENT_SECONDS + 3


def test_a_body_that_drips_is_refused_and_its_thread_comes_back(server: Running) -> None:
    start = time.monotonic()
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as connection:
        sent = b"POST /drip HTTP/1.1\r\n" + HOST + b"Content-Length: 10000\r\n\r\n"
        connection.sendall(sent)
        drip(connection, b"#", 10 * CLIENT_SECONDS)
    assert time.monotonic() - start < CLIENT_SECONDS + 3
    wait_until(lambda: ("/drip", 408) in [(one["path"], one["status"]) for one in server.lines()])


def test_headers_without_end_are_cut(server: Running) -> None:
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as connection:
        connection.sendall(b"GET / HTTP/1.1\r\n" + HOST)
        sent = 0
        with contextlib.suppress(ConnectionError):
            while sent < 50_000_000:
                connection.sendall(b"X-%d: y\r\n" % sent)
                sent += 10
    assert sent < 5_000_000


@pytest.mark.parametrize(
    ("sent", "statuses"),
    [
        (b"GET / HTTP/1.1\r\nX: " + b"a" * 1_000_000 + b"\r\n" + HOST + b"\r\n", {431, 400, 0}),
        (b"GET / HTTP/1.1\r\n" + HOST + b"X: y\r\n" * 1000 + b"\r\n", {431, 400, 0}),
        (b"GET / HTTP/1.1\r\n" + b"X" * 100_000 + b": y\r\n" + HOST + b"\r\n", {431, 400, 0}),
        (b"GET /" + b"a" * 1_000_000 + b" HTTP/1.1\r\n" + HOST + b"\r\n", {414, 431, 400, 0}),
        (b"GET /" + b"a" * 66_000 + b" HTTP/1.1\r\n" + HOST + b"\r\n", {414}),
        (b"G" * 100_000 + b" / HTTP/1.1\r\n" + HOST + b"\r\n", {405, 431, 400, 0}),
    ],
    ids=["1 MB header", "1000 headers", "long name", "1 MB address", "66 kB address", "method"],
)
def test_oversized_heads_are_refused(server: Running, sent: bytes, statuses: set[int]) -> None:
    assert status_of(server.send(sent)) in statuses


@pytest.mark.parametrize(
    ("lengths", "body", "statuses"),
    [
        (b"Content-Length: 6\r\nContent-Length: 7\r\n", b"ASK {}", {400}),
        (b"Content-Length: 6, 7\r\n", b"ASK {}", {400}),
        (b"Content-Length: -6\r\n", b"ASK {}", {400}),
        (b"Content-Length: +6\r\n", b"ASK {}", {400}),
        (b"Content-Length: 0x6\r\n", b"ASK {}", {400}),
        (b"Content-Length: 6 6\r\n", b"ASK {}", {400}),
        (b"Content-Length: " + b"9" * 40 + b"\r\n", b"ASK {}", {400}),
        (b"Content-Length: 99999999999\r\n", b"ASK {}", {413, 408}),
        (
            b"Content-Length: 6\r\n" + CHUNKED,
            b"6\r\nASK {}\r\n0\r\n\r\n",
            {411},
        ),
        (CHUNKED, b"6\r\nASK {}\r\n0\r\n\r\n", {411}),
        (CHUNKED, b"zz\r\nASK {}\r\n0\r\n\r\n", {411, 400}),
        (CHUNKED, b"3\r\nASK {}\r\n0\r\n\r\n", {411, 400}),
        (CHUNKED, b"f" * 30 + b"\r\nASK {}", {411, 400}),
        (b"Transfer-Encoding: xchunked\r\n", b"6\r\nASK {}\r\n0\r\n\r\n", {400}),
        (b"Transfer-Encoding: chunked, identity\r\n", b"6\r\nASK {}\r\n0\r\n\r\n", {400}),
        (b"Transfer-Encoding : chunked\r\n", b"6\r\nASK {}\r\n0\r\n\r\n", {400}),
        (b"Transfer-Encoding:\x0bchunked\r\n", b"6\r\nASK {}\r\n0\r\n\r\n", {400}),
    ],
)
def test_ambiguous_lengths_are_refused(
    server: Running, lengths: bytes, body: bytes, statuses: set[int]
) -> None:
    # What follows in such a connection is never taken for a request.
    answer = server.send(POST + lengths + b"\r\n" + body + ASK + b"\r\n")
    assert status_of(answer) in statuses
    assert answer.count(b"HTTP/1.1 ") == 1


def test_a_body_shorter_than_announced_is_refused(server: Running) -> None:
    answer = server.send(POST + b"Content-Length: 100\r\n\r\nASK {}", half_close=True)
    # Granian may take the end of what a client sends for the end of the client.
    assert answer == CLOSED or (status_of(answer) == 400 and b"ended before" in answer)


def test_a_body_that_is_too_long_is_told_so_though_its_sender_does_not_listen_yet(
    server: Running,
) -> None:
    query = b"#" * 300_000
    status, _, _ = server.ask("/sparql", "POST", query, Content_Type="application/sparql-query")
    assert status == 413


@pytest.mark.parametrize("method", ["TRACE", "DELETE", "PUT", "PATCH", "FROBNICATE", "PROPFIND"])
@pytest.mark.parametrize("path", ["/", "/sparql", "/metrics", "/id/atlantis"])
def test_other_methods_are_refused(server: Running, method: str, path: str) -> None:
    status, headers, body = server.ask(path, method, X_Secret="hidden")
    assert status == 405
    assert "GET" in headers["allow"]
    assert b"hidden" not in body


def test_a_tunnel_is_refused(server: Running) -> None:
    for target in (b"127.0.0.1:22", b"/sparql", b"*"):
        sent = b"CONNECT " + target + b" HTTP/1.1\r\n" + HOST + b"\r\n"
        assert refused(server.send(sent, seconds=CLIENT_SECONDS + 5))


@pytest.mark.parametrize(
    "hosts",
    [
        b"",
        b"Host:\r\n",
        b"Host: a\r\nHost: b\r\n",
        b"Host: a b\r\n",
        b"Host: a\x00b\r\n",
        b"Host: a/b\r\n",
        b"Host: a@b\r\n",
        b"Host: a%0d%0aX: y\r\n",
        b"Host: <script>\r\n",
        b"Host: a:port\r\n",
        b"Host: \xff\xfe\r\n",
        b"Host: " + b"a" * 1000 + b"\r\n",
    ],
)
def test_an_unclear_host_is_refused(server: Running, hosts: bytes) -> None:
    sent = b"GET / HTTP/1.1\r\n" + hosts + b"Connection: close\r\n\r\n"
    assert status_of(server.send(sent)) == 400


INJECTION = "%0d%0aX-Injected:%20yes%0d%0a%0d%0a<html>"


@pytest.mark.parametrize(
    "path",
    [
        f"/{INJECTION}",
        f"/id/{INJECTION}",
        f"/dumps/{INJECTION}",
        f"/queries/{INJECTION}",
        f"/queries/things-called?name={INJECTION}",
        f"/sparql?query=ASK%7B%7D&default-graph-uri={INJECTION}",
        f"/sparql?query={INJECTION}",
        f"/query.{INJECTION}?query=ASK%7B%7D",
        f"/static/{INJECTION}",
    ],
)
def test_headers_cannot_be_injected(server: Running, path: str) -> None:
    for accept in ("text/html", "*/*", "text/turtle"):
        status, headers, body = server.ask(path, Accept=accept)
        assert status >= 400
        assert "x-injected" not in headers
        assert b"Traceback" not in body
        assert b"<html>" not in body.lower() or headers["content-type"].startswith("text/plain")


@pytest.mark.parametrize("folder", ["dumps", "queries", "id", "static", ""])
@pytest.mark.parametrize(
    "target",
    [
        "../../../../../../etc/passwd",
        "..%2f..%2f..%2f..%2fetc%2fpasswd",
        "%2e%2e/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
        "..%252f..%252fetc%252fpasswd",
        "....//....//etc/passwd",
        "..%5c..%5cetc%5cpasswd",
        "%2fetc%2fpasswd",
        "/etc/passwd",
        "..%c0%af..%c0%afetc/passwd",
        "../manifest.json",
        "%2e%2e%2fmanifest.json",
        "void.ttl%00.html",
        "%00",
        ".",
        "..",
    ],
)
def test_paths_lead_nowhere_else(server: Running, folder: str, target: str) -> None:
    sent = f"GET /{folder}/{target} HTTP/1.1\r\nConnection: close\r\nAccept: */*\r\n".encode()
    answer = server.send(sent + HOST + b"\r\n")
    assert status_of(answer) in (400, 404, 308, 200)
    assert b"root:" not in answer
    assert b'"identifier"' not in answer
    assert b"Traceback" not in answer
    if target not in (".", ".."):
        assert status_of(answer) != 200


@pytest.mark.parametrize(
    "target",
    [
        b"http://elsewhere.example/sparql?query=ASK%7B%7D",
        b"http://127.0.0.1:1/sparql?query=ASK%7B%7D",
        b"//elsewhere.example/sparql?query=ASK%7B%7D",
        b"http://user:word@elsewhere.example/sparql?query=ASK%7B%7D",
        b"ftp://elsewhere.example/sparql",
        b"*",
        b"sparql",
        b"http://",
        b"?query=ASK%7B%7D",
    ],
)
def test_unusual_targets_are_answered_here_or_refused(server: Running, target: bytes) -> None:
    sent = b"GET " + target + b" HTTP/1.1\r\nAccept: text/csv\r\nConnection: close\r\n" + HOST
    answer = server.send(sent + b"\r\n")
    assert refused(answer) or answer.endswith(b"\r\n\r\ntrue")
    assert b"Location" not in answer


def test_a_foreign_host_gets_no_redirection(server: Running) -> None:
    for path in ("/dumps", "/queries/", "//elsewhere.example/", "/dumps//elsewhere.example"):
        _, headers, _ = server.ask(path, Host="elsewhere.example")
        location = headers.get("location", "/")
        assert not location.startswith("//")
        assert "//elsewhere.example" not in location.replace("http://elsewhere.example/", "")


@pytest.mark.parametrize(
    "sent",
    [
        b"GET /\xff\xfe HTTP/1.1\r\n",
        b"GET /sparql?query=\xff\xfe HTTP/1.1\r\n",
        b"GET /sparql?query=%ff%fe HTTP/1.1\r\n",
        b"GET /sparql?query=%ED%A0%80 HTTP/1.1\r\n",
        b"GET /id/%ff%fe HTTP/1.1\r\n",
        b"GET /queries/%ff HTTP/1.1\r\n",
        b"GET /sparql?%ff=%ff HTTP/1.1\r\n",
    ],
)
def test_what_is_not_utf8_is_refused(server: Running, sent: bytes) -> None:
    answer = server.send(sent + HOST + b"Connection: close\r\n\r\n")
    assert status_of(answer) in (400, 404)


def test_headers_that_are_not_ascii_do_no_harm(server: Running) -> None:
    sent = ASK.replace(b"text/csv", b"\xff\xfe\x80") + b"X: \xf0\x9f\x92\xa9\r\n"
    answer = server.send(sent + b"If-None-Match: \xff\r\nConnection: close\r\n\r\n")
    assert status_of(answer) in (200, 400, 406)


@pytest.mark.parametrize(
    "sent",
    [
        b"\r\n\r\n\r\n",
        b"\x00" * 1000,
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        b"GET\r\n\r\n",
        b"GET /\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"GET / HTTP/1.1\nHost: x\n X: folded\n\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nX : y\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nX\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\n: y\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nX: a\rb\r\n\r\n",
        b"GET  /  HTTP/1.1\r\nHost: x\r\n\r\n",
        bytes(range(256)) * 100,
    ],
)
def test_what_is_not_http_is_refused(server: Running, sent: bytes) -> None:
    assert refused(server.send(sent, half_close=True))


def test_pipelined_requests_are_answered_in_their_order(server: Running) -> None:
    def ask(number: int) -> bytes:
        query = b"SELECT%20(" + str(number).encode() + b"%20AS%20%3Fn)%20%7B%7D"
        return b"GET /sparql?query=" + query + b" HTTP/1.1\r\nAccept: text/csv\r\n" + HOST

    sent = b"".join(ask(number) + b"\r\n" for number in range(20))
    answer = server.send(sent + ask(20) + b"Connection: close\r\n\r\n")
    assert re.findall(rb"\r\n\r\nn\r\n(\d+)\r\n", answer) == [b"%d" % n for n in range(21)]


def test_a_thousand_pipelined_requests_do_not_stop_others(server: Running) -> None:
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as connection:
        connection.setblocking(False)
        with contextlib.suppress(BlockingIOError):
            connection.send((b"GET / HTTP/1.1\r\n" + HOST + b"\r\n") * 1000)
        start = time.monotonic()
        assert server.is_well()
        assert time.monotonic() - start < 8


def test_an_upgrade_is_not_made(server: Running) -> None:
    for name in (b"websocket", b"h2c"):
        upgrade = b"Connection: Upgrade, close\r\nUpgrade: " + name + b"\r\n"
        answer = server.send(ASK + upgrade + b"Sec-WebSocket-Key: a\r\n\r\n")
        assert status_of(answer) in (200, 400, 426)


def test_the_log_is_one_object_a_line_whatever_was_asked(server: Running) -> None:
    server.ask("/%0a%7B%22forged%22:%20true%7D%0a%1b[2J", User_Agent="x")
    wait_until(lambda: any("forged" in entry["path"] for entry in server.lines()))
    expected = {"time", "client", "method", "path", "status", "bytes", "seconds"}
    assert all(expected <= entry.keys() for entry in server.lines())
    text = server.log.read_text("ascii")
    assert "\x1b" not in text
    assert "hidden" not in text
    assert json.dumps("\x1b")[1:-1] in text


def test_a_client_that_does_not_read_is_let_go(tmp_path: Path) -> None:
    graph = write_graph(tmp_path / "graph.nt")
    much = b"SELECT%20*%20%7B%3Fa%20%3Chttp://example.org/label%3E%20%3Fb%20."
    much += b"%3Fc%20%3Chttp://example.org/of%3E%20%3Chttp://example.org/7%3E%7D"
    options = "--client-seconds", "1", "--rdf", str(graph)
    with serving(tmp_path, *options) as server, contextlib.ExitStack() as opened:
        for _ in range(4):
            one = socket.socket()
            opened.callback(one.close)
            one.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            one.connect(("127.0.0.1", server.port))
            one.sendall(b"GET /sparql?query=" + much + b" HTTP/1.1\r\n" + HOST + b"\r\n")
        wait_until(lambda: len(server.lines()) == 4)
        assert all(line["bytes"] > 4_000_000 for line in server.lines())
        wait_until(lambda: not _connections(server))
        assert server.is_well()


def _connections(server: Running) -> list[str]:
    """The connections that the server has open, by their files."""
    folder = Path(f"/proc/{server.process.pid}/fd")
    accepted = _accepted(server.port)
    found = []
    for path in folder.iterdir():
        with contextlib.suppress(OSError):
            name = str(path.readlink())
            if name.removeprefix("socket:[").removesuffix("]") in accepted:
                found.append(name)
    return found


def _accepted(port: int) -> set[str]:
    """The inodes of the connections to a port, in whatever state."""
    rows = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    listens = "0A"
    return {row[9] for row in rows if row[1].endswith(f":{port:04X}") and row[3] != listens}
