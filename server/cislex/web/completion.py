"""What the query form asks while one writes: terms to complete, names of things, filled questions.

`/completion.json` gives the prefixes, and the classes and properties that the data uses;
`/names.json` the names of up to 500 things; `/queries/NAME/query.rq` a question with its
parameters filled in; `/check.json` what is wrong with a query.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import Final

from flask import Blueprint, Response, jsonify, request, url_for
from werkzeug.exceptions import BadRequest, NotFound

from cislex import formats, sparql, terms
from cislex.errors import QueryError, QueryRefused, QuerySyntaxError
from cislex.formats import Kind
from cislex.names import Use
from cislex.sparql import Question
from cislex.web import protocol, rendering
from cislex.web.errors import fault_of
from cislex.web.protocol import Parameters
from cislex.web.serving import site, snapshot

blueprint = Blueprint("completion", __name__)

_MOST_NAMES: Final = 500
_LONGEST_IRI: Final = 2000
_NO_GRAPH: Final = (terms.graph("none"),)


@blueprint.get("/completion.json")
def completion() -> Response:
    """Prefixes, and the classes and properties in use with their labels and numbers of uses."""
    names = snapshot().names
    classes, properties = names.classes(), names.properties()
    rendering.know(use.iri for use in (*classes, *properties))
    return jsonify(
        prefixes=dict(terms.PREFIXES), classes=_listed(classes), properties=_listed(properties)
    )


@blueprint.post("/names.json")
def named() -> Response:
    """The names of the things whose IRIs are in the body, a list in JSON.

    Things that nobody names are left out.
    """
    try:
        iris = json.loads(request.get_data(cache=False))
    except (ValueError, RecursionError):
        iris = None
    if not isinstance(iris, list) or not all(isinstance(iri, str) for iri in iris):
        raise BadRequest('Send a list of IRIs in JSON, such as ["https://…"]')
    if len(iris) > _MOST_NAMES:
        raise BadRequest(f"There are {len(iris)} IRIs: send at most {_MOST_NAMES} at once")
    wanted = [iri for iri in iris if len(iri) <= _LONGEST_IRI and iri.isprintable()]
    rendering.know(wanted)
    found = {iri: rendering.name(iri) for iri in wanted}
    return jsonify(
        {
            iri: {"text": name.text, "language": name.language}
            for iri, name in found.items()
            if name.language or name.text != terms.compact(iri)
        }
    )


@blueprint.get("/queries/<name>/query.rq")
def filled(name: str) -> Response:
    """The text of a question with its parameters filled; ParameterError says what is wrong."""
    question = site().questions.get(name)
    if question is None:
        gallery = url_for("questions.gallery")
        raise NotFound(f"There is no question {name!r}: see all of them at {gallery}")
    text = question.fill(protocol.parameters().singles())
    return Response(text, content_type="application/sparql-query; charset=utf-8")


@blueprint.post("/check.json")
def check() -> Response:
    """What is wrong with the text of the query in the body, without answering it.

    It is put to a graph that does not exist: the engine reads it as it reads every
    query, in a process that can be killed, and finds nothing to do.
    """
    query = Parameters("", request.get_data(cache=False)).at_most_one("query") or ""
    protocol.check_size(query, site().settings.maximum_query_bytes)
    form = formats.TURTLE if sparql.kind(query) is Kind.GRAPH else formats.JSON
    try:
        sparql.answer(snapshot().engine, Question(query, form, _NO_GRAPH)).body.close()
    except (QuerySyntaxError, QueryRefused) as error:
        return jsonify(fault=asdict(fault_of(error, query)))
    except QueryError:
        # It is right, but too much even over nothing: running it says so.
        pass
    return jsonify(fault=None)


def _listed(uses: Iterable[Use]) -> list[dict[str, str | int]]:
    return [
        {
            "curie": terms.compact(use.iri),
            "label": rendering.name(use.iri).text,
            "uses": use.uses,
        }
        for use in uses
    ]
