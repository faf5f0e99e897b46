"""Replies: tags and 304, HEAD, packing, what may be kept where, access from other origins."""

from __future__ import annotations

import gzip
import http.client
import io
from pathlib import Path
from typing import IO
from urllib.parse import quote

import pytest
import zstandard
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from cislex.answers import Cache, Remembering
from cislex.sparql import InProcess, Question
from cislex.store import Engine
from cislex.web import create_app
from cislex.web.serving import Snapshot
from web_toy import no_names, publish, settings

pytest_plugins = ["web_fixtures"]

ASK = "/sparql?query=ASK%20%7B%7D"
ROWS = "/sparql?query=" + quote("SELECT * { ?s ?p ?o }")
LARGE = (
    "SELECT (CONCAT(?a, ?b, ?c) AS ?x) { "
    + " ".join(
        f"{{ SELECT (STR(?o{name}) AS ?{name}) {{ ?s{name} ?p{name} ?o{name} }} }}"
        for name in "abc"
    )
    + " } LIMIT 60000"
)
PAGES = ["/", "/queries", "/graphs", "/id/atlantis", "/dumps/", "/query"]
DATA = [
    *(ASK, ROWS, "/sparql", "/graphs?default", "/id/atlantis.ttl", "/id/atlantis.nq"),
    *("/queries/treaties-of-a-state.csv", "/query.json?query=ASK%20%7B%7D"),
]


class Counting:
    """Counts the questions that reach the engine."""

    def __init__(self, engine: Engine) -> None:
        self.asked: list[str] = []
        self._engine = InProcess(engine)

    def ask(self, question: Question) -> IO[bytes]:
        """The answer of the engine, in memory as a pool has it."""
        self.asked.append(question.query)
        with self._engine.ask(question) as body:
            return io.BytesIO(body.read())


class Served:
    """The toy, served by a counting engine, under a release that can be changed."""

    def __init__(self, root: Path, cache: Cache) -> None:
        release = publish(root)
        self.counting = Counting(Engine(release.store_path))
        self.release = "1"
        self.cache = cache
        self._folder = release.dumps_path
        self._manifest = release.manifest

    def current(self) -> Snapshot:
        """The release of the moment."""
        engine = Remembering(self.counting, self.cache, self.release)
        return Snapshot(
            *(self.release, engine, self._manifest, self._folder),
            no_names(self._folder),
            self.cache,
        )


@pytest.fixture
def served(tmp_path: Path) -> Served:
    """A service whose cache is empty."""
    return Served(tmp_path, Cache(10_000_000))


@pytest.fixture
def counted(served: Served, tmp_path: Path) -> FlaskClient:
    """A client of it."""
    return create_app(settings(tmp_path), served).test_client()


def tag(response: TestResponse) -> str:
    assert response.status_code == 200
    found = response.headers["ETag"]
    assert found.startswith('"')
    return found


def unpacked(response: TestResponse) -> bytes:
    name = response.headers.get("Content-Encoding")
    if name == "gzip":
        return gzip.decompress(bytes(response.data))
    if name == "zstd":
        return _unzstd(response.data)
    assert name is None
    return bytes(response.data)


@pytest.mark.parametrize("path", [*DATA, *PAGES])
def test_what_is_known_is_not_sent_again(web: FlaskClient, path: str) -> None:
    first = web.get(path)
    known = tag(first)
    for header in (known, f"W/{known}", f'"other", {known}', "*"):
        again = web.get(path, headers={"If-None-Match": header})
        assert (again.status_code, again.data) == (304, b"")
        assert again.headers["ETag"] == known
        varies = "Accept, Accept-Encoding" + (
            ", Accept-Language" if first.mimetype == "text/html" else ""
        )
        assert again.headers["Vary"] == first.headers["Vary"] == varies
        assert again.headers["Cache-Control"] == first.headers["Cache-Control"]
    for header in ('"other"', known.strip('"'), '""', '"', "\\", ",,,", "W/", '"' * 5000):
        assert web.get(path, headers={"If-None-Match": header}).data == first.data


def test_whoever_knows_the_answer_is_told_so_without_asking(
    served: Served, counted: FlaskClient
) -> None:
    known = tag(counted.get(ASK))
    served.cache = Cache(0)
    served.counting.asked.clear()
    assert counted.get(ASK, headers={"If-None-Match": known}).status_code == 304
    assert counted.head(ASK, headers={"If-None-Match": known}).status_code == 304
    assert served.counting.asked == []
    assert counted.get(ASK).get_json(force=True)["boolean"] is True


def test_that_somebody_knows_the_answer_is_kept_for_nobody_else(
    served: Served, counted: FlaskClient
) -> None:
    known = tag(counted.get(ASK))
    served.cache = Cache(10_000_000)
    assert counted.get(ASK, headers={"If-None-Match": known}).status_code == 304
    assert counted.get(ASK).get_json(force=True)["boolean"] is True


def test_a_tag_is_of_one_release_query_dataset_format_and_packing(
    served: Served, counted: FlaskClient
) -> None:
    asked = [
        (ASK, {}),
        (ASK + "%20", {}),
        (ASK + "&default-graph-uri=a:b", {}),
        (ASK + "&named-graph-uri=a:b", {}),
        (ASK, {"Accept": "application/sparql-results+xml"}),
        (ASK, {"Accept-Encoding": "gzip"}),
        (ASK, {"Accept-Encoding": "zstd"}),
    ]
    tags = [tag(counted.get(path, headers=headers)) for path, headers in asked]
    served.release = "2"
    tags.append(tag(counted.get(ASK)))
    assert len(set(tags)) == len(tags)


def test_a_request_that_comes_again_is_asked_once_for_each_release(
    served: Served, counted: FlaskClient
) -> None:
    first = counted.get(ROWS)
    assert counted.get(ROWS).data == first.data
    assert counted.head(ROWS).headers["Content-Length"] == str(len(first.data))
    packed = counted.get(ROWS, headers={"Accept-Encoding": "zstd"})
    assert unpacked(packed) == first.data
    assert len(served.counting.asked) == 1
    served.release = "2"
    assert counted.get(ROWS).data == first.data
    assert len(served.counting.asked) == 2


def test_a_kept_post_is_of_its_own_body_and_type(served: Served, counted: FlaskClient) -> None:
    kind = "application/sparql-query"
    answers = [
        counted.post("/sparql", data=body, content_type=kind).get_json(force=True)["boolean"]
        for body in ("ASK {}", "ASK { FILTER(false) }", "ASK {}")
    ]
    assert answers == [True, False, True]
    assert len(served.counting.asked) == 2
    assert counted.post("/sparql", data="ASK {}", content_type="text/plain").status_code == 415


@pytest.mark.parametrize("call", ["NOW()", "rand #(\n ( )", "STRUUID\t()", "uuid()"])
def test_what_changes_is_asked_each_time_and_kept_nowhere(
    served: Served, counted: FlaskClient, call: str
) -> None:
    path = "/sparql?query=" + quote(f"SELECT ({call} AS ?x) {{}}")
    replies = [counted.get(path) for _ in range(2)]
    assert len(served.counting.asked) == 2
    assert replies[0].data != replies[1].data
    for reply in replies:
        assert reply.headers["Cache-Control"] == "no-store"
        assert "ETag" not in reply.headers


def test_errors_are_kept_nowhere(served: Served, counted: FlaskClient) -> None:
    for _ in range(2):
        reply = counted.get("/sparql?query=ASK")
        assert reply.status_code == 400
        assert reply.headers["Cache-Control"] == "no-store"
        assert "ETag" not in reply.headers
    assert len(served.counting.asked) == 2


def test_a_client_that_knows_anything_still_hears_of_an_error(counted: FlaskClient) -> None:
    assert counted.get("/sparql?query=ASK", headers={"If-None-Match": "*"}).status_code == 400


@pytest.mark.parametrize("path", [*DATA, *PAGES, "/sparql?query=ASK", "/nowhere", "/graphs?x"])
def test_the_head_is_that_of_the_whole(web: FlaskClient, path: str) -> None:
    whole, head = web.get(path), web.head(path)
    assert head.data == b""
    assert head.status_code == whole.status_code
    assert dict(head.headers) == dict(whole.headers)


@pytest.mark.parametrize("path", [ROWS, "/graphs?default", "/id/atlantis.nt", "/", "/id/atlantis"])
@pytest.mark.parametrize("coding", ["gzip", "zstd"])
def test_what_is_long_is_packed_for_those_who_can_unpack(
    web: FlaskClient, path: str, coding: str
) -> None:
    plain = web.get(path)
    packed = web.get(path, headers={"Accept-Encoding": coding})
    assert packed.headers["Content-Encoding"] == coding
    assert packed.headers["Content-Length"] == str(len(packed.data))
    assert len(packed.data) < len(plain.data)
    assert unpacked(packed) == plain.data
    assert "Content-Encoding" not in plain.headers


def test_what_is_short_is_sent_as_it_is(web: FlaskClient) -> None:
    reply = web.get(ASK, headers={"Accept-Encoding": "gzip, zstd"})
    assert "Content-Encoding" not in reply.headers
    assert reply.get_json(force=True)["boolean"] is True


@pytest.mark.parametrize("coding", ["identity", "gzip", "zstd"])
def test_a_long_answer_goes_piece_by_piece(web: FlaskClient, coding: str) -> None:
    path = "/sparql?query=" + quote(LARGE)
    reply = web.get(path, headers={"Accept-Encoding": coding, "Accept": "text/csv"}, buffered=False)
    pieces = list(reply.iter_encoded())
    reply.close()
    assert len(pieces) > 2
    assert max(map(len, pieces)) < 1024 * 1024
    body = b"".join(pieces)
    if coding == "identity":
        assert reply.headers["Content-Length"] == str(len(body)) > str(4 * 1024**2)
    else:
        assert reply.headers["Content-Encoding"] == coding
        body = gzip.decompress(body) if coding == "gzip" else _unzstd(body)
    assert body.count(b"\r\n") == 60_001


def test_one_connection_carries_heads_unknown_lengths_and_nothing_new(live: str) -> None:
    connection = http.client.HTTPConnection(live.removeprefix("http://"), timeout=60)
    long = "/sparql?query=" + quote(LARGE)
    headers = {"Accept": "text/csv", "Accept-Encoding": "gzip"}

    def ask(method: str, path: str, **more: str) -> tuple[http.client.HTTPResponse, bytes]:
        connection.request(method, path, headers=headers | more)
        response = connection.getresponse()
        return response, response.read()

    for _ in range(2):
        whole, body = ask("GET", long)
        assert whole.headers["Content-Encoding"] == "gzip"
        assert gzip.decompress(body).count(b"\r\n") == 60_001
        assert ask("HEAD", long)[1] == b""
        again, nothing = ask("GET", long, **{"If-None-Match": whole.headers["ETag"]})
        assert (again.status, nothing) == (304, b"")
        assert ask("OPTIONS", long)[0].status == 204
        assert ask("GET", "/graphs?default", Accept="text/turtle")[0].status == 200
    connection.close()


def _unzstd(body: bytes) -> bytes:
    unpacked: bytes = zstandard.ZstdDecompressor().decompressobj().decompress(body)
    return unpacked


@pytest.mark.parametrize("path", [*DATA, *PAGES, "/dumps/void.ttl", "/nowhere", "/sparql?query=x"])
def test_scripts_of_other_origins_may_read_it(web: FlaskClient, path: str) -> None:
    reply = web.get(path, headers={"Origin": "https://example.org"})
    assert reply.headers.getlist("Access-Control-Allow-Origin") == ["*"]
    assert "ETag" in reply.headers["Access-Control-Expose-Headers"]
    assert "Access-Control-Allow-Credentials" not in reply.headers
    assert reply.headers.getlist("X-Content-Type-Options") == ["nosniff"]
    assert len(reply.headers.getlist("Content-Security-Policy")) == 1


@pytest.mark.parametrize("path", ["/sparql", "/graphs", "/id/atlantis", "/queries"])
@pytest.mark.parametrize("accept", ["*/*", "text/html"])
def test_a_browser_may_ask_before_it_asks(web: FlaskClient, path: str, accept: str) -> None:
    reply = web.options(
        path,
        headers={
            "Accept": accept,
            "Origin": "https://example.org",
            "Access-Control-Request-Method": "POST",
            "Access-Control-Request-Headers": "content-type,if-none-match",
        },
    )
    assert reply.status_code in (200, 204)
    methods = set(reply.headers["Access-Control-Allow-Methods"].split(", "))
    assert {"GET", "HEAD", "OPTIONS"} <= methods
    assert ("POST" in methods) == (path == "/sparql")
    assert methods == set(reply.headers["Allow"].split(", "))
    allowed = reply.headers["Access-Control-Allow-Headers"].lower().split(", ")
    assert {"content-type", "if-none-match"} <= set(allowed)
    assert reply.headers["Access-Control-Allow-Origin"] == "*"


def test_parameters_never_reach_the_headers(web: FlaskClient) -> None:
    for path in ("/sparql", "/graphs", "/query.csv", "/nowhere%0d%0aInjected:%20yes"):
        for value in ("%0d%0aInjected:%20yes", "%0aInjected:yes", "%00", "%E2%80%A8Injected:yes"):
            for name in ("query", "graph", "default-graph-uri", "update", "Injected"):
                reply = web.get(f"{path}?{name}={value}", headers={"Accept": "text/html"})
                assert reply.status_code < 500
                assert "Injected" not in reply.headers
                assert all("\n" not in value for value in reply.headers.values())
