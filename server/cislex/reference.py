"""Reads the reference tables: what official sources state.

Each row of `data/reference/*.csv` is one record: some facts about one thing,
with the page that states them and the day it was looked up. A row without
its source is a fault.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources.abc import Traversable

from pyoxigraph import Literal, NamedNode

from cislex import terms
from cislex.errors import Problem
from cislex.reference_tables import FACTS, FOLDER, OTHER_FILE, TABLES, Column, Table
from cislex.tables import read_rows
from cislex.turtle import Origin, files
from cislex.vocabulary import Vocabulary, literal


@dataclass(frozen=True, slots=True)
class Record:
    """One row that can be used: a node, what is said of it, and the page that says so."""

    table: Table
    origin: Origin
    node: str
    values: tuple[tuple[str, NamedNode | Literal], ...]
    source: str
    page: str
    looked_up: str
    note: str


def read(
    folder: Traversable,
    vocabulary: Vocabulary,
    bases: Mapping[str, str],
    faults: list[Problem],
) -> list[Record]:
    """All records of a folder of reference tables.

    `bases` maps the IRI of each reference source to its basis.
    """
    found = {file.name: file for file in files(folder, ".csv")}
    records: list[Record] = []
    for name in found:
        if name != OTHER_FILE and not any(table.owns(name) for table in TABLES):
            names = ", ".join(table.name for table in TABLES)
            faults.append(
                Problem(FOLDER + name, 0, f"is no reference table: name it after one of {names}")
            )
    for table in TABLES:
        for name, file in found.items():
            if table.owns(name):
                for line, cells in read_rows(file, FOLDER + name, table.head, ",", faults):
                    reader = _Reader(table, (FOLDER + name, line), vocabulary, bases)
                    record = reader.read(cells)
                    faults.extend(reader.faults)
                    if record:
                        records.append(record)
    return records


def defined(folder: Traversable, known: Vocabulary) -> dict[str, str]:
    """Entities that the tables bring in, with their classes (IRIs)."""
    classes: dict[str, str] = {}
    for table in TABLES:
        if table.defines is None:
            continue
        for file in files(folder, ".csv"):
            if table.owns(file.name):
                for _, cells in read_rows(file, file.name, table.head, ",", []):
                    iri = terms.PREFIXES["id"] + cells[table.key[0]]
                    kind = table.defines or "lex:" + cells["kind"]
                    if iri not in known.types and terms.expand(kind) in known.superclasses:
                        classes[iri] = terms.expand(kind)
    return classes


def evidence_faults(
    cells: Mapping[str, str], bases: Mapping[str, str], needs_page: bool = True
) -> Iterator[str]:
    """What is wrong, in words, with the columns that say who states a row, where and when seen."""
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", cells["looked_up"]):
        yield "looked_up is no day (YYYY-MM-DD): say when the page was looked up"
    if not needs_page:
        return
    if not cells["source"] or not cells["page"]:
        yield "has no source: name the source and the page that states the row"
        return
    if terms.PREFIXES["source"] + cells["source"] not in bases:
        yield f"source {cells['source']!r} is not in sources.ttl: describe it there"
    if not re.fullmatch(_PAGE, cells["page"]):
        yield f"page {cells['page']!r} is no web address: give the page that was seen"


class _Reader:
    """Reads one row and gathers what is wrong with it."""

    def __init__(
        self, table: Table, origin: Origin, vocabulary: Vocabulary, bases: Mapping[str, str]
    ) -> None:
        self._table, self._origin = table, origin
        self._vocabulary, self._bases = vocabulary, bases
        self.faults: list[Problem] = []

    def read(self, cells: Mapping[str, str]) -> Record | None:
        """The record of a row, or None where it has a fault."""
        table = self._table
        columns = self._columns(cells)
        values = tuple(
            (column.property, value)
            for column in columns
            for value in self._values(column, cells[column.name])
        )
        unknown = cells.get("status") == "unknown" and not cells["source"] and not cells["page"]
        for fault in evidence_faults(cells, self._bases, needs_page=not unknown):
            self._report(fault)
        key = tuple(cells[name] for name in table.key)
        if not all(key):
            self._report(f"{' and '.join(table.key)} must not be empty: fill in the key")
        entity = terms.PREFIXES["id"] + key[0]
        node = terms.reference(table.name, *key) if table.node else entity
        subject = None if table.node else entity
        for name, value in values:
            self._check(subject, name, value)
        if self.faults:
            return None
        source = terms.PREFIXES["source"] + cells["source"] if cells["source"] else ""
        return Record(
            *(table, self._origin, node, values, source),
            *(cells["page"], cells["looked_up"], cells["note"]),
        )

    def _columns(self, cells: Mapping[str, str]) -> tuple[Column, ...]:
        if self._table.name != "treaties":
            return self._table.columns
        fact = FACTS.get(cells["fact"])
        if fact is None:
            self._report(f"{cells['fact']!r} is no fact: use one of {', '.join(FACTS)}")
        return (fact,) if fact else ()

    def _values(self, column: Column, cell: str) -> Iterator[NamedNode | Literal]:
        if not cell:
            if column.required:
                self._report(f"{column.name} is empty: every row needs it")
            return
        for part in cell.split("|") if "@" not in column.kind and column.kind != "text" else [cell]:
            value = self._value(column, part.strip())
            if value is not None:
                yield value

    def _value(self, column: Column, cell: str) -> NamedNode | Literal | None:
        kind, _, language = column.kind.partition("@")
        if kind == "text":
            return Literal(cell, language=language) if language else Literal(cell)
        if kind in _FORMS:
            pattern, words, datatype = _FORMS[kind]
            if not re.fullmatch(pattern, cell):
                self._report(f"{column.name} {cell!r} is not {words}: mend it or leave it empty")
                return None
            if kind == "page":
                return NamedNode(cell)
            return (
                literal(cell)
                if not datatype
                else Literal(cell, datatype=NamedNode(terms.expand(datatype)))
            )
        prefix = {"entity": "id", "class": "lex"}.get(kind, kind)
        iri = terms.PREFIXES[prefix] + cell
        known = self._vocabulary.superclasses if kind == "class" else self._vocabulary.types
        if iri not in known:
            self._report(
                f"{column.name} {prefix}:{cell} is not known: mend it or describe it first"
            )
            return None
        return NamedNode(iri)

    def _check(self, subject: str | None, name: str, value: NamedNode | Literal) -> None:
        """Domain and range, for properties of the ontology that join entities."""
        rule = self._vocabulary.properties.get(terms.expand(name))
        if rule is None or not isinstance(value, NamedNode) or name == "rdf:type":
            return
        if subject is not None:
            fault = self._vocabulary.fault(subject, rule.iri, value.value)
        elif rule.range and rule.range not in self._vocabulary.types.get(value.value, ()):
            fault = f"{terms.compact(value.value)} is no {terms.compact(rule.range)}: mend the cell"
        else:
            fault = None
        if fault:
            self._report(fault)

    def _report(self, message: str) -> None:
        self.faults.append(Problem(*self._origin, message))


_PAGE = r"https?://[^\s<>\"{}|\\^`]+"
_FORMS = {
    "date": (r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?", "a date (YYYY-MM-DD)", ""),
    "integer": (r"\d+", "a whole number", "xsd:integer"),
    "boolean": (r"true|false", "true or false", "xsd:boolean"),
    "page": (_PAGE, "a web address", ""),
}
