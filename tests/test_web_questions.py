"""The gallery and the pages of questions: filters, fields, labels that lead somewhere."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from cislex import queries
from cislex.errors import InputError
from cislex.settings import Settings
from cislex.web import create_app
from web_toy import HOSTILE

pytest_plugins = ["web_fixtures"]


@pytest.fixture(scope="module")
def real(store: Path) -> FlaskClient:
    """A client of the app over the release of this checkout."""
    return create_app(Settings(store=store)).test_client(use_cookies=False)


def test_the_gallery_is_filtered_by_words(web: FlaskClient) -> None:
    page = web.get("/queries?q=bind+STATE").text
    assert "1 question was found" in page
    assert "/queries/treaties-of-a-state" in page
    assert "/queries/is-there-anything" not in page
    empty = web.get("/queries", query_string={"q": HOSTILE})
    assert empty.status_code == 200
    assert "No question holds these words" in empty.text
    assert HOSTILE not in empty.text


def test_every_question_has_a_group_with_a_title(real: FlaskClient) -> None:
    page = real.get("/queries").text
    count = len(queries.load(Path(__file__).resolve().parents[1] / "queries"))
    assert page.count('<li><a href="/queries/') == count
    assert "Treaties: who is bound" in page


def test_the_gallery_speaks_russian(real: FlaskClient) -> None:
    page = real.get("/queries?lang=ru").text
    assert "Вопросы" in page
    assert 'lang="en"' not in page.partition("<main")[2].partition("</main>")[0]
    assert "Какими договорами" in page
    found = real.get("/queries", query_string={"lang": "ru", "q": "договорами"}).text
    assert "/queries/" in found.partition("<main")[2]


def test_labels_are_links_and_verdicts_are_badges(real: FlaskClient) -> None:
    page = real.get("/queries/treaties-said-and-recorded").text
    assert ">Kazakhstan is party to Paris Convention</a>" in page
    assert '<span class="badge confirmed">' in page
    assert '<td class="date">1991-12-25</td>' in page
    russian = real.get("/queries/parties-of-a-treaty?lang=ru").text
    assert '<a href="/id/kazakhstan?lang=ru">Казахстан</a>' in russian


def test_a_thing_of_a_kind_is_chosen_from_a_list(real: FlaskClient) -> None:
    page = real.get("/queries/treaties-of-a-state?state=id:armenia").text
    assert '<option value="id:armenia" selected>Armenia</option>' in page
    assert page.count("<option") == 12
    russian = real.get("/queries/treaties-of-a-state?lang=ru").text
    assert '<option value="id:armenia">Армения</option>' in russian


def test_what_may_be_anything_is_typed_with_suggestions(real: FlaskClient) -> None:
    page = real.get("/queries/everything-about").text
    assert 'list="l-thing"' in page
    assert '<option value="id:kazakhstan">Kazakhstan</option>' in page


def test_an_enumerated_value_is_chosen(real: FlaskClient) -> None:
    page = real.get("/queries/reference-sources").text
    assert '<option value="official" selected>official</option>' in page
    assert '<option value="depositary"' in page


def test_a_day_is_a_date_field_and_a_wrong_one_can_be_mended(real: FlaskClient) -> None:
    day = 'name="day" value="2005-01-01" type="date"'
    assert day in real.get("/queries/treaties-of-a-state?day=2005-01-01").text
    assert 'name="day" value="" type="date"' in real.get("/queries/treaties-of-a-state").text
    wrong = real.get("/queries/treaties-of-a-state?day=yesterday")
    assert wrong.status_code == 400
    assert 'name="day" value="yesterday"' in wrong.text


@pytest.mark.parametrize("value", [HOSTILE, "nonsense", "id:" + "x" * 5000, "javascript:alert(1)"])
def test_a_hostile_thing_is_shown_as_text(real: FlaskClient, value: str) -> None:
    answer = real.get("/queries/treaties-of-a-state", query_string={"state": value})
    assert answer.status_code in (200, 400)
    assert HOSTILE not in answer.text
    assert 'href="javascript' not in answer.text


def test_a_long_answer_comes_in_parts(real: FlaskClient) -> None:
    first = real.get("/queries/treaty-matrix?day=2020-01-01")
    assert first.text.count("<tr>") == 201
    assert "1 to 200 are shown" in first.text
    after = "/queries/treaty-matrix?day=2020-01-01&amp;from-row=201#answer"
    assert f'href="{after}"' in first.text
    second = real.get("/queries/treaty-matrix?day=2020-01-01&from-row=201").text
    assert "201 to 400 are shown" in second
    assert 'rel="prev"' in second
    assert 'class="files"' in second
    assert "from-row" not in second.partition('class="files"')[2].partition("</p>")[0]
    csv = real.get("/queries/treaty-matrix.csv?day=2020-01-01&from-row=201").text
    assert len(csv.splitlines()) > 400
    beyond = real.get("/queries/treaty-matrix?from-row=999999")
    assert beyond.status_code == 200
    for wrong in ("0", "-1", "x", "", "9" * 30):
        assert real.get(f"/queries/treaty-matrix?from-row={wrong}").status_code == 400


def test_an_empty_answer_says_so(real: FlaskClient) -> None:
    page = real.get("/queries/treaties-of-a-state?state=id:nobody").text
    assert "Nothing was found" in page


def test_choices_of_a_head_have_to_fit() -> None:
    head = "#+ summary: x\n#+ enumerate:\n#+   - day: 2004-01-01, never\n"
    with pytest.raises(InputError, match="the choice of day: 'never' is no date"):
        queries.read("x", head + "SELECT * { ?s ?p ?_day_date }", "x.rq")
    with pytest.raises(InputError, match="a choice for 'other'"):
        queries.read("x", head.replace("day:", "other:") + "SELECT * { ?s ?p ?o }", "x.rq")
    with pytest.raises(InputError, match="is no enumeration"):
        queries.read("x", "#+ summary: x\n#+ enumerate:\n#+   - day\nSELECT * {}", "x.rq")
