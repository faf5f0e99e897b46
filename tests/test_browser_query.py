"""The query form in a real browser: as a person uses it, with and without JavaScript."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from browsers import Tab, opened
from web_toy import HOSTILE

pytest_plugins = ["browser_fixtures", "web_fixtures"]

BUILD = Path(__file__).resolve().parents[1] / "server" / "cislex" / "web" / "static" / "build"
LEX = "PREFIX lex: <https://w3id.org/cislex/ont#>\n"
MANY = "SELECT ?n WHERE { " + " ".join(
    f"VALUES ?d{place} {{ 0 1 2 3 4 5 6 7 8 9 }}" for place in range(5)
)
HUNDRED_THOUSAND = MANY + (" BIND(?d0 + 10 * ?d1 + 100 * ?d2 + 1000 * ?d3 + 10000 * ?d4 AS ?n) }")
ENDLESS = (
    "SELECT (COUNT(*) AS ?n) { "
    + " ".join(f"?s{place} ?p{place} ?o{place} ." for place in range(6))
    + " }"
)


@pytest.fixture
def tab(browser: Browser, live: str) -> Iterator[Tab]:
    if not (BUILD / "query.js").is_file():
        pytest.skip("the browser code was not made: run 'make assets', it needs the npm registry")
    with opened(
        browser, live, locale="en", permissions=["clipboard-read", "clipboard-write"]
    ) as tab:
        yield tab


def editor(page: Page) -> None:
    """Wait for the editor, empty it and stand in it."""
    page.locator(".cm-content").click()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.press("Delete")


def written(page: Page) -> str:
    return page.locator("#query").input_value()


def ask(page: Page, query: str) -> None:
    editor(page)
    page.keyboard.insert_text(query)
    page.keyboard.press("ControlOrMeta+Enter")


def cells(page: Page) -> list[str]:
    return page.locator("#view tbody tr").all_inner_texts()


def propose(page: Page, typed: str, wanted: str) -> None:
    """Type, and take the proposal that begins with some words."""
    page.keyboard.type(typed, delay=20)
    option = page.locator(".cm-tooltip-autocomplete li", has_text=wanted).first
    option.click()


def test_a_query_is_written_by_completion_and_run(tab: Tab) -> None:
    page = tab.open("/query")
    editor(page)
    page.keyboard.type("SELECT ?treaty WHERE { ")
    propose(page, "атлант", "id:atlantis")
    page.keyboard.type(" ")
    propose(page, "party", "lex:isPartyTo")
    page.keyboard.type(" ?treaty ")
    assert "PREFIX lex: <https://w3id.org/cislex/ont#>\n" in written(page)
    assert "PREFIX id: <https://w3id.org/cislex/id/>\n" in written(page)
    assert "{ id:atlantis lex:isPartyTo ?treaty }" in written(page)
    page.keyboard.press("ControlOrMeta+Enter")
    expect(page.locator("#status")).to_contain_text("1 rows in")
    link = page.locator("#view tbody a")
    expect(link).to_have_text("Pact")
    link.click()
    expect(page.locator("h1")).to_have_text("Pact")


def test_the_colon_of_a_known_prefix_declares_it(tab: Tab) -> None:
    page = tab.open("/query")
    editor(page)
    page.keyboard.type("# skos: is no term here\nASK { ?s rdfs:label 'dct:x' }")
    assert written(page).startswith("PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>\n#")
    assert written(page).count("PREFIX") == 1


def test_rows_are_sorted_filtered_and_paged(tab: Tab) -> None:
    page = tab.open("/query")
    ask(page, "SELECT ?n ?word { VALUES (?n ?word) { (10 'b') (9 'a') (100 'ab') (UNDEF 'c') } }")
    expect(page.locator("#status")).to_contain_text("4 rows")
    head = page.locator("#view th", has_text="n").first
    head.get_by_role("button").click()
    assert [row.split("\t")[0] for row in cells(page)] == ["9", "10", "100", ""]
    head.get_by_role("button").click()
    expect(head).to_have_attribute("aria-sort", "descending")
    assert [row.split("\t")[0] for row in cells(page)] == ["100", "10", "9", ""]
    page.get_by_label("Filter the rows").fill("b")
    expect(page.locator("#view tbody tr")).to_have_count(2)
    assert [row.split("\t")[1] for row in cells(page)] == ["ab", "b"]


def test_a_hundred_thousand_rows_do_not_freeze(tab: Tab) -> None:
    page = tab.open("/query")
    ask(page, HUNDRED_THOUSAND)
    expect(page.locator("#status")).to_contain_text("100,000 rows", timeout=60_000)
    assert page.locator("#view tbody tr").count() == 100
    page.locator("#view th button").first.click()
    assert cells(page)[:3] == ["0", "1", "2"]
    page.get_by_role("button", name="Next").click()
    assert cells(page)[0] == "100"
    page.get_by_label("Filter the rows").fill("99999")
    expect(page.locator("#view tbody tr")).to_have_count(1)


def test_a_link_shows_the_same_again(tab: Tab, browser: Browser, live: str) -> None:
    page = tab.open("/query")
    ask(page, LEX + "SELECT ?state ?treaty { ?state lex:isPartyTo ?treaty }")
    page.get_by_role("tab", name="Graph").click()
    expect(page.locator("svg.graph .node")).to_have_count(2)
    page.get_by_role("button", name="Share").click()
    page.get_by_role("button", name="link").click()
    expect(page.locator("#copied")).to_have_text("Copied.")
    link = page.evaluate("navigator.clipboard.readText()")
    assert link == page.url
    with opened(browser, live, locale="ru") as other:
        shown = other.open(link.removeprefix(live))
        expect(shown.locator("svg.graph .node")).to_have_count(2)
        expect(shown.get_by_role("tab", name="Граф")).to_have_attribute("aria-selected", "true")


def test_the_query_is_copied_for_other_programs(tab: Tab, live: str) -> None:
    page = tab.open("/query")
    ask(page, "SELECT ('it''s' AS ?x) {}".replace("''", "\\'"))
    page.get_by_role("button", name="Share").click()
    for name, words in (
        ("curl", f"curl '{live}/sparql'"),
        ("Python", "from SPARQLWrapper import JSON, SPARQLWrapper"),
        ("R", "library(httr2)"),
    ):
        page.get_by_role("button", name=name, exact=True).click()
        expect(page.locator("#snippet")).to_contain_text(words)
    page.get_by_role("button", name="Python", exact=True).click()
    expect(page.locator("#snippet")).to_contain_text("from SPARQLWrapper")
    program = page.locator("#snippet").inner_text()
    compile(program, "snippet", "exec")
    assert r"\\'" in program


def test_an_error_is_underlined_at_its_place_and_mended_by_a_click(tab: Tab) -> None:
    page = tab.open("/query")
    ask(page, "SELECT *\nWHERE { ?s rdfs:label ?o }")
    problem = page.locator("#problem")
    expect(problem).to_contain_text("PREFIX rdfs:")
    expect(problem).to_contain_text("line 2, column 12")
    line, caret = problem.locator("pre").inner_text().split("\n")
    assert line[caret.index("^") :].startswith("rdfs:label")
    wrong = page.locator(".cm-lintRange-error")
    expect(wrong).to_have_text("rdfs:label")
    button = page.get_by_role("button", name="Declare rdfs:")
    for _ in range(10):
        # The editor shows the tip where the mouse rests; on a busy machine it may come too early,
        # or go again before the click.
        page.mouse.move(1, 1)
        wrong.hover()
        with contextlib.suppress(PlaywrightTimeout):
            button.click(timeout=5000)
            break
    expect(wrong).to_have_count(0)
    page.keyboard.press("ControlOrMeta+Enter")
    expect(page.locator("#status")).to_contain_text("rows in")
    expect(problem).to_be_empty()


def test_an_error_is_seen_while_one_writes(tab: Tab) -> None:
    page = tab.open("/query")
    editor(page)
    page.keyboard.type("SELECT * WHERE ?x")
    expect(page.locator(".cm-lintRange-error")).to_be_visible()
    expect(page.locator("#problem")).to_be_empty()


def test_a_slow_query_is_cancelled(tab: Tab) -> None:
    page = tab.open("/query")
    ask(page, LEX + ENDLESS)
    page.get_by_role("button", name="Cancel").click()
    expect(page.locator("#status")).to_have_text("Cancelled.")
    expect(page.get_by_role("button", name="Cancel")).to_be_hidden()
    ask(page, "ASK {}")
    expect(page.locator("#view")).to_have_text("Yes")


def test_the_views_show_the_same_rows(tab: Tab) -> None:
    page = tab.open("/query")
    ask(
        page,
        "PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>\nSELECT * { VALUES (?what ?day ?many) {"
        " ('one' '1991-12-25'^^xsd:date 3) ('two' '2015-11-30'^^xsd:date 6) } }",
    )
    page.get_by_role("tab", name="Bars").click()
    expect(page.locator(".barchart tr").first).to_contain_text("two")
    widths = [bar.bounding_box() for bar in page.locator(".bar-of").all()]
    assert [round(box["width"] / widths[0]["width"], 1) for box in widths if box and widths[0]] == [
        1.0,
        0.5,
    ]
    page.get_by_role("tab", name="Bars").press("ArrowRight")
    expect(page.get_by_role("tab", name="Timeline")).to_be_focused()
    expect(page.locator("svg.timeline circle")).to_have_count(2)
    expect(page.locator(".events li").first).to_contain_text("1991-12-25 one · 3")
    page.get_by_role("tab", name="Graph").click()
    expect(page.locator("#view")).to_contain_text("CONSTRUCT")
    page.get_by_role("tab", name="Raw").click()
    expect(page.locator("#view pre")).to_contain_text('"bindings"')


def test_triples_are_shown_and_downloaded(tab: Tab) -> None:
    page = tab.open("/query")
    ask(page, LEX + "CONSTRUCT WHERE { ?state lex:isPartyTo ?treaty }")
    expect(page.locator("#view tbody tr")).to_have_text(re.compile("Atlantis.*is party to.*Pact"))
    page.get_by_role("tab", name="Raw").click()
    expect(page.locator("#view pre")).to_contain_text("<https://w3id.org/cislex/id/pact>")
    with page.expect_download() as begun:
        page.get_by_role("link", name="Turtle").click()
    assert "isPartyTo" in begun.value.path().read_text("utf-8")


def test_a_question_is_filled_in_and_run(tab: Tab) -> None:
    page = tab.open("/query")
    page.get_by_role("link", name="What is said about one thing, with its verdicts?").click()
    field = page.get_by_label("thing", exact=True)
    expect(field).to_be_focused()
    page.keyboard.type("атлант", delay=20)
    page.get_by_role("option", name="Atlantis").click()
    expect(field).to_have_value("id:atlantis")
    page.get_by_role("button", name="Ask").click()
    expect(page.locator("#view")).to_contain_text("the graph holds no such thing")
    assert "rdf:subject|rdf:object <https://w3id.org/cislex/id/atlantis>" in written(page)
    asked = parse_qs(urlsplit(page.url).query)
    assert asked["query"] == [written(page)]


def test_what_was_asked_is_kept_in_this_browser_until_it_is_forgotten(tab: Tab) -> None:
    page = tab.open("/query")
    ask(page, "SELECT (1 AS ?first) {}")
    expect(page.locator("#status")).to_contain_text("rows in")
    page = tab.open("/query")
    page.get_by_role("button", name="History").click()
    page.locator("#entries .entry").click()
    expect(page.locator("#view th")).to_have_text("first")
    page.get_by_role("button", name="Forget all").click()
    expect(page.locator("#entries li")).to_have_count(0)
    assert page.evaluate("localStorage.getItem('cislex-queries')") == "[]"


def test_hostile_values_stay_text(tab: Tab) -> None:
    page = tab.open("/query")
    ask(page, f"SELECT ?x ?y {{ VALUES (?x ?y) {{ ('{HOSTILE}' <javascript:alert(1)>) }} }}")
    expect(page.locator("#view tbody")).to_contain_text(HOSTILE)
    assert page.locator("#view a").count() == 0
    for view in ("Bars", "Raw"):
        page.get_by_role("tab", name=view).click()
        expect(page.locator("#view")).to_contain_text("alert(")
    assert page.locator("#view script").count() == 0


def test_back_brings_the_query_before(tab: Tab) -> None:
    page = tab.open("/query")
    for number in (1, 2):
        ask(page, f"SELECT ({number} AS ?x) {{}}")
        expect(page.locator("#view tbody")).to_have_text(str(number))
    page.go_back()
    expect(page.locator("#view tbody")).to_have_text("1")
    assert "(1 AS ?x)" in written(page)


def test_things_are_found_while_one_types(tab: Tab) -> None:
    page = tab.open("/")
    field = page.get_by_role("combobox", name="Search by name")
    field.press_sequentially("атлант", delay=20)
    option = page.get_by_role("option")
    expect(option).to_contain_text("Атлантида")
    field.press("ArrowDown")
    expect(option).to_have_attribute("aria-selected", "true")
    assert field.get_attribute("aria-activedescendant") == option.get_attribute("id")
    field.press("Escape")
    expect(option).to_have_count(0)
    expect(field).to_have_value("атлант")
    field.press("ArrowDown")
    expect(option).to_be_visible()
    field.press("ArrowDown")
    field.press("Enter")
    page.wait_for_url("**/id/atlantis")


@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_sticks_out_and_nothing_goes_wrong(
    browser: Browser, live: str, width: int, scheme: str
) -> None:
    size = {"width": width, "height": 900}
    with opened(browser, live, locale="ru", viewport=size, color_scheme=scheme) as tab:
        page = tab.open("/query")
        ask(page, LEX + "SELECT ?state ?treaty { ?state lex:isPartyTo ?treaty }")
        expect(page.locator("#status")).to_contain_text("Строк: 1")
        for view in page.get_by_role("tab").all():
            view.click()
            assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_without_script_it_is_a_form_with_a_table(browser: Browser, live: str) -> None:
    with opened(browser, live, locale="en", java_script_enabled=False) as tab:
        page = tab.open("/query")
        for hidden in ("#cancel", "#results", "#share", "#history"):
            expect(page.locator(hidden)).to_be_hidden()
        page.get_by_label("SPARQL query").fill(
            LEX + "SELECT ?treaty { ?state lex:isPartyTo ?treaty }"
        )
        page.get_by_role("button", name="Run").click()
        expect(page.locator("tbody tr")).to_have_count(1)
        page.locator("details#gallery summary").click()
        question = "What is said about one thing, with its verdicts?"
        page.get_by_role("link", name=question).click()
        expect(page.locator("h1")).to_have_text(question)
        page.get_by_role("searchbox").fill("atl")
        page.keyboard.press("Enter")
        expect(page.locator(".hits li")).to_have_count(1)
