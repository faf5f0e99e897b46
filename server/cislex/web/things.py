"""Every IRI of cislex as a page or as RDF: entities, concepts, statements, passages, ontology."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Final

from flask import Blueprint, Response, make_response, render_template, request
from werkzeug.exceptions import NotFound

from cislex import formats, terms
from cislex.formats import GraphFormat, Kind, Representation
from cislex.queries import ParameterError
from cislex.sparql import Question, Term
from cislex.web import protocol, rendering
from cislex.web.endpoint import reply
from cislex.web.serving import ask_page, site

blueprint = Blueprint("things", __name__)

Row = Mapping[str, Term]


@dataclass(frozen=True, slots=True)
class Group:
    """One property of a thing with its values; each row has `value` and perhaps `valueLabel`."""

    property: Term
    label: str
    rows: Sequence[Row]


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement: its parts, the passages that make it, what references say to it.

    Each attestation comes with its qualifiers.
    """

    parts: Row
    attestations: list[tuple[Row, Sequence[Row]]] = field(default_factory=list)
    checks: Sequence[Row] = ()


_LABEL: Final = terms.expand("rdfs:label")
_NAMES: Final = (terms.expand("skos:prefLabel"), terms.expand("skos:altLabel"))
_NOTES: Final = (terms.expand("skos:definition"), terms.expand("dct:description"))
_MOST_INCOMING: Final = 300
"""The limit in queries/pages/incoming.rq."""
_DRAFT: Final = terms.expand("lex:draftLanguage")


@blueprint.get("/<path:local>")
def thing(local: str) -> Response:
    """The page or the triples of the thing whose IRI is the base and this path."""
    local, form = _form(local)
    iri = terms.BASE + local
    try:
        known = ask_page("known", thing=iri).boolean
    except ParameterError:
        known = False
    if not known:
        raise NotFound(f"Nothing is known of {iri}: look for it with a query, or in the questions")
    is_ontology = iri == terms.ONTOLOGY
    if isinstance(form, GraphFormat):
        page = site().pages["ontology-graph" if is_ontology else "describe"]
        return reply(Question(page.fill({} if is_ontology else {"thing": iri}), form))
    files = [(one, f"{request.script_root}/{local}.{one.extension}") for one in formats.GRAPHS]
    if is_ontology:
        return make_response(render_template("ontology.html", terms=_ontology(), files=files))
    return make_response(render_template("thing.html", iri=iri, files=files, **_described(iri)))


def _form(local: str) -> tuple[str, Representation]:
    """Path without extension, and the form that the extension or the Accept header asks for."""
    stem, _, extension = local.rpartition(".")
    by_extension = formats.with_extension(extension, Kind.GRAPH)
    if stem and by_extension:
        return stem, by_extension
    accept = protocol.accepted(request)
    return local, protocol.choose(accept, [formats.HTML, *formats.GRAPHS])


def _described(iri: str) -> dict[str, object]:
    rows = ask_page("properties", thing=iri).rows
    by_property: dict[str, list[Term]] = defaultdict(list)
    for row in rows:
        by_property[row["property"].value].append(row["value"])
    label = next((term.value for term in by_property[_LABEL]), terms.compact(iri))
    names = {term for name in _NAMES for term in by_property[name] if term.value != label}
    in_head = {_LABEL, _DRAFT, *_NAMES, *_NOTES}
    incoming = ask_page("incoming", thing=iri).rows
    is_graph = iri.startswith(terms.PREFIXES["graph"])
    return {
        "label": label,
        "names": sorted(names, key=lambda term: (term.language, term.value)),
        "drafts": {term.value for term in by_property[_DRAFT]},
        "notes": [term for name in _NOTES for term in by_property[name]],
        "types": ask_page("types", thing=iri).rows,
        "outgoing": _grouped(row for row in rows if row["property"].value not in in_head),
        "incoming": _grouped(incoming),
        "is_cut": len(incoming) == _MOST_INCOMING,
        "statements": _statements(iri),
        "triples": ask_page("graph", thing=iri).rows[0]["triples"].value if is_graph else None,
    }


def _grouped(rows: Iterable[Row]) -> list[Group]:
    groups = []
    for property_, members in groupby(rows, key=lambda row: row["property"]):
        same = list(members)
        label = same[0].get("propertyLabel")
        groups.append(Group(property_, label.value if label else "", same))
    return groups


def _statements(iri: str) -> list[Statement]:
    rows = ask_page("statements", thing=iri).rows
    if not rows:
        return []
    qualifiers = _by("attestation", ask_page("qualifiers", thing=iri).rows)
    checks = _by("statement", ask_page("checks", thing=iri).rows)
    found: dict[str, Statement] = {}
    for row in rows:
        name = row["statement"].value
        statement = found.setdefault(name, Statement(row, checks=checks.get(name, ())))
        statement.attestations.append((row, qualifiers.get(row["attestation"].value, ())))
    return list(found.values())


def _by(name: str, rows: Iterable[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row[name].value].append(row)
    return found


def _ontology() -> dict[str, list[dict[str, list[tuple[Term, Term | None]]]]]:
    """Kind (class, property) → its terms, each with the different values of every column.

    A value comes with its label, where the query has one.
    """
    found: dict[str, dict[str, dict[str, list[tuple[Term, Term | None]]]]] = {}
    for row in rendering.know_table(ask_page("ontology")).rows:
        term = found.setdefault(row["kind"].value, {}).setdefault(row["term"].value, {})
        for name, value in row.items():
            pair = value, row.get(name + "Label")
            values = term.setdefault(name, [])
            if pair not in values:
                values.append(pair)
    return {kind: list(members.values()) for kind, members in found.items()}
