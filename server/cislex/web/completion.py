"""What the query form asks while one writes: terms to complete, names of things, filled questions.

`/completion.json` gives the prefixes, and the classes and properties that the data uses;
`/names.json` the names of up to 500 things; `/queries/NAME/query.rq` a question with its
parameters filled in.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from flask import Blueprint, Response, jsonify, request, url_for
from werkzeug.exceptions import BadRequest, NotFound

from cislex import terms
from cislex.names import Use
from cislex.web import rendering
from cislex.web.protocol import Parameters
from cislex.web.serving import site, snapshot

blueprint = Blueprint("completion", __name__)

_MOST_NAMES: Final = 500
_LONGEST_IRI: Final = 2000


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
    iris = request.get_json(silent=True)
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
    text = question.fill(Parameters(request.query_string).singles())
    return Response(text, content_type="application/sparql-query; charset=utf-8")


def _listed(uses: Iterable[Use]) -> list[dict[str, str | int]]:
    return [
        {
            "curie": terms.compact(use.iri),
            "label": rendering.name(use.iri).text,
            "uses": use.uses,
        }
        for use in uses
    ]
