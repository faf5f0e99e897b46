"""`/sparql`, the endpoint of the SPARQL 1.1 Protocol, and `/query`, its form for people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, Response, make_response, render_template, request, url_for
from werkzeug.exceptions import NotFound

from cislex import description, formats, sparql, terms
from cislex.errors import QueryError
from cislex.formats import Format, GraphFormat, Kind, ResultsFormat
from cislex.queries import NamedQuery, ParameterError
from cislex.sparql import Question, Table
from cislex.web import protocol
from cislex.web.errors import Fault, fault_of, respond
from cislex.web.protocol import Operation
from cislex.web.serving import endpoint_address, site, snapshot

blueprint = Blueprint("endpoint", __name__)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a page shows of an answer: a table, triples as text, or what went wrong."""

    kind: Kind = Kind.RESULTS
    table: Table | None = None
    text: str = ""
    fault: Fault | None = None

    @property
    def formats(self) -> Sequence[Format]:
        """The forms in which the same answer can be downloaded."""
        return formats.of_kind(self.kind)


@blueprint.route("/sparql", methods=["GET", "POST"])
def endpoint() -> Response:
    """Answer a query, describe the service, or show a browser the form."""
    operation = protocol.read(request, site().settings.maximum_query_bytes)
    accept = protocol.accepted(request)
    if operation.query is None:
        form = protocol.choose(accept, [*formats.GRAPHS, formats.HTML])
        if isinstance(form, GraphFormat):
            return _described(form)
        return _form_page(operation)
    form = protocol.choose_answer(operation.query, accept)
    if isinstance(form, (ResultsFormat, GraphFormat)):
        graphs = operation.default_graphs, operation.named_graphs
        return reply(Question(operation.query, form, *graphs))
    return _form_page(operation)


@blueprint.get("/query")
def form() -> Response:
    """The form, with the answer of the query in the address."""
    return _form_page(protocol.read(request, site().settings.maximum_query_bytes))


@blueprint.get("/query.<extension>")
def download(extension: str) -> Response:
    """The answer of the query in the address as a file."""
    operation = protocol.read(request, site().settings.maximum_query_bytes)
    return reply(Question(operation.query or "", format_of(operation.query or "", extension)))


def format_of(query: str, extension: str) -> Format:
    """The format with an extension, for the answer of a query; NotFound names what there is."""
    kind = sparql.kind(query) or Kind.RESULTS
    found = formats.with_extension(extension, kind)
    if found is None:
        known = ", ".join("." + one.extension for one in formats.of_kind(kind))
        raise NotFound(f"The answer of this query can be had as {known}")
    return found


def reply(question: Question) -> Response:
    """The answer of the engine as a response, or what went wrong."""
    try:
        answer = sparql.answer(snapshot().engine, question)
    except QueryError as error:
        return respond(fault_of(error, question.query))
    response = Response(answer.chunks(), content_type=answer.format.content_type)
    response.content_length = answer.size
    response.call_on_close(answer.body.close)
    return response


def outcome(query: str, *graphs: tuple[str, ...]) -> Outcome:
    """The answer of a query for a page; `graphs` are its default and its named graphs."""
    kind = sparql.kind(query) or Kind.RESULTS
    try:
        if kind is Kind.RESULTS:
            return Outcome(kind, table=sparql.table(snapshot().engine, query, *graphs))
        question = Question(query, formats.TURTLE, *graphs)
        text = sparql.answer(snapshot().engine, question).read().decode("utf-8")
        return Outcome(kind, text=text)
    except QueryError as error:
        return Outcome(kind, fault=fault_of(error, query))


def _form_page(operation: Operation) -> Response:
    query = operation.query
    examples = list(site().questions.values())
    found = outcome(query, operation.default_graphs, operation.named_graphs) if query else None
    response = make_response(
        render_template(
            "query.html",
            query=query or (_runnable(examples[0]) if examples else ""),
            outcome=found,
            downloads=_downloads(found, query or ""),
            prefixes=terms.PREFIXES,
            examples=examples,
        )
    )
    response.status_code = found.fault.status if found and found.fault else 200
    return response


def _runnable(question: NamedQuery) -> str:
    try:
        return question.fill({})
    except ParameterError:
        return question.text


def _downloads(found: Outcome | None, query: str) -> list[tuple[str, str]]:
    if not found or found.fault:
        return []
    return [
        (one.label, url_for("endpoint.download", extension=one.extension, query=query))
        for one in found.formats
    ]


def _described(form: GraphFormat) -> Response:
    text = description.describe(endpoint_address(), snapshot().manifest, form)
    return Response(text, content_type=form.content_type)
