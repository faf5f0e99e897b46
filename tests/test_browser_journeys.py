"""What people come for, as they would do it in a browser, with scripts and without."""

from __future__ import annotations

import hashlib
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from visitors import Visit

pytest_plugins = ["browser_fixtures", "visitors"]


@pytest.fixture(params=[True, False], ids=["script", "no-script"])
def visitor(visit: Visit, request: pytest.FixtureRequest) -> Iterator[Any]:
    """Somebody at the home page."""
    with visit(script=request.param) as found:
        found.go("/")
        yield found


def ask(page: Any, **values: str) -> None:
    """Fill the form of a question and send it."""
    for name, value in values.items():
        field = page.locator(f"[name='{name}']")
        if field.evaluate("one => one.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)
    page.get_by_role("button", name="Ask").click()


def row_of(page: Any, text: str) -> Any:
    return page.locator(".answer tbody tr").filter(has_text=text)


def test_a_researcher_learns_whether_a_state_is_bound_by_a_treaty(visitor: Any) -> None:
    visitor.page.get_by_role("link", name="By which treaties is a state bound").first.click()
    ask(visitor.page, state="id:armenia")
    row = row_of(visitor.page, "Berne Convention")
    assert "2000-10-19" in row.inner_text()
    source = row.get_by_role("link").last.get_attribute("href")
    assert source.startswith("http")


def test_a_researcher_asks_as_of_a_day_in_the_address(visitor: Any) -> None:
    path = "/queries/treaties-of-a-state?state=id:kazakhstan&day="
    visitor.go(path + "2005-01-01")
    assert row_of(visitor.page, "TRIPS").count() == 0
    assert visitor.page.locator("[name=day]").input_value() == "2005-01-01"
    ask(visitor.page, day="2016-01-01")
    assert "day=2016-01-01" in visitor.page.url
    assert row_of(visitor.page, "TRIPS").count() == 1


def test_a_researcher_compares_states_in_the_matrix(visitor: Any, tmp_path: Path) -> None:
    page = visitor.page
    page.get_by_role("link", name="Matrix", exact=True).click()
    page.get_by_label("As of").fill("2005-01-01")
    page.get_by_role("button", name="Show").click()
    assert "on=2005-01-01" in page.url
    row = page.locator("table tbody tr").filter(has_text="TRIPS Agreement")
    assert "2000" in row.inner_text()  # Georgia; Kazakhstan joined ten years later
    assert "2015" not in row.inner_text()
    with page.expect_download() as saved:
        page.get_by_role("link", name="CSV").click()
    saved.value.save_as(tmp_path / "matrix.csv")
    lines = (tmp_path / "matrix.csv").read_text("utf-8").splitlines()
    assert len(lines) > 100
    row.get_by_role("link").nth(1).click()
    assert page.locator("a[rel~='noreferrer']").count() > 0  # the official page


def test_a_lawyer_has_an_article_checked(visitor: Any) -> None:
    page = visitor.page
    page.get_by_role("link", name="Check", exact=True).click()
    page.get_by_label("Text of the article").fill(
        "Marks in Kazakhstan\n\nKazakhstan joined the Berne Convention in 1999. "
        "Kazakhstan is a party to the Beijing Treaty.\n"
    )
    page.get_by_role("button", name="Check the article").click()
    page.locator(".card.contradicted").wait_for()
    card = page.locator(".card.contradicted")
    assert "Beijing Treaty" in card.inner_text()
    assert "not party" in card.inner_text()
    assert card.locator("a[href^='http']").count() == 1
    assert page.locator("mark.confirmed").count() == 1


def test_a_researcher_sees_why_a_statement_is_to_be_trusted(visitor: Any) -> None:
    visitor.go("/queries/treaties-said-and-recorded")
    visitor.page.get_by_role("link", name="Kazakhstan is signatory to Berne Convention").click()
    main = visitor.page.locator("main")
    assert main.locator(".badge.imprecise").first.is_visible()
    links = main.get_by_role("link").evaluate_all("all => all.map(one => one.href)")
    assert any("#:~:text=" in link for link in links)
    outside = [link for link in links if not link.startswith(visitor.address)]
    assert len(outside) > 1


def test_a_researcher_finds_how_to_cite(visitor: Any) -> None:
    visitor.page.get_by_role("link", name="How to cite").click()
    assert visitor.page.url.endswith("#cite")
    release = visitor.page.locator("pre").first.inner_text()
    assert "https://w3id.org/cislex/ (CC BY 4.0)" in release
    assert "@misc{cislex" in visitor.page.locator("main").inner_text()


def test_a_data_engineer_runs_a_first_query_with_one_click(visitor: Any) -> None:
    visitor.page.get_by_role("link", name="Run this query").click()
    assert visitor.page.locator("table tbody tr").count() > 2
    assert "SELECT" in visitor.page.locator("[name=query]").input_value()


def test_a_data_engineer_is_shown_where_the_fault_is(visitor: Any) -> None:
    visitor.page.get_by_role("link", name="Write a query").first.click()
    visitor.go("/query?query=SELECT%20*%20%7B%0A%20%3Fs%20lex%3Ap%20%3Fo%20%7D")
    alert = visitor.page.locator("[role=alert]:not(:empty)")
    assert "line 2, column 5" in alert.inner_text()
    assert "PREFIX lex: <https://w3id.org/cislex/ont#>" in alert.inner_text()
    assert "\n    ^" in alert.locator("pre").inner_text()


def test_a_data_engineer_copies_the_query_into_programs(visitor: Any, tmp_path: Path) -> None:
    visitor.page.get_by_role("link", name="From Python, R and the shell").click()
    texts = visitor.page.locator("main pre").all_inner_texts()
    (tmp_path / "question.rq").write_text(texts[0], "utf-8")
    answers = []
    for text in texts[1:]:
        if text.startswith("from pathlib"):
            command = [sys.executable, "-W", "ignore", "-c", text]
        elif text.startswith("curl --get"):
            command = shlex.split(text)
        else:
            continue
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=60)
        assert done.returncode == 0, done.stderr
        answers.append(done.stdout)
    assert len(answers) == 3
    assert all("Kyrgyzstan" in answer for answer in answers)


def test_a_data_engineer_takes_the_whole_graph(visitor: Any, tmp_path: Path) -> None:
    visitor.page.get_by_role("link", name="Download the graph").click()
    row = visitor.page.locator("tr").filter(has_text="cislex.nq.gz")
    with visitor.page.expect_download() as taken:
        row.get_by_role("link").click()
    taken.value.save_as(tmp_path / "cislex.nq.gz")
    digest = hashlib.sha256((tmp_path / "cislex.nq.gz").read_bytes()).hexdigest()
    assert digest in row.inner_text()
    assert visitor.page.get_by_role("link", name="VoID and DCAT").is_visible()
    assert visitor.page.get_by_role("link", name="Creative Commons").is_visible()


@pytest.mark.parametrize("words", ["Berne Conv", "Бернская", "bern conventoin"])
def test_a_librarian_finds_the_same_thing_by_every_name(visitor: Any, words: str) -> None:
    visitor.page.locator("main [name=q]").fill(words)
    visitor.page.locator("main [name=q]").press("Enter")
    visitor.page.locator(".hits a").first.click()
    assert visitor.page.url.startswith(visitor.address + "/id/berne-convention")


def test_a_librarian_takes_the_audit_as_a_table(visitor: Any, tmp_path: Path) -> None:
    visitor.go("/queries?q=imprecise")
    visitor.page.get_by_role("link", name="contradict or find imprecise").click()
    assert visitor.page.locator(".answer .badge.contradicted").count() > 0
    with visitor.page.expect_download() as taken:
        visitor.page.locator(".answer").get_by_role("link", name="CSV").click()
    taken.value.save_as(tmp_path / "audit.csv")
    lines = (tmp_path / "audit.csv").read_text("utf-8").splitlines()
    assert lines[0].startswith("verdict,claim,expected")
    assert len(lines) > 5


def test_a_reader_changes_the_language_and_keeps_it(visitor: Any) -> None:
    visitor.page.get_by_role("link", name="Русский").first.click()
    assert visitor.page.locator("html").get_attribute("lang") == "ru"
    visitor.page.get_by_role("navigation").get_by_role("link", name="Вопросы").click()
    assert visitor.page.locator("h1").inner_text() == "Вопросы"
    visitor.page.get_by_role("link", name="Какими договорами государство связано").click()
    assert row_of(visitor.page, "Бернская конвенция").count() == 1
