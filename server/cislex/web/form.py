"""The query form for people: at `/query`, and at `/sparql` for a browser."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from flask import Blueprint, Response, make_response, render_template, request, url_for
from werkzeug.exceptions import NotFound

from cislex import formats, sparql, terms
from cislex.errors import QueryError
from cislex.formats import Format, Kind
from cislex.queries import NamedQuery, ParameterError
from cislex.sparql import Question, Table
from cislex.web import endpoint, protocol, replies
from cislex.web.errors import Fault, InQuery, fault_of, response_of
from cislex.web.protocol import Operation
from cislex.web.replies import Wish
from cislex.web.serving import site, snapshot

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


@blueprint.route(
    "/sparql", endpoint="endpoint", methods=protocol.METHODS, provide_automatic_options=False
)
def answer() -> Response:
    """What the endpoint says to a client that takes pages too: a page if it likes that best."""
    found = endpoint.answer(site(), snapshot(), request.environ)
    return _form_page(found) if isinstance(found, Operation) else response_of(found)


@blueprint.get("/query")
def form() -> Response:
    """The form, with the answer of the query in the address."""
    return _form_page(_operation())


@blueprint.get("/query.<extension>")
def download(extension: str) -> Response:
    """The answer of the query in the address as a file."""
    operation = _operation()
    query = operation.query or ""
    graphs = operation.default_graphs, operation.named_graphs
    return reply(Question(query, format_of(query, extension), *graphs))


def format_of(query: str, extension: str) -> Format:
    """The format with an extension, for the answer of a query; NotFound names what there is."""
    kind = sparql.kind(query) or Kind.RESULTS
    found = formats.with_extension(extension, kind)
    if found is None:
        known = ", ".join("." + one.extension for one in formats.of_kind(kind))
        raise NotFound(f"The answer of this query can be had as {known}")
    return found


def reply(question: Question) -> Response:
    """The answer of the engine to this request; InQuery when there is none."""
    wish = Wish.of(request.environ)
    try:
        return response_of(replies.of_answer(snapshot(), question, wish).sent_to(wish))
    except QueryError as error:
        raise InQuery(error, question.query) from error


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


def page_of(found: Outcome | None, text: str) -> Response:
    """A page that shows an answer, with the status and the headers of what went wrong."""
    response = make_response(text)
    if found and found.fault:
        response.status_code = found.fault.status
        response.headers.extend(found.fault.headers)
    return response


def _operation() -> Operation:
    message = protocol.receive(request.environ, 0)
    return protocol.read(message, site().settings.maximum_query_bytes)


def _form_page(operation: Operation) -> Response:
    query = operation.query
    examples = list(site().questions.values())
    found = outcome(query, operation.default_graphs, operation.named_graphs) if query else None
    return page_of(
        found,
        render_template(
            "query.html",
            query=query or (_runnable(examples[0]) if examples else ""),
            outcome=found,
            downloads=_downloads(found, operation),
            prefixes=terms.PREFIXES,
            examples=examples,
        ),
    )


def _runnable(question: NamedQuery) -> str:
    try:
        return question.fill({})
    except ParameterError:
        return question.text


def _downloads(found: Outcome | None, operation: Operation) -> list[tuple[str, str]]:
    """Label and address of the answer in each format."""
    if not found or found.fault:
        return []
    pairs = [("query", operation.query or "")]
    pairs += [("default-graph-uri", iri) for iri in operation.default_graphs]
    pairs += [("named-graph-uri", iri) for iri in operation.named_graphs]
    asked = "?" + urlencode(pairs)
    return [
        (one.label, url_for(".download", extension=one.extension) + asked) for one in found.formats
    ]
