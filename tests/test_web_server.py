"""The server on a real socket: a real client, large and broken requests, a new release."""

from __future__ import annotations

import concurrent.futures
import http.client
import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

import pytest

from cislex.errors import ReleaseError, SettingError
from cislex.settings import Settings
from cislex.web import running
from web_toy import MAXIMUM, TOY, publish, settings

pytest_plugins = ["web_fixtures"]


def fetch(address: str) -> tuple[int, bytes]:
    try:
        with urlopen(address) as response:
            return response.status, response.read()
    except HTTPError as error:
        with error:
            return error.code, error.read()


def healthy(live: str) -> bool:
    return fetch(live + "/health")[0] == 200


def wait_until(is_so: Callable[[], bool], seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end, "it takes too long"
        time.sleep(0.05)


def test_a_connection_is_kept_and_lengths_are_true(live: str) -> None:
    connection = http.client.HTTPConnection(urlsplit(live).netloc, timeout=10)
    try:
        for path in ("/health", "/sparql?query=ASK%20%7B%7D", "/id/atlantis", "/nothing", "/"):
            connection.request("GET", path)
            response = connection.getresponse()
            assert len(response.read()) == int(response.headers["Content-Length"])
            connection.request("HEAD", path)
            assert connection.getresponse().read() == b""
    finally:
        connection.close()


@pytest.mark.parametrize(
    "sent",
    [
        b"\x00\xff\xfe\r\n\r\n",
        b"GET\r\n\r\n",
        b"GET /sparql?query=\xff\xfe HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n",
        b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999\r\n"
        b"Content-Type: application/sparql-query\r\n\r\nASK {}",
        b"GET /" + b"a" * 100_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET / HTTP/1.1\r\n" + b"X: y\r\n" * 500 + b"\r\n",
    ],
)
def test_garbage_is_refused_and_the_server_lives(live: str, sent: bytes) -> None:
    host, port = urlsplit(live).netloc.split(":")
    answer = b""
    with socket.create_connection((host, int(port)), timeout=10) as connection:
        try:
            connection.sendall(sent)
            connection.shutdown(socket.SHUT_WR)
            while piece := connection.recv(65536):
                answer += piece
        except TimeoutError:
            pytest.fail("the server neither answers nor closes")
        except OSError:
            pass  # a server may close before it has read everything
    assert b" 200 " not in answer.split(b"\r\n")[0]
    assert b"Traceback" not in answer
    assert healthy(live)


@pytest.mark.parametrize("size", [MAXIMUM + 1, 10 * MAXIMUM])
def test_a_huge_query_is_413(live: str, size: int) -> None:
    connection = http.client.HTTPConnection(urlsplit(live).netloc, timeout=10)
    try:
        headers = {"Content-Type": "application/sparql-query", "Connection": "close"}
        connection.request("POST", "/sparql", b"#" * size, headers)
        assert connection.getresponse().status == 413
    finally:
        connection.close()
    assert healthy(live)


@pytest.mark.parametrize("piece", ["{", "(", "CONCAT(", "EXISTS {", "IF("])
def test_a_deeply_nested_query_does_not_end_the_server(live: str, piece: str) -> None:
    query = "SELECT * WHERE { FILTER(" + piece * (6000 // len(piece))
    connection = http.client.HTTPConnection(urlsplit(live).netloc, timeout=60)
    try:
        headers = {"Content-Type": "application/sparql-query"}
        connection.request("POST", "/sparql", query.encode(), headers)
        assert connection.getresponse().status == 400
    finally:
        connection.close()
    assert healthy(live)


def test_a_deep_and_right_query_is_answered(live: str) -> None:
    query = "SELECT * WHERE " + "{" * 2500 + "}" * 2500
    headers = {"Content-Type": "application/sparql-query"}
    with urlopen(Request(live + "/sparql", query.encode(), headers)) as response:
        assert len(json.load(response)["results"]["bindings"]) == 1


def test_many_clients_get_their_own_answers(live: str) -> None:
    def ask(number: int) -> str:
        address = f"{live}/sparql?query=SELECT%20({number}%20AS%20%3Fn)%20%7B%7D"
        found = json.loads(fetch(address)[1])
        return str(found["results"]["bindings"][0]["n"]["value"])

    with concurrent.futures.ThreadPoolExecutor(12) as pool:
        assert list(pool.map(ask, range(120))) == [str(number) for number in range(120)]


@pytest.fixture
def changing(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    publish(tmp_path)
    server = running.bind(settings(tmp_path))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.port}", tmp_path
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_new_release_is_noticed(changing: tuple[str, Path]) -> None:
    address, root = changing
    before = json.loads(fetch(address + "/health")[1])["release"]
    assert fetch(address + "/id/newcomer")[0] == 404
    for number in range(3):  # the first release is removed on the way
        publish(root, TOY + f'id:newcomer rdfs:label "Newcomer {number}"@en .\n')
        name = f"Newcomer {number}".encode()
        wait_until(lambda: name in fetch(address + "/id/newcomer.nt")[1])  # noqa: B023
    assert json.loads(fetch(address + "/health")[1])["release"] != before


def test_a_taken_port_and_a_missing_release_are_told(live: str, tmp_path: Path) -> None:
    port = int(urlsplit(live).port or 0)
    publish(tmp_path / "some")
    with pytest.raises(SettingError, match="--port"):
        running.serve(Settings(store=tmp_path / "some", port=port), announce=print)
    with pytest.raises(ReleaseError, match="cislex build"):
        running.serve(Settings(store=tmp_path / "none", port=0), announce=print)
