"""Help, downloads, and what programs and search engines read: OpenAPI, robots, sitemaps."""

from __future__ import annotations

import hashlib
import html
import re
import subprocess
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
from flask.testing import FlaskClient
from openapi_spec_validator import validate
from pyoxigraph import RdfFormat, parse

from cislex import terms
from cislex.settings import Settings
from cislex.web import create_app, discovery, guide

pytest_plugins = ["web_fixtures"]

ROOT = Path(__file__).resolve().parents[1]
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@pytest.fixture(scope="module")
def real(store: Path) -> FlaskClient:
    """A client of the app over the release of this checkout."""
    settings = Settings(store=store, base_url="https://example.org/graph/")
    return create_app(settings).test_client(use_cookies=False)


def locations(client: FlaskClient, path: str) -> list[str]:
    response = client.get(path)
    assert response.mimetype == "application/xml"
    return [one.text or "" for one in ElementTree.fromstring(response.text).iter(f"{SITEMAP}loc")]


def test_openapi_is_valid_and_knows_every_question(real: FlaskClient) -> None:
    document = real.get("/openapi.json").get_json()
    validate(document)
    assert document["openapi"] == "3.1.0"
    assert document["servers"] == [{"url": "https://example.org/graph"}]
    questions = {path for path in document["paths"] if path.startswith("/queries/")}
    assert len(questions) == len(list((ROOT / "queries").glob("*.rq")))
    sources = document["paths"]["/queries/reference-sources"]["get"]["parameters"][0]["schema"]
    assert (sources["default"], "mirror" in sources["enum"]) == ("official", True)
    section = document["paths"]["/queries/what-a-section-says"]["get"]["parameters"]
    assert {"type": "integer", "default": 12} in [one["schema"] for one in section]


def test_openapi_is_true(real: FlaskClient) -> None:
    paths = real.get("/openapi.json").get_json()["paths"]
    found = paths["/queries/treaties-of-a-state"]["get"]["responses"]["200"]["content"]
    for media_type in found:
        address = "/queries/treaties-of-a-state"
        assert real.get(address, headers={"Accept": media_type}).mimetype == media_type
    assert real.get("/search.json?q=berne").get_json()["results"]
    problem = real.get("/sparql?query=x", headers={"Accept": "application/json"})
    assert problem.status_code == 400
    assert problem.get_json()["error"]["status"] == 400


def test_robots_leave_the_expensive_doors_alone(real: FlaskClient) -> None:
    lines = real.get("/robots.txt").text.splitlines()
    assert {"Disallow: /sparql", "Disallow: /query?", "Disallow: /query$"} <= set(lines)
    assert "Sitemap: https://example.org/graph/sitemap.xml" in lines
    assert not any("/queries".startswith(line.removeprefix("Disallow: ")) for line in lines[1:-2])


def test_the_sitemap_leads_to_pages_that_are_there(
    real: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(discovery, "_MOST_IN_A_MAP", 100)
    parts = locations(real, "/sitemap.xml")
    assert len(parts) > 4
    pages: list[str] = []
    for part in parts:
        found = locations(real, urlsplit(part).path.removeprefix("/graph"))
        assert 0 < len(found) <= 150
        pages += found
    assert len(pages) == len(set(pages))
    assert {
        "https://example.org/graph/",
        "https://example.org/graph/id/kazakhstan",
        "https://example.org/graph/document/kazakhstan-ip-enforcement",
        "https://example.org/graph/queries/treaties",
        "https://example.org/graph/help/model",
    } <= set(pages)
    for address in pages[::40]:
        path = address.removeprefix("https://example.org/graph")
        assert real.get(path, headers={"Accept": "text/html"}).status_code == 200, path


@pytest.mark.parametrize("part", ["0", "999", "x", "-1", "²"])
def test_there_is_no_other_part_of_the_sitemap(real: FlaskClient, part: str) -> None:
    assert real.get(f"/sitemap-{part}.xml").status_code == 404


def test_a_page_names_its_address_and_its_twins(real: FlaskClient) -> None:
    page = html.unescape(real.get("/id/kazakhstan?lang=ru&content=kk").text)
    base = "https://example.org/graph/id/kazakhstan"
    assert f'<link rel="canonical" href="{base}?lang=ru">' in page
    assert f'<link rel="alternate" hreflang="en" href="{base}?lang=en">' in page
    assert f'<link rel="alternate" hreflang="x-default" href="{base}">' in page
    for path in ("/", "/queries", "/queries/treaties", "/help", "/dumps/"):
        described = re.search('<meta name="description" content="([^"]+)">', real.get(path).text)
        assert described, path
        assert 40 < len(described[1]) <= 310


def test_checksums_are_those_of_the_files(real: FlaskClient, tmp_path: Path) -> None:
    sums = real.get("/dumps/SHA256SUMS")
    assert sums.headers["Content-Disposition"] == "attachment; filename=SHA256SUMS"
    for line in sums.text.splitlines():
        digest, name = line.split("  ")
        with real.get(f"/dumps/{name}") as response:
            assert hashlib.sha256(response.data).hexdigest() == digest
            (tmp_path / name).write_bytes(response.data)
    (tmp_path / "SHA256SUMS").write_text(sums.text)
    done = subprocess.run(["sha256sum", "-c", "SHA256SUMS"], cwd=tmp_path, capture_output=True)
    assert done.returncode == 0


def test_the_downloads_say_how_to_load_them(real: FlaskClient) -> None:
    page = html.unescape(real.get("/dumps/").text)
    for words in ("oxigraph load", "tdb2.tdbloader", "ld_dir(", "qlever index", "/repositories/"):
        assert words in page
    program = page.partition("import gzip")[2].partition("</pre>")[0]
    assert 'format="nquads"' in program
    assert "https://example.org/graph/dumps/cislex.nq.gz" in page
    assert "MB" in page


def test_the_definitions_in_the_catalogue_are_those_of_the_data(real: FlaskClient) -> None:
    schemes = ("verification", "modality", "polarity")
    said = {
        quad.subject.value.removeprefix(terms.BASE): quad.object.value
        for name in schemes
        for quad in parse(
            (ROOT / "ontology" / "schemes" / f"{name}.ttl").read_bytes(), format=RdfFormat.TURTLE
        )
        if quad.predicate.value == terms.expand("skos:definition")
    }
    with real.application.test_request_context("/?lang=en"):
        assert guide._definitions() == {name: said[name] for name in said if "/" in name}
    russian = real.get("/help/model?lang=ru").text.partition("<main")[2]
    assert "A reference source" not in russian
    assert 'lang="en"' not in russian.partition("</main>")[0]


def test_the_picture_of_the_model_has_no_style_of_its_own(real: FlaskClient) -> None:
    page = real.get("/help/model").text
    picture = page.partition("<svg")[2].partition("</svg>")[0]
    assert picture.count("<rect") == 9
    assert "style" not in picture
    assert "lex:isAttestedBy" in picture


def test_every_recipe_runs(real: FlaskClient) -> None:
    page = html.unescape(real.get("/help/cookbook").text)
    recipes = re.findall(r'href="(/query\?query=[^"]+)"', page)
    assert len(recipes) > 20
    for address in recipes[::5]:
        assert real.get(address.replace("/query?", "/query.json?")).status_code == 200


def test_limits_are_those_of_the_server(store: Path) -> None:
    settings = Settings(store=store, query_seconds=7, maximum_query_bytes=2048)
    page = create_app(settings).test_client().get("/help/programs").text
    assert "<dd>7 s</dd>" in page
    assert "<dd>2 KiB</dd>" in page


def test_a_missing_page_suggests_what_is_called_like_it(real: FlaskClient) -> None:
    page = real.get("/id/bern-conventoin", headers={"Accept": "text/html"})
    assert page.status_code == 404
    assert 'href="/id/berne-convention"' in page.text
    odd = real.get("/id/%3Cscript%3Ealert", headers={"Accept": "text/html"})
    assert odd.status_code == 404
    assert "<script>" not in odd.text
