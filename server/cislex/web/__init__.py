"""The doors of cislex over HTTP: endpoint, query form, questions, things, dumps."""

from __future__ import annotations

from typing import Final

from flask import Flask, Response, request

from cislex import queries, resources
from cislex.settings import Settings
from cislex.web import (
    assets,
    cards,
    cells,
    check,
    completion,
    days,
    discovery,
    documents,
    errors,
    form,
    graphs,
    guide,
    home,
    language,
    matrix,
    openapi,
    protocol,
    questions,
    rendering,
    replies,
    search,
    things,
    workbench,
)
from cislex.web.door import Door
from cislex.web.errors import response_of
from cislex.web.replies import Wish
from cislex.web.serving import Releases, Site, Snapshots

_OF_THE_PAGE: Final = {"Content-Disposition"}
"""Headers that only the maker of a page knows."""


def create_app(
    settings: Settings, snapshots: Snapshots | None = None, is_own: bool = True
) -> Flask:
    """The WSGI application that serves the current release under `settings.store`.

    `snapshots` takes the place of that folder; where it is not our `is_own` graph, its pages and
    questions are not offered.

    Raises:
        InputError: a file in `queries/` has a fault.
        ResourceError: there is no folder `queries/`.
    """
    app = Flask(__name__)
    app.config["MAX_CONTENT_LENGTH"] = protocol.longest_body(settings.maximum_query_bytes)
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True}
    folder = resources.folder("queries")
    site = app.extensions["cislex"] = Site(
        settings,
        snapshots or Releases(settings),
        queries.load(folder) if is_own else {},
        queries.load(folder / "pages"),
        is_own,
    )
    for part in (
        *(home, discovery, guide, openapi, form, graphs, questions, search, completion),
        *(matrix, documents, things),
    ):
        app.register_blueprint(part.blueprint)
    if is_own:
        check.register(app, settings)
    errors.register(app)
    rendering.register(app)
    app.jinja_env.globals["is_own"] = is_own
    # What is registered first runs last: a reply is told in which language it is once it is whole.
    language.register(app)
    assets.register(app)
    workbench.register(app)
    days.register(app)
    cards.register(app)
    cells.register(app)
    discovery.register(app)
    search.register(app)
    app.after_request(_finished)
    app.wsgi_app = Door(site, app.wsgi_app)  # type: ignore[method-assign]
    return app


def _finished(response: Response) -> Response:
    """The headers of a page, as of every other reply; packed, with a tag, not sent twice."""
    wish = Wish.of(request.environ)
    if "Access-Control-Allow-Origin" in response.headers:
        return response
    is_page = response.status_code == 200 and wish.is_reading and not response.is_streamed
    if is_page and "Cache-Control" not in response.headers:
        reply = replies.of_content(response.get_data(), str(response.content_type), wish)
        sent = response_of(reply.sent_to(wish))
        for name in _OF_THE_PAGE & set(response.headers.keys()):
            sent.headers[name] = response.headers[name]
        return sent
    response.headers.extend(replies.COMMON)
    response.vary.update(("Accept", "Accept-Encoding"))
    if response.status_code >= 400:
        response.headers.set(*replies.UNKEPT)
    if wish.method == "OPTIONS":
        response.headers.extend(replies.PREFLIGHT)
        response.headers["Access-Control-Allow-Methods"] = response.headers["Allow"]
    return response
