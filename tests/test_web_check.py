"""`/check`: an article that a stranger sends gets its report, whatever it is."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from cislex.settings import Settings
from cislex.web import create_app
from cislex.web.serving import Releases
from test_web_pages import Page
from web_toy import HOSTILE

ARTICLE = """Trademarks in Kazakhstan

Kazakhstan joined the Berne Convention in 1999. Kazakhstan is a party to the Beijing Treaty.
Owners should keep an eye on the market and write to the office in good time.
"""


@pytest.fixture(scope="module")
def desk(store: Path) -> Iterator[FlaskClient]:
    """A client of the app over the real release."""
    settings = Settings(
        store=store, check_bytes=50_000, check_seconds=60, checks_a_minute=1000, workers=1
    )
    releases = Releases(settings)
    yield create_app(settings, releases).test_client()
    releases.close()


def sent(client: FlaskClient, accept: str = "text/html", **fields: Any) -> TestResponse:
    return client.post("/check", data=fields, headers={"Accept": accept})


def test_a_pasted_article_is_marked_with_verdicts_and_sources(desk: FlaskClient) -> None:
    page = sent(desk, text=ARTICLE)
    assert page.status_code == 200
    assert page.headers["Cache-Control"] == "no-store"
    assert page.text.count('class="card confirmed"') == 1
    assert page.text.count('class="card contradicted"') == 1
    assert Page(page.text).runs_only_our_scripts()


def test_a_program_gets_json(desk: FlaskClient) -> None:
    found = sent(desk, "application/json", text=ARTICLE).get_json()
    assert found["counts"] == {
        "contradicted": 1, "imprecise": 0, "confirmed": 1, "unverified": 0
    }  # fmt: skip
    assert {one["object"] for one in found["findings"]} == {
        "id:berne-convention",
        "id:beijing-treaty",
    }


def test_a_file_is_read_by_its_ending(desk: FlaskClient) -> None:
    html = f"<html><body><nav>Turkey joined all</nav><article><p>{ARTICLE}</p></article></body>"
    page = sent(desk, article=(io.BytesIO(html.encode()), "a.html"))
    assert page.status_code == 200
    assert 'class="card confirmed"' in page.text


def test_the_day_decides(desk: FlaskClient) -> None:
    text = "A note\n\nKazakhstan is a member of the WTO and of nothing else that matters here.\n"
    verdicts = [
        sent(desk, "application/json", text=text, on=day).get_json()["findings"][0]["verdict"]
        for day in ("2010-01-01", "2020-01-01")
    ]
    assert verdicts == ["contradicted", "confirmed"]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"text": ""}, "nothing to check"),
        ({"text": ARTICLE, "on": "yesterday"}, "2024-01-31"),
        ({"text": ARTICLE, "on": "2024-02-31"}, "2024-01-31"),
        ({"article": (io.BytesIO(b"MZ\0\0"), "a.exe")}, ".docx"),
        ({"article": (io.BytesIO(b"%PDF-1.7 broken"), "a.pdf")}, "PDF"),
        ({"article": (io.BytesIO(b"PK\3\4broken"), "a.docx")}, "DOCX"),
        ({"text": "Казахстан присоединился к Бернской конвенции. " * 20}, "English"),
        ({"text": "word " * 20_000}, "longer than"),
    ],
)
def test_what_cannot_be_checked_is_told(
    desk: FlaskClient, fields: dict[str, Any], words: str
) -> None:
    page = sent(desk, **fields)
    assert page.status_code in (400, 413)
    assert words.lower() in page.text.lower()


def test_an_article_is_never_interpreted(desk: FlaskClient) -> None:
    text = f"{HOSTILE}\n\nKazakhstan joined the Berne Convention in 1999 {HOSTILE} as told.\n"
    for fields in ({"text": text}, {"article": (io.BytesIO(text.encode()), "<img src=x>.txt")}):
        page = sent(desk, **fields)
        assert page.status_code == 200
        assert HOSTILE not in page.text
        assert "<img" not in page.text
        assert "&lt;script&gt;" in page.text


def test_a_check_that_takes_too_long_is_ended(store: Path) -> None:
    settings = Settings(store=store, check_seconds=0.01, workers=1)
    releases = Releases(settings)
    page = sent(create_app(settings, releases).test_client(), text=ARTICLE)
    releases.close()
    assert (page.status_code, "longer than 0.01 s" in page.text) == (503, True)


def test_one_client_may_not_ask_without_end(store: Path) -> None:
    settings = Settings(store=store, checks_a_minute=2, check_seconds=0.01, workers=1)
    releases = Releases(settings)
    client = create_app(settings, releases).test_client()
    statuses = [sent(client, "application/json", text=ARTICLE).status_code for _ in range(4)]
    last = sent(client, "application/json", text=ARTICLE)
    releases.close()
    assert statuses == [503, 503, 429, 429]
    assert int(last.headers["Retry-After"]) > 0
    assert "2 articles a minute" in json.loads(last.text)["error"]["message"]


def test_nothing_is_kept(
    desk: FlaskClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    assert sent(desk, text=ARTICLE).status_code == 200
    assert list(tmp_path.iterdir()) == []
