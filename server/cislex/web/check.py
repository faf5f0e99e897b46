"""`/check`: the fact-check of an article that somebody pastes or sends; nothing of it is kept."""

from __future__ import annotations

from datetime import date
from pathlib import PurePath

from flask import (
    Blueprint,
    Flask,
    Response,
    current_app,
    jsonify,
    make_response,
    render_template,
    request,
)
from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from werkzeug.exceptions import BadRequest, RequestEntityTooLarge, TooManyRequests

from cislex import formats, report, texts
from cislex.errors import CislexError
from cislex.examination import Examined, Examiner
from cislex.settings import Settings, in_words
from cislex.web import protocol, replies
from cislex.web.errors import fault_of

blueprint = Blueprint("check", __name__)


class Desk:
    """Takes articles, so many a minute from one client."""

    def __init__(self, settings: Settings) -> None:
        self.longest_bytes = settings.check_bytes
        self._examiner = Examiner(settings)
        self._limiter = MovingWindowRateLimiter(MemoryStorage())
        self._rate = RateLimitItemPerMinute(max(1, settings.checks_a_minute))

    def examine(self, content: bytes, suffix: str, on: str, client: str) -> Examined:
        """The report on an article.

        Raises:
            TooManyRequests: the client has sent too many in the last minute.
            CislexError: it cannot be read or checked; says why.
        """
        if not self._limiter.hit(self._rate, client):
            raise TooManyRequests(
                f"{self._rate.amount} articles a minute are checked for one client: wait a "
                "little, or run 'cislex check' on your own machine"
            )
        return self._examiner.examine(content, suffix, on)


@blueprint.get("/check")
def form() -> str:
    """The empty form."""
    return render_template("check.html", desk=_desk(), text="", on="", examined=None, fault=None)


@blueprint.post("/check")
def check() -> Response:
    """The report on the article that was sent, as a page or as JSON."""
    accept = request.headers.get("Accept", "")
    form_of = protocol.choose(accept, [formats.HTML, formats.PLAIN_JSON])
    text, on = request.form.get("text", ""), request.form.get("on", "").strip()
    examined, fault = None, None
    try:
        content, suffix = _article(text)
        _check_day(on)
        examined = _desk().examine(content, suffix, on, request.remote_addr or "")
    except (CislexError, BadRequest, RequestEntityTooLarge, TooManyRequests) as error:
        if form_of is formats.PLAIN_JSON:
            raise
        fault = fault_of(error)
    if form_of is formats.PLAIN_JSON and examined:
        response = jsonify(counts=examined.counts, findings=examined.findings)
    else:
        page = render_template(
            "check.html", desk=_desk(), text=text, on=on, examined=examined, fault=fault
        )
        response = make_response(page)
        response.status_code = fault.status if fault else 200
    response.headers.set(*replies.UNKEPT)
    return response


@blueprint.get("/check/report.css")
def style() -> Response:
    """The style of the report."""
    return Response(report.STYLE, content_type="text/css; charset=utf-8")


def register(app: Flask, settings: Settings) -> None:
    """Give the app a desk."""
    app.extensions["cislex.check"] = Desk(settings)
    app.register_blueprint(blueprint)


def _article(text: str) -> tuple[bytes, str]:
    """The bytes of the article and what they are; the file, where both are given."""
    file = request.files.get("article")
    if file and file.filename:
        suffix = PurePath(file.filename).suffix.lower()
        if suffix not in texts.SUFFIXES:
            known = ", ".join(sorted(texts.SUFFIXES))
            raise BadRequest(f"Files that can be read end in {known}: save the article as one")
        content = file.read(_desk().longest_bytes + 1)
    else:
        content, suffix = text.encode("utf-8"), ".txt"
    if not content.strip():
        raise BadRequest("Paste an article or choose a file: there is nothing to check yet")
    if len(content) > _desk().longest_bytes:
        raise RequestEntityTooLarge(
            f"The article is longer than {in_words(_desk().longest_bytes)}: send it in parts, or "
            "run 'cislex check' on your own machine"
        )
    return content, suffix


def _check_day(on: str) -> None:
    try:
        if on:
            date.fromisoformat(on)
    except ValueError:
        raise BadRequest(f"{on[:40]!r} is no day: write it as 2024-01-31") from None


def _desk() -> Desk:
    found: Desk = current_app.extensions["cislex.check"]
    return found
