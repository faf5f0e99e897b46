"""The pages: what stands on them, in which forms they come, and what they never do."""

from __future__ import annotations

import hashlib
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote, urljoin, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from pyoxigraph import Quad, RdfFormat, parse

from cislex import web as doors
from cislex.settings import Settings
from web_toy import HOSTILE, MAXIMUM, QUESTIONS

pytest_plugins = ["web_fixtures"]

BROWSER = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
PAGES = [
    "/",
    "/query",
    "/sparql",
    "/queries",
    *(f"/queries/{name}" for name in QUESTIONS if name != "things-called"),
    "/queries/things-called?name=" + quote(HOSTILE),
    "/query?query=" + quote(f"SELECT ('{HOSTILE}' AS ?x) {{}}"),
    "/query?query=" + quote("CONSTRUCT WHERE { ?s ?p ?o }"),
    "/id/atlantis",
    "/id/pact",
    "/statement/abc",
    "/passage/tale-1.2.3",
    "/attestation/abc-1",
    "/document/tale",
    "/check/abc-1",
    "/source/gazette",
    "/reference/row-1",
    "/modality/generalisation",
    "/graph/toy",
    "/ont",
    "/dumps/",
    "/help",
    "/help/model",
    "/help/cookbook",
    "/help/programs",
]


class Page(HTMLParser):
    """The tags, links and words of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words = self.program = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        # A data block is not run, so the policy against scripts lets it be.
        if self.tags and self.tags[-1][0] == "script" and not self._is_data(self.tags[-1][1]):
            self.program += data
        self.words += data

    def links(self) -> list[str]:
        return [
            value for _, names in self.tags for key in ("href", "src") if (value := names.get(key))
        ]

    @staticmethod
    def _is_data(names: dict[str, str | None]) -> bool:
        return names.get("type") == "application/ld+json"

    def runs_only_our_scripts(self) -> bool:
        scripts = [names for tag, names in self.tags if tag == "script"]
        run = [names.get("src") or "" for names in scripts if not self._is_data(names)]
        return not self.program.strip() and all(one.startswith("/static/build/") for one in run)

    @property
    def text(self) -> str:
        return re.sub(r"\s+", " ", self.words)


def page(client: FlaskClient, address: str, status: int = 200) -> Page:
    response = client.get(address, headers=BROWSER)
    assert response.status_code == status, response.text
    assert response.headers["Content-Type"] == "text/html; charset=utf-8"
    return Page(response.text)


@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_whole_and_safe(web: FlaskClient, address: str) -> None:
    check(page(web, address))


def check(found: Page) -> None:
    """A page has one title, no code, each mark once, and only links that browsers follow."""
    tags = [tag for tag, _ in found.tags]
    assert tags.count("h1") == 1
    assert ("html", {"lang": "en"}) in found.tags
    assert found.runs_only_our_scripts()
    assert not [names for _, names in found.tags for name in names if name.startswith("on")]
    assert not [names for _, names in found.tags if "style" in names]
    ids = [names["id"] for _, names in found.tags if "id" in names]
    assert len(ids) == len(set(ids))
    for link in found.links():
        assert urlsplit(link).scheme in ("", "http", "https"), link


def test_every_link_of_the_site_leads_somewhere(web: FlaskClient) -> None:
    assert len(crawl(web, PAGES)) > 60


def crawl(client: FlaskClient, pages: list[str]) -> set[str]:
    """Every address that some pages lead to, each of which there is."""
    seen: set[str] = set()
    rest = list(pages)
    while rest:
        address = rest.pop()
        path = address.partition("#")[0]
        if path in seen or "lang=" in path or "content=" in path:
            continue  # the same pages in other languages
        seen.add(path)
        response = client.get(path, headers=BROWSER)
        # Some IRIs of the toy graph are named and not described.
        assert response.status_code == 200, (address, response.text)
        if response.mimetype == "text/html":
            rest += [
                urljoin(path, link)
                for link in Page(response.text).links()
                if not urlsplit(link).netloc
            ]
    return seen


def test_nothing_is_fetched_from_elsewhere(web: FlaskClient) -> None:
    for tag, names in page(web, "/id/atlantis").tags:
        if names.get("rel") in ("canonical", "alternate"):
            continue  # only named
        if tag in ("link", "img", "script", "iframe", "source"):
            assert not urlsplit(names.get("href") or names.get("src") or "").netloc
    css = web.get("/static/cislex.css").text
    assert "url(" not in css
    assert "@import" not in css
    assert len(css.encode()) <= 13_000


def test_every_answer_has_the_security_headers(web: FlaskClient) -> None:
    for address in ("/", "/nothing", "/sparql", "/static/cislex.css", "/health"):
        headers = web.get(address).headers
        assert headers["Content-Security-Policy"].startswith("default-src 'none'; style-src 'self'")
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "no-referrer"


def test_home_counts_and_offers_three_questions_and_a_query_to_run(web: FlaskClient) -> None:
    found = page(web, "/")
    assert len({link for link in found.links() if link.startswith("/queries/")}) == 3
    assert any(link.startswith("/query?query=PREFIX+lex") for link in found.links())
    assert "statements1" in found.text
    assert "http://localhost/sparql" in found.text


def test_a_thing_shows_names_properties_statements_and_verdict(web: FlaskClient) -> None:
    found = page(web, "/id/atlantis")
    for words in (
        "Atlantis",
        "Атлантида draft",
        "is party to",
        "Pact",
        "contradicted",
        "“often”",
    ):
        assert words in found.text, words
    assert "in place: Atlantis" in found.text
    assert "The Gazette" in found.text
    assert "It never signed." in found.text
    links = found.links()
    assert "https://example.org/tale#:~:text=Once%20upon" in links
    assert "https://example.org/gazette/1" in links
    assert {"/id/pact", "/document/tale", "/passage/tale-1.2.3", "/statement/abc"} <= set(links)
    assert ("span", {"class": "badge contradicted"}) in found.tags
    assert ("span", {"lang": "ru"}) in found.tags


def test_a_thing_shows_its_narrowest_class_and_what_leads_to_it(web: FlaskClient) -> None:
    found = page(web, "/id/pact")
    assert "treaty Pact" in found.text
    assert "legal source" not in found.text
    assert "← is party to Atlantis" in found.text


def test_the_ontology_has_an_anchor_for_every_term(web: FlaskClient) -> None:
    ids = {names.get("id") for _, names in page(web, "/ont").tags}
    assert {"State", "LegalSource", "InternationalTreaty", "isPartyTo", "inPlace"} <= ids


@pytest.mark.parametrize(
    ("extension", "media_type"),
    [
        ("ttl", "text/turtle"),
        ("nt", "application/n-triples"),
        ("jsonld", "application/ld+json"),
        ("rdf", "application/rdf+xml"),
    ],
)
def test_a_thing_comes_as_rdf(web: FlaskClient, extension: str, media_type: str) -> None:
    def triples(address: str, accept: str = "*/*") -> set[Quad]:
        response = web.get(address, headers={"Accept": accept})
        assert response.mimetype == media_type
        return set(parse(response.data, format=RdfFormat.from_media_type(media_type)))

    found = triples(f"/id/atlantis.{extension}")
    assert found == triples("/id/atlantis", media_type)
    assert len(found) > 8
    assert len(triples(f"/ont.{extension}")) > len(found)
    assert triples(f"/graph/toy.{extension}") >= found


@pytest.mark.parametrize(
    "address",
    ["/id/nobody", "/id/nobody.ttl", "/id/", "/nothing", "/id/a%20b", "/id/%3Cscript%3E", "/id/%00",
     "/id/%FF", "/id/%22%3E%7D", "/graph/none", "/queries/none", "/queries/none.csv",
     "/queries/treaties-of-a-state.ttl", "/queries/treaties-of-a-state.exe", "/query.exe",
     "/dumps/none", "/dumps/..%2fmanifest.json", "/dumps/%2e%2e/manifest.json",
     "/static/../__init__.py", "/id/atlantis/"],
)  # fmt: skip
def test_what_is_not_there_is_404(web: FlaskClient, address: str) -> None:
    assert "Traceback" not in page(web, address, 404).text
    plain = web.get(address)
    assert plain.status_code == 404
    assert plain.mimetype == "text/plain"
    assert len(plain.text.splitlines()) == 1


def test_an_error_comes_in_the_form_that_is_asked_for(web: FlaskClient) -> None:
    address = "/sparql?query=" + quote("SELECT * {\n ?s lex:p ?o }")
    found = json.loads(web.get(address, headers={"Accept": "application/json"}).text)["error"]
    assert (found["status"], found["line"], found["column"]) == (400, 2, 5)
    assert "PREFIX lex:" in found["message"]
    assert web.get(address).text.endswith("\n ?s lex:p ?o }\n    ^\n")
    shown = page(web, "/query?query=" + quote("SELECT * {\n ?s lex:p ?o }"), 400)
    assert "line 2, column 5" in shown.text
    assert " ?s lex:p ?o }\n    ^" in shown.words


def test_an_unexpected_error_tells_nothing(
    toy_root: Path, caplog: pytest.LogCaptureFixture
) -> None:
    class Broken:
        def current(self) -> doors.serving.Snapshot:
            raise ZeroDivisionError("secret")

    client = doors.create_app(Settings(store=toy_root), Broken()).test_client()
    for headers in (BROWSER, {"Accept": "application/json"}, {}):
        response = client.get("/", headers=headers)
        assert response.status_code == 500
        assert "secret" not in response.text
    assert "secret" in caplog.text


def test_without_a_release_every_door_says_what_to_do(tmp_path: Path) -> None:
    client = doors.create_app(Settings(store=tmp_path)).test_client()
    for address in ("/", "/health", "/sparql?query=ASK%20%7B%7D", "/id/x", "/dumps/"):
        response = client.get(address)
        assert response.status_code == 503
        assert "cislex build" in response.text


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
@pytest.mark.parametrize(
    "address", ["/", "/id/atlantis", "/queries", "/query", "/dumps/", "/health"]
)
def test_the_pages_are_read_only(web: FlaskClient, method: str, address: str) -> None:
    response = web.open(address, method=method)
    assert response.status_code == 405
    assert "GET" in response.headers["Allow"]


def test_the_form_shows_the_query_as_it_was(web: FlaskClient) -> None:
    query = f"\n\nSELECT ?x {{ BIND('</textarea>{HOSTILE}&amp;' AS ?x) }}\n"
    response = web.get("/query?query=" + quote(query), headers=BROWSER)
    assert Page(response.text).words.count(query.strip("\n")) == 1
    assert "&lt;/textarea&gt;&lt;script&gt;" in response.text
    assert HOSTILE not in response.text


def test_the_form_begins_with_a_runnable_example(web: FlaskClient) -> None:
    assert "SELECT ?treaty WHERE" in page(web, "/query").words
    assert "PREFIX policy: <https://w3id.org/cislex/policy/>" in page(web, "/query").words


def test_a_table_links_things_and_leaves_other_schemes_alone(web: FlaskClient) -> None:
    query = "SELECT * { VALUES ?x { <https://w3id.org/cislex/id/pact> <javascript:alert(1)> " \
        "<https://example.org/a> <data:text/html,x> } }"  # fmt: skip
    found = page(web, "/query?query=" + quote(query))
    assert "4 rows" in found.text
    assert {"/id/pact", "https://example.org/a"} <= set(found.links())
    assert "javascript:alert(1)" in found.text


def test_an_ask_says_yes_or_no(web: FlaskClient) -> None:
    assert "Yes" in page(web, "/query?query=ASK%20%7B%7D").text
    assert "No" in page(web, "/query?query=" + quote("ASK { <a:b> ?p ?o }")).text


def test_a_long_table_is_shown_in_part(web: FlaskClient) -> None:
    query = "SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 1500"
    response = web.get("/query?query=" + quote(query), headers=BROWSER)
    assert "the first 1000 are shown" in response.text
    assert response.text.count("<tr>") == 1001


@pytest.mark.parametrize("extension", ["csv", "json", "tsv", "xml"])
def test_a_question_is_an_api(web: FlaskClient, extension: str) -> None:
    default = web.get(f"/queries/treaties-of-a-state.{extension}")
    assert default.status_code == 200
    assert "https://w3id.org/cislex/id/pact" in default.text
    other = web.get(f"/queries/treaties-of-a-state.{extension}?state=id:pact")
    assert "https://w3id.org/cislex/id/pact" not in other.text
    negotiated = web.get("/queries/treaties-of-a-state", headers={"Accept": default.mimetype})
    assert negotiated.data == default.data


def test_a_question_that_answers_with_triples_is_an_api(web: FlaskClient) -> None:
    assert web.get("/queries/map-of-treaties.ttl").mimetype == "text/turtle"
    assert "isPartyTo" in page(web, "/queries/map-of-treaties").text


def test_a_page_of_a_question_has_its_form_and_its_text(web: FlaskClient) -> None:
    found = page(web, "/queries/treaties-of-a-state?state=id:atlantis")
    assert "Which treaties bind a state?" in found.text
    assert ("select", {"id": "p-state", "name": "state"}) in found.tags
    assert ("option", {"value": "id:atlantis", "selected": None}) in found.tags
    assert "<https://w3id.org/cislex/id/atlantis> lex:isPartyTo ?treaty" in found.words
    assert any(link.startswith("/query?query=PREFIX") for link in found.links())


@pytest.mark.parametrize(
    "address",
    ["/queries/treaties-of-a-state?state=" + quote(HOSTILE), "/queries/things-called?name=",
     "/queries/treaties-of-a-state?nation=x", "/queries/treaties-of-a-state.csv?state=atlantis",
     "/queries/treaties-of-a-state?state=a&state=b", "/queries/is-there-anything?x=%FF"],
)  # fmt: skip
def test_a_wrong_parameter_is_told(web: FlaskClient, address: str) -> None:
    response = web.get(address, headers=BROWSER)
    assert response.status_code == 400
    assert 'role="alert"' in response.text
    assert HOSTILE not in response.text


def test_dumps_are_listed_and_are_what_they_say(web: FlaskClient) -> None:
    found = page(web, "/dumps/")
    assert "https://creativecommons.org/licenses/by/4.0/" in found.links()
    names = [link for link in found.links() if link.endswith(".gz")]
    assert len(names) == 6
    for name in names:
        response = web.get(name)
        assert response.mimetype == "application/gzip"
        assert "Content-Encoding" not in response.headers
        assert hashlib.sha256(response.data).hexdigest() in found.text
    assert web.get("/dumps/void.ttl").mimetype == "text/turtle"


def test_health_answers_from_the_graph(web: FlaskClient) -> None:
    response = web.get("/health")
    assert response.status_code == 200
    assert response.get_json()["status"] == "ok"


def test_a_path_before_the_site_is_kept_in_links(web_app: Flask) -> None:
    response = web_app.test_client().get(
        "/id/atlantis", headers=BROWSER, environ_overrides={"SCRIPT_NAME": "/graphs"}
    )
    local = [link for link in Page(response.text).links() if not urlsplit(link).netloc]
    assert local
    assert all(link.startswith(("/graphs/", "#")) for link in local)


def test_a_query_in_an_address_has_the_same_limit(web: FlaskClient) -> None:
    assert web.get("/query?query=" + "%23" * (MAXIMUM + 1), headers=BROWSER).status_code == 413
