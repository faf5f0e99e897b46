"""Claims → what people review: rows of `statements.tsv`, and descriptions of what is new.

A claim becomes the same statements as when it is checked. Entities that the graph does not know
are described with their class, label and state, in Turtle that a curator moves to
`data/entities/`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, serialize

from cislex import procedures, propositions, resources, terms, turtle
from cislex.claims import Claim
from cislex.evidence import Source, asserted, provenance
from cislex.passages import Passage
from cislex.tables import STATEMENT_COLUMNS, StatementRow
from cislex.vocabulary import Vocabulary

_CLASSES = {
    "isPartyTo": "InternationalTreaty",
    "isSignatoryTo": "InternationalTreaty",
    "ratifies": "InternationalTreaty",
    "isMemberStateOf": "IntergovernmentalOrganization",
    "isAdministeredBy": "IntergovernmentalOrganization",
    "isUnderAuthorityOf": "PublicBody",
    "isRegisteredWith": "IpOffice",
    "hasStep": "ProcedureStep",
}
"""Relation → the class of a new object."""

_SUBJECT_CLASSES = {
    "governs": "NationalLaw",
    "ratifies": "RatificationLaw",
    "hasFunction": "PublicBody",
    "isUnderAuthorityOf": "PublicBody",
    "isAdministeredBy": "InternationalTreaty",
}


@dataclass(frozen=True, slots=True)
class Entity:
    """An entity that is proposed; `state`, `right` and `branch` are IRIs or ''."""

    iri: str
    kind: str
    label: str
    state: str = ""
    right: str = ""
    branch: str = ""


def state_codes() -> dict[str, str]:
    """The two letters of each state, by its IRI."""
    file = resources.folder("data") / "entities" / "states.ttl"
    codes = turtle.objects(turtle.read(file, "data/entities/states.ttl").triples, "dct:identifier")
    return {state: code.lower() for state, code in codes if len(code) == 2}


def rows(claims: Iterable[Claim], codes: dict[str, str]) -> list[StatementRow]:
    """The rows of statements of some claims, each once for a passage."""
    unique: dict[tuple[str, ...], StatementRow] = {}
    for claim in claims:
        locator = f"{claim.section}.{claim.paragraph}.{claim.sentence}"
        for said in propositions.of(claim, codes):
            bare = said.value.value
            qualifiers = [
                (terms.PREFIXES["lex"] + name, target)
                for name, target in (("validFrom", said.date), ("inPlace", said.place))
                if target and claim.predicate not in propositions.TERMS
            ]
            row = StatementRow(
                *("", 0, locator, said.subject, said.predicate, bare),
                terms.PREFIXES["modality"] + claim.modality,
                terms.PREFIXES["polarity"] + claim.polarity,
                *("", tuple(qualifiers), f"rule:{claim.rule}"),
            )
            key = (locator, said.subject, said.predicate, bare, claim.polarity)
            unique.setdefault(key, row)
    return list(unique.values())


def entities(claims: Iterable[Claim], codes: dict[str, str]) -> list[Entity]:
    """The entities that claims propose, and the nodes for terms that they need."""
    found: dict[str, Entity] = {}
    for claim in claims:
        if claim.predicate == "hasStep" and not _is_numbered(claim):
            continue  # the graph has no step without its number, and no procedure without steps
        state = propositions.iri(claim.jurisdiction) if claim.jurisdiction else ""
        if claim.predicate == "isInJurisdiction" and not claim.object.startswith(propositions.NEW):
            state = propositions.iri(claim.object)
        if claim.predicate in propositions.TERMS and state:
            iri = propositions.term(claim.subject, state, codes)
            right = propositions.iri(claim.subject)
            label = f"{claim.subject_label or claim.subject} term in {_name(state)}"
            found.setdefault(iri, Entity(iri, "ProtectionTerm", label, state, right))
        for name, label, kind in (
            (claim.subject, claim.subject_label, claim.subject_type),
            (claim.object, claim.object_label, _CLASSES.get(claim.predicate, "")),
        ):
            if name.startswith(propositions.NEW):
                iri = propositions.iri(name, codes.get(state, ""))
                kind = kind or _SUBJECT_CLASSES.get(claim.predicate, "PublicBody")
                plain = label or name.removeprefix(propositions.NEW)
                branch, right = (terms.expand(n) if n else "" for n in procedures.about(plain))
                found.setdefault(iri, Entity(iri, kind, plain, state, right, branch))
    return [found[iri] for iri in sorted(found)]


def _is_numbered(claim: Claim) -> bool:
    return bool(claim.value) and claim.polarity == "affirmed" and claim.modality == "asserted"


def as_tsv(rows: Iterable[StatementRow]) -> str:
    """Rows as the text of a `statements.tsv`."""
    lines = ["\t".join(STATEMENT_COLUMNS)]
    for row in rows:
        qualifiers = "; ".join(
            f"{name.removeprefix(terms.PREFIXES['lex'])}={_compact(target)}"
            for name, target in row.qualifiers
        )
        cells = (
            *(row.passage, terms.compact(row.subject), terms.compact(row.predicate)),
            *(
                _compact(row.value),
                row.modality.rsplit("/", 1)[-1],
                row.polarity.rsplit("/", 1)[-1],
            ),
            *(row.hedge, qualifiers, row.taken_by),
        )
        lines.append("\t".join(" ".join(cell.split()) for cell in cells))
    return "\n".join(lines) + "\n"


def as_turtle(entities: Iterable[Entity]) -> str:
    """Descriptions of proposed entities, in the form of `data/entities/`."""
    quads = [quad.triple for entity in entities for quad in described(entity)]
    used = ("id", "lex", "procedure-kind", "rdfs", "right", "skos")
    prefixes = {name: terms.PREFIXES[name] for name in used}
    return (serialize(quads, format=RdfFormat.TURTLE, prefixes=prefixes) or b"").decode()


def described(entity: Entity) -> Iterator[Quad]:
    """The quads that describe an entity, in the default graph."""
    subject = NamedNode(entity.iri)
    label = Literal(entity.label, language="en")
    yield Quad(subject, _node("rdf:type"), _node(f"lex:{entity.kind}"))
    yield Quad(subject, _node("rdfs:label"), label)
    yield Quad(subject, _node("skos:prefLabel"), label)
    if entity.state:
        yield Quad(subject, _node("lex:isInJurisdiction"), NamedNode(entity.state))
    if entity.branch:
        yield Quad(subject, _node("lex:procedureKind"), NamedNode(entity.branch))
    if entity.right:
        relation = "lex:isProcedureFor" if entity.branch else "lex:termOf"
        yield Quad(subject, _node(relation), NamedNode(entity.right))


def as_trig(
    slug: str, claims: Iterable[Claim], passages: Iterable[Passage], codes: dict[str, str]
) -> str:
    """Claims as the graph has them: what is said, and the passages that say it."""
    claims = list(claims)
    made = rows(claims, codes)
    stating = {row.passage for row in made}
    places = [passage for passage in passages if passage.locator in stating]
    vocabulary = ontology()
    graph = NamedNode(terms.graph("provenance", slug))
    quads = [
        *asserted(made, slug, vocabulary),
        *provenance(made, places, Source(slug, slug, ""), vocabulary),
        *(
            Quad(quad.subject, quad.predicate, quad.object, graph)
            for entity in entities(claims, codes)
            for quad in described(entity)
        ),
    ]
    used = ("id", "lex", "rdf", "rdfs", "skos", "passage", "statement", "attestation", "modality")
    prefixes = {name: terms.PREFIXES[name] for name in (*used, "polarity", "document", "graph")}
    return (serialize(quads, format=RdfFormat.TRIG, prefixes=prefixes) or b"").decode()


def ontology() -> Vocabulary:
    """What the ontology lets one say; no entities."""
    folder = resources.folder("ontology")
    return Vocabulary.of(
        triple
        for file in turtle.files(folder, ".ttl")
        for triple in turtle.read(file, file.name).triples
    )


def _compact(value: str) -> str:
    return terms.compact(value) if "://" in value else value


def _name(state: str) -> str:
    return state.rsplit("/", 1)[-1].replace("-", " ").title()


def _node(curie: str) -> NamedNode:
    return NamedNode(terms.expand(curie))
