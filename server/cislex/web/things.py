"""Every IRI of cislex as a page or as RDF: entities, concepts, statements, passages, ontology."""

from __future__ import annotations

from flask import Blueprint, Response, make_response, render_template, request
from werkzeug.exceptions import NotFound

from cislex import formats, terms
from cislex.formats import GraphFormat, Kind, Representation
from cislex.queries import ParameterError
from cislex.sparql import Question, Term
from cislex.web import documents, entity, protocol, rendering
from cislex.web.form import reply
from cislex.web.serving import ask_page, site

blueprint = Blueprint("things", __name__)


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
    if documents.is_known(iri) and "view" not in request.args:
        return make_response(documents.of(iri.removeprefix(terms.PREFIXES["document"]), files))
    return make_response(entity.page(iri, files))


def _form(local: str) -> tuple[str, Representation]:
    """Path without extension, and the form that the extension or the Accept header asks for."""
    stem, _, extension = local.rpartition(".")
    by_extension = formats.with_extension(extension, Kind.GRAPH)
    if stem and by_extension:
        return stem, by_extension
    accept = request.headers.get("Accept", "")
    return local, protocol.choose(accept, [formats.HTML, *formats.GRAPHS])


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
