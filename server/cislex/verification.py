"""Curated verdicts: what a person found when a statement was held against an official source.

The rules of `ontology/rules/verification/` decide what the reference tables
can decide; `data/reference/verdicts.csv` holds what needs judgement. Both
become `lex:Verification` nodes; a curator's verdict goes before a rule's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.resources.abc import Traversable

from pyoxigraph import Literal, NamedNode, Quad

from cislex import terms
from cislex.errors import Problem
from cislex.reference import evidence_faults
from cislex.reference_tables import EVIDENCE_COLUMNS, FOLDER
from cislex.reference_tables import OTHER_FILE as FILE
from cislex.tables import read_rows
from cislex.turtle import Origin
from cislex.vocabulary import Vocabulary, literal

COLUMNS = ("subject", "predicate", "object", "verdict", "expected", "taken_by", *EVIDENCE_COLUMNS)


@dataclass(frozen=True, slots=True)
class Verdict:
    """One curated verdict; `statement`, `verdict` and `source` are IRIs."""

    origin: Origin
    statement: str
    verdict: str
    expected: str
    taken_by: str
    source: str
    page: str
    looked_up: str
    note: str


def read(
    folder: Traversable,
    vocabulary: Vocabulary,
    statements: Iterable[str],
    bases: Mapping[str, str],
    faults: list[Problem],
) -> list[Verdict]:
    """The curated verdicts; each must be about a statement that a document makes."""
    file = folder / FILE
    if not file.is_file():
        return []
    known = set(statements)
    verdicts = []
    for line, cells in read_rows(file, FOLDER + FILE, COLUMNS, ",", faults):
        found = list(_faults(cells, vocabulary, known, bases))
        faults.extend(Problem(FOLDER + FILE, line, message) for message in found)
        if not found:
            verdicts.append(
                Verdict(
                    *((FOLDER + FILE, line), _statement(cells, vocabulary)),
                    terms.PREFIXES["verification"] + cells["verdict"],
                    *(cells["expected"], cells["taken_by"]),
                    terms.PREFIXES["source"] + cells["source"] if cells["source"] else "",
                    *(cells["page"], cells["looked_up"], cells["note"]),
                )
            )
    return verdicts


def quads(verdicts: Iterable[Verdict]) -> Iterator[Quad]:
    """Verification nodes for the graph of checks."""
    graph = NamedNode(terms.graph("verification"))
    for verdict in verdicts:
        subject = NamedNode(terms.check(verdict.statement, verdict.page or verdict.verdict))
        said: list[tuple[str, NamedNode | Literal]] = [
            ("rdf:type", NamedNode(terms.expand("lex:Verification"))),
            ("lex:verifies", NamedNode(verdict.statement)),
            ("lex:verdict", NamedNode(verdict.verdict)),
            ("lex:takenBy", Literal(verdict.taken_by)),
            ("lex:lookedUpOn", literal(verdict.looked_up)),
        ]
        if verdict.page:
            said.append(("dct:source", NamedNode(verdict.page)))
            said.append(("lex:checkedAgainst", NamedNode(verdict.source)))
        if verdict.expected:
            said.append(("lex:expected", Literal(verdict.expected)))
        if verdict.note:
            said.append(("skos:note", Literal(verdict.note, language="en")))
        for predicate, value in said:
            yield Quad(subject, NamedNode(terms.expand(predicate)), value, graph)


def _statement(cells: Mapping[str, str], vocabulary: Vocabulary) -> str:
    predicate = terms.expand(cells["predicate"])
    rule = vocabulary.properties[predicate]
    value = cells["object"] if rule.is_data else terms.expand(cells["object"])
    return terms.statement(
        terms.expand(cells["subject"]), predicate, str(vocabulary.term(predicate, value))
    )


def _faults(
    cells: Mapping[str, str],
    vocabulary: Vocabulary,
    statements: set[str],
    bases: Mapping[str, str],
) -> Iterator[str]:
    """What is wrong with a row, in words."""
    try:
        statement = _statement(cells, vocabulary)
    except (terms.UnknownPrefix, KeyError) as error:
        yield f"{error}: mend subject, predicate or object"
        return
    if statement not in statements:
        yield "no document makes this statement: mend it, or remove the row"
    if terms.PREFIXES["verification"] + cells["verdict"] not in vocabulary.types:
        yield f"verdict {cells['verdict']!r} is not known: use a concept of its scheme"
    if not cells["taken_by"]:
        yield "taken_by is empty: say who gave the verdict"
    unverified = cells["verdict"] == "unverified"
    yield from evidence_faults(cells, bases, needs_page=not unverified)
    if unverified and not cells["note"]:
        yield "an unverified statement needs a note: say what was looked for"
    if not unverified and not cells["expected"]:
        yield "expected is empty: say what the source states"
