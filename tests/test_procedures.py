"""Procedures in articles: steps in order, measures of each branch, and what becomes of them."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from cislex import adding, build, evaluation, extraction, numbering, proposals, resources, texts
from cislex.adding import About
from cislex.claims import Article, Claim
from cislex.documents import from_text
from cislex.passages import split
from cislex.sentence import PROCEDURAL

ROOT = Path(__file__).resolve().parents[1]
SENTENCES = ROOT / "tests" / "data" / "procedures.tsv"
ARTICLES = ROOT / "tests" / "articles" / "procedures"


def plain(text: str, title: str = "") -> Article:
    document = from_text("sample", text)
    return texts.Article(document, tuple(split(document)), title=title)


def steps(text: str) -> list[tuple[str, str]]:
    """Kind and number of the steps that a text tells, in its order; no kind of polarity but one."""
    found = [c for c in extraction.extract(plain(text)) if c.predicate == "hasStep"]
    assert all(claim.polarity == "affirmed" for claim in found)
    return [(claim.rule.split(".")[1], claim.value) for claim in found]


def measures(text: str) -> set[tuple[str, str, str]]:
    """Branch, measure and polarity of what a text says can be had."""
    return {
        (c.subject_label.split()[0].lower(), c.object.partition(":")[2], c.polarity)
        for c in extraction.extract(plain(text))
        if c.predicate == "providesMeasure"
    }


def said(text: str) -> list[Claim]:
    return [c for c in extraction.extract(plain(text)) if c.predicate in PROCEDURAL]


@pytest.mark.parametrize("part", ["tuned", "kept"])
def test_procedures_are_understood_in_whole_articles(part: str) -> None:
    result = evaluation.evaluate(ARTICLES / part)
    assert result.articles == 3
    assert result.total.precision >= 0.95, result.errors
    assert result.total.recall >= 0.85, result.errors


def test_many_ways_of_telling_steps_and_measures_are_understood() -> None:
    right = wrong = missed = 0
    errors = []
    for line in SENTENCES.read_text("utf-8").splitlines()[1:]:
        state, heading, text, listed = line.split("\t")
        found = set(_short(said(f"IP in {state}\n\n{heading}\n\n{text}".replace("\\n", "\n"))))
        wanted = set(_listed(listed))
        right += len(found & wanted)
        wrong += len(found - wanted)
        missed += len(wanted - found)
        if found != wanted:
            errors.append(f"{text}: {sorted(found ^ wanted)}")
    assert right / (right + wrong) >= 0.97, errors
    assert right / (right + missed) >= 0.95, errors


def _listed(claims: str) -> Iterator[str]:
    for part in filter(None, claims.split("; ")):
        of, _, things = part.partition(": ")
        yield from (f"{of} {thing}" for thing in things.split(", "))


def _short(claims: list[Claim]) -> Iterator[str]:
    marks = {"affirmed": "", "negated": "-", "planned": "?", "past": "<"}
    for claim in claims:
        kind, thing = claim.rule.split(".")[1], claim.object.partition(":")[2]
        of = claim.subject_label.split(" enforcement")[0].split(" registration")[0].lower()
        named = kind if claim.predicate == "hasStep" else thing
        yield f"{of.replace(' ', '-')} {marks[claim.polarity]}{named} {claim.value}".strip()


def test_an_ordered_list_gives_the_numbers_that_it_writes() -> None:
    lead = "Trademarks in Armenia\n\nRegistration takes the following steps:\n\n"
    items = "1. Filing\n\n2. Power of attorney\n\n3. Formal examination, which is quick\n"
    assert steps(lead + items) == [("filing", "1"), ("formal-examination", "3")]


def test_bullets_under_a_heading_on_a_procedure_are_counted() -> None:
    text = "Armenia\n\nPatents: procedure\n\n- File the application. Pay later.\n- Publication\n"
    assert steps(text) == [("filing", "1"), ("publication", "2")]


def test_a_list_of_something_else_under_such_a_heading_gives_nothing() -> None:
    head = "Armenia\n\nPatents: procedure\n\nThe following documents must be enclosed:\n\n"
    assert steps(head + "- application form\n- proof of payment of the fee\n- certificate\n") == []


def test_a_table_of_stages_gives_one_step_a_row() -> None:
    rows = "| Stage | What | When |\n|---|---|---|\n| 1 | Filing | |\n| 3 | Opposition | May |\n"
    text = f"Designs in Moldova\n\n{rows}"
    assert steps(text) == [("filing", "1"), ("opposition", "3")]


def test_headings_and_sentences_can_carry_the_number_of_a_step() -> None:
    text = (
        "How to register a trademark in Belarus\n\n# Step 1: File the application\n\nEasy.\n\n"
        "# Step 2: Formal examination\n\nIt takes a month.\n\nStep 3. Registration.\n"
    )
    assert steps(text) == [("filing", "1"), ("formal-examination", "2"), ("grant", "3")]


def test_prose_goes_on_counting_in_the_next_sentence() -> None:
    text = (
        "Patents in Georgia\n\nAn application for a patent is filed with Sakpatenti. Formal "
        "examination comes next. The patent is granted after a substantive examination."
    )
    assert steps(text) == [
        *(("filing", "1"), ("formal-examination", "2")),
        *(("grant", "4"), ("substantive-examination", "3")),
    ]


def test_a_step_is_said_once_in_a_section_and_keeps_its_number() -> None:
    one = "Patents in Georgia\n\nThe application is filed first and then published. "
    again = "After publication, the application is examined.\n\nMore\n\nIt is then published."
    found = [("filing", "1"), ("publication", "2"), ("examination", "3")]
    assert steps(one + again) == [*found, ("publication", "2")]


def test_steps_belong_to_the_right_and_the_state_that_are_spoken_of() -> None:
    text = (
        "Georgia and Armenia\n\nDesigns in Georgia\n\nFirst the application is filed.\n\n"
        "Patents in Armenia\n\nThe application is filed first.\n"
    )
    assert [(c.subject, c.jurisdiction, c.object) for c in said(text)] == [
        (
            "new:Industrial design registration in Georgia",
            "id:georgia",
            "new:Filing of an industrial design application in Georgia",
        ),
        (
            "new:Patent registration in Armenia",
            "id:armenia",
            "new:Filing of a patent application in Armenia",
        ),
    ]


def test_measures_follow_the_branch_of_heading_lead_in_and_last_sentence() -> None:
    text = (
        "Enforcement in Moldova\n\nCivil remedies\n\nThe right holder may ask for:\n\n"
        "- an injunction\n- publication of the judgment\n- damages\n\nCriminal sanctions\n\n"
        "- Fine\n\nThe rest\n\nThere are border measures, too. Officers may suspend release."
    )
    assert measures(text) == {
        ("civil", "injunction", "affirmed"),
        ("civil", "damages", "affirmed"),
        ("criminal", "penalty", "affirmed"),
        ("customs", "suspension", "affirmed"),
    }


@pytest.mark.parametrize(
    "text",
    [
        "In 2019 a civil court in Armenia awarded damages and ordered the seizure of shoes.",
        "Customs in Armenia detained 400 shoes; two men were fined.",
        "If civil courts in Armenia could award punitive damages, more people would sue.",
        "In Germany, civil courts may award damages; in Armenia nobody asks for them.",
        "Administrative fines in Armenia have fallen.",
        "In Turkey a patent application undergoes formal examination, then publication.",
        "The Armenian agency published its report on trademark applications and examination.",
        "If the fee for a patent in Armenia is not paid, the application is then not examined.",
        "The patent law of Armenia lists what an application must contain.",
        "Whether patents in Armenia are granted after examination is a matter of taste.",
        "Our company filed a trademark application in Armenia, and the examiner then called.",
    ],
)
def test_what_only_looks_like_a_step_or_measure_gives_nothing(text: str) -> None:
    assert said(text) == []


def test_every_procedure_that_is_named_says_its_kind_and_right() -> None:
    text = "A civil court in Armenia may award damages. Patents in Armenia are then published."
    new = {
        entity.label: (entity.branch.rsplit("/", 1)[-1], entity.right.rsplit("/", 1)[-1])
        for entity in proposals.entities(said(text), {})
    }
    assert new == {
        "Civil enforcement of IP rights in Armenia": ("civil", "intellectual-property"),
        "Patent registration in Armenia": ("registration", "patent"),
        "Publication of a patent application in Armenia": ("", ""),
    }


def test_what_is_denied_or_planned_makes_no_step_of_the_graph() -> None:
    text = (
        "There is no opposition stage for trademarks in Uzbekistan. A bill would introduce an "
        "opposition procedure for designs in Armenia."
    )
    assert [claim.polarity for claim in said(text)] == ["negated", "planned"]
    assert proposals.entities(said(text), {}) == []


def test_a_number_that_is_taken_is_left_out_and_said() -> None:
    one = said("In Armenia the patent application is first filed and then published.")
    other = said("In Armenia the patent application first undergoes formal examination.")
    kept, left_out = numbering.consistent([*one, *other], (), {})
    assert kept == one
    assert len(left_out) == 1
    assert "filing-of-a-patent-application-in-armenia has the number 1 already" in left_out[0]


def test_added_articles_on_procedures_are_accepted_by_the_build(tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(ROOT / "data", data)
    for path in sorted((ARTICLES / "tuned").glob("*.[mt][dx]*")):
        article = texts.read(path)
        about = About(path.stem, page="https://example.org/")
        added = adding.add(article, extraction.extract(article), about, data)
        assert "lex:hasStep" in (added.folder / "statements.tsv").read_text("utf-8")
    report = build.check(resources.folder("ontology"), data)
    assert report.problems == ()


def test_a_gold_file_judges_only_the_sort_of_relations_that_it_holds() -> None:
    text = "In Armenia the patent application is first filed with Rospatent of Russia."
    wanted = ("hasStep", "isInJurisdiction")
    claims = [c for c in extraction.extract(plain(text)) if c.predicate in wanted]
    assert {claim.predicate for claim in claims} == set(wanted)

    def gold(predicate: str) -> evaluation.Gold:
        return evaluation.Gold("new:x", predicate, "new:y", "", "affirmed", "asserted", "", text)

    def sorts(*golds: evaluation.Gold) -> set[str]:
        return {claim.predicate for claim in evaluation.judged(claims, golds)}

    assert sorts(gold("providesMeasure")) == {"hasStep"}
    assert sorts(gold("governs")) == {"isInJurisdiction"}
    assert sorts(gold("governs"), gold("hasStep")) == {"hasStep", "isInJurisdiction"}
    assert sorts() == {"isInJurisdiction"}


@pytest.mark.parametrize(
    "words",
    [
        "the application is published and ",
        "may order an injunction and damages, ",
        "registration of the trademark ",
        "the first step is then the formal examination followed by ",
    ],
)
def test_hostile_accounts_of_procedures_are_read_in_time(words: str) -> None:
    sentence = (words * 200)[:2900] + ".\n\n"
    items = "".join(f"{number}. {words}\n" for number in range(1, 500))
    begun = time.perf_counter()
    said("How to register trademarks in Armenia: civil remedies\n\n" + sentence * 5 + items)
    assert time.perf_counter() - begun < 20
