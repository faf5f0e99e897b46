"""The SPARQL 1.1 Protocol, query side: a request over HTTP → its parts, or a refusal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qsl

from flask import Request
from werkzeug.exceptions import (
    BadRequest,
    Forbidden,
    NotAcceptable,
    RequestEntityTooLarge,
    UnsupportedMediaType,
)

from cislex import formats, sparql
from cislex.formats import Format, Kind, Representation
from cislex.web.language import PARAMETERS

_QUERY_TYPE: Final = "application/sparql-query"
_UPDATE_TYPE: Final = "application/sparql-update"
_FORM_TYPE: Final = "application/x-www-form-urlencoded"
_FIELDS: Final = 200
READ_ONLY: Final = "This endpoint only reads: send a query, not an update."


class Parameters:
    """The pairs of an address or a form, decoded once and strictly as UTF-8."""

    def __init__(self, *encoded: bytes) -> None:
        """Decode; BadRequest when the bytes are not percent-encoded UTF-8."""
        self._pairs: list[tuple[str, str]] = []
        for part in encoded:
            try:
                self._pairs += parse_qsl(
                    part.decode("utf-8"),
                    keep_blank_values=True,
                    errors="strict",
                    max_num_fields=_FIELDS,
                )
            except UnicodeDecodeError as error:
                raise BadRequest("The parameters are not UTF-8: encode them as UTF-8") from error
            except ValueError as error:
                raise BadRequest(f"There are more than {_FIELDS} parameters") from error

    def all(self, name: str) -> tuple[str, ...]:
        """Every value of a parameter, in order."""
        return tuple(value for key, value in self._pairs if key == name)

    def at_most_one(self, name: str) -> str | None:
        """The value of a parameter, if there is one; BadRequest when there are several."""
        values = self.all(name)
        if len(values) > 1:
            raise BadRequest(f"The parameter {name!r} is given {len(values)} times: give it once")
        return values[0] if values else None

    def names(self) -> set[str]:
        """The names of all parameters but those of the languages."""
        return {name for name, _ in self._pairs if name not in PARAMETERS}

    def singles(self) -> dict[str, str]:
        """All parameters of a page but those of its languages, each given at most once."""
        names = dict.fromkeys(name for name, _ in self._pairs if name not in PARAMETERS)
        return {name: self.at_most_one(name) or "" for name in names}


@dataclass(frozen=True, slots=True)
class Operation:
    """What a client wants of the endpoint; `query` is None when it asks what the endpoint is."""

    query: str | None
    default_graphs: tuple[str, ...]
    named_graphs: tuple[str, ...]


def read(request: Request, maximum_bytes: int) -> Operation:
    """Take a request to the endpoint apart.

    Raises:
        BadRequest, Forbidden, RequestEntityTooLarge, UnsupportedMediaType: with the reason.
    """
    direct: str | None = None
    form = b""
    if request.method == "POST":
        kind = request.mimetype
        if kind == _UPDATE_TYPE:
            raise Forbidden(READ_ONLY)
        charset = request.mimetype_params.get("charset", "utf-8").lower()
        if kind not in (_QUERY_TYPE, _FORM_TYPE) or charset not in ("utf-8", "utf8"):
            raise UnsupportedMediaType(
                f"Send the query as {_QUERY_TYPE} or as the parameter 'query' of {_FORM_TYPE}, "
                "in UTF-8"
            )
        body = request.get_data(cache=False)
        if kind == _QUERY_TYPE:
            direct = _text(body)
        else:
            form = body
    parameters = Parameters(request.query_string, form)
    if parameters.all("update"):
        raise Forbidden(READ_ONLY)
    query = parameters.at_most_one("query")
    if direct is not None and query is not None:
        raise BadRequest("There are two queries, one in the address and one in the body: send one")
    query = direct if direct is not None else query
    if query is None and request.method == "POST":
        raise BadRequest("There is no query: send it as the parameter 'query'")
    check_size(query or "", maximum_bytes)
    graphs = parameters.all("default-graph-uri"), parameters.all("named-graph-uri")
    return Operation(query, *graphs)


def check_size(query: str, maximum_bytes: int) -> None:
    """Refuse a query that is too long."""
    size = len(query.encode("utf-8"))
    if size > maximum_bytes:
        raise RequestEntityTooLarge(
            f"The query has {size} bytes; {maximum_bytes} are allowed: shorten it"
        )


def accepted(request: Request) -> str:
    """The Accept header, its lines joined."""
    return ",".join(request.headers.getlist("Accept"))


def choose_answer(query: str, accept: str) -> Format | Representation:
    """The form of the answer to a query: one that holds it, or HTML for a browser."""
    offered: list[Format | Representation] = [
        *formats.of_kind(sparql.kind(query) or Kind.RESULTS),
        formats.HTML,
    ]
    return choose(accept, offered)


def choose(accept: str, offered: list[Format | Representation]) -> Format | Representation:
    """The best of some forms; NotAcceptable names what there is."""
    found = formats.choose(accept, offered)
    if found is None:
        names = ", ".join(one.media_type for one in offered)
        raise NotAcceptable(f"This can be had as {names}: ask for one of them in Accept")
    return found


def _text(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadRequest(
            f"The query is not UTF-8 at byte {error.start}: encode it as UTF-8"
        ) from error
