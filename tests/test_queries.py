"""The gallery of questions: heads, coverage of the subject, and the exact answers.

Answers stand in `tests/answers/NAME.csv`. After a change of data or of a question, write
them anew with `python tests/test_queries.py` and read the difference before committing it.
"""

from __future__ import annotations

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
        *("treaties-of-a-state", "parties-of-a-treaty", "signed-but-not-bound"),
        *("organizations-of-a-state", "treaties-said-and-recorded"),
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
        *("facts-on-one-source", "sources-that-disagree", "reference-sources"),
    ),
    "documents and their coverage": ("documents", "coverage-of-documents"),
    "as of a day": ("treaties-on-a-day", "members-of-an-organization"),
    "names in Russian and Kazakh": ("names-in-russian-and-kazakh", "glossary"),
    "the model": (
        *("classes", "properties", "schemes", "most-discussed-concepts", "narrower-concepts"),
        *("states", "states-of-a-region"),
    ),
}
"""Each part of the subject, and the questions on it."""

every_question = pytest.mark.parametrize("question", QUESTIONS.values(), ids=lambda one: one.name)


def answer(engine: Engine, question: NamedQuery) -> str:
    """The answer as CSV with line feeds, for the default values of the parameters."""
    found = engine.query(question.fill({}))
    assert isinstance(found, QuerySolutions), f"{question.name} is no SELECT"
    written = found.serialize(format=QueryResultsFormat.CSV)
    assert written is not None
    return written.decode("utf-8").replace("\r\n", "\n")


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
