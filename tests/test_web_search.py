"""`/search`: things by their names, as a page and while one types."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from web_toy import HOSTILE

pytest_plugins = ["web_fixtures"]


def test_a_thing_is_found_in_either_script(web: FlaskClient) -> None:
    for text in ("atlantis", "Atl", "атлант", "Atlantsi"):
        page = web.get("/search", query_string={"q": text})
        assert page.status_code == 200
        assert 'href="/id/atlantis"' in page.text, text


def test_the_first_finds_come_as_json_while_one_types(web: FlaskClient) -> None:
    found = web.get("/search.json?q=атл").get_json()["results"]
    assert found[0] == {
        "iri": "https://w3id.org/cislex/id/atlantis",
        "curie": "id:atlantis",
        "address": "/id/atlantis",
        "name": "Атлантида",
        "language": "ru",
        "label": "Atlantis",
        "type": "state",
    }


def test_nothing_found_says_what_to_try(web: FlaskClient) -> None:
    page = web.get("/search?q=zzzzzz").text
    assert "0 things were found" in page
    assert "beginning of a word" in page


@pytest.mark.parametrize("text", [HOSTILE, "%00", "a" * 20_000, "\N{SKULL}" * 200, "'\""])
def test_hostile_text_is_shown_as_text(web: FlaskClient, text: str) -> None:
    for path in ("/search", "/search.json"):
        answer = web.get(path, query_string={"q": text})
        assert answer.status_code == 200
        assert HOSTILE not in answer.text or answer.is_json


def test_bad_parameters_are_told(web: FlaskClient) -> None:
    assert web.get("/search?q=a&q=b").status_code == 400
    assert web.get("/search?q=%ff").status_code == 400
