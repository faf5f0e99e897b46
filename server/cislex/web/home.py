"""The home page, the dumps and the health check."""

from __future__ import annotations

from itertools import islice

from flask import Blueprint, Response, jsonify, render_template, request, send_from_directory
from werkzeug.exceptions import NotFound

from cislex.description import LICENCE
from cislex.errors import CislexError
from cislex.web import replies
from cislex.web.serving import ask_page, endpoint_address, site, snapshot

blueprint = Blueprint("home", __name__)

_DESCRIPTION = "void.ttl"


@blueprint.get("/")
def home() -> str:
    """What this is, how much there is, and three questions to click."""
    return render_template(
        "home.html" if site().is_own else "files.html",
        questions=list(islice(site().questions.values(), 3)),
        counts=snapshot().manifest.get("counts", {}),
        release=snapshot(),
        endpoint=endpoint_address(site(), request.environ),
    )


@blueprint.get("/dumps/")
def dumps() -> str:
    """The files of the release."""
    return render_template("dumps.html", release=snapshot(), licence=LICENCE)


@blueprint.get("/dumps/<name>")
def dump(name: str) -> Response:
    """One file of the release, as it is on disk."""
    media_types = {_DESCRIPTION: "text/turtle"}
    for file in snapshot().manifest.get("files", ()):
        packed = str(file["name"]).endswith(".gz")
        media_types[file["name"]] = "application/gzip" if packed else file["media_type"]
    if name not in media_types:
        raise NotFound(f"There is no dump {name!r}: see /dumps/ for those that there are")
    return send_from_directory(snapshot().dumps.resolve(), name, mimetype=media_types[name])


@blueprint.get("/health")
def health() -> tuple[Response, int, dict[str, str]]:
    """200 only when a question can be answered now."""
    unkept = dict([replies.UNKEPT])
    try:
        able = bool(ask_page("health").boolean) or not site().is_own
        said = jsonify(status="ok" if able else "empty", release=snapshot().identifier)
        return said, 200 if able else 503, unkept
    except CislexError as error:
        return jsonify(status="failing", reason=str(error)), 503, unkept
