"""Errors as clients want them: one shape in JSON, in text and on a page.

As JSON they are `{"error": {"status": …, "message": …}}`, and where the fault has a place
in the query, `line` and `column` (from 1) and `excerpt`, two lines: what stands there, and a
caret under it. Where the method is at fault, `methods` are those that are possible.
"""

from __future__ import annotations

import json
import logging
from dataclasses import asdict, dataclass
from typing import Final

from flask import Flask, Response, make_response, render_template, request
from werkzeug.exceptions import HTTPException, MethodNotAllowed, RequestEntityTooLarge

from cislex import formats
from cislex.errors import (
    CislexError,
    ExaminationFailed,
    InputError,
    QueryError,
    QueryFailed,
    QueryRefused,
    QuerySyntaxError,
    QueryTimedOut,
    ReleaseError,
    ServerBusy,
)
from cislex.web import replies
from cislex.web.replies import Headers, Reply, Wish

_LOG = logging.getLogger(__name__)
_UNEXPECTED = "Something went wrong here. It is written in the server's log."


_LATER: Final = {503: ServerBusy.retry_after, 429: 60}
"""Status → seconds after which it is worth trying again."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What went wrong: HTTP status, what to do, and where in the query (0 when nowhere).

    `methods` are those that are possible where another one was tried.
    """

    status: int
    message: str
    line: int = 0
    column: int = 0
    excerpt: str = ""
    methods: tuple[str, ...] = ()

    @property
    def headers(self) -> Headers:
        """What HTTP wants beside the words: when to come again, what to do instead."""
        headers = [replies.UNKEPT]
        if self.status in _LATER:
            headers.append(("Retry-After", str(_LATER[self.status])))
        if self.methods:
            headers.append(("Allow", ", ".join(self.methods)))
        return tuple(headers)


class InQuery(Exception):
    """An error over a query, whose text is needed to show the place."""

    def __init__(self, error: QueryError, query: str) -> None:
        self.error, self.query = error, query
        super().__init__(str(error))


_STATUSES: Final[tuple[tuple[int, tuple[type[CislexError], ...]], ...]] = (
    (403, (QueryRefused,)),
    (500, (QueryFailed,)),
    (503, (QueryTimedOut, ServerBusy, ReleaseError, ExaminationFailed)),
    (400, (QueryError, InputError)),
)
"""Status → the errors that it stands for; the first that fits counts."""


def fault_of(error: Exception, query: str = "") -> Fault:
    """What to tell a client about an error; unexpected ones tell nothing."""
    if isinstance(error, InQuery):
        return fault_of(error.error, error.query)
    if isinstance(error, QuerySyntaxError):
        return Fault(400, str(error), error.line, error.column, _excerpt(query, error))
    for status, kinds in _STATUSES:
        if isinstance(error, kinds):
            return Fault(status, str(error))
    if isinstance(error, RequestEntityTooLarge) and not error.description:
        return Fault(413, "This is longer than what is allowed: shorten it")
    if isinstance(error, HTTPException):
        allowed = error.valid_methods if isinstance(error, MethodNotAllowed) else None
        methods = tuple(sorted(allowed or ()))
        return Fault(error.code or 500, error.description or error.name, methods=methods)
    _LOG.error("unexpected error", exc_info=error)
    return Fault(500, _UNEXPECTED)


_BEFORE, _BEHIND = 60, 30
"""Characters that are shown on either side of a fault."""


def _excerpt(query: str, error: QuerySyntaxError) -> str:
    """The line of a fault, or what stands around it, and a caret below; empty without a place."""
    lines = query.split("\n")
    if not 0 < error.line <= len(lines) or not lines[error.line - 1].strip():
        return ""
    line = lines[error.line - 1].rstrip()
    at = max(0, min(error.column - 1, len(line)))
    # Controls and tabs have no width of their own.
    line = "".join(one if one.isprintable() else " " for one in line)
    start = at - _BEFORE if at > _BEFORE + _BEHIND else 0
    shown = ("…" if start else "") + line[start : at + _BEHIND]
    return f"{shown}{'…' if at + _BEHIND < len(line) else ''}\n{' ' * (at - start + bool(start))}^"


def register(app: Flask) -> None:
    """Answer every error in the form that the client asked for."""
    app.register_error_handler(Exception, lambda error: respond(fault_of(error)))


def respond(fault: Fault) -> Response:
    """A fault as JSON, text or page."""
    wish = Wish.of(request.environ)
    offered = (formats.PLAIN_TEXT, formats.PLAIN_JSON, formats.HTML)
    if formats.choose(wish.accept, offered) is formats.HTML:
        response = make_response(render_template("error.html", fault=fault), fault.status)
        response.headers.extend(fault.headers)
        return response
    return response_of(reply_of(fault, wish))


def response_of(reply: Reply) -> Response:
    """A reply as Flask sends it."""
    return Response(reply.body, reply.status, list(reply.headers))


def reply_of(fault: Fault, wish: Wish) -> Reply:
    """A fault as JSON or text; whoever wants neither gets text."""
    form = formats.choose(wish.accept, (formats.PLAIN_TEXT, formats.PLAIN_JSON))
    if form is formats.PLAIN_JSON:
        shown = {name: value for name, value in asdict(fault).items() if value}
        text = json.dumps({"error": shown}, ensure_ascii=False, separators=(",", ":")) + "\n"
    else:
        form = formats.PLAIN_TEXT
        place = f" (line {fault.line}, column {fault.column})" if fault.line else ""
        text = f"{fault.message}{place}\n" + (f"{fault.excerpt}\n" if fault.excerpt else "")
    content = text.encode()
    size = ("Content-Length", str(len(content)))
    kind = ("Content-Type", form.content_type)
    headers = (kind, size, *fault.headers, replies.VARY, *replies.COMMON)
    return Reply(fault.status, headers, () if wish.method == "HEAD" else (content,))
