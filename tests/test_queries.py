"""The gallery of questions: heads, coverage of the subject, and the exact answers.

Answers stand in `tests/answers/NAME.csv`. After a change of data or of a question, write
them anew with `python tests/test_queries.py` and read the difference before committing it.
Where a day is `today` by default, the answer there is that of `DAY`.
"""

from __future__ import annotations

import csv
import datetime
import io
import re
import tempfile
from collections import Counter
from pathlib import Path

import pytest
from pyoxigraph import QueryResultsFormat, QuerySolutions

from cislex import build, queries, resources, terms
from cislex.queries import NamedQuery
from cislex.store import Engine

ROOT = Path(__file__).resolve().parents[1]
ANSWERS = ROOT / "tests" / "answers"
QUESTIONS = queries.load(resources.folder("queries"))

TAGS = {
    *("law", "bodies", "treaties", "procedures", "enforcement", "policy", "cases"),
    *("evidence", "data"),
}
LONGEST = 25
"""Lines that a beginner can still read, prefixes included."""

DAY = "2026-11-22"
"""The day on which the tests ask: an answer as of today would not stay the same."""

PARTS = {
    "legal framework": (
        *("legal-framework", "laws-and-treaties-of-a-framework", "laws-of-a-state"),
        *("laws-on-a-right", "powers-and-duties-by-law"),
    ),
    "institutional bodies": (
        *("bodies-and-functions", "who-enforces", "groups-and-members"),
        *("authorities-above-a-body", "ip-offices", "successions-of-bodies"),
    ),
    "civil, criminal and administrative mechanisms": (
        *("enforcement-procedures", "forums-for-disputes"),
    ),
    "measures": ("measures-in-use", "targets-of-measures", "kinds-of-infringement"),
    "challenges": (
        *("challenges", "what-weakens", "challenges-and-remedies"),
        *("challenges-without-remedy", "sectors-concerned"),
    ),
    "reforms and amendments": ("reforms-and-amendments", "qualified-statements"),
    "cooperation and crime units": (
        *("international-cooperation", "who-cooperates-with-whom", "crime-units"),
        "programmes-of-a-state",
    ),
    "border and customs": ("border-and-customs",),
    "organisations and treaties": (
        *("role-of-international-organizations", "services-of-organizations", "treaties"),
        *("treaty-matrix", "treaties-of-a-state", "parties-of-a-treaty"),
        *("signed-but-not-bound", "members-of-an-organization", "organizations-of-a-state"),
        "treaties-said-and-recorded",
    ),
    "registration steps and criteria": ("registration-steps", "papers-for-registration"),
    "terms and renewal": ("registered-rights", "terms-of-protection"),
    "litigation challenges": ("litigation-challenges", "what-a-section-says"),
    "cases": ("cases-and-outcomes", "course-of-cases", "lessons-of-cases"),
    "digital technologies and e-commerce": ("digital-technologies",),
    "recommendations": ("recommendations", "what-helps", "what-a-goal-needs"),
    "key initiatives": ("key-initiatives",),
    "stakeholders": ("stakeholders", "about-a-topic", "goals-of-an-actor"),
    "public awareness": ("public-awareness",),
    "outlook": ("outlook", "trends"),
    "CIS copyright law": ("cis-copyright-law",),
    "CIS copyright: actors and areas of cooperation": ("cis-copyright-cooperation",),
    "CIS copyright: expected benefits": ("cis-copyright-benefits",),
    "where and how firmly it is said": (
        *("where-is-it-said", "everything-about", "statements-by-modality-and-verdict"),
        *("past-planned-or-denied", "repeated-statements", "stated-by-several-documents"),
    ),
    "checked against official sources": (
        *("wrong-or-imprecise", "confirmed-statements", "unverified-statements"),
        *("trace-of-a-cell", "trace-of-a-thing", "thinly-sourced-rows", "unknown-cells"),
        *("sources-that-disagree", "reference-sources"),
    ),
    "documents and their coverage": (
        *("documents", "coverage-of-documents", "audit-of-a-document"),
    ),
    "over time": ("profile-of-a-state", "changes-of-a-state", "who-became-bound"),
    "names in Russian and Kazakh": ("names-in-russian-and-kazakh", "glossary"),
    "the model": (
        *("classes", "properties", "schemes", "most-discussed-concepts", "narrower-concepts"),
        *("states", "states-of-a-region"),
    ),
}
"""Each part of the subject, and the questions on it."""

OFFENCES = ("Ukraine", "CIS agreement on intellectual property offences (1998)")
"""A cell of which every day is known: signed, in force, left."""

every_question = pytest.mark.parametrize("question", QUESTIONS.values(), ids=lambda one: one.name)


def answer(engine: Engine, question: NamedQuery, **values: str) -> str:
    """The answer as CSV with line feeds; without values for the defaults, and today is `DAY`."""
    today = {one.name: DAY for one in question.parameters if one.default == queries.TODAY}
    found = engine.query(question.fill(today | values))
    assert isinstance(found, QuerySolutions), f"{question.name} is no SELECT"
    written = found.serialize(format=QueryResultsFormat.CSV)
    assert written is not None
    return written.decode("utf-8").replace("\r\n", "\n")


def rows(engine: Engine, name: str, **values: str) -> list[dict[str, str]]:
    """The rows of the answer, each with its cells by column."""
    return list(csv.DictReader(io.StringIO(answer(engine, QUESTIONS[name], **values))))


def words(question: NamedQuery) -> set[str]:
    """The keywords of a question, in capitals."""
    return {token.text.upper() for token in queries.tokens(question.text) if token.kind == "word"}


def test_there_are_enough_questions_and_each_has_its_answer() -> None:
    assert len(QUESTIONS) >= 30
    assert {path.stem for path in ANSWERS.glob("*.csv")} == set(QUESTIONS)


@every_question
def test_the_answer_is_the_expected_one(question: NamedQuery, engine: Engine) -> None:
    found = answer(engine, question)
    assert found == (ANSWERS / f"{question.name}.csv").read_text("utf-8")


@every_question
def test_the_answer_has_rows_and_none_of_them_twice(question: NamedQuery) -> None:
    _, *rows = (ANSWERS / f"{question.name}.csv").read_text("utf-8").splitlines()
    assert rows
    assert [row for row, times in Counter(rows).items() if times > 1] == []


@every_question
def test_the_head_is_complete(question: NamedQuery) -> None:
    assert question.summary.endswith("?")
    assert question.description.endswith(".")
    assert question.tags
    assert set(question.tags) <= TAGS
    assert [one.name for one in question.parameters if not one.default] == []


@every_question
def test_a_beginner_can_read_it(question: NamedQuery) -> None:
    assert len(question.text.splitlines()) <= LONGEST
    used = {
        token.text.partition(":")[0]
        for token in queries.tokens(re.sub(r"(?m)^PREFIX .*$", "", question.text))
        if token.kind == "name"
    }
    declared = dict(re.findall(r"(?m)^PREFIX ([\w-]+): <(.*)>$", question.text))
    assert declared == {prefix: terms.PREFIXES[prefix] for prefix in sorted(used)}


@every_question
def test_it_asks_the_current_view_in_a_stable_order(question: NamedQuery) -> None:
    assert "ORDER" in words(question)
    assert not words(question) & {"GRAPH", "FROM", "SERVICE", "SAMPLE"}


def test_no_two_questions_are_alike() -> None:
    for values in (
        [question.order for question in QUESTIONS.values()],
        [question.summary for question in QUESTIONS.values()],
        [question.text for question in QUESTIONS.values()],
    ):
        assert len(values) == len(set(values))


@pytest.mark.parametrize(("part", "names"), PARTS.items(), ids=PARTS)
def test_each_part_of_the_subject_is_covered(part: str, names: tuple[str, ...]) -> None:
    assert set(names) <= set(QUESTIONS), part


def test_each_question_belongs_to_a_part() -> None:
    assert set(QUESTIONS) == {name for names in PARTS.values() for name in names}


def test_today_is_the_day_of_asking() -> None:
    question = QUESTIONS["treaties-of-a-state"]
    today = datetime.datetime.now(datetime.UTC).date().isoformat()
    assert f'"{today}"' in question.fill({})
    assert f'"{DAY}"' in question.fill({"day": DAY})


@pytest.mark.parametrize("day", ["1992-01-01", "1995-09-01", "2008-01-01", DAY])
def test_the_questions_on_treaties_agree_with_the_matrix(engine: Engine, day: str) -> None:
    matrix = rows(engine, "treaty-matrix", day=day)

    def of(standing: str) -> set[tuple[str, str, str]]:
        return {
            (row["state"], row["treaty"], row["since"])
            for row in matrix
            if row["standing"] == standing
        }

    states = {row["state"]: f"id:{row['state'].lower()}" for row in matrix}
    assert of("party") == {
        (state, row["treaty"], row["since"])
        for state, iri in states.items()
        for row in rows(engine, "treaties-of-a-state", state=iri, day=day)
    }
    assert of("party") == {
        (state, row["thing"].removeprefix(f"{state} in "), row["since"])
        for state, iri in states.items()
        for row in rows(engine, "profile-of-a-state", state=iri, day=day)
        if row["kind"] == "treaty"
    }
    assert {row for row in of("party") if row[1] == "Paris Convention"} == {
        (row["state"], "Paris Convention", row["since"])
        for row in rows(engine, "parties-of-a-treaty", day=day)
    }
    assert of("signatory") == {
        (row["state"], row["treaty"], row["signed"])
        for row in rows(engine, "signed-but-not-bound", day=day)
    }


def test_a_cell_is_unknown_in_the_matrix_or_known(engine: Engine) -> None:
    matrix = rows(engine, "treaty-matrix")
    cells = {(row["state"], row["treaty"]) for row in matrix}
    assert len(cells) == len(matrix) == 12 * len({row["treaty"] for row in matrix})
    unknown = {(row["state"], row["treaty"]) for row in matrix if row["standing"] == "unknown"}
    assert unknown == {(row["state"], row["treaty"]) for row in rows(engine, "unknown-cells")}
    known = [row for row in matrix if row["standing"] != "unknown"]
    assert [row for row in known if not row["page"]] == []


@pytest.mark.parametrize(
    ("day", "standing", "since"),
    [
        ("1998-03-05", None, None),
        ("1998-03-06", "signatory", "1998-03-06"),
        ("2000-12-27", "signatory", "1998-03-06"),
        ("2000-12-28", "party", "2000-12-28"),
        ("2012-02-29", "party", "2000-12-28"),
        ("2012-03-01", "left", "2012-03-01"),
    ],
)
def test_a_standing_changes_with_the_day(
    engine: Engine, day: str, standing: str | None, since: str | None
) -> None:
    cells = {(row["state"], row["treaty"]): row for row in rows(engine, "treaty-matrix", day=day)}
    found = cells.get(OFFENCES, {})
    assert (found.get("standing"), found.get("since")) == (standing, since)


def test_a_treaty_that_is_not_made_yet_has_no_cells(engine: Engine) -> None:
    def treaties(day: str) -> set[str]:
        return {row["treaty"] for row in rows(engine, "treaty-matrix", day=day)}

    assert treaties("2013-06-27") - treaties("2013-06-26") == {"Marrakesh Treaty"}


def test_a_year_counts_from_its_first_day(engine: Engine) -> None:
    def is_member(day: str) -> bool:
        found = rows(engine, "members-of-an-organization", organization="id:upov", day=day)
        return "Kyrgyzstan" in {row["state"] for row in found}

    assert not is_member("1999-12-31")
    assert is_member("2000-01-01")


def test_both_days_of_a_span_count(engine: Engine) -> None:
    def bound(since: str, until: str) -> list[tuple[str, str]]:
        found = rows(
            engine, "who-became-bound", since=since, until=until, treaty="id:marrakesh-treaty"
        )
        return [(row["state"], row["bound"]) for row in found]

    assert bound("2025-07-14", "2025-07-14") == [("Kazakhstan", "2025-07-14")]
    assert bound("2025-07-15", DAY) == bound("2025-02-27", "2025-07-13") == []


@pytest.mark.parametrize(
    ("name", "column"),
    [("treaties-of-a-state", "treaty"), ("organizations-of-a-state", "organization")],
)
def test_each_cell_leads_to_the_pages_that_state_it(engine: Engine, name: str, column: str) -> None:
    found = engine.query(f"SELECT * {{ ?thing <{terms.expand('rdfs:label')}> ?label }}")
    assert isinstance(found, QuerySolutions)
    things = {row["label"].value: row["thing"].value for row in found}
    for row in rows(engine, name):
        trace = rows(engine, "trace-of-a-cell", thing=things[row[column]])
        assert row["page"] in {one["page"] for one in trace}, row[column]
        stated = {one["value"] for one in trace}
        assert row["since"] in {*stated, "unknown"}, row[column]


def write_answers(engine: Engine) -> None:
    """Write every answer, and remove those without a question."""
    ANSWERS.mkdir(exist_ok=True)
    for path in ANSWERS.glob("*.csv"):
        if path.stem not in QUESTIONS:
            path.unlink()
    for question in QUESTIONS.values():
        path = ANSWERS / f"{question.name}.csv"
        path.write_text(answer(engine, question), "utf-8", newline="\n")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        release = build.build(Path(folder), resources.folder("ontology"), resources.folder("data"))
        write_answers(Engine(release.store_path))
