"""`/search`: things by their names, as a page, and as JSON while one types."""

from __future__ import annotations

from typing import Final

from flask import Blueprint, Response, jsonify, render_template

from cislex import terms
from cislex.names import Hit
from cislex.web import language, protocol, rendering
from cislex.web.serving import snapshot

blueprint = Blueprint("search", __name__)

_ON_PAGE: Final = 50
_WHILE_TYPING: Final = 10


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
