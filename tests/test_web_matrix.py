"""The matrix: cells, day, filters, order, what it refuses, and that it is the question's answer."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient

from cislex.settings import Settings
from cislex.sparql import Term
from cislex.web import create_app, rendering
from cislex.web.serving import ask_page
from cislex.web.standing import Fact, Kind, counts, facts, flat, standing
from test_web_pages import BROWSER, page

pytest_plugins = ["web_fixtures"]


def cells(client: FlaskClient, address: str) -> list[str]:
    """The words of the cells, row by row."""
    response = client.get(address, headers=BROWSER)
    assert response.status_code == 200, response.text
    body = response.text.partition('class="scroll matrix"')[2].partition("</table>")[0]
    return [
        " ".join(part.partition("<b>")[2].replace("</b>", " ").partition("</a>")[0].split())
        .partition("<")[0]
        .strip()
        for part in body.split("<td ")[1:]
    ]


def test_a_cell_says_standing_and_year_and_leads_to_its_node(world: FlaskClient) -> None:
    assert cells(world, "/matrix") == ["left 2010", "not party", "unknown", "unknown"]
    assert cells(world, "/matrix?on=2000-01-01") == ["party 1995", "not party"]
    assert cells(world, "/matrix?on=1991-01-01") == ["signed 1990", "not party"]
    links = page(world, "/matrix?on=2000-01-01").links()
    assert "/reference/participation-atlantis-pact?on=2000-01-01" in links
    assert "/queries/treaty-matrix.csv?day=2000-01-01" in links


def test_the_download_is_of_the_same_day(world: FlaskClient) -> None:
    rows = list(
        csv.DictReader(io.StringIO(world.get("/queries/treaty-matrix.csv?day=2000-01-01").text))
    )
    assert {(row["state"], row["treaty"], row["standing"]) for row in rows} == {
        ("Atlantis", "Pact", "party"),
        ("Lemuria", "Pact", "not party"),
    }


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("treaties=league", ["left 2010", "not party"]),
        ("treaties=other", ["unknown", "unknown"]),
        ("states=league", ["left 2010", "unknown"]),
        ("state=lemuria", ["not party", "unknown"]),
        ("state=lemuria&state=atlantis", ["left 2010", "not party", "unknown", "unknown"]),
        ("sort=year&state=atlantis", ["left 2010", "unknown"]),
        ("sort=number&on=2005-01-01", ["party 1995", "not party", "unknown", "unknown"]),
        ("treaties=league&states=league&state=lemuria", []),
        ("on=1980-01-01", []),
    ],
)
def test_it_is_filtered_and_sorted_by_the_address(
    world: FlaskClient, query: str, expected: list[str]
) -> None:
    assert cells(world, f"/matrix?{query}") == expected


def test_an_empty_matrix_says_what_to_do(world: FlaskClient) -> None:
    assert "choose fewer conditions" in page(world, "/matrix?on=1980-01-01").text


@pytest.mark.parametrize(
    ("query", "known"),
    [
        ("sort=colour", "name, number, year"),
        ("treaties=nobody", "league, other"),
        ("states=nobody", "league"),
        ("state=nowhere", "atlantis, lemuria"),
        ("day=2005-01-01", "on, sort, treaties, states, state"),
        ("sort=name&sort=year", "give it once"),
    ],
)
def test_what_there_is_not_is_told_with_what_there_is(
    world: FlaskClient, query: str, known: str
) -> None:
    response = world.get(f"/matrix?{query}", headers=BROWSER)
    assert response.status_code == 400
    assert known in response.text


def test_the_form_keeps_what_was_chosen(world: FlaskClient) -> None:
    found = page(world, "/matrix?on=2005-01-01&treaties=league&sort=number&state=atlantis&lang=ru")
    assert ("option", {"value": "league", "selected": None}) in found.tags
    assert ("option", {"value": "number", "selected": None}) in found.tags
    assert ("input", {"type": "checkbox", "name": "state", "value": "atlantis", "checked": None}) \
        in found.tags  # fmt: skip
    assert ("input", {"type": "hidden", "name": "lang", "value": "ru"}) in found.tags


DAYS = ["1991-12-25", "1995-09-01", "2008-01-01", "2012-03-01", "2026-11-22"]


@pytest.fixture(scope="module")
def real(store: Path) -> Flask:
    """The app over the release of this checkout."""
    return create_app(Settings(store=store))


@pytest.mark.parametrize("day", DAYS)
def test_the_rules_of_the_pages_are_those_of_the_question(real: Flask, day: str) -> None:
    answer = real.test_client().get(f"/queries/treaty-matrix.csv?day={day}").text
    asked = {
        (row["state"], row["treaty"]): (row["standing"], row["since"])
        for row in csv.DictReader(io.StringIO(answer))
    }
    with real.test_request_context():
        found = {}
        made = {row["treaty"].value: row["made"].value for row in ask_page("treaties").rows}
        for fact in flat(rendering.know_table(ask_page("cells")).rows):
            stands = standing(fact, day)
            names = tuple(
                rendering.name(fact.value(part)).text for part in ("participant", "inTreaty")
            )
            if made[fact.value("inTreaty")] <= day:
                found[names] = (str(stands.kind), stands.since)
    assert len(found) > 100
    assert {names: one for names, one in asked.items() if names in found} == found
    assert {one for names, one in asked.items() if names not in found} <= {("unknown", "")}


@pytest.mark.parametrize("day", DAYS)
def test_the_profile_of_a_state_is_that_of_the_question(real: Flask, day: str) -> None:
    client = real.test_client()
    answer = client.get(f"/queries/profile-of-a-state.csv?state=id:kazakhstan&day={day}").text
    asked: dict[str, int] = {}
    for row in csv.DictReader(io.StringIO(answer)):
        asked[row["kind"]] = asked.get(row["kind"], 0) + 1
    text = client.get(f"/id/kazakhstan?on={day}", headers=BROWSER).text
    for kind, section in (("role", "organisations"), ("law", "laws"), ("body", "bodies")):
        shown = text.partition(f'<section id="{section}">')[2].partition("</section>")[0]
        rows = shown.partition("<details>")[0].count('<th scope="row">')
        assert rows == asked.get(kind, 0), kind
    treaties = text.partition('<section id="treaties">')[2].partition("</section>")[0]
    assert treaties.count('class="stands party"') == asked.get("treaty", 0)


REPEALED = "https://w3id.org/cislex/status/repealed"


def term(value: str) -> Term:
    return Term("literal", value)


def test_facts_are_put_together_from_rows() -> None:
    rows = [
        {"node": term("n"), "property": term("http://x/y#validFrom"), "value": term("2000")},
        {"node": term("n"), "property": term("http://x/y#validFrom"), "value": term("2001")},
        {"node": term("n"), "property": term("http://x/22-rdf#type"), "value": term("C")},
    ]
    assert facts(rows) == [Fact("n", {"validFrom": "2000"}, frozenset({"C"}))]
    assert facts([]) == flat([]) == []


@pytest.mark.parametrize(
    ("values", "day", "seen", "expected"),
    [
        ({}, "2000-01-01", "", True),
        ({"validFrom": "2000-01-02"}, "2000-01-01", "", False),
        ({"validUntil": "2000-01-01"}, "2000-01-01", "", False),
        ({"validUntil": "2000-01-02"}, "2000-01-01", "", True),
        ({"adoptionDate": "1999", "entryIntoForceDate": "2001"}, "2000-01-01", "", False),
        ({"legalStatus": REPEALED}, "2000-01-01", "1999-01-01", False),
        ({"legalStatus": REPEALED}, "2000-01-01", "2001-01-01", True),
    ],
)  # fmt: skip
def test_a_fact_counts_from_its_first_day_to_the_one_before_its_last(
    values: dict[str, str], day: str, seen: str, expected: bool
) -> None:
    assert counts(Fact("n", values), day, seen) is expected


def test_a_party_of_unknown_first_day_counts_from_its_consent() -> None:
    party = "https://w3id.org/cislex/status/party"
    fact = Fact("n", {"participationStatus": party, "consentDate": "2000-01-01"})
    assert standing(fact, "1999-12-31").kind is Kind.NOT_PARTY
    assert standing(fact, "2000-01-01").since == "unknown"


def test_a_link_of_the_matrix_is_on_this_server(world: FlaskClient) -> None:
    assert not [
        link for link in page(world, "/matrix").links() if urlsplit(link).scheme == "javascript"
    ]
