"""The doors of cislex over HTTP: endpoint, query form, questions, things, dumps."""

from __future__ import annotations

from flask import Flask, Response

from cislex import queries, resources
from cislex.settings import Settings
from cislex.web import (
    cells,
    discovery,
    endpoint,
    errors,
    guide,
    home,
    language,
    openapi,
    questions,
    rendering,
    search,
    things,
)
from cislex.web.serving import Releases, Site, Snapshots

_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def create_app(settings: Settings, snapshots: Snapshots | None = None) -> Flask:
    """The WSGI application that serves the current release under `settings.store`.

    `snapshots` takes the place of that folder in tests.

    Raises:
        InputError: a file in `queries/` has a fault.
        ResourceError: there is no folder `queries/`.
    """
    app = Flask(__name__)
    # Percent-encoding writes a byte as three characters.
    app.config["MAX_CONTENT_LENGTH"] = 3 * settings.maximum_query_bytes + 64 * 1024
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True}
    folder = resources.folder("queries")
    app.extensions["cislex"] = Site(
        settings,
        snapshots or Releases(settings),
        queries.load(folder),
        queries.load(folder / "pages"),
    )
    for part in (home, discovery, guide, openapi, endpoint, questions, search, things):
        app.register_blueprint(part.blueprint)
    errors.register(app)
    rendering.register(app)
    cells.register(app)
    discovery.register(app)
    search.register(app)
    language.register(app)
    app.after_request(_secured)
    return app


def _secured(response: Response) -> Response:
    for name, value in _HEADERS.items():
        response.headers.setdefault(name, value)
    response.vary.add("Accept")
    return response
