"""The choice of a form for an Accept header."""

from __future__ import annotations

import time

import pytest

from cislex import formats
from cislex.formats import GRAPHS, HTML, RESULTS, Kind, choose

CASES = [
    ("", "JSON"),
    ("*/*", "JSON"),
    ("*", "JSON"),
    ("text/*", "CSV"),
    ("application/*", "JSON"),
    ("TEXT/CSV", "CSV"),
    ("text/csv", "CSV"),
    ("application/json", "JSON"),
    ("text/json", "JSON"),
    ("application/xml", "XML"),
    ("application/sparql-results+json;charset=utf-8", "JSON"),
    ("text/csv, application/sparql-results+xml", "XML"),
    ("text/csv;q=0.9, application/sparql-results+xml;q=0.8", "CSV"),
    ("text/csv;q=0.9,text/tab-separated-values", "TSV"),
    ("text/foo;q=0.5 , text/json ; q = 0.7", "JSON"),
    ("text/foo;q=0.9,text/csv", "CSV"),
    ("*/*;q=1, application/sparql-results+json;q=0, text/csv;q=0.5", "XML"),
    ("application/json;q=0, */*", "XML"),
    ("text/*, text/csv;q=0", "TSV"),
    ("text/csv;charset=utf-8;q=0, text/csv;q=1, text/tab-separated-values;q=0.5", "TSV"),
    ("text/csv;header=absent;q=0, text/csv;q=1", "CSV"),
    ("text/csv;charset=iso-8859-1;q=0, text/csv;q=1", "CSV"),
    ('text/csv;x="a,b;q=1", text/tab-separated-values', "TSV"),
    ("text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2", "JSON"),
    ("text/csv;q=2, text/tab-separated-values", "TSV"),
    ("text/csv;q=-1, text/tab-separated-values;q=0.001", "TSV"),
    ("text/csv;q=0", None),
    ("text/csv;q=0.000", None),
    ("text/csv;charset=utf-16", None),
    ("image/png", None),
    ("application/foo", None),
    (" , ;q", None),
    ("\x00\xff", None),
]


@pytest.mark.parametrize(("accept", "label"), CASES)
def test_the_accept_header_decides(accept: str, label: str | None) -> None:
    found = choose(accept, RESULTS)
    assert (found.label if found else None) == label


def test_a_browser_gets_html_and_a_program_does_not() -> None:
    browser = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"
    assert choose(browser, (*RESULTS, HTML)) is HTML
    assert choose("*/*", (*RESULTS, HTML)) is formats.JSON


def test_a_profile_of_json_ld_is_json_ld() -> None:
    accept = 'application/ld+json;profile="http://www.w3.org/ns/json-ld#compacted"'
    found = choose(accept, GRAPHS)
    assert found is not None
    assert found.extension == "jsonld"


def test_every_extension_and_media_type_is_named_once_for_a_kind() -> None:
    for kind in Kind:
        offered = formats.of_kind(kind)
        assert len({one.extension for one in offered}) == len(offered) > 1
        assert len({one.media_type for one in offered}) == len(offered)
        for one in offered:
            assert formats.with_extension(one.extension, kind) is one
            assert one.engine.media_type.startswith(one.media_type)
    assert formats.with_extension("ttl", Kind.RESULTS) is None


def test_a_text_says_that_it_is_utf_8() -> None:
    assert formats.TURTLE.content_type == "text/turtle; charset=utf-8"
    assert formats.JSON.content_type == "application/sparql-results+json"


@pytest.mark.parametrize("piece", ['"\\"', "a", ";", ",", "a/b;", "a/b;a= ", "\\", "a/b;q=0."])
def test_a_hostile_header_is_read_in_no_time(piece: str) -> None:
    start = time.perf_counter()
    choose(piece * 20_000, RESULTS)
    assert time.perf_counter() - start < 20
