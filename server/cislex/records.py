"""Records of reference tables → quads.

Records about the same thing are merged into one node; each stays visible as
a `lex:ReferenceRecord` that names its page and the properties it gives.
Where two records disagree, the one with the stronger basis is followed and
the other keeps its value beside `lex:disagreesOn`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from pyoxigraph import Literal, NamedNode, Quad

from cislex import terms
from cislex.reference import Record
from cislex.reference_tables import Table
from cislex.turtle import Origin
from cislex.vocabulary import literal

_BASES = ("depositary", "official", "mirror", "secondary")
"""What a source rests on, the strongest first."""

_PARTY, _WITHDRAWN = (NamedNode(terms.expand(f"status:{n}")) for n in ("party", "withdrawn"))
_EXACT = {terms.expand(name) for name in ("xsd:integer", "xsd:boolean")}
"""Datatypes whose values agree only when they are the same."""


def quads(
    records: Iterable[Record], brought_in: Iterable[str], bases: Mapping[str, str]
) -> Iterator[Quad]:
    """The graph of each table; `brought_in` are the entities that get their label here."""
    new = set(brought_in)
    for own in _by_thing(records, bases):
        graph = NamedNode(terms.graph("reference", own[0].table.name))
        for subject, predicate, value in _node(own[0].node, own, own[0].node in new):
            yield Quad(NamedNode(subject), NamedNode(terms.expand(predicate)), value, graph)


def disagreements(
    records: Iterable[Record], bases: Mapping[str, str]
) -> Iterator[tuple[Record, str]]:
    """Each record that states another value than the one followed, with that value in words."""
    for own in _by_thing(records, bases):
        kept = _kept(own)
        for record in own:
            for name, value in record.values:
                if not _agrees(value, kept[name]):
                    yield record, f"{name} {_words(value)}"


def _by_thing(records: Iterable[Record], bases: Mapping[str, str]) -> Iterator[list[Record]]:
    """The records of one table about one thing, the most trusted first."""

    def trust(record: Record) -> tuple[str, str, int, Origin]:
        rank = _rank(bases.get(record.source, ""))
        return record.node, record.table.name, rank, record.origin

    ordered = sorted(records, key=trust)
    for _, own in groupby(ordered, key=lambda record: (record.node, record.table.name)):
        yield list(own)


_Said = tuple[str, str, NamedNode | Literal]


def _node(node: str, records: list[Record], is_new: bool) -> Iterator[_Said]:
    table = records[0].table
    kept = _kept(records)
    if table.node:
        yield node, "rdf:type", NamedNode(terms.expand(table.node))
    if is_new and table.defines is not None:
        yield from _introduction(node, records)
    for predicate, value in sorted(
        {(p, v) for p, values in kept.items() for v in values},
        key=lambda pair: (pair[0], str(pair[1])),
    ):
        yield node, predicate, value
    for number, record in enumerate(records, 1):
        iri = f"{_stem(node, table)}-{number}"
        yield node, "lex:isRecordedIn", NamedNode(iri)
        yield from _record(iri, record, kept)


def _introduction(node: str, records: list[Record]) -> Iterator[_Said]:
    """Class and name of an entity that no file of `data/entities/` describes."""
    table = records[0].table
    labels = [
        value.value
        for record in records
        for name, value in record.values
        if isinstance(value, Literal)
        and value.language == "en"
        and name == next(column.property for column in table.columns if column.name == table.label)
    ]
    if table.defines:
        yield node, "rdf:type", NamedNode(terms.expand(table.defines))
    if labels:
        yield node, "rdfs:label", Literal(labels[0], language="en")


def _record(
    iri: str, record: Record, kept: Mapping[str, set[NamedNode | Literal]]
) -> Iterator[_Said]:
    yield iri, "rdf:type", NamedNode(terms.expand("lex:ReferenceRecord"))
    for name in sorted({name for name, _ in record.values}):
        yield iri, "lex:recordsProperty", NamedNode(terms.expand(name))
    for name, value in record.values:
        if not _agrees(value, kept[name]):
            yield iri, "lex:disagreesOn", NamedNode(terms.expand(name))
            yield iri, "lex:statedValue", Literal(f"{name} {_words(value)}")
    if record.page:
        yield iri, "dct:source", NamedNode(record.page)
        yield iri, "prov:hadPrimarySource", NamedNode(record.source)
    yield iri, "lex:lookedUpOn", literal(record.looked_up)
    if record.note:
        yield iri, "skos:note", Literal(record.note, language="en")


def _kept(records: list[Record]) -> dict[str, set[NamedNode | Literal]]:
    """Property → the values that the node gets, from records in the order of trust."""
    kept: dict[str, set[NamedNode | Literal]] = {}
    unknown = NamedNode(terms.expand("status:unknown"))
    for record in records:
        for name, value in record.values:
            have = kept.setdefault(name, set())
            if have == {unknown}:
                have.clear()
            if value == unknown and have:
                continue
            if not have or _is_plural(name, value):
                have.add(value)
            elif old := next((o for o in have if _refines(value, o) or _ends(value, o)), None):
                have.discard(old)
                have.add(value)
    return kept


def _is_plural(name: str, value: NamedNode | Literal) -> bool:
    """Whether several values stand side by side: texts, and cells that hold lists."""
    if isinstance(value, Literal):
        return value.language is not None
    return name in ("lex:governs", "dct:replaces")


def _refines(new: NamedNode | Literal, old: NamedNode | Literal) -> bool:
    """Whether a date or a number says more than another and agrees with it.

    1999-04-12 refines 1999, article 15(2) refines 15; the integer 10 does not refine 1.
    """
    return (
        isinstance(new, Literal)
        and isinstance(old, Literal)
        and new != old
        and new.datatype.value not in _EXACT
        and new.value.startswith(old.value)
    )


def _ends(new: NamedNode | Literal, old: NamedNode | Literal) -> bool:
    """Whether a source speaks of a later time: a state that left was a party before.

    So the later status is followed whatever its basis; the older record stays visible as one
    that states another value.
    """
    return (new, old) == (_WITHDRAWN, _PARTY)


def _agrees(value: NamedNode | Literal, kept: set[NamedNode | Literal]) -> bool:
    return (
        value in kept
        or value == NamedNode(terms.expand("status:unknown"))
        or any(_refines(have, value) for have in kept)
    )


def _words(value: NamedNode | Literal) -> str:
    return value.value if isinstance(value, Literal) else terms.compact(value.value)


def _rank(basis: str) -> int:
    return _BASES.index(basis) if basis in _BASES else len(_BASES)


def _stem(node: str, table: Table) -> str:
    local = node.removeprefix(terms.PREFIXES["reference"]).removeprefix(terms.PREFIXES["id"])
    return terms.reference("record", *([] if local.startswith(table.name) else [table.name]), local)
