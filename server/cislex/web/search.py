"""`/search`: things by their names, as a page, and as JSON while one types."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import unquote

from flask import Blueprint, Flask, Response, jsonify, render_template, request

from cislex import terms
from cislex.errors import CislexError
from cislex.names import Hit
from cislex.web import language, protocol, rendering
from cislex.web.serving import snapshot

blueprint = Blueprint("search", __name__)

_ON_PAGE: Final = 50
_WHILE_TYPING: Final = 10
_ON_ERROR: Final = 6


def register(app: Flask) -> None:
    """Let the page of an error suggest what somebody may have looked for."""
    app.jinja_env.globals["similar"] = similar


def similar() -> tuple[str, list[Hit]]:
    """The words of the path that was asked for, and the things that are called like them."""
    last = unquote(request.path.rstrip("/").rpartition("/")[2])
    words = " ".join(re.findall(r"[^\W_]+", last.partition(".")[0]))
    try:
        return words, _hits(words, _ON_ERROR)
    except CislexError:
        return words, []


@blueprint.get("/search")
def page() -> str:
    """What is called so, or the empty form."""
    text = _text()
    hits = _hits(text, _ON_PAGE)
    return render_template("search.html", text=text, hits=hits)


@blueprint.get("/search.json")
def typed() -> Response:
    """The first finds, with the name that was found, the label, the class and the address."""
    hits = _hits(_text(), _WHILE_TYPING)
    return jsonify(
        results=[
            {
                "iri": hit.iri,
                "curie": terms.compact(hit.iri),
                "address": rendering.address(hit.iri),
                "name": hit.name.text,
                "language": hit.name.language,
                "label": rendering.name(hit.iri).text,
                "type": rendering.name(hit.type).text if hit.type else "",
            }
            for hit in hits
        ]
    )


def _text() -> str:
    return protocol.parameters().at_most_one("q") or ""


def _hits(text: str, most: int) -> list[Hit]:
    hits = snapshot().names.search(text, language.content(), most)
    rendering.know(iri for hit in hits for iri in (hit.iri, hit.type) if iri)
    return hits
