"""What can be said: classes, properties, and the things that they may join.

Read from the graphs of the ontology, the schemes and the entities; the
readers of statement files and reference tables check their rows against it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Self

from pyoxigraph import Literal, NamedNode, Triple

from cislex import terms
from cislex.turtle import objects

_XSD = terms.PREFIXES["xsd"]
_STANDARD = {
    "rdf:type",
    "dct:issued",
    "dct:language",
    "dct:publisher",
    "skos:altLabel",
}
"""Properties of other vocabularies that a statement may use."""

_DATES = (
    (re.compile(r"\d{4}-\d{2}-\d{2}"), "date"),
    (re.compile(r"\d{4}-\d{2}"), "gYearMonth"),
    (re.compile(r"\d{4}"), "gYear"),
)


@dataclass(frozen=True, slots=True)
class Property:
    """One property of the ontology; empty strings stand for no domain or range."""

    iri: str
    domain: str
    range: str
    is_data: bool


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Classes with all their superclasses, properties, and the classes of every known thing.

    `qualifiers` are the properties that a qualifier of a statement may use.
    """

    superclasses: dict[str, frozenset[str]]
    properties: dict[str, Property]
    types: dict[str, frozenset[str]]
    qualifiers: frozenset[str]

    @classmethod
    def of(cls, triples: Iterable[Triple]) -> Self:
        """Gather the vocabulary of some graphs."""
        triples = list(triples)
        types: dict[str, set[str]] = {}
        for subject, kind in objects(triples, "rdf:type"):
            types.setdefault(subject, set()).add(kind)
        parents: dict[str, set[str]] = {}
        for child, parent in objects(triples, "rdfs:subClassOf"):
            parents.setdefault(child, set()).add(parent)
        superclasses = {name: _closure(name, parents) for name in {*types, *parents}}
        domains = dict(objects(triples, "rdfs:domain"))
        ranges = dict(objects(triples, "rdfs:range"))
        data = terms.expand("owl:DatatypeProperty")
        kinds = {data, terms.expand("owl:ObjectProperty")}
        properties = {
            name: Property(name, domains.get(name, ""), ranges.get(name, ""), data in own)
            for name, own in types.items()
            if own & kinds
        }
        for curie in _STANDARD:
            name = terms.expand(curie)
            properties.setdefault(name, Property(name, "", "", curie != "rdf:type"))
        everything = {
            name: frozenset().union(*(superclasses.get(kind, frozenset([kind])) for kind in own))
            for name, own in types.items()
        }
        qualifier = terms.expand("lex:qualifier")
        qualifiers = frozenset(
            name for name, above in objects(triples, "rdfs:subPropertyOf") if above == qualifier
        )
        return cls(superclasses, properties, everything, qualifiers)

    def with_entities(self, classes: Mapping[str, str]) -> Self:
        """The same vocabulary with more entities, given with their class."""
        more = {
            name: self.superclasses.get(kind, frozenset([kind])) for name, kind in classes.items()
        }
        return replace(self, types={**self.types, **more})

    def fault(self, subject: str, predicate: str, value: str) -> str | None:
        """What is wrong with joining subject and value by predicate, in words, or None.

        `value` is an IRI for an object property, the bare literal for a data property.
        """
        rule = self.properties.get(predicate)
        if rule is None:
            return (
                f"{terms.compact(predicate)} is no property of the ontology: "
                "use one that is, or add it to ontology/ first"
            )
        if subject not in self.types:
            return _unknown(subject)
        if rule.domain and rule.domain not in self.types[subject]:
            return self._misfit("domain", subject, predicate, rule.domain)
        if rule.is_data:
            return _literal_fault(value, rule)
        if value not in self.types:
            return _unknown(value)
        if rule.range and rule.range not in self.types[value]:
            return self._misfit("range", value, predicate, rule.range)
        return None

    def term(self, predicate: str, value: str) -> NamedNode | Literal:
        """The RDF term of a value that passed `fault`."""
        rule = self.properties[predicate]
        if not rule.is_data:
            return NamedNode(value)
        if rule.range and rule.range != _XSD + "string":
            return Literal(value, datatype=NamedNode(rule.range))
        return literal(value) if rule.range == "" else Literal(value)

    def _misfit(self, part: str, thing: str, predicate: str, wanted: str) -> str:
        known = sorted(
            terms.compact(kind)
            for kind in self.types[thing]
            if kind.startswith(terms.PREFIXES["lex"])
        )
        return (
            f"{terms.compact(thing)} is {' and '.join(known) or 'of no class'}, but the {part} of "
            f"{terms.compact(predicate)} is {terms.compact(wanted)}: "
            "choose another property or another entity"
        )


def literal(value: str) -> Literal:
    """A literal of a property without a declared range: a date where it looks like one."""
    for pattern, datatype in _DATES:
        if pattern.fullmatch(value):
            return Literal(value, datatype=NamedNode(_XSD + datatype))
    return Literal(value)


def _closure(name: str, parents: dict[str, set[str]]) -> frozenset[str]:
    seen = {name}
    rest = [name]
    while rest:
        rest.extend(new := parents.get(rest.pop(), set()) - seen)
        seen |= new
    return frozenset(seen)


def _unknown(iri: str) -> str:
    return (
        f"{terms.compact(iri)} is not known: mend the name, "
        "or describe it in data/entities/ or ontology/schemes/"
    )


def _literal_fault(value: str, rule: Property) -> str | None:
    checks = {
        _XSD + "integer": (r"[+-]?\d+", "a whole number"),
        _XSD + "boolean": (r"true|false", "true or false"),
        _XSD + "anyURI": (r"https?://\S+", "a web address"),
    }
    pattern, words = checks.get(rule.range, (r"(?s).*\S.*", "some text"))
    if re.fullmatch(pattern, value):
        return None
    return f"{value!r} is not {words}, which {terms.compact(rule.iri)} takes: mend the object"
