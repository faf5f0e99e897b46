"""Statements with their evidence → quads.

A `lex:Statement` is one proposition (standard `rdf:subject`, `rdf:predicate`,
`rdf:object`, and its polarity); a `lex:Attestation` is the making of it by
one passage, with modality, hedge and qualifiers; a `lex:Passage` is a place
in a document, without its text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode, Quad

from cislex import terms
from cislex.passages import Passage
from cislex.tables import DATE_QUALIFIER, StatementRow
from cislex.vocabulary import Vocabulary, literal

_UNREAL = {terms.expand(name) for name in ("modality:recommendation", "modality:projection")}
_INTENTION = terms.expand("modality:intention")
_AIM = terms.expand("lex:aimsAt")
_AFFIRMED = terms.expand("polarity:affirmed")
_ENGLISH = "en"


@dataclass(frozen=True, slots=True)
class Source:
    """What the passages of a document need to know of it: slug, short name, web page or ''."""

    slug: str
    label: str
    page: str


def statement_iri(row: StatementRow, vocabulary: Vocabulary) -> str:
    """The IRI of the statement that a row makes."""
    value = str(vocabulary.term(row.predicate, row.value))
    polarity = row.polarity.removeprefix(terms.PREFIXES["polarity"])
    return terms.statement(row.subject, row.predicate, value, polarity)


def attestation_iri(row: StatementRow, slug: str, vocabulary: Vocabulary) -> str:
    """The IRI of a row: of one passage making one statement."""
    return terms.attestation(statement_iri(row, vocabulary), terms.passage(slug, row.passage))


def asserted(rows: Iterable[StatementRow], slug: str, vocabulary: Vocabulary) -> Iterator[Quad]:
    """The plain triples that a document puts forward as being so.

    What is recommended, projected, denied, planned or past is none. What is
    intended is one only as an aim: to aim at a goal is so, to reach it is not.
    """
    graph = NamedNode(terms.graph("document", slug))
    for row in rows:
        if is_asserted(row):
            value = vocabulary.term(row.predicate, row.value)
            yield Quad(NamedNode(row.subject), NamedNode(row.predicate), value, graph)


def is_asserted(row: StatementRow) -> bool:
    """Whether a row puts its statement forward as being so."""
    if row.modality == _INTENTION and row.predicate != _AIM:
        return False
    return row.modality not in _UNREAL and row.polarity == _AFFIRMED


def provenance(
    rows: Iterable[StatementRow],
    passages: Iterable[Passage],
    source: Source,
    vocabulary: Vocabulary,
) -> Iterator[Quad]:
    """Statements, attestations and passages of a document."""
    graph = NamedNode(terms.graph("provenance", source.slug))
    for passage in passages:
        subject = NamedNode(terms.passage(source.slug, passage.locator))
        for predicate, value in _passage(passage, source):
            yield Quad(subject, NamedNode(terms.expand(predicate)), value, graph)
    for row in rows:
        iri = statement_iri(row, vocabulary)
        for subject_iri, predicate, value in _statement(row, iri, source, vocabulary):
            yield Quad(NamedNode(subject_iri), NamedNode(terms.expand(predicate)), value, graph)


def _passage(passage: Passage, source: Source) -> Iterator[tuple[str, NamedNode | Literal]]:
    place = f"section {passage.section}, paragraph {passage.paragraph}, sentence {passage.sentence}"
    yield "rdf:type", _node("lex:Passage")
    yield "rdfs:label", Literal(f"{source.label}: {place}", language=_ENGLISH)
    yield "lex:ofDocument", NamedNode(terms.document(source.slug))
    yield "lex:sectionNumber", Literal(passage.section)
    yield "lex:paragraphNumber", Literal(passage.paragraph)
    yield "lex:sentenceNumber", Literal(passage.sentence)
    yield "lex:passageKind", Literal(str(passage.kind))
    yield "lex:charStart", Literal(passage.start)
    yield "lex:charEnd", Literal(passage.end)
    yield "lex:textSha256", Literal(passage.sha256)
    if passage.opening:
        yield "lex:startsWithText", Literal(passage.opening)
    if source.page:
        # A text fragment takes the reader to the very sentence; where no five
        # opening words are unique, the page itself is all that can be named.
        # A hyphen has a meaning of its own there, so it is always escaped.
        opening = quote(passage.opening, safe="").replace("-", "%2D")
        mark = f"#:~:text={opening}" if opening else ""
        yield "foaf:page", NamedNode(source.page + mark)


def _statement(
    row: StatementRow, iri: str, source: Source, vocabulary: Vocabulary
) -> Iterator[tuple[str, str, NamedNode | Literal]]:
    place = terms.passage(source.slug, row.passage)
    made = terms.attestation(iri, place)
    yield iri, "rdf:type", _node("lex:Statement")
    yield iri, "rdf:subject", NamedNode(row.subject)
    yield iri, "rdf:predicate", NamedNode(row.predicate)
    yield iri, "rdf:object", vocabulary.term(row.predicate, row.value)
    yield iri, "lex:polarity", NamedNode(row.polarity)
    yield iri, "lex:isAttestedBy", NamedNode(made)
    yield made, "rdf:type", _node("lex:Attestation")
    yield made, "lex:inPassage", NamedNode(place)
    yield made, "lex:modality", NamedNode(row.modality)
    yield made, "lex:takenBy", Literal(row.taken_by)
    if row.hedge:
        yield made, "lex:hedge", Literal(row.hedge)
    for name, target in row.qualifiers:
        date = name == DATE_QUALIFIER
        yield made, terms.compact(name), literal(target) if date else NamedNode(target)


def _node(curie: str) -> NamedNode:
    return NamedNode(terms.expand(curie))
