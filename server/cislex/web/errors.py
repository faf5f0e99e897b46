"""Errors as clients want them: one shape in JSON, in text and on a page."""

from __future__ import annotations

import logging
from dataclasses import asdict, dataclass

from flask import Flask, Response, jsonify, make_response, render_template, request
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from cislex import formats
from cislex.errors import (
    CislexError,
    QueryError,
    QueryFailed,
    QueryRefused,
    QuerySyntaxError,
    QueryTimedOut,
    ReleaseError,
    ServerBusy,
)
from cislex.web.protocol import accepted

_LOG = logging.getLogger(__name__)
_UNEXPECTED = "Something went wrong here. It is written in the server's log."


@dataclass(frozen=True, slots=True)
class Fault:
    """What went wrong: HTTP status, what to do, and where in the query (0 when nowhere)."""

    status: int
    message: str
    line: int = 0
    column: int = 0
    excerpt: str = ""

    @property
    def caret(self) -> str:
        """The line of the query with a caret under the fault, or nothing."""
        if not self.excerpt:
            return ""
        return f"{self.excerpt}\n{' ' * (self.column - 1)}^"


_WIDTH = 100


def fault_of(error: Exception, query: str = "") -> Fault:
    """What to tell a client about an error; unexpected ones tell nothing."""
    if isinstance(error, QuerySyntaxError):
        lines = query.split("\n")
        text = lines[error.line - 1] if 0 < error.line <= len(lines) else ""
        shown = text if len(text) <= _WIDTH else ""
        return Fault(400, str(error), error.line, error.column, shown.replace("\t", " "))
    if isinstance(error, QueryRefused):
        return Fault(403, str(error))
    if isinstance(error, QueryFailed):
        return Fault(500, str(error))
    if isinstance(error, (QueryTimedOut, ServerBusy)):
        return Fault(503, str(error))
    if isinstance(error, QueryError):
        return Fault(400, str(error))
    if isinstance(error, ReleaseError):
        return Fault(503, str(error))
    if isinstance(error, RequestEntityTooLarge) and not error.description:
        return Fault(413, "This is longer than what is allowed: shorten it")
    if isinstance(error, HTTPException):
        return Fault(error.code or 500, error.description or error.name)
    return Fault(500, _UNEXPECTED)


def register(app: Flask) -> None:
    """Answer every error in the form that the client asked for."""
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(CislexError, lambda error: respond(fault_of(error)))
    app.register_error_handler(Exception, _unexpected)


def respond(fault: Fault) -> Response:
    """A fault as JSON, text or page."""
    offered = [formats.PLAIN_TEXT, formats.PLAIN_JSON, formats.HTML]
    form = formats.choose(accepted(request), offered) or formats.PLAIN_TEXT
    if form is formats.PLAIN_JSON:
        error = {name: value for name, value in asdict(fault).items() if value}
        response = jsonify(error=error)
    elif form is formats.HTML:
        response = make_response(render_template("error.html", fault=fault))
    else:
        place = f" (line {fault.line}, column {fault.column})" if fault.line else ""
        text = f"{fault.message}{place}\n" + (f"{fault.caret}\n" if fault.excerpt else "")
        response = Response(text, content_type=form.content_type)
    response.status_code = fault.status
    if fault.status == 503:
        response.headers["Retry-After"] = str(ServerBusy.retry_after)
    return response


def _http(error: HTTPException) -> Response:
    response = respond(fault_of(error))
    for name, value in error.get_headers():
        if name == "Allow":
            response.headers[name] = value
    return response


def _unexpected(error: Exception) -> Response:
    _LOG.error("unexpected error at %s", request.path, exc_info=error)
    return respond(fault_of(error))
