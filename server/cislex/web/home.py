"""The home page, the dumps and the health check."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Final

from flask import Blueprint, Response, jsonify, render_template, request, send_from_directory
from werkzeug.exceptions import NotFound

from cislex import formats
from cislex.description import LICENCE
from cislex.errors import CislexError
from cislex.web import guide, replies
from cislex.web.serving import ask_page, endpoint_address, public_address, site, snapshot

blueprint = Blueprint("home", __name__)

_DESCRIPTION: Final = "void.ttl"
_ORDER: Final = ("confirmed", "imprecise", "contradicted")


@blueprint.get("/")
def home() -> str:
    """What this is for a lawyer, a librarian and a data engineer, and how much there is."""
    counts = snapshot().manifest.get("counts", {})
    example = guide.example_question()
    return render_template(
        "home.html" if site().is_own else "files.html",
        questions=list(islice(site().questions.values(), 3)),
        counts=counts,
        shares=_shares(counts.get("statements_by_verdict", {})),
        release=snapshot(),
        endpoint=endpoint_address(site(), request.environ),
        example=example,
        query=guide.runnable(example).strip() if example else "",
    )


@dataclass(frozen=True, slots=True)
class Share:
    """The statements with one verdict: how many, and their place in a bar that is 100 long."""

    verdict: str
    number: int
    start: float
    width: float


def _shares(by_verdict: Mapping[str, int]) -> list[Share]:
    """The statements by verdict, the verdicts that say most first."""
    whole = sum(by_verdict.values())
    found: list[Share] = []
    start = 0.0
    for verdict in sorted(by_verdict, key=lambda name: (*_ORDER, name).index(name)):
        width = 100 * by_verdict[verdict] / whole if whole else 0.0
        found.append(Share(verdict, by_verdict[verdict], start, width))
        start += width
    return found


@blueprint.get("/dumps/")
def dumps() -> str:
    """The files of the release, and how to load them."""
    form = {one.extension: one.label for one in formats.GRAPHS}
    files = [
        (file, form.get(str(file["name"]).split(".")[1], file["media_type"]))
        for file in snapshot().manifest.get("files", ())
    ]
    return render_template(
        "dumps.html",
        release=snapshot(),
        licence=LICENCE,
        files=files,
        base=public_address(site(), request.environ),
    )


@blueprint.get("/dumps/SHA256SUMS")
def checksums() -> Response:
    """The checksums of the files as `sha256sum -c` reads them."""
    files = snapshot().manifest.get("files", ())
    text = "".join(f"{file['sha256']}  {file['name']}\n" for file in files)
    response = Response(text, content_type="text/plain; charset=utf-8")
    response.headers["Content-Disposition"] = "attachment; filename=SHA256SUMS"
    return response


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
