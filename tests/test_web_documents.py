"""The pages of documents: what is said where, how much is right, and the list for an audit."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from cislex.settings import Settings
from cislex.web import create_app
from cislex.web.drawing import axis, shares, side, year
from test_web_pages import BROWSER, page

pytest_plugins = ["web_fixtures"]


def test_documents_are_listed_with_their_verdicts(world: FlaskClient) -> None:
    found = page(world, "/documents")
    assert "/documents/tale" in found.links()
    assert "✕ contradicted 1" in found.text
    assert "○ unverified 1" in found.text
    assert ("rect", {"class": "contradicted", "x": "0.0", "y": "0", "width": "120.0",
                     "height": "10"}) in found.tags  # fmt: skip


@pytest.mark.parametrize("address", ["/documents/tale", "/document/tale"])
def test_a_document_has_its_sections_and_shares(world: FlaskClient, address: str) -> None:
    found = page(world, address)
    assert {"/documents/tale/1", "/documents/tale/2"} <= set(found.links())
    assert "The first tale. § 1 · 1 statement" in found.text
    assert "Section 2 § 2 · 1 statement" in found.text
    assert "50%" in found.text
    assert "/queries/audit-of-a-document.csv?document=document:tale" in found.links()


def test_a_section_goes_passage_by_passage(world: FlaskClient) -> None:
    found = page(world, "/documents/tale/1")
    assert "Once upon a time <b>Atlantis</b> left." in found.text
    assert "generalisation, “often”" in found.text
    assert "No statement was taken from here." in found.text
    assert {"/passage/tale-1.2.3", "/statement/abc", "/documents/tale/2"} <= set(found.links())
    # The text at hand is not the one that was read there.
    assert "The first" not in page(world, "/documents/tale/2").text


@pytest.mark.parametrize(
    ("query", "statements"),
    [
        ("verdict=contradicted", ["abc"]),
        ("verdict=unverified", ["def"]),
        ("modality=generalisation", ["abc"]),
        ("verdict=unverified&modality=generalisation", []),
        ("verdict=confirmed", []),
    ],
)
def test_it_is_filtered_by_verdict_and_manner(
    world: FlaskClient, query: str, statements: list[str]
) -> None:
    found = page(world, f"/documents/tale?{query}")
    links = {link for link in found.links() if link.startswith("/statement/")}
    assert links == {f"/statement/{name}" for name in statements}
    assert statements or "no such statement" in found.text


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/documents/none", 404, "There is no document"),
        ("/documents/none/1", 404, "There is no document"),
        ("/documents/tale/3", 404, "1 to 2"),
        ("/documents/tale/x", 404, ""),
        ("/documents/tale/-1", 404, ""),
        ("/documents/tale/99999999999999999999", 404, ""),
        ("/documents/tale/1?part=2", 404, "There is no part"),
        ("/documents/tale?verdict=true", 400, "confirmed, imprecise, contradicted, unverified"),
        ("/documents/tale?modality=loud", 400, "asserted, generalisation"),
        ("/documents/..%2f..%2fetc%2fpasswd", 404, ""),
    ],
)
def test_what_there_is_not_is_told(
    world: FlaskClient, address: str, status: int, words: str
) -> None:
    response = world.get(address, headers=BROWSER)
    assert response.status_code == status
    assert words in response.text


def test_the_iri_of_a_document_is_still_its_rdf(world: FlaskClient) -> None:
    assert world.get("/document/tale.ttl").mimetype == "text/turtle"
    assert world.get("/document/tale", headers={"Accept": "text/turtle"}).mimetype == "text/turtle"
    assert "What leads here" in page(world, "/document/tale?view=thing").text


def test_the_pages_of_the_real_article_are_small(store: Path) -> None:
    client = create_app(Settings(store=store)).test_client()
    slug = "kazakhstan-ip-enforcement"
    overview = page(client, f"/documents/{slug}")
    sections = [link for link in overview.links() if link.startswith(f"/documents/{slug}/")]
    assert len(sections) > 10
    shown: set[str] = set()
    for link in sections:
        part, last = 1, 1
        while part <= last:
            response = client.get(f"{link}?part={part}", headers=BROWSER)
            assert response.status_code == 200
            assert len(response.data) <= 60_000, link
            last = 1 if "of " not in response.text else max(
                [last, *(int(text.split()[0].strip("</span>")) for text in
                         response.text.split(f"part {part} of ")[1:])]
            )  # fmt: skip
            shown |= {
                piece.partition('"')[0] for piece in response.text.split('href="/statement/')[1:]
            }
            part += 1
    audit = client.get(f"/queries/audit-of-a-document.csv?document=document:{slug}").text
    stated = {row["statement"].rpartition("/")[2] for row in csv.DictReader(io.StringIO(audit))}
    assert shown == stated
    assert len(stated) > 600


def test_shares_add_up_and_none_vanishes() -> None:
    found = shares([("confirmed", 1), ("imprecise", 0), ("unverified", 999)])
    assert [(one.number, one.percent) for one in found] == [(1, 1), (0, 0), (999, 100)]
    assert round(sum(one.width for one in found)) == 240
    assert [one.width for one in shares([("confirmed", 0)])] == [0.0]
    assert shares([]) == []


def test_an_axis_holds_every_date_and_the_day() -> None:
    line = axis(["1991-12-25", "2015", "", "nonsense"], "2026-11-22")
    assert (line.first, line.last) == (1991, 2027)
    assert 0 < line.mark < 240
    bar = line.bar("1991-12-25", "", "party")
    assert bar
    assert bar.start + bar.width == 240
    assert line.bar("", "2015", "party") is None
    short = line.bar("2015", "2015", "party")
    assert short
    assert short.width == 2
    assert axis([], "2026-11-22").ticks
    assert year("2015-07") == 2015.5


def test_a_side_of_the_graph_has_room_for_some() -> None:
    pairs = [("a", "1"), ("a", "2"), ("b", "3")]
    found = side(pairs, 2)
    assert [one.is_first for one in found.neighbours] == [True, False]
    assert found.left_out == 1
    assert [one.y for one in side(pairs, 9).neighbours] == sorted(
        one.y for one in side(pairs, 9).neighbours
    )
