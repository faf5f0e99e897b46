"""The pages of things: cards, dated facts, the answer of a relation, the graph, structured data."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from flask.testing import FlaskClient

from cislex import terms
from cislex.web import create_app
from test_web_pages import BROWSER, Page, check, crawl, page
from web_toy import WORLD, publish, settings

pytest_plugins = ["web_fixtures"]

EVIL = "</script><script>alert(1)</script>\"'><img src=x onerror=alert(2)>{{7*7}}"
"""What every literal of a hostile graph says."""
ADDRESSES = [
    "/id/atlantis",
    "/id/atlantis?view=graph",
    "/id/atlantis?view=outgoing&property=skos:note",
    "/id/pact",
    "/id/league",
    "/id/song",
    "/statement/abc",
    "/passage/tale-1.2.3",
    "/source/gazette",
    "/reference/participation-atlantis-pact",
    "/reference/membership-atlantis-league",
    "/matrix",
    "/documents",
    "/documents/tale",
    "/documents/tale?modality=generalisation",
    "/documents/tale/1",
]


PAGES = [
    "/id/atlantis",
    "/id/pact",
    "/statement/abc",
    "/passage/tale-1.2.3",
    "/id/atlantis?view=graph",
    "/id/atlantis?view=incoming&property=lex:participant",
    "/id/atlantis?on=2005-01-01",
    "/id/league",
    "/id/old-code",
    "/id/new-office",
    "/reference/participation-atlantis-pact",
    "/reference/participation-lemuria-pact",
    "/reference/membership-atlantis-league",
    "/reference/subordination-new-office-league",
    "/matrix",
    "/matrix?on=2000-01-01&sort=number&treaties=league&state=atlantis",
    "/documents",
    "/documents/tale",
    "/documents/tale?verdict=contradicted",
    "/documents/tale/1",
    "/document/tale?view=thing",
]


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    """A server whose graph says something hostile wherever it says anything."""
    root = tmp_path_factory.mktemp("hostile")
    evil = json.dumps(EVIL)
    text = re.sub(r'"(?:[^"\\]|\\.)*"(?=@| ;| \.| ,)', lambda _: evil, WORLD)
    assert text.count(evil) > 25
    publish(root, text)
    return create_app(settings(root)).test_client()


def structured(text: str) -> dict[str, object]:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)
    assert found
    loaded = json.loads(found[1])
    assert isinstance(loaded, dict)
    return loaded


@pytest.mark.parametrize("address", PAGES)
def test_a_page_of_a_thing_is_whole_and_safe(world: FlaskClient, address: str) -> None:
    check(page(world, address))


def test_every_link_of_the_pages_leads_somewhere(world: FlaskClient) -> None:
    assert len(crawl(world, PAGES)) > 100


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_literal_is_ever_markup(hostile: FlaskClient, address: str) -> None:
    response = hostile.get(address, headers=BROWSER)
    assert response.status_code == 200, response.text
    found = Page(response.text)
    assert found.runs_only_our_scripts()
    assert not [tag for tag, names in found.tags if tag == "img" or "onerror" in names]
    assert "{{7*7}}" in response.text or "49" not in found.text
    # What a data block holds is JSON to its end, and says the same again.
    if '<script type="application/ld+json">' in response.text:
        assert "@type" in structured(response.text)


@pytest.mark.parametrize(
    "address",
    [
        "/id/atlantis?on=" + quote(EVIL),
        "/id/atlantis?view=" + quote(EVIL),
        "/id/atlantis?view=incoming&property=" + quote(EVIL),
        "/id/atlantis?part=" + quote(EVIL),
        "/matrix?sort=" + quote(EVIL),
        "/matrix?" + quote(EVIL) + "=1",
        "/matrix?state=" + quote(EVIL),
        "/documents/" + quote(EVIL, safe=""),
        "/documents/tale?verdict=" + quote(EVIL),
    ],
)
def test_what_an_address_says_is_never_markup(world: FlaskClient, address: str) -> None:
    response = world.get(address, headers=BROWSER)
    assert response.status_code in (400, 404)
    found = Page(response.text)
    assert found.runs_only_our_scripts()
    assert "img" not in [tag for tag, _ in found.tags]


def test_a_card_shows_passage_source_verdict_and_how_to_cite(world: FlaskClient) -> None:
    response = world.get("/statement/abc", headers=BROWSER)
    found = Page(response.text)
    assert "Once upon a time <b>Atlantis</b> left." in found.text
    assert ("b", {}) not in found.tags
    assert "https://example.org/tale#:~:text=Once%20upon" in found.links()
    assert "The Gazette" in found.text
    cited = re.search(r"“Atlantis is party to Pact”: A tale, § 1\.2\.3, (.*)", found.text)
    assert cited
    assert "Verdict: contradicted (The Gazette, https://example.org/gazette/1)" in cited[1]
    assert "http://localhost/statement/abc" in cited[1]
    query = next(link for link in found.links() if link.startswith("/query?query="))
    asked = parse_qs(urlsplit(query).query)["query"][0]
    assert "<https://w3id.org/cislex/statement/abc> lex:isAttestedBy" in asked
    answer = world.get("/sparql", query_string={"query": asked}, headers={"Accept": "text/csv"})
    assert answer.status_code == 200
    assert "tale-1.2.3" in answer.text


def test_a_passage_is_shown_only_when_its_hash_is_right(tmp_path: Path) -> None:
    publish(tmp_path, WORLD)
    client = create_app(settings(tmp_path)).test_client()
    text = tmp_path / "tale.txt"
    assert "Once upon a time" in page(client, "/statement/abc").text
    for changed in ("The first tale.\n\nOnce upon a dime <b>Atlantis</b> left.\n", "", "\0"):
        text.write_text(changed, "utf-8")
        assert "<b>Atlantis" not in page(client, "/statement/abc").text
    text.unlink()
    assert "<b>Atlantis" not in page(client, "/statement/abc").text


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("1989-12-31", "On 31 December 1989 there was no Pact yet."),
        ("1990-04-30", "As of 30 April 1990, Atlantis is not bound by Pact."),
        ("1990-05-01", "As of 1 May 1990, Atlantis has signed Pact (on 1 May 1990) but"),
        ("1995-06-01", "As of 1 June 1995, Atlantis is bound by Pact, since 1 June 1995."),
        ("2010-03-01", "Atlantis is no longer bound by Pact: it left on 1 March 2010."),
        ("", "Atlantis is no longer bound by Pact: it left on 1 March 2010."),
    ],
)
def test_a_participation_answers_in_one_sentence(world: FlaskClient, day: str, words: str) -> None:
    found = page(world, f"/reference/participation-atlantis-pact?on={day}")
    assert words in found.text
    # The record that gives the first day is named, not only the first of them.
    assert "Source: The Gazette, seen on 3 February 2020" in found.text
    assert "states otherwise: lex:validUntil 2011" in found.text
    assert "Atlantis is party to Pact" in found.text
    assert ("input", {"id": "on", "type": "date", "name": "on", "required": None,
                      "value": day or _today(found)}) in found.tags  # fmt: skip


def _today(found: Page) -> str:
    return next(str(names["value"]) for _, names in found.tags if names.get("id") == "on")


def test_a_source_that_is_no_web_address_is_no_link(world: FlaskClient) -> None:
    found = page(world, "/reference/participation-lemuria-pact")
    assert "Lemuria is not bound by Pact." in found.text
    assert not [link for link in found.links() if "javascript" in link]


def test_the_day_changes_the_page_of_a_state_and_is_told(world: FlaskClient) -> None:
    then = page(world, "/id/atlantis?on=2005-01-01")
    assert "This page shows how things stood on 1 January 2005." in then.text
    assert "/reference/participation-atlantis-pact?on=2005-01-01" in then.links()
    assert "● party" in then.text
    assert re.search(r"Old Code 7 ?1 January 1980", then.text)
    assert "New Office" in then.text
    now = page(world, "/id/atlantis")
    assert "This page shows" not in now.text
    assert "✕ left" in now.text
    assert "Laws that were repealed before or came after: 1" in now.text
    assert "Bodies that ended before or came after: 1" in now.text


def test_a_page_without_dates_says_so(world: FlaskClient) -> None:
    assert "same on every day" in page(world, "/id/song?on=2005-01-01").text
    assert "same on every day" not in page(world, "/id/song").text


def test_a_year_counts_from_its_first_day(world: FlaskClient) -> None:
    address = "/reference/membership-atlantis-league?on="
    assert "is not yet in League" in page(world, address + "1999-12-31").text
    assert "is in League (member), since 2000." in page(world, address + "2000-01-01").text


@pytest.mark.parametrize(
    "day", ["2005-02-30", "2005", "05-01-01", "2005-1-1", "yesterday", "٢٠٠٥-٠١-٠١", "0000-01-01"]
)
@pytest.mark.parametrize("address", ["/id/atlantis", "/matrix"])
def test_a_wrong_day_is_told_with_an_example(world: FlaskClient, address: str, day: str) -> None:
    response = world.get(address, query_string={"on": day}, headers=BROWSER)
    assert response.status_code == 400
    assert "write year-month-day, such as 2005-01-01" in response.text


def test_two_days_are_one_too_many(world: FlaskClient) -> None:
    response = world.get("/id/atlantis?on=2005-01-01&on=2006-01-01", headers=BROWSER)
    assert response.status_code == 400


def test_the_day_and_the_languages_travel_together(world: FlaskClient) -> None:
    found = page(world, "/id/pact?on=2005-01-01&lang=ru")
    assert "Страница показывает положение дел на 1 января 2005" in found.text
    assert "/id/atlantis?lang=ru&on=2005-01-01" in found.links()
    assert ("a", {"href": "/id/atlantis?lang=ru&on=2005-01-01"}) in found.tags
    assert "Атлантида" in found.text


def test_a_drawing_has_a_list_beside_it(world: FlaskClient) -> None:
    response = world.get("/id/atlantis?on=2012-01-01", headers=BROWSER)
    assert 'class="signatory"' in response.text
    assert re.search(r'<rect class="party" x="[\d.]+" y="2" width="[\d.]+"', response.text)
    assert " style=" not in response.text


def test_the_graph_has_a_table_twin(world: FlaskClient) -> None:
    found = page(world, "/id/atlantis?view=graph")
    assert [tag for tag, _ in found.tags].count("svg") == 1
    for link in ("/id/pact", "/id/old-code", "/reference/participation-atlantis-pact"):
        assert found.links().count(link) >= 2, link


def test_long_lists_come_in_parts(tmp_path: Path) -> None:
    many = "\n".join(
        f'id:law-{number} a lex:NationalLaw ; rdfs:label "Law {number}"@en ; lex:about id:pact .'
        for number in range(450)
    )
    publish(tmp_path, WORLD + many)
    client = create_app(settings(tmp_path)).test_client()
    whole = page(client, "/id/pact")
    link = next(link for link in whole.links() if "property=lex%3Aabout" in link)
    assert "all 450 things" in whole.text
    first = page(client, link)
    assert len([one for one in first.links() if one.startswith("/id/law-")]) == 200
    assert "part 1 of 3" in first.text
    last = page(client, link + "&part=3")
    assert len([one for one in last.links() if one.startswith("/id/law-")]) == 50
    for wrong in ("4", "0", "-1", "x", "1" * 30, "²"):
        assert client.get(f"{link}&part={wrong}", headers=BROWSER).status_code == 404


def test_many_statements_come_in_parts(tmp_path: Path) -> None:
    many = "\n".join(
        f"""statement:n{number} a lex:Statement ; rdf:subject id:atlantis ;
            rdf:predicate lex:isPartyTo ; rdf:object id:x{number} ;
            lex:isAttestedBy attestation:n{number} .
        attestation:n{number} lex:inPassage passage:tale-1.2.3 ; lex:modality modality:asserted ."""
        for number in range(20)
    )
    publish(tmp_path, WORLD + many)
    client = create_app(settings(tmp_path)).test_client()
    shown = []
    for part in (1, 2, 3, 4):
        links = page(client, f"/id/atlantis?part={part}").links()
        shown += [link for link in links if link.startswith("/statement/")]
    assert len(shown) == len(set(shown)) == 21


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("/id/atlantis", "Country"),
        ("/id/pact", "Legislation"),
        ("/id/old-code", "Legislation"),
        ("/id/new-office", "GovernmentOrganization"),
        ("/id/league", "Organization"),
        ("/id/song", "DefinedTerm"),
        ("/statement/abc", "ClaimReview"),
        ("/statement/def", "Claim"),
    ],
)
def test_search_engines_get_structured_data(world: FlaskClient, address: str, kind: str) -> None:
    found = structured(world.get(address, headers=BROWSER).text)
    assert found["@context"] == "https://schema.org"
    assert found["@type"] == kind
    assert found["@id"] == terms.BASE + address[1:]


def test_a_review_says_the_claim_and_its_rating(world: FlaskClient) -> None:
    found = structured(world.get("/statement/abc", headers=BROWSER).text)
    assert found["claimReviewed"] == "Atlantis is party to Pact"
    assert found["reviewRating"] == {
        "@type": "Rating",
        "ratingValue": 1,
        "worstRating": 1,
        "bestRating": 3,
        "alternateName": "contradicted",
    }
    law = structured(world.get("/id/old-code", headers=BROWSER).text)
    assert law["legislationIdentifier"] == "7"
    assert law["legislationJurisdiction"] == {"@id": terms.BASE + "id/atlantis", "name": "Atlantis"}


def test_a_negated_statement_says_so(world: FlaskClient) -> None:
    assert "negated: is party to" in page(world, "/statement/def").text


def test_a_thing_opens_in_the_query_form(world: FlaskClient) -> None:
    links = page(world, "/id/atlantis").links()
    assert [link for link in links if link.startswith("/query?query=CONSTRUCT")]
