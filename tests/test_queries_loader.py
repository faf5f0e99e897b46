"""Reading `.rq` files and filling their parameters."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import pytest
from pyoxigraph import Literal, NamedNode, QuerySolutions

from cislex import queries, resources
from cislex.errors import InputError
from cislex.queries import NamedQuery, ParameterError
from cislex.store import Workbench

GOOD = """#+ summary: Which treaties bind a state on a day?
#+ description: One row for each treaty,
#+   the oldest first.
#+ order: 3
#+ tags:
#+   - treaties
#+   - "time"
#+ defaults:
#+   - state: id:kazakhstan
#+   - day: 2004-01-01

PREFIX lex: <https://w3id.org/cislex/ont#>
# ?_state_iri stays in a comment
SELECT ?treaty WHERE {
  ?_state_iri lex:isPartyTo ?treaty .
  FILTER(?_day_date > "2000" && "?_state_iri" != '?_day_date')
}
"""


def question(body: str, head: str = "#+ summary: x\n") -> NamedQuery:
    return queries.read("question", head + body, "question.rq")


def test_a_head_is_read_whole() -> None:
    found = queries.read("bound", GOOD, "bound.rq")
    assert found.summary == "Which treaties bind a state on a day?"
    assert found.description == "One row for each treaty, the oldest first."
    assert found.tags == ("treaties", "time")
    assert found.order == 3
    assert found.text.startswith("PREFIX lex:")
    assert [(one.name, one.type, one.default) for one in found.parameters] == [
        ("state", "iri", "id:kazakhstan"),
        ("day", "date", "2004-01-01"),
    ]


def test_only_variables_are_replaced() -> None:
    filled = queries.read("bound", GOOD, "bound.rq").fill({"day": "1999-12-31"})
    assert "# ?_state_iri stays" in filled
    assert "\"?_state_iri\" != '?_day_date'" in filled
    assert "<https://w3id.org/cislex/id/kazakhstan> lex:isPartyTo" in filled
    assert 'FILTER("1999-12-31"^^<http://www.w3.org/2001/XMLSchema#date> >' in filled


HOSTILE = [
    '" } DROP ALL #',
    "'''",
    '"""',
    "\\",
    "\\u0022",
    "a\nb\r\tc",
    "\x00\x07",
    "<script>",
    "?_value_string",
    "Қазақстан 🏛",
    "} UNION { ?s ?p ?o",
]


@pytest.mark.parametrize("value", HOSTILE)
def test_a_hostile_text_comes_back_as_the_same_text(value: str) -> None:
    for type_, expected in (
        ("_string", Literal(value.strip())),
        ("_en", Literal(value.strip(), language="en")),
        ("", Literal(value.strip())),
    ):
        filled = question(f"SELECT ?x WHERE {{ BIND(?_value{type_} AS ?x) }}").fill(
            {"value": value}
        )
        (row,) = map(tuple, cast(QuerySolutions, Workbench().query(filled)))
        assert row == (expected,), filled


@pytest.mark.parametrize(
    ("value", "iri"),
    [
        ("id:kazakhstan", "https://w3id.org/cislex/id/kazakhstan"),
        ("<https://example.org/a>", "https://example.org/a"),
        (" https://example.org/a?b=1#c ", "https://example.org/a?b=1#c"),
    ],
)
def test_an_iri_is_read_as_people_write_it(value: str, iri: str) -> None:
    parameter = question("ASK { ?_thing_iri ?p ?o }").parameters[0]
    assert parameter.term(value) == str(NamedNode(iri))


@pytest.mark.parametrize(
    ("type_", "value"),
    [
        ("iri", "kazakhstan"),
        ("iri", "nobody:knows"),
        ("iri", "javascript:alert(1)"),
        ("iri", "https://example.org/> } DROP ALL #"),
        ("iri", "id:a b"),
        ("iri", "<a>"),
        ("date", "2004-13-01"),
        ("date", "20040101"),
        ("date", "2004"),
        ("date", "٢٠٠٤-٠١-٠١"),
        ("integer", "1.5"),
        ("integer", "1 2"),
        ("integer", "9" * 30),
        ("string", "\ud800"),
    ],
)
def test_a_value_that_does_not_fit_is_refused(type_: str, value: str) -> None:
    asked = question(f"ASK {{ ?s ?p ?_value_{type_} }}")
    with pytest.raises(ParameterError, match="value"):
        asked.fill({"value": value})


def test_a_missing_and_an_unknown_value_are_refused() -> None:
    asked = question("ASK { ?s ?p ?_value_integer }")
    with pytest.raises(ParameterError, match="no default"):
        asked.fill({"value": ""})
    with pytest.raises(ParameterError, match="it has: value"):
        asked.fill({"values": "1"})


FAULTS = [
    ("SELECT * {}", 1, "no summary"),
    ("#+ sumary: x\nSELECT * {}", 1, "no line of a head"),
    ("#+ summary: x\n#+ tags: a\nSELECT * {}", 2, "is a list"),
    ("#+ summary: x\n#+ summary: y\nSELECT * {}", 2, "a second summary"),
    ("#+ summary: x\n#+ order: first\nSELECT * {}", 2, "whole number"),
    ("#+ summary: x\n#+ defaults:\n#+   - a\nSELECT * {}", 3, "no default"),
    ("#+ summary: x\n#+ defaults:\n#+   - a: 1\nSELECT * {}", 3, "no ?_a"),
    (
        "#+ summary: x\n#+ defaults:\n#+   - a: x\nASK {?s ?p ?_a_integer}",
        3,
        "no whole number",
    ),
    ("#+ summary: x\nASK { ?_a_date ?p ?_a_iri }", 0, "two types"),
]


@pytest.mark.parametrize(("text", "line", "words"), FAULTS)
def test_a_fault_names_file_line_and_remedy(text: str, line: int, words: str) -> None:
    with pytest.raises(InputError) as caught:
        queries.read("a-question", text, "queries/a-question.rq")
    problems = [one for one in caught.value.problems if words in one.message]
    assert [(one.file, one.line) for one in problems] == [("queries/a-question.rq", line)]


def test_all_faults_of_a_folder_are_reported(tmp_path: Path) -> None:
    (tmp_path / "Bad Name.rq").write_text("#+ summary: x\nASK {}", "utf-8")
    (tmp_path / "headless.rq").write_text("ASK {}", "utf-8")
    (tmp_path / "bytes.rq").write_bytes(b"#+ summary: \xff\nASK {}")
    (tmp_path / "notes.txt").write_text("not a query", "utf-8")
    with pytest.raises(InputError) as caught:
        queries.load(tmp_path)
    files = {Path(one.file).name for one in caught.value.problems}
    assert files == {"Bad Name.rq", "headless.rq", "bytes.rq"}


def test_questions_come_in_their_order(tmp_path: Path) -> None:
    for name, order in (("b", "#+ order: 2\n"), ("a", ""), ("c", "#+ order: 1\n")):
        (tmp_path / f"{name}.rq").write_text(f"#+ summary: {name}\n{order}ASK {{}}", "utf-8")
    assert list(queries.load(tmp_path)) == ["c", "b", "a"]


def test_the_queries_of_the_pages_are_sparql() -> None:
    pages = queries.load(resources.folder("queries") / "pages")
    assert {"health", "known", "statements"} <= pages.keys()
    for page in pages.values():
        values = {
            one.name: "1" if one.type == "integer" else "id:kazakhstan" for one in page.parameters
        }
        Workbench().query(page.fill(values))
