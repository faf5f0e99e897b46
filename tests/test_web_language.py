"""The languages of the pages: chosen in the address, by the browser, and whole."""

from __future__ import annotations

import ast
import io
import re
import tomllib
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po
from flask.testing import FlaskClient

from cislex.web.language import INTERFACE

pytest_plugins = ["web_fixtures"]

ROOT = Path(__file__).resolve().parents[1]
WEB = ROOT / "server" / "cislex" / "web"
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w+\}")


def _texts() -> set[str]:
    """Every text that the interface says, in English."""
    mappings = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["babel"]["mappings"]
    found = extract_from_dir(
        WEB,
        [(one["pattern"], one["method"]) for one in mappings],
        {one["pattern"]: {"trimmed": one.get("trimmed", "false")} for one in mappings},
        keywords={"_": None, "gettext": None, "ngettext": (1, 2), "translated": None},
    )
    return {text if isinstance(text, str) else text[0] for _, _, text, *_ in found}


@pytest.mark.parametrize("language", [code for code in INTERFACE if code != "en"])
def test_every_text_of_the_interface_is_translated(language: str) -> None:
    source = (WEB / "locale" / f"{language}.po").read_bytes()
    catalogue = read_po(io.BytesIO(source), locale=language)
    whole = {}
    for message in catalogue:
        if message.id:
            one = message.id if isinstance(message.id, str) else message.id[0]
            said = message.string or ""
            strings = [said] if isinstance(said, str) else said
            assert all(strings), f"{one!r} has no translation: run 'make messages' and fill it in"
            for string in strings:
                assert set(PLACEHOLDER.findall(string)) == set(PLACEHOLDER.findall(one)), one
            whole[one] = strings
    assert _texts() == set(whole), "run 'make messages', then translate what is new"


def test_the_texts_are_really_found() -> None:
    assert {"Search by name", "Questions"} <= _texts()
    names = {
        node.func.id
        for path in WEB.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    assert "_" not in names, "Python code says translated('…')"


def test_the_browser_s_language_is_spoken_unless_the_address_chooses(web: FlaskClient) -> None:
    russian = web.get("/search", headers={"Accept-Language": "ru, en;q=0.5"})
    assert '<html lang="ru">' in russian.text
    assert "Поиск по названию" in web.get("/queries", headers={"Accept-Language": "ru"}).text
    assert russian.headers["Content-Language"] == "ru"
    assert "Accept-Language" in russian.headers["Vary"]
    chosen = web.get("/search?lang=en", headers={"Accept-Language": "ru"})
    assert '<html lang="en">' in chosen.text


def test_a_choice_is_carried_by_links_and_forms(web: FlaskClient) -> None:
    page = web.get("/search?q=atl&lang=ru&content=kk").text
    assert 'href="/id/atlantis?lang=ru&amp;content=kk"' in page
    assert 'href="/queries?lang=ru&amp;content=kk"' in page
    assert '<input type="hidden" name="lang" value="ru">' in page


def test_names_have_a_language_of_their_own(web: FlaskClient) -> None:
    page = web.get("/search?q=atlantis&lang=en&content=ru").text
    assert '<html lang="en">' in page
    assert '<a href="/id/atlantis?lang=en&amp;content=ru" lang="ru">Атлантида</a>' in page


@pytest.mark.parametrize("value", ["xx", "", "<script>", "ru\0"])
def test_an_unknown_language_is_the_browser_s(web: FlaskClient, value: str) -> None:
    page = web.get("/search", query_string={"lang": value})
    assert page.status_code == 200
    assert '<html lang="en">' in page.text
    assert "<script>" not in page.text


def test_a_question_may_be_asked_in_another_language(web: FlaskClient) -> None:
    page = web.get("/queries/treaties-of-a-state?state=id:atlantis&lang=ru")
    assert page.status_code == 200
    assert "id:pact" in page.text or "Pact" in page.text
