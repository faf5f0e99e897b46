"""The SPARQL 1.1 Protocol, query side: a request over HTTP → its parts, or a refusal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeVar
from urllib.parse import parse_qsl

from flask import request as page_request
from werkzeug.exceptions import (
    BadRequest,
    Forbidden,
    MethodNotAllowed,
    NotAcceptable,
    RequestEntityTooLarge,
    UnsupportedMediaType,
)
from werkzeug.http import parse_options_header
from werkzeug.wrappers import Request

from cislex import formats
from cislex.faults import READ_ONLY
from cislex.formats import Format, GraphFormat, Kind, Representation, ResultsFormat
from cislex.web.language import PARAMETERS

_QUERY_TYPE: Final = "application/sparql-query"
_UPDATE_TYPE: Final = "application/sparql-update"
_FORM_TYPE: Final = "application/x-www-form-urlencoded"
_FIELDS: Final = 200
READING: Final = ("GET", "HEAD", "OPTIONS")
METHODS: Final = (*READING, "POST")


class Parameters:
    """The pairs of an address or a form, decoded once and strictly as UTF-8."""

    def __init__(self, query_string: str, form: bytes = b"") -> None:
        """Decode; BadRequest when the bytes are not percent-encoded UTF-8.

        `query_string` is that of WSGI, where each character stands for a byte.
        """
        self._pairs: list[tuple[str, str]] = []
        for part in filter(None, (query_string.encode("latin-1"), form)):
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


def parameters() -> Parameters:
    """The parameters in the address of the page that is asked for."""
    return Parameters(page_request.environ.get("QUERY_STRING", ""))


@dataclass(frozen=True, slots=True)
class Message:
    """A request as it came; the body of one that only reads is not looked at."""

    method: str
    query_string: str
    content_type: str = ""
    body: bytes = b""

    @property
    def bytes(self) -> int:
        """The memory that it takes, about."""
        return 4 * (len(self.query_string) + len(self.content_type)) + len(self.body)


def receive(environ: Mapping[str, Any], maximum_bytes: int) -> Message:
    """Take a request from a WSGI environment, with its body.

    Raises:
        RequestEntityTooLarge: the body is longer than `maximum_bytes`, and is not read.
    """
    method, query_string = environ["REQUEST_METHOD"], environ.get("QUERY_STRING", "")
    if method != "POST":
        return Message(method, query_string)
    request = Request(dict(environ))
    request.max_content_length = maximum_bytes
    return Message(
        method, query_string, environ.get("CONTENT_TYPE", ""), request.get_data(cache=False)
    )


def longest_body(maximum_bytes: int) -> int:
    """Bytes of a body that may hold a query of so many: percent-encoding writes a byte as three."""
    return 3 * maximum_bytes + 64 * 1024


def check_method(method: str, allowed: Sequence[str]) -> None:
    """Refuse a method; MethodNotAllowed names those that there are."""
    if method not in allowed:
        raise MethodNotAllowed(
            list(allowed),
            f"{method[:20]} is not possible here: releases are immutable, and their data "
            f"changes through builds. Use {', '.join(allowed)}",
        )


@dataclass(frozen=True, slots=True)
class Operation:
    """What a client wants of the endpoint; `query` is None when it asks what the endpoint is."""

    query: str | None
    default_graphs: tuple[str, ...]
    named_graphs: tuple[str, ...]


def read(message: Message, maximum_bytes: int) -> Operation:
    """Take a request to the endpoint apart.

    Raises:
        BadRequest, Forbidden, RequestEntityTooLarge, UnsupportedMediaType: with the reason.
    """
    direct: str | None = None
    form = b""
    if message.method == "POST":
        if _is_query(message.content_type):
            direct = _text(message.body)
        else:
            form = message.body
    parameters = Parameters(message.query_string, form)
    if parameters.all("update"):
        raise Forbidden(READ_ONLY)
    query = parameters.at_most_one("query")
    if direct is not None and query is not None:
        raise BadRequest("There are two queries, one in the address and one in the body: send one")
    query = direct if direct is not None else query
    if query is None and message.method == "POST":
        raise BadRequest("There is no query: send it as the parameter 'query'")
    check_size(query or "", maximum_bytes)
    graphs = parameters.all("default-graph-uri"), parameters.all("named-graph-uri")
    return Operation(query, *graphs)


def _is_query(content_type: str) -> bool:
    """Whether a body is a query, and not a form that holds one."""
    kind, options = parse_options_header(content_type)
    if kind == _UPDATE_TYPE:
        raise Forbidden(READ_ONLY)
    charset = options.get("charset", "utf-8").lower()
    if kind not in (_QUERY_TYPE, _FORM_TYPE) or charset not in ("utf-8", "utf8"):
        raise UnsupportedMediaType(
            f"Send the query as {_QUERY_TYPE} or as the parameter 'query' of {_FORM_TYPE}, in UTF-8"
        )
    return kind == _QUERY_TYPE


def check_size(query: str, maximum_bytes: int) -> None:
    """Refuse a query that is too long."""
    size = len(query.encode("utf-8"))
    if size > maximum_bytes:
        raise RequestEntityTooLarge(
            f"The query has {size} bytes; {maximum_bytes} are allowed: shorten it"
        )


def names_page(accept: str) -> bool:
    """Whether a client names pages among what it takes, as browsers do; `*/*` is a program."""
    return "html" in accept.lower()


def choose_answer(kind: Kind, accept: str) -> Format | None:
    """The form of an answer; None where the client likes a page best."""
    offered: Sequence[Representation] = formats.of_kind(kind)
    found = choose(accept, (*offered, formats.HTML) if names_page(accept) else offered)
    return found if isinstance(found, (ResultsFormat, GraphFormat)) else None


_Offer = TypeVar("_Offer", bound=Representation)


def choose(accept: str, offered: Sequence[_Offer]) -> _Offer:
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
