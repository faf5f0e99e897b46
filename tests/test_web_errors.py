"""Errors over HTTP: what they say, in which form, and what they never say."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path
from typing import IO

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from cislex.errors import QueryTimedOut, ReleaseError, ServerBusy
from cislex.sparql import Question
from cislex.web import create_app
from cislex.web.serving import Snapshot
from web_toy import MAXIMUM, no_names, settings

pytest_plugins = ["web_fixtures"]

FORMS = {
    "application/json": "application/json",
    "application/sparql-results+json": "application/json",
    "text/plain, */*;q=0.1": "text/plain",
    "*/*": "text/plain",
    "image/png": "text/plain",
    "text/html": "text/html",
}


def asked(web: FlaskClient, query: str, accept: str = "application/json") -> TestResponse:
    return web.get("/sparql", query_string={"query": query}, headers={"Accept": accept})


@pytest.mark.parametrize(("accept", "form"), FORMS.items())
def test_a_syntax_error_in_the_form_that_was_asked_for(
    web: FlaskClient, accept: str, form: str
) -> None:
    reply = asked(web, "SELECT * {\n ?s rdfs:label ?o }", accept)
    status = 406 if accept == "image/png" else 400
    assert (reply.status_code, reply.mimetype) == (status, form)
    if status == 400:
        assert "PREFIX rdfs:" in reply.text
    if form == "application/json":
        error = reply.get_json()["error"]
        assert (error["status"], error["line"], error["column"]) == (400, 2, 5)
        assert error["excerpt"] == " ?s rdfs:label ?o }\n    ^"


def test_a_fault_in_a_long_line_is_shown_with_what_stands_around_it(web: FlaskClient) -> None:
    names = " ".join(f"?variable{number}" for number in range(40))
    error = asked(web, f"SELECT {names} WHERE ( {names} )").get_json()["error"]
    shown, caret = error["excerpt"].split("\n")
    assert len(shown) < 100
    assert shown.startswith("…")
    assert shown.endswith("…")
    assert shown[caret.index("^")] == "("


@pytest.mark.parametrize("query", ["\tSELECT", "\u202eSELECT\u202e {", "SELECT\r\n{", "<\x1b[31m>"])
def test_an_excerpt_holds_nothing_that_is_not_printed(web: FlaskClient, query: str) -> None:
    error = asked(web, query).get_json()["error"]
    assert error["status"] == 400
    assert all(one.isprintable() for line in error["excerpt"].split("\n") for one in line)


class Raising:
    """A service whose engine, or whose releases, fail."""

    def __init__(self, error: Exception, is_release: bool = False) -> None:
        self._error, self._is_release = error, is_release

    def current(self) -> Snapshot:
        """The release, if it is the engine that fails."""
        if self._is_release:
            raise self._error
        return Snapshot("1", self, {}, Path(), no_names(Path(tempfile.mkdtemp())))

    def ask(self, question: Question) -> IO[bytes]:
        """Fail."""
        raise self._error


BROKEN = ZeroDivisionError("the secret of the house")
FAILURES = [
    (Raising(BROKEN), 500, "server's log"),
    (Raising(BROKEN, True), 500, "server's log"),
    (Raising(QueryTimedOut("longer than 3 s: add a LIMIT")), 503, "add a LIMIT"),
    (Raising(ServerBusy("many wait: ask again")), 503, "ask again"),
    (Raising(ReleaseError("There is no release"), True), 503, "no release"),
]


@pytest.mark.parametrize(("service", "status", "words"), FAILURES)
@pytest.mark.parametrize("accept", ["*/*", "application/json, */*;q=0.1", "text/html, */*;q=0.1"])
@pytest.mark.parametrize("path", ["/sparql?query=ASK{}", "/graphs?default", "/id/x.ttl"])
def test_no_failure_shows_the_inside(
    tmp_path: Path, path: str, accept: str, service: Raising, status: int, words: str
) -> None:
    web = create_app(settings(tmp_path), service).test_client()
    reply = web.get(path, headers={"Accept": accept})
    assert reply.status_code == status
    assert words in reply.text.replace("&#39;", "'")
    for inside in ("Traceback", "secret", "ZeroDivision", ".py"):
        assert inside not in reply.text
    assert ("Retry-After" in reply.headers) == (status == 503)
    assert reply.headers["Cache-Control"] == "no-store"
    assert reply.headers["Access-Control-Allow-Origin"] == "*"


GARBAGE = {
    "zeros": b"\0" * 1_000_000,
    "bytes": bytes(range(256)) * 4000,
    "text": b"lorem ipsum { } ( ) <> ?x :y " * 35_000,
    "braces": b"{" * 1_000_000,
    "quotes": b'"\\' * 500_000,
    "comments": b"#" * 1_000_000,
    "equals": b"=&" * 500_000,
    "percents": b"query=" + b"%" * 1_000_000,
    "empty": b"",
}


@pytest.mark.parametrize("garbage", GARBAGE.values(), ids=GARBAGE)
@pytest.mark.parametrize("kind", ["application/sparql-query", "application/x-www-form-urlencoded"])
def test_garbage_is_refused_at_once(web: FlaskClient, garbage: bytes, kind: str) -> None:
    for content in (garbage, garbage[: MAXIMUM // 2]):
        start = time.monotonic()
        reply = web.post("/sparql", data=content, content_type=kind)
        assert reply.status_code in (400, 413)
        assert len(reply.data) < 2000
        assert time.monotonic() - start < 30
    assert web.get("/health").status_code == 200


HEADERS = [
    ("Accept", "\u00ff" * 5000),
    ("Accept", "*/*;" * 5000),
    ("Accept", 'text/html;q="' + "\\" * 5000),
    ("Accept-Encoding", "gzip;q=" * 5000),
    ("Accept-Encoding", "\u00ff,;=*"),
    ("If-None-Match", '"' * 50_000),
    ("If-None-Match", "W/" * 5000),
    ("If-Modified-Since", "never"),
    ("Content-Type", "application/sparql-query;" * 3000),
    ("Content-Type", "application/sparql-query; charset=\u00ff"),
    ("Content-Type", "application/sparql-query; charset*=utf-7''%ff"),
    ("Content-Length", "-1"),
    ("Content-Length", "abc"),
    ("Host", 'ev il"><'),
    ("Host", ""),
    ("Origin", "null"),
    ("Range", "bytes=0-0"),
]


@pytest.mark.parametrize(("name", "value"), HEADERS)
@pytest.mark.parametrize("method", ["GET", "POST", "HEAD", "OPTIONS"])
def test_no_header_breaks_a_door(web: FlaskClient, method: str, name: str, value: str) -> None:
    for path in ("/sparql?query=ASK{}", "/sparql", "/graphs", "/graphs?default", "/id/atlantis"):
        start = time.monotonic()
        reply = web.open(path, method=method, headers={name: value})
        assert reply.status_code < 500, reply.text
        assert time.monotonic() - start < 20


def test_a_host_that_is_none_is_not_repeated(web: FlaskClient) -> None:
    reply = web.get("/sparql", headers={"Host": 'ev il"><'})
    assert (reply.status_code, "ev il" in reply.text) == (400, False)
