"""`/graphs`: the SPARQL 1.1 Graph Store Protocol, reading, and the description of the service.

Graphs are named in a parameter (`?default`, `?graph=IRI`); they have no addresses below this one.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Response, render_template, request
from werkzeug.exceptions import BadRequest, NotFound

from cislex import description as service
from cislex import formats, sparql
from cislex.errors import QueryError
from cislex.formats import GraphFormat, Kind
from cislex.sparql import Question
from cislex.web import protocol, replies
from cislex.web.errors import InQuery, response_of
from cislex.web.protocol import Parameters
from cislex.web.replies import Reply, Wish
from cislex.web.serving import Site, Snapshot, endpoint_address, site, snapshot

blueprint = Blueprint("graphs", __name__)


def counts(site: Site, snapshot: Snapshot) -> Mapping[str, int]:
    """The named graphs and the number of triples in each: as built, else counted once.

    Raises:
        QueryError: they cannot be counted.
    """
    found: Mapping[str, int] | None = snapshot.manifest.get("graphs")
    if found is None:
        rows = sparql.table(snapshot.engine, site.pages["graphs"].fill({})).rows
        found = {row["graph"].value: int(row["triples"].value) for row in rows}
    return found


def description(site: Site, snapshot: Snapshot, environ: dict[str, Any]) -> Reply | None:
    """The description of the service; None where the client likes a page best.

    Raises:
        HTTPException: there is no form that the client takes.
        QueryError: see `counts`.
    """
    wish = Wish.of(environ)
    form = protocol.choose_answer(Kind.GRAPH, wish.accept)
    if not isinstance(form, GraphFormat):
        return None
    address, graphs = endpoint_address(site, environ), counts(site, snapshot)
    text = service.describe(address, snapshot.manifest, graphs, form)
    return replies.of_content(text, form.content_type, wish).sent_to(wish)


def answer(site: Site, snapshot: Snapshot, environ: dict[str, Any]) -> Reply | None:
    """A graph, or without parameters what there is; None where the client likes a page best.

    Raises:
        HTTPException: the request is no operation of the protocol, or there is no such graph.
        InQuery: the graph cannot be had.
    """
    wish = Wish.of(environ)
    protocol.check_method(wish.method, protocol.READING)
    if wish.method == "OPTIONS":
        return replies.options(protocol.READING)
    query_string = environ.get("QUERY_STRING", "")
    if not query_string:
        return description(site, snapshot, environ)
    query = _query(site, snapshot, Parameters(query_string))
    form = protocol.choose(wish.accept, formats.GRAPHS)
    try:
        return replies.of_answer(snapshot, Question(query, form), wish).sent_to(wish)
    except QueryError as error:
        raise InQuery(error, query) from error


def _query(site: Site, snapshot: Snapshot, parameters: Parameters) -> str:
    """The query for the graph that the parameters name."""
    name, is_default = parameters.at_most_one("graph"), bool(parameters.all("default"))
    if is_default == (name is not None):
        raise BadRequest("Name one graph, as ?default or as ?graph=IRI; /graphs lists them")
    if name is None:
        return site.pages["default-graph"].fill({})
    if name not in counts(site, snapshot):
        sparql.check_iri(name)
        raise NotFound(f"There is no graph {name[:200]!r} in this release; /graphs lists them")
    return site.pages["named-graph"].fill({"graph": name})


@blueprint.route("/graphs", methods=protocol.READING, provide_automatic_options=False)
def page() -> Response:
    """What `answer` says, or the graphs as a page."""
    reply = answer(site(), snapshot(), request.environ)
    if reply:
        return response_of(reply)
    manifest = snapshot().manifest
    return Response(
        render_template(
            "graphs.html",
            triples=manifest.get("counts", {}).get("triples"),
            graphs=counts(site(), snapshot()),
            formats=formats.GRAPHS,
        )
    )
