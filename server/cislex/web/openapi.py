"""`/openapi.json`: the questions, the search and the endpoint for programs (OpenAPI 3.1)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from flask import Blueprint, Response, jsonify, request

from cislex import formats, sparql
from cislex.formats import Kind, Representation
from cislex.queries import NamedQuery, Parameter
from cislex.web.language import CONTENT
from cislex.web.serving import public_address, site, snapshot

blueprint = Blueprint("openapi", __name__)

_Json = dict[str, Any]

_SCHEMAS: Final[_Json] = {
    "Problem": {
        "type": "object",
        "required": ["error"],
        "properties": {
            "error": {
                "type": "object",
                "required": ["status", "message"],
                "properties": {
                    "status": {"type": "integer", "description": "The HTTP status."},
                    "message": {"type": "string", "description": "What to do."},
                    "line": {"type": "integer", "description": "Line of the query, from 1."},
                    "column": {"type": "integer", "description": "Column of the line, from 1."},
                    "excerpt": {"type": "string", "description": "The line of the query."},
                },
            }
        },
    },
    "Hits": {
        "type": "object",
        "required": ["results"],
        "properties": {
            "results": {
                "type": "array",
                "items": {
                    "type": "object",
                    "properties": {
                        name: {"type": "string"}
                        for name in (
                            *("iri", "curie", "address", "name", "language", "label", "type"),
                        )
                    },
                },
            }
        },
    },
}
_IN_JSON: Final[_Json] = {"application/json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
_RESPONSES: Final[_Json] = {
    "Refused": {"description": "What was asked is wrong; it says where", "content": _IN_JSON},
    "Late": {"description": "Too much at once, or too long: try again", "content": _IN_JSON},
}
_TYPES: Final[dict[str, _Json]] = {
    "date": {"type": "string", "pattern": "^([0-9]{4}-[0-9]{2}-[0-9]{2}|today)$"},
    "integer": {"type": "integer"},
}
_WORDS: Final = {
    "iri": "An IRI, whole or as a CURIE such as id:kazakhstan.",
    "date": "A day such as 2004-01-31, or today.",
}


@blueprint.get("/openapi.json")
def document() -> Response:
    """What programs can ask, in the words of OpenAPI."""
    return jsonify(describe())


def describe() -> _Json:
    """The document as an object."""
    paths: _Json = {"/sparql": {"get": _endpoint()}, "/search.json": {"get": _search()}}
    for question in site().questions.values():
        paths[f"/queries/{question.name}"] = {"get": _question(question)}
    tags = sorted({tag for question in site().questions.values() for tag in question.tags})
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "cislex",
            "summary": "Intellectual-property law in the CIS as a graph",
            "version": snapshot().identifier,
            "license": {"name": "CC BY 4.0", "identifier": "CC-BY-4.0"},
        },
        "servers": [{"url": public_address(site(), request.environ)}],
        "tags": [{"name": name} for name in tags],
        "paths": paths,
        "components": {"schemas": _SCHEMAS, "responses": _RESPONSES},
    }


def _question(question: NamedQuery) -> _Json:
    offered = formats.of_kind(sparql.kind(question.text) or Kind.RESULTS)
    extensions = ", ".join(f".{one.extension}" for one in offered)
    words = [question.description, f"The address with {extensions} answers in that format."]
    return {
        "operationId": question.name,
        "summary": question.summary,
        "description": " ".join(filter(None, words)),
        "tags": list(question.tags),
        "parameters": [_parameter(one) for one in question.parameters],
        "responses": _responses(_content(offered)),
    }


def _parameter(parameter: Parameter) -> _Json:
    schema = dict(_TYPES.get(parameter.type, {"type": "string"}))
    if parameter.choices:
        schema["enum"] = list(parameter.choices)
    if parameter.default:
        whole = schema["type"] == "integer"
        schema["default"] = int(parameter.default) if whole else parameter.default
    words = _WORDS.get(parameter.type)
    return {
        "name": parameter.name,
        "in": "query",
        "required": not parameter.default,
        "schema": schema,
        **({"description": words} if words else {}),
    }


def _endpoint() -> _Json:
    graphs = ("default-graph-uri", "named-graph-uri")
    return {
        "operationId": "sparql",
        "summary": "Ask a SPARQL query (SPARQL 1.1 Protocol)",
        "parameters": [
            {"name": "query", "in": "query", "required": True, "schema": {"type": "string"}},
            *(
                {
                    "name": name,
                    "in": "query",
                    "schema": {"type": "array", "items": {"type": "string", "format": "uri"}},
                }
                for name in graphs
            ),
        ],
        "responses": _responses(_content((*formats.RESULTS, *formats.GRAPHS))),
    }


def _search() -> _Json:
    return {
        "operationId": "search",
        "summary": "Find things by name, in English, Russian or Kazakh",
        "parameters": [
            {"name": "q", "in": "query", "required": True, "schema": {"type": "string"}},
            {
                "name": "content",
                "in": "query",
                "description": "The language of the labels.",
                "schema": {"type": "string", "enum": list(CONTENT)},
            },
        ],
        "responses": _responses(
            {"application/json": {"schema": {"$ref": "#/components/schemas/Hits"}}}
        ),
    }


def _content(offered: Sequence[Representation]) -> _Json:
    return {one.media_type: {} for one in offered}


def _responses(content: _Json) -> _Json:
    refused = {"$ref": "#/components/responses/Refused"}
    late = {"$ref": "#/components/responses/Late"}
    return {
        "200": {"description": "The answer", "content": content},
        "400": refused,
        "503": late,
    }
